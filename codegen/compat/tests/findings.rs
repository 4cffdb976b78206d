//! One logical change makes one finding, at its smallest place; what is only written differently makes none.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use contract_compat::{Document, FindingVerdict, Options, Report, Verdict, compare};
use serde_json::{Value, json};

fn request(schema: &Value, components: &Value) -> Value {
    operation(
        json!({ "requestBody": { "required": true, "content": { "application/json": { "schema": schema } } } }),
        components,
    )
}

fn response(schema: &Value, components: &Value) -> Value {
    operation(
        json!({ "responses": { "200": { "description": "done", "content": { "application/json": { "schema": schema } } } } }),
        components,
    )
}

fn operation(members: Value, components: &Value) -> Value {
    let mut operation =
        json!({ "operationId": "thing_create", "responses": { "204": { "description": "done" } } });
    for (key, value) in members.as_object().unwrap() {
        operation[key] = value.clone();
    }
    json!({
        "openapi": "3.0.3", "info": { "title": "Things", "version": "1.0.0" },
        "paths": { "/things/{id}": { "post": operation } }, "components": { "schemas": components },
    })
}

fn judged(old: Value, new: Value) -> Report {
    let parse = |root| Document::parse(root).unwrap();
    compare(&parse(old), &parse(new), &Options::default()).unwrap()
}

/// Rule and place of all findings on the wire.
fn found(report: &Report) -> Vec<(String, String)> {
    let wire = report
        .findings()
        .filter(|(_, finding)| !finding.rule.starts_with("source-"));
    wire.map(|(_, finding)| (finding.rule.clone(), finding.at.clone()))
        .collect()
}

fn pair(rule: &str, at: &str) -> Vec<(String, String)> {
    vec![(rule.to_owned(), at.to_owned())]
}

fn no_difference(old: &Value, new: &Value, components: &Value) {
    for document in [request, response] {
        let report = judged(document(old, components), document(new, components));
        assert_eq!(found(&report), Vec::new(), "{old} is {new}");
        assert_ne!(report.verdict, Verdict::Breaking);
    }
}

#[test]
fn null_is_one_thing_however_it_is_spelled() {
    let components = json!({ "Name": { "type": "string", "maxLength": 9 } });
    let reference = json!({ "$ref": "#/components/schemas/Name" });
    let plain = json!({ "type": "string", "maxLength": 9, "nullable": true });
    for other in [
        json!({ "type": ["string", "null"], "maxLength": 9 }),
        json!({ "anyOf": [reference, { "type": "null" }] }),
        json!({ "oneOf": [{ "type": "null" }, reference] }),
        json!({ "allOf": [reference], "nullable": true }),
    ] {
        no_difference(&plain, &other, &components);
        no_difference(&other, &plain, &components);
        let report = judged(
            request(&other, &components),
            request(&reference, &components),
        );
        assert_eq!(found(&report), pair("request-null-refused", "/"), "{other}");
    }
}

#[test]
fn layout_is_no_change() {
    let thing = json!({ "type": "object", "properties": { "name": { "type": "string" } }, "required": ["name"] });
    let components = json!({ "Thing": thing, "Item": thing });
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    no_difference(&reference("Thing"), &reference("Item"), &components);
    no_difference(&reference("Thing"), &thing, &components);
    no_difference(
        &thing,
        &json!({ "allOf": [reference("Item")] }),
        &components,
    );
    no_difference(
        &json!({ "oneOf": [thing, { "type": "string" }] }),
        &json!({ "oneOf": [{ "type": "string" }, reference("Item")] }),
        &components,
    );
    no_difference(
        &json!({ "enum": ["a", "b"], "type": "string" }),
        &json!({ "oneOf": [{ "enum": ["b"], "type": "string" }, { "enum": ["a"], "type": "string" }] }),
        &components,
    );
}

