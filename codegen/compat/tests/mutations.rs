//! Every single edit of the project's own document: the verdict on each operation it touches must agree with what values show.
//!
//! A plain run tries every thirty-first edit, and of each the first three operations it reaches. All of them, at all
//! operations: `MUTATION_STEP=1 cargo test --release -p contract-compat --test mutations -- --nocapture`.
//! `MUTATIONS` names another document.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

mod edits;
mod independent;
mod random;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use contract_compat::{Document, FindingVerdict, OperationReport, Options, Side, Verdict, compare};
use edits::{Mutation, mutations};
use independent::{Way, closed_validator, opened, validator};
use random::{Chance, instances};
use serde_json::Value;

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

/// The parameters of an operation, by place and name.
fn declared<'doc>(root: &'doc Value, report: &OperationReport) -> BTreeMap<String, &'doc Value> {
    let list = &root["paths"][&report.path][report.method.to_ascii_lowercase()]["parameters"];
    let named = |parameter: &Value| format!("{}:{}", parameter["in"], parameter["name"]);
    let parameters = list.as_array().into_iter().flatten();
    parameters
        .map(|parameter| (named(parameter), parameter))
        .collect()
}

/// A header of an operation's answers, by status.
fn headers<'doc>(
    root: &'doc Value,
    report: &OperationReport,
    name: &str,
) -> BTreeMap<&'doc str, &'doc Value> {
    let follow = |value: &'doc Value| match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => root.pointer(&reference[1..]).unwrap(),
        None => value,
    };
    let responses = &root["paths"][&report.path][report.method.to_ascii_lowercase()]["responses"];
    let answers = responses.as_object().into_iter().flatten();
    answers
        .filter_map(|(status, response)| {
            let headers = follow(response).get("headers")?.as_object()?;
            let is_named = |own: &str| own.eq_ignore_ascii_case(name);
            let (_, header) = headers.iter().find(|(own, _)| is_named(own))?;
            Some((status.as_str(), follow(header)))
        })
        .collect()
}

/// Values of parameters agree with the verdict, and witnesses of parameters and headers hold.
fn parameters(
    chance: &mut Chance,
    old: &Value,
    new: &Value,
    operation: &OperationReport,
    counts: &mut BTreeMap<&'static str, usize>,
) -> Result<(), String> {
    let (before, after) = (declared(old, operation), declared(new, operation));
    let accepts = |root: &Value, holder: &Value, value: &Value, way: Way| {
        validator(root, &holder["schema"], way).is_valid(value)
    };
    let is_required = |parameter: &Value| parameter["required"] == true;
    for finding in &operation.findings {
        if finding.witness.get("in").is_none() {
            continue;
        }
        *counts.entry("witnesses").or_default() += 1;
        let value = &finding.witness["value"];
        let holds = if finding.side == Side::Response {
            let name = finding.witness["name"].as_str().unwrap_or_default();
            let (before, after) = (headers(old, operation, name), headers(new, operation, name));
            before.iter().any(|(status, own)| {
                after.get(status).is_some_and(|other| {
                    accepts(new, other, value, Way::Response)
                        && !accepts(old, own, value, Way::Response)
                })
            })
        } else {
            let key = format!("{}:{}", finding.witness["in"], finding.witness["name"]);
            let (own, other) = (before.get(&key), after.get(&key));
            own.is_some_and(|own| accepts(old, own, value, Way::Request))
                && !other.is_some_and(|other| accepts(new, other, value, Way::Request))
        };
        if !holds {
            return Err(format!(
                "{}: {} is not held up",
                operation.operation_id, finding.rule
            ));
        }
    }
    if operation.request == Verdict::Breaking || after.is_empty() {
        return Ok(());
    }
    for (key, other) in &after {
        let own = before.get(key);
        if is_required(other) && !own.is_some_and(|own| is_required(own)) {
            return Err(format!(
                "{}: {key} is demanded, silently",
                operation.operation_id
            ));
        }
        for _ in 0..12 {
            let Some(own) = own else { break };
            let value = instances::instance(chance, old, &own["schema"], 0);
            if accepts(old, own, &value, Way::Request) {
                *counts.entry("values").or_default() += 1;
                if !accepts(new, other, &value, Way::Request) {
                    return Err(format!("{}: {key} refuses {value}", operation.operation_id));
                }
            }
        }
    }
    Ok(())
}

