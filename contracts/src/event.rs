//! Live events of a customer's session.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{booking::Booking, ids::BookingId, limits, secret::Stoken};

/// Something that happened, as the `data` of one server-sent event. Its `id` resumes the stream.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(tag = "type")]
pub enum Event {
    /// A booking was made.
    #[serde(rename = "booking.confirmed")]
    #[serde(rename_all = "camelCase")]
    BookingConfirmed {
        /// When.
        at: DateTime<Utc>,
        /// As it stands.
        booking: Booking,
    },
    /// A booking moved.
    #[serde(rename = "booking.rescheduled")]
    #[serde(rename_all = "camelCase")]
    BookingRescheduled {
        /// When.
        at: DateTime<Utc>,
        /// As it stands.
        booking: Booking,
    },
    /// A booking was called off.
    #[serde(rename = "booking.cancelled")]
    #[serde(rename_all = "camelCase")]
    BookingCancelled {
        /// When.
        at: DateTime<Utc>,
        /// As it stands.
        booking: Booking,
    },
    /// A booking took place.
    #[serde(rename = "booking.completed")]
    #[serde(rename_all = "camelCase")]
    BookingCompleted {
        /// When.
        at: DateTime<Utc>,
        /// As it stands.
        booking: Booking,
    },
    /// A reminder went out.
    #[serde(rename = "reminder.sent")]
    #[serde(rename_all = "camelCase")]
    ReminderSent {
        /// When.
        at: DateTime<Utc>,
        /// Of which booking.
        booking_id: BookingId,
        /// How long before the start it was due.
        #[schemars(range(min = 1, max = "limits::NOTICE_MINUTES"))]
        before_minutes: u32,
    },
    /// Something the tenant has to say.
    #[serde(rename = "notification")]
    #[serde(rename_all = "camelCase")]
    Notification {
        /// When.
        at: DateTime<Utc>,
        /// In the tenant's language.
        #[schemars(length(min = 1, max = "limits::TEXT"))]
        text: String,
    },
    /// The session ends soon: refresh it.
    #[serde(rename = "session.expiring")]
    #[serde(rename_all = "camelCase")]
    SessionExpiring {
        /// When it was noticed.
        at: DateTime<Utc>,
        /// When it ends.
        expires_at: DateTime<Utc>,
    },
    /// The session has ended, and the stream with it.
    #[serde(rename = "session.ended")]
    #[serde(rename_all = "camelCase")]
    SessionEnded {
        /// When.
        at: DateTime<Utc>,
    },
    /// Events were missed that are no longer kept: read the bookings again.
    #[serde(rename = "reset")]
    #[serde(rename_all = "camelCase")]
    Reset {
        /// When.
        at: DateTime<Utc>,
    },
}

/// How to open an event stream.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EventQuery {
    /// The stoken, since `EventSource` sends no headers: best one from `session_stream`.
    pub stoken: Stoken,
    /// The last event seen; what came after it is sent first. The `Last-Event-ID` header wins over it.
    #[serde(default)]
    #[schemars(range(min = 0, max = "limits::EVENT_ID"))]
    pub last_event_id: Option<u64>,
}