#[test]
fn a_renamed_optional_property_of_an_open_request_is_ignored_silently() {
    let object =
        |name: &str| json!({ "type": "object", "properties": { name: { "type": "string" } } });
    let report = judged(
        request(&object("phone"), &json!({})),
        request(&object("mobile"), &json!({})),
    );
    assert_eq!(report.operations[0].request, Verdict::Breaking);
    let ignored: Vec<_> = report
        .findings()
        .filter(|(_, finding)| finding.verdict == FindingVerdict::Breaking)
        .collect();
    assert_eq!(ignored.len(), 1);
    assert_eq!(
        (ignored[0].1.rule.as_str(), ignored[0].1.at.as_str()),
        ("request-property-ignored", "/phone")
    );
    assert_eq!(ignored[0].1.witness, Value::Null);
}

#[test]
fn a_change_of_a_shared_component_is_told_once() {
    let old = json!({ "Zone": { "type": "string", "maxLength": 20 } });
    let new = json!({ "Zone": { "type": "string", "maxLength": 10 } });
    let reference = json!({ "$ref": "#/components/schemas/Zone" });
    let schema =
        json!({ "type": "object", "properties": { "home": reference, "away": reference } });
    let report = judged(request(&schema, &old), request(&schema, &new));
    assert_eq!(found(&report), pair("request-max-length-lowered", "/away"));
}

#[test]
fn a_change_of_what_several_members_of_a_union_hold_is_told_by_field_and_nothing_else() {
    let member = |tag: &str| {
        json!({ "type": "object", "required": ["type", "booking"], "properties": {
            "type": { "type": "string", "enum": [tag] },
            "booking": { "$ref": "#/components/schemas/Booking" } } })
    };
    let event = json!({ "oneOf": [member("made"), member("moved"), member("cancelled")] });
    let booking = |statuses: Value| json!({ "Booking": { "type": "object", "required": ["status"], "properties": { "status": { "type": "string", "enum": statuses } } } });
    let (old, new) = (booking(json!(["here"])), booking(json!(["here", "gone"])));
    let report = judged(response(&event, &old), response(&event, &new));
    let place = "/type=made/booking/status/=gone";
    assert_eq!(found(&report), pair("response-enum-value-added", place));
}

#[test]
fn a_change_told_elsewhere_hides_no_other() {
    let shared = |most: u32| json!({ "type": "integer", "maximum": most });
    let components = |most: u32| json!({ "Shared": shared(most), "Other": { "type": "string" } });
    let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
    let body = |b: Value| {
        json!({ "type": "object", "required": ["a"],
            "properties": { "a": reference("Shared"), "b": b } })
    };
    // What is lost at `/b` is Other alone: the integers that Shared no longer takes are taken there still.
    let old = body(json!({ "anyOf": [reference("Shared"), reference("Other")] }));
    let new = body(json!({
        "anyOf": [reference("Shared"), { "type": "integer" }, reference("Other")],
        "not": { "type": "string", "maxLength": 3 } }));
    let report = judged(request(&old, &components(9)), request(&new, &components(8)));
    let places: Vec<String> = found(&report).into_iter().map(|(_, at)| at).collect();
    assert!(places.contains(&"/a".to_owned()), "{places:?}");
    assert!(places.iter().any(|at| at.starts_with("/b")), "{places:?}");

    let inner = |more: Value| {
        let mut inner = json!({ "type": "object",
            "properties": { "s": reference("Shared"), "k": { "type": "string" } } });
        for (key, value) in more.as_object().unwrap() {
            inner[key] = value.clone();
        }
        body(inner)
    };
    let (old, new) = (
        inner(json!({})),
        inner(json!({ "not": { "required": ["k"] } })),
    );
    let report = judged(request(&old, &components(9)), request(&new, &components(8)));
    let places: Vec<String> = found(&report).into_iter().map(|(_, at)| at).collect();
    assert!(places.contains(&"/b".to_owned()), "{places:?}");
}

