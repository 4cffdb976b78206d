//! Drift of every kind is found and named; each test spoils a copy of the workspace in one way.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod support;

use std::{
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
};

use serde_json::Value;
use support::copy::Copy;

#[test]
fn an_unspoilt_copy_is_clean() {
    let copy = Copy::fresh();
    copy.codegen(&["check"]).is_clean();

    let report = copy.codegen(&["check", "--format", "json"]).json();
    assert_eq!(report["verdict"], "clean");
    assert_eq!(report["findings"], Value::Array(Vec::new()));
}

#[test]
fn generating_again_writes_nothing() {
    let copy = Copy::fresh();
    let ended = copy.codegen(&["generate"]);
    assert_eq!(ended.code, Some(0), "{ended:#?}");
    assert_eq!(ended.text, "everything is up to date\n");
}

#[test]
fn a_renamed_contract_field_is_named() {
    let copy = Copy::fresh();
    copy.replace_everywhere("contracts/src", "customer_name", "client_name");
    copy.codegen(&["check"]).names(&[
        "type `Booking`",
        "property `customerName` is now `clientName`",
        "contracts/src/booking.rs:",
        "cargo codegen generate",
    ]);
}

#[test]
fn a_renamed_field_is_named_even_if_the_contract_does_not_compile() {
    let copy = Copy::fresh();
    copy.replace(
        "contracts/src/booking.rs",
        "pub customer_name:",
        "pub client_name:",
    );
    copy.codegen(&["check"]).names(&[
        "type `Booking`",
        "property `customerName` is now `clientName`",
        "`scheduler-contracts` doesn't compile",
        "contracts/src/examples.rs:",
    ]);
}

#[test]
fn an_added_enum_value_is_named() {
    let copy = Copy::fresh();
    copy.replace(
        "contracts/src/booking.rs",
        "pub enum BookingStatus {",
        "pub enum BookingStatus {\n    /// Waits for the tenant's word.\n    Requested,",
    );
    copy.codegen(&["check"])
        .names(&["type `BookingStatus`", "value `requested` is new"]);
}

#[test]
fn a_document_edited_by_hand_is_named_and_generated_anew() {
    let copy = Copy::fresh();
    copy.replace("openapi.json", "\"no_show\"", "\"not_seen\"");
    let ended = copy.codegen(&["check", "--format", "json"]);
    assert_eq!(ended.code, Some(1), "{ended:#?}");
    let report = ended.json();
    assert_eq!(report["verdict"], "drift");
    let findings = report["findings"].as_array().expect("findings are a list");
    // What it says of releases stands beside it.
    let of_document = findings.iter().filter(|finding| {
        let rule = finding["rule"].as_str();
        rule.is_some_and(|rule| rule.starts_with("document-"))
    });
    let mut at_fault = of_document.peekable();
    assert!(at_fault.peek().is_some(), "{findings:#?}");
    assert!(
        at_fault.all(|finding| finding["file"] == "openapi.json" && finding["line"].is_u64()),
        "the document is at fault, at a line: {findings:#?}"
    );
    let messages: Vec<&str> = findings
        .iter()
        .filter_map(|finding| finding["message"].as_str())
        .collect();
    assert!(
        messages
            .iter()
            .any(|message| message.contains("type `BookingStatus`")
                && message.contains("`not_seen` is gone")),
        "{messages:#?}"
    );

    let generated = copy.codegen(&["generate"]);
    assert_eq!(generated.text, "wrote openapi.json\n");
    copy.codegen(&["check"]).is_clean();
}

#[test]
fn a_document_that_is_not_json_or_not_there_is_drift() {
    let copy = Copy::fresh();
    copy.replace(
        "openapi.json",
        "\"paths\": {",
        "<<<<<<< HEAD\n  \"paths\": {",
    );
    copy.codegen(&["check"])
        .names(&["openapi.json is not JSON", "cargo codegen generate"]);
    copy.remove("openapi.json");
    copy.codegen(&["check"])
        .names(&["openapi.json is not there"]);
}

