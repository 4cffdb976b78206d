//! Every single edit of the project's own document: the verdict on each operation it touches must agree with what values show.
//!
//! `MUTATIONS` names another document; `MUTATION_STEP=1` tries every edit (a plain run every seventeenth).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

mod independent;
mod random;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use contract_compat::{Document, FindingVerdict, OperationReport, Options, Side, Verdict, compare};
use independent::{Way, closed_validator, validator};
use random::{Chance, instances};
use serde_json::{Value, json};

struct Mutation {
    name: String,
    document: Value,
}

fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    let inner = |key: &str| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
    match value {
        Value::Object(members) => {
            found.push(at.clone());
            for (key, member) in members {
                pointers(member, inner(key), found);
            }
        }
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                pointers(item, inner(&position.to_string()), found);
            }
        }
        _ => {}
    }
}

fn mutations(root: &Value) -> Vec<Mutation> {
    let mut places = Vec::new();
    pointers(root, String::new(), &mut places);
    let mut found = Vec::new();
    for place in &places {
        let Some(Value::Object(members)) = root.pointer(place) else {
            continue;
        };
        let mut say = |what: String, change: &dyn Fn(&mut Value)| {
            let mut document = root.clone();
            change(document.pointer_mut(place).unwrap());
            found.push(Mutation {
                name: format!("{place}: {what}"),
                document,
            });
        };
        if let Some(Value::Object(properties)) = members.get("properties") {
            for name in properties.keys() {
                say(format!("drop {name}"), &|schema| {
                    schema["properties"].as_object_mut().unwrap().remove(name);
                    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut)
                    {
                        required.retain(|own| own != name);
                    }
                });
                say(format!("retype {name}"), &|schema| {
                    let is_boolean = schema["properties"][name]["type"] == "boolean";
                    schema["properties"][name] =
                        json!({ "type": if is_boolean { "string" } else { "boolean" } });
                });
                say(format!("toggle required {name}"), &|schema| {
                    let mut required = schema
                        .get("required")
                        .and_then(Value::as_array)
                        .cloned()
                        .unwrap_or_default();
                    match required.iter().position(|own| own == name) {
                        Some(position) => _ = required.remove(position),
                        None => required.push(json!(name)),
                    }
                    schema["required"] = json!(required);
                });
                say(format!("null for {name}"), &|schema| {
                    let property = schema["properties"][name].clone();
                    schema["properties"][name] = json!({ "allOf": [property], "nullable": true });
                });
            }
            say("add an optional property".to_owned(), &|schema| {
                schema["properties"]["brandNew"] = json!({ "type": "string" })
            });
            say("add a required property".to_owned(), &|schema| {
                schema["properties"]["brandNew"] = json!({ "type": "string" });
                let mut required = schema
                    .get("required")
                    .and_then(Value::as_array)
                    .cloned()
                    .unwrap_or_default();
                required.push(json!("brandNew"));
                schema["required"] = json!(required);
            });
        }
        for key in [
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
        ] {
            if let Some(bound) = members.get(key).and_then(Value::as_i64) {
                say(format!("raise {key}"), &|schema| {
                    schema[key] = json!(bound.saturating_add(1))
                });
                say(format!("lower {key}"), &|schema| {
                    schema[key] = json!(if key.len() == 7 {
                        bound.saturating_sub(1)
                    } else {
                        (bound - 1).max(0)
                    })
                });
                say(format!("drop {key}"), &|schema| {
                    _ = schema.as_object_mut().unwrap().remove(key)
                });
            }
        }
        for key in ["enum", "oneOf", "anyOf"] {
            if let Some(Value::Array(list)) = members.get(key) {
                for position in 0..list.len() {
                    say(format!("drop {key} {position}"), &|schema| {
                        _ = schema[key].as_array_mut().unwrap().remove(position)
                    });
                }
                let new = match key {
                    "enum" => json!("brand_new"),
                    _ => {
                        json!({ "type": "object", "properties": { "brandNew": { "type": "boolean" } }, "required": ["brandNew"] })
                    }
                };
                say(format!("add to {key}"), &|schema| {
                    schema[key].as_array_mut().unwrap().push(new.clone())
                });
            }
        }
        if let Some(Value::Array(parameters)) = members.get("parameters") {
            for position in 0..parameters.len() {
                say(format!("drop parameter {position}"), &|operation| {
                    _ = operation["parameters"]
                        .as_array_mut()
                        .unwrap()
                        .remove(position)
                });
            }
        }
        if members.contains_key("operationId") && members.contains_key("responses") {
            let method = place.rsplit('/').next().unwrap().to_owned();
            let item = place[..place.len() - method.len() - 1].to_owned();
            let mut document = root.clone();
            document
                .pointer_mut(&item)
                .unwrap()
                .as_object_mut()
                .unwrap()
                .remove(&method);
            found.push(Mutation {
                name: format!("{place}: drop the operation"),
                document,
            });
        }
    }
    found
}

type Bodies<'doc> = Vec<(Side, &'doc Value, &'doc Value)>;