#[test]
fn an_open_enum_and_an_open_union_may_grow_in_responses_only() {
    let states =
        |values: Value| json!({ "State": { "type": "string", "enum": values, "x-open": true } });
    let member = |tag: &str, size: &str| json!({ "type": "object", "properties": { "kind": { "type": "string", "enum": [tag] }, "size": { "type": size } }, "required": ["kind", "size"] });
    let events = |members: Value| json!({ "State": { "oneOf": members, "x-open": true } });
    let reference = json!({ "$ref": "#/components/schemas/State" });
    let grown = judged(
        response(&reference, &states(json!(["a"]))),
        response(&reference, &states(json!(["a", "b"]))),
    );
    assert_eq!(grown.operations[0].response, Verdict::Compatible);
    let shrunk = judged(
        request(&reference, &states(json!(["a", "b"]))),
        request(&reference, &states(json!(["a"]))),
    );
    assert_eq!(shrunk.operations[0].request, Verdict::Breaking);

    let two = json!([member("a", "string"), member("b", "string")]);
    let three = json!([
        member("a", "string"),
        member("b", "string"),
        member("c", "string")
    ]);
    let grown = judged(
        response(&reference, &events(two.clone())),
        response(&reference, &events(three)),
    );
    assert_eq!(grown.operations[0].response, Verdict::Compatible);
    let changed = judged(
        response(&reference, &events(two)),
        response(
            &reference,
            &events(json!([member("a", "string"), member("b", "integer")])),
        ),
    );
    assert_eq!(
        found(&changed),
        pair("response-type-widened", "/kind=b/size")
    );
}

#[test]
fn read_only_properties_are_no_part_of_a_request() {
    let thing = |required: Value| json!({ "type": "object", "properties": { "id": { "type": "string", "readOnly": true }, "name": { "type": "string" } }, "required": required });
    let report = judged(
        request(&thing(json!(["name"])), &json!({})),
        request(&thing(json!(["id", "name"])), &json!({})),
    );
    assert_eq!(report.operations[0].request, Verdict::Compatible);
    let report = judged(
        response(&thing(json!(["id"])), &json!({})),
        response(&thing(json!([])), &json!({})),
    );
    assert_eq!(
        found(&report),
        pair("response-property-became-optional", "/id")
    );
}

#[test]
fn a_discriminator_tells_variants_apart() {
    let pet = |extra: &str| json!({ "type": "object", "properties": { "kind": { "type": "string" }, extra: { "type": "string" } }, "required": ["kind", extra] });
    let components = json!({ "Cat": pet("name"), "Dog": pet("name"), "Cow": pet("name") });
    let union = |names: &[&str]| {
        let members: Vec<Value> = names
            .iter()
            .map(|name| json!({ "$ref": format!("#/components/schemas/{name}") }))
            .collect();
        json!({ "oneOf": members, "discriminator": { "propertyName": "kind" } })
    };
    let report = judged(
        response(&union(&["Cat", "Dog"]), &components),
        response(&union(&["Cat", "Dog", "Cow"]), &components),
    );
    assert_eq!(report.operations[0].response, Verdict::Breaking);
    assert_eq!(
        found(&report),
        pair("response-union-member-added", "/kind=Cow")
    );
    let report = judged(
        request(&union(&["Cat", "Dog"]), &components),
        request(&union(&["Dog", "Cat", "Cow"]), &components),
    );
    assert_eq!(report.operations[0].request, Verdict::Compatible);
}

#[test]
fn parameters_are_compared_wherever_they_are_declared() {
    let parameter = |schema: Value| json!({ "in": "query", "name": "limit", "schema": schema });
    let old = operation(
        json!({ "parameters": [parameter(json!({ "type": "integer" }))] }),
        &json!({}),
    );
    let mut new = operation(json!({}), &json!({}));
    new["paths"]["/things/{id}"]["parameters"] =
        json!([parameter(json!({ "type": "integer", "maximum": 100 }))]);
    let report = judged(old, new);
    assert_eq!(
        found(&report),
        pair("request-maximum-lowered", "query:limit")
    );
    assert_eq!(
        report.operations[0].findings[0].witness,
        json!({ "in": "query", "name": "limit", "value": 101 })
    );
}

