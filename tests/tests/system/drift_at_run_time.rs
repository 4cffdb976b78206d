//! A client built from another contract is told so, by name, before anything is read or written.

use scheduler_tests::{System, customer::booking, document};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    time::timeout,
};

use crate::valid::{Valid, with_body};

fn drift() -> (u16, String) {
    (500, "contract_drift".to_owned())
}

#[tokio::test]
async fn an_unknown_fingerprint_is_refused_on_every_operation() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    let rows = system.database().await.rows().await;
    for operation in document::operations() {
        let id = &operation.id;
        for (header, client_version) in [
            ("1.0.0; 0000000000000000", json!("1.0.0")),
            ("7.3.1; 0000000000000000", json!("7.3.1")),
            ("1.0.0", json!("1.0.0")),
            ("what is this", Value::Null),
            ("", Value::Null),
        ] {
            let answer = valid
                .call(operation)
                .header("Nexus-Contract", header)
                .send()
                .await;
            assert_eq!(answer.failure(), drift(), "{id} with {header:?}");
            let error = answer.error();
            assert_eq!(error["operationId"], id.as_str(), "it names the operation");
            assert_eq!(
                error["serverVersion"],
                document::DOCUMENT["info"]["version"]
            );
            assert_eq!(
                error["clientVersion"], client_version,
                "{id} with {header:?}"
            );
            assert_eq!(
                error["places"][0]["at"], "header:Nexus-Contract",
                "the fingerprint alone told"
            );
        }
    }
    assert_eq!(
        system.database().await.rows().await,
        rows,
        "nothing was written"
    );
    system.assert_well().await;
}

#[tokio::test]
async fn the_server_s_own_fingerprint_is_served() {
    let system = System::start().await;
    let valid = Valid::at(&system).await;
    let operation = document::operation("booking_create");
    let refused = valid.call(operation).query("colour", "blue").send().await;
    let own = refused
        .header("nexus-contract")
        .expect("every answer names it")
        .to_owned();
    let served = valid
        .call(operation)
        .header("Nexus-Contract", &own)
        .send()
        .await;
    assert_eq!(served.status(), 201, "{}", served.text());
}

#[tokio::test]
async fn a_foreign_contract_is_answered_before_the_body_is_read() {
    let system = System::start().await;
    let address = system.url.trim_start_matches("http://");
    let mut connection = TcpStream::connect(address).await.expect("the API listens");
    let head = format!(
        "POST /api/public/stillwater/book HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Nexus-Contract: 9.9.9; 0123456789abcdef\r\nContent-Length: 1000\r\n\r\n"
    );
    connection
        .write_all(head.as_bytes())
        .await
        .expect("the head is sent");
    // Not a byte of the body is ever sent.
    let mut answer = Vec::new();
    let mut chunk = [0; 4096];
    while !String::from_utf8_lossy(&answer).contains("\"advice\"") {
        let read = timeout(scheduler_tests::process::HANG, connection.read(&mut chunk));
        let length = read
            .await
            .expect("the answer comes without a body")
            .expect("the connection holds");
        assert!(
            length > 0,
            "the answer is whole: {}",
            String::from_utf8_lossy(&answer)
        );
        answer.extend_from_slice(&chunk[..length]);
    }
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
    assert!(
        answer.contains("contract_drift") && answer.contains("booking_create"),
        "{answer}"
    );
    assert_eq!(system.database().await.count("bookings").await, 0);
}

