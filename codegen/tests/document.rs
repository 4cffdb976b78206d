//! openapi.json is valid OpenAPI 3.0 and complete.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod support;

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::Validator;
use scheduler_codegen::document::{Operation, operations};
use serde_json::{Value, json};
use support::document;

/// A place in the document and what stands there.
type Place<'a> = (String, &'a Value);

fn with_id<'a>(document: &'a Value, id: &str) -> Operation<'a> {
    operations(document)
        .find(|operation| operation.id == id)
        .unwrap_or_else(|| panic!("the document has the operation `{id}`"))
}

fn follow<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => document
            .pointer(reference.trim_start_matches('#'))
            .unwrap_or_else(|| panic!("`{reference}` points at something")),
        None => value,
    }
}

/// All that can be reached from a value, references followed, each place once.
fn reachable<'a>(document: &'a Value, from: Place<'a>) -> Vec<Place<'a>> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    let mut found = Vec::new();
    while let Some((place, value)) = open.pop() {
        if !seen.insert(place.clone()) {
            continue;
        }
        found.push((place.clone(), value));
        match value {
            Value::Object(object) => {
                if let Some(reference) = object.get("$ref").and_then(Value::as_str) {
                    open.push((
                        reference.trim_start_matches('#').to_owned(),
                        follow(document, value),
                    ));
                }
                for (key, inner) in object.iter().filter(|(key, _)| *key != "example") {
                    open.push((format!("{place}/{key}"), inner));
                }
            }
            Value::Array(items) => {
                for (index, inner) in items.iter().enumerate() {
                    open.push((format!("{place}/{index}"), inner));
                }
            }
            _ => {}
        }
    }
    found
}

fn request_bodies(document: &Value) -> impl Iterator<Item = Place<'_>> {
    operations(document).filter_map(|operation| {
        let body = operation.definition.get("requestBody")?;
        Some((format!("{} request", operation.id), body))
    })
}

fn responses(document: &Value) -> impl Iterator<Item = Place<'_>> {
    operations(document).flat_map(move |operation| {
        let responses = operation.definition["responses"].as_object();
        responses
            .into_iter()
            .flatten()
            .map(move |(status, response)| {
                (
                    format!("{} {status}", operation.id),
                    follow(document, response),
                )
            })
    })
}

/// Every body of every operation: its media type, schema and example.
fn media(document: &Value) -> Vec<(String, &Value)> {
    request_bodies(document)
        .chain(responses(document))
        .flat_map(|(place, body)| {
            let content = body.get("content").and_then(Value::as_object);
            content
                .into_iter()
                .flatten()
                .map(move |(media_type, media)| (format!("{place} {media_type}"), media))
        })
        .collect()
}

fn validator(document: &Value, schema: &Value) -> Validator {
    let mut root = json!({ "allOf": [schema] });
    root["components"] = document["components"].clone();
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft4)
        .should_validate_formats(true)
        .build(&root)
        .expect("the schema is a schema")
}

#[test]
fn it_is_valid_openapi_3_0() {
    let document = document();
    let schema: Value = serde_json::from_str(include_str!("openapi-3.0/schema.json"))
        .expect("the official schema is JSON");
    let official = jsonschema::options()
        .with_draft(jsonschema::Draft::Draft4)
        .build(&schema)
        .expect("the official schema is a schema");
    let errors: Vec<String> = official
        .iter_errors(&document)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "the official schema refuses {errors:#?}");
    serde_json::from_value::<openapiv3::OpenAPI>(document).expect("openapiv3 reads it");
}

#[test]
fn the_validator_refuses_what_is_not_openapi() {
    let mut document = document();
    document["paths"]["/api/public"]["get"]["responses"] = json!({ "200": {} });
    let schema: Value = serde_json::from_str(include_str!("openapi-3.0/schema.json"))
        .expect("the official schema is JSON");
    let official = jsonschema::draft4::new(&schema).expect("the official schema is a schema");
    assert!(
        !official.is_valid(&document),
        "a response needs a description"
    );
}

#[test]
fn every_operation_has_a_name_a_summary_and_one_declared_tag() {
    let document = document();
    let declared: BTreeSet<&str> = document["tags"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|tag| tag["name"].as_str())
        .collect();
    assert!(
        operations(&document).count() >= 19,
        "all operations are there"
    );
    for operation in operations(&document) {
        let id = operation.id;
        let words: Vec<&str> = id.split('_').collect();
        assert!(
            words.len() == 2
                && words
                    .iter()
                    .all(|word| word.chars().all(|letter| letter.is_ascii_lowercase())),
            "`{id}` reads noun_verb"
        );
        let summary = operation.definition["summary"].as_str().unwrap_or_default();
        assert!(!summary.is_empty(), "`{id}` has a summary");
        let tags = operation.definition["tags"]
            .as_array()
            .map_or(&[][..], Vec::as_slice);
        let [tag] = tags else {
            panic!("`{id}` has exactly one tag, not {tags:?}");
        };
        assert!(
            declared.contains(tag.as_str().unwrap_or_default()),
            "the tag of `{id}` is declared"
        );
    }
}

