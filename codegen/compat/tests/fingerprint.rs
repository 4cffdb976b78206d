//! What a fingerprint depends on, and what it doesn't.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

use contract_compat::{Document, DocumentError};
use serde_json::{Value, json};

fn document(schema: Value, components: Value) -> Document {
    Document::parse(json!({
        "openapi": "3.0.3",
        "info": { "title": "Things", "version": "1.0.0" },
        "paths": { "/things": { "post": {
            "operationId": "thing_create",
            "requestBody": { "required": true, "content": { "application/json": { "schema": schema } } },
            "responses": { "204": { "description": "done" } },
        } } },
        "components": { "schemas": components },
    }))
    .unwrap()
}

fn fingerprint(schema: Value, components: Value) -> String {
    document(schema, components)
        .operation("thing_create")
        .unwrap()
        .fingerprint()
        .unwrap()
}

#[test]
fn prose_order_and_layout_do_not_count() {
    let plain = json!({ "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a", "b"] });
    let told = json!({
        "description": "A thing.", "title": "Thing", "example": { "a": "x" },
        "required": ["b", "a"], "type": "object", "properties": { "a": { "type": "string", "description": "The a." } },
    });
    let expected = fingerprint(plain.clone(), json!({}));
    assert_eq!(fingerprint(told.clone(), json!({})), expected);
    assert_eq!(
        fingerprint(
            json!({ "$ref": "#/components/schemas/Thing" }),
            json!({ "Thing": told })
        ),
        expected
    );
}

#[test]
fn a_property_called_like_prose_counts() {
    let without = json!({ "type": "object", "properties": { "title": { "type": "string" } } });
    let with = json!({ "type": "object", "properties": { "title": { "type": "string" }, "description": { "type": "string" } } });
    assert_ne!(
        fingerprint(without, json!({})),
        fingerprint(with, json!({}))
    );
}

#[test]
fn enum_values_are_data_even_when_they_look_like_prose() {
    let one = json!({ "enum": [{ "title": "a" }] });
    let other = json!({ "enum": [{ "title": "b" }] });
    assert_ne!(fingerprint(one, json!({})), fingerprint(other, json!({})));
}

#[test]
fn a_recursive_schema_is_written_once_then_named() {
    let tree = json!({ "type": "object", "properties": { "children": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } } } });
    let document = document(
        json!({ "$ref": "#/components/schemas/Tree" }),
        json!({ "Tree": tree }),
    );
    let canonical = document
        .operation("thing_create")
        .unwrap()
        .canonical()
        .unwrap();
    assert_eq!(canonical.matches("children").count(), 1);
    assert!(canonical.contains(r##"{"$ref":"#/components/schemas/Tree"}"##));
}

#[test]
fn the_contract_is_canonical_json_with_method_and_path() {
    let document = document(json!({ "maximum": 1.0 }), json!({}));
    let canonical = document
        .operation("thing_create")
        .unwrap()
        .canonical()
        .unwrap();
    assert_eq!(
        canonical,
        concat!(
            r#"{"method":"POST","operation":{"operationId":"thing_create","requestBody":{"content":{"application/json":{"schema":{"maximum":1}}},"required":true},"#,
            r#""responses":{"204":{}}},"parameters":[],"path":"/things","security":[],"securitySchemes":{}}"#
        )
    );
}

#[test]
fn path_level_parameters_belong_to_each_operation_and_their_order_does_not_count() {
    let first = json!({ "in": "query", "name": "a", "schema": { "type": "string" } });
    let second = json!({ "in": "query", "name": "b", "schema": { "type": "string" } });
    let get = |shared: Value, own: Value| {
        let root = json!({
            "openapi": "3.0.3", "info": { "title": "t", "version": "1" },
            "paths": { "/x": { "parameters": shared, "get": { "parameters": own, "responses": {} } } },
        });
        Document::parse(root)
            .unwrap()
            .operations()
            .next()
            .unwrap()
            .fingerprint()
            .unwrap()
    };
    assert_eq!(
        get(json!([first, second]), json!([])),
        get(json!([]), json!([second, first]))
    );
    assert_ne!(
        get(json!([first]), json!([])),
        get(json!([first]), json!([second]))
    );
}

#[test]
fn exponential_inlining_is_refused_not_awaited() {
    let mut components = serde_json::Map::new();
    for level in 0..60 {
        let next = json!({ "$ref": format!("#/components/schemas/L{}", level + 1) });
        components.insert(
            format!("L{level}"),
            json!({ "properties": { "a": next, "b": next } }),
        );
    }
    components.insert("L60".to_owned(), json!({ "type": "string" }));
    let document = document(
        json!({ "$ref": "#/components/schemas/L0" }),
        Value::Object(components),
    );
    let error = document
        .operation("thing_create")
        .unwrap()
        .fingerprint()
        .unwrap_err();
    assert!(matches!(error, DocumentError::TooLarge { .. }));
}

#[test]
fn what_is_no_openapi_document_is_refused_with_advice() {
    for root in [
        json!(null),
        json!({}),
        json!({ "openapi": "2.0" }),
        json!({ "openapi": 3 }),
    ] {
        assert!(
            Document::parse(root)
                .unwrap_err()
                .to_string()
                .contains("give a JSON object")
        );
    }
    let dangling = document(json!({ "$ref": "#/components/schemas/Gone" }), json!({}));
    let error = dangling
        .operation("thing_create")
        .unwrap()
        .fingerprint()
        .unwrap_err();
    assert!(error.to_string().contains("Gone"));
}
