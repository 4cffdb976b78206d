//! Adds to an emitted document what dropshot cannot say.

use serde_json::{Map, Value, json};

use super::{OPEN_COMPONENTS, SECRET_COMPONENTS, media, security};
use crate::examples;

const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// Completes the document in place.
pub(super) fn complete(document: &mut Value) {
    merge_documented_enums(document);
    say_nothing_one_way(document);
    drop_unused_tags(document);
    security::declare(document);
    for operation in operations(document) {
        security::require(operation);
        media::rename(operation);
        describe_responses(operation);
        add_examples(operation);
    }
    if let Some(error) = document.pointer_mut("/components/responses/ErrorBody") {
        set(
            error,
            "description",
            json!("A failure; `error.code` says which."),
        );
        set(
            error,
            "headers",
            json!({
                "Nexus-Contract": { "$ref": "#/components/headers/NexusContract" },
                "Retry-After": { "$ref": "#/components/headers/RetryAfter" },
            }),
        );
        add_media_examples(error);
    }
    mark(document, OPEN_COMPONENTS, "x-open");
    mark(document, SECRET_COMPONENTS, "x-secret");
    if let Some(components) = document.pointer_mut("/components") {
        set(
            components,
            "headers",
            json!({
                "NexusContract": {
                    "description": "The server's contract version and its fingerprint of this operation.",
                    "required": true,
                    "schema": { "type": "string" },
                },
                "RetryAfter": {
                    "description": "Seconds after which to try again, where that helps.",
                    "schema": { "type": "integer", "minimum": 1, "maximum": crate::limits::RETRY_SECONDS },
                },
            }),
        );
    }
}

/// The operations of a document, in the order of its paths.
fn operations(document: &mut Value) -> impl Iterator<Item = &mut Value> {
    document
        .get_mut("paths")
        .and_then(Value::as_object_mut)
        .into_iter()
        .flat_map(|paths| paths.values_mut())
        .filter_map(Value::as_object_mut)
        .flat_map(|path| path.iter_mut())
        .filter(|(method, _)| METHODS.contains(&method.as_str()))
        .map(|(_, operation)| operation)
}

fn mark(document: &mut Value, components: &[&str], extension: &str) {
    for name in components {
        if let Some(component) = document.pointer_mut(&format!("/components/schemas/{name}")) {
            set(component, extension, json!(true));
        }
    }
}

fn set(value: &mut Value, key: &str, entry: Value) {
    if let Some(object) = value.as_object_mut() {
        object.insert(key.to_owned(), entry);
    }
}

fn describe_responses(operation: &mut Value) {
    let Some(responses) = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut)
    else {
        return;
    };
    for response in responses
        .values_mut()
        .filter(|response| response.get("$ref").is_none())
    {
        set(
            response,
            "headers",
            json!({ "Nexus-Contract": { "$ref": "#/components/headers/NexusContract" } }),
        );
    }
}

fn add_examples(operation: &mut Value) {
    if let Some(body) = operation.get_mut("requestBody") {
        add_media_examples(body);
    }
    let responses = operation
        .get_mut("responses")
        .and_then(Value::as_object_mut);
    for response in responses.into_iter().flat_map(Map::values_mut) {
        add_media_examples(response);
    }
}

fn add_media_examples(holder: &mut Value) {
    let content = holder.get_mut("content").and_then(Value::as_object_mut);
    for media in content.into_iter().flat_map(Map::values_mut) {
        let component = media
            .pointer("/schema/$ref")
            .and_then(Value::as_str)
            .and_then(|reference| reference.rsplit('/').next());
        if let Some(example) = component.and_then(examples::of) {
            set(media, "example", example);
        }
    }
}

/// schemars writes an enum whose values are documented as a union of one-value enums. Every reader
/// of OpenAPI understands a plain enum better, so the values' prose moves into its description.
fn merge_documented_enums(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if let Some((values, prose)) = documented_enum(object) {
                object.remove("oneOf");
                object.insert("type".to_owned(), json!("string"));
                object.insert("enum".to_owned(), json!(values));
                let description = object
                    .get("description")
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                object.insert(
                    "description".to_owned(),
                    json!(format!("{description}\n\n{prose}")),
                );
            }
            object.values_mut().for_each(merge_documented_enums);
        }
        Value::Array(items) => items.iter_mut().for_each(merge_documented_enums),
        _ => {}
    }
}

fn documented_enum(object: &Map<String, Value>) -> Option<(Vec<String>, String)> {
    let mut values = Vec::new();
    let mut prose = Vec::new();
    for member in object.get("oneOf")?.as_array()? {
        let [value] = member.get("enum")?.as_array()?.as_slice() else {
            return None;
        };
        let value = value.as_str()?.to_owned();
        let description = member
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default();
        prose.push(format!("- `{value}`: {description}"));
        values.push(value);
    }
    Some((values, prose.join("\n")))
}

/// An optional value is left out, never null: generated clients cannot tell the two apart.
fn say_nothing_one_way(value: &mut Value) {
    match value {
        Value::Object(object) => {
            if object.get("nullable") == Some(&Value::Bool(true)) {
                object.remove("nullable");
            }
            object.values_mut().for_each(say_nothing_one_way);
        }
        Value::Array(items) => items.iter_mut().for_each(say_nothing_one_way),
        _ => {}
    }
}

/// Unpublished operations have a tag like all others; a document without them has no use for it.
fn drop_unused_tags(document: &mut Value) {
    let used: Vec<Value> = operations(document)
        .filter_map(|operation| operation.pointer("/tags/0").cloned())
        .collect();
    if let Some(tags) = document.get_mut("tags").and_then(Value::as_array_mut) {
        tags.retain(|tag| tag.get("name").is_some_and(|name| used.contains(name)));
    }
}
