//! A body whose shape disagrees is drift, at every place; one whose values do is invalid.

use serde_json::{Value, json};

use crate::contracts::{OWN, RICH, fields, places, read};
use scheduler_server::drift::{BodyFault, Disagreement};

const SERVICE: &str = "018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e1a";

fn booking() -> Value {
    json!({
        "serviceId": SERVICE,
        "start": "2027-01-02T09:00:00Z",
        "customerName": "Kim Berger",
        "contact": { "kind": "email", "address": "kim@example.com" },
    })
}

#[test]
fn a_booking_that_agrees_is_read() {
    assert_eq!(read(&OWN, "booking_create", &booking()), Ok(booking()));
}

#[test]
fn every_place_of_another_shape_is_told() {
    let body = json!({
        "serviceId": 7,
        "begin": "2027-01-02T09:00:00Z",
        "customerName": null,
        "contact": { "kind": "email", "number": "+4915112345678" },
        "note": ["hello"],
    });
    let found = places(read(&OWN, "booking_create", &body));
    let known = "no such field; known here: `contact`, `customerName`, `note`, `serviceId`, \
                 `staffId`, `start`";
    let expected = [
        ["/begin", known, "string"],
        [
            "/contact/number",
            "no such field; known here: `address`, `kind`",
            "string",
        ],
        ["/contact/address", "string", "missing"],
        ["/customerName", "string", "null"],
        ["/note", "string", "array"],
        ["/serviceId", "string", "number"],
        ["/start", "string", "missing"],
    ];
    assert_eq!(found, expected);
}

#[test]
fn every_wrong_value_is_told() {
    let body = json!({
        "serviceId": "018f3c5e7b1a7c3d9e4f0a1b2c3d4e1a",
        "start": "2027-02-29T09:00:00Z",
        "customerName": "Kim\u{0}",
        "contact": { "kind": "phone", "number": "0151" },
        "note": "x".repeat(2_001),
    });
    let found = fields(read(&OWN, "booking_create", &body));
    let at: Vec<&str> = found.iter().map(|[at, _]| at.as_str()).collect();
    assert_eq!(
        at,
        [
            "/contact/number",
            "/customerName",
            "/note",
            "/serviceId",
            "/start"
        ]
    );
    assert_eq!(
        found[1][1],
        r"a string of 1 to 120 characters matching ^[^\u0000-\u001f\u007f]*$"
    );
    assert!(found[3][1].starts_with("a UUID"));
}

#[test]
fn drift_comes_before_wrong_values() {
    let body = json!({ "revision": 0, "change": { "op": "cancel", "why": "rain" } });
    let found = places(read(&OWN, "booking_change", &body));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0][0], "/change/why");
}

#[test]
fn the_member_of_a_union_is_chosen_by_its_tag() {
    let ops = "one of `reschedule`, `cancel`";
    let cases = [
        (json!({ "op": "cancel" }), None),
        (
            json!({ "op": "reschedule", "start": "2027-01-02T09:00:00Z" }),
            None,
        ),
        (
            json!({ "op": "postpone", "x": 1 }),
            Some(["/change/op", ops, "string"]),
        ),
        (json!({ "op": 3 }), Some(["/change/op", ops, "number"])),
        (
            json!({ "start": "2027-01-02T09:00:00Z" }),
            Some(["/change/op", ops, "missing"]),
        ),
        (
            json!({ "op": "reschedule" }),
            Some(["/change/start", "string", "missing"]),
        ),
        (
            json!({ "op": "cancel", "start": "2027-01-02T09:00:00Z" }),
            Some([
                "/change/start",
                "no such field; known here: `op`, `reason`",
                "string",
            ]),
        ),
        (
            json!("cancel"),
            Some([
                "/change",
                "object with `op`: one of `reschedule`, `cancel`",
                "string",
            ]),
        ),
    ];
    for (change, place) in cases {
        let body = json!({ "revision": 1, "change": change });
        let verdict = read(&OWN, "booking_change", &body);
        match place {
            None => assert!(verdict.is_ok(), "{change} is a change"),
            Some(place) => assert_eq!(places(verdict), [place], "{change}"),
        }
    }
}

