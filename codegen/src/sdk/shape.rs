//! Shapes a document for progenitor, which takes some of what it reads further than a site wants.
//!
//! Limits are the server's to enforce, and it says which value broke which. Left in, `pattern` and lengths would
//! turn every string into a newtype of its own that needs a regular expression engine, and `minimum: 1` an integer
//! into a `NonZeroU32`. Examples would be parsed for nothing. A header that says what a query parameter says as well
//! would be a second method of the same name.

use serde_json::{Map, Value};

const LIMITS: [&str; 8] = [
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
];
const EXAMPLES: [&str; 2] = ["example", "examples"];
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The document as progenitor is to see it.
#[must_use]
pub fn for_progenitor(document: &Value) -> Value {
    let mut document = document.clone();
    if let Some(components) = object(&mut document, "components") {
        each(components, "schemas", schema);
        each(components, "parameters", parameter);
        each(components, "requestBodies", body);
        each(components, "responses", body);
        each(components, "headers", parameter);
    }
    each_of(&mut document, "paths", |item| {
        list(item, "parameters", parameter);
        for method in METHODS {
            if let Some(operation) = item.get_mut(method) {
                list(operation, "parameters", parameter);
                drop_headers_said_twice(operation);
                if let Some(request) = operation.get_mut("requestBody") {
                    body(request);
                }
                each_of(operation, "responses", body);
            }
        }
    });
    document
}

fn parameter(parameter: &mut Value) {
    remove(parameter, &EXAMPLES);
    if let Some(inner) = parameter.get_mut("schema") {
        schema(inner);
    }
}

fn drop_headers_said_twice(operation: &mut Value) {
    let Some(parameters) = operation
        .get_mut("parameters")
        .and_then(Value::as_array_mut)
    else {
        return;
    };
    let is_header = |parameter: &Value| parameter.get("in").is_some_and(|place| place == "header");
    let others: Vec<String> = parameters
        .iter()
        .filter(|parameter| !is_header(parameter))
        .filter_map(plain_name)
        .collect();
    parameters.retain(|parameter| {
        !is_header(parameter) || plain_name(parameter).is_none_or(|name| !others.contains(&name))
    });
}

/// `lasteventid` for `lastEventId` and for `Last-Event-ID`.
fn plain_name(parameter: &Value) -> Option<String> {
    let name = parameter.get("name")?.as_str()?;
    Some(name.replace(['-', '_'], "").to_lowercase())
}

fn body(body: &mut Value) {
    each_of(body, "headers", parameter);
    each_of(body, "content", |media| {
        remove(media, &EXAMPLES);
        if let Some(inner) = media.get_mut("schema") {
            schema(inner);
        }
    });
}

fn schema(value: &mut Value) {
    remove(value, &LIMITS);
    remove(value, &EXAMPLES);
    each_of(value, "properties", schema);
    for members in ["allOf", "oneOf", "anyOf"] {
        list(value, members, schema);
    }
    for inner in ["items", "additionalProperties", "not"] {
        if let Some(inner) = value.get_mut(inner) {
            schema(inner);
        }
    }
}

fn remove(value: &mut Value, keys: &[&str]) {
    if let Some(object) = value.as_object_mut() {
        object.retain(|key, _| !keys.contains(&key.as_str()));
    }
}

fn object<'a>(value: &'a mut Value, key: &str) -> Option<&'a mut Map<String, Value>> {
    value.get_mut(key)?.as_object_mut()
}

fn each(object: &mut Map<String, Value>, key: &str, change: impl FnMut(&mut Value)) {
    if let Some(members) = object.get_mut(key).and_then(Value::as_object_mut) {
        members.values_mut().for_each(change);
    }
}

fn each_of(value: &mut Value, key: &str, change: impl FnMut(&mut Value)) {
    if let Some(object) = value.as_object_mut() {
        each(object, key, change);
    }
}

fn list(value: &mut Value, key: &str, change: impl FnMut(&mut Value)) {
    if let Some(items) = value.get_mut(key).and_then(Value::as_array_mut) {
        items.iter_mut().for_each(change);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::for_progenitor;

    #[test]
    fn limits_go_and_the_shape_stays() {
        let shaped = for_progenitor(&json!({ "components": { "schemas": { "Code": {
            "type": "object",
            "properties": { "code": { "type": "string", "pattern": "^[0-9]{6}$", "maxLength": 6 } },
            "required": ["code"],
        } } } }));
        assert_eq!(
            shaped.pointer("/components/schemas/Code"),
            Some(&json!({
                "type": "object",
                "properties": { "code": { "type": "string" } },
                "required": ["code"],
            }))
        );
    }

    #[test]
    fn properties_called_like_limits_stay() {
        let schema = json!({ "type": "object", "properties": {
            "pattern": { "type": "string" }, "minimum": { "type": "integer" }, "example": { "type": "string" },
        } });
        let document = json!({ "components": { "schemas": { "Rule": schema } } });
        assert_eq!(for_progenitor(&document), document);
    }

    #[test]
    fn a_header_that_repeats_a_query_parameter_goes() {
        let query = json!({ "in": "query", "name": "lastEventId" });
        let key = json!({ "in": "header", "name": "Idempotency-Key" });
        let shaped = for_progenitor(&json!({ "paths": { "/events": { "get": {
            "parameters": [query, { "in": "header", "name": "Last-Event-ID" }, key],
        } } } }));
        assert_eq!(
            shaped.pointer("/paths/~1events/get/parameters"),
            Some(&json!([query, key]))
        );
    }

    #[test]
    fn examples_of_bodies_and_limits_of_parameters_go() {
        let shaped = for_progenitor(&json!({ "paths": { "/things": { "post": {
            "parameters": [{ "in": "query", "name": "limit", "schema": { "type": "integer", "minimum": 1 } }],
            "requestBody": { "content": { "application/json": { "schema": { "type": "string" }, "example": "x" } } },
        } } } }));
        assert_eq!(
            shaped.pointer("/paths/~1things/post"),
            Some(&json!({
                "parameters": [{ "in": "query", "name": "limit", "schema": { "type": "integer" } }],
                "requestBody": { "content": { "application/json": { "schema": { "type": "string" } } } },
            }))
        );
    }
}
