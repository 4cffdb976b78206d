//! The session is kept, refreshed, verified and dropped for the caller; others go on beside it.

#![allow(clippy::expect_used, reason = "a test ends where this fails")]

mod beside;
mod keeping;

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use business_client::{
    BusinessClient, Clock, DateTime, KeptSession, NewBooking, Stoken, TimeDelta, Utc,
    types::{Contact, SessionLevel, SessionState, SessionStateData},
};
use scheduler_sdk_mock::{Mock, MockServer, MockServerExt, samples};

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

/// A session of this contact, as a site has kept it.
fn kept(stoken: &str, contact: Contact) -> KeptSession {
    KeptSession {
        stoken: Stoken::new(stoken).expect("a stoken"),
        level: SessionLevel::Claimed,
        expires_at: samples::start() + TimeDelta::minutes(30),
        refreshable_until: samples::start() + TimeDelta::hours(12),
        contact: Some(contact),
        beside: Vec::new(),
    }
}

impl Site {
    /// The server starts sessions.
    fn starts_sessions(&self) -> Mock<'_> {
        self.server.session_create(|_, then| {
            then.created(&samples::session(samples::start()));
        })
    }

    /// A session was started under Kim's address.
    async fn knows_kim(&self) {
        self.starts_sessions();
        self.business.start_session(kim()).await.expect("a session");
    }
}
