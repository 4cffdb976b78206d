//! What isn't JSON as the contract reads it is malformed, told by its place and never by content.

use proptest::prelude::*;
use scheduler_server::drift::json::parse;
use serde_json::{Value, json};

#[test]
fn what_is_not_json_is_malformed() {
    let cases: [(&[u8], usize, usize); 20] = [
        (b"", 1, 0),
        (b"   ", 1, 3),
        (b"{", 1, 1),
        (b"{\"a\":1}\n{}", 2, 1),
        (b"[1,]", 1, 4),
        (b"{\"a\":1,}", 1, 8),
        (b"{a:1}", 1, 2),
        (b"'a'", 1, 1),
        (b"nul", 1, 3),
        (b"NaN", 1, 1),
        (b"-Infinity", 1, 2),
        (b"01", 1, 2),
        (b"1e999", 1, 5),
        (b"// x\n1", 1, 1),
        (b"\"\\ud800\"", 1, 8),
        (b"\"\\udc00\\ud800\"", 1, 7),
        (b"\"\xff\"", 1, 2),
        (b"\"a\nb\"", 2, 0),
        (b"\xef\xbb\xbf{}", 1, 1),
        (b"{\n \"a\": 1,\n \"a\": 2 }", 3, 4),
    ];
    for (body, line, column) in cases {
        let shown = String::from_utf8_lossy(body);
        let malformed = parse(body).expect_err(&shown);
        assert_eq!(
            (malformed.line, malformed.column),
            (line, column),
            "{shown}: {malformed}"
        );
    }
}

#[test]
fn a_key_that_stands_twice_is_malformed_wherever_it_is() {
    for body in [
        r#"{"a":1,"a":1}"#,
        r#"{"a":1,"\u0061":1}"#,
        r#"[{"b":{"a":[],"c":0,"a":[]}}]"#,
    ] {
        let malformed = parse(body.as_bytes()).expect_err(body);
        assert!(
            malformed
                .to_string()
                .contains("a key stands twice in one object")
        );
    }
    assert!(parse(br#"[{"a":1},{"a":{"a":1}}]"#).is_ok());
}

#[test]
fn nesting_is_bounded_before_anything_recurses() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert!(parse(nested(32).as_bytes()).is_ok());
    let malformed = parse(nested(33).as_bytes()).expect_err("33 levels");
    assert_eq!(
        malformed.to_string(),
        "the body is not JSON: it nests deeper than 32 levels, at line 1, column 33"
    );
    assert!(parse("[".repeat(10_000_000).as_bytes()).is_err());
    assert!(parse(r#"{"a":"#.repeat(1_000_000).as_bytes()).is_err());
    let in_a_string = json!("[".repeat(1_000) + "\\\"" + &"{".repeat(1_000));
    assert_eq!(parse(in_a_string.to_string().as_bytes()), Ok(in_a_string));
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 64, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn json_is_read_as_it_was_written(value in any_json()) {
        let text = value.to_string();
        let again: Value = serde_json::from_str(&text).expect("JSON");
        prop_assert_eq!(parse(text.as_bytes()), Ok(again));
    }

    #[test]
    fn any_bytes_get_an_answer(body in prop::collection::vec(any::<u8>(), 0..200)) {
        let ours = parse(&body);
        if let Ok(value) = ours {
            prop_assert_eq!(serde_json::from_slice::<Value>(&body).ok(), Some(value));
        }
    }

    #[test]
    fn no_message_quotes_the_body(
        before in "[\\[{\"a:,1 ]{0,6}",
        after in "[\\]}\"a:,1 ]{0,6}",
    ) {
        let body = format!("{before}\"m4rk3r\"{after}m4rk3r");
        if let Err(malformed) = parse(body.as_bytes()) {
            prop_assert!(!malformed.to_string().contains("m4rk3r"));
        }
    }
}
