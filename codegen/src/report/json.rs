//! For programs: one object.
//!
//! ```json
//! { "verdict": "drift",
//!   "findings": [ { "id": "9f2c01d2a3b4", "rule": "document-component-altered", "file": "contracts/src/booking.rs", "line": 42,
//!     "operationId": "booking_create", "at": "/components/schemas/Booking/properties/note", "message": "…",
//!     "reachedBy": ["booking_create"], "diff": "…" } ],
//!   "releases": [],
//!   "failures": [] }
//! ```
//!
//! `verdict` is `clean`, `drift`, or `failed` if nothing was found but not everything could be compared; `failures`
//! says what could not. `line`, `operationId`, `reachedBy` and `diff` are absent where there is nothing to say.

use serde_json::{Map, Value, json};

use crate::check::{Finding, Report};

pub(super) fn render(report: &Report) -> String {
    let verdict = match (report.findings.is_empty(), report.failures.is_empty()) {
        (false, _) => "drift",
        (true, false) => "failed",
        (true, true) => "clean",
    };
    let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
    let findings: Vec<Value> = report.findings.iter().map(finding).collect();
    let object = json!({
        "verdict": verdict,
        "findings": findings,
        "releases": [],
        "failures": failures,
    });
    format!("{object:#}\n")
}

fn finding(finding: &Finding) -> Value {
    let mut object = Map::new();
    let mut add = |key: &str, value: Value| object.insert(key.to_owned(), value);
    add("id", json!(finding.id()));
    add("rule", json!(finding.rule.name()));
    add("file", json!(finding.file));
    if let Some(line) = finding.line {
        add("line", json!(line));
    }
    if let Some(id) = &finding.operation_id {
        add("operationId", json!(id));
    }
    add("at", json!(finding.at));
    add("message", json!(finding.message));
    if !finding.reached_by.is_empty() {
        add("reachedBy", json!(finding.reached_by));
    }
    if let Some(diff) = &finding.diff {
        add("diff", json!(diff));
    }
    Value::Object(object)
}
