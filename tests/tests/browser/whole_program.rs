//! What `cargo run` starts, whole: the page of links, the three sites with a shop behind them, the outbox; and the same on
//! a machine without Node.js.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use reqwest::Client;
use scheduler_tests::{
    browser::{Browser, Window},
    process::{HANG, Process},
    programs::program,
};
use tokio::net::TcpStream;

use crate::{every_page::look, place::take_a_slot};

const KIM: &str = "kim@example.com";

/// Seeding Vendure on a busy machine.
const SEEDING: Duration = Duration::from_secs(180);

/// The program, with ports and a folder of its own.
struct Whole {
    process: Process,
    /// Where each thing is, by its name in the list that is printed.
    places: BTreeMap<String, String>,
    http: Client,
    _folder: tempfile::TempDir,
}

impl Whole {
    async fn start(variables: &[(String, String)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data").display().to_string();
        let arguments = ["--data", &data, "--port", "0"];
        let dev = program("scheduler-dev");
        let mut process = Process::start(&dev, &arguments, folder.path(), variables);
        process
            .until_written(|line| line.contains("Try it").then_some(()))
            .await;
        let said = process.written();
        let places = said.lines().filter_map(|line| {
            let (name, rest) = line
                .trim()
                .split_once("   ")
                .or(line.trim().split_once("  "))?;
            let url = rest.split_whitespace().next()?;
            let is_place = line.starts_with("  ") && url.starts_with("http://");
            is_place.then(|| (name.to_owned(), url.to_owned()))
        });
        let places = places.collect();
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().timeout(HANG).build().unwrap();
        Self {
            process,
            places,
            http,
            _folder: folder,
        }
    }

    fn at(&self, name: &str) -> &str {
        let found = self.places.get(name);
        found.unwrap_or_else(|| panic!("{name} is named: {:?}", self.places))
    }

    /// Waits until it says so, which may take as long as seeding.
    async fn says(&mut self, words: &str) {
        let began = Instant::now();
        while !self.process.written().contains(words) {
            assert!(
                self.process.lives() && began.elapsed() < SEEDING,
                "it says {words:?}: {}",
                self.process.written()
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn page(&self, url: &str) -> (u16, String, String) {
        let answer = self.http.get(url).send().await;
        let answer = answer.unwrap_or_else(|error| panic!("{url} answers: {error}"));
        let policy = answer.headers().get("content-security-policy");
        let policy = policy.map(|it| it.to_str().unwrap().to_owned());
        let status = answer.status().as_u16();
        let text = answer.text().await.unwrap();
        (status, policy.unwrap_or_default(), text)
    }

    /// It ends when it is told to, well and with everything it started.
    async fn stops(mut self) {
        let started = descendants(self.process.id());
        self.process.terminate();
        let ended = self.process.ended().await;
        assert!(ended.success(), "{ended}: {}", self.process.written());
        let began = Instant::now();
        while started.iter().any(|process| lives(*process)) {
            assert!(
                began.elapsed() < HANG,
                "it leaves none of {started:?} running"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        for (name, url) in &self.places {
            let url = url::Url::parse(url).unwrap();
            let address = url.socket_addrs(|| None).unwrap()[0];
            let connected = TcpStream::connect(address).await;
            assert!(connected.is_err(), "{name} still listens at {address}");
        }
    }
}

/// The addresses a page leads to.
fn links(page: &str) -> Vec<String> {
    let parts = page.split("href=\"").skip(1);
    let links = parts.filter_map(|part| Some(part.split_once('"')?.0));
    links.map(|link| link.replace("&#x2F;", "/")).collect()
}

/// The processes that a process has started, and those that these have.
fn descendants(of: u32) -> Vec<u32> {
    let mut all = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let process = entry.file_name().to_str().and_then(|it| it.parse().ok());
        let Some(process) = process else { continue };
        if parent(process) == Some(of) {
            all.push(process);
            all.extend(descendants(process));
        }
    }
    all
}

/// The process that started one, while it runs; what has ended and waits to be taken note of doesn't.
fn parent(process: u32) -> Option<u32> {
    let status = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let mut after_name = status.rsplit_once(')')?.1.split_whitespace();
    let is_gone = matches!(after_name.next()?, "Z" | "X");
    let parent = after_name.next()?.parse().ok()?;
    (!is_gone).then_some(parent)
}

fn lives(process: u32) -> bool {
    parent(process).is_some()
}

/// Books at a site from the page of its services, and stays on the confirmation.
async fn book(window: &Window, services: &str) {
    window.visit(services).await;
    window.click_first(".card.service a").await;
    window.see("Times are").await;
    take_a_slot(window).await;
    window.fill("Your name", "Kim Berger").await;
    window.fill("Email or mobile number", KIM).await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    window.see("This page shows changes as they happen.").await;
}

#[tokio::test]
async fn the_whole_program_serves_all_it_links_to_and_shows_what_it_would_have_sent() {
    let mut whole = Whole::start(&[]).await;
    whole.says("The shops are open").await;
    let home = whole.at("All links").to_owned();
    let (status, _, page) = whole.page(&home).await;
    assert_eq!(status, 200);
    for name in [
        "site-main",
        "site-hypno",
        "site-shop",
        "Outbox",
        "API",
        "Document",
        "Metrics",
    ] {
        assert!(page.contains(&format!(">{name}</a>")), "{name}: {page}");
        assert_eq!(whole.page(whole.at(name)).await.0, 200, "{name} answers");
    }
    for tenant in [
        "Stillwater Hypnotherapy",
        "Kiln &amp; Clay",
        "Northside Barbers",
    ] {
        assert!(page.contains(tenant), "{tenant}: {page}");
    }
    assert!(page.contains("products, cart, orders"), "{page}");
    let led_to = links(&page);
    assert!(led_to.len() > 12, "{led_to:?}");
    for link in led_to.iter().filter(|link| !link.starts_with('#')) {
        let url = url::Url::parse(&home).unwrap().join(link).unwrap();
        assert_eq!(whole.page(url.as_str()).await.0, 200, "{url}");
    }
    let shop = format!("{}/kiln-and-clay/products/bud-vase", whole.at("site-shop"));
    assert!(whole.page(&shop).await.2.contains("Add to cart"));

    let browser = Browser::start().await;
    let window = &browser.window().open().await;
    window.visit(&home).await;
    window.see("Nexus is running").await;
    look(window, "dev-links").await;
    book(window, &format!("{}/services", whole.at("site-hypno"))).await;
    window.visit_until(whole.at("Outbox"), KIM).await;
    look(window, "dev-outbox").await;
    window.click_first(".messages a").await;
    window.see("As a page").await;
    window.see(KIM).await;
    look(window, "dev-message").await;
    let message = window.url().await;
    let (status, policy, page) = whole.page(&message).await;
    assert_eq!(status, 200);
    for part in [
        "default-src 'none'",
        "frame-src 'self'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    assert!(
        page.contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\""),
        "{page}"
    );
    let (status, policy, page) = whole.page(&format!("{message}/page")).await;
    assert_eq!(status, 200);
    for part in [
        "default-src 'none'",
        "frame-ancestors 'self'",
        "sandbox allow-popups",
    ] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    assert!(
        !policy.contains("script-src"),
        "nothing runs in it: {policy}"
    );
    assert!(
        page.contains("/manage?link="),
        "it leads to the appointment: {page}"
    );
    assert_eq!(
        window.complaints().await,
        Vec::<String>::new(),
        "the browser has nothing to say against any page"
    );
    assert!(
        !descendants(whole.process.id()).is_empty(),
        "Vendure runs, or nothing is shown of its end"
    );
    drop(browser);
    whole.stops().await;
}

/// A folder of what a shell script needs, and nothing else.
fn without_node(folder: &Path) -> PathBuf {
    let programs = folder.join("programs");
    fs::create_dir(&programs).unwrap();
    for name in ["bash", "dirname"] {
        let path = std::env::var("PATH").unwrap();
        let mut found = path.split(':').map(|folder| Path::new(folder).join(name));
        let found = found.find(|path| path.is_file()).unwrap();
        symlink(found, programs.join(name)).unwrap();
    }
    programs
}

#[tokio::test]
async fn without_node_the_shops_say_so_kindly_and_everything_else_runs() {
    let folder = tempfile::tempdir().unwrap();
    let path = without_node(folder.path()).display().to_string();
    let mut whole = Whole::start(&[("PATH".to_owned(), path)]).await;
    whole
        .says("The shops stay closed: Node.js 20 or later is needed")
        .await;
    let (_, _, page) = whole.page(whole.at("All links")).await;
    assert!(page.contains("its shops are closed"), "{page}");
    for name in [
        "site-main",
        "site-hypno",
        "site-shop",
        "Outbox",
        "API",
        "Metrics",
    ] {
        assert_eq!(whole.page(whole.at(name)).await.0, 200, "{name} answers");
    }
    let browser = Browser::start().await;
    let window = &browser.window().open().await;
    let studio = format!("{}/kiln-and-clay", whole.at("site-shop"));
    window.visit(&format!("{studio}/")).await;
    window.see("Appointments can be booked as usual.").await;
    book(window, &format!("{studio}/services")).await;
    window.visit_until(whole.at("Outbox"), KIM).await;
    drop(browser);
    whole.stops().await;
}
