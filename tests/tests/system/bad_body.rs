//! Bodies of every kind, to every operation: each gets its documented failure, and nothing is written.

use scheduler_tests::{System, document};
use serde_json::json;

use crate::valid::{Valid, with_body};

const MALFORMED: (u16, &str) = (400, "malformed");
const DRIFT: (u16, &str) = (500, "contract_drift");
const INVALID: (u16, &str) = (422, "validation_failed");

fn named((status, code): (u16, &str)) -> (u16, String) {
    (status, code.to_owned())
}

#[tokio::test]
async fn what_is_no_json_is_malformed() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    let rows = system.database().await.rows().await;
    let deep = "[".repeat(20_000);
    let deep_objects = r#"{"a":"#.repeat(5_000);
    let deep_and_closed = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    let bodies: [&[u8]; 20] = [
        b"",
        b" ",
        b"{",
        b"}",
        b"nul",
        b"{\"a\":}",
        b"{'a':1}",
        b"{\"a\":1,}",
        b"{} {}",
        b"{}x",
        b"NaN",
        b"{\"a\":1e999}",
        b"{\"a\":01}",
        b"{\"customerName\":\"\\ud800\"}",
        b"{\"customerName\":\"\\udc00\\ud800\"}",
        b"{\"customerName\":\"\xff\xfe\"}",
        b"{\"customerName\":\"\x00\"}",
        deep.as_bytes(),
        deep_objects.as_bytes(),
        deep_and_closed.as_bytes(),
    ];
    for operation in with_body() {
        for body in bodies {
            let call = valid.without_body(operation);
            let answer = call.body("application/json", body).send().await;
            let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
            assert_eq!(
                answer.failure(),
                named(MALFORMED),
                "{} of {shown:?}",
                operation.id
            );
        }
        let twice = br#"{"code":"1","code":"2"}"#;
        let answer = valid
            .without_body(operation)
            .body("application/json", twice)
            .send()
            .await;
        assert_eq!(
            answer.failure(),
            named(MALFORMED),
            "{} of a key twice",
            operation.id
        );
    }
    assert_eq!(
        system.database().await.rows().await,
        rows,
        "nothing was written"
    );
    system.assert_well().await;
}

#[tokio::test]
async fn a_body_is_read_up_to_64_kib() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    const LIMIT: usize = 64 * 1024;
    for operation in document::operations().filter(|it| it.method != "GET") {
        for size in [LIMIT + 1, 1024 * 1024, 10 * 1024 * 1024] {
            let call = valid.without_body(operation);
            let answer = call.body("application/json", vec![b' '; size]).send().await;
            let id = &operation.id;
            assert_eq!(
                answer.failure(),
                (413, "too_large".to_owned()),
                "{id} of {size} bytes"
            );
        }
    }
    let operation = document::operation("booking_create");
    let mut body = valid.body(operation).unwrap().to_string();
    body.push_str(&" ".repeat(LIMIT - body.len()));
    let answer = valid
        .without_body(operation)
        .body("application/json", body)
        .send()
        .await;
    assert_eq!(
        answer.status(),
        201,
        "64 KiB to the byte are read: {}",
        answer.text()
    );
    system.assert_well().await;
}

#[tokio::test]
async fn another_media_type_is_not_read() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    for operation in with_body() {
        let body = valid.body(operation).unwrap().to_string();
        for media_type in [
            "",
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/xml",
            "application/jsonx",
            "application/json; charset=iso-8859-1",
            "multipart/form-data; boundary=x",
            ";;;",
        ] {
            let call = valid.without_body(operation);
            let answer = call.body(media_type, body.clone()).send().await;
            let expected = (415, "unsupported_media_type".to_owned());
            assert_eq!(
                answer.failure(),
                expected,
                "{} of {media_type:?}",
                operation.id
            );
        }
    }
    let operation = document::operation("booking_create");
    let body = valid.body(operation).unwrap().to_string();
    let call = valid.without_body(operation);
    let answer = call
        .body("Application/JSON; charset=\"UTF-8\"", body)
        .send()
        .await;
    assert_eq!(
        answer.status(),
        201,
        "the same said otherwise is read: {}",
        answer.text()
    );
    system.assert_well().await;
}

