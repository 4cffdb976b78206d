//! Random pairs of schemas: no generated value may contradict a `compatible` verdict, and every witness must hold.
//!
//! A plain run tries a few thousand pairs. A long one:
//! `DIFFERENTIAL_PAIRS=100000 cargo test --release -p contract-compat --test differential -- --nocapture`;
//! `DIFFERENTIAL_SEED` starts it elsewhere.

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

use contract_compat::{Document, FindingVerdict, Options, Side, Verdict, compare};
use independent::{Way, closed_validator, validator};
use random::{Chance, edits, instances, schemas};
use serde_json::{Value, json};

const INSTANCES: usize = 40;

fn document(version: &str, body: &Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "pair", "version": version },
        "paths": { "/things": { "post": {
            "operationId": "thing_create",
            "requestBody": { "required": true, "content": { "application/json": { "schema": body["root"] } } },
            "responses": { "201": { "description": "created", "content": { "application/json": { "schema": body["root"] } } } },
        } } },
        "components": { "schemas": { "Node": body["Node"], "List": body["List"], "Leaf": body["Leaf"] } },
    })
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(default)
}

fn random_body(chance: &mut Chance) -> Value {
    let mut body = schemas::components(chance);
    let depth = 1 + chance.below(3);
    body["root"] = schemas::schema(chance, depth);
    body
}

#[test]
fn verdicts_agree_with_what_values_show() {
    let (pairs, seed) = (
        setting("DIFFERENTIAL_PAIRS", 2500),
        setting("DIFFERENTIAL_SEED", 1),
    );
    let mut counts = Counts::default();
    let mut failures = Vec::new();
    for number in 0..pairs {
        let mut chance = Chance::new(seed.wrapping_add(number));
        let old = random_body(&mut chance);
        let new = match chance.below(10) {
            0 => random_body(&mut chance),
            _ => {
                let mut new = old.clone();
                for _ in 0..=chance.below(2) {
                    edits::edit(&mut chance, &mut new);
                }
                new
            }
        };
        if !schemas::is_grounded(&old) || !schemas::is_grounded(&new) {
            counts.skipped += 1;
            continue;
        }
        if let Err(failure) = check(
            &mut chance,
            &document("1.0.0", &old),
            &document("1.1.0", &new),
            &mut counts,
        ) {
            failures.push(format!("seed {}: {failure}", seed.wrapping_add(number)));
        }
    }
    println!("differential: {pairs} pairs, {counts:?}");
    for failure in failures.iter().take(12) {
        println!("{failure}");
    }
    assert!(
        failures.is_empty(),
        "{} of {pairs} pairs are judged wrongly",
        failures.len()
    );
    let sides = counts.compatible + counts.breaking + counts.undecided;
    assert!(
        counts.undecided * 20 < sides,
        "more than one side in twenty is left undecided"
    );
}

#[derive(Debug, Default)]
struct Counts {
    compatible: usize,
    breaking: usize,
    undecided: usize,
    witnesses: usize,
    instances: usize,
    skipped: usize,
}

fn check(chance: &mut Chance, old: &Value, new: &Value, counts: &mut Counts) -> Result<(), String> {
    let parse = |root: &Value| Document::parse(root.clone()).map_err(|error| error.to_string());
    let report = compare(&parse(old)?, &parse(new)?, &Options::default())
        .map_err(|error| error.to_string())?;
    let operation = report.operations.first().ok_or("no operation")?;
    for (side, way, writer, reader, verdict) in [
        (Side::Request, Way::Request, old, new, operation.request),
        (Side::Response, Way::Response, new, old, operation.response),
    ] {
        let place = "/paths/~1things/post/requestBody/content/application~1json/schema";
        let (written, read) = (
            &writer.pointer(place).ok_or("no schema")?.clone(),
            &reader.pointer(place).ok_or("no schema")?.clone(),
        );
        let (writes, reads) = (
            closed_validator(writer, written, way),
            validator(reader, read, way),
        );
        let by_the_letter = validator(writer, written, way);
        let findings: Vec<_> = operation
            .findings
            .iter()
            .filter(|finding| finding.side == side)
            .collect();
        for finding in findings.iter().filter(|finding| {
            !finding.witness.is_null()
                || finding.rule.ends_with("null-refused")
                || finding.rule.ends_with("null-allowed")
        }) {
            if finding.verdict != FindingVerdict::Breaking {
                continue;
            }
            counts.witnesses += 1;
            let merges =
                written.to_string().contains("allOf") || writer.to_string().contains("allOf");
            let is_written = writes.is_valid(&finding.witness) || merges;
            if !is_written || !by_the_letter.is_valid(&finding.witness) {
                return Err(told(
                    &format!(
                        "{side:?} {}: the writer does not write {}",
                        finding.rule, finding.witness
                    ),
                    written,
                    read,
                    old,
                    new,
                ));
            }
            if reads.is_valid(&finding.witness) {
                return Err(told(
                    &format!(
                        "{side:?} {}: the reader accepts {}",
                        finding.rule, finding.witness
                    ),
                    written,
                    read,
                    old,
                    new,
                ));
            }
        }
        let is_contained = findings.iter().all(|finding| {
            finding.verdict == FindingVerdict::Compatible
                || finding.rule == "request-property-ignored"
        });
        if findings
            .iter()
            .any(|finding| finding.verdict == FindingVerdict::Undecided)
        {
            counts.undecided += 1;
        } else if verdict == Verdict::Breaking {
            counts.breaking += 1;
        } else {
            counts.compatible += 1;
        }
        if !is_contained {
            continue;
        }
        for number in 0..INSTANCES {
            let (root, schema) = if number % 4 == 3 {
                (reader, read)
            } else {
                (writer, written)
            };
            let value = instances::instance(chance, root, schema, 0);
            if !writes.is_valid(&value) || !by_the_letter.is_valid(&value) {
                continue;
            }
            counts.instances += 1;
            if !reads.is_valid(&value) {
                return Err(told(
                    &format!("{side:?} {verdict:?}, yet the reader refuses {value}"),
                    written,
                    read,
                    old,
                    new,
                ));
            }
        }
    }
    Ok(())
}

fn told(what: &str, written: &Value, read: &Value, old: &Value, new: &Value) -> String {
    let components = |root: &Value| {
        root.pointer("/components/schemas")
            .cloned()
            .unwrap_or_default()
    };
    let is_referring = written.to_string().contains("$ref") || read.to_string().contains("$ref");
    let with = if is_referring {
        format!("\n  old {}\n  new {}", components(old), components(new))
    } else {
        String::new()
    };
    format!("{what}\n  writer {written}\n  reader {read}{with}")
}
