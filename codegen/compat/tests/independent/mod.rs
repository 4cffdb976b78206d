#![allow(missing_docs, reason = "test support")]
#![allow(dead_code, reason = "each test uses its part")]
//! The independent opinion: schemas of OpenAPI 3.0 as JSON Schema, validated by the `jsonschema` crate with formats asserted.

use serde_json::{Map, Value, json};

/// Which way the validated documents travel.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From client to server.
    Request,
    /// From server to client.
    Response,
}

/// Whether `instance` is valid against a schema of this OpenAPI document.
pub fn is_valid(root: &Value, schema: &Value, way: Way, instance: &Value) -> bool {
    validator(root, schema, way).is_valid(instance)
}

/// A validator for a schema of an OpenAPI document.
pub fn validator(root: &Value, schema: &Value, way: Way) -> jsonschema::Validator {
    let mut converted = convert(schema, way);
    if let Value::Object(members) = &mut converted {
        let definitions = reached(root, schema, |schema| convert(schema, way));
        if members.contains_key("$ref") {
            *members =
                Map::from_iter([("allOf".to_owned(), json!([Value::Object(members.clone())]))]);
        }
        members.insert("components".to_owned(), json!({ "schemas": definitions }));
    }
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .should_validate_formats(true)
        .build(&converted)
        .unwrap_or_else(|error| panic!("{error}: {converted}"))
}

/// The named schemas that a schema leads to, converted.
fn reached(root: &Value, schema: &Value, convert: impl Fn(&Value) -> Value) -> Map<String, Value> {
    let mut found = Map::new();
    let mut open = vec![schema];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => {
                let name = members
                    .get("$ref")
                    .and_then(Value::as_str)
                    .and_then(|reference| reference.rsplit('/').next());
                let target = name
                    .and_then(|name| Some((name, root.pointer("/components/schemas")?.get(name)?)));
                if let Some((name, target)) = target
                    && !found.contains_key(name)
                {
                    found.insert(name.to_owned(), convert(target));
                    open.push(target);
                }
                open.extend(members.values());
            }
            _ => {}
        }
    }
    found
}

fn convert(schema: &Value, way: Way) -> Value {
    let Value::Object(members) = schema else {
        return schema.clone();
    };
    if let Some(reference) = members.get("$ref") {
        return json!({ "$ref": reference });
    }
    let mut out = Map::new();
    for (key, value) in members {
        let converted = match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => Value::Object(
                properties
                    .iter()
                    .map(|(name, property)| (name.clone(), convert(property, way)))
                    .collect(),
            ),
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(list)) => {
                list.iter().map(|item| convert(item, way)).collect()
            }
            ("items" | "not" | "additionalProperties" | "if" | "then" | "else", _) => {
                convert(value, way)
            }
            ("required", Value::Array(names)) => {
                let travels = |name: &&Value| {
                    !members
                        .get("properties")
                        .and_then(|all| all.get(name.as_str()?))
                        .is_some_and(|property| stays(property, way))
                };
                distinct(names.iter().filter(travels))
            }
            (
                "nullable" | "discriminator" | "default" | "example" | "exclusiveMinimum"
                | "exclusiveMaximum" | "minimum" | "maximum",
                _,
            ) => continue,
            _ => value.clone(),
        };
        out.insert(key.clone(), converted);
    }
    for (bound, exclusive) in [
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ] {
        match (members.get(bound), members.get(exclusive)) {
            (Some(limit), Some(Value::Bool(true))) => {
                _ = out.insert(exclusive.to_owned(), limit.clone())
            }
            (limit, number) => {
                out.extend(limit.map(|limit| (bound.to_owned(), limit.clone())));
                out.extend(
                    number
                        .filter(|number| number.is_number())
                        .map(|number| (exclusive.to_owned(), number.clone())),
                );
            }
        }
    }
    let range: Option<(i64, i64)> = match members.get("format").and_then(Value::as_str) {
        Some("int32") => Some((i32::MIN.into(), i32::MAX.into())),
        Some("uint32") => Some((0, u32::MAX.into())),
        Some("int64") => Some((i64::MIN, i64::MAX)),
        _ => None,
    };
    if let Some((least, most)) = range {
        let bounds = json!({ "minimum": least, "maximum": most });
        let flags: Vec<_> = ["readOnly", "writeOnly"]
            .iter()
            .filter_map(|key| out.remove_entry(*key))
            .collect();
        out = Map::from_iter([("allOf".to_owned(), json!([bounds, Value::Object(out)]))]);
        out.extend(flags);
    }
    if members.get("nullable") == Some(&Value::Bool(true)) {
        let flags: Vec<_> = ["readOnly", "writeOnly"]
            .iter()
            .filter_map(|key| out.remove_entry(*key))
            .collect();
        let mut wrapped = Map::from_iter(flags);
        wrapped.insert(
            "anyOf".to_owned(),
            json!([{ "type": "null" }, Value::Object(out)]),
        );
        return Value::Object(wrapped);
    }
    Value::Object(out)
}

