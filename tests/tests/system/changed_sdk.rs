//! An SDK generated from a changed contract, compiled, and run against this server.

use std::{fs, path::Path, process::Command};

use scheduler_codegen::files;
use scheduler_tests::{
    System, document,
    programs::{cargo, target_folder, workspace},
    sources::{copy_handwritten, write},
};
use serde_json::{Value, json};

/// A site whose developer regenerated the SDK from a contract nobody released. It prints what it was
/// about to send, then what came of it.
const SITE: &str = r#"
use scheduler_sdk::{Client, Error, Settings, types::{BookingCreate, Contact}};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let [url, service, start] = std::env::args().skip(1).collect::<Vec<_>>().try_into().expect("three");
    let client = Client::connect(&url, Settings::new())?;
    let contact = Contact::Email { address: "kim@example.com".to_owned() };
    let booking: BookingCreate = BookingCreate::builder()
        .service_id(service.parse::<uuid::Uuid>()?)
        .start(start.parse::<chrono::DateTime<chrono::Utc>>()?)
        .contact(contact)
        .FIELDS
        .try_into()?;
    println!("{}", serde_json::to_string(&booking)?);
    match client.booking_create().slug("stillwater").body(booking).send().await.map_err(Error::from) {
        Ok(booked) => println!("booked {}", booked.data.id),
        Err(Error::ContractDrift(drift)) => println!("drift: {drift}"),
        Err(error) => println!("another error: {error}"),
    }
    Ok(())
}
"#;

const SITE_MANIFEST: &str = r#"
[package]
name = "changed-site"
version = "0.0.0"
edition = "2024"

[dependencies]
chrono = { workspace = true }
scheduler-sdk = { workspace = true }
serde_json = { workspace = true }
tokio = { workspace = true }
uuid = { workspace = true }
"#;

/// A workspace of the SDK and a site alone, in a folder that later runs build on.
fn write_workspace(folder: &Path, document: &Value, fields: &str) {
    let text = fs::read_to_string(workspace().join("Cargo.toml")).unwrap();
    let mut manifest: toml::Table = text.parse().unwrap();
    let table = manifest["workspace"].as_table_mut().unwrap();
    table.insert("members".to_owned(), vec!["sdk", "site"].into());
    table.remove("default-members");
    write(&folder.join("Cargo.toml"), &manifest.to_string());
    let lock = fs::read_to_string(workspace().join("Cargo.lock")).unwrap();
    if !folder.join("Cargo.lock").is_file() {
        write(&folder.join("Cargo.lock"), &lock);
    }

    copy_handwritten(&workspace().join("sdk/src"), &folder.join("sdk/src"));
    let sdk = fs::read_to_string(workspace().join("sdk/Cargo.toml")).unwrap();
    let sdk = sdk.split("[dev-dependencies]").next().unwrap();
    write(&folder.join("sdk/Cargo.toml"), sdk);
    let generated = files::of(document, &[]).expect("a changed contract has an SDK as well");
    for file in generated
        .iter()
        .filter(|file| file.path.starts_with("sdk/src/"))
    {
        write(&folder.join(file.path), &file.text);
    }
    write(&folder.join("site/Cargo.toml"), SITE_MANIFEST);
    write(
        &folder.join("site/src/main.rs"),
        &SITE.replace("FIELDS", fields),
    );
}

/// What the site printed: the body it sent, and what came of it.
fn run(folder: &Path, arguments: [&str; 3]) -> (Value, String) {
    let built = cargo()
        .current_dir(folder)
        .args(["build", "--quiet", "--offline", "--package", "changed-site"])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&built.stderr);
    assert!(built.status.success(), "the changed SDK compiles: {errors}");
    let program = target_folder().join("debug/changed-site");
    let ran = Command::new(program).args(arguments).output().unwrap();
    let printed = String::from_utf8_lossy(&ran.stdout).into_owned();
    let errors = String::from_utf8_lossy(&ran.stderr);
    let (body, outcome) = printed
        .split_once('\n')
        .unwrap_or_else(|| panic!("{printed}{errors}"));
    (
        serde_json::from_str(body).expect("a body"),
        outcome.trim().to_owned(),
    )
}