fn check(
    chance: &mut Chance,
    old: &Value,
    mutation: &Mutation,
    most_operations: usize,
    counts: &mut BTreeMap<&'static str, usize>,
) -> Result<(), String> {
    let new = &mutation.document;
    // Many operations answer with the same error: a witness that holds for one of them holds for all.
    let mut held_up = HashSet::new();
    let parse = |root: &Value| Document::parse(root.clone()).map_err(|error| error.to_string());
    let report = compare(&parse(old)?, &parse(new)?, &Options::default())
        .map_err(|error| error.to_string())?;
    *counts.entry("edits").or_default() += 1;
    let opened_old = opened(old);
    let touched = report
        .operations
        .iter()
        .filter(|operation| !operation.findings.is_empty());
    for operation in touched.take(most_operations) {
        *counts.entry("operations").or_default() += 1;
        parameters(chance, old, new, operation, counts)?;
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
                    let claim = format!("{side:?} {before} {after} {}", finding.witness);
                    if held_up.contains(&claim) {
                        return true;
                    }
                    let way = if *side == Side::Request {
                        Way::Request
                    } else {
                        Way::Response
                    };
                    let reader = match *side {
                        Side::Response => (&opened_old, opened(before)),
                        _ => (old, Value::clone(before)),
                    };
                    let (by_old, by_new) = (
                        validator(reader.0, &reader.1, way).is_valid(&finding.witness),
                        validator(new, after, way).is_valid(&finding.witness),
                    );
                    let holds = match *side {
                        Side::Request => by_old && !by_new,
                        _ => by_new && !by_old,
                    };
                    if holds {
                        held_up.insert(claim);
                    }
                    holds
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
            // Who reads a response lets what is declared open grow.
            let (reader, read) = match is_request {
                true => (reader, read.clone()),
                false => (&opened_old, opened(read)),
            };
            let (writes, letter, reads) = (
                closed_validator(writer, written, way),
                validator(writer, written, way),
                validator(reader, &read, way),
            );
            for _ in 0..12 {
                let value = instances::instance(chance, writer, written, 0);
                if writes.is_valid(&value) && letter.is_valid(&value) {
                    *counts.entry("values").or_default() += 1;
                    if !reads.is_valid(&value) {
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
        .unwrap_or(31);
    let all = mutations(&old);
    let tried: Vec<(u64, &Mutation)> = (7..).zip(&all).step_by(step).collect();
    let most_operations = if step == 1 { usize::MAX } else { 3 };
    let try_each = |part: &[(u64, &Mutation)]| {
        let (mut counts, mut wrong) = (BTreeMap::new(), Vec::new());
        for (seed, mutation) in part {
            let mut chance = Chance::new(*seed);
            if let Err(reason) = check(&mut chance, &old, mutation, most_operations, &mut counts) {
                wrong.push(format!("{}: {reason}", mutation.name));
            }
        }
        (counts, wrong)
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let (mut counts, mut wrong) = (BTreeMap::<&str, usize>::new(), Vec::new());
    std::thread::scope(|scope| {
        let parts = tried.chunks(tried.len().div_ceil(threads).max(1));
        let running: Vec<_> = parts
            .map(|part| scope.spawn(move || try_each(part)))
            .collect();
        for thread in running {
            let (tried, judged_wrongly) = thread.join().expect("a thread panicked");
            wrong.extend(judged_wrongly);
            for (what, count) in tried {
                *counts.entry(what).or_default() += count;
            }
        }
    });
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
