//! Values that JSON Schema, this server and serde's types must all read alike.

use chrono::{DateTime, NaiveDate, Utc};
use scheduler_server::drift::Contract;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::contracts::{OWN, RICH, fields, read};

/// Whether the rich contract takes this value in this field, and what it makes of it.
fn taken(field: &str, value: &Value) -> Option<Value> {
    let body = json!({ "name": "thing", "tree": { "is": "leaf" }, field: value });
    match read(&RICH, "thing_put", &body) {
        Ok(read) => Some(read[field].clone()),
        Err(_) => None,
    }
}

fn json_schema_takes(format: &str, text: &str) -> bool {
    jsonschema::options()
        .should_validate_formats(true)
        .build(&json!({ "type": "string", "format": format }))
        .expect("a schema")
        .is_valid(&json!(text))
}

const DATE_TIMES: [(&str, bool); 44] = [
    ("2027-01-02T09:00:00Z", true),
    ("2027-01-02t09:00:00z", true),
    ("2027-01-02T09:00:00.1Z", true),
    ("2027-01-02T09:00:00.123456789Z", true),
    ("2027-01-02T09:00:00.12345678901234567890Z", true),
    ("2027-01-02T09:00:00+00:00", true),
    ("2027-01-02T09:00:00-00:00", true),
    ("2027-01-02T09:00:00+23:59", true),
    ("2027-01-02T09:00:00-23:59", true),
    ("2027-01-02T09:00:00+24:00", false),
    ("2027-01-02T09:00:00+05:60", false),
    ("2027-01-02T09:00:00+0530", false),
    ("2027-01-02T09:00:00+05", false),
    ("2027-01-02T09:00:00\u{2212}05:00", false),
    ("2027-01-02T09:00:00", false),
    ("2027-01-02 09:00:00Z", false),
    ("2027-01-02T09:00:00 Z", false),
    ("2027-01-02T09:00:00 UTC", false),
    ("2027-01-02T09:00:00Z ", false),
    (" 2027-01-02T09:00:00Z", false),
    ("2027-01-02T09:00Z", false),
    ("2027-01-02T9:00:00Z", false),
    ("2027-1-2T09:00:00Z", false),
    ("2027-01-02T09:00:00.Z", false),
    ("2027-01-02T09:00:00,5Z", false),
    ("2027-01-02T24:00:00Z", false),
    ("2027-01-02T23:60:00Z", false),
    ("2027-01-02T23:59:61Z", false),
    ("2016-12-31T23:59:60Z", true),
    ("2016-12-31T23:59:60.5Z", true),
    ("2017-01-01T05:29:60+05:30", true),
    ("2016-12-31T15:59:60-08:00", true),
    ("2016-12-31T12:00:60Z", false),
    ("2016-12-31T23:59:60+01:00", false),
    ("2028-02-29T09:00:00Z", true),
    ("2027-02-29T09:00:00Z", false),
    ("1900-02-29T09:00:00Z", false),
    ("2000-02-29T09:00:00Z", true),
    ("2027-04-31T09:00:00Z", false),
    ("2027-00-10T09:00:00Z", false),
    ("0000-01-01T00:00:00Z", true),
    ("0000-01-01T00:00:00+23:59", true),
    ("9999-12-31T23:59:59-23:59", true),
    ("+12027-01-02T09:00:00Z", false),
];

#[test]
fn date_times_are_what_rfc_3339_json_schema_and_chrono_call_one() {
    for (text, valid) in DATE_TIMES {
        let read = taken("at", &json!(text));
        assert_eq!(read.is_some(), valid, "{text}");
        assert_eq!(
            json_schema_takes("date-time", text),
            valid,
            "JSON Schema on {text}"
        );
        if let Some(value) = read {
            let instant: DateTime<Utc> = serde_json::from_value(value).expect(text);
            assert!(instant.timestamp_subsec_nanos() < 1_000_000_000, "{text}");
        }
    }
}

#[test]
fn a_leap_second_is_read_as_the_second_before_it() {
    let read = taken("at", &json!("2016-12-31t23:59:60.25z"));
    assert_eq!(read, Some(json!("2016-12-31t23:59:59.25z")));
}

#[test]
fn dates_are_what_json_schema_and_chrono_call_one() {
    let cases = [
        ("2027-01-02", true),
        ("0000-01-01", true),
        ("9999-12-31", true),
        ("2028-02-29", true),
        ("2027-02-29", false),
        ("2027-1-2", false),
        ("20270102", false),
        ("2027-01-02Z", false),
        ("2027-01-02\n", false),
        ("٢٠٢٧-01-02", false),
    ];
    for (text, valid) in cases {
        let read = taken("day", &json!(text));
        assert_eq!(read.is_some(), valid, "{text}");
        assert_eq!(
            json_schema_takes("date", text),
            valid,
            "JSON Schema on {text}"
        );
        if let Some(value) = read {
            serde_json::from_value::<NaiveDate>(value).expect(text);
        }
    }
}

#[test]
fn only_hyphenated_uuids_are_uuids() {
    let cases = [
        ("018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e1a", true),
        ("018F3C5E-7B1A-7C3D-9E4F-0A1B2C3D4E1A", true),
        ("00000000-0000-0000-0000-000000000000", true),
        ("018f3c5e7b1a7c3d9e4f0a1b2c3d4e1a", false),
        ("{018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e1a}", false),
        ("urn:uuid:018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e1a", false),
        ("018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e1", false),
        ("018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e1g", false),
        ("018f3c5e7-b1a-7c3d-9e4f-0a1b2c3d4e1a", false),
    ];
    for (text, valid) in cases {
        let read = taken("id", &json!(text));
        assert_eq!(read.is_some(), valid, "{text}");
        assert_eq!(
            json_schema_takes("uuid", text),
            valid,
            "JSON Schema on {text}"
        );
        if let Some(value) = read {
            serde_json::from_value::<Uuid>(value).expect(text);
        }
    }
}

#[test]
fn lengths_are_counted_in_code_points() {
    let name = |contract: &Contract, name: &str| {
        read(
            contract,
            "thing_put",
            &json!({ "name": name, "tree": { "is": "leaf" } }),
        )
    };
    for text in ["ab", "abcde", "😀😀", "😀😀😀😀😀", "e\u{301}e\u{301}e"] {
        assert!(name(&RICH, text).is_ok(), "{text}");
    }
    for text in ["", "a", "😀", "abcdef", "😀😀😀😀😀😀"] {
        assert_eq!(
            fields(name(&RICH, text)),
            [["/name", "a string of 2 to 5 characters"]]
        );
    }
}

#[test]
fn numbers_keep_to_their_bounds() {
    for number in [json!(-0.5), json!(0), json!(1.5), json!(1)] {
        assert!(taken("ratio", &number).is_some(), "{number}");
    }
    for number in [json!(-0.500_001), json!(2), json!(1e300)] {
        assert!(taken("ratio", &number).is_none(), "{number}");
    }
    assert_eq!(taken("signed", &json!(-0.0)), Some(json!(0)));
    assert_eq!(taken("signed", &json!(-3.0)), Some(json!(-3)));
    assert_eq!(taken("wide", &json!(u64::MAX)), Some(json!(u64::MAX)));
    assert_eq!(taken("wide", &json!(18_446_744_073_709_551_616_f64)), None);
}

#[test]
fn a_pattern_is_matched_in_linear_time() {
    let address = format!("{}@", "a".repeat(60_000));
    let body = json!({ "contact": { "kind": "email", "address": address } });
    assert_eq!(
        fields(read(&OWN, "session_create", &body))[0][0],
        "/contact/address"
    );
}
