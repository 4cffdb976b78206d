//! The contracts under test: our own, and one with everything a document can say.

use std::sync::LazyLock;

use scheduler_server::drift::{BodyFault, Contract, Disagreement, Faults};
use serde_json::{Value, json};

/// Our own document.
pub(crate) static OWN_DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    scheduler_contracts::document::contract().expect("the contract has a document")
});

/// Our own contract.
pub(crate) static OWN: LazyLock<Contract> =
    LazyLock::new(|| Contract::compile(&OWN_DOCUMENT).expect("our own document is enforced"));

/// A document whose one operation, `thing_put`, has everything that is supported.
pub(crate) static RICH_DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
    document_of(
        json!({ "$ref": "#/components/schemas/Thing" }),
        json!({
            "Thing": {
                "type": "object",
                "additionalProperties": false,
                "required": ["name", "tree"],
                "properties": {
                    "name": { "type": "string", "minLength": 2, "maxLength": 5 },
                    "day": { "type": "string", "format": "date" },
                    "at": { "type": "string", "format": "date-time" },
                    "id": { "allOf": [{ "$ref": "#/components/schemas/Id" }] },
                    "ratio": { "type": "number", "minimum": -0.5, "maximum": 1.5 },
                    "signed": { "type": "integer", "minimum": -3, "maximum": 3 },
                    "wide": { "type": "integer", "format": "uint64", "minimum": 0, "maximum": u64::MAX },
                    "flag": { "type": "boolean", "default": true },
                    "tags": {
                        "type": "array", "minItems": 1, "maxItems": 3, "uniqueItems": true,
                        "items": { "type": "integer", "minimum": 0, "maximum": 4 },
                    },
                    "labels": {
                        "type": "object", "maxProperties": 2,
                        "additionalProperties": { "type": "string", "maxLength": 3 },
                    },
                    "any": { "description": "Anything at all." },
                    "free": { "type": "object", "additionalProperties": true },
                    "tree": { "$ref": "#/components/schemas/Tree" },
                },
            },
            "Id": { "type": "string", "format": "uuid" },
            "Tree": {
                "oneOf": [
                    { "$ref": "#/components/schemas/Leaf" },
                    {
                        "type": "object", "additionalProperties": false,
                        "required": ["is", "below"],
                        "properties": {
                            "is": { "type": "string", "enum": ["branch"] },
                            "colour": { "$ref": "#/components/schemas/Colour" },
                            "below": {
                                "type": "array", "maxItems": 2,
                                "items": { "$ref": "#/components/schemas/Tree" },
                            },
                        },
                    },
                ],
            },
            "Leaf": {
                "type": "object", "additionalProperties": false, "required": ["is"],
                "properties": { "is": { "type": "string", "enum": ["leaf"] } },
            },
            "Colour": { "type": "string", "enum": ["red", "green"] },
        }),
    )
});

/// The contract of [`RICH_DOCUMENT`].
pub(crate) static RICH: LazyLock<Contract> =
    LazyLock::new(|| Contract::compile(&RICH_DOCUMENT).expect("everything in it is supported"));

/// A document of one operation with this body.
pub(crate) fn document_of(body: Value, schemas: Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "paths": { "/thing": { "put": {
            "operationId": "thing_put",
            "requestBody": {
                "required": true,
                "content": { "application/json": { "schema": body } },
            },
        } } },
        "components": { "schemas": schemas },
    })
}

/// Each operation of our own that reads a body, with its schema.
pub(crate) fn own_bodies() -> Vec<(String, Value)> {
    let paths = OWN_DOCUMENT["paths"].as_object().expect("paths");
    let operations = paths.values().filter_map(Value::as_object).flatten();
    let bodies: Vec<_> = operations
        .filter_map(|(_, operation)| {
            let schema = operation.pointer("/requestBody/content/application~1json/schema")?;
            Some((
                operation["operationId"].as_str()?.to_owned(),
                schema.clone(),
            ))
        })
        .collect();
    assert!(bodies.len() >= 5, "the bodies of our document are found");
    bodies
}

/// What a body comes to, by way of its bytes.
pub(crate) fn read(
    contract: &Contract,
    operation: &str,
    body: &Value,
) -> Result<Value, Disagreement> {
    let operation = contract.operation(operation).expect("a known operation");
    match operation.read_body(body.to_string().as_bytes()) {
        Ok(value) => Ok(value),
        Err(BodyFault::Disagrees(faults)) => Err(faults.verdict()),
        Err(BodyFault::Malformed(malformed)) => panic!("{body} is JSON, yet {malformed}"),
    }
}

/// The places of drift, as `at expected found`.
pub(crate) fn places(verdict: Result<Value, Disagreement>) -> Vec<[String; 3]> {
    match verdict {
        Err(Disagreement::Drift { places, .. }) => places
            .into_iter()
            .map(|place| [place.at, place.expected, place.found])
            .collect(),
        other => panic!("drift was expected, not {other:?}"),
    }
}

/// The invalid fields, as `at expected`.
pub(crate) fn fields(verdict: Result<Value, Disagreement>) -> Vec<[String; 2]> {
    match verdict {
        Err(Disagreement::Invalid { fields, .. }) => fields
            .into_iter()
            .map(|field| [field.at, field.expected])
            .collect(),
        other => panic!("invalid values were expected, not {other:?}"),
    }
}

/// Faults as a verdict.
pub(crate) fn verdict(faults: Faults) -> Result<Value, Disagreement> {
    Err(faults.verdict())
}
