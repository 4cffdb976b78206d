//! The JSON Schemas that reports are held against.

use std::fs;

use jsonschema::Validator;
use serde_json::{Value, json};

use super::root;

/// Ours, of `diff`.
pub(crate) fn diff() -> Validator {
    compiled(&read("docs/schemas/diff.schema.json"))
}

/// Ours, of `check`, which refers to the other.
pub(crate) fn check() -> Validator {
    let mut schema = read("docs/schemas/check.schema.json");
    schema["$defs"]["diff"] = read("docs/schemas/diff.schema.json");
    compiled(&schema)
}

/// SARIF's own.
pub(crate) fn sarif() -> Validator {
    let mut schema = read("codegen/tests/sarif-2.1.0/schema.json");
    // Its pattern has a bracket too many, so it is no regular expression; our reports name no language.
    for place in ["run", "toolComponent"] {
        let pointer = format!("/definitions/{place}/properties/language");
        let language = schema.pointer_mut(&pointer).and_then(Value::as_object_mut);
        let pattern = language.and_then(|language| language.remove("pattern"));
        assert!(pattern.is_some(), "a {place} may have a language");
    }
    compiled(&schema)
}

fn read(path: &str) -> Value {
    let text = fs::read_to_string(root().join(path)).expect("the schema is there");
    serde_json::from_str(&text).expect("a schema is JSON")
}

fn compiled(schema: &Value) -> Validator {
    jsonschema::options()
        .should_validate_formats(true)
        .build(schema)
        .expect("the schema is one")
}

/// Panics with every place that disagrees.
pub(crate) fn assert_valid(schema: &Validator, report: &Value) {
    let errors: Vec<String> = schema
        .iter_errors(report)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert_eq!(json!(errors), json!([]), "{report:#}");
}