#[test]
fn an_sdk_edited_by_hand_is_named() {
    let copy = Copy::fresh();
    copy.replace("sdk/src/generated/client.rs", ".post(url)", ".put(url)");
    copy.write("sdk/mock/src/generated/extra.rs", "");
    let ended = copy.codegen(&["check", "--format", "github"]);
    ended.names(&[
        "::error file=sdk/src/generated/client.rs,line=",
        "in operation `booking_create`",
        "::error file=sdk/mock/src/generated/extra.rs,",
    ]);
    let generated = copy.codegen(&["generate"]);
    assert!(
        generated
            .text
            .contains("removed sdk/mock/src/generated/extra.rs"),
        "{generated:#?}"
    );
}

#[test]
fn an_operation_of_the_server_alone_is_named() {
    let copy = Copy::fresh();
    let text = copy.read("server/src/api/mod.rs");
    let registered = text.replace(
        "preflight::register(&mut description)",
        "description.register(booking_purge).map_err(|error| DescriptionError(error.to_string()))?;\n    preflight::register(&mut description)",
    );
    assert_ne!(
        text, registered,
        "the server registers its operations in server/src/api/mod.rs"
    );
    let operation = "\n#[dropshot::endpoint { method = DELETE, path = \"/api/purge\", tags = [\"bookings\"] }]\n\
        async fn booking_purge(_: dropshot::RequestContext<Arc<App>>) -> Result<dropshot::HttpResponseDeleted, HttpError> {\n    \
        Ok(dropshot::HttpResponseDeleted())\n}\n";
    copy.write("server/src/api/mod.rs", &(registered + operation));
    copy.codegen(&["check"]).names(&[
        "the server has the operation `booking_purge`",
        "DELETE /api/purge",
        "server/src/api/mod.rs:",
    ]);
}

#[test]
fn drift_is_named_even_if_nothing_compiles() {
    let copy = Copy::fresh();
    copy.replace(
        "contracts/src/slot.rs",
        "pub struct Slot ",
        "pub struct Slot }",
    );
    copy.replace("contracts/src/service.rs", "capacity", "seats");
    copy.replace("sdk/src/generated/contract.rs", "\"GET\"", "\"HEAD\"");
    copy.codegen(&["check"]).names(&[
        "property `capacity` is now `seats`",
        "sdk/src/generated/contract.rs differs",
        "`scheduler-contracts` doesn't compile",
        "contracts/src/slot.rs:",
    ]);
    let generated = copy.codegen(&["generate"]);
    assert_eq!(generated.code, Some(2), "{generated:#?}");
    assert!(
        generated.errors.contains("doesn't compile"),
        "{generated:#?}"
    );
}

#[test]
fn a_live_server_of_another_document_is_named() {
    let copy = Copy::fresh();
    let document = copy
        .read("openapi.json")
        .replace("slot_list", "slot_search");
    let url = serve(document);
    copy.codegen(&["check", "--server", &url]).names(&[
        "the server has the operation `slot_search`",
        "the contract has the operation `slot_list`",
    ]);
}

#[test]
fn what_cannot_be_compared_is_no_pass() {
    let copy = Copy::fresh();
    let ended = copy.codegen(&["check", "--server", "http://127.0.0.1:9"]);
    assert_eq!(ended.code, Some(2), "{ended:#?}");
    assert!(
        ended
            .text
            .contains("http://127.0.0.1:9/openapi.json gives no document"),
        "{ended:#?}"
    );

    let outside = copy.codegen_in(&std::env::temp_dir(), &["check"]);
    assert_eq!(outside.code, Some(2), "{outside:#?}");
    assert!(
        outside.errors.contains("there is no Nexus workspace"),
        "{outside:#?}"
    );
}

/// Answers one request with a document.
fn serve(document: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address");
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a request comes");
        let mut request = [0; 4096];
        let _ = stream.read(&mut request).expect("the request is read");
        write!(
            stream,
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{document}",
            document.len()
        )
        .expect("the answer is sent");
    });
    format!("http://{address}")
}
