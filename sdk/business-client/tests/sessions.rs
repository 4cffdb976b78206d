//! The session is kept, refreshed, verified and dropped for the caller.

#![allow(clippy::expect_used, reason = "a test ends where this fails")]

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use business_client::{
    BusinessClient, Clock, DateTime, Error, KeptSession, NewBooking, Stoken, TimeDelta, Utc,
    types::{
        Booking, BookingData, BookingPage, Contact, ContactKind, Session, SessionCode,
        SessionCodeData, SessionCreate, SessionData, SessionLevel, SessionState, SessionStateData,
        SessionVerify,
    },
};
use scheduler_sdk_mock::{MockServer, MockServerExt, operations, samples};
use serde_json::json;

/// A clock that is set by hand, in minutes after the sample booking's start.
#[derive(Clone, Default)]
struct Hands(Arc<AtomicI64>);

impl Hands {
    fn now(&self) -> DateTime<Utc> {
        samples::start() + TimeDelta::minutes(self.0.load(Ordering::SeqCst))
    }

    fn set(&self, minutes: i64) {
        self.0.store(minutes, Ordering::SeqCst);
    }

    fn clock(&self) -> Clock {
        let hands = self.clone();
        Arc::new(move || hands.now())
    }
}

struct Site {
    server: MockServer,
    hands: Hands,
    business: BusinessClient,
}

async fn site() -> Site {
    let server = MockServer::start_async().await;
    let hands = Hands::default();
    let business = BusinessClient::connect(&server.base_url(), samples::SLUG)
        .expect("a URL")
        .with_clock(hands.clock());
    Site {
        server,
        hands,
        business,
    }
}

fn kim() -> Contact {
    Contact::Email {
        address: "kim@example.com".to_owned(),
    }
}

fn wish() -> NewBooking {
    NewBooking::new(samples::service().id, samples::start(), "Kim Berger").contact(kim())
}

async fn book(site: &Site, wish: NewBooking) {
    let booked = site.business.book(&wish).await.expect("an outcome");
    assert_eq!(booked.booking(), Some(samples::booking()));
}

fn state(level: SessionLevel, expires: i64, until: i64) -> SessionStateData {
    SessionStateData {
        data: SessionState {
            level,
            expires_at: samples::start() + TimeDelta::minutes(expires),
            refreshable_until: samples::start() + TimeDelta::minutes(until),
        },
    }
}

fn bearer(when: httpmock::When) -> httpmock::When {
    when.header("authorization", format!("Bearer {}", samples::STOKEN))
}

fn lists(site: &Site) -> httpmock::Mock<'_> {
    site.server.booking_list(|when, then| {
        operations::BookingListWhen::new(bearer(when.into_inner()));
        then.ok(&samples::booking_page());
    })
}

#[tokio::test]
async fn the_first_booking_starts_a_session_that_the_next_calls_use() {
    let site = site().await;
    let sessions = site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
    let bookings = site.server.booking_create(|when, then| {
        operations::BookingCreateWhen::new(bearer(when.into_inner()));
        then.created(&samples::booking_data());
    });
    let list = lists(&site);
    book(&site, wish()).await;
    book(&site, wish()).await;
    assert_eq!(
        site.business.bookings().await.expect("bookings"),
        [samples::booking()]
    );
    sessions.assert();
    bookings.assert_calls(2);
    list.assert();
}

#[tokio::test]
async fn two_bookings_at_once_start_one_session() {
    let site = site().await;
    let sessions = site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
    site.server.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    let (first, second) = (wish(), wish());
    let (first, second) = tokio::join!(site.business.book(&first), site.business.book(&second));
    assert!(first.is_ok() && second.is_ok());
    sessions.assert();
}

#[tokio::test]
async fn a_session_is_refreshed_before_its_end_and_not_beyond_its_ceiling() {
    let site = site().await;
    site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
    let list = lists(&site);
    let refresh = site.server.session_refresh(|when, then| {
        operations::SessionRefreshWhen::new(bearer(when.into_inner()));
        then.ok(&state(SessionLevel::Claimed, 60, 60));
    });
    site.business.start_session(kim()).await.expect("a session");
    for (minute, refreshed) in [(10, 0), (26, 1), (40, 1), (57, 1)] {
        site.hands.set(minute);
        site.business.bookings().await.expect("bookings");
        refresh.assert_calls(refreshed);
    }
    list.assert_calls(4);
    site.hands.set(60);
    let over = site.business.bookings().await;
    assert!(matches!(over, Err(Error::SessionEnded)), "{over:?}");
    let none = site.business.bookings().await;
    assert!(matches!(none, Err(Error::SessionRequired)), "{none:?}");
    list.assert_calls(4);
}

