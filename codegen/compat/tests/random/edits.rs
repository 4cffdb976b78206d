//! One random edit of a schema, of the kinds that people make.

use serde_json::{Value, json};

use super::Chance;
use super::schemas::{NAMES, scalar, schema};

/// Changes one place of a schema or of the components.
pub fn edit(chance: &mut Chance, document: &mut Value) {
    let mut places = Vec::new();
    collect(document, String::new(), true, &mut places);
    let place = chance.pick(&places).clone();
    if let Some(target) = document.pointer_mut(&place) {
        change(chance, target);
    }
}

fn collect(value: &Value, at: String, is_map: bool, places: &mut Vec<String>) {
    let Value::Object(members) = value else {
        return;
    };
    if !is_map {
        places.push(at.clone());
    }
    for (key, member) in members {
        let inner = format!("{at}/{key}");
        match (is_map, key.as_str(), member) {
            (true, _, _) => collect(member, inner, false, places),
            (_, "properties", _) => collect(member, inner, true, places),
            (_, "items" | "additionalProperties" | "not", _) => {
                collect(member, inner, false, places)
            }
            (_, "allOf" | "anyOf" | "oneOf", Value::Array(list)) => {
                for (position, item) in list.iter().enumerate() {
                    collect(item, format!("{inner}/{position}"), false, places);
                }
            }
            _ => {}
        }
    }
}

fn change(chance: &mut Chance, target: &mut Value) {
    let copy = target.clone();
    match chance.below(16) {
        0 => *target = schema(chance, 1),
        1 => *target = scalar(chance),
        2 => *target = json!({ "allOf": [copy] }),
        3 => *target = json!({ "anyOf": [copy, scalar(chance)] }),
        4 => *target = json!({ "oneOf": [copy, { "type": "boolean" }] }),
        5 if copy.get("$ref").is_none() => {
            target["nullable"] = json!(copy.get("nullable").is_none())
        }
        6 => toggle_required(chance, target),
        7 => move_bound(chance, target),
        8 => edit_list(chance, target, "enum", json!("rescheduled")),
        9 => {
            let member = schema(chance, 1);
            let key = *chance.pick(&["oneOf", "anyOf"]);
            edit_list(chance, target, key, member);
        }
        10 => rename(chance, target),
        11 => drop_or_add(chance, target),
        12 if copy.get("type") == Some(&json!("object")) => {
            let rule = chance
                .pick(&[json!(true), json!(false), json!({ "type": "string" })])
                .clone();
            target["additionalProperties"] = rule;
        }
        13 if copy.get("$ref").is_none() => target["description"] = json!("Reworded."),
        14 if copy.get("oneOf").is_some() => *target = json!({ "anyOf": copy["oneOf"] }),
        15 if copy.get("type") == Some(&json!("integer")) => target["type"] = json!("number"),
        _ => move_bound(chance, target),
    }
}

fn toggle_required(chance: &mut Chance, target: &mut Value) {
    let Some(names) = target.get("properties").and_then(Value::as_object) else {
        return;
    };
    let Some(name) = names.keys().nth(chance.below(names.len())).cloned() else {
        return;
    };
    if let Some(Value::Array(required)) = target.get_mut("required") {
        match required.iter().position(|own| *own == json!(name)) {
            Some(position) => _ = required.remove(position),
            None => required.push(json!(name)),
        }
    }
}

fn move_bound(chance: &mut Chance, target: &mut Value) {
    let keys: &[&str] = match target.get("type").and_then(Value::as_str) {
        Some("string") => &["minLength", "maxLength"],
        Some("integer" | "number") => &["minimum", "maximum"],
        Some("array") => &["minItems", "maxItems"],
        Some("object") => &["minProperties", "maxProperties"],
        _ => return,
    };
    let key = *chance.pick(keys);
    if let Value::Object(members) = target {
        match chance.below(3) {
            0 => _ = members.remove(key),
            _ => _ = members.insert(key.to_owned(), json!(chance.below(7))),
        }
    }
}

fn edit_list(chance: &mut Chance, target: &mut Value, key: &str, new: Value) {
    if let Some(Value::Array(list)) = target.get_mut(key) {
        if chance.happens(50) && list.len() > 1 {
            let position = chance.below(list.len());
            list.remove(position);
        } else {
            list.push(new);
        }
    }
}

fn rename(chance: &mut Chance, target: &mut Value) {
    let Some(Value::Object(properties)) = target.get_mut("properties") else {
        return;
    };
    let Some(name) = properties
        .keys()
        .nth(chance.below(properties.len()))
        .cloned()
    else {
        return;
    };
    let Some(property) = properties.remove(&name) else {
        return;
    };
    let new = *chance.pick(&NAMES);
    properties.insert(new.to_owned(), property);
    if let Some(Value::Array(required)) = target.get_mut("required") {
        for own in required.iter_mut().filter(|own| **own == json!(name)) {
            *own = json!(new);
        }
        required.dedup();
    }
}

fn drop_or_add(chance: &mut Chance, target: &mut Value) {
    let Some(Value::Object(properties)) = target.get_mut("properties") else {
        return;
    };
    if chance.happens(50) {
        properties.insert((*chance.pick(&NAMES)).to_owned(), schema(chance, 1));
    } else if let Some(name) = properties
        .keys()
        .nth(chance.below(properties.len()))
        .cloned()
    {
        properties.remove(&name);
        if let Some(Value::Array(required)) = target.get_mut("required") {
            required.retain(|own| *own != json!(name));
        }
    }
}
