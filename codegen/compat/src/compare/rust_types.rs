//! The Rust types that the SDK's generator makes of schemas, as far as they show in code.

use serde_json::Value;

use crate::reference;

/// A schema with the name of the component it stands in.
pub(super) struct Named<'doc> {
    pub(super) name: Option<&'doc str>,
    pub(super) schema: &'doc Value,
}

impl<'doc> Named<'doc> {
    pub(super) fn of(root: &'doc Value, mut schema: &'doc Value) -> Option<Self> {
        let mut name = None;
        for _ in 0..32 {
            if let Some(reference) = reference::of(schema) {
                name = Some(reference::name(reference));
                schema = reference::resolve(root, reference).ok()?;
                continue;
            }
            let only = ["allOf", "oneOf", "anyOf"].iter().find_map(|key| {
                let members = schema.get(*key)?.as_array()?.iter();
                let mut members = members.filter(|member| *key == "allOf" || !is_null(member));
                match (members.next(), members.next()) {
                    (Some(only), None) => Some(only),
                    _ => None,
                }
            });
            match only {
                Some(only) if schema.get("properties").is_none() => schema = only,
                _ => return Some(Self { name, schema }),
            }
        }
        None
    }

    pub(super) fn key(&self) -> String {
        self.name.map_or_else(
            || format!("{:p}", std::ptr::from_ref(self.schema)),
            str::to_owned,
        )
    }
}

/// A text; of a list of types the one beside null, if there is one only.
fn named(value: &Value) -> &str {
    let listed = value.as_array().map(Vec::as_slice).unwrap_or_default();
    let mut types = listed.iter().filter(|kind| *kind != "null");
    match (value.as_str(), types.next(), types.next()) {
        (Some(text), _, _) => text,
        (None, Some(only), None) => only.as_str().unwrap_or_default(),
        _ => "",
    }
}

/// Whether a schema is nothing but null.
fn is_null(schema: &Value) -> bool {
    schema.get("type").is_some_and(|kind| kind == "null")
}

/// Whether null is let in, however that is spelled.
fn is_nullable(schema: &Value) -> bool {
    let listed = |key: &str| schema.get(key).and_then(Value::as_array);
    schema.get("nullable") == Some(&Value::Bool(true))
        || listed("type").is_some_and(|types| types.iter().any(|kind| kind == "null"))
        || ["oneOf", "anyOf"].iter().any(|key| {
            let members = listed(key);
            members.is_some_and(|members| members.iter().any(is_null))
        })
}

/// The kind of Rust type a schema becomes.
pub(super) fn kind(schema: &Value) -> String {
    let text = |key: &str| schema.get(key).map(named).unwrap_or_default();
    let has = |key: &str| schema.get(key).is_some();
    if has("oneOf") || has("anyOf") {
        return "union".to_owned();
    }
    if has("enum") || has("const") {
        return "enum".to_owned();
    }
    let is_limited = has("minLength") || has("maxLength") || has("pattern");
    match (text("type"), text("format")) {
        ("string", "uuid") => "Uuid".to_owned(),
        ("string", "date") => "NaiveDate".to_owned(),
        ("string", "date-time") => "DateTime<Utc>".to_owned(),
        ("string", "ip" | "ipv4" | "ipv6") => "IpAddr".to_owned(),
        ("string", _) if is_limited => "a text with limits".to_owned(),
        ("string", _) => "String".to_owned(),
        ("integer", format) => format!("integer {format}").trim_end().to_owned(),
        ("number", "float") => "f32".to_owned(),
        ("number", _) => "f64".to_owned(),
        ("boolean", _) => "bool".to_owned(),
        ("array", _) => "Vec".to_owned(),
        _ if has("properties") => "struct".to_owned(),
        ("object", _)
            if schema
                .get("additionalProperties")
                .is_some_and(Value::is_object) =>
        {
            "map".to_owned()
        }
        ("object", _) => "struct".to_owned(),
        _ => "Value".to_owned(),
    }
}

pub(super) fn is_option(root: &Value, owner: &Value, name: &str, property: &Value) -> bool {
    let required = owner.get("required").and_then(Value::as_array);
    let is_required = required.is_some_and(|names| names.iter().any(|own| own == name));
    let target = Named::of(root, property).map(|named| named.schema);
    let has_default = property
        .get("default")
        .is_some_and(|default| !default.is_null());
    (!is_required && !has_default) || is_nullable(property) || target.is_some_and(is_nullable)
}

pub(super) fn members(schema: &Value) -> &[Value] {
    schema
        .get("oneOf")
        .or_else(|| schema.get("anyOf"))
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}

/// A variant is known by its tag, else by its component.
pub(super) fn variant_name(root: &Value, member: &Value) -> Option<String> {
    let named = Named::of(root, member)?;
    let properties = named.schema.get("properties").and_then(Value::as_object);
    let mut tags: Vec<String> = properties
        .into_iter()
        .flatten()
        .filter_map(
            |(name, property)| match property.get("enum")?.as_array()?.as_slice() {
                [only] => Some(format!("{name}={}", only.as_str()?)),
                _ => None,
            },
        )
        .collect();
    tags.sort();
    tags.into_iter()
        .next()
        .or_else(|| named.name.map(str::to_owned))
}
