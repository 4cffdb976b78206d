//! What about a schema has changed; each facet names its rules.

use serde_json::{Value, json};

use crate::report::Side;
use crate::schema::{Additional, Format, Schema, Schemas, Types};

/// One thing about a schema in which reader and writer differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Facet {
    Null,
    Type,
    EnumValue,
    Enum,
    Minimum,
    Maximum,
    MultipleOf,
    MinLength,
    MaxLength,
    Pattern,
    Format,
    MinItems,
    MaxItems,
    UniqueItems,
    Required,
    RequiredProperty,
    Property,
    OpenProperty,
    Renamed,
    Additional,
    MinProperties,
    MaxProperties,
    UnionMember,
    Whole,
    Default,
}

impl Facet {
    /// What the change is called when the new contract says less, and when it says more.
    pub(crate) fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Null => ("null-refused", "null-allowed"),
            Self::Type => ("type-narrowed", "type-widened"),
            Self::EnumValue => ("enum-value-removed", "enum-value-added"),
            Self::Enum => ("enum-introduced", "enum-dropped"),
            Self::Minimum => ("minimum-raised", "minimum-lowered"),
            Self::Maximum => ("maximum-lowered", "maximum-raised"),
            Self::MultipleOf => ("multiple-of-tightened", "multiple-of-loosened"),
            Self::MinLength => ("min-length-raised", "min-length-lowered"),
            Self::MaxLength => ("max-length-lowered", "max-length-raised"),
            Self::Pattern => ("pattern-tightened", "pattern-loosened"),
            Self::Format => ("format-tightened", "format-loosened"),
            Self::MinItems => ("min-items-raised", "min-items-lowered"),
            Self::MaxItems => ("max-items-lowered", "max-items-raised"),
            Self::UniqueItems => ("unique-items-demanded", "unique-items-dropped"),
            Self::Required => ("property-became-required", "property-became-optional"),
            Self::RequiredProperty => ("required-property-added", "required-property-removed"),
            Self::Property => ("property-removed", "property-added"),
            Self::OpenProperty => ("property-ignored", "open-property-added"),
            Self::Renamed => ("property-renamed", "property-renamed"),
            Self::Additional => (
                "additional-properties-refused",
                "additional-properties-allowed",
            ),
            Self::MinProperties => ("min-properties-raised", "min-properties-lowered"),
            Self::MaxProperties => ("max-properties-lowered", "max-properties-raised"),
            Self::UnionMember => ("union-member-removed", "union-member-added"),
            Self::Whole => ("schema-narrowed", "schema-widened"),
            Self::Default => ("default-changed", "default-changed"),
        }
    }

    /// The rule for a change on a side; `narrowed` when the new contract accepts less than the old one.
    pub(crate) fn rule(self, side: Side, narrowed: bool) -> String {
        let (tight, loose) = self.names();
        let name = match (self, side, narrowed) {
            (Self::OpenProperty, Side::Response, true) => "open-property-removed",
            (_, _, true) => tight,
            (_, _, false) => loose,
        };
        format!("{}-{name}", side.name())
    }

    /// The reader's schema reduced to this facet, if it says anything about it that the writer doesn't say as well.
    pub(crate) fn alone(self, reader: &Schema, writer: &Schema) -> Option<Schema> {
        let none = Schema::default;
        let alone = match self {
            Self::Minimum if reader.minimum != writer.minimum => Schema {
                minimum: reader.minimum,
                ..none()
            },
            Self::Maximum if reader.maximum != writer.maximum => Schema {
                maximum: reader.maximum,
                ..none()
            },
            Self::MultipleOf if reader.multiple_of != writer.multiple_of => Schema {
                multiple_of: reader.multiple_of,
                ..none()
            },
            Self::MinLength => Schema {
                min_length: reader.min_length,
                ..none()
            },
            Self::MaxLength => Schema {
                max_length: reader.max_length,
                ..none()
            },
            Self::Pattern if reader.pattern != writer.pattern => Schema {
                pattern: reader.pattern.clone(),
                ..none()
            },
            Self::Format if reader.format != writer.format => {
                let binding = reader.format.clone().filter(Format::is_binding);
                Schema {
                    format: binding,
                    ..none()
                }
            }
            Self::MinItems => Schema {
                min_items: reader.min_items,
                ..none()
            },
            Self::MaxItems => Schema {
                max_items: reader.max_items,
                ..none()
            },
            Self::UniqueItems => Schema {
                unique: reader.unique,
                ..none()
            },
            Self::MinProperties => Schema {
                min_properties: reader.min_properties,
                ..none()
            },
            Self::MaxProperties => Schema {
                max_properties: reader.max_properties,
                ..none()
            },
            _ => return None,
        };
        (alone != Schema::default()).then_some(alone)
    }

    /// What a schema says about this facet, as JSON.
    pub(crate) fn told_by(self, schemas: &Schemas, schema: &Schema) -> Value {
        let full = written(schemas, schema, 2);
        let keys: &[&str] = match self {
            Self::Null | Self::Type => &["type", "nullable", "format"],
            Self::EnumValue | Self::Enum => &["enum", "type", "format"],
            Self::Minimum => &["minimum", "exclusiveMinimum"],
            Self::Maximum => &["maximum", "exclusiveMaximum"],
            Self::MultipleOf => &["multipleOf"],
            Self::MinLength => &["minLength"],
            Self::MaxLength => &["maxLength"],
            Self::Pattern => &["pattern"],
            Self::Format => &["format"],
            Self::MinItems => &["minItems"],
            Self::MaxItems => &["maxItems"],
            Self::UniqueItems => &["uniqueItems"],
            Self::Additional => &["additionalProperties"],
            Self::MinProperties => &["minProperties"],
            Self::MaxProperties => &["maxProperties"],
            Self::Default => &["default"],
            _ => return full,
        };
        match full {
            Value::Object(mut members) => {
                members.retain(|key, _| keys.contains(&key.as_str()));
                Value::Object(members)
            }
            other => other,
        }
    }
}

