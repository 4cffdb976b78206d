//! Rules about schemas, each for both directions and both sides.

use super::Twin;
use crate::compare::Facet;

const ACCEPT_FIRST: &str = "Release one: announce the limit, measure how many still go past it, accept them. Release two, a major one, when nobody does: enforce it.";
const READ_FIRST: &str = "Release one, a major one for clients: widen the type that clients read, and wait until they are updated. Release two: answer the new values.";
const NEW_FIELD: &str = "Release one: add a second field with the new meaning and fill both. Release two, a major one, when nobody uses the old field: drop it.";

pub(super) const TWINS: &[Twin] = &[
    Twin {
        facet: Facet::Null,
        titles: ("null is no longer allowed", "null is allowed now"),
        wide: r#"{ "type": "string", "nullable": true }"#,
        narrow: r#"{ "type": "string" }"#,
        safe: (
            ACCEPT_FIRST,
            "Release one: leave the property optional and omit it instead of answering null. Release two, when clients read null: answer it.",
        ),
    },
    Twin {
        facet: Facet::Type,
        titles: ("fewer types are allowed", "more types are allowed"),
        wide: r#"{ "type": "number" }"#,
        narrow: r#"{ "type": "integer" }"#,
        safe: (NEW_FIELD, NEW_FIELD),
    },
    Twin {
        facet: Facet::EnumValue,
        titles: ("an enum value is gone", "an enum value is new"),
        wide: r#"{ "type": "string", "enum": ["held", "confirmed"] }"#,
        narrow: r#"{ "type": "string", "enum": ["held"] }"#,
        safe: (
            "Release one: accept the value and treat it as its successor. Release two, a major one, when nobody sends it: remove it.",
            "Release one: declare the enum open (`x-open`), so that clients keep values they don't know. Release two: add the value.",
        ),
    },
    Twin {
        facet: Facet::Enum,
        titles: (
            "only listed values are allowed now",
            "the list of allowed values is gone",
        ),
        wide: r#"{ "type": "string" }"#,
        narrow: r#"{ "type": "string", "enum": ["held"] }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::Minimum,
        titles: ("the minimum is raised", "the minimum is lowered"),
        wide: r#"{ "type": "integer", "minimum": 0 }"#,
        narrow: r#"{ "type": "integer", "minimum": 1 }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::Maximum,
        titles: ("the maximum is lowered", "the maximum is raised"),
        wide: r#"{ "type": "integer", "maximum": 20 }"#,
        narrow: r#"{ "type": "integer", "maximum": 10 }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::MultipleOf,
        titles: (
            "numbers must be multiples now",
            "numbers need not be multiples any more",
        ),
        wide: r#"{ "type": "integer" }"#,
        narrow: r#"{ "type": "integer", "multipleOf": 5 }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::MinLength,
        titles: ("texts must be longer", "texts may be shorter"),
        wide: r#"{ "type": "string" }"#,
        narrow: r#"{ "type": "string", "minLength": 2 }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::MaxLength,
        titles: ("texts must be shorter", "texts may be longer"),
        wide: r#"{ "type": "string", "maxLength": 20 }"#,
        narrow: r#"{ "type": "string", "maxLength": 10 }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::Pattern,
        titles: (
            "texts must match a pattern now",
            "texts need not match the pattern any more",
        ),
        wide: r#"{ "type": "string" }"#,
        narrow: r#"{ "type": "string", "pattern": "^[a-z]+$" }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::Format,
        titles: (
            "texts must have a format now",
            "texts need not have the format any more",
        ),
        wide: r#"{ "type": "string" }"#,
        narrow: r#"{ "type": "string", "format": "date" }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::MinItems,
        titles: ("lists must be longer", "lists may be shorter"),
        wide: r#"{ "type": "array", "items": { "type": "string" } }"#,
        narrow: r#"{ "type": "array", "items": { "type": "string" }, "minItems": 1 }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::MaxItems,
        titles: ("lists must be shorter", "lists may be longer"),
        wide: r#"{ "type": "array", "items": { "type": "string" } }"#,
        narrow: r#"{ "type": "array", "items": { "type": "string" }, "maxItems": 3 }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::UniqueItems,
        titles: ("list items must differ now", "list items may repeat now"),
        wide: r#"{ "type": "array", "items": { "type": "string" } }"#,
        narrow: r#"{ "type": "array", "items": { "type": "string" }, "uniqueItems": true }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::Required,
        titles: ("a property became required", "a property became optional"),
        wide: r#"{ "type": "object", "properties": { "note": { "type": "string" } }, "additionalProperties": false }"#,
        narrow: r#"{ "type": "object", "properties": { "note": { "type": "string" } }, "required": ["note"], "additionalProperties": false }"#,
        safe: (
            "Release one: keep it optional, fill in what is missing, measure who leaves it out. Release two, a major one, when nobody does: require it.",
            "Release one: keep answering it, and let clients treat it as optional. Release two: leave it out.",
        ),
    },
    Twin {
        facet: Facet::RequiredProperty,
        titles: ("a required property is new", "a required property is gone"),
        wide: r#"{ "type": "object", "properties": {} }"#,
        narrow: r#"{ "type": "object", "properties": { "note": { "type": "string" } }, "required": ["note"] }"#,
        safe: (
            "Release one: add it as optional. Release two, a major one, when every client sends it: require it.",
            "Release one: make it optional for clients, and keep answering it. Release two: leave it out.",
        ),
    },
    Twin {
        facet: Facet::Property,
        titles: (
            "a property of a closed object is gone",
            "a property of a closed object is new",
        ),
        wide: r#"{ "type": "object", "properties": { "note": { "type": "string" } }, "additionalProperties": false }"#,
        narrow: r#"{ "type": "object", "properties": {}, "additionalProperties": false }"#,
        safe: (
            "Release one: deprecate it, accept and ignore it openly. Release two, a major one, when nobody sends it: remove it.",
            "Release one, a major one: open the object that clients read. Release two: add the property.",
        ),
    },
    Twin {
        facet: Facet::OpenProperty,
        titles: (
            "a property of an open object is gone",
            "a property of an open object is new",
        ),
        wide: r#"{ "type": "object", "properties": { "note": { "type": "string" } } }"#,
        narrow: r#"{ "type": "object", "properties": {} }"#,
        safe: (
            "Release one: deprecate it and tell who still sends it. Release two, a major one, when nobody does: remove it.",
            "Nothing to do.",
        ),
    },
    Twin {
        facet: Facet::Renamed,
        titles: (
            "a property goes on under another name",
            "a property goes on under another name",
        ),
        wide: r#"{ "type": "object", "properties": { "phone": { "type": "string" } }, "required": ["phone"], "additionalProperties": false }"#,
        narrow: r#"{ "type": "object", "properties": { "mobile": { "type": "string" } }, "required": ["mobile"], "additionalProperties": false }"#,
        safe: (
            "Release one: accept both names. Release two, a major one, when nobody uses the old one: drop it.",
            "Release one: answer both names. Release two, a major one, when nobody reads the old one: drop it.",
        ),
    },
    Twin {
        facet: Facet::Additional,
        titles: (
            "undeclared properties are refused now",
            "undeclared properties are allowed now",
        ),
        wide: r#"{ "type": "object", "additionalProperties": { "type": "string" } }"#,
        narrow: r#"{ "type": "object", "additionalProperties": false }"#,
        safe: (
            "Release one: declare the properties in use. Release two, a major one, when no others come: close the object.",
            READ_FIRST,
        ),
    },
    Twin {
        facet: Facet::MinProperties,
        titles: ("maps must have more entries", "maps may have fewer entries"),
        wide: r#"{ "type": "object", "additionalProperties": { "type": "string" } }"#,
        narrow: r#"{ "type": "object", "additionalProperties": { "type": "string" }, "minProperties": 1 }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::MaxProperties,
        titles: ("maps must have fewer entries", "maps may have more entries"),
        wide: r#"{ "type": "object", "additionalProperties": { "type": "string" } }"#,
        narrow: r#"{ "type": "object", "additionalProperties": { "type": "string" }, "maxProperties": 5 }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::UnionMember,
        titles: ("a variant is gone", "a variant is new"),
        wide: r#"{ "oneOf": [
            { "type": "object", "properties": { "by": { "type": "string", "enum": ["email"] } }, "required": ["by"] },
            { "type": "object", "properties": { "by": { "type": "string", "enum": ["phone"] } }, "required": ["by"] },
            { "type": "object", "properties": { "by": { "type": "string", "enum": ["post"] } }, "required": ["by"] } ] }"#,
        narrow: r#"{ "oneOf": [
            { "type": "object", "properties": { "by": { "type": "string", "enum": ["email"] } }, "required": ["by"] },
            { "type": "object", "properties": { "by": { "type": "string", "enum": ["phone"] } }, "required": ["by"] } ] }"#,
        safe: (
            "Release one: accept the variant and do what its successor does. Release two, a major one, when nobody sends it: remove it.",
            "Release one: declare the union open (`x-open`), so that clients keep variants they don't know. Release two: add the variant.",
        ),
    },
    Twin {
        facet: Facet::Whole,
        titles: ("the schema accepts less", "the schema accepts more"),
        wide: r#"{ "type": "string" }"#,
        narrow: r#"{ "type": "string", "not": { "enum": ["held"] } }"#,
        safe: (ACCEPT_FIRST, READ_FIRST),
    },
    Twin {
        facet: Facet::Default,
        titles: ("a default changed", "a default changed"),
        wide: r#"{ "type": "integer", "default": 10 }"#,
        narrow: r#"{ "type": "integer", "default": 20 }"#,
        safe: (
            "Release one: make clients say the value they want. Release two: change what leaving it out means.",
            "Release one: always answer the value. Release two: change what leaving it out means.",
        ),
    },
];
