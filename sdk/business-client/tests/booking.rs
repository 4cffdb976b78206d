//! Booking, moving and cancelling: one intent, one booking, and outcomes instead of exceptions.

#![allow(clippy::expect_used, reason = "a test ends where this fails")]

use business_client::{
    Booked, BusinessClient, Cancelled, Error, NewBooking, Rescheduled, Retry, Settings, Side,
    TimeDelta, Utc,
    types::{Booking, BookingStatus, PolicyRule, ServicePage},
};
use scheduler_sdk::Client;
use scheduler_sdk_mock::{MockServer, MockServerExt, samples};

fn business(server: &MockServer) -> BusinessClient {
    let settings = Settings::new().retry(Retry::never());
    let api = Client::connect(&server.base_url(), settings).expect("a URL");
    BusinessClient::new(api, samples::SLUG)
}

/// The same, in a session.
async fn customer(server: &MockServer) -> BusinessClient {
    let business = business(server);
    let contact = business_client::contact("kim@example.com").expect("a contact");
    business.start_session(contact).await.expect("a session");
    business
}

async fn server() -> MockServer {
    let server = MockServer::start_async().await;
    server.session_create(|_, then| {
        then.created(&samples::session(Utc::now()));
    });
    server
}

fn wish() -> NewBooking {
    NewBooking::new(samples::service().id, samples::start(), "Kim Berger").email("kim@example.com")
}

/// The slot is taken, and another one free.
fn taken() -> scheduler_sdk::types::ErrorBody {
    let free = serde_json::json!([samples::slot_at(samples::start() + TimeDelta::hours(2))]);
    samples::refusal("slot_taken", &[("alternatives", free)])
}

/// The server has this one by now.
fn changed_to(booking: &Booking) -> scheduler_sdk::types::ErrorBody {
    let current = serde_json::json!(booking);
    samples::refusal("revision_conflict", &[("booking", current)])
}

fn keyed(key: String) -> impl Fn(httpmock::When) -> httpmock::When {
    move |when| when.header("idempotency-key", key.clone())
}

#[tokio::test]
async fn a_wish_repeated_after_a_failure_is_the_same_intent() {
    let server = server().await;
    let business = business(&server);
    let wish = wish();
    let with_key = keyed(wish.idempotency_key());
    let mut down = server.mock(|when, then| {
        with_key(when.path("/api/public/stillwater/book"));
        then.status(503).body("<html>down</html>");
    });
    let error = business.book(&wish).await.expect_err("it is down");
    assert!(error.may_pass(), "{error}");
    down.assert();
    down.delete();
    let up = server.booking_create(|when, then| {
        with_key(when.into_inner());
        then.created(&samples::booking_data());
    });
    let booked = business.book(&wish).await.expect("booked");
    assert_eq!(booked, Booked::Confirmed(samples::booking()));
    up.assert();
}

#[test]
fn another_wish_is_another_intent_and_a_restored_one_is_the_same() {
    let first = wish();
    assert_ne!(
        first.idempotency_key(),
        wish().idempotency_key(),
        "two people may want the same"
    );
    let restored = wish().named(first.name());
    assert_eq!(first.idempotency_key(), restored.idempotency_key());
    assert_ne!(
        first.idempotency_key(),
        restored.note("x").idempotency_key()
    );
    let odd = wish().named("a\r\nb\u{e9} ".repeat(100)).idempotency_key();
    assert!(
        odd.len() <= 128 && odd.chars().all(|c| c.is_ascii_graphic()),
        "{odd}"
    );
}

#[tokio::test]
async fn a_taken_slot_comes_back_as_what_is_free() {
    let server = server().await;
    server.booking_create(|_, then| {
        then.client_error(409, &taken());
    });
    let Booked::SlotTaken { alternatives } =
        business(&server).book(&wish()).await.expect("an outcome")
    else {
        panic!("expected a taken slot")
    };
    assert_eq!(alternatives.len(), 1);
}

#[tokio::test]
async fn without_session_and_contact_nothing_is_sent() {
    let server = server().await;
    let booking = server.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let nameless = NewBooking::new(samples::service().id, samples::start(), "Kim Berger");
    let error = business(&server).book(&nameless).await;
    assert!(matches!(error, Err(Error::SessionRequired)), "{error:?}");
    booking.assert_calls(0);
}

