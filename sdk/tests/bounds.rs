//! Huge, slow and half answers.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test ends where this fails"
)]

mod support;

use std::time::Duration;

use scheduler_sdk::{Error, Retry, Transport, read_text, types::BookingId};
use support::{BOOKING, Reply, Server, list, no_services, quick};

#[tokio::test]
async fn an_endless_answer_is_not_read_to_its_end() {
    let server = Server::answering(vec![Reply::Endless]).await;
    let error = list(&server.client().with(quick().answer_limit(100_000)))
        .await
        .unwrap_err();
    assert!(
        matches!(
            error,
            Error::Transport(Transport::TooLong { limit: 100_000 })
        ),
        "{error}"
    );
}

#[tokio::test]
async fn an_answer_that_announces_too_much_is_not_read_at_all() {
    let server = Server::answering(vec![Reply::json(200, &" ".repeat(2_000))]).await;
    let error = list(&server.client().with(quick().answer_limit(1_000)))
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::Transport(Transport::TooLong { .. })),
        "{error}"
    );
}

#[tokio::test]
async fn an_answer_of_just_the_limit_is_read() {
    let body = r#"{"data":[]}"#;
    let server = Server::answering(vec![no_services()]).await;
    list(&server.client().with(quick().answer_limit(body.len())))
        .await
        .unwrap();
}

#[tokio::test]
async fn a_slow_answer_ends_with_the_attempts_time() {
    for reply in [
        Reply::Late(Duration::from_secs(30)),
        Reply::Drip(Duration::from_millis(50)),
    ] {
        let name = format!("{reply:?}");
        let server = Server::answering(vec![reply]).await;
        let client = server.client().with(quick().retry(Retry::never()));
        let started = tokio::time::Instant::now();
        let error = list(&client).await.unwrap_err();
        assert!(
            matches!(error, Error::Transport(Transport::TimedOut(_))),
            "{name}: {error}"
        );
        assert!(
            started.elapsed() < Duration::from_secs(2),
            "{name}: {:?}",
            started.elapsed()
        );
    }
}

#[tokio::test]
async fn half_an_answer_is_none() {
    let server = Server::answering(vec![Reply::Half(r#"{"data":[]}"#.to_owned())]).await;
    let error = list(&server.client()).await.unwrap_err();
    assert!(
        matches!(error, Error::Transport(Transport::Interrupted(_))),
        "{error}"
    );
    assert_eq!(server.asked().len(), 3, "it was tried again");
}

#[tokio::test]
async fn a_calendar_file_is_read_as_text() {
    let calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
    let server = Server::answering(vec![Reply::Whole(
        200,
        vec![("content-type", "text/calendar".to_owned())],
        calendar.to_owned(),
    )])
    .await;
    let id: BookingId = BOOKING.parse().unwrap();
    let answer = server
        .client()
        .booking_calendar()
        .slug("stillwater")
        .id(id)
        .send()
        .await;
    assert_eq!(read_text(answer.unwrap()).await.unwrap(), calendar);
    assert_eq!(
        server.asked()[0].header("accept"),
        Some("text/calendar, application/json")
    );
}
