//! Rate limits by tenant, address and contact, counted in the database so that they hold for all
//! processes together.

use std::net::IpAddr;

use jiff::Timestamp;

use super::Contact;
use crate::{app::App, store::StoreError, store::Tenant};

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
}

impl RateLimit {
    fn name(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Code => "code",
            Self::Verify => "verify",
            Self::Book => "book",
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

/// Counts a call from an address and for a contact, and refuses it beyond the tenant's limit a minute.
/// A call whose address isn't known, since it comes from a site that forwards none, has none to count.
///
/// # Errors
/// When there were too many, or the database doesn't answer.
pub async fn count(
    app: &App,
    tenant: &Tenant,
    limit: RateLimit,
    address: Option<IpAddr>,
    contact: Option<&Contact>,
) -> Result<(), Limited> {
    let counted = &app.config.rate_limits;
    let limits = &tenant.definition().policies.rate_limits;
    let at_most = match limit {
        RateLimit::Session => limits.session_per_minute,
        RateLimit::Code => limits.code_per_minute,
        RateLimit::Verify => limits.verify_per_minute,
        RateLimit::Book => limits.book_per_minute,
    };
    let second = app.clock.now().as_second();
    let began = second - second.rem_euclid(WINDOW_SECONDS);
    let wait = began + WINDOW_SECONDS - second;
    let window = Timestamp::from_second(began).unwrap_or_default();
    let by_address = address
        .filter(|_| counted.by_address)
        .map(|address| format!("{} address {}", limit.name(), network(address)));
    let by_contact = contact.filter(|_| counted.by_contact).map(|contact| {
        let hash = super::TokenHash::of(&[contact.kind(), contact.normal_form()]);
        format!("{} contact {}", limit.name(), hash.as_str())
    });
    for subject in [by_address, by_contact].into_iter().flatten() {
        if app.store.count_call(tenant, &subject, window).await? > i64::from(at_most.get()) {
            return Err(Limited::Wait {
                seconds: u32::try_from(wait).unwrap_or(1),
            });
        }
    }
    Ok(())
}

/// One customer has an IPv4 address or an IPv6 /64 (RFC 6177).
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}
