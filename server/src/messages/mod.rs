//! Messages to customers: codes, confirmations, reminders, notices of change.
//!
//! A message is a job in the database, kept in the transaction of what it tells about. In the order of
//! its way to the customer:
//! - [`worker`] takes the jobs that are due; `hand_over` brings one to its end
//! - `compose` reads the booking again as it stands at that moment; `letter`, `language` and `segments`
//!   find the words, from `templates/`
//! - [`Delivery`] takes the message over: an [`Outbox`], or [`Providers`] (`resend`, `twilio`, by
//!   `exchange`)
//! - [`webhook`] reads what a provider reports of it later

mod compose;
mod delivery;
mod exchange;
mod hand_over;
mod language;
mod letter;
mod outbox;
mod providers;
mod resend;
mod segments;
mod twilio;
pub mod webhook;
pub mod worker;

pub(crate) use letter::{WordsError, calendar_note};

pub use delivery::{Attempt, CalendarPart, Delivery, DeliveryError, Message, Receipt, Rest};
pub use outbox::Outbox;
pub use providers::{Providers, ProvidersError};
pub use resend::RESEND;
pub use twilio::TWILIO;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    domain::reminders::MessageKind,
    ids::Ids,
    session::{Contact, Kind, Stoken},
    store::StoreError,
};

/// The kind of a job that sends a code.
pub const CODE_KIND: &str = "session_code";

/// What a job that sends a code needs: codes are kept as hashes, so the job itself carries it, until
/// it is done and gone.
#[derive(Deserialize, Serialize)]
pub struct CodeMessage {
    /// Where to.
    pub contact: ContactRecord,
    /// The code.
    pub code: String,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

impl CodeMessage {
    /// As a job carries it.
    ///
    /// # Errors
    /// Never for what this type holds; JSON says it might.
    pub fn to_json(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(|error| StoreError::corrupt("jobs", error.to_string()))
    }
}

/// What a job that tells of a booking needs: the token of its manage link, the same however often it is
/// tried. It is kept as a hash from the moment it is sent.
#[derive(Deserialize, Serialize)]
pub struct BookingMessage {
    /// The token.
    link: String,
}

impl BookingMessage {
    /// A message with a new manage link.
    #[must_use]
    pub fn new(ids: &dyn Ids) -> Self {
        Self {
            link: Stoken::new(Kind::ManageLink, ids).reveal(),
        }
    }

    /// The token of its manage link.
    #[must_use]
    pub fn link(self) -> Stoken {
        Stoken::received(self.link)
    }

    /// As a job carries it.
    ///
    /// # Errors
    /// Never for what this type holds; JSON says it might.
    pub fn to_json(&self) -> Result<String, StoreError> {
        serde_json::to_string(self).map_err(|error| StoreError::corrupt("jobs", error.to_string()))
    }
}

/// A contact as a job carries it.
#[derive(Clone, Deserialize, Serialize)]
pub struct ContactRecord {
    kind: String,
    address: String,
}

impl From<&Contact> for ContactRecord {
    fn from(contact: &Contact) -> Self {
        Self {
            kind: contact.kind().to_owned(),
            address: contact.normal_form().to_owned(),
        }
    }
}

impl ContactRecord {
    /// The contact; nothing for an unknown kind.
    #[must_use]
    pub fn contact(&self) -> Option<Contact> {
        Contact::kept(&self.kind, self.address.clone())
    }

    /// So much of it that somebody who knows it recognises it, and nobody else learns it.
    #[must_use]
    pub fn masked(&self) -> String {
        let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
        match self.address.rsplit_once('@') {
            Some((name, host)) => format!("{}…@{}…", first(name), first(host)),
            None => {
                let digits = self.address.chars().count();
                let end: String = self
                    .address
                    .chars()
                    .skip(digits.saturating_sub(2))
                    .collect();
                format!("…{end}")
            }
        }
    }
}

/// The name of a message's kind in the jobs table.
#[must_use]
pub fn kind_name(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Confirmation => "confirmation",
        MessageKind::Rescheduled => "rescheduled",
        MessageKind::Cancelled => "cancelled",
        MessageKind::DayBefore => "day_before",
        MessageKind::HourBefore => "hour_before",
    }
}

/// The kind of a name in the jobs table.
#[must_use]
pub fn kind_of(name: &str) -> Option<MessageKind> {
    [
        MessageKind::Confirmation,
        MessageKind::Rescheduled,
        MessageKind::Cancelled,
        MessageKind::DayBefore,
        MessageKind::HourBefore,
    ]
    .into_iter()
    .find(|kind| kind_name(*kind) == name)
}
