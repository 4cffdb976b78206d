//! Rate limits by tenant, address and contact, counted in the database so that they hold for all
//! processes together.

use std::net::IpAddr;

use jiff::Timestamp;

use super::{Access, Contact};
use crate::{
    app::App,
    store::{StoreError, Tenant, carried_out},
};

const WINDOW_SECONDS: i64 = 60;

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateLimit {
    /// Starting or redeeming sessions.
    Session,
    /// Asking for codes.
    Code,
    /// Trying codes.
    Verify,
    /// Booking and changing bookings.
    Book,
    /// Asking for stokens of event streams.
    Stream,
}

impl RateLimit {
    fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Code => "code",
            Self::Verify => "verify",
            Self::Book => "book",
            Self::Stream => "stream",
        }
    }
}

/// Too many calls.
#[derive(Debug, thiserror::Error)]
pub enum Limited {
    /// Of this kind.
    #[error("too many calls; wait {seconds} seconds")]
    Wait {
        /// Until the next window.
        seconds: u32,
    },
    /// They could not be counted.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// For whom a call is counted, besides the address it comes from.
#[derive(Clone, Copy)]
pub enum CountedFor<'a> {
    /// Nobody: who it is isn't known yet.
    Nobody,
    /// A contact, whichever session it is of: it receives something, or pays for what is tried.
    Contact(&'a Contact),
    /// A session alone: whoever else gives its contact takes nothing from it.
    Session(&'a Access),
}

impl CountedFor<'_> {
    fn subject(self) -> Option<String> {
        match self {
            Self::Nobody => None,
            Self::Contact(contact) => {
                let hash = super::TokenHash::of(&[contact.kind(), contact.normal_form()]);
                Some(format!("contact {}", hash.as_str()))
            }
            Self::Session(access) => Some(format!("session {}", access.session_id())),
        }
    }
}

/// Counts a call from an address and for somebody, and refuses it beyond the limit a minute: the
/// tenant's, or that of streams, which is the server's.
/// A call whose address isn't known, since it comes from a site that forwards none, has none to count.
///
/// # Errors
/// When there were too many, or the database doesn't answer.
pub async fn count(
    app: &App,
    tenant: &Tenant,
    limit: RateLimit,
    address: Option<IpAddr>,
    counted_for: CountedFor<'_>,
) -> Result<(), Limited> {
    let counted = &app.config.rate_limits;
    let limits = &tenant.definition().policies.rate_limits;
    let at_most = match limit {
        RateLimit::Session => limits.session_per_minute.get(),
        RateLimit::Code => limits.code_per_minute.get(),
        RateLimit::Verify => limits.verify_per_minute.get(),
        RateLimit::Book => limits.book_per_minute.get(),
        RateLimit::Stream => counted.stream_per_minute.get(),
    };
    let second = app.clock.now().as_second();
    let began = second - second.rem_euclid(WINDOW_SECONDS);
    let wait = began + WINDOW_SECONDS - second;
    let window = Timestamp::from_second(began).unwrap_or_default();
    let by_address = address
        .filter(|_| counted.by_address)
        .map(|address| format!("{} address {}", limit.name(), network(address)));
    let subject = counted_for.subject().filter(|_| counted.by_contact);
    let by_caller = subject.map(|subject| format!("{} {subject}", limit.name()));
    for subject in [by_address, by_caller].into_iter().flatten() {
        let counting = carried_out(&*app.ids, || app.store.count_call(tenant, &subject, window));
        if counting.await? > i64::from(at_most) {
            return Err(Limited::Wait {
                seconds: u32::try_from(wait).unwrap_or(1),
            });
        }
    }
    Ok(())
}

/// One customer has an IPv4 address or an IPv6 /64 (RFC 6177).
pub(crate) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}
