//! Responses: statuses, media types, headers, bodies.

use serde_json::{Map, Value, json};

use super::change;
use super::operation::{covering, is_json, media};
use super::schemas::Pair;
use crate::report::{Change, FindingVerdict, Side};
use crate::schema::Direction;
use crate::{Operation, reference};

pub(super) fn changes(pair: &mut Pair<'_>, old: &Operation, new: &Operation) -> Vec<Change> {
    let (before, after) = (responses(old), responses(new));
    let mut found = Vec::new();
    let gone: Vec<&String> = before
        .keys()
        .filter(|status| is_success(status) && readers(&after, &before, status).is_empty())
        .collect();
    let has_new_success = after
        .keys()
        .any(|status| is_success(status) && readers(&before, &after, status).is_empty());
    for status in &gone {
        let message =
            format!("{status} is no longer answered; clients of the old contract wait for it");
        found.push(change(
            Side::Response,
            "response-status-removed",
            FindingVerdict::Breaking,
            format!("{status}:"),
            message,
            json!(status),
            Value::Null,
        ));
    }
    let only_success = before.keys().filter(|status| is_success(status)).count() <= 1
        && after.keys().filter(|status| is_success(status)).count() <= 1;
    for (status, written) in &after {
        let readers = readers(&before, &after, status);
        if readers.is_empty() && !(is_success(status) && has_new_success && !gone.is_empty()) {
            let message =
                format!("{status} may be answered now; clients of the old contract don't know it");
            found.push(change(
                Side::Response,
                "response-status-added",
                FindingVerdict::Breaking,
                format!("{status}:"),
                message,
                Value::Null,
                json!(status),
            ));
        }
        let place = if only_success && is_success(status) {
            String::new()
        } else {
            format!("{status}:")
        };
        for reader in readers {
            let Some(read) = before.get(reader) else {
                continue;
            };
            let (Ok(read), Ok(written)) = (
                reference::follow(&old.root, read),
                reference::follow(&new.root, written),
            ) else {
                continue;
            };
            found.extend(bodies(pair, &place, is_success(status), read, written));
            found.extend(headers(pair, &place, (old, read), (new, written)));
        }
    }
    for status in before
        .keys()
        .filter(|status| !is_success(status) && readers(&after, &before, status).is_empty())
    {
        let message = format!("{status} is no longer answered");
        found.push(change(
            Side::Response,
            "response-error-status-removed",
            FindingVerdict::Compatible,
            format!("{status}:"),
            message,
            json!(status),
            Value::Null,
        ));
    }
    found
}

fn responses(operation: &Operation) -> Map<String, Value> {
    let all = operation
        .definition()
        .get("responses")
        .and_then(Value::as_object);
    let mut all: Vec<(String, Value)> = all
        .into_iter()
        .flatten()
        .filter(|(status, _)| !status.starts_with("x-"))
        .map(|(status, response)| (status.to_ascii_uppercase(), response.clone()))
        .collect();
    all.sort_by(|left, right| left.0.cmp(&right.0));
    all.into_iter().collect()
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

/// The declared responses under which an answer with a status of `writer` may be read.
fn readers<'doc>(
    reader: &'doc Map<String, Value>,
    writer: &Map<String, Value>,
    status: &str,
) -> Vec<&'doc String> {
    let find = |wanted: &str| reader.keys().find(|own| own.as_str() == wanted);
    let range = status
        .get(..1)
        .map(|digit| format!("{digit}XX"))
        .unwrap_or_default();
    if status == "DEFAULT" {
        let others = reader.keys().filter(|own| !writer.contains_key(*own));
        return find("DEFAULT")
            .into_iter()
            .chain(others.filter(|own| *own != "DEFAULT" && !is_success(own)))
            .collect();
    }
    if status.ends_with("XX") {
        let within = reader.keys().filter(|own| {
            own.get(..1) == status.get(..1) && !own.ends_with("XX") && !writer.contains_key(*own)
        });
        let whole = find(&range).or_else(|| find("DEFAULT"));
        return match whole {
            None => Vec::new(),
            Some(whole) => [whole].into_iter().chain(within).collect(),
        };
    }
    find(status)
        .or_else(|| find(&range))
        .or_else(|| find("DEFAULT"))
        .into_iter()
        .collect()
}

