//! Documents made to hurt end in bounded time, with a verdict or `undecided`, and no JSON makes anything panic.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

use std::time::{Duration, Instant};

use contract_compat::{Document, Options, Report, Verdict, compare};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const PATIENCE: Duration = Duration::from_secs(30);

fn document(schema: Value, components: Value) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "hostile", "version": "1.0.0" },
        "paths": { "/things": { "post": {
            "operationId": "thing_create",
            "requestBody": { "required": true, "content": { "application/json": { "schema": schema } } },
            "responses": { "200": { "description": "done", "content": { "application/json": { "schema": schema } } } },
        } } },
        "components": { "schemas": components },
    })
}

fn judged(old: Value, new: Value) -> Report {
    let start = Instant::now();
    let parse = |root| Document::parse(root).unwrap();
    let report = compare(&parse(old), &parse(new), &Options::default()).unwrap();
    assert!(start.elapsed() < PATIENCE, "it took {:?}", start.elapsed());
    report
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

#[test]
fn recursion_through_unions_ends() {
    let tree = |leaf: Value| {
        json!({
            "Tree": { "oneOf": [leaf, { "type": "array", "items": reference("Tree") }, reference("Pair")] },
            "Pair": { "anyOf": [{ "type": "object", "properties": { "left": reference("Tree"), "right": reference("Pair") }, "required": ["left"] },
                                { "type": "object", "properties": { "up": reference("Tree") }, "required": ["up"] }] },
        })
    };
    let wide = tree(json!({ "type": "string" }));
    let narrow = tree(json!({ "type": "string", "maxLength": 3 }));
    let report = judged(
        document(reference("Tree"), wide.clone()),
        document(reference("Tree"), narrow),
    );
    assert_eq!(report.operations[0].request, Verdict::Breaking);
    let same = judged(
        document(reference("Tree"), wide.clone()),
        document(json!({ "allOf": [reference("Tree")] }), wide),
    );
    assert_ne!(same.verdict, Verdict::Breaking);
}

#[test]
fn a_schema_that_only_refers_to_itself_ends() {
    let circle = json!({ "A": reference("B"), "B": reference("A"), "C": { "allOf": [reference("C"), { "type": "string" }] }, "D": { "not": reference("D") } });
    for name in ["A", "C", "D"] {
        let other = document(json!({ "type": "string" }), circle.clone());
        judged(document(reference(name), circle.clone()), other.clone());
        judged(other, document(reference(name), circle.clone()));
    }
}

#[test]
fn enums_of_ten_thousand_values_end() {
    let values = |from: usize, to: usize| {
        (from..to)
            .map(|number| json!(format!("value{number}")))
            .collect::<Value>()
    };
    let old = document(
        json!({ "type": "string", "enum": values(0, 10_000) }),
        json!({}),
    );
    let new = document(
        json!({ "type": "string", "enum": values(1, 10_001) }),
        json!({}),
    );
    let report = judged(old, new);
    assert_eq!(report.operations[0].findings.len(), 5);
}

#[test]
fn unions_of_a_thousand_members_end() {
    let members = |count: usize, extra: &str| {
        let member = |number: usize| json!({ "type": "object", "properties": { "kind": { "type": "string", "enum": [format!("kind{number}")] }, extra: { "type": "string" } }, "required": ["kind"] });
        json!({ "oneOf": (0..count).map(member).collect::<Vec<_>>() })
    };
    let report = judged(
        document(members(1000, "a"), json!({})),
        document(members(1001, "a"), json!({})),
    );
    assert_eq!(report.operations[0].request, Verdict::Compatible);
    assert_eq!(report.operations[0].response, Verdict::Breaking);
    let untagged = |count: usize| json!({ "oneOf": (0..count).map(|number| json!({ "type": "integer", "minimum": number })).collect::<Vec<_>>() });
    judged(
        document(untagged(300), json!({})),
        document(untagged(301), json!({})),
    );
}

#[test]
fn nesting_of_a_thousand_levels_ends() {
    let mut chain = Map::new();
    for level in 0..1000 {
        chain.insert(format!("L{level}"), json!({ "type": "object", "properties": { "a": reference(&format!("L{}", level + 1)) }, "required": ["a"] }));
    }
    let with = |leaf: Value| {
        let mut chain = chain.clone();
        chain.insert("L1000".to_owned(), leaf);
        document(reference("L0"), Value::Object(chain))
    };
    let report = judged(
        with(json!({ "type": "string" })),
        with(json!({ "type": "integer" })),
    );
    assert_eq!(report.verdict, Verdict::Breaking);

    let nested = |leaf: Value| {
        (0..200).fold(
            leaf,
            |inner, _| json!({ "type": "object", "properties": { "a": inner }, "required": ["a"] }),
        )
    };
    judged(
        document(nested(json!({ "type": "string" })), json!({})),
        document(nested(json!({ "type": "boolean" })), json!({})),
    );

    let too_deep = (0..1000).fold(
        json!({ "type": "string" }),
        |inner, _| json!({ "items": inner }),
    );
    assert!(
        Document::parse(document(too_deep, json!({})))
            .unwrap_err()
            .to_string()
            .contains("nested deeper")
    );
}

#[test]
fn exponential_intersections_end() {
    let mut components = Map::new();
    for level in 0..40 {
        let next = reference(&format!("L{}", level + 1));
        components.insert(format!("L{level}"), json!({ "allOf": [{ "anyOf": [next, { "minLength": level }] }, { "oneOf": [next, { "maxLength": level }] }] }));
    }
    let with = |leaf: Value| {
        let mut components = components.clone();
        components.insert("L40".to_owned(), leaf);
        document(reference("L0"), Value::Object(components))
    };
    judged(
        with(json!({ "type": "string" })),
        with(json!({ "type": "string", "maxLength": 5 })),
    );
}

#[test]
fn unions_of_unlike_objects_end() {
    let members = |bound: usize| {
        let member = |number: usize| json!({ "type": "object", "properties": { format!("p{}", number % 7): { "type": "integer", "minimum": number }, format!("p{}", number % 5): { "type": "integer", "maximum": bound } } });
        json!({ "anyOf": (0..40).map(member).collect::<Vec<_>>() })
    };
    judged(
        document(members(100), json!({})),
        document(members(99), json!({})),
    );
}

fn any_json() -> impl Strategy<Value = Value> {
    let keys = prop::sample::select(vec![
        "type",
        "properties",
        "required",
        "enum",
        "items",
        "oneOf",
        "anyOf",
        "allOf",
        "not",
        "nullable",
        "additionalProperties",
        "minimum",
        "maxLength",
        "pattern",
        "format",
        "$ref",
        "default",
        "const",
        "if",
        "then",
        "discriminator",
        "propertyName",
        "mapping",
        "x-open",
        "readOnly",
        "prefixItems",
        "exclusiveMinimum",
        "multipleOf",
        "uniqueItems",
        "minItems",
        "parameters",
        "schema",
        "in",
        "name",
        "responses",
        "200",
        "content",
        "application/json",
        "headers",
        "requestBody",
        "security",
        "servers",
        "url",
        "style",
        "explode",
        "deprecated",
        "x-sunset",
    ]);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop::sample::select(vec![
            "string",
            "object",
            "array",
            "integer",
            "null",
            "date",
            "#/components/schemas/A",
            "#/components/schemas/B",
            "#",
            "a(",
            "query",
            ""
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((keys.clone(), inner), 0..5).prop_map(|members| members
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_document_makes_it_panic(a in any_json(), b in any_json(), operation in any_json(), schema in any_json()) {
        let of = |schema: &Value, first: &Value, second: &Value, extra: &Value| {
            let mut root = document(schema.clone(), json!({ "A": first, "B": second }));
            if let Value::Object(extra) = extra {
                for (key, value) in extra {
                    root["paths"]["/things"]["post"][key] = value.clone();
                }
            }
            root
        };
        let _ = Document::parse(a.clone());
        let (old, new) = (of(&schema, &a, &b, &Value::Null), of(&a, &b, &schema, &operation));
        if let (Ok(old), Ok(new)) = (Document::parse(old), Document::parse(new)) {
            let _ = old.operations().map(|operation| operation.fingerprint()).collect::<Vec<_>>();
            let _ = compare(&old, &new, &Options::default());
            let _ = compare(&new, &old, &Options::default());
        }
    }
}
