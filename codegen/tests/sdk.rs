//! What the SDK looks like where progenitor alone would make it closed, lossy or wrong.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

use scheduler_codegen::sdk;
use serde_json::{Value, json};

/// A document of one operation that answers a `Thing`, with these components beside it.
fn document(components: Value, operation: Value) -> Value {
    let mut get = json!({
        "operationId": "thing_view",
        "responses": { "200": { "description": "it", "content": { "application/json": {
            "schema": { "$ref": "#/components/schemas/Thing" },
        } } } },
    });
    if let (Some(get), Some(more)) = (get.as_object_mut(), operation.as_object()) {
        get.extend(more.clone());
    }
    let mut schemas = components;
    if schemas.get("Thing").is_none() {
        schemas["Thing"] = json!({ "type": "object", "properties": {} });
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Things", "version": "1.0.0" },
        "paths": { "/things": { "get": get } },
        "components": { "schemas": schemas },
    })
}

fn client(document: &Value) -> String {
    prettyplease::unparse(&sdk::client(document).expect("the client is generated"))
}

fn mock(document: &Value) -> String {
    prettyplease::unparse(&sdk::mock(document).expect("the mock server is generated"))
}

fn refusal(document: &Value) -> String {
    match sdk::client(document) {
        Ok(_) => panic!("no client is generated"),
        Err(error) => error.to_string(),
    }
}

fn union(open: bool) -> Value {
    let member = |tag: &str| {
        json!({
            "type": "object",
            "properties": { "code": { "type": "string", "enum": [tag] }, "message": { "type": "string" } },
            "required": ["code", "message"],
        })
    };
    json!({ "Failure": { "oneOf": [member("taken"), member("too_late")], "x-open": open } })
}

