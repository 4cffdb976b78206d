//! JSON values from a schema: mostly ones it accepts, often at an edge, sometimes beside it.

use proptest::{prelude::*, string::string_regex};
use serde_json::{Map, Value, json};

/// Instances of a schema of this document.
pub(crate) fn instances(document: &'static Value, schema: &Value) -> BoxedStrategy<Value> {
    instance(document, schema, 4)
}

fn instance(document: &'static Value, schema: &Value, depth: u32) -> BoxedStrategy<Value> {
    prop_oneof![
        40 => meant(document, schema, depth),
        1 => stray(),
    ]
    .boxed()
}

/// Of any type, at the edges of types.
fn stray() -> BoxedStrategy<Value> {
    let values = [
        json!(null),
        json!(true),
        json!(0),
        json!(1.0),
        json!(1.5),
        json!(-1),
        json!(1e20),
        json!(u64::MAX),
        json!(""),
        json!("x"),
        json!([]),
        json!([1]),
        json!({}),
        json!({ "x": 1 }),
    ];
    prop::sample::select(values.to_vec()).boxed()
}

fn meant(document: &'static Value, schema: &Value, depth: u32) -> BoxedStrategy<Value> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = document
            .pointer(&reference[1..])
            .expect("a reference within");
        return instance(document, target, depth);
    }
    if let Some(only) = schema["allOf"].get(0) {
        return instance(document, only, depth);
    }
    if let Some(members) = schema["oneOf"].as_array() {
        let members = if depth == 0 {
            &members[..1]
        } else {
            &members[..]
        };
        let members: Vec<_> = members
            .iter()
            .map(|member| instance(document, member, depth.saturating_sub(1)))
            .collect();
        return prop::strategy::Union::new(members).boxed();
    }
    if let Some(values) = schema["enum"].as_array() {
        let listed = prop::sample::select(values.clone());
        return prop_oneof![20 => listed, 1 => Just(json!("another"))].boxed();
    }
    match schema["type"].as_str() {
        Some("object") => object(document, schema, depth),
        Some("array") => {
            let items = instance(document, &schema["items"], depth);
            let most = count(&schema["maxItems"], 3);
            prop::collection::vec(items, 0..most + 2)
                .prop_map(Value::from)
                .boxed()
        }
        Some("string") => string(schema),
        Some("integer") => number(schema, 1.0),
        Some("number") => number(schema, 0.25),
        Some("boolean") => any::<bool>().prop_map(Value::from).boxed(),
        None => stray(),
        Some(other) => panic!("no instances of {other}"),
    }
}

fn object(document: &'static Value, schema: &Value, depth: u32) -> BoxedStrategy<Value> {
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let nothing = Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&nothing);
    let fields: Vec<_> = properties
        .iter()
        .map(|(name, property)| {
            let present = if required.contains(&json!(name)) {
                0.98
            } else {
                0.4
            };
            let name = name.clone();
            prop::option::weighted(present, instance(document, property, depth))
                .prop_map(move |value| value.map(|value| (name.clone(), value)))
        })
        .collect();
    let others = match &schema["additionalProperties"] {
        Value::Bool(false) => prop::collection::btree_map("extra|Kind|op ", stray(), 0..=1).boxed(),
        Value::Bool(true) => prop::collection::btree_map("[a-c/~]{1,2}", stray(), 0..3).boxed(),
        other => {
            let values = instance(document, other, depth);
            prop::collection::btree_map("[a-c/~]{1,2}", values, 0..4).boxed()
        }
    };
    let others = prop_oneof![9 => Just(Default::default()), 1 => others];
    (fields, others)
        .prop_map(|(fields, others)| {
            let fields = fields.into_iter().flatten();
            Value::Object(fields.chain(others).collect())
        })
        .boxed()
}

fn string(schema: &Value) -> BoxedStrategy<Value> {
    let most = count(&schema["maxLength"], 40);
    let at_an_edge = prop::sample::select(vec![
        String::new(),
        "a".repeat(most),
        "😀".repeat(most),
        "a".repeat(most + 1),
        "😀".repeat(most + 1),
        "a\u{0}b".to_owned(),
        "a\nb".to_owned(),
        "a\u{feff}@b".to_owned(),
        "a\u{85}@b".to_owned(),
        "+4915112345678".to_owned(),
        "２".repeat(6),
    ]);
    let meant = match schema["format"].as_str() {
        Some("date-time") => string_regex(concat!(
            "(0000|1900|2000|2016|2027|9999)-(0[0-9]|1[0-3])-([012][0-9]|3[01])[Tt]",
            "([01][0-9]|2[0-4]):(00|59|[0-6][0-9]):(00|59|60|[0-6][0-9])(\\.[0-9]{1,12})?",
            "([Zz]|[+-](00|05|23|24):(00|30|59))",
        )),
        Some("date") => string_regex("(1900|2000|2027)-(0[0-9]|1[0-3])-([0-2][0-9]|3[0-2])"),
        Some("uuid") => string_regex(
            "[0-9a-fA-F]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}",
        ),
        _ => match schema["pattern"].as_str() {
            Some(pattern) => string_regex(&for_proptest(pattern)),
            None => string_regex("\\PC{0,8}"),
        },
    }
    .expect("a pattern proptest can write");
    prop_oneof![12 => meant, 1 => at_an_edge]
        .prop_map(Value::from)
        .boxed()
}

/// The pattern without its anchors, its escapes as Rust writes them.
fn for_proptest(pattern: &str) -> String {
    let inner = pattern.trim_start_matches('^').trim_end_matches('$');
    let mut parts = inner.split("\\u");
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_at(4);
        written.push_str(&format!("\\x{{{digits}}}{rest}"));
    }
    written
}

fn number(schema: &Value, step: f64) -> BoxedStrategy<Value> {
    let least = schema["minimum"].as_f64().unwrap_or(-5.0);
    let most = schema["maximum"].as_f64().unwrap_or(5.0);
    let bounds = [schema["minimum"].clone(), schema["maximum"].clone()];
    let mut edges: Vec<Value> = [
        least - step,
        least,
        least + step,
        most - step,
        most,
        most + step,
    ]
    .into_iter()
    .chain([0.0, -0.0, 0.5])
    .map(Value::from)
    .collect();
    edges.extend(bounds.into_iter().filter(Value::is_number));
    let whole = (0_i64..=4).prop_map(Value::from);
    prop_oneof![1 => prop::sample::select(edges), 2 => whole].boxed()
}

fn count(keyword: &Value, otherwise: usize) -> usize {
    keyword
        .as_u64()
        .and_then(|count| usize::try_from(count).ok())
        .unwrap_or(otherwise)
}
