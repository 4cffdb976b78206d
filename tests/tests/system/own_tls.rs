//! HTTPS by the server's own certificate, renewed without a restart.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use scheduler_tests::{System, process::HANG};
use serde_json::{Value, json};

struct Files {
    certificate: PathBuf,
    key: PathBuf,
}

impl Files {
    fn in_folder(folder: &Path) -> Self {
        Self {
            certificate: folder.join("certificate.pem"),
            key: folder.join("key.pem"),
        }
    }

    /// Writes a new certificate of this machine, and gives who trusts it alone.
    fn renew(&self) -> reqwest::Client {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        std::fs::write(&self.certificate, made.cert.pem()).unwrap();
        std::fs::write(&self.key, made.signing_key.serialize_pem()).unwrap();
        let _ = rustls::crypto::ring::default_provider().install_default();
        let trusted = reqwest::Certificate::from_pem(made.cert.pem().as_bytes()).unwrap();
        reqwest::Client::builder()
            .tls_certs_only([trusted])
            // Each request shows the certificate of its own moment.
            .pool_max_idle_per_host(0)
            .no_proxy()
            .timeout(HANG)
            .build()
            .unwrap()
    }
}

#[tokio::test]
async fn a_certificate_is_renewed_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::in_folder(folder.path());
    let first = files.renew();
    let system = System::configured()
        .with("NEXUS_HTTPS_CERTIFICATE_FILE", files.certificate.display())
        .with("NEXUS_HTTPS_KEY_FILE", files.key.display())
        .with("NEXUS_HTTPS_CERTIFICATE_LOOK_SECONDS", 1)
        .with("NEXUS_HTTPS_ALLOW_PLAIN_HTTP_ON_LOOPBACK", false)
        .start()
        .await;
    let url = system.url.replace("http://127.0.0.1", "https://localhost");
    let tenant = format!("{url}/api/public/stillwater");

    // A session, and its stream, over HTTPS.
    let contact = json!({ "contact": { "kind": "email", "address": "kim@example.com" } });
    let session = first.post(format!("{tenant}/session"));
    let session = session
        .header("content-type", "application/json")
        .body(contact.to_string());
    let answer = session.send().await.expect("HTTPS is served");
    assert_eq!(answer.status(), 201);
    assert!(answer.headers().contains_key("strict-transport-security"));
    let session: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
    let stoken = session["data"]["stoken"].as_str().unwrap();
    let stream = first.get(format!("{tenant}/events?stoken={stoken}"));
    let mut stream = stream.send().await.unwrap();
    assert_eq!(stream.status(), 200);
    assert!(stream.chunk().await.unwrap().is_some(), "it begins");
    let plain = reqwest::get(tenant.replace("https:", "http:")).await;
    assert!(
        plain.map_or(true, |it| !it.status().is_success()),
        "nothing is served over plain HTTP"
    );

    // Half a renewal is no renewal: the certificate in use stays in use.
    let key = std::fs::read(&files.key).unwrap();
    let never = files.renew();
    std::fs::write(&files.key, &key).unwrap();
    until_written(&system, "stays").await;
    assert!(first.get(&tenant).send().await.is_ok(), "it is still shown");
    assert!(never.get(&tenant).send().await.is_err());

    let second = files.renew();
    until(async || second.get(&tenant).send().await.is_ok()).await;
    assert!(
        first.get(&tenant).send().await.is_err(),
        "the old one is shown no more"
    );
    assert!(
        tokio::time::timeout(Duration::from_millis(200), stream.chunk())
            .await
            .map_or(true, |chunk| matches!(chunk, Ok(Some(_)))),
        "streams that are open stay open"
    );

    // Whoever renewed it needn't wait.
    let third = files.renew();
    system.api.signal("-HUP");
    until(async || third.get(&tenant).send().await.is_ok()).await;
}

async fn until(fulfilled: impl AsyncFn() -> bool) {
    let began = Instant::now();
    while !fulfilled().await {
        assert!(began.elapsed() < HANG, "it comes true");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

async fn until_written(system: &System, word: &str) {
    until(async || system.api.written().contains(word)).await;
}

#[tokio::test]
async fn a_certificate_that_can_t_be_shown_is_named_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::in_folder(folder.path());
    files.renew();
    std::fs::write(&files.key, "no key").unwrap();
    let database = format!("sqlite:{}/nexus.db", folder.path().display());
    let variables = [
        ("NEXUS_DATABASE_URL", database),
        ("NEXUS_API_LISTEN", "127.0.0.1:0".to_owned()),
        ("NEXUS_OPERATIONS_LISTEN", "127.0.0.1:0".to_owned()),
        (
            "NEXUS_HTTPS_CERTIFICATE_FILE",
            files.certificate.display().to_string(),
        ),
        ("NEXUS_HTTPS_KEY_FILE", files.key.display().to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value));
    let program = scheduler_tests::programs::program("scheduler-api");
    let mut api =
        scheduler_tests::process::Process::start(&program, &["serve"], folder.path(), &variables);
    assert!(!api.ended().await.success());
    let said = api.written();
    assert!(
        said.contains("key.pem") && said.contains("private key"),
        "{said}"
    );
}
