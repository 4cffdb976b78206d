//! The client without `async`: the same calls, answers and errors, waited for.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test ends where this fails"
)]

mod support;

use std::time::Duration;

use scheduler_sdk::{Error, Stoken, Transport, blocking::Client, types::Event};
use support::{BOOKING, Reply, STOKEN, Server, no_services, quick};

/// A server that answers so, and what a program without `async` makes of it.
fn against<T: Send + 'static>(
    replies: Vec<Reply>,
    program: impl FnOnce(Client) -> T + Send + 'static,
) -> (T, Server) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = runtime.block_on(Server::answering(replies));
    let url = server.url.clone();
    let thread = std::thread::spawn(move || program(Client::connect(&url, quick()).unwrap()));
    let came = thread.join().expect("no call panics");
    (came, server)
}

#[test]
fn calls_wait_for_their_answers_and_repeat_what_is_safe() {
    let replies = vec![Reply::Hangup, no_services(), no_services()];
    let (pages, server) = against(replies, |client| {
        [&client, &client.clone()]
            .map(|client| client.service_list().slug("stillwater").limit(3_u32).send())
    });
    for page in pages {
        assert!(page.unwrap().data.is_empty());
    }
    let asked = server.asked();
    assert_eq!(asked.len(), 3, "one was repeated");
    assert!(asked[2].line.contains("limit=3"), "{}", asked[2].line);
    assert!(asked[2].header("nexus-contract").is_some());
}

#[test]
fn errors_are_the_same() {
    let (error, _server) = against(vec![Reply::refusal(404, "not_found")], |client| {
        client.tenant_view().slug("nobody").send().unwrap_err()
    });
    assert!(
        matches!(&error, Error::Api(refusal) if refusal.code() == "not_found"),
        "{error:?}"
    );
    let unsaid = Client::connect("http://127.0.0.1:9", quick()).unwrap();
    let error = unsaid.tenant_view().send().unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
    let error = unsaid.tenant_view().slug("any").send().unwrap_err();
    assert!(
        matches!(error, Error::Transport(Transport::Connect(_))),
        "{error:?}"
    );
}

#[test]
fn text_is_answered_as_text() {
    let calendar = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n";
    let reply = Reply::Whole(
        200,
        vec![
            ("content-type", "text/calendar".to_owned()),
            ("nexus-contract", "1.0.0; 0123456789abcdef".to_owned()),
        ],
        calendar.to_owned(),
    );
    let (text, server) = against(vec![reply], |client| {
        let client = client.with_stoken(Stoken::new(STOKEN).unwrap());
        let id: scheduler_sdk::types::BookingId = BOOKING.parse().unwrap();
        client.booking_calendar().slug("stillwater").id(id).send()
    });
    assert_eq!(text.unwrap(), calendar);
    assert!(server.asked()[0].header("authorization").is_some());
}

#[test]
fn events_are_an_iterator_that_ends_with_the_session() {
    let session = r#"{"data":{"stoken":"nxs_stream_only","connectBefore":"2027-01-02T09:00:00Z"}}"#;
    let note = r#"{"type":"notification","at":"2027-01-02T09:00:00Z","text":"soon"}"#;
    let over = r#"{"type":"session.ended","at":"2027-01-02T09:00:00Z"}"#;
    let stream = vec![format!(
        "retry: 10\n\nid: 7\ndata: {note}\n\ndata: {over}\n\n"
    )];
    let replies = vec![Reply::json(201, session), Reply::Stream(stream)];
    let (events, _server) = against(replies, |client| {
        let client = client.with_stoken(Stoken::new(STOKEN).unwrap());
        let mut events = client.events("stillwater");
        let first = events.next_within(Duration::from_secs(10));
        let rest: Vec<_> = events.by_ref().take(5).collect();
        (first, rest, events.last_event_id())
    });
    let (first, rest, last) = events;
    let first = first.unwrap().unwrap().expect("an event in time");
    assert!(matches!(first.event, Event::Notification { .. }));
    assert_eq!(rest.len(), 1, "{rest:?}");
    assert_eq!(last, Some(7));
}