#[tokio::test]
async fn a_body_where_none_belongs_is_drift() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    let bodiless = document::operations().filter(|it| it.method != "GET" && !it.takes_body());
    for operation in bodiless {
        let answer = valid
            .without_body(operation)
            .json(&json!({ "extra": 1 }))
            .send()
            .await;
        assert_eq!(answer.failure(), named(DRIFT), "{}", operation.id);
        let answer = valid
            .without_body(operation)
            .body("application/json", "{")
            .send()
            .await;
        assert_eq!(answer.failure(), named(MALFORMED), "{}", operation.id);
    }
    let alive = valid.kim.call("booking_list").send().await;
    assert_eq!(
        alive.status(),
        200,
        "the session was not ended by a call that was refused"
    );
    system.assert_well().await;
}

#[tokio::test]
async fn values_out_of_bounds_are_named_and_nothing_is_written() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    let rows = system.database().await.rows().await;
    let create = document::operation("booking_create");
    let change = document::operation("booking_change");
    for (operation, pointer, value) in [
        (create, "/customerName", json!("")),
        (create, "/customerName", json!("x".repeat(121))),
        (create, "/customerName", json!("a\u{0}b")),
        (create, "/customerName", json!("a\nb")),
        (create, "/note", json!("x".repeat(2001))),
        (create, "/note", json!("\u{0}")),
        (create, "/serviceId", json!("x")),
        (
            create,
            "/staffId",
            json!("{018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e99}"),
        ),
        (create, "/start", json!("tomorrow")),
        (create, "/start", json!("10000-01-01T00:00:00Z")),
        (
            create,
            "/contact",
            json!({ "kind": "email", "address": "nobody" }),
        ),
        (
            create,
            "/contact",
            json!({ "kind": "phone", "number": "0049" }),
        ),
        (change, "/revision", json!(0)),
        (change, "/revision", json!(-1)),
        (change, "/revision", json!(1_000_001)),
        (change, "/revision", json!(u64::MAX)),
        (change, "/revision", json!(i64::MIN)),
        (
            change,
            "/change",
            json!({ "op": "reschedule", "start": "now" }),
        ),
        (
            change,
            "/change",
            json!({ "op": "cancel", "reason": "x".repeat(2001) }),
        ),
    ] {
        let mut body = valid.body(operation).unwrap();
        body[&pointer[1..]] = value.clone();
        let answer = valid.without_body(operation).json(&body).send().await;
        assert_eq!(
            answer.failure(),
            named(INVALID),
            "{pointer} of {value}: {}",
            answer.text()
        );
        let place = answer.places().remove(0);
        assert!(place.starts_with(pointer), "{place} is at {pointer}");
    }
    for number in ["1e400", "-1e400"] {
        let text = format!(r#"{{"revision":{number},"change":{{"op":"cancel"}}}}"#);
        let answer = valid
            .without_body(change)
            .body("application/json", text)
            .send()
            .await;
        assert_eq!(
            answer.failure(),
            named(MALFORMED),
            "no number reaches as far as {number}"
        );
    }
    for number in ["1e30", "123456789012345678901234567890", "-0.0", "1.5"] {
        let text = format!(r#"{{"revision":{number},"change":{{"op":"cancel"}}}}"#);
        let answer = valid
            .without_body(change)
            .body("application/json", text)
            .send()
            .await;
        let (status, code) = answer.failure();
        assert!(
            matches!(code.as_str(), "validation_failed" | "contract_drift"),
            "revision {number}: {status} {code}"
        );
    }
    for year in ["0000", "9999"] {
        let mut body = valid.body(create).unwrap();
        body["start"] = json!(format!("{year}-06-01T10:00:00Z"));
        let answer = valid.without_body(create).json(&body).send().await;
        assert_eq!(answer.failure(), (403, "policy".to_owned()), "year {year}");
    }
    assert_eq!(
        system.database().await.rows().await,
        rows,
        "nothing was written"
    );
    system.assert_well().await;
}
