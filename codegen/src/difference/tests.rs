use serde_json::{Value, json};

use super::{Kind, Part, differences};

fn document(schema: Value) -> Value {
    json!({
        "paths": { "/bookings": { "get": { "operationId": "booking_list", "responses": {} } } },
        "components": { "schemas": { "Booking": schema } },
    })
}

/// What changed in the component `Booking`, as sentences.
fn told(old: Value, new: Value) -> Vec<String> {
    let found = differences(&document(old), &document(new));
    let [difference] = found.as_slice() else {
        panic!("one part differs: {found:?}");
    };
    assert_eq!(
        difference.part,
        Part::Component("schemas".to_owned(), "Booking".to_owned())
    );
    match &difference.kind {
        Kind::Changed(changes) => changes
            .iter()
            .map(|change| change.message.clone())
            .collect(),
        other => panic!("the component changed: {other:?}"),
    }
}

#[test]
fn the_same_document_has_no_differences() {
    let same = document(json!({ "type": "object" }));
    assert_eq!(differences(&same, &same), []);
}

#[test]
fn a_renamed_property_is_told_as_one() {
    let old = json!({ "properties": { "name": { "type": "string" } }, "required": ["name"] });
    let new =
        json!({ "properties": { "fullName": { "type": "string" } }, "required": ["fullName"] });
    assert_eq!(told(old, new), ["property `name` is now `fullName`"]);
}

#[test]
fn a_property_that_stays_and_becomes_required_is_told() {
    let old = json!({ "properties": { "name": {}, "age": {} }, "required": ["age"] });
    let new = json!({ "properties": { "name": {}, "age": {} }, "required": ["age", "name"] });
    assert_eq!(told(old, new), ["the requirement of `name` is new"]);
}

#[test]
fn a_property_with_another_type_is_no_rename() {
    let old = json!({ "properties": { "name": { "type": "string" } } });
    let new = json!({ "properties": { "age": { "type": "integer" } } });
    assert_eq!(
        told(old, new),
        ["property `name` is gone", "property `age` is new"]
    );
}

#[test]
fn enum_values_are_told_by_name() {
    let old = json!({ "properties": { "status": { "enum": ["confirmed", "cancelled"] } } });
    let new =
        json!({ "properties": { "status": { "enum": ["cancelled", "no_show", "confirmed"] } } });
    assert_eq!(
        told(old, new),
        ["property `status`: value `no_show` is new"]
    );
}

#[test]
fn limits_are_told_with_their_values() {
    let old = json!({ "properties": { "note": { "maxLength": 10 } } });
    let new = json!({ "properties": { "note": { "maxLength": 20, "minLength": 1 } } });
    assert_eq!(
        told(old, new),
        [
            "property `note`: `minLength` is new: `1`",
            "property `note`: `maxLength` was `10`, is `20`",
        ]
    );
}

#[test]
fn members_of_a_union_are_told_by_their_tag() {
    let member = |tag: &str, field: &str| json!({ "properties": { "code": { "enum": [tag] }, field: { "type": "string" } } });
    let old = json!({ "oneOf": [member("taken", "message"), member("policy", "message")] });
    let new = json!({ "oneOf": [member("drift", "message"), member("taken", "text")] });
    assert_eq!(
        told(old, new),
        [
            "member `taken`: property `message` is now `text`",
            "member `policy` is gone",
            "member `drift` is new",
        ]
    );
}

#[test]
fn a_property_called_description_is_no_prose() {
    let old = json!({ "description": "A.", "properties": { "description": { "maxLength": 1 } } });
    let new = json!({ "description": "B.", "properties": { "description": { "maxLength": 2 } } });
    let found = differences(&document(old), &document(new));
    let prose: Vec<(String, bool)> = match found.first().map(|difference| &difference.kind) {
        Some(Kind::Changed(changes)) => changes
            .iter()
            .map(|change| (change.at.clone(), change.prose))
            .collect(),
        other => panic!("the component changed: {other:?}"),
    };
    assert_eq!(
        prose,
        [
            ("/description".to_owned(), true),
            ("/properties/description/maxLength".to_owned(), false),
        ]
    );
}

#[test]
fn operations_are_matched_by_id_wherever_they_moved() {
    let old = json!({ "paths": { "/a": { "get": { "operationId": "thing_view" } } } });
    let new = json!({ "paths": {
        "/b": { "post": { "operationId": "thing_view" } },
        "/c": { "get": { "operationId": "thing_list" } },
    } });
    let found = differences(&old, &new);
    let [added, moved] = found.as_slice() else {
        panic!("two operations differ: {found:?}");
    };
    assert_eq!(added.part, Part::Operation("thing_list".to_owned()));
    assert_eq!(added.kind, Kind::Added);
    let Kind::Changed(changes) = &moved.kind else {
        panic!("the operation moved: {moved:?}");
    };
    assert_eq!(changes.len(), 1);
    assert_eq!(
        changes.first().map(|change| change.message.as_str()),
        Some("`GET /a` became `POST /b`")
    );
}
