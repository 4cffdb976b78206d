//! The server's own registered operations ↔ the contract.

use serde_json::Value;

use super::{Finding, Rule, finding::diff, place::Places};
use crate::{
    Error, Workspace,
    difference::{Difference, Kind, Part, differences},
    document::{operations_reaching, pretty},
};

const LONGEST_DIFF: usize = 30;
const SOURCE: &str = "server/src";

/// What differs between the contract and what the server registers.
pub(super) fn compare(
    contract: &Value,
    server: &Value,
    places: &Places<'_>,
    workspace: &Workspace,
) -> Result<Vec<Finding>, Error> {
    let differences = differences(contract, server);
    let whole_operations = differences
        .iter()
        .any(|found| matches!(found.part, Part::Operation(_)) && !is_changed(found));
    let mut findings = Vec::new();
    for difference in &differences {
        // Types and tags that come or go with an operation go without saying.
        let is_operation = matches!(difference.part, Part::Operation(_));
        let goes_along = matches!(difference.part, Part::Other(_)) || !is_changed(difference);
        if whole_operations && !is_operation && goes_along {
            continue;
        }
        findings.extend(told(difference, contract, server, places, workspace)?);
    }
    Ok(findings)
}

fn is_changed(difference: &Difference) -> bool {
    matches!(difference.kind, Kind::Changed(_))
}

fn told(
    difference: &Difference,
    contract: &Value,
    server: &Value,
    places: &Places<'_>,
    workspace: &Workspace,
) -> Result<Vec<Finding>, Error> {
    let part = &difference.part;
    let name = part.name();
    let pointer = difference.pointer();
    let (operation, missing, unknown, altered) = match part {
        Part::Operation(id) => (
            Some(id.as_str()),
            Rule::ServerOperationMissing,
            Rule::ServerOperationUnknown,
            Rule::ServerOperationAltered,
        ),
        _ => (
            None,
            Rule::ServerAltered,
            Rule::ServerAltered,
            Rule::ServerAltered,
        ),
    };
    let registered = || match operation {
        Some(id) => line_of_function(workspace, id),
        None => Ok(None),
    };
    let mut findings = match &difference.kind {
        Kind::Added => {
            let (file, line) = registered()?.unwrap_or_else(|| places.in_document(pointer));
            let route = route(server, operation);
            let message = format!("the server has the {name}{route}, the contract lacks it");
            vec![Finding::new(unknown, pointer, message).in_file(file, line)]
        }
        Kind::Removed => {
            let (file, line) = places.of(part, pointer, "");
            let route = route(contract, operation);
            let message = format!("the contract has the {name}{route}, the server lacks it");
            vec![Finding::new(missing, pointer, message).in_file(file, line)]
        }
        Kind::Changed(_) => {
            let place = registered()?;
            difference
                .told()
                .into_iter()
                .map(|change| {
                    let (file, line) = place
                        .clone()
                        .unwrap_or_else(|| places.of(part, pointer, &change.at));
                    let at = format!("{pointer}{}", change.at);
                    let message = format!("{name}: in the server, {}", change.message);
                    Finding::new(altered, at, message).in_file(file, line)
                })
                .collect()
        }
    };
    for finding in &mut findings {
        finding.operation_id = operation.map(str::to_owned);
        if operation.is_none() {
            finding.reached_by = operations_reaching(server, pointer);
        }
    }
    if let (Some(first), Some((_, old)), Some((_, new))) =
        (findings.first_mut(), &difference.old, &difference.new)
    {
        first.diff = Some(diff(
            ("the contract", &pretty(old)),
            ("the server", &pretty(new)),
            LONGEST_DIFF,
        ));
    }
    Ok(findings)
}

/// Method and path of an operation, in brackets.
fn route(document: &Value, id: Option<&str>) -> String {
    crate::document::operations(document)
        .find(|operation| Some(operation.id) == id)
        .map(|operation| {
            format!(
                " (`{} {}`)",
                operation.method.to_uppercase(),
                operation.path
            )
        })
        .unwrap_or_default()
}

/// Where the server has a function of the operation's name, which is what dropshot calls an operation by.
fn line_of_function(
    workspace: &Workspace,
    id: &str,
) -> Result<Option<(String, Option<usize>)>, Error> {
    let function = format!("fn {id}(");
    for path in workspace.files(SOURCE)? {
        if !path.ends_with(".rs") {
            continue;
        }
        let text = workspace.read(&path)?.unwrap_or_default();
        if let Some(index) = text.lines().position(|line| line.contains(&function)) {
            return Ok(Some((path, Some(index + 1))));
        }
    }
    Ok(None)
}
