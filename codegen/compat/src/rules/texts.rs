//! From the entries to whole rules, with example documents.

use serde_json::{Value, json};

use super::{Rule, Single, Twin};
use crate::compare::Facet;
use crate::report::{FindingVerdict, Side};

pub(super) fn of_twin(twin: &Twin) -> Vec<Rule> {
    let mut rules = Vec::new();
    for side in [Side::Request, Side::Response] {
        for narrowed in [true, false] {
            if !fires(twin.facet, side, narrowed) {
                continue;
            }
            rules.push(of_one(twin, side, narrowed));
        }
    }
    rules
}

/// Some changes are told by one rule whichever way they go.
fn fires(facet: Facet, side: Side, narrowed: bool) -> bool {
    match facet {
        Facet::RequiredProperty | Facet::Renamed | Facet::Default => {
            narrowed == (side == Side::Request)
        }
        _ => true,
    }
}

fn of_one(twin: &Twin, side: Side, narrowed: bool) -> Rule {
    let breaks_someone = narrowed == (side == Side::Request) && twin.facet != Facet::Default;
    let verdict = match (twin.facet, side) {
        (Facet::OpenProperty, Side::Response) => FindingVerdict::Compatible,
        _ if breaks_someone => FindingVerdict::Breaking,
        _ => FindingVerdict::Compatible,
    };
    let (title, safe, (old, new)) = match narrowed {
        true => (twin.titles.0, twin.safe.0, (twin.wide, twin.narrow)),
        false => (twin.titles.1, twin.safe.1, (twin.narrow, twin.wide)),
    };
    let breaks = match (verdict, side, twin.facet) {
        (_, Side::Request, Facet::OpenProperty) if narrowed => {
            "The new contract does not know the property, and its schema is open: what clients of the old contract send there is accepted and \
             silently thrown away."
        }
        (FindingVerdict::Breaking, Side::Request, _) => {
            "Clients of the old contract may still send what the new contract refuses. Each of them fails from the day the new server is up."
        }
        (FindingVerdict::Breaking, ..) => {
            "Servers of the new contract may answer what clients of the old contract refuse: their types are closed, so they fail to read it."
        }
        (_, Side::Request, Facet::Default) => {
            "What is left out means something else now. Every document still fits, so nothing fails; behaviour changes."
        }
        (_, Side::Response, Facet::Default) => {
            "What is left out is read as something else by clients that are built anew."
        }
        (_, Side::Request, _) => {
            "Nobody: the new contract accepts all that clients of the old one send, and more."
        }
        (..) => {
            "Nobody: clients of the old contract can read all that servers of the new one answer."
        }
    };
    let mirror = match twin.facet {
        // The opposite of a break on one side is the break on the other.
        _ if fires(twin.facet, other(side), !narrowed) => twin.facet.rule(other(side), !narrowed),
        facet => facet.rule(other(side), narrowed),
    };
    Rule {
        id: twin.facet.rule(side, narrowed),
        side,
        verdict,
        title: format!(
            "{}: {title}",
            if side == Side::Request {
                "Request"
            } else {
                "Response"
            }
        ),
        breaks: breaks.to_owned(),
        safe: safe.to_owned(),
        mirror,
        old: with_schema(side, "1.0.0", old),
        new: with_schema(side, "2.0.0", new),
        shown: (pretty(old), pretty(new)),
    }
}

fn other(side: Side) -> Side {
    if side == Side::Request {
        Side::Response
    } else {
        Side::Request
    }
}

pub(super) fn of_single(single: &Single) -> Rule {
    Rule {
        id: single.id.to_owned(),
        side: single.side,
        verdict: single.verdict,
        title: single.title.to_owned(),
        breaks: single.breaks.to_owned(),
        safe: single.safe.to_owned(),
        mirror: single.mirror.to_owned(),
        old: with_operation("1.0.0", single.old),
        new: with_operation("2.0.0", single.new),
        shown: (pretty(single.old), pretty(single.new)),
    }
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

fn pretty(text: &str) -> String {
    serde_json::to_string_pretty(&parsed(text)).unwrap_or_default()
}

fn document(version: &str, paths: Value) -> Value {
    json!({ "openapi": "3.0.3", "info": { "title": "Example", "version": version }, "paths": paths })
}

fn with_schema(side: Side, version: &str, schema: &str) -> Value {
    let content = json!({ "application/json": { "schema": parsed(schema) } });
    let operation = match side {
        Side::Request => json!({
            "operationId": "thing_create",
            "requestBody": { "required": true, "content": content },
            "responses": { "204": { "description": "done" } },
        }),
        _ => {
            json!({ "operationId": "thing_create", "responses": { "200": { "description": "done", "content": content } } })
        }
    };
    document(version, json!({ "/things": { "post": operation } }))
}

/// A plain operation with some members replaced; `path`, `method` and the keys of a document are taken out of it.
fn with_operation(version: &str, members: &str) -> Value {
    let Value::Object(members) = parsed(members) else {
        return document(version, json!({}));
    };
    let mut operation = object(
        json!({ "operationId": "thing_create", "responses": { "204": { "description": "done" } } }),
    );
    let mut path = "/things".to_owned();
    let mut components = Value::Null;
    for (key, value) in members {
        match (key.as_str(), value) {
            ("path", Value::String(own)) => path = own,
            ("components", own) => components = own,
            (_, own) => _ = operation.insert(key, own),
        }
    }
    let mut document = object(document(version, json!({ path: { "post": operation } })));
    if !components.is_null() {
        document.insert("components".to_owned(), components);
    }
    Value::Object(document)
}

fn object(value: Value) -> serde_json::Map<String, Value> {
    match value {
        Value::Object(members) => members,
        _ => serde_json::Map::new(),
    }
}
