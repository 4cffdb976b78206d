//! What is sent again, when, and what never is.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test ends where this fails"
)]

mod support;

use std::time::Duration;

use scheduler_sdk::{Error, Retry};
use support::{Reply, Server, book, booked, list, no_services, quick, start_session};

#[tokio::test]
async fn a_booking_keeps_its_key_from_attempt_to_attempt() {
    let server = Server::answering(vec![
        Reply::Hangup,
        Reply::Whole(502, Vec::new(), "<html>bad gateway</html>".to_owned()),
        booked(),
    ])
    .await;
    book(&server.client()).await.unwrap();
    let asked = server.asked();
    assert_eq!(asked.len(), 3);
    let key = asked[0].header("idempotency-key");
    assert!(key.is_some());
    assert!(
        asked
            .iter()
            .all(|asked| asked.header("idempotency-key") == key),
        "a new key is a new booking"
    );
    assert!(asked.iter().all(|again| again.body == asked[0].body));
}

#[tokio::test]
async fn what_may_be_repeated_is_repeated_after_every_passing_failure() {
    for reply in [
        Reply::passing(429, "rate_limited", 0),
        Reply::refusal(502, "internal"),
        Reply::passing(503, "unavailable", 0),
        Reply::refusal(504, "internal"),
        Reply::passing(409, "in_progress", 0),
        Reply::Half("{".to_owned()),
        Reply::Late(Duration::from_secs(5)),
    ] {
        let name = format!("{reply:?}");
        let server = Server::answering(vec![reply, no_services()]).await;
        let answer = list(&server.client()).await;
        assert!(answer.is_ok(), "after {name}: {answer:?}");
        assert_eq!(server.asked().len(), 2, "after {name}");
    }
}

#[tokio::test]
async fn retry_after_is_waited_out() {
    let server =
        Server::answering(vec![Reply::passing(503, "unavailable", 1), no_services()]).await;
    list(&server.client()).await.unwrap();
    let asked = server.asked();
    let waited = asked[1].at - asked[0].at;
    assert!(waited >= Duration::from_secs(1), "waited only {waited:?}");
}

#[tokio::test]
async fn a_longer_retry_after_than_there_is_time_is_told_at_once() {
    let server = Server::answering(vec![Reply::passing(429, "rate_limited", 3600)]).await;
    let started = tokio::time::Instant::now();
    let error = list(&server.client()).await.unwrap_err();
    assert!(started.elapsed() < Duration::from_secs(1));
    let Error::Api(refusal) = &error else {
        panic!("{error}")
    };
    assert_eq!(refusal.retry_after, Some(Duration::from_secs(3600)));
    assert!(error.may_pass());
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn what_may_not_be_repeated_is_sent_once() {
    for reply in [
        Reply::Hangup,
        Reply::passing(429, "rate_limited", 0),
        Reply::passing(503, "unavailable", 0),
        Reply::Late(Duration::from_secs(5)),
    ] {
        let name = format!("{reply:?}");
        let server = Server::answering(vec![reply]).await;
        assert!(start_session(&server.client()).await.is_err(), "{name}");
        assert_eq!(server.asked().len(), 1, "{name}");
    }
}

#[tokio::test]
async fn what_will_not_pass_is_sent_once() {
    for (status, code) in [
        (400, "malformed"),
        (401, "session_required"),
        (404, "not_found"),
        (422, "idempotency_key_reused"),
        (500, "internal"),
    ] {
        let server = Server::answering(vec![Reply::refusal(status, code)]).await;
        let error = book(&server.client()).await.unwrap_err();
        let Error::Api(refusal) = error else {
            panic!("{error}")
        };
        assert_eq!((refusal.status.as_u16(), refusal.code()), (status, code));
        assert_eq!(refusal.request_id(), "r1");
        assert_eq!(server.asked().len(), 1, "{code}");
    }
}

#[tokio::test]
async fn attempts_and_their_total_time_are_bounded() {
    let server = Server::answering(vec![Reply::passing(503, "unavailable", 0)]).await;
    assert!(list(&server.client()).await.is_err());
    assert_eq!(server.asked().len(), 3);

    let server = Server::answering(vec![Reply::Late(Duration::from_secs(5))]).await;
    let retry = Retry {
        attempts: 1000,
        total: Duration::from_secs(1),
        ..Retry::default()
    };
    let started = tokio::time::Instant::now();
    assert!(
        list(&server.client().with(quick().retry(retry)))
            .await
            .is_err()
    );
    assert!(
        started.elapsed() < Duration::from_millis(1500),
        "{:?}",
        started.elapsed()
    );
}

#[tokio::test]
async fn a_server_that_is_not_there_is_told_as_such() {
    let server = Server::answering(vec![no_services()]).await;
    let address = server.url.trim_start_matches("http://");
    let free = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let gone = free.local_addr().unwrap().to_string();
    drop(free);
    assert_ne!(address, gone);
    let client = scheduler_sdk::Client::connect(&format!("http://{gone}"), quick()).unwrap();
    let error = list(&client).await.unwrap_err();
    assert!(
        matches!(
            error,
            Error::Transport(scheduler_sdk::Transport::Connect(_))
        ),
        "{error}"
    );
    assert!(error.to_string().contains("check its URL"), "{error}");
}