#[test]
fn statuses_match_their_ranges() {
    let answers = |statuses: &[&str]| {
        let responses: serde_json::Map<String, Value> = statuses
            .iter()
            .map(|status| ((*status).to_owned(), json!({ "description": "x" })))
            .collect();
        operation(json!({ "responses": responses }), &json!({}))
    };
    assert_eq!(
        judged(answers(&["200", "4XX"]), answers(&["200", "4XX", "404"])).operations[0].response,
        Verdict::Compatible
    );
    assert_eq!(
        found(&judged(answers(&["200"]), answers(&["200", "404"]))),
        pair("response-status-added", "404:")
    );
    assert_eq!(
        found(&judged(answers(&["200"]), answers(&["201"]))),
        pair("response-status-removed", "200:")
    );
}

#[test]
fn a_pattern_that_cannot_be_decided_says_so() {
    let text = |pattern: &str| json!({ "type": "string", "pattern": pattern });
    let report = judged(
        request(&text("^(a|b)+$"), &json!({})),
        request(&text("^[ab]+$"), &json!({})),
    );
    assert_eq!(report.operations[0].request, Verdict::Breaking);
    assert_eq!(
        report.operations[0].findings[0].verdict,
        FindingVerdict::Undecided
    );
    let report = judged(
        request(&text("^[a-z]+$"), &json!({})),
        request(&text("^[a-c]+$"), &json!({})),
    );
    assert_eq!(
        report.operations[0].findings[0].verdict,
        FindingVerdict::Breaking
    );
    let report = judged(
        request(&text("^[a-z]+$"), &json!({})),
        request(&json!({ "type": "string" }), &json!({})),
    );
    assert_eq!(report.operations[0].request, Verdict::Compatible);
}

#[test]
fn the_report_is_the_json_of_diff() {
    let report = judged(
        request(&json!({ "type": "integer" }), &json!({})),
        request(&json!({ "type": "integer", "minimum": 3 }), &json!({})),
    );
    let finding = &report.operations[0].findings[0];
    assert_eq!(
        serde_json::to_value(&report).unwrap(),
        json!({
            "verdict": "breaking", "old": { "version": "1.0.0" }, "new": { "version": "1.0.0" },
            "operations": [{
                "operationId": "thing_create", "method": "POST", "path": "/things/{id}",
                "request": "breaking", "response": "identical", "source": "compatible",
                "findings": [{
                    "id": finding.id, "side": "request", "rule": "request-minimum-raised", "verdict": "breaking", "at": "/",
                    "message": finding.message, "old": {}, "new": { "minimum": 3 }, "witness": 0,
                }],
            }],
        })
    );
    assert_eq!(finding.id.len(), 12);
}

#[test]
fn a_union_beside_other_keywords_may_declare_what_they_do_not() {
    let price = |rule: Value| json!({ "type": "object", "properties": { "price": rule }, "required": ["price"] });
    let tagged = json!({ "type": "object", "properties": { "tags": { "type": "string" } }, "required": ["tags"] });
    let old = json!({ "allOf": [{ "oneOf": [tagged, { "type": "boolean" }] }, price(json!({ "type": "integer", "minimum": 3 }))] });
    let new = json!({ "allOf": [tagged, price(json!({ "type": "integer", "minimum": 3, "multipleOf": 2 }))] });
    let report = judged(request(&old, &json!({})), request(&new, &json!({})));
    assert_eq!(report.operations[0].request, Verdict::Breaking);
}

