//! SARIF 2.1.0.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    escape,
    page::Page,
    problem::{self, Level, Problem},
};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// Under this name a finding's id lets code scanning know it again.
const FINGERPRINT: &str = "contractFinding/v1";

pub(super) fn render(told: &Page<'_>) -> String {
    let problems = problem::problems(told);
    let rules: BTreeMap<&str, &Problem<'_>> = problems
        .iter()
        .map(|problem| (problem.rule, problem))
        .collect();
    let index = |rule: &str| rules.keys().position(|known| *known == rule);
    let results: Vec<Value> = problems
        .iter()
        .map(|problem| result(problem, index(problem.rule)))
        .collect();
    let notifications: Vec<Value> = told
        .failures
        .iter()
        .map(|failure| {
            json!({ "level": "error", "message": { "text": escape::plain(&failure.to_string()) } })
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cargo codegen",
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().map(|problem| rule(problem)).collect::<Vec<_>>(),
            } },
            "invocations": [{
                "executionSuccessful": told.failures.is_empty(),
                "toolExecutionNotifications": notifications,
            }],
            "results": results,
            "columnKind": "unicodeCodePoints",
        }],
    });
    format!("{log:#}\n")
}

fn rule(problem: &Problem<'_>) -> Value {
    let level = level(problem.level);
    match problem.page {
        Some(page) => json!({
            "id": page.id,
            "shortDescription": { "text": page.title },
            "fullDescription": { "text": page.breaks },
            "help": { "text": page.safe, "markdown": page.page() },
            "defaultConfiguration": { "level": level },
        }),
        None => json!({
            "id": problem.rule,
            "shortDescription": { "text": problem.rule.replace('-', " ") },
            "fullDescription": { "text": problem.breaks },
            "help": { "text": problem.resolve },
            "defaultConfiguration": { "level": level },
        }),
    }
}

fn result(problem: &Problem<'_>, index: Option<usize>) -> Value {
    let place = present(json!({
        "artifactLocation": { "uri": escape::uri(problem.file), "uriBaseId": "%SRCROOT%" },
        "region": problem.line.map(|line| json!({ "startLine": line })),
    }));
    let location = present(json!({
        "physicalLocation": place,
        "logicalLocations": problem.operation.map(|operation| {
            json!([{ "fullyQualifiedName": operation, "kind": "function" }])
        }),
    }));
    present(json!({
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": level(problem.level),
        "message": { "text": escape::plain(&problem.told()) },
        "locations": [location],
        "partialFingerprints": { FINGERPRINT: problem.id },
        "properties": present(json!({
            "at": problem.at,
            "against": problem.against,
            "witness": problem.witness,
        })),
        "suppressions": problem.accepted.map(|reason| {
            json!([{ "kind": "external", "status": "accepted", "justification": reason }])
        }),
    }))
}

/// An object without the members that are null.
fn present(object: Value) -> Value {
    match object {
        Value::Object(mut members) => {
            members.retain(|_, value| !value.is_null());
            Value::Object(members)
        }
        other => other,
    }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}
