//! A session between two requests of a site.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};
use scheduler_sdk::{
    Stoken,
    types::{Contact, Session, SessionLevel, SessionState},
};
use serde::{Deserialize, Serialize};

use crate::contact;

/// How long before its end a session is refreshed.
const REFRESH_BEFORE: TimeDelta = TimeDelta::minutes(5);

/// Sessions kept beside the customer's own at most: each is one more list to read.
const MOST_BESIDE: usize = 3;

/// A session, to be kept between two requests of a site.
///
/// It serializes with its secret in clear: put it where only the site can read it, such as an
/// encrypted `HttpOnly` cookie or a store of the site's own. `Debug` shows neither the secret nor the
/// contact.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct KeptSession {
    /// The secret.
    pub stoken: Stoken,
    /// What it may see.
    pub level: SessionLevel,
    /// When it ends unless it is refreshed.
    pub expires_at: DateTime<Utc>,
    /// When it ends even if it is refreshed.
    pub refreshable_until: DateTime<Utc>,
    /// The contact it was started under, if that is known: a manage link doesn't tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Sessions beside it: of other contacts that this customer booked under, as for their family. The
    /// newest first, three at most; they have none beside them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub beside: Vec<KeptSession>,
}

impl KeptSession {
    pub(crate) fn new(session: Session, contact: Option<Contact>) -> Self {
        Self {
            stoken: session.stoken,
            level: session.level,
            expires_at: session.expires_at,
            refreshable_until: session.refreshable_until,
            contact,
            beside: Vec::new(),
        }
    }

    pub(crate) fn update(&mut self, state: &SessionState) {
        self.level = state.level;
        self.expires_at = state.expires_at;
        self.refreshable_until = state.refreshable_until;
    }

    /// Whether it has ended by itself: a store may drop it.
    #[must_use]
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        now >= self.expires_at
    }

    /// Whether it sees everything under its contact, and not only what was booked in it.
    #[must_use]
    pub fn is_verified(&self) -> bool {
        self.level == SessionLevel::Verified
    }

    pub(crate) fn wants_refresh(&self, now: DateTime<Utc>) -> bool {
        self.expires_at - now <= REFRESH_BEFORE && self.expires_at < self.refreshable_until
    }

    /// Whether it is of this contact; `None` if that isn't known.
    pub(crate) fn is_of(&self, contact: &Contact) -> Option<bool> {
        let own = self.contact.as_ref()?;
        Some(contact::is_same(own, contact))
    }

    /// Keeps a session beside this one, in place of one of the same contact.
    pub(crate) fn put_beside(&mut self, session: Self) {
        if let Some(contact) = &session.contact {
            self.beside.retain(|it| it.is_of(contact) != Some(true));
        }
        self.beside.insert(0, session);
        self.beside.truncate(MOST_BESIDE);
    }
}

impl fmt::Debug for KeptSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptSession")
            .field("stoken", &self.stoken)
            .field("level", &self.level)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}