#[test]
fn members_of_a_union_belong_together_by_tag_then_by_what_they_hold() {
    let text = json!({ "type": "string" });
    let member = |kind: Value, name: &str, rule: &Value| {
        json!({ "type": "object", "required": ["kind", "at", name], "additionalProperties": false,
            "properties": { "kind": kind, "at": text, name: rule } })
    };
    let tag = |value: &str| json!({ "type": "string", "enum": [value] });
    let (email, push, post) = (
        member(tag("email"), "address", &text),
        member(tag("push"), "device", &text),
        member(tag("post"), "street", &text),
    );
    let union = |members: &[&Value]| json!({ "oneOf": members });
    let places = |old: &[&Value], new: &[&Value]| {
        found(&judged(
            request(&union(old), &json!({})),
            request(&union(new), &json!({})),
        ))
    };
    let old = [&email, &push, &post];

    let retyped = member(json!({ "type": "boolean" }), "device", &text);
    assert_eq!(
        places(&old, &[&retyped, &post, &email]),
        pair("request-type-narrowed", "/kind=push/kind"),
        "a tag of another type is a change of the tag"
    );
    let mut untagged = push.clone();
    untagged["properties"]
        .as_object_mut()
        .unwrap()
        .remove("kind");
    untagged["required"] = json!(["at", "device"]);
    assert_eq!(
        places(&old, &[&post, &untagged, &email]),
        pair("request-property-removed", "/kind=push/kind"),
        "so is a tag that has gone"
    );
    let more = member(
        json!({ "type": "string", "enum": ["push", "pager"] }),
        "device",
        &text,
    );
    assert_eq!(
        places(&[&email, &more, &post], &[&post, &email, &push]),
        pair("request-enum-value-removed", "/kind=pager/kind/=pager")
    );
    let short = member(
        tag("push"),
        "device",
        &json!({ "type": "string", "maxLength": 9 }),
    );
    assert_eq!(
        places(&old, &[&short, &post, &email]),
        pair("request-max-length-lowered", "/kind=push/device")
    );
    let (plain, other) = (
        json!({ "type": "object", "required": ["street", "city"], "properties": { "street": text, "city": text } }),
        json!({ "type": "object", "required": ["device"], "properties": { "device": text } }),
    );
    let mut numbered = plain.clone();
    numbered["properties"]["street"] = json!({ "type": "string", "minLength": 2 });
    assert_eq!(
        places(&[&plain, &other], &[&other, &numbered]),
        pair("request-min-length-raised", "/object/street"),
        "members without a tag belong together by their fields"
    );
}

#[test]
fn a_text_of_one_length_is_found_for_a_pattern_of_several_parts() {
    let address = |longest: u64| json!({ "type": "string", "maxLength": longest, "pattern": "^[^@\\s]+@[^@\\s]+$" });
    for longest in [40, 41, 254, 255] {
        let report = judged(
            request(&address(longest), &json!({})),
            request(&address(longest - 1), &json!({})),
        );
        assert_eq!(found(&report), pair("request-max-length-lowered", "/"));
        let witness = report.operations[0].findings[0].witness.as_str().unwrap();
        assert_eq!(witness.len(), usize::try_from(longest).unwrap());
    }
}

#[test]
fn one_rust_type_spelled_otherwise_is_no_change_of_the_source() {
    let field = |rule: Value| json!({ "type": "object", "properties": { "note": rule } });
    for (old, new) in [
        (
            json!({ "type": "string", "nullable": true }),
            json!({ "type": ["string", "null"] }),
        ),
        (
            json!({ "type": ["string", "null"] }),
            json!({ "oneOf": [{ "type": "null" }, { "type": "string" }] }),
        ),
        (json!({ "enum": ["held"] }), json!({ "const": "held" })),
    ] {
        for (old, new) in [(old.clone(), new.clone()), (field(old), field(new))] {
            let report = judged(response(&old, &json!({})), response(&new, &json!({})));
            assert_eq!(report.findings().count(), 0, "{old} is {new}");
        }
    }
}

#[test]
fn a_slash_at_the_end_makes_no_other_server() {
    let at = |url: &str| operation(json!({ "servers": [{ "url": url }] }), &json!({}));
    let report = judged(at("https://example.com/v1"), at("https://example.com/v1/"));
    assert_eq!(found(&report), Vec::new());
}
