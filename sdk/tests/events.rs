//! The event stream: resumed, bounded, open to what is new.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test ends where this fails"
)]

mod support;

use std::time::Duration;

use scheduler_sdk::{Error, Events, Stoken, types::Event};
use support::{Reply, STOKEN, Server, quick};

fn stream_session() -> Reply {
    Reply::json(
        201,
        r#"{"data":{"stoken":"nxs_stream_only","connectBefore":"2027-01-02T09:00:00Z"}}"#,
    )
}

fn stream(pieces: &[&str]) -> Reply {
    let mut all = vec!["retry: 10\n\n".to_owned()];
    all.extend(pieces.iter().map(|piece| (*piece).to_owned()));
    Reply::Stream(all)
}

fn notification(id: u64, text: &str) -> String {
    format!(
        "id: {id}\nevent: notification\ndata: {{\"type\":\"notification\",\"at\":\"2027-01-02T09:00:00Z\",\"text\":\"{text}\"}}\n\n"
    )
}

const ENDED: &str =
    "event: session.ended\ndata: {\"type\":\"session.ended\",\"at\":\"2027-01-02T09:00:00Z\"}\n\n";

fn events(server: &Server) -> Events {
    let stoken = Stoken::new(STOKEN).unwrap();
    server
        .client()
        .with(quick().stoken(stoken))
        .events("stillwater")
}

async fn next(events: &mut Events) -> Option<Result<scheduler_sdk::Received, Error>> {
    tokio::time::timeout(Duration::from_secs(10), events.next())
        .await
        .expect("an event in time")
}

fn text(event: &Event) -> &str {
    match event {
        Event::Notification { text, .. } => text,
        other => panic!("expected a notification, not {other:?}"),
    }
}

#[tokio::test]
async fn a_broken_stream_goes_on_after_the_last_event_with_a_stoken_of_its_own() {
    let server = Server::answering(vec![
        stream_session(),
        stream(&[
            ": beat\n\n",
            &notification(7, "one"),
            "id: 8\ndata: {\"half",
        ]),
        stream_session(),
        stream(&[&notification(8, "two"), ENDED]),
    ])
    .await;
    let mut events = events(&server);
    let first = next(&mut events).await.unwrap().unwrap();
    assert_eq!((first.id, text(&first.event)), (Some(7), "one"));
    let second = next(&mut events).await.unwrap().unwrap();
    assert_eq!((second.id, text(&second.event)), (Some(8), "two"));
    let last = next(&mut events).await.unwrap().unwrap();
    assert!(matches!(last.event, Event::SessionEnded { .. }));
    assert!(
        next(&mut events).await.is_none(),
        "a session that ended has no more events"
    );
    let asked = server.asked();
    assert_eq!(asked.len(), 4);
    assert!(
        asked[1].line.contains("stoken=nxs_stream_only"),
        "{}",
        asked[1].line
    );
    assert!(!asked[1].line.contains("lastEventId"));
    assert!(asked[3].line.contains("lastEventId=7"), "{}", asked[3].line);
    let spent = asked.iter().any(|asked| asked.line.contains(STOKEN));
    assert!(!spent, "the session's own stoken stood in a URL");
    assert_eq!(asked[1].header("authorization"), None);
}

#[tokio::test]
async fn an_unknown_kind_of_event_is_kept_and_the_stream_goes_on() {
    let server = Server::answering(vec![
        stream_session(),
        stream(&[
            "id: 3\ndata: {\"type\":\"waitlist.moved\",\"place\":2}\n\n",
            &notification(4, "on"),
        ]),
    ])
    .await;
    let mut events = events(&server);
    let unknown = next(&mut events).await.unwrap().unwrap();
    assert_eq!(unknown.id, Some(3));
    let Event::Unknown(kept) = &unknown.event else {
        panic!("{unknown:?}")
    };
    assert_eq!(
        (kept.name(), &kept.json()["place"]),
        ("waitlist.moved", &2.into())
    );
    assert_eq!(text(&next(&mut events).await.unwrap().unwrap().event), "on");
}

#[tokio::test]
async fn an_event_that_does_not_fit_is_drift_and_the_stream_goes_on() {
    let server = Server::answering(vec![
        stream_session(),
        stream(&[
            "id: 3\ndata: {\"type\":\"notification\",\"text\":5}\n\n",
            &notification(4, "on"),
        ]),
    ])
    .await;
    let mut events = events(&server);
    let error = next(&mut events).await.unwrap().unwrap_err();
    let Error::ContractDrift(drift) = error else {
        panic!("{error}")
    };
    assert_eq!(drift.operation.as_deref(), Some("event_stream"));
    assert_eq!(text(&next(&mut events).await.unwrap().unwrap().event), "on");
}

#[tokio::test]
async fn an_ended_session_is_an_error_once() {
    let server = Server::answering(vec![Reply::refusal(401, "session_ended")]).await;
    let mut events = events(&server);
    let error = next(&mut events).await.unwrap().unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert!(next(&mut events).await.is_none());
}

#[tokio::test]
async fn a_server_that_stays_away_is_told_after_the_attempts() {
    let server = Server::answering(vec![Reply::Hangup]).await;
    let mut events = events(&server);
    let error = next(&mut events).await.unwrap().unwrap_err();
    assert!(error.may_pass(), "{error}");
    assert_eq!(server.asked().len(), 3);
}

#[tokio::test]
async fn a_server_that_closes_each_stream_at_once_is_told_after_the_attempts() {
    let pair = || [stream_session(), stream(&[": beat\n\n"])];
    let server = Server::answering((0..4).flat_map(|_| pair()).collect()).await;
    let mut events = events(&server);
    let error = next(&mut events).await.unwrap().unwrap_err();
    assert!(error.may_pass(), "{error}");
    assert_eq!(
        server.asked().len(),
        6,
        "each attempt asks for a stoken and a stream"
    );
}

#[tokio::test]
async fn a_frame_without_end_ends_the_stream() {
    let huge = format!("data: {}", "x".repeat(300 * 1024));
    let server = Server::answering(vec![stream_session(), Reply::Stream(vec![huge])]).await;
    let error = next(&mut events(&server)).await.unwrap().unwrap_err();
    assert!(
        matches!(
            error,
            Error::Transport(scheduler_sdk::Transport::TooLong { .. })
        ),
        "{error}"
    );
}

#[tokio::test]
async fn waiting_can_be_given_up_and_taken_up_again() {
    let server = Server::answering(vec![
        stream_session(),
        stream(&[&notification(1, "one")]),
        stream_session(),
        stream(&[&notification(2, "two")]),
    ])
    .await;
    let mut events = events(&server);
    assert_eq!(next(&mut events).await.unwrap().unwrap().id, Some(1));
    let mut tries = 0;
    let second = loop {
        tries += 1;
        match tokio::time::timeout(Duration::from_millis(3), events.next()).await {
            Ok(received) => break received.unwrap().unwrap(),
            Err(_) if tries < 1_000 => {}
            Err(_) => panic!("never went on"),
        }
    };
    assert_eq!(second.id, Some(2));
}
