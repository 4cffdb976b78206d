//! The same document always gives the same files, and the committed ones are those.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod support;

use scheduler_codegen::{Workspace, document};
use scheduler_codegen::{files, tables};
use support::{document as committed, root};

fn workspace() -> Workspace {
    Workspace::containing(&root()).expect("the tests run in the workspace")
}

#[test]
fn two_generations_are_the_same_byte_for_byte() {
    let releases = tables::supported(&workspace()).expect("history can be read");
    let first = files::of(&committed(), &releases).expect("files are generated");
    let second = files::of(&committed(), &releases).expect("files are generated");
    assert_eq!(first, second);
}

#[test]
fn the_committed_files_are_what_the_committed_document_generates() {
    let workspace = workspace();
    let releases = tables::supported(&workspace).expect("history can be read");
    for file in files::of(&committed(), &releases).expect("files are generated") {
        let present = workspace.read(file.path).expect("the file can be read");
        assert_eq!(
            present.as_ref(),
            Some(&file.text),
            "{} is up to date",
            file.path
        );
    }
}

#[test]
fn every_generated_file_says_so_in_its_first_line() {
    for file in files::of(&committed(), &[]).expect("files are generated") {
        let first = file.text.lines().next().unwrap_or_default();
        assert!(
            first.starts_with("// @generated") && first.contains("cargo codegen generate"),
            "{} begins with {first}",
            file.path
        );
    }
}

#[test]
fn every_operation_is_a_method_of_the_client_and_a_row_of_both_tables() {
    let files = files::of(&committed(), &[]).expect("files are generated");
    let text = |path: &str| {
        files
            .iter()
            .find(|file| file.path == path)
            .map(|file| file.text.clone())
            .unwrap_or_default()
    };
    let client = text("sdk/src/generated/client.rs");
    let sdk_table = text("sdk/src/generated/contract.rs");
    let server_table = text("server/src/generated/contract.rs");
    for operation in document::operations(&committed()) {
        let id = operation.id;
        assert!(
            client.contains(&format!("pub fn {id}(&self)")),
            "the client has `{id}`"
        );
        assert!(
            sdk_table.contains(&format!("\"{id}\"")),
            "the SDK's table has `{id}`"
        );
        assert!(
            server_table.contains(&format!("\"{id}\"")),
            "the server's table has `{id}`"
        );
    }
}
