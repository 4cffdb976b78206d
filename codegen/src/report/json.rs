//! For programs: one object.
//!
//! `diff` prints the report of [`contract_compat`] and nothing beside it. `check` prints
//!
//! ```json
//! { "verdict": "drift",
//!   "findings": [ { "id": "9f2c01d2a3b4", "rule": "document-component-altered", "file": "contracts/src/booking.rs", "line": 42,
//!     "operationId": "booking_create", "at": "/components/schemas/Booking/properties/note", "message": "…",
//!     "reachedBy": ["booking_create"], "diff": "…" } ],
//!   "releases": [ { "verdict": "compatible", "old": { "version": "1.0.0" }, "new": { "version": "1.1.0" }, "operations": [] } ],
//!   "base": { "revision": "origin/main:openapi.json", "diff": { } },
//!   "accepted": [ { "id": "2b6f00a1c3d4", "reason": "…" } ],
//!   "failures": [] }
//! ```
//!
//! `verdict` is `clean`, `drift`, or `failed` if nothing was found but not everything could be compared; `failures`
//! says what could not. `findings` has what has drifted, and what breaks a release or the base without being accepted
//! or announced by the version: such a finding has the id, rule and place of its comparison, and `against` says which.
//! `line`, `operationId`, `reachedBy`, `diff`, `against` and `base` are absent where there is nothing to say. Both
//! objects are described by `docs/schemas`.

use contract_compat::Report as Differences;
use serde_json::{Map, Value, json};

use crate::{
    check::{Finding, Report},
    comparison::{Against, Change, Comparison, Standing},
};

/// What `diff` prints.
pub(super) fn diff(report: &Differences) -> String {
    serde_json::to_string_pretty(report).unwrap_or_default() + "\n"
}

pub(super) fn render(report: &Report) -> String {
    let verdict = match (report.drifted() == 0, report.failures.is_empty()) {
        (false, _) => "drift",
        (true, false) => "failed",
        (true, true) => "clean",
    };
    let failures: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
    let mut findings: Vec<Value> = report.findings.iter().map(finding).collect();
    for comparison in &report.comparisons {
        for change in comparison.breaks() {
            findings.extend(breaks(comparison, change));
        }
    }
    let of_releases = |comparison: &&Comparison| comparison.against == Against::Release;
    let releases: Vec<&Differences> = report
        .comparisons
        .iter()
        .filter(of_releases)
        .map(|comparison| &comparison.report)
        .collect();
    let mut object = json!({
        "verdict": verdict,
        "findings": findings,
        "releases": releases,
        "accepted": accepted(report),
        "failures": failures,
    });
    let base = report
        .comparisons
        .iter()
        .find(|comparison| comparison.against == Against::Revision);
    if let (Some(base), Value::Object(members)) = (base, &mut object) {
        let base = json!({ "revision": base.old, "diff": base.report });
        members.insert("base".to_owned(), base);
    }
    format!("{object:#}\n")
}

fn breaks(comparison: &Comparison, change: &Change) -> Vec<Value> {
    comparison
        .findings(change)
        .map(|(operation, finding)| {
            let mut object = json!({
                "id": finding.id,
                "rule": finding.rule,
                "file": change.file,
                "operationId": operation.operation_id,
                "at": finding.at,
                "message": finding.message,
                "against": comparison.old,
            });
            if let (Some(line), Value::Object(members)) = (change.line, &mut object) {
                members.insert("line".to_owned(), json!(line));
            }
            object
        })
        .collect()
}

fn accepted(report: &Report) -> Vec<Value> {
    let mut accepted = Vec::new();
    for comparison in &report.comparisons {
        for change in &comparison.changes {
            let Standing::Accepted(reason) = &change.standing else {
                continue;
            };
            for (_, finding) in comparison.findings(change) {
                let entry = json!({ "id": finding.id, "reason": reason });
                if !accepted.contains(&entry) {
                    accepted.push(entry);
                }
            }
        }
    }
    accepted
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
