//! Every single edit of a document: fields and parameters dropped, added, retyped, made required or optional, bounds
//! moved, formats and patterns dropped, values, union members, answers, bodies and operations added or dropped.

use serde_json::{Value, json};

/// A document with one edit.
pub struct Mutation {
    /// Where, and what.
    pub name: String,
    /// The edited document.
    pub document: Value,
}

fn pointers(value: &Value, at: String, found: &mut Vec<String>) {
    let inner = |key: &str| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
    match value {
        Value::Object(members) => {
            found.push(at.clone());
            for (key, member) in members {
                pointers(member, inner(key), found);
            }
        }
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                pointers(item, inner(&position.to_string()), found);
            }
        }
        _ => {}
    }
}

/// Each of them.
pub fn mutations(root: &Value) -> Vec<Mutation> {
    let mut places = Vec::new();
    pointers(root, String::new(), &mut places);
    let mut found = Vec::new();
    for place in &places {
        let Some(Value::Object(members)) = root.pointer(place) else {
            continue;
        };
        let mut say = |what: String, change: &dyn Fn(&mut Value)| {
            let mut document = root.clone();
            change(document.pointer_mut(place).unwrap());
            found.push(Mutation {
                name: format!("{place}: {what}"),
                document,
            });
        };
        if let Some(Value::Object(properties)) = members.get("properties") {
            for name in properties.keys() {
                say(format!("drop {name}"), &|schema| {
                    schema["properties"].as_object_mut().unwrap().remove(name);
                    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut)
                    {
                        required.retain(|own| own != name);
                    }
                });
                say(format!("retype {name}"), &|schema| {
                    let is_boolean = schema["properties"][name]["type"] == "boolean";
                    schema["properties"][name] =
                        json!({ "type": if is_boolean { "string" } else { "boolean" } });
                });
                say(format!("toggle required {name}"), &|schema| {
                    let mut required = schema
                        .get("required")
                        .and_then(Value::as_array)
                        .cloned()
                        .unwrap_or_default();
                    match required.iter().position(|own| own == name) {
                        Some(position) => _ = required.remove(position),
                        None => required.push(json!(name)),
                    }
                    schema["required"] = json!(required);
                });
                say(format!("null for {name}"), &|schema| {
                    let property = schema["properties"][name].clone();
                    schema["properties"][name] = json!({ "allOf": [property], "nullable": true });
                });
            }
            say("add an optional property".to_owned(), &|schema| {
                schema["properties"]["brandNew"] = json!({ "type": "string" })
            });
            say("add a required property".to_owned(), &|schema| {
                schema["properties"]["brandNew"] = json!({ "type": "string" });
                let mut required = schema
                    .get("required")
                    .and_then(Value::as_array)
                    .cloned()
                    .unwrap_or_default();
                required.push(json!("brandNew"));
                schema["required"] = json!(required);
            });
        }
        for key in [
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
        ] {
            if let Some(bound) = members.get(key).and_then(Value::as_i64) {
                say(format!("raise {key}"), &|schema| {
                    schema[key] = json!(bound.saturating_add(1))
                });
                say(format!("lower {key}"), &|schema| {
                    schema[key] = json!(if key.len() == 7 {
                        bound.saturating_sub(1)
                    } else {
                        (bound - 1).max(0)
                    })
                });
                say(format!("drop {key}"), &|schema| {
                    _ = schema.as_object_mut().unwrap().remove(key)
                });
            }
        }
        for key in ["enum", "oneOf", "anyOf"] {
            if let Some(Value::Array(list)) = members.get(key) {
                for position in 0..list.len() {
                    say(format!("drop {key} {position}"), &|schema| {
                        _ = schema[key].as_array_mut().unwrap().remove(position)
                    });
                }
                let new = match key {
                    "enum" => json!("brand_new"),
                    _ => {
                        json!({ "type": "object", "properties": { "brandNew": { "type": "boolean" } }, "required": ["brandNew"] })
                    }
                };
                say(format!("add to {key}"), &|schema| {
                    schema[key].as_array_mut().unwrap().push(new.clone())
                });
            }
        }
        if let Some(Value::Array(parameters)) = members.get("parameters") {
            for position in 0..parameters.len() {
                say(format!("drop parameter {position}"), &|operation| {
                    _ = operation["parameters"]
                        .as_array_mut()
                        .unwrap()
                        .remove(position)
                });
                say(
                    format!("toggle required parameter {position}"),
                    &|operation| {
                        let parameter = &mut operation["parameters"][position];
                        let is_required = parameter.get("required") == Some(&json!(true));
                        if parameter["in"] != "path" {
                            parameter["required"] = json!(!is_required);
                        }
                    },
                );
                say(format!("retype parameter {position}"), &|operation| {
                    let parameter = &mut operation["parameters"][position];
                    parameter["schema"] = json!({ "type": "boolean" });
                });
            }
            for is_required in [false, true] {
                say(
                    format!("add a parameter, required: {is_required}"),
                    &|operation| {
                        operation["parameters"].as_array_mut().unwrap().push(json!({
                            "in": "query", "name": "brandNew", "required": is_required,
                            "schema": { "type": "string", "maxLength": 9 },
                        }));
                    },
                );
            }
        }
        for key in ["format", "pattern", "additionalProperties", "x-open"] {
            if members.get(key).is_some_and(|value| !value.is_object()) {
                say(format!("drop {key}"), &|schema| {
                    _ = schema.as_object_mut().unwrap().remove(key)
                });
            }
        }
        if members.contains_key("properties") && !members.contains_key("additionalProperties") {
            say("refuse further properties".to_owned(), &|schema| {
                schema["additionalProperties"] = json!(false)
            });
        }
        if let (Some(_), Some(Value::Object(responses))) =
            (members.get("operationId"), members.get("responses"))
        {
            for status in responses.keys() {
                say(format!("drop response {status}"), &|operation| {
                    _ = operation["responses"]
                        .as_object_mut()
                        .unwrap()
                        .remove(status)
                });
            }
            say("deprecate".to_owned(), &|operation| {
                operation["deprecated"] = json!(true)
            });
        }
        if members.contains_key("requestBody") {
            say("make the body optional".to_owned(), &|operation| {
                operation["requestBody"]["required"] = json!(false)
            });
            say("drop the body".to_owned(), &|operation| {
                _ = operation.as_object_mut().unwrap().remove("requestBody")
            });
        }
        if members.contains_key("operationId") && members.contains_key("responses") {
            let method = place.rsplit('/').next().unwrap().to_owned();
            let item = place[..place.len() - method.len() - 1].to_owned();
            let mut document = root.clone();
            document
                .pointer_mut(&item)
                .unwrap()
                .as_object_mut()
                .unwrap()
                .remove(&method);
            found.push(Mutation {
                name: format!("{place}: drop the operation"),
                document,
            });
        }
    }
    found
}
