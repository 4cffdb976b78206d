use serde_json::{Value, json};

use super::locate;

fn document() -> Value {
    json!({
        "paths": { "/book/{id}": { "post": {
            "parameters": [{ "$ref": "#/components/parameters/Lang" }],
            "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Change" } } } },
            "responses": {
                "2XX": { "content": {
                    "application/json": { "schema": { "allOf": [{ "$ref": "#/components/schemas/Booking" }] } },
                    "text/event-stream": { "schema": { "$ref": "#/components/schemas/Change" } },
                }, "headers": { "Lang": { "schema": { "type": "string" } } } },
                "4XX": { "headers": { "Retry-After": { "schema": { "type": "integer" } } } },
            },
        } } },
        "components": {
            "parameters": { "Lang": { "in": "query", "name": "lang", "schema": { "type": "string" } } },
            "schemas": {
                "Booking": { "properties": { "notes": { "items": { "$ref": "#/components/schemas/Note" } } } },
                "Note": { "enum": ["short", "long"] },
                "Change": { "oneOf": [
                    { "properties": { "op": { "enum": ["cancel"] } } },
                    { "properties": { "op": { "enum": ["move"] }, "to": {} } },
                ] },
            },
        },
    })
}

fn found(side: &str, at: &str) -> (String, Vec<(String, String)>) {
    let located = locate(&document(), "POST", "/book/{id}", side, at);
    (located.pointer, located.components)
}

fn component(name: &str, within: &str) -> (String, String) {
    (name.to_owned(), within.to_owned())
}

#[test]
fn references_are_followed_to_the_innermost_component() {
    assert_eq!(
        found("response", "/notes/*/=short"),
        (
            "/components/schemas/Note/enum".to_owned(),
            vec![
                component("Note", "/enum/short"),
                component("Booking", "/properties/notes/items"),
            ]
        )
    );
}

#[test]
fn a_member_of_a_union_is_found_by_its_tag() {
    assert_eq!(
        found("request", "/op=move/to"),
        (
            "/components/schemas/Change/oneOf/1/properties/to".to_owned(),
            vec![component("Change", "/oneOf/move/properties/to")]
        )
    );
}

#[test]
fn what_is_not_there_is_looked_for_where_it_was() {
    assert_eq!(
        found("request", "/op=move/gone").0,
        "/components/schemas/Change/oneOf/1"
    );
    assert_eq!(found("operation", "").0, "/paths/~1book~1{id}/post");
    assert_eq!(
        found("request", "query:lang").0,
        "/components/parameters/Lang/schema"
    );
    assert_eq!(found("request", "query:gone").0, "/paths/~1book~1{id}/post");
}

#[test]
fn a_media_type_before_the_place_chooses_the_body() {
    assert_eq!(
        found("response", "text/event-stream:/op=move/to"),
        (
            "/components/schemas/Change/oneOf/1/properties/to".to_owned(),
            vec![component("Change", "/oneOf/move/properties/to")]
        )
    );
}

#[test]
fn a_media_type_alone_and_an_address_as_a_value_are_no_steps() {
    let changed = found("response", "text/event-stream:").0;
    assert_eq!(changed, "/components/schemas/Change");
    let lang = found("request", "query:lang/=https://example.com").0;
    assert_eq!(lang, "/components/parameters/Lang/schema");
}

#[test]
fn a_header_of_an_answer_is_found_by_its_name_in_any_case() {
    let answers = "/paths/~1book~1{id}/post/responses";
    for (at, place) in [
        ("4XX:header:retry-after", "4XX/headers/Retry-After/schema"),
        ("header:lang", "2XX/headers/Lang/schema"),
    ] {
        assert_eq!(found("response", at).0, format!("{answers}/{place}"));
    }
}
