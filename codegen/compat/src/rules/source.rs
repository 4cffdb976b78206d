//! Rules about Rust code that is compiled against the SDK, where the wire agrees.

use super::Single;
use crate::report::FindingVerdict::Breaking;
use crate::report::Side::Source;

const BOTH: &str = "Nothing breaks on the wire. The SDK's next version is a major one; say in its changelog what to write instead.";

pub(super) const RULES: &[Single] = &[
    Single {
        id: "source-method-renamed",
        side: Source,
        verdict: Breaking,
        title: "A method of the client has another name",
        breaks: "Code that calls the method no longer compiles. The method is called by the operation id.",
        safe: BOTH,
        mirror: "source-method-renamed",
        old: r#"{ "operationId": "thing_create" }"#,
        new: r#"{ "operationId": "thing_add" }"#,
    },
    Single {
        id: "source-parameter-renamed",
        side: Source,
        verdict: Breaking,
        title: "A path parameter has another name",
        breaks: "Code that calls the builder's method for it no longer compiles. On the wire only its position counts.",
        safe: BOTH,
        mirror: "source-parameter-renamed",
        old: r#"{ "path": "/things/{id}", "parameters": [{ "in": "path", "name": "id", "required": true, "schema": { "type": "string" } }] }"#,
        new: r#"{ "path": "/things/{thing}", "parameters": [{ "in": "path", "name": "thing", "required": true, "schema": { "type": "string" } }] }"#,
    },
    Single {
        id: "source-type-renamed",
        side: Source,
        verdict: Breaking,
        title: "A type has another name",
        breaks: "Code that names the type no longer compiles. The type is called by its component.",
        safe: BOTH,
        mirror: "source-type-renamed",
        old: r##"{ "responses": { "200": { "description": "a thing", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } } } },
            "components": { "schemas": { "Thing": { "type": "object", "properties": { "name": { "type": "string" } } } } } }"##,
        new: r##"{ "responses": { "200": { "description": "a thing", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Item" } } } } },
            "components": { "schemas": { "Item": { "type": "object", "properties": { "name": { "type": "string" } } } } } }"##,
    },
    Single {
        id: "source-type-changed",
        side: Source,
        verdict: Breaking,
        title: "A value has another Rust type",
        breaks: "Code that uses the value no longer compiles, though every document still fits.",
        safe: BOTH,
        mirror: "source-type-changed",
        old: r#"{ "responses": { "200": { "description": "a thing", "content": { "application/json": { "schema":
            { "type": "object", "properties": { "size": { "type": "integer", "minimum": 0, "maximum": 9, "format": "int64" } } } } } } } }"#,
        new: r#"{ "responses": { "200": { "description": "a thing", "content": { "application/json": { "schema":
            { "type": "object", "properties": { "size": { "type": "integer", "minimum": 0, "maximum": 9, "format": "int32" } } } } } } } }"#,
    },
    Single {
        id: "source-field-removed",
        side: Source,
        verdict: Breaking,
        title: "A field is gone",
        breaks: "Code that reads the field no longer compiles. On the wire nobody misses it, since it could always be left out.",
        safe: BOTH,
        mirror: "response-open-property-added",
        old: r#"{ "responses": { "200": { "description": "a thing", "content": { "application/json": { "schema":
            { "type": "object", "properties": { "note": { "type": "string" } } } } } } } }"#,
        new: r#"{ "responses": { "200": { "description": "a thing", "content": { "application/json": { "schema":
            { "type": "object", "properties": {} } } } } } }"#,
    },
    Single {
        id: "source-variant-removed",
        side: Source,
        verdict: Breaking,
        title: "A variant is gone",
        breaks: "Code that matches on the variant no longer compiles. On the wire nobody misses it.",
        safe: BOTH,
        mirror: "response-enum-value-added",
        old: r#"{ "responses": { "200": { "description": "a state", "content": { "application/json": { "schema": { "type": "string", "enum": ["held", "lost"] } } } } } }"#,
        new: r#"{ "responses": { "200": { "description": "a state", "content": { "application/json": { "schema": { "type": "string", "enum": ["held"] } } } } } }"#,
    },
    Single {
        id: "source-field-added",
        side: Source,
        verdict: Breaking,
        title: "A variant has a field more",
        breaks: "Code that writes the variant, or matches all its fields, no longer compiles: a variant has no builder. On the wire the field may be left out.",
        safe: BOTH,
        mirror: "source-field-removed",
        old: r#"{ "requestBody": { "required": true, "content": { "application/json": { "schema": { "oneOf": [
            { "type": "object", "required": ["op"], "properties": { "op": { "type": "string", "enum": ["cancel"] } } } ,
            { "type": "object", "required": ["op"], "properties": { "op": { "type": "string", "enum": ["move"] } } } ] } } } } }"#,
        new: r#"{ "requestBody": { "required": true, "content": { "application/json": { "schema": { "oneOf": [
            { "type": "object", "required": ["op"], "properties": { "op": { "type": "string", "enum": ["cancel"] }, "why": { "type": "string" } } },
            { "type": "object", "required": ["op"], "properties": { "op": { "type": "string", "enum": ["move"] } } } ] } } } } }"#,
    },
];
