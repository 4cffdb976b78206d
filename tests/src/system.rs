//! API and worker as two processes on one database, as in production, in a folder of their own.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::{
    call::Call,
    cluster,
    database::Database,
    document,
    process::Process,
    programs::{program, workspace},
};

/// The tenant a call goes to unless it says otherwise: a practice in Berlin.
pub const DEMO: &str = "stillwater";

/// Where a demo tenant's pages are.
struct DemoSite {
    tenant: String,
    url: String,
    origin: String,
}

/// How to start a system.
#[derive(Default)]
pub struct SystemBuilder {
    variables: Vec<(String, String)>,
    sites: Vec<DemoSite>,
    database: Option<String>,
}

impl SystemBuilder {
    /// Sets a key of the configuration, by its variable.
    #[must_use]
    pub fn with(mut self, variable: &str, value: impl ToString) -> Self {
        self.variables
            .push((variable.to_owned(), value.to_string()));
        self
    }

    /// Says where a demo tenant's site is: links in its messages lead there, and its pages may open event streams.
    #[must_use]
    pub fn site(mut self, tenant: &str, url: &str, origin: &str) -> Self {
        self.sites.push(DemoSite {
            tenant: tenant.to_owned(),
            url: url.to_owned(),
            origin: origin.to_owned(),
        });
        self
    }

    /// Keeps everything in a new database of the PostgreSQL cluster that all tests share.
    #[must_use]
    pub fn on_postgres(self) -> Self {
        self.on_database(&cluster::new_database())
    }

    /// Keeps everything in the database of an address.
    #[must_use]
    pub fn on_database(mut self, url: &str) -> Self {
        self.database = Some(url.to_owned());
        self
    }

    /// Starts it, with the demo tenants: one API and one worker. More of either: [`System::start_api`],
    /// [`System::start_worker`].
    pub async fn start(self) -> System {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let in_folder = || format!("sqlite:{}/nexus.db", folder.path().display());
        let database_url = self.database.unwrap_or_else(in_folder);
        let mut variables = defaults(&folder, &database_url);
        variables.extend(self.variables);
        let demo = folder.path().join("tenants.toml");
        std::fs::write(&demo, demo_tenants(&self.sites)).expect("a file can be written");
        import(&folder, &variables, &demo).await;

        let api = Api::start(&folder, &variables).await;
        let worker = start_worker(&folder, &variables);
        System {
            url: api.url,
            operations_url: api.operations_url,
            http: http(),
            api: api.process,
            worker,
            variables,
            database_url,
            folder,
        }
    }
}

/// The demo tenants, some of them with a site of their own.
fn demo_tenants(sites: &[DemoSite]) -> String {
    let file = workspace().join("server/demo/tenants.toml");
    let text = std::fs::read_to_string(file).expect("there are demo tenants");
    let mut demo: toml::Table = text.parse().expect("the demo tenants are TOML");
    let tenants = demo["tenants"].as_array_mut().expect("a list of tenants");
    for DemoSite {
        tenant: slug,
        url,
        origin,
    } in sites
    {
        let tenant = tenants
            .iter_mut()
            .find(|tenant| tenant["slug"].as_str() == Some(slug));
        let tenant = tenant.and_then(toml::Value::as_table_mut);
        let tenant = tenant.unwrap_or_else(|| panic!("there is a demo tenant {slug}"));
        tenant.insert("site_url".to_owned(), url.as_str().into());
        tenant.insert("allowed_origins".to_owned(), vec![origin.as_str()].into());
    }
    demo.to_string()
}

async fn import(folder: &TempDir, variables: &[(String, String)], file: &Path) {
    let mut importing = Process::start(
        &program("scheduler-api"),
        &["tenants".as_ref(), "import".as_ref(), file.as_os_str()],
        folder.path(),
        variables,
    );
    let imported = importing.ended().await;
    assert!(
        imported.success(),
        "{} is imported: {}",
        file.display(),
        importing.written()
    );
}

/// A process that serves the API.
pub struct Api {
    /// Where: `http://…`, without a slash at the end.
    pub url: String,
    /// Its metrics, health and readiness.
    pub operations_url: String,
    /// It itself.
    pub process: Process,
}

impl Api {
    async fn start(folder: &TempDir, variables: &[(String, String)]) -> Self {
        let api = program("scheduler-api");
        let mut process = Process::start(&api, &["serve"], folder.path(), variables);
        let (address, operations) = process.until_written(listening).await;
        Self {
            url: format!("http://{address}"),
            operations_url: format!("http://{operations}"),
            process,
        }
    }
}

fn start_worker(folder: &TempDir, variables: &[(String, String)]) -> Process {
    let nothing: [&str; 0] = [];
    let worker = program("scheduler-worker");
    Process::start(&worker, &nothing, folder.path(), variables)
}

