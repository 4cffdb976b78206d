//! Forms come back twice, late, and with whatever people type.

#![allow(clippy::expect_used, reason = "a test ends where this fails")]

use business_client::{
    Booked, BusinessClient, Cancelled, Error, Intent, NewBooking, Seen, Utc, contact,
    types::{Booking, BookingData, Contact, SessionCode, SessionCodeData},
};
use scheduler_sdk_mock::{Mock, MockServer, MockServerExt, samples};

fn business(server: &MockServer) -> BusinessClient {
    BusinessClient::connect(&server.base_url(), samples::SLUG).expect("a URL")
}

fn sessions(server: &MockServer) -> Mock<'_> {
    server.session_create(|_, then| {
        then.created(&samples::session(Utc::now()));
    })
}

fn wish(intent: &Intent) -> NewBooking {
    NewBooking::new(samples::service().id, samples::start(), "Kim Berger")
        .email("kim@example.com")
        .named(intent)
}

/// Two requests of one visitor who had no session yet, at the same time.
async fn twice(site: &BusinessClient, intent: &Intent) -> [BusinessClient; 2] {
    let visitors = [site.for_visitor(None), site.for_visitor(None)];
    let [first, second] = &visitors;
    let (one, other) = (wish(intent), wish(intent));
    let (one, other) = tokio::join!(first.book(&one), second.book(&other));
    assert_eq!(one.expect("booked"), Booked::Confirmed(samples::booking()));
    assert_eq!(
        other.expect("booked"),
        Booked::Confirmed(samples::booking())
    );
    visitors
}

#[tokio::test]
async fn a_form_sent_twice_without_a_session_is_one_caller_with_one_intent() {
    let server = MockServer::start_async().await;
    let sessions = sessions(&server);
    let intent = Intent::new();
    let same = server.booking_create(|when, then| {
        let bearer = format!("Bearer {}", samples::STOKEN);
        when.into_inner()
            .header("authorization", bearer)
            .header("idempotency-key", wish(&intent).idempotency_key());
        then.created(&samples::booking_data());
    });
    let visitors = twice(&business(&server), &intent).await;
    sessions.assert();
    same.assert_calls(2);
    for visitor in visitors {
        assert!(visitor.session().await.is_some(), "both answers keep it");
    }
}

#[tokio::test]
async fn a_name_anybody_could_guess_opens_nobodys_session() {
    let server = MockServer::start_async().await;
    let sessions = sessions(&server);
    server.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    twice(&business(&server), &Intent::from("booking-form")).await;
    sessions.assert_calls(2);
}

#[tokio::test]
async fn a_session_that_ended_is_joined_by_no_form() {
    let server = MockServer::start_async().await;
    let sessions = sessions(&server);
    server.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    server.session_end(|_, then| {
        then.no_content();
    });
    let site = business(&server);
    let intent = Intent::new();
    let [first, _] = twice(&site, &intent).await;
    first.end_session().await.expect("ended");
    let again = site.for_visitor(None);
    let _ = again.book(&wish(&intent)).await.expect("booked");
    sessions.assert_calls(2);
}

#[tokio::test]
async fn a_cancel_form_brings_back_what_was_seen_and_not_what_is() {
    let server = MockServer::start_async().await;
    sessions(&server);
    let moved = Booking {
        revision: 2,
        ..samples::booking()
    };
    let stale = server.booking_change(|when, then| {
        when.into_inner().json_body_includes(r#"{"revision":1}"#);
        let current = serde_json::json!(moved);
        then.client_error(
            409,
            &samples::refusal("revision_conflict", &[("booking", current)]),
        );
    });
    server.booking_change(|when, then| {
        when.into_inner().json_body_includes(r#"{"revision":2}"#);
        then.ok(&BookingData {
            data: moved.clone(),
        });
    });
    let business = business(&server);
    let kim = contact("kim@example.com").expect("a contact");
    business.start_session(kim).await.expect("a session");
    let form = Seen::new(samples::booking().id, 1);
    let outcome = business.cancel(form, None).await.expect("an outcome");
    assert_eq!(outcome, Cancelled::ChangedMeanwhile(moved.clone()));
    stale.assert();
    let outcome = business.cancel(&moved, None).await.expect("an outcome");
    assert_eq!(outcome, Cancelled::Confirmed(moved));
}

#[tokio::test]
async fn asking_for_a_code_starts_the_session_it_needs_and_goes_on_in_its_own() {
    let server = MockServer::start_async().await;
    let sessions = sessions(&server);
    let codes = server.session_code(|_, then| {
        then.ok(&SessionCodeData {
            data: SessionCode {
                channel: business_client::types::ContactKind::Email,
                expires_at: samples::start(),
            },
        });
    });
    let business = business(&server);
    for typed in ["kim@example.com", " kim@example.com ", "+49 151 1234 5678"] {
        let contact = contact(typed).expect("a contact");
        business.ask_for_code(contact).await.expect("a code");
    }
    sessions.assert_calls(2);
    codes.assert_calls(3);
}

#[test]
fn contacts_are_read_as_people_type_them() {
    let number = |typed: &str| match contact(typed) {
        Ok(Contact::Phone { number }) => Some(number),
        _ => None,
    };
    for typed in ["+4915112345678", "0049 151/12345678", "+49 (151) 1234-5678"] {
        assert_eq!(number(typed).as_deref(), Some("+4915112345678"), "{typed}");
    }
    for typed in [
        "",
        "0151 1234567",
        "+49",
        "kim",
        "kim @ example.com",
        "+０１２３４５６７",
        "+0123456789",
    ] {
        let error = contact(typed).expect_err("no contact");
        assert!(matches!(error, Error::Invalid { .. }), "{typed}: {error:?}");
        assert!(error.field("/contact").is_some(), "{typed}: {error:?}");
        assert_eq!(error.field("/cont"), None);
    }
}

#[test]
fn what_a_form_brings_back_is_always_a_name() {
    let intent = Intent::new();
    let json = serde_json::to_string(&intent).expect("JSON");
    assert_eq!(
        serde_json::from_str::<Intent>(&json).expect("the same"),
        intent
    );
    for text in ["", "a\r\nb", "\u{e9}", &"x".repeat(1_000)] {
        let token = Intent::from(text).token().to_owned();
        assert!(token.len() <= 64 && token.bytes().all(|byte| byte.is_ascii_graphic()));
    }
}
