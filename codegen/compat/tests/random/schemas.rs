//! Schemas as OpenAPI 3.0 documents write them, as rich as the library reads.

use serde_json::{Map, Value, json};

use super::Chance;

pub const NAMES: [&str; 8] = [
    "city", "name", "kind", "tags", "zip", "count", "price", "title",
];
const WORDS: [&str; 6] = [
    "held",
    "pending",
    "confirmed",
    "completed",
    "no_show",
    "cancelled",
];
const TAGS: [&str; 4] = ["email", "push", "phone", "post"];
const PATTERNS: [&str; 5] = ["^[a-z]+$", "^x", "^[0-9]{2,4}$", "a|b", "^(x|yy)*$"];

/// Components `Node` (recursive), `List` and `Leaf`, and one schema that may refer to them.
pub fn components(chance: &mut Chance) -> Value {
    let mut node = object(chance, 1);
    node["properties"]["next"] = json!({ "$ref": "#/components/schemas/Node" });
    if chance.happens(40) {
        node["properties"]["children"] = json!({ "type": "array", "items": { "$ref": "#/components/schemas/Node" }, "maxItems": 2 });
    }
    let mutual = json!({ "oneOf": [scalar(chance), { "type": "array", "items": { "$ref": "#/components/schemas/List" } }] });
    json!({ "Node": node, "List": mutual, "Leaf": schema(chance, 1) })
}

pub fn schema(chance: &mut Chance, depth: usize) -> Value {
    let mut schema = match chance.below(if depth == 0 { 4 } else { 14 }) {
        0..=3 => scalar(chance),
        4..=7 => object(chance, depth),
        8 => array(chance, depth),
        9 => tagged(chance, depth),
        10 => union(chance, depth),
        11 => intersection(chance, depth),
        12 => {
            json!({ "$ref": format!("#/components/schemas/{}", chance.pick(&["Node", "List", "Leaf"])) })
        }
        _ => negated(chance),
    };
    if chance.happens(12) && schema.get("$ref").is_none() {
        schema["nullable"] = json!(true);
        if let Some(Value::Array(values)) = schema.get_mut("enum") {
            values.push(Value::Null);
        }
    }
    schema
}

pub fn scalar(chance: &mut Chance) -> Value {
    let mut out = Map::new();
    let mut put = |key: &str, value: Value| _ = out.insert(key.to_owned(), value);
    match chance.below(10) {
        0..=2 => {
            put("type", json!("string"));
            if chance.happens(50) {
                put("minLength", json!(chance.below(4)));
            }
            if chance.happens(50) {
                put("maxLength", json!(chance.below(8) + 2));
            }
            if chance.happens(15) {
                put("pattern", json!(chance.pick(&PATTERNS)));
            }
        }
        3 => {
            put("type", json!("string"));
            put("format", json!(chance.pick(&["date", "date-time", "uuid"])));
            if chance.happens(20) {
                put("maxLength", json!(chance.below(40)));
            }
        }
        4 => {
            put("type", json!("string"));
            let start = chance.below(4);
            put(
                "enum",
                json!(&WORDS[start..=start + chance.below(6 - start)]),
            );
        }
        5 => put("type", json!("boolean")),
        6 => put("enum", json!([chance.below(3), 7, "held"])),
        kind => {
            put("type", json!(if kind == 7 { "number" } else { "integer" }));
            let low = i64::try_from(chance.below(6)).unwrap() - 2;
            if chance.happens(50) {
                put("minimum", json!(low));
                if chance.happens(25) {
                    put("exclusiveMinimum", json!(true));
                }
            }
            if chance.happens(50) {
                put(
                    "maximum",
                    json!(low + i64::try_from(chance.below(12)).unwrap()),
                );
                if chance.happens(25) {
                    put("exclusiveMaximum", json!(true));
                }
            }
            if chance.happens(15) {
                put(
                    "multipleOf",
                    chance.pick(&[json!(2), json!(3), json!(0.5)]).clone(),
                );
            }
            if chance.happens(15) && kind != 7 {
                put("format", json!(chance.pick(&["int32", "int64", "uint32"])));
            }
        }
    }
    Value::Object(out)
}

