//! Handing a message over to whoever brings it to the customer.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::ContactRecord;

/// A message ready to be sent. It is kept with its job from the moment it is handed over for the first
/// time, so that handing it over again hands over the same.
#[derive(Clone, Deserialize, Serialize)]
pub struct Message {
    /// Names it for life: handing it over twice under one id is sending it once.
    pub id: String,
    /// Whose: the tenant's slug.
    pub tenant: String,
    /// What it is about.
    pub kind: String,
    /// Whom it comes from: `Name <address>`, a number or a sender's name.
    pub from: String,
    /// Where answers go, if not there.
    pub reply_to: Option<String>,
    /// Whom it goes to.
    pub to: ContactRecord,
    /// Its subject; a text message has none.
    pub subject: String,
    /// Its text.
    pub text: String,
    /// The same as a page; a text message has none.
    pub html: Option<String>,
    /// A calendar file that goes with it.
    pub calendar: Option<CalendarPart>,
    /// A word in its text that no other message has: the token of its manage link.
    pub mark: Option<String>,
}

/// A calendar file that goes with a message (RFC 5545, and 5546 for its method).
#[derive(Clone, Deserialize, Serialize)]
pub struct CalendarPart {
    /// What the receiver's calendar does with it: `PUBLISH` or `CANCEL`.
    pub method: String,
    /// The file.
    pub content: String,
}

/// The circumstances of handing a message over.
#[derive(Clone, Copy, Debug)]
pub struct Attempt {
    /// Now.
    pub at: Timestamp,
    /// Since when it is unknown whether the message was taken over; nothing, if it certainly wasn't.
    pub unclear_since: Option<Timestamp>,
}

/// A message was taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// By whom: a word such as `resend`.
    pub provider: &'static str,
    /// What they call it.
    pub id: Option<String>,
}

/// Why a message wasn't taken over, or not surely. Reasons name no contact, code or link: they are kept
/// and shown to operators.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DeliveryError {
    /// It never will be: trying again is of no use.
    #[error("refused: {reason}")]
    Refused {
        /// Why.
        reason: String,
    },
    /// It wasn't; later it may be.
    #[error("not taken over: {reason}")]
    NotTaken {
        /// Why.
        reason: String,
        /// When to ask again, if the provider said so.
        retry_after: Option<Duration>,
    },
    /// It wasn't, since the provider doesn't know whom it comes from: the key isn't good, or not any more.
    /// That is no fault of this message's, and a good key may come.
    #[error("not taken over: {reason}")]
    NotAllowed {
        /// Why.
        reason: String,
    },
    /// It wasn't, since the provider doesn't let this sender send: its domain isn't verified there, for instance.
    /// Somebody has to see to that. Messages of other senders go on.
    #[error("not taken over: {reason}")]
    SenderNotAllowed {
        /// Why, and what to do.
        reason: String,
    },
    /// It wasn't, since too many were handed over lately: that is no fault of this message's.
    #[error("not taken over: {reason}")]
    Throttled {
        /// Why.
        reason: String,
        /// When to ask again.
        retry_after: Duration,
    },
    /// Nobody knows.
    #[error("unknown whether taken over: {reason}")]
    Unclear {
        /// Why.
        reason: String,
        /// When to ask again, if the provider said so.
        retry_after: Option<Duration>,
    },
}

/// A provider that is left alone for a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest {
    /// The kind of contacts it brings messages to, as [`Contact::kind`](crate::session::Contact::kind)
    /// names it.
    pub contact_kind: &'static str,
    /// How much longer.
    pub left: Duration,
}

/// Brings messages to customers.
#[async_trait]
pub trait Delivery: Send + Sync {
    /// Takes a message over. One that was taken over before is not sent again: if that is unknown,
    /// `attempt` says since when, and finding out comes first.
    ///
    /// # Errors
    /// When it was not taken over, or that is unknown.
    async fn deliver(&self, message: &Message, attempt: Attempt) -> Result<Receipt, DeliveryError>;

    /// Who brings a message, in a word.
    fn provider_of(&self, message: &Message) -> &'static str;

    /// The providers that are left alone for now.
    fn rests(&self) -> Vec<Rest> {
        Vec::new()
    }
}