/// The bodies of an operation that travel in both documents, by side: old and new schema.
fn bodies<'doc>(old: &'doc Value, new: &'doc Value, report: &OperationReport) -> Bodies<'doc> {
    let place = format!(
        "/paths/{}/{}",
        report.path.replace('/', "~1"),
        report.method.to_ascii_lowercase()
    );
    let mut found = Vec::new();
    let schema = |root: &'doc Value, tail: &str| {
        let holder = root.pointer(&format!("{place}/{tail}"))?;
        let holder = match holder.get("$ref").and_then(Value::as_str) {
            Some(reference) => root.pointer(&reference[1..])?,
            None => holder,
        };
        holder
            .get("content")?
            .as_object()?
            .values()
            .next()?
            .get("schema")
    };
    if let (Some(before), Some(after)) = (schema(old, "requestBody"), schema(new, "requestBody")) {
        found.push((Side::Request, before, after));
    }
    let statuses = old
        .pointer(&format!("{place}/responses"))
        .and_then(Value::as_object);
    for status in statuses.into_iter().flatten().map(|(status, _)| status) {
        if let (Some(before), Some(after)) = (
            schema(old, &format!("responses/{status}")),
            schema(new, &format!("responses/{status}")),
        ) {
            found.push((Side::Response, before, after));
        }
    }
    found
}

fn check(
    chance: &mut Chance,
    old: &Value,
    mutation: &Mutation,
    counts: &mut BTreeMap<&'static str, usize>,
) -> Result<(), String> {
    let new = &mutation.document;
    let parse = |root: &Value| Document::parse(root.clone()).map_err(|error| error.to_string());
    let report = compare(&parse(old)?, &parse(new)?, &Options::default())
        .map_err(|error| error.to_string())?;
    *counts.entry("edits").or_default() += 1;
    let touched = report
        .operations
        .iter()
        .filter(|operation| !operation.findings.is_empty());
    for operation in touched.take(3) {
        *counts.entry("operations").or_default() += 1;
        let bodies = bodies(old, new, operation);
        let undecided =
            |finding: &&contract_compat::Finding| finding.verdict == FindingVerdict::Undecided;
        if let Some(finding) = operation.findings.iter().find(undecided) {
            return Err(format!(
                "{}: undecided {} {}",
                operation.operation_id, finding.rule, finding.message
            ));
        }
        for finding in operation
            .findings
            .iter()
            .filter(|finding| !finding.witness.is_null() && finding.witness.get("in").is_none())
        {
            *counts.entry("witnesses").or_default() += 1;
            let holds = bodies
                .iter()
                .filter(|(side, ..)| *side == finding.side)
                .any(|(side, before, after)| {
                    let way = if *side == Side::Request {
                        Way::Request
                    } else {
                        Way::Response
                    };
                    let (by_old, by_new) = (
                        validator(old, before, way).is_valid(&finding.witness),
                        validator(new, after, way).is_valid(&finding.witness),
                    );
                    if *side == Side::Request {
                        by_old && !by_new
                    } else {
                        by_new && !by_old
                    }
                });
            if !holds {
                return Err(format!(
                    "{}: {} {} is not held up by {}",
                    operation.operation_id, finding.rule, finding.at, finding.witness
                ));
            }
        }
        for (side, before, after) in bodies {
            let is_request = side == Side::Request;
            let verdict = if is_request {
                operation.request
            } else {
                operation.response
            };
            if verdict == Verdict::Breaking {
                continue;
            }
            let way = if is_request {
                Way::Request
            } else {
                Way::Response
            };
            let (writer, written, reader, read) = if is_request {
                (old, before, new, after)
            } else {
                (new, after, old, before)
            };
            let (writes, letter, reads) = (
                closed_validator(writer, written, way),
                validator(writer, written, way),
                validator(reader, read, way),
            );
            for _ in 0..12 {
                let value = instances::instance(chance, writer, written, 0);
                if writes.is_valid(&value) && letter.is_valid(&value) {
                    *counts.entry("values").or_default() += 1;
                    if !reads.is_valid(&value)
                        && !written.to_string().contains("x-open")
                        && !writer.to_string().contains("x-open")
                    {
                        return Err(format!(
                            "{}: {side:?} {verdict:?}, yet {value} is refused",
                            operation.operation_id
                        ));
                    }
                }
            }
        }
    }
    Ok(())
}

#[test]
fn every_single_edit_is_judged_as_values_show() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../openapi.json");
    let path = std::env::var_os("MUTATIONS").map_or(own, PathBuf::from);
    let old: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    let step = std::env::var("MUTATION_STEP")
        .ok()
        .and_then(|step| step.parse().ok())
        .unwrap_or(17);
    let all = mutations(&old);
    let mut chance = Chance::new(7);
    let mut counts = BTreeMap::new();
    let mut wrong = Vec::new();
    for mutation in all.iter().step_by(step) {
        if let Err(reason) = check(&mut chance, &old, mutation, &mut counts) {
            wrong.push(format!("{}: {reason}", mutation.name));
        }
    }
    println!(
        "mutations: {} enumerated, every {step}th tried: {counts:?}",
        all.len()
    );
    assert!(
        wrong.is_empty(),
        "{} edits are judged wrongly:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(20)].join("\n")
    );
}
