//! What a caller must show: each way in that the old contract offered must still be one.

use serde_json::{Map, Value, json};

use super::change;
use crate::Operation;
use crate::report::{Change, FindingVerdict, Side};

pub(super) fn changes(old: &Operation, new: &Operation) -> Vec<Change> {
    let (before, after) = (alternatives(old), alternatives(new));
    let is_open = |alternatives: &[Map<String, Value>]| alternatives.iter().any(Map::is_empty);
    let told = |alternatives: &[Map<String, Value>]| json!({ "security": alternatives });
    let say = |rule: &str, verdict, at: String, message: &str| {
        change(
            Side::Request,
            rule,
            verdict,
            at,
            message.to_owned(),
            told(&before),
            told(&after),
        )
    };
    let mut found = Vec::new();
    match (is_open(&before), is_open(&after)) {
        (true, false) => {
            let message = "callers must authenticate now; clients of the old contract may not";
            return vec![say(
                "request-security-demanded",
                FindingVerdict::Breaking,
                "security:".to_owned(),
                message,
            )];
        }
        (false, true) => {
            return vec![say(
                "request-security-dropped",
                FindingVerdict::Compatible,
                "security:".to_owned(),
                "callers need not authenticate any more",
            )];
        }
        _ => {}
    }
    for alternative in &before {
        if !after
            .iter()
            .any(|other| suffices((old, alternative), (new, other)))
        {
            let message =
                "a way to authenticate no longer suffices; clients of the old contract may use it";
            found.push(say(
                "request-security-alternative-removed",
                FindingVerdict::Breaking,
                place(alternative),
                message,
            ));
        }
    }
    for alternative in &after {
        if found.is_empty()
            && !before
                .iter()
                .any(|other| suffices((new, alternative), (old, other)))
        {
            let message = "there is a further way to authenticate";
            found.push(say(
                "request-security-alternative-added",
                FindingVerdict::Compatible,
                place(alternative),
                message,
            ));
        }
    }
    found
}

fn place(alternative: &Map<String, Value>) -> String {
    let mut names: Vec<&str> = alternative.keys().map(String::as_str).collect();
    names.sort_unstable();
    format!("security:{}", names.join("+"))
}

/// The ways in; being asked for nothing is one of them.
fn alternatives(operation: &Operation) -> Vec<Map<String, Value>> {
    let mut found: Vec<_> = operation
        .security()
        .into_iter()
        .filter_map(Value::as_object)
        .cloned()
        .collect();
    if found.is_empty() {
        found.push(Map::new());
    }
    found
}

/// Who can show `held` also shows what `wanted` asks for.
fn suffices(
    (owner, held): (&Operation, &Map<String, Value>),
    (asker, wanted): (&Operation, &Map<String, Value>),
) -> bool {
    wanted.iter().all(|(name, scopes)| {
        let Some(have) = held.get(name) else {
            return false;
        };
        let scopes = scopes.as_array().map(Vec::as_slice).unwrap_or_default();
        let have = have.as_array().map(Vec::as_slice).unwrap_or_default();
        scopes.iter().all(|scope| have.contains(scope))
            && definition(owner, name) == definition(asker, name)
    })
}

/// A scheme without its prose; the addresses of flows don't count.
fn definition(operation: &Operation, name: &str) -> Option<Value> {
    let mut scheme = operation.security_scheme(name)?.clone();
    if let Value::Object(members) = &mut scheme {
        members.retain(|key, _| !matches!(key.as_str(), "description" | "flows" | "bearerFormat"));
    }
    Some(scheme)
}