#[test]
fn every_operation_answers_failures_with_the_error_body() {
    let document = document();
    for operation in operations(&document) {
        for status in ["4XX", "5XX"] {
            let response = follow(&document, &operation.definition["responses"][status]);
            assert_eq!(
                response["content"]["application/json"]["schema"]["$ref"],
                "#/components/schemas/ErrorBody",
                "`{}` documents {status}",
                operation.id
            );
            assert!(
                response["headers"]["Retry-After"].is_object(),
                "{status} of `{}` documents Retry-After",
                operation.id
            );
        }
    }
}

#[test]
fn every_response_names_the_contract() {
    let document = document();
    for (place, response) in responses(&document) {
        assert!(
            response["headers"]["Nexus-Contract"].is_object(),
            "{place} has the header Nexus-Contract"
        );
    }
}

#[test]
fn every_body_has_an_example_that_its_schema_accepts() {
    let document = document();
    let media = media(&document);
    assert!(media.len() > 40, "bodies are found: {}", media.len());
    for (place, media) in media {
        let example = media
            .get("example")
            .unwrap_or_else(|| panic!("{place} has an example"));
        let validator = validator(&document, &media["schema"]);
        let errors: Vec<String> = validator
            .iter_errors(example)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(
            errors.is_empty(),
            "the example of {place} is refused: {errors:#?}"
        );
    }
}

#[test]
fn every_integer_has_both_bounds() {
    let document = document();
    let mut integers = 0;
    for (place, schema) in reachable(&document, (String::new(), &document)) {
        if schema.get("type") == Some(&json!("integer")) {
            integers += 1;
            for bound in ["minimum", "maximum"] {
                assert!(
                    schema.get(bound).is_some_and(Value::is_number),
                    "{place} has a {bound}"
                );
            }
        }
    }
    assert!(integers > 10, "integers are found: {integers}");
}

#[test]
fn requests_refuse_unknown_properties_and_responses_do_not() {
    let document = document();
    let objects = |from| {
        reachable(&document, from)
            .into_iter()
            .filter(|(_, schema)| schema.get("type") == Some(&json!("object")))
    };
    let mut requests = 0;
    for body in request_bodies(&document) {
        for (place, schema) in objects(body) {
            requests += 1;
            assert_eq!(
                schema.get("additionalProperties"),
                Some(&json!(false)),
                "{place} is closed"
            );
        }
    }
    assert!(requests > 5, "objects of requests are found: {requests}");
    for response in responses(&document) {
        for (place, schema) in objects(response) {
            assert_ne!(
                schema.get("additionalProperties"),
                Some(&json!(false)),
                "{place} is open"
            );
        }
    }
}

#[test]
fn operations_that_take_a_stoken_say_so() {
    let document = document();
    let schemes = &document["components"]["securitySchemes"];
    assert_eq!(schemes["stoken"]["scheme"], "bearer");
    assert_eq!(schemes["streamStoken"]["in"], "query");

    let mut found: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for operation in operations(&document) {
        let security = operation.definition["security"].to_string();
        found.entry(security).or_default().push(operation.id);
    }
    for ids in found.values_mut() {
        ids.sort_unstable();
    }
    let of = |security: Value| {
        found
            .get(&security.to_string())
            .cloned()
            .unwrap_or_default()
    };
    assert_eq!(of(json!([{}, { "stoken": [] }])), ["booking_create"]);
    assert_eq!(of(json!([{ "streamStoken": [] }])), ["event_stream"]);
    assert_eq!(
        of(json!([{ "stoken": [] }])),
        [
            "booking_calendar",
            "booking_change",
            "booking_list",
            "booking_view",
            "session_code",
            "session_end",
            "session_refresh",
            "session_stream",
            "session_verify",
        ]
    );
}

#[test]
fn streams_and_calendar_files_have_their_media_types() {
    let document = document();
    let success = |id| &with_id(&document, id).definition["responses"]["200"]["content"];
    assert_eq!(
        success("event_stream")["text/event-stream"]["schema"]["$ref"],
        "#/components/schemas/Event"
    );
    assert!(success("booking_calendar")["text/calendar"]["schema"].is_object());
}
