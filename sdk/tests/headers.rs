//! What every call carries.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test ends where this fails"
)]

mod support;

use scheduler_sdk::{Client, Error, Settings, Stoken, contract};
use support::{STOKEN, Server, book, booked, list, no_services, quick};

fn stoken() -> Stoken {
    Stoken::new(STOKEN).unwrap()
}

#[tokio::test]
async fn a_call_names_its_contract() {
    let server = Server::answering(vec![no_services()]).await;
    list(&server.client()).await.unwrap();
    let asked = server.asked();
    let fingerprint = contract::operation("service_list").unwrap().fingerprint;
    assert_eq!(
        asked[0].header("nexus-contract"),
        Some(format!("{}; {fingerprint}", contract::VERSION).as_str())
    );
    assert_eq!(asked[0].header("api-version"), None);
    assert_eq!(asked[0].header("accept"), Some("application/json"));
}

#[tokio::test]
async fn a_stoken_goes_where_it_is_taken_and_nowhere_else() {
    let server = Server::answering(vec![no_services(), booked()]).await;
    let client = server.client().with_stoken(stoken());
    list(&client).await.unwrap();
    book(&client).await.unwrap();
    let asked = server.asked();
    assert_eq!(
        asked[0].header("authorization"),
        None,
        "services need no session"
    );
    assert_eq!(
        asked[1].header("authorization"),
        Some(format!("Bearer {STOKEN}").as_str())
    );
}

#[tokio::test]
async fn a_stoken_is_not_sent_unencrypted_to_another_machine() {
    let client = Client::connect("http://scheduling.example", quick()).unwrap();
    let error = book(&client.with_stoken(stoken())).await.unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
    assert!(error.to_string().contains("https"), "{error}");
    let error = client
        .event_stream()
        .slug("stillwater")
        .stoken(STOKEN)
        .send()
        .await
        .map(|_| ())
        .map_err(Error::from)
        .unwrap_err();
    assert!(matches!(error, Error::InvalidRequest(_)), "{error}");
}

#[tokio::test]
async fn booking_names_its_intent_and_keeps_the_callers_name_for_it() {
    let server = Server::answering(vec![booked()]).await;
    let client = server.client();
    book(&client).await.unwrap();
    book(&client).await.unwrap();
    let booking = scheduler_sdk::types::BookingCreate::builder()
        .service_id(
            support::SERVICE
                .parse::<scheduler_sdk::types::ServiceId>()
                .unwrap(),
        )
        .start(
            "2027-01-02T09:00:00Z"
                .parse::<chrono::DateTime<chrono::Utc>>()
                .unwrap(),
        )
        .customer_name("Kim Berger");
    client
        .booking_create()
        .slug("stillwater")
        .idempotency_key("mine")
        .body(booking)
        .send()
        .await
        .unwrap();
    let asked = server.asked();
    let key = |call: usize| asked[call].header("idempotency-key").unwrap().to_owned();
    assert_ne!(key(0), key(1), "two calls are two intents");
    assert_eq!(key(2), "mine");
    let other = Server::answering(vec![no_services()]).await;
    list(&other.client()).await.unwrap();
    assert_eq!(other.asked()[0].header("idempotency-key"), None);
}

#[tokio::test]
async fn visitor_and_trace_are_passed_on() {
    let server = Server::answering(vec![no_services()]).await;
    let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    let settings = Settings::new()
        .visitor("203.0.113.7".parse::<std::net::IpAddr>().unwrap())
        .trace_parent(move || Some(parent.to_owned()));
    list(&server.client().with(settings)).await.unwrap();
    let asked = server.asked();
    assert_eq!(asked[0].header("x-forwarded-for"), Some("203.0.113.7"));
    assert_eq!(asked[0].header("traceparent"), Some(parent));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let elsewhere = Server::answering(vec![booked()]).await;
    let redirect = support::Reply::Whole(
        307,
        vec![("location", elsewhere.url.clone())],
        String::new(),
    );
    let server = Server::answering(vec![redirect]).await;
    let error = book(&server.client().with_stoken(stoken()))
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert!(elsewhere.asked().is_empty(), "the stoken travelled");
}
