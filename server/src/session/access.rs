//! What a stoken gives access to.

use jiff::Timestamp;

use super::{Contact, Stoken};
use crate::store::{BookingScope, EventScope, GaveWay, SessionRow, Store, StoreError, Tenant};

/// How far a session has been proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Somebody gave this contact.
    Claimed,
    /// Its holder received a code or a link there.
    Verified,
}

impl Level {
    /// As it is kept.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Verified => "verified",
        }
    }

    /// A level as it was kept.
    #[must_use]
    pub fn kept(text: &str) -> Option<Self> {
        [Self::Claimed, Self::Verified]
            .into_iter()
            .find(|level| level.as_str() == text)
    }
}

impl From<Level> for scheduler_contracts::session::SessionLevel {
    fn from(level: Level) -> Self {
        match level {
            Level::Claimed => Self::Claimed,
            Level::Verified => Self::Verified,
        }
    }
}

/// Why a stoken gives no access.
#[derive(Debug, thiserror::Error)]
pub enum SessionRefusal {
    /// Nobody knows it at this tenant, or it is for something else.
    #[error("no session of this tenant has this stoken")]
    Unknown,
    /// Its session is over.
    #[error("the session is over")]
    Ended,
    /// It could not be looked up.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl GaveWay for SessionRefusal {
    fn gave_way(&self) -> bool {
        matches!(self, Self::Store(error) if error.gave_way())
    }
}

/// A living session at the tenant it was asked of.
#[derive(Clone, Debug)]
pub struct Access {
    session: SessionRow,
}

impl Access {
    /// The session's id: of a stream's stoken, the session it was made from.
    #[must_use]
    pub fn session_id(&self) -> &str {
        self.session.parent.as_deref().unwrap_or(&self.session.id)
    }

    /// Whose it is.
    #[must_use]
    pub fn customer(&self) -> &str {
        &self.session.customer
    }

    /// The contact it was started under.
    #[must_use]
    pub fn contact(&self) -> &Contact {
        &self.session.contact
    }

    /// How far it has been proven.
    #[must_use]
    pub fn level(&self) -> Level {
        self.session.level
    }

    /// When it ends unless it is refreshed.
    #[must_use]
    pub fn expires_at(&self) -> Timestamp {
        self.session.expires_at
    }

    /// When it ends even so.
    #[must_use]
    pub fn refreshable_until(&self) -> Timestamp {
        self.session.refreshable_until
    }

    /// The bookings it may see.
    #[must_use]
    pub fn bookings(&self) -> BookingScope {
        match self.session.level {
            Level::Claimed => BookingScope::Session(self.session_id().to_owned()),
            Level::Verified => BookingScope::Customer(self.session.customer.clone()),
        }
    }

    /// The events it may see.
    #[must_use]
    pub fn events(&self) -> EventScope {
        match self.session.level {
            Level::Claimed => EventScope::Session(self.session_id().to_owned()),
            Level::Verified => EventScope::Customer(self.session.customer.clone()),
        }
    }
}

/// Access by a session's stoken.
///
/// # Errors
/// When it gives none.
pub async fn authenticate(
    store: &Store,
    tenant: &Tenant,
    stoken: &Stoken,
    now: Timestamp,
) -> Result<Access, SessionRefusal> {
    let access = living(store, tenant, stoken, now).await?;
    if access.session.parent.is_some() {
        return Err(SessionRefusal::Unknown);
    }
    Ok(access)
}

/// Access to events, by a session's stoken or by one made for streams.
///
/// # Errors
/// When it gives none.
pub async fn authenticate_stream(
    store: &Store,
    tenant: &Tenant,
    stoken: &Stoken,
    now: Timestamp,
) -> Result<Access, SessionRefusal> {
    let access = living(store, tenant, stoken, now).await?;
    let Some(parent) = access.session.parent.as_deref() else {
        return Ok(access);
    };
    let session = store
        .session_of_id(tenant, parent)
        .await?
        .ok_or(SessionRefusal::Unknown)?;
    if is_over(&session, now) {
        return Err(SessionRefusal::Ended);
    }
    Ok(Access { session })
}

async fn living(
    store: &Store,
    tenant: &Tenant,
    stoken: &Stoken,
    now: Timestamp,
) -> Result<Access, SessionRefusal> {
    let session = store
        .session(tenant, &stoken.hash())
        .await?
        .ok_or(SessionRefusal::Unknown)?;
    if is_over(&session, now) {
        return Err(SessionRefusal::Ended);
    }
    Ok(Access { session })
}

/// Whether a session is over at an instant.
#[must_use]
pub fn is_over(session: &SessionRow, now: Timestamp) -> bool {
    session.ended_at.is_some() || session.expires_at <= now
}
