//! Where an answer doesn't fit the contract: places and types, never values, which may be personal.

use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::{generated::answers, types::DriftPlace};

/// The first place where `body` isn't what the contract answers to `operation`, or `None` if it
/// fits or the operation answers no JSON.
pub(crate) fn of_success(operation: &str, body: &[u8]) -> Option<DriftPlace> {
    answers::check(operation)?(body)
}

/// The first place where `body` isn't a `T`.
pub(crate) fn first<T: DeserializeOwned>(body: &[u8]) -> Option<DriftPlace> {
    let mut reader = serde_json::Deserializer::from_slice(body);
    match serde_path_to_error::deserialize::<_, T>(&mut reader) {
        Ok(_) => reader.end().err().map(|_| not_json()),
        Err(error) => Some(place(&error, body)),
    }
}

fn not_json() -> DriftPlace {
    DriftPlace {
        at: String::new(),
        expected: "JSON".to_owned(),
        found: "something else".to_owned(),
    }
}

fn place(error: &serde_path_to_error::Error<serde_json::Error>, body: &[u8]) -> DriftPlace {
    let Ok(json) = serde_json::from_slice::<Value>(body) else {
        return not_json();
    };
    let mut at = pointer(error.path());
    let message = error.inner().to_string();
    if let Some(field) = quoted(&message, "missing field `") {
        at.push('/');
        at.push_str(&escaped(field));
        return DriftPlace {
            at,
            expected: "a value".to_owned(),
            found: "missing".to_owned(),
        };
    }
    DriftPlace {
        expected: expected(&message).to_owned(),
        found: found(&json, &at).to_owned(),
        at,
    }
}

/// A JSON pointer (RFC 6901) to where serde stopped.
fn pointer(path: &serde_path_to_error::Path) -> String {
    let mut pointer = String::new();
    for segment in path {
        let step = match segment {
            Segment::Seq { index } => index.to_string(),
            Segment::Map { key } => escaped(key),
            Segment::Enum { .. } | Segment::Unknown => continue,
        };
        pointer.push('/');
        pointer.push_str(&step);
    }
    pointer
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

fn quoted<'a>(message: &'a str, before: &str) -> Option<&'a str> {
    message.strip_prefix(before)?.split('`').next()
}

/// The end of serde's message, which speaks of the contract. Its beginning quotes the value.
fn expected(message: &str) -> &str {
    let quotes_value = [
        "invalid type: ",
        "invalid value: ",
        "unknown variant `",
        "invalid length ",
    ]
    .iter()
    .any(|start| message.starts_with(start));
    message
        .rsplit_once(", expected ")
        .filter(|_| quotes_value)
        .map(|(_, rest)| {
            rest.rsplit_once(" at line ")
                .map_or(rest, |(expected, _)| expected)
        })
        .unwrap_or("what the contract says")
}

fn found(json: &Value, at: &str) -> &'static str {
    match json.pointer(at) {
        None => "missing",
        Some(Value::Null) => "null",
        Some(Value::Bool(_)) => "boolean",
        Some(Value::Number(_)) => "number",
        Some(Value::String(_)) => "string",
        Some(Value::Array(_)) => "array",
        Some(Value::Object(_)) => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract;

    fn of(operation: &str, body: &Value) -> DriftPlace {
        of_success(operation, body.to_string().as_bytes()).unwrap()
    }

    #[test]
    fn every_operation_that_answers_json_is_checked() {
        for operation in contract::OPERATIONS {
            let is_checked = of_success(operation.id, b"[]").is_some();
            assert_eq!(
                is_checked,
                operation.media_type == Some("application/json"),
                "{} is held against the contract if it answers JSON",
                operation.id
            );
        }
    }

    #[test]
    fn a_missing_field_is_named_by_its_pointer() {
        let body =
            serde_json::json!({ "data": [{ "start": "2027-01-02T09:00:00Z", "staff": [] }] });
        let place = of("slot_list", &body);
        assert_eq!(place.at, "/data/0/end");
        assert_eq!(place.found, "missing");
    }

    #[test]
    fn a_value_of_another_type_is_named_by_type_and_never_quoted() {
        let body = serde_json::json!({ "data": [{
            "start": "2027-01-02T09:00:00Z", "end": "2027-01-02T10:00:00Z",
            "staff": [{ "id": "018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e2a", "seats": "kim@example.com" }],
        }] });
        let place = of("slot_list", &body);
        assert_eq!(place.at, "/data/0/staff/0/seats");
        assert_eq!(place.expected, "u32");
        assert_eq!(place.found, "string");
        assert!(!format!("{place:?}").contains("kim@"));
    }

    #[test]
    fn an_unknown_value_of_a_closed_enum_is_not_quoted() {
        let body = serde_json::json!({ "data": {
            "expiresAt": "2027-01-02T09:00:00Z", "refreshableUntil": "2027-01-02T09:00:00Z",
            "level": "secret, expected by nobody",
        } });
        let place = of("session_refresh", &body);
        assert_eq!(place.at, "/data/level");
        assert_eq!(place.expected, "`claimed` or `verified`");
        assert!(!format!("{place:?}").contains("secret"));
    }

    #[test]
    fn a_malformed_instant_is_not_quoted() {
        let body = serde_json::json!({ "data": {
            "channel": "email", "expiresAt": "kim, expected at noon",
        } });
        let place = of("session_code", &body);
        assert_eq!(place.at, "/data/expiresAt");
        assert!(!format!("{place:?}").contains("noon"));
    }

    #[test]
    fn half_an_answer_and_two_answers_are_not_json() {
        for body in [r#"{"data": ["#, "{} {}", "", "<html>"] {
            let place = of_success("slot_list", body.as_bytes()).unwrap();
            assert!(!place.found.is_empty(), "{body:?}");
        }
    }

    #[test]
    fn nesting_beyond_all_measure_is_refused() {
        let body = "[".repeat(1_000_000);
        assert!(of_success("slot_list", body.as_bytes()).is_some());
    }
}
