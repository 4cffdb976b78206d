//! Who books under another contact keeps their own session.

use std::sync::Arc;

use business_client::{
    BusinessClient, Error, Stoken, TimeDelta,
    types::{
        Booking, BookingData, BookingPage, Contact, ContactKind, Session, SessionCode,
        SessionCodeData, SessionCreate, SessionData, SessionLevel,
    },
};
use scheduler_sdk_mock::{MockServerExt, samples};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
    sync::Barrier,
};

use crate::{Site, book, kept, kim, site, state, wish};

/// A server as the real one is: it books in a session for that session's contact alone.
fn books_for(site: &Site, stoken: &'static str, contact: &Contact, booking: &Booking) {
    let started = SessionData {
        data: Session {
            stoken: Stoken::new(stoken).expect("a stoken"),
            ..samples::session(samples::start()).data
        },
    };
    let body = SessionCreate {
        contact: contact.clone(),
    };
    site.server.session_create(|when, then| {
        when.body(&body);
        then.created(&started);
    });
    let own = serde_json::to_value(contact).expect("JSON");
    let takes = move |request: &httpmock::HttpMockRequest| {
        let body: serde_json::Value =
            serde_json::from_slice(request.body().as_ref()).expect("JSON");
        body.get("contact").is_none_or(|given| *given == own)
    };
    let refuses = {
        let takes = takes.clone();
        move |request: &httpmock::HttpMockRequest| !takes(request)
    };
    let bearer = format!("Bearer {stoken}");
    let booked = BookingData {
        data: booking.clone(),
    };
    site.server.booking_create(|when, then| {
        when.into_inner()
            .header("authorization", &bearer)
            .is_true(takes);
        then.created(&booked);
    });
    site.server.booking_create(|when, then| {
        when.into_inner()
            .header("authorization", &bearer)
            .is_true(refuses);
        let place =
            json!([{ "at": "/contact", "expected": "the contact of the session, or none" }]);
        then.client_error(
            422,
            &samples::refusal("validation_failed", &[("fields", place)]),
        );
    });
    let page = BookingPage {
        data: vec![booking.clone()],
        next_page_token: None,
    };
    site.server.booking_list(|when, then| {
        when.into_inner().header("authorization", &bearer);
        then.ok(&page);
    });
    site.server.booking_view(|when, then| {
        let id = booking.id.to_string();
        when.into_inner()
            .header("authorization", &bearer)
            .is_true(move |request| request.uri().path().ends_with(&id));
        then.ok(&booked);
    });
    site.server.booking_view(|when, then| {
        let id = booking.id.to_string();
        when.into_inner()
            .header("authorization", &bearer)
            .is_true(move |request| !request.uri().path().ends_with(&id));
        then.client_error(404, &samples::refusal("not_found", &[]));
    });
}

fn robin() -> Contact {
    Contact::Email {
        address: "robin@example.com".to_owned(),
    }
}

fn number() -> Contact {
    Contact::Phone {
        number: "+4915112345678".to_owned(),
    }
}

/// Another booking than the sample, two hours later.
fn robins_booking() -> Booking {
    Booking {
        id: "018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e99"
            .parse()
            .expect("an id"),
        start: samples::start() + TimeDelta::hours(2),
        ..samples::booking()
    }
}

#[tokio::test]
async fn booking_for_another_contact_is_done_beside_the_own_session_which_stays() {
    let site = site().await;
    books_for(&site, "kims", &kim(), &samples::booking());
    books_for(&site, "robins", &robin(), &robins_booking());
    site.server.session_verify(|_, then| {
        then.ok(&state(SessionLevel::Verified, 30, 600));
    });
    book(&site, wish()).await;
    site.business.verify("123456").await.expect("verified");
    for _ in 0..2 {
        let booked = site.business.book(&wish().contact(robin())).await;
        let booked = booked.expect("an outcome").booking();
        assert_eq!(booked, Some(robins_booking()));
    }
    let kept = site.business.session().await.expect("a session");
    assert!(kept.is_verified(), "who they are is still known");
    assert_eq!(kept.contact, Some(kim()));
    assert_eq!(kept.beside.len(), 1, "one beside it for each contact");

    // What they did in either is theirs.
    let both = [robins_booking(), samples::booking()];
    let again = site.business.resume(kept);
    assert_eq!(again.bookings().await.expect("bookings"), both);
    for booking in both {
        let seen = again.booking(booking.id).await.expect("it is theirs");
        assert_eq!(seen, booking);
    }
    let robins = again.bookings_under(&robin()).await.expect("bookings");
    assert_eq!(robins, [robins_booking()]);
}

