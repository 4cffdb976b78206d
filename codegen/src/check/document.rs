//! openapi.json ↔ the contract.

use serde_json::Value;

use super::{Finding, Rule, finding::diff, place::Places};
use crate::{
    difference::{Difference, Kind, Part, differences},
    document::{operations_reaching, pretty},
    workspace::DOCUMENT,
};

const LONGEST_DIFF: usize = 30;

pub(super) fn missing() -> Finding {
    Finding::new(
        Rule::DocumentMissing,
        DOCUMENT,
        "openapi.json is not there, so nothing can be held against it",
    )
}

pub(super) fn not_json(error: &serde_json::Error) -> Finding {
    Finding::new(
        Rule::DocumentNotJson,
        DOCUMENT,
        format!("openapi.json is not JSON: {error}"),
    )
    .in_file(DOCUMENT, Some(error.line()))
}

/// What differs between the committed document and the contract's.
pub(super) fn compare(
    committed: &Value,
    contract: &Value,
    same_text: bool,
    places: &Places<'_>,
) -> Vec<Finding> {
    let mut differences = differences(committed, contract);
    // Types first: what else differs mostly follows from them.
    differences.sort_by_key(|difference| !matches!(difference.part, Part::Component(..)));
    let found: Vec<Finding> = differences
        .iter()
        .flat_map(|difference| findings(difference, committed, contract, places))
        .collect();
    if found.is_empty() && !same_text {
        return vec![Finding::new(
            Rule::DocumentLayout,
            DOCUMENT,
            "openapi.json says the same as the contract, but not byte for byte: keys are out of order, or spaces or line ends differ",
        )];
    }
    found
}

fn findings(
    difference: &Difference,
    committed: &Value,
    contract: &Value,
    places: &Places<'_>,
) -> Vec<Finding> {
    let part = &difference.part;
    let name = part.name();
    let (operation, rules) = match part {
        Part::Operation(id) => (
            Some(id.as_str()),
            [
                Rule::DocumentOperationMissing,
                Rule::DocumentOperationUnknown,
                Rule::DocumentOperationAltered,
            ],
        ),
        Part::Component(..) => (
            None,
            [
                Rule::DocumentComponentMissing,
                Rule::DocumentComponentUnknown,
                Rule::DocumentComponentAltered,
            ],
        ),
        Part::Other(_) => (None, [Rule::DocumentAltered; 3]),
    };
    let [missing, unknown, altered] = rules;
    let pointer = difference.pointer();
    let reached_by = || match part {
        Part::Operation(_) => Vec::new(),
        _ => {
            let mut ids = operations_reaching(committed, pointer);
            ids.extend(operations_reaching(contract, pointer));
            ids.sort();
            ids.dedup();
            ids
        }
    };
    match &difference.kind {
        Kind::Added => {
            let (file, line) = places.of(part, pointer, "");
            let mut finding = Finding::new(
                missing,
                pointer,
                format!("the contract has the {name}, openapi.json lacks it"),
            )
            .in_file(file, line)
            .of_operation(operation);
            finding.reached_by = reached_by();
            vec![finding]
        }
        Kind::Removed => {
            let (file, line) = places.in_document(pointer);
            let mut finding = Finding::new(
                unknown,
                pointer,
                format!("openapi.json has the {name}, the contract lacks it"),
            )
            .in_file(file, line)
            .of_operation(operation);
            finding.reached_by = reached_by();
            vec![finding]
        }
        Kind::Changed(_) => {
            let mut found: Vec<Finding> = difference
                .told()
                .into_iter()
                .map(|change| {
                    let (file, line) = places.of(part, pointer, &change.at);
                    let mut finding = Finding::new(
                        altered,
                        format!("{pointer}{}", change.at),
                        format!("{name}: in the contract, {}", change.message),
                    )
                    .in_file(file, line)
                    .of_operation(operation);
                    finding.reached_by = reached_by();
                    finding
                })
                .collect();
            if let (Some(first), Some((_, old)), Some((_, new))) =
                (found.first_mut(), &difference.old, &difference.new)
            {
                first.diff = Some(diff(
                    (DOCUMENT, &pretty(old)),
                    ("the contract", &pretty(new)),
                    LONGEST_DIFF,
                ));
            }
            found
        }
    }
}