fn bodies(
    pair: &mut Pair<'_>,
    place: &str,
    is_success: bool,
    read: &Value,
    written: &Value,
) -> Vec<Change> {
    let (before, after) = (media(read.get("content")), media(written.get("content")));
    let mut found = Vec::new();
    if after.is_empty() != before.is_empty() {
        let (rule, verdict, message) = match after.is_empty() {
            true => (
                "response-body-removed",
                FindingVerdict::Breaking,
                "the answer no longer has a body; clients of the old contract wait for one",
            ),
            false => (
                "response-body-added",
                FindingVerdict::Compatible,
                "the answer has a body now",
            ),
        };
        let names = |content: &[(String, &Value)]| {
            content
                .iter()
                .map(|(name, _)| json!(name))
                .collect::<Value>()
        };
        return vec![change(
            Side::Response,
            rule,
            verdict,
            place,
            message.to_owned(),
            names(&before),
            names(&after),
        )];
    }
    let mut has_new = false;
    for (name, writes) in &after {
        let Some((_, reads)) = covering(&before, name) else {
            has_new = true;
            let message =
                format!("{name} may be answered now; clients of the old contract don't read it");
            found.push(change(
                Side::Response,
                "response-media-type-added",
                FindingVerdict::Breaking,
                format!("{place}{name}:"),
                message,
                Value::Null,
                json!(name),
            ));
            continue;
        };
        let place = if is_json(name) {
            place.to_owned()
        } else {
            format!("{place}{name}:")
        };
        for mut change in pair.changes(
            Direction::Response,
            reads.get("schema"),
            writes.get("schema"),
        ) {
            change.place_at(format!("{place}{}", change.at));
            found.push(change);
        }
    }
    for (name, _) in before
        .iter()
        .filter(|(name, _)| is_success && !has_new && covering(&after, name).is_none())
    {
        let message =
            format!("{name} is no longer answered; clients of the old contract ask for it");
        found.push(change(
            Side::Response,
            "response-media-type-removed",
            FindingVerdict::Breaking,
            format!("{place}{name}:"),
            message,
            json!(name),
            Value::Null,
        ));
    }
    found
}

fn headers(
    pair: &mut Pair<'_>,
    place: &str,
    (old, read): (&Operation, &Value),
    (new, written): (&Operation, &Value),
) -> Vec<Change> {
    let declared = |operation: &Operation, response: &Value| -> Vec<(String, Value)> {
        let headers = response.get("headers").and_then(Value::as_object);
        let follow = |(name, header): (&String, &Value)| {
            Some((
                name.to_ascii_lowercase(),
                reference::follow(&operation.root, header).ok()?.clone(),
            ))
        };
        let mut all: Vec<(String, Value)> =
            headers.into_iter().flatten().filter_map(follow).collect();
        all.sort_by(|left, right| left.0.cmp(&right.0));
        all
    };
    let (before, after) = (declared(old, read), declared(new, written));
    let is_required = |header: &Value| header.get("required") == Some(&Value::Bool(true));
    let flag = |header: &Value| json!({ "required": is_required(header) });
    let mut found = Vec::new();
    let mut say = |rule: &str, verdict, at: String, message: String, old: Value, new: Value| {
        found.push(change(Side::Response, rule, verdict, at, message, old, new));
    };
    let mut pairs = Vec::new();
    for (name, header) in &before {
        let at = format!("{place}header:{name}");
        match after.iter().find(|(other, _)| other == name) {
            None if is_required(header) => {
                let message =
                    format!("{at}: the header is gone; clients of the old contract rely on it");
                say(
                    "response-header-removed",
                    FindingVerdict::Breaking,
                    at,
                    message,
                    header.clone(),
                    Value::Null,
                );
            }
            None => {
                let message = format!("{at}: the optional header is gone");
                say(
                    "response-optional-header-removed",
                    FindingVerdict::Compatible,
                    at,
                    message,
                    header.clone(),
                    Value::Null,
                );
            }
            Some((_, other)) => {
                match (is_required(header), is_required(other)) {
                    (true, false) => {
                        let message = format!(
                            "{at}: the header became optional; clients of the old contract rely on it"
                        );
                        say(
                            "response-header-became-optional",
                            FindingVerdict::Breaking,
                            at.clone(),
                            message,
                            flag(header),
                            flag(other),
                        );
                    }
                    (false, true) => {
                        let message =
                            format!("{at}: the header became required; clients can rely on it");
                        say(
                            "response-header-became-required",
                            FindingVerdict::Compatible,
                            at.clone(),
                            message,
                            flag(header),
                            flag(other),
                        );
                    }
                    _ => {}
                }
                pairs.push((name, at, header, other));
            }
        }
    }
    for (name, header) in after
        .iter()
        .filter(|(name, _)| before.iter().all(|(other, _)| other != name))
    {
        let at = format!("{place}header:{name}");
        let message = format!("{at}: the header is new");
        say(
            "response-header-added",
            FindingVerdict::Compatible,
            at,
            message,
            Value::Null,
            header.clone(),
        );
    }
    for (name, at, header, other) in pairs {
        for mut change in pair.changes(
            Direction::Response,
            header.get("schema"),
            other.get("schema"),
        ) {
            change.place_at(format!("{at}{}", change.at.trim_end_matches('/')));
            if change.verdict == FindingVerdict::Breaking {
                change.witness = json!({ "in": "header", "name": name, "value": change.witness });
            }
            found.push(change);
        }
    }
    found
}
