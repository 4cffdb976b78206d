//! Contracts that differ, on the way out and on the way back.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test ends where this fails"
)]

mod support;

use scheduler_sdk::{Drift, Error, Side, Transport, contract, types::ApiError};
use support::{Reply, Server, book, list};

async fn drift(reply: Reply) -> (Drift, Server) {
    let server = Server::answering(vec![reply]).await;
    match book(&server.client()).await.unwrap_err() {
        Error::ContractDrift(drift) => (*drift, server),
        other => panic!("expected drift, not {other}"),
    }
}

#[tokio::test]
async fn the_servers_contract_drift_is_drift_with_every_place_and_is_not_repeated() {
    let (drift, server) = drift(Reply::json(
        500,
        r#"{"error":{"code":"contract_drift","message":"No.","requestId":"r9","operationId":"booking_create",
            "serverVersion":"2.0.0","clientVersion":"1.0.0","advice":"Update the contracts and regenerate the SDK.",
            "places":[{"at":"/startAt","expected":"a date-time","found":"missing"}]}}"#,
    ))
    .await;
    assert_eq!(drift.side, Side::Request);
    assert_eq!(drift.operation.as_deref(), Some("booking_create"));
    assert_eq!(drift.server_version.as_deref(), Some("2.0.0"));
    assert_eq!(drift.client_version, "1.0.0");
    assert_eq!(drift.places[0].at, "/startAt");
    assert_eq!(drift.request_id.as_deref(), Some("r9"));
    let text = drift.to_string();
    assert!(
        text.contains("/startAt") && text.contains("regenerate the SDK"),
        "{text}"
    );
    assert_eq!(server.asked().len(), 1, "drift doesn't pass by waiting");
}

#[tokio::test]
async fn an_answer_that_does_not_fit_is_drift_and_no_default_value() {
    let body = format!(
        r#"{{"data":{}}}"#,
        support::booking_json().replace("\"end\"", "\"endAt\"")
    );
    let (drift, server) = drift(Reply::json(201, &body)).await;
    assert_eq!(drift.side, Side::Response);
    assert_eq!(drift.operation.as_deref(), Some("booking_create"));
    assert_eq!(drift.server_version.as_deref(), Some(contract::VERSION));
    assert_eq!(drift.places[0].at, "/data/end");
    assert!(
        !drift.to_string().contains("Kim"),
        "values are personal: {drift}"
    );
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn an_unknown_status_of_a_closed_enum_is_drift() {
    let body = format!(
        r#"{{"data":{}}}"#,
        support::booking_json().replace("confirmed", "wandering")
    );
    let (drift, _) = drift(Reply::json(201, &body)).await;
    assert_eq!(drift.places[0].at, "/data/status");
    assert!(!drift.to_string().contains("wandering"), "{drift}");
}

#[tokio::test]
async fn what_is_no_json_or_comes_with_another_success_is_drift() {
    let whole = format!(r#"{{"data":{}}}"#, support::booking_json());
    for reply in [
        Reply::json(201, "<html>"),
        Reply::json(201, ""),
        Reply::json(201, "\u{0}"),
        Reply::json(202, &whole),
        Reply::json(302, &whole),
    ] {
        drift(reply).await;
    }
}

#[tokio::test]
async fn unknown_fields_of_an_answer_are_no_drift() {
    let body = format!(
        r#"{{"data":{},"later":1}}"#,
        support::booking_json().replacen('{', r#"{"invented":[{}],"#, 1)
    );
    let server = Server::answering(vec![Reply::json(201, &body)]).await;
    book(&server.client()).await.unwrap();
}

#[tokio::test]
async fn a_refusal_that_does_not_fit_is_drift_if_the_server_is_one_of_ours() {
    for body in [
        r#"{"error":{"code":"policy","message":"No.","requestId":"r"}}"#,
        r#"{"error":{"code":"slot_taken","message":"No.","requestId":"r","alternatives":[{}]}}"#,
        r#"{"error":"no"}"#,
    ] {
        drift(Reply::json(409, body)).await;
    }
}

#[tokio::test]
async fn an_operation_the_server_does_not_have_is_drift() {
    let router = r#"{"request_id":"1","message":"Not Found"}"#;
    let (drift, _) = drift(Reply::Whole(404, Vec::new(), router.to_owned())).await;
    assert_eq!(drift.places[0].at, "path");
}

#[tokio::test]
async fn somebody_elses_answer_is_told_as_such() {
    let page = "<html>502 Bad Gateway</html>".to_owned();
    for status in [301, 403, 404, 502] {
        let server = Server::answering(vec![Reply::Whole(status, Vec::new(), page.clone())]).await;
        let error = list(&server.client()).await.unwrap_err();
        let Error::Transport(Transport::Foreign { status: found }) = error else {
            panic!("{status}: {error}")
        };
        assert_eq!(found.as_u16(), status);
    }
}

#[tokio::test]
async fn an_unknown_error_code_is_kept_as_it_came() {
    let body = r#"{"error":{"code":"deposit_required","message":"Pay first.","requestId":"r1","amount":500}}"#;
    let server = Server::answering(vec![Reply::json(402, body)]).await;
    let error = book(&server.client()).await.unwrap_err();
    let Error::Api(refusal) = &error else {
        panic!("{error}")
    };
    let ApiError::Unknown(unknown) = &refusal.error else {
        panic!("{error:?}")
    };
    assert_eq!(unknown.name(), "deposit_required");
    assert_eq!(unknown.json()["amount"], 500);
    assert_eq!(refusal.code(), "deposit_required");
    assert!(error.to_string().contains("Pay first."), "{error}");
}
