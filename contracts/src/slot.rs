//! Slots: the starts a service can be booked at.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{ServiceId, StaffId},
    limits,
};

/// What to search slots for.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SlotQuery {
    /// The service to be booked.
    pub service_id: ServiceId,
    /// Only with this member of staff.
    #[serde(default)]
    pub staff_id: Option<StaffId>,
    /// Slots start at or after this instant.
    pub from: DateTime<Utc>,
    /// Slots start before this instant, at most 62 days after `from`.
    pub to: DateTime<Utc>,
    /// How many slots at most.
    #[serde(default)]
    #[schemars(range(min = 1, max = "limits::PAGE"))]
    pub limit: Option<u32>,
    /// Where the page before ended.
    #[serde(default)]
    #[schemars(length(min = 1, max = "limits::TOKEN"), regex(pattern = r"^[!-~]+$"))]
    pub page_token: Option<String>,
}

/// A start that can be booked now.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Slot {
    /// When the appointment starts.
    pub start: DateTime<Utc>,
    /// When it ends.
    pub end: DateTime<Utc>,
    /// Who is free for it.
    #[schemars(length(min = 1, max = "limits::STAFF"))]
    pub staff: Vec<SlotStaff>,
}

/// A member of staff who is free for a slot.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SlotStaff {
    /// Which one.
    pub id: StaffId,
    /// Seats left with them: 1 for a single appointment.
    #[schemars(range(min = 1, max = "limits::CAPACITY"))]
    pub seats: u32,
}