fn defaults(folder: &TempDir, database_url: &str) -> Vec<(String, String)> {
    let folder = folder.path().display();
    [
        ("NEXUS_API_LISTEN", "127.0.0.1:0".to_owned()),
        ("NEXUS_OPERATIONS_LISTEN", "127.0.0.1:0".to_owned()),
        ("NEXUS_WORKER_LISTEN", "127.0.0.1:0".to_owned()),
        ("NEXUS_DATABASE_URL", database_url.to_owned()),
        (
            "NEXUS_HTTPS_ALLOW_PLAIN_HTTP_ON_LOOPBACK",
            "true".to_owned(),
        ),
        ("NEXUS_DELIVERY_OUTBOX_FOLDER", format!("{folder}/outbox")),
        ("NEXUS_RATE_LIMITS_BY_ADDRESS", "false".to_owned()),
        ("NEXUS_RATE_LIMITS_BY_CONTACT", "false".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

/// Where the API and its operations listen, if a line of its log says so, in either format.
fn listening(line: &str) -> Option<(String, String)> {
    if let Ok(line) = serde_json::from_str::<serde_json::Value>(line) {
        let word = |name: &str| line[name].as_str().map(str::to_owned);
        return Some((word("api")?, word("operations")?));
    }
    let word = |name: &str| {
        line.split_whitespace()
            .find_map(|word| word.strip_prefix(name))
            .map(str::to_owned)
    };
    Some((word("api=")?, word("operations=")?))
}

/// Connections of its own for each system, and a time-out against hanging.
fn http() -> reqwest::Client {
    // Done already by the test before, mostly.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .timeout(crate::process::HANG)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()
        .expect("an HTTP client can be made")
}

/// A running system.
pub struct System {
    /// The API: `http://…`, without a slash at the end.
    pub url: String,
    /// Metrics, health and readiness.
    pub operations_url: String,
    /// For calls that are no operation's.
    pub http: reqwest::Client,
    /// The API's process.
    pub api: Process,
    /// The worker's process.
    pub worker: Process,
    /// The configuration both were given.
    pub variables: Vec<(String, String)>,
    /// Where everything is kept.
    pub database_url: String,
    folder: TempDir,
}

impl System {
    /// Starts one without rate limits.
    pub async fn start() -> Self {
        Self::configured().start().await
    }

    /// Starts one configured as told.
    #[must_use]
    pub fn configured() -> SystemBuilder {
        SystemBuilder::default()
    }

    /// Begins a call of an operation.
    #[must_use]
    pub fn call(&self, operation_id: &str) -> Call {
        Call::new(&self.http, &self.url, document::operation(operation_id))
    }

    /// Its folder: database and outbox.
    #[must_use]
    pub fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }

    /// Imports more tenants, written as a file of tenants has them.
    ///
    /// # Panics
    /// When they are refused.
    pub async fn import_tenants(&self, definitions: &str) {
        let file = self.folder.path().join("more-tenants.toml");
        std::fs::write(&file, definitions).expect("the folder can be written");
        import(&self.folder, &self.variables, &file).await;
    }

    /// Its database.
    pub async fn database(&self) -> Database {
        Database::open(&self.database_url).await
    }

    /// Starts another API on the same database.
    pub async fn start_api(&self) -> Api {
        self.start_api_with(&[]).await
    }

    /// Starts another API on the same database, some variables set otherwise.
    pub async fn start_api_with(&self, variables: &[(&str, &str)]) -> Api {
        let mut all = self.variables.clone();
        let own = variables.iter();
        all.extend(own.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        Api::start(&self.folder, &all).await
    }

    /// Where the worker's own metrics, health and readiness are.
    pub async fn worker_operations_url(&self) -> String {
        let began = std::time::Instant::now();
        loop {
            let written = self.worker.written();
            let said = written.lines().find_map(|line| {
                let words = line.split_whitespace();
                words.filter_map(|word| word.strip_prefix("worker=")).next()
            });
            if let Some(address) = said {
                return format!("http://{address}");
            }
            assert!(
                began.elapsed() < crate::process::HANG,
                "the worker listens: {written}"
            );
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }

    /// Starts another worker on the same database.
    #[must_use]
    pub fn start_worker(&self) -> Process {
        start_worker(&self.folder, &self.variables)
    }

    /// The page of metrics.
    pub async fn metrics(&self) -> String {
        self.metrics_at(&self.operations_url).await
    }

    /// The page of metrics of another process, which answers its operators there.
    ///
    /// # Panics
    /// When it doesn't.
    pub async fn metrics_at(&self, operations_url: &str) -> String {
        let page = self
            .http
            .get(format!("{operations_url}/metrics"))
            .send()
            .await
            .expect("metrics are answered");
        page.text().await.expect("metrics are text")
    }

    /// What `/ready` answers at a process; nothing when nobody listens there any more.
    pub async fn readiness(&self, operations_url: &str) -> Option<u16> {
        let ready = self.http.get(format!("{operations_url}/ready"));
        ready.send().await.ok().map(|it| it.status().as_u16())
    }

    /// Everything both processes have written.
    #[must_use]
    pub fn written(&self) -> String {
        self.api.written() + &self.worker.written()
    }

    /// Asserts that the API still lives, serves, and wrote of no panic and no failure of its own.
    pub async fn assert_well(&mut self) {
        assert!(
            self.api.lives() && self.worker.lives(),
            "API and worker still run:\n{}",
            self.written()
        );
        let listed = self.call("tenant_list").send().await;
        assert_eq!(listed.status(), 200, "the API still serves");
        for sign in ["panicked", "panic", "the server failed"] {
            let found = self
                .written()
                .lines()
                .find(|line| line.contains(sign))
                .map(str::to_owned);
            assert_eq!(found, None, "nothing fails inside the server");
        }
    }
}
