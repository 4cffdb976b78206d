//! The log as its operator reads it: by the request id a customer names.

use scheduler_tests::{Answer, System, document};
use serde_json::Value;

use crate::valid::Valid;

#[tokio::test]
async fn the_request_id_a_customer_names_finds_what_happened() {
    let system = System::configured()
        .with("NEXUS_LOG_FORMAT", "json")
        .start()
        .await;
    let valid = Valid::at(&system).await;
    let mut answers: Vec<(&str, Answer)> = Vec::new();
    // Each operation once as it should be, and once without a session or with what no contract has.
    for operation in document::operations().filter(|it| it.id != "event_stream") {
        answers.push((&operation.id, valid.bare(operation).send().await));
        let strange = valid.call(operation).query("colour", "blue");
        answers.push((&operation.id, strange.send().await));
    }
    let (last, answer) = answers.last().unwrap();
    let id = answer.header("x-request-id").unwrap_or(last).to_owned();
    system
        .until(
            || async { system.api.written().contains(&id) },
            "the last one is in the log",
        )
        .await;
    let log = system.api.written();
    let lines: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line} is JSON")))
        .collect();
    let drifted = answers.iter().filter(|(_, it)| it.status() == 500).count();
    assert!(drifted >= 10, "{drifted} calls are contract drift");
    for (operation, answer) in &answers {
        let id = answer.header("x-request-id");
        let id = id.unwrap_or_else(|| panic!("{operation} names its request"));
        if answer.status() >= 400 {
            assert_eq!(answer.error()["requestId"], id, "{operation}");
        }
        let of_request = |message: &str| {
            let about = |line: &&Value| line["request_id"] == id && line["message"] == message;
            lines.iter().filter(about).collect::<Vec<_>>()
        };
        let answered = of_request("answered");
        assert_eq!(answered.len(), 1, "{operation}: {id} is in one line");
        assert_eq!(answered[0]["operation"], *operation);
        assert_eq!(answered[0]["status"], answer.status(), "{operation}");
        assert!(answered[0]["latency_us"].is_u64(), "{operation}");
        let drift = of_request("contract drift").len();
        assert_eq!(drift == 1, answer.status() == 500, "{operation}: {id}");
    }
}
