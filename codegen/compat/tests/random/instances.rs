//! Random values that probably fit a schema, or just miss it.

use serde_json::{Map, Value, json};

use super::Chance;
use super::schemas::NAMES;

/// A value for a schema of the document `root`; a validator must say whether it fits.
pub fn instance(chance: &mut Chance, root: &Value, schema: &Value, depth: usize) -> Value {
    if depth > 30 {
        return Value::Null;
    }
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let target = reference
            .strip_prefix('#')
            .and_then(|pointer| root.pointer(pointer))
            .unwrap_or(&Value::Null);
        return instance(chance, root, target, depth + 1);
    }
    if schema.get("nullable") == Some(&json!(true)) && chance.happens(20) || chance.happens(2) {
        return Value::Null;
    }
    for key in ["oneOf", "anyOf"] {
        if let Some(Value::Array(members)) = schema.get(key)
            && !members.is_empty()
        {
            let (one, other) = (chance.pick(members), chance.pick(members));
            let first = instance(chance, root, one, depth);
            return match chance.happens(25) && key == "anyOf" {
                true => joined(first, instance(chance, root, other, depth)),
                false => first,
            };
        }
    }
    if let Some(Value::Array(members)) = schema.get("allOf") {
        let parts: Vec<Value> = members
            .iter()
            .map(|member| instance(chance, root, member, depth))
            .collect();
        return parts.into_iter().reduce(joined).unwrap_or(Value::Null);
    }
    if let Some(Value::Array(values)) = schema.get("enum")
        && !values.is_empty()
        && chance.happens(95)
    {
        return chance.pick(values).clone();
    }
    match schema.get("type").and_then(Value::as_str) {
        Some("string") => text(chance, schema),
        Some("boolean") => json!(chance.happens(50)),
        Some(kind @ ("integer" | "number")) => number(chance, schema, kind == "number"),
        Some("array") => array(chance, root, schema, depth),
        Some("object") => object(chance, root, schema, depth),
        _ => chance
            .pick(&[
                json!(7),
                json!("held"),
                json!(true),
                json!({}),
                json!([]),
                json!(0.5),
                json!("xyz"),
                json!(1),
                json!({ "extra": 1 }),
            ])
            .clone(),
    }
}

fn joined(left: Value, right: Value) -> Value {
    match (left, right) {
        (Value::Object(mut left), Value::Object(right)) => {
            left.extend(right);
            Value::Object(left)
        }
        (left, _) => left,
    }
}

fn text(chance: &mut Chance, schema: &Value) -> Value {
    let bound = |key: &str| {
        schema
            .get(key)
            .and_then(Value::as_u64)
            .and_then(|bound| usize::try_from(bound).ok())
    };
    match schema.get("format").and_then(Value::as_str) {
        Some("date") => return json!("2026-12-01"),
        Some("date-time") => {
            return json!(*chance.pick(&[
                "2026-12-01T10:00:00Z",
                "2026-12-01T10:00:00.123Z",
                "2026-12-01T10:00:00+01:00"
            ]));
        }
        Some("uuid") => return json!("018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e5f"),
        _ => {}
    }
    let least = bound("minLength").unwrap_or(0);
    let most = bound("maxLength").unwrap_or(least + 12);
    let length = match chance.below(4) {
        0 => least,
        1 => most,
        _ => least + chance.below((most + 1).saturating_sub(least)),
    };
    if schema.get("pattern").is_some() || chance.happens(15) {
        return json!(*chance.pick(&[
            "x",
            "xx",
            "yy",
            "xyy",
            "abc",
            "12",
            "1234",
            "a",
            "b",
            "Ax",
            "",
            "held",
            "pending",
            "rescheduled",
            "2026-12-01"
        ]));
    }
    let letter = *chance.pick(&["x", "a", "é", "0"]);
    json!(letter.repeat(length.min(50)))
}

fn number(chance: &mut Chance, schema: &Value, is_broken: bool) -> Value {
    let bound = |key: &str| schema.get(key).and_then(Value::as_i64);
    let low = bound("minimum").unwrap_or(-3);
    let high = bound("maximum").unwrap_or(low.max(0) + 14);
    let whole = match chance.below(6) {
        0 => low,
        1 => high,
        2 => *chance.pick(&[
            0,
            2,
            3,
            6,
            12,
            -1,
            3_000_000_000,
            -3_000_000_000,
            5_000_000_000,
        ]),
        _ => {
            low + i64::try_from(chance.below(usize::try_from((high - low).max(0) + 1).unwrap()))
                .unwrap()
        }
    };
    if is_broken && chance.happens(40) {
        return json!(whole as f64 + *chance.pick(&[0.5, 0.25, -0.5]));
    }
    json!(whole)
}

fn array(chance: &mut Chance, root: &Value, schema: &Value, depth: usize) -> Value {
    let bound = |key: &str| {
        schema
            .get(key)
            .and_then(Value::as_u64)
            .and_then(|bound| usize::try_from(bound).ok())
    };
    let least = bound("minItems").unwrap_or(0);
    let most = bound("maxItems").unwrap_or(least + 2).min(8);
    let length = if depth > 6 {
        least
    } else {
        least + chance.below((most + 1).saturating_sub(least))
    };
    let items = schema.get("items").cloned().unwrap_or(json!({}));
    (0..length.min(10))
        .map(|_| instance(chance, root, &items, depth + 1))
        .collect()
}

fn object(chance: &mut Chance, root: &Value, schema: &Value, depth: usize) -> Value {
    let mut members = Map::new();
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let willing = chance.below(101);
    if let Some(Value::Object(properties)) = schema.get("properties") {
        for (name, property) in properties {
            let is_wanted =
                required.contains(&name.as_str()) || (depth < 6 && chance.happens(willing));
            if is_wanted && depth < 12 {
                members.insert(name.clone(), instance(chance, root, property, depth + 1));
            }
        }
    }
    for name in required {
        if !members.contains_key(name) && depth < 12 {
            members.insert(name.to_owned(), json!(*chance.pick(&["x", "held"])));
        }
    }
    let other = schema
        .get("additionalProperties")
        .cloned()
        .unwrap_or(json!(false));
    if other != json!(false) && chance.happens(60) {
        for _ in 0..=chance.below(3) {
            let name = if chance.happens(50) {
                (*chance.pick(&NAMES)).to_owned()
            } else {
                format!("extra{}", chance.below(4))
            };
            members
                .entry(name)
                .or_insert_with(|| instance(chance, root, &other, depth + 1));
        }
    }
    Value::Object(members)
}