pub fn object(chance: &mut Chance, depth: usize) -> Value {
    let mut properties = Map::new();
    for _ in 0..chance.below(4) {
        let mut property = schema(chance, depth.saturating_sub(1));
        if chance.happens(4) && property.get("$ref").is_none() {
            property[*chance.pick(&["readOnly", "writeOnly"])] = json!(true);
        }
        properties.insert((*chance.pick(&NAMES)).to_owned(), property);
    }
    let mut required: Vec<&str> = properties
        .keys()
        .map(String::as_str)
        .filter(|_| chance.happens(50))
        .collect();
    if chance.happens(3) {
        required.push(NAMES[chance.below(NAMES.len())]);
    }
    required.dedup();
    let mut out = json!({ "type": "object", "required": required });
    out["properties"] = Value::Object(properties);
    match chance.below(12) {
        0..=4 => out["additionalProperties"] = json!(false),
        5 => out["additionalProperties"] = json!(true),
        6 => out["additionalProperties"] = scalar(chance),
        _ => {}
    }
    if chance.happens(6) {
        out["minProperties"] = json!(chance.below(3));
    }
    if chance.happens(6) {
        out["maxProperties"] = json!(chance.below(3) + 1);
    }
    out
}

fn array(chance: &mut Chance, depth: usize) -> Value {
    let mut out = json!({ "type": "array", "items": schema(chance, depth.saturating_sub(1)) });
    if chance.happens(40) {
        out["minItems"] = json!(chance.below(3));
    }
    if chance.happens(40) {
        out["maxItems"] = json!(chance.below(3) + 1);
    }
    if chance.happens(20) {
        out["uniqueItems"] = json!(true);
    }
    out
}

fn tagged(chance: &mut Chance, depth: usize) -> Value {
    let count = chance.below(3) + 1;
    let members: Vec<Value> = TAGS[..count]
        .iter()
        .map(|tag| {
            let mut member = object(chance, depth.saturating_sub(1));
            member["properties"]["channel"] = json!({ "type": "string", "enum": [tag] });
            member["required"] = json!(["channel"]);
            member
        })
        .collect();
    json!({ *chance.pick(&["oneOf", "oneOf", "anyOf"]): members })
}

fn union(chance: &mut Chance, depth: usize) -> Value {
    let count = chance.below(2) + 2;
    let members: Vec<Value> = (0..count)
        .map(|_| schema(chance, depth.saturating_sub(1)))
        .collect();
    json!({ *chance.pick(&["oneOf", "anyOf"]): members })
}

fn intersection(chance: &mut Chance, depth: usize) -> Value {
    let members: Vec<Value> = match chance.below(3) {
        0 => vec![schema(chance, depth.saturating_sub(1))],
        1 => vec![open_object(chance, depth), open_object(chance, depth)],
        _ => vec![scalar(chance), scalar(chance)],
    };
    json!({ "allOf": members })
}

fn open_object(chance: &mut Chance, depth: usize) -> Value {
    let mut out = object(chance, depth.saturating_sub(1));
    if let (Value::Object(members), true) = (&mut out, chance.happens(85)) {
        members.remove("additionalProperties");
    }
    out
}

fn negated(chance: &mut Chance) -> Value {
    let mut out = scalar(chance);
    out["not"] = scalar(chance);
    out
}

/// Whether no component refers to itself at the same place, which no validator could follow.
pub fn is_grounded(body: &Value) -> bool {
    ["Node", "List", "Leaf"]
        .iter()
        .all(|name| ends(body, &body[*name], 0))
}

fn ends(body: &Value, schema: &Value, depth: usize) -> bool {
    if depth > 40 {
        return false;
    }
    let inner = ["oneOf", "anyOf", "allOf"]
        .iter()
        .filter_map(|key| schema.get(*key)?.as_array())
        .flatten();
    let target = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| body.get(reference.rsplit('/').next()?));
    inner
        .chain(schema.get("not"))
        .chain(target)
        .all(|inner| ends(body, inner, depth + 1))
}
