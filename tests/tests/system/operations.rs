//! What operators ask of a server, and what its programs do from a shell.

use std::{path::Path, process::Command};

use scheduler_tests::{
    System, document,
    process::Process,
    programs::{program, workspace},
};
use serde_json::Value;

async fn get(system: &System, url: String) -> (u16, String) {
    let answer = system.http.get(url).send().await.expect("an answer");
    (answer.status().as_u16(), answer.text().await.expect("text"))
}

#[tokio::test]
async fn health_readiness_and_the_document_are_served() {
    let system = System::start().await;
    for listener in [&system.url, &system.operations_url] {
        assert_eq!(get(&system, format!("{listener}/health")).await.0, 200);
        assert_eq!(get(&system, format!("{listener}/ready")).await.0, 200);
    }
    let (status, served) = get(&system, format!("{}/openapi.json", system.url)).await;
    assert_eq!(status, 200);
    assert_eq!(
        served,
        *document::TEXT,
        "the served document is the committed one"
    );
}

#[tokio::test]
async fn metrics_are_for_operators_alone() {
    let system = System::start().await;
    assert_eq!(get(&system, format!("{}/metrics", system.url)).await.0, 404);
    system.call("tenant_list").send().await;
    let metrics = system.metrics().await;
    assert!(
        metrics.contains("nexus_requests_total{operation=\"tenant_list\""),
        "{metrics}"
    );
    assert!(metrics.ends_with("# EOF\n"), "the page is whole");
    assert_eq!(
        get(&system, format!("{}/api/public", system.operations_url))
            .await
            .0,
        404
    );
}

#[test]
fn the_program_prints_the_committed_document() {
    let printed = Command::new(program("scheduler-api"))
        .arg("openapi")
        .output()
        .unwrap();
    assert!(printed.status.success());
    assert_eq!(String::from_utf8(printed.stdout).unwrap(), *document::TEXT);
}

async fn import(folder: &Path, file: &Path) -> (bool, String) {
    let database = format!("sqlite:{}/nexus.db", folder.display());
    let variables = [("NEXUS_DATABASE_URL".to_owned(), database)];
    let arguments = ["tenants".as_ref(), "import".as_ref(), file.as_os_str()];
    let mut import = Process::start(&program("scheduler-api"), &arguments, folder, &variables);
    let status = import.ended().await;
    (status.success(), import.written())
}

#[tokio::test]
async fn tenants_are_imported_whole_or_not_at_all_and_again_without_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let demo = workspace().join("server/demo/tenants.toml");
    let (imported, said) = import(folder.path(), &demo).await;
    assert!(
        imported && said.contains("3 added, 0 changed, 0 unchanged"),
        "{said}"
    );
    let (imported, said) = import(folder.path(), &demo).await;
    assert!(
        imported && said.contains("0 added, 0 changed, 3 unchanged"),
        "{said}"
    );

    // Two mistakes in the last tenant: both are named, and the first tenants stay as they were.
    let wrong = std::fs::read_to_string(&demo)
        .unwrap()
        .replace("Stillwater Hypnotherapy", "Other Name")
        .replace("Asia/Kathmandu", "Asia/Nowhere")
        .replace("currency = \"NPR\"", "currency = \"XXY\"");
    let file = folder.path().join("wrong.toml");
    std::fs::write(&file, wrong).unwrap();
    let (imported, said) = import(folder.path(), &file).await;
    assert!(!imported, "a file with mistakes is refused");
    assert!(
        said.contains("Asia/Nowhere") && said.contains("XXY"),
        "both are named: {said}"
    );
    let (_, said) = import(folder.path(), &demo).await;
    assert!(
        said.contains("0 added, 0 changed, 3 unchanged"),
        "nothing had changed: {said}"
    );

    let (imported, said) = import(folder.path(), Path::new("nowhere.toml")).await;
    assert!(!imported && said.contains("nowhere.toml"), "{said}");
}

#[tokio::test]
async fn a_wrong_configuration_is_named_and_never_quotes_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let variables = [
        ("NEXUS_DATABASE_URL", "postgres://nexus:hunter2@db/nexus"),
        ("NEXUS_SESSION_LIFETIME", "30"),
        ("NEXUS_API_LISTEN", "everywhere"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut api = Process::start(
        &program("scheduler-api"),
        &["serve"],
        folder.path(),
        &variables,
    );
    assert!(!api.ended().await.success());
    let said = api.written();
    for name in ["NEXUS_SESSION_LIFETIME", "NEXUS_API_LISTEN"] {
        assert!(said.contains(name), "{name} is named in {said}");
    }
    assert!(!said.contains("hunter2"), "{said}");
}

#[tokio::test]
async fn the_developer_s_program_prints_curl_lines_that_work_as_pasted() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    let arguments = ["--data", &data, "--port", "0", "--no-sites"];
    let mut dev = Process::start(&program("scheduler-dev"), &arguments, folder.path(), &[]);
    dev.until_written(|line| line.contains("curl ").then_some(()))
        .await;
    // The lines are written at once; whatever comes after them is the log.
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let said = dev.written();
    let lines: Vec<_> = said
        .lines()
        .map(str::trim)
        .filter(|it| it.starts_with("curl "))
        .collect();
    assert!(lines.len() >= 3, "three lines to try: {said}");
    for line in lines {
        let ran = Command::new("sh")
            .args(["-c", &format!("{line} --fail --silent --show-error")])
            .output()
            .unwrap();
        let (out, error) = (
            String::from_utf8_lossy(&ran.stdout),
            String::from_utf8_lossy(&ran.stderr),
        );
        assert!(ran.status.success(), "{line}\n{out}{error}");
        let answer: Value = serde_json::from_str(&out).unwrap_or_else(|_| panic!("{line}\n{out}"));
        assert!(!answer["data"].is_null(), "{line}\n{out}");
    }
    dev.terminate();
    assert!(
        dev.ended().await.success(),
        "it stops when told to: {}",
        dev.written()
    );
}