#[tokio::test]
async fn a_reschedule_names_the_revision_and_its_outcomes_are_typed() {
    let server = server().await;
    let business = customer(&server).await;
    let later = samples::start() + TimeDelta::hours(2);
    let moved = Booking {
        start: later,
        revision: 2,
        ..samples::booking()
    };
    let answer = business_client::types::BookingData {
        data: moved.clone(),
    };
    let mut ok = server.booking_change(|when, then| {
        when.id(&samples::booking().id)
            .into_inner()
            .json_body_includes(r#"{"revision":1}"#);
        then.ok(&answer);
    });
    let outcome = business
        .reschedule(&samples::booking(), later, None)
        .await
        .expect("moved");
    assert_eq!(outcome, Rescheduled::Confirmed(moved.clone()));
    ok.assert();
    ok.delete();

    let mut taken = server.booking_change(|_, then| {
        then.client_error(409, &taken());
    });
    let outcome = business
        .reschedule(&samples::booking(), later, None)
        .await
        .expect("an outcome");
    assert!(
        matches!(outcome, Rescheduled::SlotTaken { .. }),
        "{outcome:?}"
    );
    taken.delete();

    server.booking_change(|_, then| {
        then.client_error(409, &changed_to(&moved));
    });
    let outcome = business
        .reschedule(&samples::booking(), later, None)
        .await
        .expect("an outcome");
    assert_eq!(outcome, Rescheduled::ChangedMeanwhile(moved.clone()));
    let outcome = business
        .cancel(&samples::booking(), None)
        .await
        .expect("an outcome");
    assert_eq!(outcome, Cancelled::ChangedMeanwhile(moved));
}

#[tokio::test]
async fn who_cancels_what_is_cancelled_already_has_what_they_want() {
    let server = server().await;
    let business = customer(&server).await;
    let cancelled = Booking {
        revision: 2,
        status: BookingStatus::Cancelled,
        ..samples::booking()
    };
    // The first answer was lost, and the reason was written anew.
    server.booking_change(|_, then| {
        then.client_error(409, &changed_to(&cancelled));
    });
    let outcome = business
        .cancel(&samples::booking(), Some("The train is on strike, again."))
        .await
        .expect("an outcome");
    assert_eq!(outcome, Cancelled::Confirmed(cancelled));
}

#[tokio::test]
async fn a_cancellation_repeated_is_the_same_intent_and_too_late_is_a_policy() {
    let server = server().await;
    let business = customer(&server).await;
    let off = Booking {
        status: BookingStatus::Cancelled,
        revision: 2,
        ..samples::booking()
    };
    let answer = business_client::types::BookingData { data: off.clone() };
    let keys = std::sync::Arc::new(std::sync::Mutex::new(std::collections::BTreeSet::new()));
    let seen = keys.clone();
    let mut cancelled = server.booking_change(|when, then| {
        when.into_inner().is_true(move |request| {
            let headers = request.headers_vec();
            let key = headers.iter().find(|(name, _)| name == "idempotency-key");
            seen.lock()
                .expect("keys")
                .insert(key.map(|(_, key)| key.clone()));
            true
        });
        then.ok(&answer);
    });
    for _ in 0..2 {
        let outcome = business
            .cancel(&samples::booking(), Some("Ill."))
            .await
            .expect("off");
        assert_eq!(outcome, Cancelled::Confirmed(off.clone()));
    }
    assert_eq!(
        keys.lock().expect("keys").len(),
        1,
        "two keys are two intents"
    );
    cancelled.delete();
    server.booking_change(|_, then| {
        let rule = ("rule", serde_json::json!("cancel_cutoff"));
        then.client_error(403, &samples::refusal("policy", &[rule]));
    });
    let late = business.cancel(&samples::booking(), None).await;
    assert!(
        matches!(
            late,
            Err(Error::Policy {
                rule: PolicyRule::CancelCutoff,
                ..
            })
        ),
        "{late:?}"
    );
}

#[tokio::test]
async fn drift_comes_back_as_drift_with_what_to_do() {
    let server = server().await;
    server.booking_create(|_, then| {
        let place =
            serde_json::json!([{ "at": "/phone", "expected": "a value", "found": "missing" }]);
        let more = [
            ("operationId", serde_json::json!("booking_create")),
            ("serverVersion", serde_json::json!("2.0.0")),
            ("places", place),
            ("advice", serde_json::json!("Regenerate the SDK.")),
        ];
        then.server_error(500, &samples::refusal("contract_drift", &more));
    });
    let error = business(&server).book(&wish()).await.expect_err("drift");
    let Error::Drift(drift) = &error else {
        panic!("{error}")
    };
    assert_eq!(drift.side, Side::Request);
    let text = error.to_string();
    assert!(
        text.contains("/phone") && text.contains("Regenerate"),
        "{text}"
    );
}

#[tokio::test]
async fn pages_are_followed_to_their_end_and_no_further_than_makes_sense() {
    let server = MockServer::start_async().await;
    let page = |token: Option<&str>| ServicePage {
        data: vec![samples::service()],
        next_page_token: token.map(str::to_owned),
    };
    let mut last = server.service_list(|when, then| {
        when.page_token(Some("second"));
        then.ok(&page(None));
    });
    let mut first = server.service_list(|when, then| {
        when.page_token(None);
        then.ok(&page(Some("second")));
    });
    assert_eq!(
        business(&server).services().await.expect("services").len(),
        2
    );
    first.delete();
    last.delete();
    let circle = server.service_list(|_, then| {
        then.ok(&page(Some("again")));
    });
    let error = business(&server).services().await;
    assert!(
        matches!(error, Err(Error::TooMany { pages: 20 })),
        "{error:?}"
    );
    circle.assert_calls(20);
}

#[tokio::test]
async fn a_refusal_newer_than_this_client_keeps_its_code() {
    let server = server().await;
    server.booking_create(|_, then| {
        let deposit = ("amount", serde_json::json!(500));
        then.client_error(402, &samples::refusal("deposit_required", &[deposit]));
    });
    let error = business(&server).book(&wish()).await.expect_err("refused");
    let Error::Refused(refusal) = &error else {
        panic!("{error}")
    };
    assert_eq!(refusal.code(), "deposit_required");
}

#[tokio::test]
async fn lists_can_be_read_by_a_task_of_its_own() {
    let server = MockServer::start_async().await;
    server.service_list(|_, then| {
        then.ok(&samples::service_page());
    });
    let business = BusinessClient::connect(&server.base_url(), "stillwater").unwrap();
    let reading = tokio::spawn(async move { business.services().await });
    let services = reading.await.unwrap().expect("the services are read");
    assert!(!services.is_empty());
}