/// The facets that are one keyword each, in the order in which they are reported.
pub(crate) const KEYWORDS: [Facet; 12] = [
    Facet::Format,
    Facet::Pattern,
    Facet::MinLength,
    Facet::MaxLength,
    Facet::Minimum,
    Facet::Maximum,
    Facet::MultipleOf,
    Facet::MinItems,
    Facet::MaxItems,
    Facet::UniqueItems,
    Facet::MinProperties,
    Facet::MaxProperties,
];

/// The names of a set of types, as OpenAPI 3.1 lists them.
pub(crate) fn type_names(types: Types) -> Vec<&'static str> {
    let named = [
        (Types::OBJECT, "object"),
        (Types::ARRAY, "array"),
        (Types::STRING, "string"),
        (Types::NUMBER, "number"),
        (Types::BOOLEAN, "boolean"),
        (Types::NULL, "null"),
    ];
    let mut names: Vec<&str> = named
        .iter()
        .filter(|(class, _)| types.contains(*class))
        .map(|(_, name)| *name)
        .collect();
    if types.contains(Types::INTEGER) && !types.contains(Types::FRACTION) {
        names.push("integer");
    }
    names
}

/// A schema in normal form, written as JSON Schema again, to be shown.
pub(crate) fn written(schemas: &Schemas, schema: &Schema, depth: usize) -> Value {
    let mut out = serde_json::Map::new();
    let mut put = |key: &str, value: Value| _ = out.insert(key.to_owned(), value);
    let inner = |id| match (depth, schemas.schema(id)) {
        (0, _) => json!({}),
        (_, Some(inner)) => written(schemas, &inner, depth - 1),
        (_, None) => json!(false),
    };
    match type_names(schema.types.without(Types::NULL)).as_slice() {
        _ if schema.types == Types::ALL => {}
        [] => put("type", json!("null")),
        [only] => put("type", json!(only)),
        several => put("type", json!(several)),
    }
    if schema.types != Types::ALL
        && schema.types != Types::NULL
        && schema.types.contains(Types::NULL)
    {
        put("nullable", json!(true));
    }
    if let Some(enumeration) = &schema.enumeration {
        put(
            "enum",
            enumeration
                .values
                .iter()
                .take(50)
                .map(|(_, value)| value.clone())
                .collect(),
        );
    }
    let bounds = [
        (schema.minimum, "minimum", "exclusiveMinimum"),
        (schema.maximum, "maximum", "exclusiveMaximum"),
    ];
    for (bound, key, exclusive) in bounds {
        if let Some(bound) = bound {
            put(key, bound.value.to_json().unwrap_or_default());
            if bound.exclusive {
                put(exclusive, json!(true));
            }
        }
    }
    if let Some(step) = schema.multiple_of {
        put("multipleOf", step.to_json().unwrap_or_default());
    }
    for (key, least) in [
        ("minLength", schema.min_length),
        ("minItems", schema.min_items),
        ("minProperties", schema.min_properties),
    ] {
        if least > 0 {
            put(key, json!(least));
        }
    }
    for (key, most) in [
        ("maxLength", schema.max_length),
        ("maxItems", schema.max_items),
        ("maxProperties", schema.max_properties),
    ] {
        if let Some(most) = most {
            put(key, json!(most));
        }
    }
    if let Some(pattern) = &schema.pattern {
        put("pattern", json!(**pattern));
    }
    match &schema.format {
        None => {}
        Some(Format::Date) => put("format", json!("date")),
        Some(Format::DateTime) => put("format", json!("date-time")),
        Some(Format::Uuid) => put("format", json!("uuid")),
        Some(Format::Annotation(format)) => put("format", json!(**format)),
    }
    if schema.unique {
        put("uniqueItems", json!(true));
    }
    if !schema.prefix.is_empty() {
        put(
            "prefixItems",
            schema.prefix.iter().map(|id| inner(*id)).collect(),
        );
    }
    if let Some(items) = schema.items {
        put("items", inner(items));
    }
    if !schema.properties.is_empty() {
        let properties = schema
            .properties
            .iter()
            .map(|(name, property)| (name.to_string(), inner(property.node)));
        put("properties", Value::Object(properties.collect()));
    }
    if !schema.required.is_empty() {
        put(
            "required",
            schema.required.iter().map(|name| json!(**name)).collect(),
        );
    }
    match schema.additional {
        Additional::Unsaid => {}
        Additional::Refused => put("additionalProperties", json!(false)),
        Additional::Of(id) => put("additionalProperties", inner(id)),
    }
    for (key, members) in [
        ("allOf", &schema.all_of),
        ("anyOf", &schema.any_of),
        ("oneOf", &schema.one_of),
    ] {
        if !members.is_empty() {
            put(key, members.iter().take(20).map(|id| inner(*id)).collect());
        }
    }
    if let Some(not) = schema.not {
        put("not", inner(not));
    }
    if let Some(default) = schema
        .default
        .as_ref()
        .and_then(|default| serde_json::from_str(default).ok())
    {
        put("default", default);
    }
    Value::Object(out)
}
