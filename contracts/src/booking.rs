//! Bookings.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    contact::Contact,
    ids::{BookingId, ServiceId},
    limits,
    money::Money,
    service::StaffMember,
};

/// What to book.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BookingCreate {
    /// The service.
    pub service_id: ServiceId,
    /// The start of a slot.
    pub start: DateTime<Utc>,
    /// With whom; anybody who is free if left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_id: Option<crate::ids::StaffId>,
    /// The customer's name.
    #[schemars(
        length(min = 1, max = "limits::NAME"),
        regex(pattern = r"^[^\u0000-\u001f\u007f]*$")
    )]
    pub customer_name: String,
    /// Where the confirmation goes. Needed without a session; with one it must be the session's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<Contact>,
    /// Something the customer wants to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(
        length(max = "limits::TEXT"),
        regex(pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$")
    )]
    pub note: Option<String>,
}

/// Where a booking is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BookingStatus {
    /// It will take place.
    Confirmed,
    /// It was called off.
    Cancelled,
    /// It took place.
    Completed,
    /// The customer didn't come.
    NoShow,
}

/// An appointment of a customer.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Booking {
    /// Which one.
    pub id: BookingId,
    /// Raised by one with each change; a change names the one it saw.
    #[schemars(range(min = 1, max = "limits::REVISION"))]
    pub revision: u32,
    /// Where it is in its life.
    pub status: BookingStatus,
    /// The service.
    pub service_id: ServiceId,
    /// What the service was called when it was booked.
    #[schemars(length(min = 1, max = "limits::NAME"))]
    pub service_name: String,
    /// Who gives it.
    pub staff: StaffMember,
    /// When it starts.
    pub start: DateTime<Utc>,
    /// When it ends.
    pub end: DateTime<Utc>,
    /// IANA time zone of the tenant, in which to show both.
    #[schemars(length(min = 1, max = "limits::NAME"))]
    pub time_zone: String,
    /// What it costs.
    pub price: Money,
    /// The customer's name.
    #[schemars(length(min = 1, max = "limits::NAME"))]
    pub customer_name: String,
    /// What the customer said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = "limits::TEXT"))]
    pub note: Option<String>,
    /// Why the customer called it off, if they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(length(max = "limits::TEXT"))]
    pub cancel_reason: Option<String>,
    /// Until when it can be cancelled.
    pub cancel_before: DateTime<Utc>,
    /// Until when it can be rescheduled.
    pub reschedule_before: DateTime<Utc>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// Which bookings to list: the session's own, newest start first.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BookingQuery {
    /// Only those in this state.
    #[serde(default)]
    pub status: Option<BookingStatus>,
    /// How many at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = "limits::PAGE"))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[serde(default)]
    #[schemars(length(min = 1, max = "limits::TOKEN"), regex(pattern = r"^[!-~]+$"))]
    pub page_token: Option<String>,
}

/// A change of a booking.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BookingChange {
    /// The revision the customer saw.
    #[schemars(range(min = 1, max = "limits::REVISION"))]
    pub revision: u32,
    /// What to do with it.
    pub change: Change,
}

/// What to do with a booking.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(tag = "op", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// Move it to another slot.
    #[serde(rename_all = "camelCase")]
    Reschedule {
        /// The start of the new slot.
        start: DateTime<Utc>,
        /// With whom; the same person if left out and free, otherwise anybody who is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        staff_id: Option<crate::ids::StaffId>,
    },
    /// Call it off.
    #[serde(rename_all = "camelCase")]
    Cancel {
        /// Why, if the customer wants to say.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schemars(
            length(max = "limits::TEXT"),
            regex(pattern = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$")
        )]
        reason: Option<String>,
    },
}
