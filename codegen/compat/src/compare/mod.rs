//! Two documents, operation by operation.

mod facet;
mod message;
mod operation;
mod parameters;
mod responses;
mod rust_types;
mod schemas;
mod security;
mod source;
mod view;
mod walk;

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};
use thiserror::Error;

use crate::report::{Change, FindingVerdict, OperationReport, Report, Side, Verdict, Version};
use crate::{Document, DocumentError, Operation};

pub(crate) use facet::Facet;
use schemas::{Pair, Sides};

/// Why two documents could not be compared.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the {which} document can't be read: {source}")]
pub struct CompareError {
    /// `old` or `new`.
    pub which: &'static str,
    /// What is wrong with it.
    pub source: DocumentError,
}

/// What a comparison depends on beside the documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The day, as `YYYY-MM-DD`, on which `x-sunset` dates are judged; without one they are not.
    pub today: Option<String>,
}

/// Compares two documents: may clients and servers of the old contract go on working with the new one?
///
/// # Errors
/// When a reference of either document can't be followed.
pub fn compare(old: &Document, new: &Document, options: &Options) -> Result<Report, CompareError> {
    let mut sides = Sides::default();
    let mut pair = Pair::new(&mut sides, old, new)?;
    let mut operations = Vec::new();
    for matched in matched(old, new) {
        operations.push(match matched {
            Matched::Both(old, new) => operation::compare(&mut pair, old, new, options)?,
            Matched::Removed(old) => removed(old),
            Matched::Added(new) => added(new),
        });
    }
    operations.sort_by(|left, right| (&left.path, &left.method).cmp(&(&right.path, &right.method)));
    let verdict = operations
        .iter()
        .map(OperationReport::verdict)
        .max()
        .unwrap_or_default();
    Ok(Report {
        verdict,
        old: Version {
            version: old.version().to_owned(),
        },
        new: Version {
            version: new.version().to_owned(),
        },
        operations,
    })
}

enum Matched<'doc> {
    Both(&'doc Operation, &'doc Operation),
    Removed(&'doc Operation),
    Added(&'doc Operation),
}

/// Operations belong together by method and path, placeholders' names aside; what is left, by operation id.
fn matched<'doc>(old: &'doc Document, new: &'doc Document) -> Vec<Matched<'doc>> {
    let key = |operation: &Operation| (operation.method.clone(), anonymous(&operation.path));
    let mut free: BTreeMap<_, Vec<&Operation>> = BTreeMap::new();
    for operation in new.operations() {
        free.entry(key(operation)).or_default().push(operation);
    }
    let mut found = Vec::new();
    let mut left = Vec::new();
    for operation in old.operations() {
        let mates = free.entry(key(operation)).or_default();
        let same_path = mates
            .iter()
            .position(|mate| mate.path == operation.path)
            .or(if mates.is_empty() { None } else { Some(0) });
        match same_path {
            Some(position) => found.push(Matched::Both(operation, mates.remove(position))),
            None => left.push(operation),
        }
    }
    let mut by_id: HashMap<&str, &Operation> = free
        .into_values()
        .flatten()
        .map(|operation| (operation.id(), operation))
        .collect();
    for operation in left {
        found.push(match by_id.remove(operation.id()) {
            Some(mate) => Matched::Both(operation, mate),
            None => Matched::Removed(operation),
        });
    }
    found.extend(by_id.into_values().map(Matched::Added));
    found
}

/// The path without the names of its placeholders.
fn anonymous(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let mut is_inside = false;
    for character in path.chars() {
        match character {
            '{' => {
                is_inside = true;
                out.push('{');
            }
            '}' => {
                is_inside = false;
                out.push('}');
            }
            _ if is_inside => {}
            other => out.push(other),
        }
    }
    out
}

fn shown(operation: &Operation) -> Value {
    json!({ "operationId": operation.id(), "method": operation.method(), "path": operation.path() })
}

fn change(
    side: Side,
    rule: &str,
    verdict: FindingVerdict,
    at: impl Into<String>,
    message: String,
    old: Value,
    new: Value,
) -> Change {
    Change {
        side,
        rule: rule.to_owned(),
        verdict,
        at: at.into(),
        message,
        old,
        new,
        witness: Value::Null,
    }
}

fn removed(old: &Operation) -> OperationReport {
    let message = format!(
        "{} {} is gone; clients of the old contract call it in vain",
        old.method(),
        old.path()
    );
    let change = change(
        Side::Operation,
        "operation-removed",
        FindingVerdict::Breaking,
        "",
        message,
        shown(old),
        Value::Null,
    );
    OperationReport {
        operation_id: old.id().to_owned(),
        method: old.method().to_owned(),
        path: old.path().to_owned(),
        request: Verdict::Breaking,
        response: Verdict::Breaking,
        source: Verdict::Breaking,
        findings: vec![change.of(old.id())],
    }
}

fn added(new: &Operation) -> OperationReport {
    let message = format!("{} {} is new", new.method(), new.path());
    let change = change(
        Side::Operation,
        "operation-added",
        FindingVerdict::Compatible,
        "",
        message,
        Value::Null,
        shown(new),
    );
    OperationReport {
        operation_id: new.id().to_owned(),
        method: new.method().to_owned(),
        path: new.path().to_owned(),
        request: Verdict::Compatible,
        response: Verdict::Compatible,
        source: Verdict::Compatible,
        findings: vec![change.of(new.id())],
    }
}