#[test]
fn whole_numbers_are_integers_however_they_are_written() {
    for (written, read_as) in [("1.0", 1), ("3e0", 3), ("1E6", 1_000_000), ("10e-1", 1)] {
        let body = format!(r#"{{ "revision": {written}, "change": {{ "op": "cancel" }} }}"#);
        let operation = OWN.operation("booking_change").expect("a known operation");
        let value = operation.read_body(body.as_bytes()).expect(written);
        assert_eq!(value["revision"], json!(read_as));
    }
    let wrong = |number: Value| {
        let body = json!({ "revision": number, "change": { "op": "cancel" } });
        read(&OWN, "booking_change", &body)
    };
    assert_eq!(
        places(wrong(json!(1.5))),
        [["/revision", "integer", "number"]]
    );
    for number in [
        json!(0),
        json!(-1),
        json!(1_000_001),
        json!(u64::MAX),
        json!(1e300),
    ] {
        assert_eq!(
            fields(wrong(number)),
            [["/revision", "an integer from 1 to 1000000"]]
        );
    }
}

#[test]
fn items_maps_and_recursion_are_walked() {
    let body = json!({
        "name": "thing",
        "tags": [1, 1.0],
        "labels": { "a/b": "four", "c": "ok", "d": "ok" },
        "tree": { "is": "branch", "below": [
            { "is": "leaf" },
            { "is": "branch", "colour": "red", "below": [] },
        ] },
    });
    let at: Vec<_> = fields(read(&RICH, "thing_put", &body))
        .into_iter()
        .map(|[at, _]| at)
        .collect();
    assert_eq!(at, ["/labels/a~1b", "/labels", "/tags"]);

    let body = json!({
        "name": "thing",
        "tree": { "is": "branch", "below": [{ "is": "leaf" }, { "is": "branch", "below": [
            { "is": "branch", "colour": "blue", "below": [] },
        ] }] },
    });
    assert_eq!(
        places(read(&RICH, "thing_put", &body)),
        [[
            "/tree/below/1/below/0/colour",
            "one of `red`, `green`",
            "string"
        ]]
    );
}

#[test]
fn thousands_of_faults_are_listed_to_a_limit_and_counted() {
    let mut body = booking();
    for index in 0..10_000 {
        body[format!("field{index:05}")] = json!(index);
    }
    let Err(Disagreement::Drift { places, more }) = read(&OWN, "booking_create", &body) else {
        panic!("unknown fields are drift");
    };
    assert_eq!((places.len(), more), (50, 9_950));
}

#[test]
fn names_that_clients_make_up_are_escaped_and_cut() {
    let body = json!({ "code": "123456", "x".repeat(5_000): 1, "a\u{1b}[31m/~": 1 });
    let found = places(read(&OWN, "session_verify", &body));
    assert_eq!(found[0][0], "/a\\u{1b}[31m~1~0");
    assert_eq!(found[1][0], format!("/{}…", "x".repeat(64)));
}

#[test]
fn an_operation_without_a_body_takes_none() {
    let operation = OWN.operation("session_refresh").expect("a known operation");
    assert!(!operation.has_body());
    assert_eq!(operation.read_body(b""), Ok(Value::Null));
    let Err(BodyFault::Disagrees(faults)) = operation.read_body(b"{}") else {
        panic!("a body where none belongs is drift");
    };
    assert_eq!(places(Err(faults.verdict())), [["", "no body", "object"]]);
}

#[test]
fn a_body_of_another_type_altogether_is_drift_at_its_root() {
    for (body, found) in [
        (json!([]), "array"),
        (json!(null), "null"),
        (json!("x"), "string"),
    ] {
        assert_eq!(
            places(read(&OWN, "session_verify", &body)),
            [["", "object", found]]
        );
    }
}