/// The document as one reads it who lets what is declared open (`x-open`) grow: unknown values and unknown tags pass.
pub fn opened(value: &Value) -> Value {
    match value {
        Value::Array(items) => items.iter().map(opened).collect(),
        Value::Object(members) => {
            let mut out: Map<String, Value> = members
                .iter()
                .map(|(key, member)| (key.clone(), opened(member)))
                .collect();
            if members.get("x-open") != Some(&Value::Bool(true)) {
                return Value::Object(out);
            }
            out.remove("enum");
            match out.remove("oneOf") {
                None => Value::Object(out),
                Some(union) => json!({ "anyOf": [{ "oneOf": union }, growth(&union)] }),
            }
        }
        other => other.clone(),
    }
}

/// Members of a tagged union that are not known yet.
fn growth(union: &Value) -> Value {
    let known = |tag: &String| -> Option<Vec<Value>> {
        let members = union.as_array()?.iter();
        members
            .map(|member| member["properties"][tag]["enum"].get(0).cloned())
            .collect()
    };
    let tags = union[0]["properties"].as_object();
    let tag = tags
        .into_iter()
        .flat_map(|tags| tags.keys())
        .find_map(|tag| Some((tag, known(tag)?)));
    tag.map_or(json!({}), |(tag, known)| {
        json!({ "type": "object", "required": [tag],
            "properties": { tag: { "type": "string", "not": { "enum": known } } } })
    })
}

fn stays(property: &Value, way: Way) -> bool {
    let keyword = if way == Way::Request {
        "readOnly"
    } else {
        "writeOnly"
    };
    property.get(keyword) == Some(&Value::Bool(true))
}

/// A validator for what a writer of the schema writes: nothing that is not declared.
pub fn closed_validator(root: &Value, schema: &Value, way: Way) -> jsonschema::Validator {
    let mut converted = closed(&convert(schema, way), way, true);
    if let Value::Object(members) = &mut converted {
        let definitions = reached(root, schema, |schema| {
            closed(&convert(schema, way), way, false)
        });
        if members.contains_key("$ref") {
            *members = Map::from_iter([
                ("allOf".to_owned(), json!([Value::Object(members.clone())])),
                ("unevaluatedProperties".to_owned(), json!(false)),
            ]);
        }
        members.insert("components".to_owned(), json!({ "schemas": definitions }));
    }
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .should_validate_formats(true)
        .build(&converted)
        .unwrap_or_else(|error| panic!("{error}: {converted}"))
}

fn closed(schema: &Value, way: Way, is_place: bool) -> Value {
    let Value::Object(members) = schema else {
        return schema.clone();
    };
    let mut out = Map::new();
    for (key, value) in members {
        let converted = match (key.as_str(), value) {
            ("properties", Value::Object(properties)) => {
                let mut all: Map<String, Value> = Map::new();
                for (name, property) in properties {
                    let written = if stays(property, way) {
                        json!(false)
                    } else {
                        closed(property, way, true)
                    };
                    all.insert(name.clone(), written);
                }
                Value::Object(all)
            }
            ("allOf" | "anyOf" | "oneOf", Value::Array(list)) => {
                list.iter().map(|item| closed(item, way, false)).collect()
            }
            ("items" | "additionalProperties", _) => closed(value, way, true),
            _ => value.clone(),
        };
        out.insert(key.clone(), converted);
    }
    if let Some(Value::Array(required)) = members.get("required") {
        let properties = out.entry("properties").or_insert_with(|| json!({}));
        for name in required.iter().filter_map(Value::as_str) {
            if properties.get(name).is_none() {
                let other = members
                    .get("additionalProperties")
                    .cloned()
                    .unwrap_or(json!(true));
                properties[name] = closed(&other, way, true);
            }
        }
    }
    let is_silent = [
        "type",
        "properties",
        "required",
        "additionalProperties",
        "allOf",
        "anyOf",
        "oneOf",
        "$ref",
    ]
    .iter()
    .all(|key| !members.contains_key(*key));
    if is_place && !is_silent {
        out.insert("unevaluatedProperties".to_owned(), json!(false));
    }
    Value::Object(out)
}

fn distinct<'list>(values: impl Iterator<Item = &'list Value>) -> Value {
    let mut kept: Vec<Value> = Vec::new();
    for value in values {
        if !kept.contains(value) {
            kept.push(value.clone());
        }
    }
    Value::Array(kept)
}

/// All schemas of a large document, converted once.
pub struct Definitions {
    root: Value,
    way: Way,
}

impl Definitions {
    /// Converts the components of a document.
    pub fn new(root: &Value, way: Way) -> Self {
        let components = root
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        let definitions: Map<String, Value> = components
            .into_iter()
            .flatten()
            .map(|(name, schema)| (name.clone(), convert(schema, way)))
            .collect();
        Self {
            root: json!({ "components": { "schemas": definitions } }),
            way,
        }
    }

    /// Whether `instance` is valid against a schema of the document.
    pub fn is_valid(&self, schema: &Value, instance: &Value) -> bool {
        let converted = convert(schema, self.way);
        let needed = reached(&self.root, &converted, Value::clone);
        let whole = json!({ "allOf": [converted], "components": { "schemas": needed } });
        jsonschema::options()
            .with_draft(jsonschema::Draft::Draft202012)
            .should_validate_formats(true)
            .build(&whole)
            .unwrap_or_else(|error| panic!("{error}"))
            .is_valid(instance)
    }
}
