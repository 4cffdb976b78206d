//! Bad input of every kind, to every operation: each gets its documented failure, and nothing breaks.

use scheduler_tests::{System, document};
use serde_json::json;

use crate::valid::{Valid, of_a_tenant, with_body};

const MALFORMED: (u16, &str) = (400, "malformed");
const DRIFT: (u16, &str) = (500, "contract_drift");
const INVALID: (u16, &str) = (422, "validation_failed");
const NOT_FOUND: (u16, &str) = (404, "not_found");

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
async fn what_a_path_names_and_is_not_there_is_not_found() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    let long = "a".repeat(5_000);
    for operation in of_a_tenant() {
        for slug in [
            "nobody",
            "Stillwater",
            "-",
            "a--",
            "%00",
            "still%20water",
            "%F0%9F%92%A9",
            "'--",
            &long,
        ] {
            // The first to fill in a variable wins.
            let url = valid
                .without_body(operation)
                .url()
                .replace("/public/stillwater", &format!("/public/{slug}"));
            let method = operation.method.parse().unwrap();
            let mut request = system
                .http
                .request(method, url)
                .bearer_auth(&valid.kim.stoken);
            if operation.id == "slot_list" {
                let id = valid.service.id.as_str();
                request = request.query(&[
                    ("serviceId", id),
                    ("from", "2027-01-01T00:00:00Z"),
                    ("to", "2027-01-02T00:00:00Z"),
                ]);
            }
            if operation.id == "event_stream" {
                request = request.query(&[("stoken", "nxe_none")]);
            }
            if let Some(body) = valid.body(operation) {
                request = request.json(&body);
            }
            let answer = request.send().await.expect("an answer");
            let status = answer.status().as_u16();
            let body: serde_json::Value = answer.json().await.expect("JSON");
            let shown = &slug[..slug.len().min(20)];
            assert_eq!(
                (status, &body["error"]["code"]),
                (404, &json!("not_found")),
                "{} at {shown}: {body}",
                operation.id
            );
            document::assert_is_error(&operation.id, &body);
        }
    }
    for id in [
        "x",
        "0",
        "-1",
        "018f3c5e7b1a7c3d9e4f0a1b2c3d4e99",
        "018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e99",
        "%00",
        &long,
    ] {
        for operation in [
            "service_view",
            "booking_view",
            "booking_calendar",
            "booking_change",
        ] {
            let operation = document::operation(operation);
            let call = system
                .call(&operation.id)
                .at("id", id)
                .at("serviceId", id)
                .stoken(&valid.kim.stoken);
            let call = match valid.body(operation) {
                Some(body) => call.json(&body),
                None => call,
            };
            let answer = call.send().await;
            assert_eq!(
                answer.failure(),
                named(NOT_FOUND),
                "{} of {id}",
                operation.id
            );
        }
    }
    system.assert_well().await;
}

#[tokio::test]
async fn query_parameters_are_held_to_the_contract() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    for operation in document::operations() {
        let id = &operation.id;
        let unknown = valid.call(operation).query("colour", "blue").send().await;
        assert_eq!(
            (unknown.failure(), unknown.places()),
            (named(DRIFT), vec!["query:colour".to_owned()]),
            "{id}"
        );
        for parameter in operation.parameters("query") {
            let name = parameter["name"].as_str().unwrap();
            let at = vec![format!("query:{name}")];
            let twice = valid
                .call(operation)
                .query(name, "1")
                .query(name, "1")
                .send()
                .await;
            assert_eq!(twice.failure(), named(DRIFT), "{id}: {name} twice");
            let broken = valid
                .call(operation)
                .raw_query(&format!("{name}=%ED%A0%80"))
                .send()
                .await;
            let (status, code) = broken.failure();
            assert!(
                matches!(status, 422 | 500) && code != "internal",
                "{id}: {name} of a lone surrogate"
            );
            if name == "limit" {
                for value in [
                    "0",
                    "-1",
                    "1001",
                    "99999999999999999999",
                    "1.5",
                    "abc",
                    "",
                    "%00",
                    "+5",
                    "0x10",
                    "NaN",
                ] {
                    let bad = valid.call(operation).query(name, value).send().await;
                    assert_eq!(
                        (bad.failure(), bad.places()),
                        (named(INVALID), at.clone()),
                        "{id}: {value:?}"
                    );
                }
            }
            if name == "pageToken" {
                for value in ["%20", "x", "bnVsbA", "e30", "WyIxIl0", "W10", "!!!!"] {
                    let bad = valid.call(operation).query(name, value).send().await;
                    assert_eq!(
                        (bad.failure(), bad.places()),
                        (named(INVALID), at.clone()),
                        "{id}: {value:?}"
                    );
                }
            }
        }
    }
    system.assert_well().await;
}

#[tokio::test]
async fn a_search_far_out_of_time_is_answered() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    let search = |from: &str, to: &str| {
        let call = system
            .call("slot_list")
            .query("serviceId", &valid.service.id);
        call.query("from", from).query("to", to).send()
    };
    for (from, to) in [
        ("9999-12-30T00:00:00Z", "9999-12-31T23:59:59Z"),
        ("0000-01-01T00:00:00Z", "0000-01-02T00:00:00Z"),
        ("0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z"),
        ("1970-01-01T00:00:00+14:00", "1970-01-02T00:00:00-12:00"),
        ("2016-12-31T23:59:60Z", "2017-01-02T00:00:00Z"),
    ] {
        let answer = search(from, to).await;
        match answer.failure() {
            (200, _) => assert_eq!(answer.data(), json!([]), "nothing is free from {from}"),
            failure => assert_eq!(failure, named(INVALID), "from {from}"),
        }
    }
    for (from, to, place) in [
        ("0000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "query:to"),
        ("2027-01-01T00:00:00Z", "2027-06-01T00:00:00Z", "query:to"),
        ("2027-01-02T00:00:00Z", "2027-01-01T00:00:00Z", "query:to"),
        ("yesterday", "2027-01-01T00:00:00Z", "query:from"),
        ("2027-02-30T00:00:00Z", "2027-03-01T00:00:00Z", "query:from"),
        ("2027-01-01 00:00:00Z", "2027-01-02T00:00:00Z", "query:from"),
        (
            "10000-01-01T00:00:00Z",
            "2027-01-02T00:00:00Z",
            "query:from",
        ),
        (
            "-0001-01-01T00:00:00Z",
            "2027-01-02T00:00:00Z",
            "query:from",
        ),
        ("\0", "2027-01-02T00:00:00Z", "query:from"),
    ] {
        let answer = search(from, to).await;
        assert_eq!(
            (answer.failure(), answer.places()),
            (named(INVALID), vec![place.to_owned()]),
            "{from} to {to}"
        );
    }
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

#[tokio::test]
async fn the_router_answers_unknown_paths_and_methods_in_its_own_words() {
    let mut system = System::start().await;
    for (method, path, status) in [
        ("GET", "/nope", 404),
        ("GET", "/api/public/stillwater/nope", 404),
        ("PUT", "/api/public/stillwater/book", 405),
        ("TRACE", "/api/public", 405),
    ] {
        let request = system
            .http
            .request(method.parse().unwrap(), format!("{}{path}", system.url));
        let answer = request.send().await.expect("an answer");
        assert_eq!(answer.status(), status, "{method} {path}");
        let body: serde_json::Value = answer.json().await.expect("JSON");
        assert!(
            body["message"].is_string() && body["request_id"].is_string(),
            "{body}"
        );
    }
    system.assert_well().await;
}