#[tokio::test]
async fn who_came_by_a_link_books_for_the_contact_they_give() {
    let site = site().await;
    let number = number();
    books_for(&site, "by-link", &number, &samples::booking());
    books_for(&site, "kims", &kim(), &robins_booking());
    let mut session = samples::session(samples::start());
    session.data.stoken = Stoken::new("by-link").expect("a stoken");
    session.data.level = SessionLevel::Verified;
    site.server.session_redeem(|_, then| {
        then.created(&session);
    });
    site.business.redeem("link").await.expect("redeemed");
    let (first, second) = (wish(), wish());
    let (first, second) = tokio::join!(site.business.book(&first), site.business.book(&second));
    for booked in [first, second] {
        let booked = booked.expect("an outcome").booking();
        assert_eq!(booked, Some(robins_booking()));
    }
    let kept = site.business.session().await.expect("a session");
    assert!(kept.is_verified() && kept.contact.is_none());
    assert_eq!(kept.beside.len(), 1, "two at once start one");
    assert_eq!(site.business.bookings().await.expect("bookings").len(), 2);

    // By the number that it is of there is nothing to start.
    let booked = site.business.book(&wish().contact(number.clone())).await;
    assert_eq!(
        booked.expect("an outcome").booking(),
        Some(samples::booking())
    );
    let kept = site.business.session().await.expect("a session");
    assert_eq!(kept.contact, Some(number), "now it is known whose it is");
}

#[tokio::test]
async fn the_case_of_an_address_makes_nobody_another() {
    let site = site().await;
    let sessions = site.starts_sessions();
    site.server.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    site.server.session_code(|_, then| {
        then.ok(&SessionCodeData {
            data: SessionCode {
                channel: ContactKind::Email,
                expires_at: samples::start() + TimeDelta::minutes(10),
            },
        });
    });
    book(&site, wish()).await;
    book(&site, wish().email("Kim@Example.com")).await;
    let capital = Contact::Email {
        address: "KIM@example.com".to_owned(),
    };
    site.business.ask_for_code(capital).await.expect("sent");
    sessions.assert();
    let kept = site.business.session().await.expect("a session");
    assert!(kept.beside.is_empty(), "{kept:?}");
}

#[tokio::test]
async fn a_session_stays_until_there_is_another_for_another_contact() {
    let site = site().await;
    let mut sessions = site.starts_sessions();
    site.business.start_session(kim()).await.expect("a session");
    let kept = site.business.session().await;
    sessions.delete();
    site.server.session_create(|_, then| {
        then.client_error(
            422,
            &samples::refusal("validation_failed", &[("fields", serde_json::json!([]))]),
        );
    });
    let refused = site.business.book(&wish().email("robin@example.com")).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    assert_eq!(site.business.session().await, kept);
}

#[tokio::test]
async fn all_sessions_are_asked_for_their_bookings_at_once() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    // Nobody is answered before all have asked.
    let all = Arc::new(Barrier::new(3));
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let all = Arc::clone(&all);
            tokio::spawn(async move {
                let _ = socket.read(&mut [0; 8192]).await;
                all.wait().await;
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
                let answer = format!("{head}\r\ncontent-length: 11\r\n\r\n{{\"data\":[]}}");
                let _ = socket.write_all(answer.as_bytes()).await;
            });
        }
    });
    let mut own = kept("kims", kim());
    own.beside = vec![kept("robins", robin()), kept("number", number())];
    let business = BusinessClient::connect(&url, samples::SLUG).expect("a URL");
    let business = business.with_clock(Arc::new(samples::start)).resume(own);
    let lists = business.bookings_by_session().await.expect("bookings");
    assert_eq!(lists, [[], [], []], "a list of each");
}
