//! The stoken stands in nothing a program prints.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test ends where this fails"
)]

mod support;

use std::{error::Error as _, fmt::Write as _, time::Duration};

use scheduler_sdk::{Client, Error, Retry, Settings, Stoken};
use support::{Reply, STOKEN, Server, book, quick};

fn all_of(error: &Error) -> String {
    let mut text = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        write!(text, " {cause} {cause:?}").unwrap();
        source = cause.source();
    }
    text
}

#[test]
fn a_client_prints_no_stoken() {
    let stoken = Stoken::new(STOKEN).unwrap();
    let settings = Settings::new().stoken(stoken.clone());
    let client = Client::connect("http://127.0.0.1:1", settings.clone()).unwrap();
    let calls = (client.booking_list(), client.booking_create());
    let text = format!(
        "{stoken} {stoken:?} {settings:?} {client:?} {calls:#?} {:?}",
        client.events("stillwater")
    );
    assert!(!text.contains(STOKEN), "{text}");
}

#[tokio::test]
async fn no_failure_prints_a_stoken() {
    for reply in [
        Reply::Hangup,
        Reply::Half("{".to_owned()),
        Reply::Late(Duration::from_secs(5)),
        Reply::refusal(401, "session_ended"),
        Reply::json(302, ""),
        Reply::json(201, "{}"),
        Reply::Whole(500, Vec::new(), "<html>".to_owned()),
    ] {
        let name = format!("{reply:?}");
        let server = Server::answering(vec![reply]).await;
        let settings = quick()
            .retry(Retry::never())
            .stoken(Stoken::new(STOKEN).unwrap());
        let client = server.client().with(settings);
        let booking = book(&client).await.unwrap_err();
        let stream = client
            .event_stream()
            .slug("stillwater")
            .stoken(STOKEN)
            .send()
            .await;
        let mut text = all_of(&booking);
        if let Err(error) = stream {
            text.push_str(&all_of(&Error::from(error)));
        }
        assert!(!text.contains(STOKEN), "{name}: {text}");
    }
    let gone = Client::connect("http://127.0.0.1:1", quick()).unwrap();
    let error = gone
        .event_stream()
        .slug("stillwater")
        .stoken(STOKEN)
        .send()
        .await;
    let text = all_of(&Error::from(error.map(|_| ()).unwrap_err()));
    assert!(!text.contains(STOKEN), "{text}");
}

#[test]
fn a_stoken_that_is_none_is_not_repeated() {
    let error = Stoken::new("two words").unwrap_err();
    assert!(!all_of(&error).contains("two words"));
}
