//! What the server's table says of the releases its clients were built from.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod support;

use std::fs;

use scheduler_codegen::{Workspace, files, tables};
use serde_json::{Value, json};
use support::document;

/// A workspace with this history and nothing else.
fn workspace(name: &str, history: &[(&str, String)]) -> Workspace {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    for folder in [folder.join("contracts/history"), folder.join("codegen")] {
        fs::create_dir_all(folder).expect("a folder can be made");
    }
    fs::write(folder.join("contracts/Cargo.toml"), "").expect("a file can be written");
    for (file, text) in history {
        let path = folder.join("contracts/history").join(file);
        fs::write(path, text).expect("a file can be written");
    }
    Workspace::containing(&folder).expect("it looks like a workspace")
}

fn released(version: &str, change: impl FnOnce(&mut Value)) -> (String, String) {
    let mut document = document();
    document["info"]["version"] = json!(version);
    change(&mut document);
    (format!("{version}.json"), document.to_string())
}

/// The server's table, on one line.
fn table(workspace: &Workspace) -> String {
    let releases = tables::supported(workspace).expect("history can be read");
    files::of(&document(), &releases)
        .expect("files are generated")
        .into_iter()
        .find(|file| file.path == "server/src/generated/contract.rs")
        .map(|file| file.text.split_whitespace().collect::<Vec<_>>().join(" "))
        .unwrap_or_default()
}

#[test]
fn supported_releases_are_told_newest_first_without_the_retired_ones() {
    let history: Vec<_> = ["0.9.0", "0.10.0", "0.8.0"]
        .map(|version| released(version, |_| {}))
        .into_iter()
        .collect();
    let mut files: Vec<(&str, String)> = history
        .iter()
        .map(|(name, text)| (name.as_str(), text.clone()))
        .collect();
    files.push(("retired.toml", "\"0.8.0\" = \"nobody calls it\"".to_owned()));
    let workspace = workspace("releases-order", &files);
    let versions: Vec<String> = tables::supported(&workspace)
        .expect("history can be read")
        .iter()
        .map(|release| release.version.to_string())
        .collect();
    assert_eq!(versions, ["0.10.0", "0.9.0"]);
}

#[test]
fn each_side_of_a_released_operation_is_judged_by_itself() {
    let (name, text) = released("0.9.0", |document| {
        let schema = document.pointer_mut("/components/schemas/SessionVerify/properties/code");
        if let Some(schema) = schema {
            schema["pattern"] = json!("^[0-9]{6}$");
            schema["maxLength"] = json!(600);
        }
        let required = document.pointer_mut("/components/schemas/ContractView/required");
        if let Some(Value::Array(required)) = required {
            required.retain(|name| name != "timeZoneDatabase");
        }
    });
    let table = table(&workspace("releases-sides", &[(name.as_str(), text)]));
    let entry = |id: &str| {
        let start = format!("operation_id: \"{id}\",");
        let rest = table.split(&start).nth(1).unwrap_or_default();
        rest.split('}').next().unwrap_or_default().to_owned()
    };
    let unchanged = entry("slot_list");
    assert_eq!(unchanged.matches("Identical").count(), 2, "{unchanged}");
    let narrower_response = entry("contract_view");
    assert!(
        narrower_response.contains("request: Tolerance::Identical"),
        "{narrower_response}"
    );
    assert!(
        narrower_response.contains("response: Tolerance::Compatible"),
        "{narrower_response}"
    );
}

#[test]
fn history_that_cannot_be_read_is_an_error_that_names_the_file() {
    let refused = |name, file: &str, text: &str| {
        let workspace = workspace(name, &[(file, text.to_owned())]);
        match tables::supported(&workspace) {
            Ok(_) => panic!("{file} is refused"),
            Err(error) => error.to_string(),
        }
    };
    let broken = refused("releases-broken", "1.0.0.json", "{");
    assert!(broken.contains("contracts/history/1.0.0.json"), "{broken}");
    let unnamed = refused("releases-unnamed", "latest.json", "{}");
    assert!(unnamed.contains("its name is no version"), "{unnamed}");
    let retired = refused("releases-retired", "retired.toml", "\"7.0.0\" = \"a slip\"");
    assert!(retired.contains("there is no release `7.0.0`"), "{retired}");
}