#[test]
fn an_open_union_keeps_members_it_does_not_know() {
    let text = client(&document(union(true), json!({})));
    assert!(text.contains("Unknown(Unknown)"), "{text}");
    assert!(text.contains("pub struct Unknown"), "{text}");
    assert!(
        text.contains(r#"None | Some("taken" | "too_late")"#),
        "a known or missing tag is read strictly:\n{text}"
    );
}

#[test]
fn a_closed_union_stays_closed() {
    let text = client(&document(union(false), json!({})));
    assert!(!text.contains("Unknown"), "{text}");
}

#[test]
fn an_open_enum_keeps_values_it_does_not_know() {
    let colour =
        json!({ "Colour": { "type": "string", "enum": ["red", "green"], "x-open": true } });
    let text = client(&document(colour, json!({})));
    for written in [
        "#[serde(untagged)]\n        Unknown(::std::string::String)",
        "Self::Unknown(value) => f.write_str(value)",
        "_ => Ok(Self::Unknown(value.to_owned()))",
    ] {
        assert!(text.contains(written), "`{written}` stands in\n{text}");
    }
}

#[test]
fn what_cannot_be_opened_is_refused_by_name() {
    let object = json!({ "Thing": { "type": "object", "properties": {}, "x-open": true } });
    let refused = refusal(&document(object, json!({})));
    assert!(refused.contains("`Thing` is declared open"), "{refused}");

    let untagged = json!({ "Failure": { "x-open": true, "oneOf": [
        { "type": "object", "properties": { "a": { "type": "string" } }, "required": ["a"] },
        { "type": "object", "properties": { "b": { "type": "string" } }, "required": ["b"] },
    ] } });
    let refused = refusal(&document(untagged, json!({})));
    assert!(refused.contains("`Failure` is declared open"), "{refused}");
}

#[test]
fn what_progenitor_cannot_express_is_an_error_not_a_panic() {
    let answer = |name: &str| {
        let reference = format!("#/components/schemas/{name}");
        json!({ "description": "no", "content": { "application/json": { "schema": { "$ref": reference } } } })
    };
    let two_error_types =
        json!({ "responses": { "4XX": answer("Thing"), "5XX": answer("Other") } });
    let other =
        json!({ "Other": { "type": "object", "properties": { "a": { "type": "string" } } } });
    let refused = refusal(&document(other, two_error_types));
    assert!(refused.contains("no SDK can be generated"), "{refused}");
}

#[test]
fn deprecations_reach_the_compiler() {
    let thing = json!({ "Thing": { "type": "object", "properties": {
        "oldName": { "type": "string", "deprecated": true },
        "name": { "type": "string" },
    } } });
    let text = client(&document(thing, json!({ "deprecated": true })));
    assert_eq!(
        text.matches("#[deprecated").count(),
        2,
        "the method and the field:\n{text}"
    );
}

#[test]
fn limits_make_no_types_and_names_are_made_from_text() {
    let components = json!({
        "Slug": { "type": "string", "maxLength": 63, "pattern": "^[a-z]+$" },
        "Thing": { "type": "object", "properties": {
            "seats": { "type": "integer", "format": "uint32", "minimum": 1, "maximum": 9 },
        }, "required": ["seats"] },
    });
    let text = client(&document(components, json!({})));
    assert!(text.contains("pub seats: u32"), "{text}");
    assert!(
        text.contains("impl ::std::convert::From<&str> for Slug"),
        "{text}"
    );
    assert!(!text.contains("regress"), "{text}");
}

#[test]
fn ids_can_be_copied_and_compared() {
    let text = client(&document(
        json!({ "ThingId": { "type": "string", "format": "uuid" } }),
        json!({}),
    ));
    let before = text.split("pub struct ThingId").next().unwrap_or_default();
    let derives = before.rsplit("#[derive(").next().unwrap_or_default();
    for name in ["Copy", "Eq", "Hash", "Ord"] {
        assert!(derives.contains(name), "ThingId is {name}: {derives}");
    }
}

#[test]
fn the_client_has_no_constructor_that_panics() {
    let text = client(&document(json!({}), json!({})));
    assert!(text.contains("pub fn new_with_client("), "{text}");
    assert!(!text.contains("client.build().unwrap()"), "{text}");
}

#[test]
fn the_mock_server_answers_text_as_text_and_expects_instants_as_they_are_sent() {
    let stream = json!({
        "parameters": [{
            "in": "query", "name": "from", "required": true,
            "schema": { "type": "string", "format": "date-time" },
        }],
        "responses": { "200": { "description": "it", "content": { "text/event-stream": {
            "schema": { "$ref": "#/components/schemas/Thing" },
        } } } },
    });
    let text = mock(&document(json!({}), stream));
    assert!(
        text.contains(r#".header("content-type", "text/event-stream")"#),
        "{text}"
    );
    assert!(text.contains("to_rfc3339_opts"), "{text}");
    assert!(!text.contains("regex::"), "{text}");
}

#[test]
fn what_waits_has_the_same_calls_and_no_streams() {
    let document = document(json!({}), json!({}));
    let generated = sdk::client(&document).expect("the client is generated");
    let text = prettyplease::unparse(
        &sdk::blocking(&generated, &document).expect("the blocking calls are generated"),
    );
    assert!(text.contains("pub fn thing_view(&self)"), "{text}");
    assert!(
        text.contains("pub fn send(self) -> Result<ResponseValue<types::Thing>, Error>"),
        "{text}"
    );
    assert!(
        !text.contains("await;"),
        "examples don't wait by async:\n{text}"
    );

    let document = streaming();
    let generated = sdk::client(&document).expect("the client is generated");
    let text = prettyplease::unparse(
        &sdk::blocking(&generated, &document).expect("the blocking calls are generated"),
    );
    assert!(!text.contains("thing_view"), "a stream has no end:\n{text}");
}

fn streaming() -> Value {
    let stream = json!({ "responses": { "200": { "description": "it", "content": {
        "text/event-stream": { "schema": { "$ref": "#/components/schemas/Thing" } },
    } } } });
    document(json!({}), stream)
}

#[test]
fn a_command_line_has_no_secret_of_a_url_and_leaves_nothing_open() {
    let cli = |document: &Value| {
        prettyplease::unparse(&sdk::cli(document).expect("the command line is generated"))
    };
    let text = cli(&document(json!({}), json!({})));
    assert!(text.contains("CliCommand::ThingView"), "{text}");
    for open in [
        "todo!",
        "schemars",
        "json-body-template",
        "XXX",
        "list_item",
    ] {
        assert!(!text.contains(open), "{open} stands in\n{text}");
    }
    assert!(
        !cli(&streaming()).contains("ThingView"),
        "streams take their secret in the URL"
    );

    let text = cli(&document(
        json!({}),
        json!({ "responses": { "200": { "description": "it",
        "content": { "text/calendar": { "schema": { "type": "string" } } } } } }),
    ));
    assert!(text.contains("self.config.success_text(r).await"), "{text}");
}
