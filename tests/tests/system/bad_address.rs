//! Addresses that lead nowhere and query parameters of every kind: each gets its documented failure.

use scheduler_tests::{System, document};
use serde_json::json;

use crate::valid::{Valid, of_a_tenant};

const DRIFT: (u16, &str) = (500, "contract_drift");
const INVALID: (u16, &str) = (422, "validation_failed");
const NOT_FOUND: (u16, &str) = (404, "not_found");

fn named((status, code): (u16, &str)) -> (u16, String) {
    (status, code.to_owned())
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