#[tokio::test]
async fn a_session_the_server_dropped_is_dropped_here_and_a_booking_starts_another() {
    let site = site().await;
    let sessions = site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
    let list = site.server.booking_list(|_, then| {
        then.client_error(401, &samples::refusal("session_required", &[]));
    });
    site.business.start_session(kim()).await.expect("a session");
    let error = site.business.bookings().await;
    assert!(matches!(error, Err(Error::SessionEnded)), "{error:?}");
    assert_eq!(site.business.session().await, None);
    list.assert();
    site.server.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    book(&site, wish()).await;
    sessions.assert_calls(2);
}

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
        let given = &body["contact"];
        given.is_null() || *given == own
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
    let number = Contact::Phone {
        number: "+4915112345678".to_owned(),
    };
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
    let sessions = site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
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
    let mut sessions = site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
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
async fn a_booking_in_a_session_the_server_ended_is_made_in_another() {
    let site = site().await;
    let sessions = site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
    site.server.booking_create(|when, then| {
        when.into_inner().header("authorization", "Bearer ended");
        then.client_error(401, &samples::refusal("session_ended", &[]));
    });
    site.server.booking_create(|when, then| {
        operations::BookingCreateWhen::new(bearer(when.into_inner()));
        then.created(&samples::booking_data());
    });
    let ended = KeptSession {
        stoken: Stoken::new("ended").expect("a stoken"),
        level: SessionLevel::Claimed,
        expires_at: samples::start() + TimeDelta::minutes(30),
        refreshable_until: samples::start() + TimeDelta::hours(12),
        contact: Some(kim()),
        beside: Vec::new(),
    };
    let business = site.business.resume(ended);
    let booked = business.book(&wish()).await.expect("an outcome");
    assert_eq!(booked.booking(), Some(samples::booking()));
    sessions.assert();
}

#[tokio::test]
async fn codes_verify_and_a_wrong_one_is_told_as_such() {
    let site = site().await;
    site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
    site.server.session_verify(|when, then| {
        when.body(&SessionVerify {
            code: "123456".to_owned(),
        });
        then.ok(&state(SessionLevel::Verified, 30, 600));
    });
    site.server.session_verify(|when, then| {
        when.body(&SessionVerify {
            code: "000000".to_owned(),
        });
        then.client_error(403, &samples::refusal("verification_required", &[]));
    });
    let early = site.business.verify("123456").await;
    assert!(matches!(early, Err(Error::SessionRequired)), "{early:?}");
    site.business.start_session(kim()).await.expect("a session");
    let wrong = site.business.verify("000000").await;
    assert!(matches!(wrong, Err(Error::WrongCode)), "{wrong:?}");
    site.business.verify(" 123456 ").await.expect("verified");
    let kept = site.business.session().await.expect("a session");
    assert_eq!(kept.level, SessionLevel::Verified);
}

#[tokio::test]
async fn a_used_manage_link_is_told_as_such_and_leaves_the_session_alone() {
    let site = site().await;
    site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
    site.server.session_redeem(|_, then| {
        then.client_error(401, &samples::refusal("session_ended", &[]));
    });
    site.business.start_session(kim()).await.expect("a session");
    let used = site.business.redeem("used").await;
    assert!(matches!(used, Err(Error::LinkUsed)), "{used:?}");
    assert!(site.business.session().await.is_some());
}

#[tokio::test]
async fn a_kept_session_is_resumed_by_the_next_request_and_shared_with_no_other_visitor() {
    let site = site().await;
    site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
    let list = lists(&site);
    site.business.start_session(kim()).await.expect("a session");
    let kept = site.business.session().await.expect("a session");
    let cookie = serde_json::to_string(&kept).expect("a cookie");
    let restored: KeptSession = serde_json::from_str(&cookie).expect("a session");
    assert_eq!(restored, kept);
    let visitor = "203.0.113.7"
        .parse::<std::net::IpAddr>()
        .expect("an address");
    let stranger = site.business.for_visitor(visitor);
    let nothing = stranger.bookings().await;
    assert!(
        matches!(nothing, Err(Error::SessionRequired)),
        "{nothing:?}"
    );
    stranger
        .resume(restored)
        .bookings()
        .await
        .expect("bookings");
    list.assert();
}

#[tokio::test]
async fn ending_a_session_twice_is_no_error() {
    let site = site().await;
    site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
    let end = site.server.session_end(|_, then| {
        then.client_error(401, &samples::refusal("session_ended", &[]));
    });
    site.business.start_session(kim()).await.expect("a session");
    site.business.end_session().await.expect("ended");
    site.business.end_session().await.expect("still ended");
    end.assert();
    assert_eq!(site.business.session().await, None);
}

#[tokio::test]
async fn nothing_prints_the_stoken_or_the_contact() {
    let site = site().await;
    site.server.session_create(|_, then| {
        then.created(&samples::session(samples::start()));
    });
    site.server.booking_create(|_, then| {
        then.client_error(401, &samples::refusal("session_ended", &[]));
    });
    let wish = wish();
    site.business.start_session(kim()).await.expect("a session");
    let kept = site.business.session().await.expect("a session");
    let error = site.business.book(&wish).await.expect_err("refused");
    let text = format!("{:?} {kept:?} {wish:?} {error} {error:?}", site.business);
    for secret in [samples::STOKEN, "kim@example.com", "Kim Berger"] {
        assert!(!text.contains(secret), "{secret} stands in {text}");
    }
    assert!(Stoken::new("").is_err());
}
