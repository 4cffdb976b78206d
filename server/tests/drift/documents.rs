//! A document is enforced to the letter, or refused at start-up.

use scheduler_server::drift::Contract;
use serde_json::{Value, json};

use crate::contracts::{OWN, document_of, places, read};

fn refusal(body: Value) -> String {
    let schemas = json!({
        "Loop": { "$ref": "#/components/schemas/Pool" },
        "Pool": { "allOf": [{ "$ref": "#/components/schemas/Loop" }] },
    });
    Contract::compile(&document_of(body, schemas))
        .expect_err("the document must be refused")
        .to_string()
}

#[test]
fn every_operation_of_our_document_is_known() {
    let mut ids: Vec<_> = OWN.operation_ids().collect();
    ids.sort_unstable();
    assert!(ids.contains(&"booking_create") && ids.contains(&"event_stream"));
    assert_eq!(
        OWN.operation("booking_create")
            .map(|operation| operation.id()),
        Some("booking_create")
    );
    assert!(OWN.operation("booking_erase").is_none());
}

#[test]
fn what_would_have_to_be_guessed_at_is_refused() {
    let object = |more: Value| {
        let mut schema = json!({ "type": "object", "additionalProperties": false });
        for (keyword, value) in more.as_object().expect("keywords") {
            schema[keyword] = value.clone();
        }
        schema
    };
    let cases = [
        (
            json!({ "type": "object", "properties": {} }),
            "deny_unknown_fields",
        ),
        (json!({ "not": {} }), "doesn't tell its `type`"),
        (
            json!({ "type": "integer", "multipleOf": 5 }),
            "`multipleOf` is not enforced",
        ),
        (
            json!({ "type": "integer", "minimum": 0.5 }),
            "`minimum` must be an integer",
        ),
        (
            json!({ "type": "string", "format": "email" }),
            "`format` is not enforced",
        ),
        (
            json!({ "type": "string", "minimum": 1 }),
            "`minimum` is not enforced",
        ),
        (
            json!({ "type": "string", "maxLength": -1 }),
            "`maxLength` must be a count",
        ),
        (
            json!({ "type": "string", "pattern": "^(a+)+(?!b)$" }),
            "linear time",
        ),
        (json!({ "type": "array" }), "`items`"),
        (
            json!({ "type": "array", "uniqueItems": true, "items": { "type": "number" } }),
            "`uniqueItems`",
        ),
        (json!({ "enum": [1, 2] }), "enums of strings"),
        (
            object(json!({ "required": ["a"] })),
            "isn't in `properties`",
        ),
        (
            object(json!({ "patternProperties": {} })),
            "`patternProperties` is not enforced",
        ),
        (
            json!({ "allOf": [object(json!({})), object(json!({}))] }),
            "`allOf` of several",
        ),
        (
            json!({ "oneOf": [{ "type": "string" }, object(json!({}))] }),
            "no field tells the union's members apart",
        ),
        (
            json!({ "$ref": "#/components/schemas/Nobody" }),
            "is not in this document",
        ),
        (
            json!({ "$ref": "other.json#/Thing" }),
            "is not in this document",
        ),
        (
            json!({ "$ref": "#/components/schemas/Loop" }),
            "refers to nothing but itself",
        ),
        (json!(true), "must be an object"),
    ];
    for (body, words) in cases {
        let refusal = refusal(body.clone());
        assert!(refusal.contains(words), "{body}: {refusal}");
        assert!(
            refusal.starts_with("the contract can't be enforced at /"),
            "{refusal}"
        );
    }
}

#[test]
fn operations_and_parameters_that_cannot_be_judged_are_refused() {
    let parameter = |parameter: Value| json!({ "paths": { "/x": { "get": { "operationId": "x", "parameters": [parameter] } } } });
    let cases = [
        (json!({}), "it has no `paths`"),
        (
            json!({ "paths": { "/x": { "get": {} } } }),
            "the operation has no id",
        ),
        (
            json!({ "paths": { "/x": {
                "get": { "operationId": "x" }, "put": { "operationId": "x" },
            } } }),
            "another operation is called `x` too",
        ),
        (
            json!({ "paths": { "/x": { "parameters": [] } } }),
            "`parameters` is not enforced",
        ),
        (
            parameter(json!({ "in": "cookie", "name": "a", "schema": { "type": "string" } })),
            "`in` is not enforced",
        ),
        (
            parameter(json!({
                "in": "query", "name": "a",
                "schema": { "type": "array", "items": { "type": "string" } },
            })),
            "a parameter must be a string",
        ),
        (
            json!({ "paths": { "/x": { "put": { "operationId": "x", "requestBody": {
                "required": true, "content": { "text/plain": {} },
            } } } } }),
            "only bodies of `application/json`",
        ),
        (
            json!({ "paths": { "/x": { "put": { "operationId": "x", "requestBody": {
                "content": { "application/json": {} },
            } } } } }),
            "may be left out",
        ),
    ];
    for (document, words) in cases {
        let refusal = Contract::compile(&document).expect_err(words).to_string();
        assert!(refusal.contains(words), "{document}: {refusal}");
    }
}

#[test]
fn null_is_taken_where_the_document_says_so() {
    let body = json!({
        "type": "object", "additionalProperties": false, "required": ["a", "b", "c"],
        "properties": {
            "a": { "type": "string", "nullable": true },
            "b": { "allOf": [{ "$ref": "#/components/schemas/B" }], "nullable": true },
            "c": { "type": "string", "enum": ["x", null], "nullable": true },
        },
    });
    let schemas = json!({ "B": { "type": "integer" } });
    let contract = Contract::compile(&document_of(body, schemas)).expect("a supported document");
    assert!(
        read(
            &contract,
            "thing_put",
            &json!({ "a": null, "b": null, "c": null })
        )
        .is_ok()
    );
    assert!(
        read(
            &contract,
            "thing_put",
            &json!({ "a": "x", "b": 1, "c": "x" })
        )
        .is_ok()
    );
    assert_eq!(
        places(read(
            &contract,
            "thing_put",
            &json!({ "a": 1, "b": "x", "c": "y" })
        )),
        [
            ["/a", "string or null", "number"],
            ["/b", "integer", "string"],
            ["/c", "one of `x` or null", "string"],
        ]
    );
}