#[tokio::test]
async fn every_place_whose_shape_differs_is_named_and_no_value() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    let rows = system.database().await.rows().await;
    let mut body = booking(&valid.service, &valid.slots[6]);
    body.as_object_mut().unwrap().remove("customerName");
    body["customer"] = json!("Secret Name");
    body["start"] = json!(17);
    body["contact"] = json!({ "kind": "pigeon", "loft": "secret loft" });
    let answer = system.call("booking_create").json(&body).send().await;
    assert_eq!(answer.failure(), drift());
    let places = answer.places();
    for place in ["/customer", "/customerName", "/start", "/contact/kind"] {
        assert!(
            places.iter().any(|it| it == place),
            "{place} is among {places:?}"
        );
    }
    let found = answer.error()["places"].clone();
    let of = |at: &str| {
        found
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["at"] == at)
            .unwrap()
            .clone()
    };
    assert_eq!(of("/customerName")["found"], "missing");
    assert_eq!(of("/start")["found"], "number");
    for secret in ["Secret Name", "secret loft", "pigeon", "17"] {
        assert!(
            !found.to_string().contains(secret),
            "{secret} is a value, and repeated in {found}"
        );
    }

    // Inside a tagged union as well, the member chosen by its tag.
    let change = json!({ "revision": "1", "change": { "op": "reschedule", "begin": 1 } });
    let answer = valid
        .kim
        .call_about("booking_change", &valid.booking)
        .json(&change)
        .send()
        .await;
    let places = answer.places();
    for place in ["/revision", "/change/begin", "/change/start"] {
        assert!(
            places.iter().any(|it| it == place),
            "{place} is among {places:?}"
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
async fn of_every_body_each_field_counts() {
    let mut system = System::start().await;
    let valid = Valid::at(&system).await;
    let rows = system.database().await.rows().await;
    for operation in with_body() {
        let id = &operation.id;
        let whole = valid.body(operation).unwrap();
        let refused = |body: Value| valid.without_body(operation).json(&body).send();
        for (field, _) in whole.as_object().unwrap() {
            let mut without = whole.clone();
            without.as_object_mut().unwrap().remove(field);
            let answer = refused(without).await;
            let at = format!("/{field}");
            assert_eq!(
                (answer.failure(), answer.places()),
                (drift(), vec![at.clone()]),
                "{id} without {field}"
            );
            for other in [json!(null), json!([[]]), json!(true)] {
                let mut with = whole.clone();
                with[field] = other.clone();
                let answer = refused(with).await;
                assert_eq!(
                    (answer.failure(), answer.places()),
                    (drift(), vec![at.clone()]),
                    "{id}: {field} = {other}"
                );
            }
        }
        let mut more = whole.clone();
        more["colour"] = json!("blue");
        let answer = refused(more).await;
        assert_eq!(
            (answer.failure(), answer.places()),
            (drift(), vec!["/colour".to_owned()]),
            "{id}"
        );
        for root in [json!(null), json!([]), json!("x"), json!(1)] {
            let answer = refused(root.clone()).await;
            assert_eq!(
                (answer.failure(), answer.places()),
                (drift(), vec![String::new()]),
                "{id} of {root}"
            );
        }
    }
    assert_eq!(
        system.database().await.rows().await,
        rows,
        "nothing was written"
    );
    system.assert_well().await;
}

#[tokio::test]
async fn more_places_than_a_person_reads_are_cut_off() {
    let system = System::start().await;
    let mut body = json!({});
    for number in 0..200 {
        body[format!("f{number}")] = json!(number);
    }
    let answer = system.call("session_create").json(&body).send().await;
    assert_eq!(answer.failure(), drift());
    assert_eq!(answer.places().len(), 50);
}

#[tokio::test]
async fn a_missing_query_parameter_is_drift() {
    let system = System::start().await;
    let answer = system.call("slot_list").send().await;
    assert_eq!(answer.failure(), drift());
    let mut places = answer.places();
    places.sort();
    assert_eq!(places, ["query:from", "query:serviceId", "query:to"]);
}

#[tokio::test]
async fn drift_is_counted_by_operation_version_and_reason_and_nobody_mints_labels() {
    let system = System::start().await;
    for version in ["1.0.0", "4.5.6", "4.5.7-mint.1"] {
        let header = format!("{version}; 0000000000000000");
        system
            .call("tenant_list")
            .header("Nexus-Contract", &header)
            .send()
            .await;
    }
    system
        .call("session_create")
        .json(&json!({ "minted": 1 }))
        .send()
        .await;
    let metrics = system.metrics().await;
    let counted = |operation: &str, version: &str, reason: &str| {
        let line = metrics.lines().find(|line| {
            line.starts_with("nexus_contract_drift_total{")
                && line.contains(&format!("operation=\"{operation}\""))
                && line.contains(&format!("client_version=\"{version}\""))
                && line.contains(&format!("reason=\"{reason}\""))
        });
        line.and_then(|line| line.rsplit_once(' '))
            .map(|(_, count)| count.to_owned())
    };
    assert_eq!(
        counted("tenant_list", "unknown", "unknown_contract").as_deref(),
        Some("2"),
        "{metrics}"
    );
    assert_eq!(
        counted("tenant_list", "1.0.0", "unknown_contract").as_deref(),
        Some("1"),
        "{metrics}"
    );
    assert_eq!(
        counted("session_create", "unknown", "shape").as_deref(),
        Some("1"),
        "{metrics}"
    );
    assert!(
        !metrics.contains("4.5.") && !metrics.contains("mint"),
        "a client made a label"
    );
}