fn renamed() -> Value {
    let text = document::DOCUMENT.to_string();
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let schema = &mut document["components"]["schemas"]["BookingCreate"];
    let properties = schema["properties"].as_object_mut().unwrap();
    let field = properties.remove("customerName").unwrap();
    properties.insert("guestName".to_owned(), field);
    let required = schema["required"].as_array_mut().unwrap();
    required.retain(|name| name != "customerName");
    required.push(json!("guestName"));
    without_examples(document)
}

fn with_a_field_more() -> Value {
    let mut document = document::DOCUMENT.clone();
    let schema = &mut document["components"]["schemas"]["BookingCreate"];
    schema["properties"]["partySize"] =
        json!({ "type": "integer", "format": "uint32", "minimum": 1, "maximum": 9 });
    schema["required"]
        .as_array_mut()
        .unwrap()
        .push(json!("partySize"));
    without_examples(document)
}

/// The examples show the contract as it was.
fn without_examples(mut document: Value) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(members) => {
                members.remove("example");
                members.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut document["paths"]);
    document
}

/// Both build in one folder.
static BUILDS: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_sdk_of_an_earlier_release_is_served_and_counted() {
    let _builds = BUILDS.lock().await;
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let start = system.free_slots(&service).await[0]["start"]
        .as_str()
        .unwrap()
        .to_owned();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changed-sdk");
    let frozen = fs::read_to_string(workspace().join("contracts/history/1.0.0.json")).unwrap();
    let released: Value = serde_json::from_str(&frozen).unwrap();
    write_workspace(&folder, &released, "customer_name(\"Kim Berger\")");
    let (_, outcome) = run(&folder, [&system.url, &service.id, &start]);
    assert!(
        outcome.starts_with("booked "),
        "what differs since 1.0.0 is proven harmless: {outcome}"
    );
    let metrics = system.metrics().await;
    let counted = metrics.lines().find(|line| {
        line.starts_with("nexus_contract_drift_total") && line.contains("\"booking_create\"")
    });
    let counted = counted.expect("a tolerated difference is counted");
    assert!(counted.contains("client_version=\"1.0.0\""), "{counted}");
    assert!(counted.contains("reason=\"tolerated\""), "{counted}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_sdk_of_a_changed_contract_is_told_so_and_nothing_is_written() {
    let _builds = BUILDS.lock().await;
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let start = system.free_slots(&service).await[0]["start"]
        .as_str()
        .unwrap()
        .to_owned();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changed-sdk");
    let cases: [(Value, &str, &[&str]); 2] = [
        (
            renamed(),
            "guest_name(\"Kim Berger\")",
            &["/customerName", "/guestName"],
        ),
        (
            with_a_field_more(),
            "customer_name(\"Kim Berger\").party_size(2u32)",
            &["/partySize"],
        ),
    ];
    for (changed, fields, places) in cases {
        write_workspace(&folder, &changed, fields);
        let (body, outcome) = run(&folder, [&system.url, &service.id, &start]);
        assert!(
            outcome.starts_with("drift: "),
            "the SDK says that contracts differ: {outcome}"
        );
        assert!(
            outcome.contains("booking_create"),
            "and in which operation: {outcome}"
        );

        // What it sends is refused by its shape as well, place by place.
        let refused = system.call("booking_create").json(&body).send().await;
        assert_eq!(refused.failure(), (500, "contract_drift".to_owned()));
        assert_eq!(refused.error()["operationId"], "booking_create");
        let mut found = refused.places();
        found.sort();
        assert_eq!(found, places);

        let database = system.database().await;
        for (table, rows) in database.rows().await {
            assert_eq!(rows, 0, "no row was written to {table}");
        }
    }
}
