//! Services and the staff who give them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{ServiceId, StaffId},
    limits,
    money::Money,
};

/// Something a customer can book.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Service {
    /// Which one.
    pub id: ServiceId,
    /// What it is called.
    #[schemars(length(min = 1, max = "limits::NAME"))]
    pub name: String,
    /// What a customer gets.
    #[schemars(length(max = "limits::TEXT"))]
    pub description: String,
    /// How long the appointment lasts.
    #[schemars(range(min = 1, max = "limits::DAY_MINUTES"))]
    pub duration_minutes: u32,
    /// How far apart appointments may start.
    #[schemars(range(min = 1, max = "limits::DAY_MINUTES"))]
    pub slot_interval_minutes: u32,
    /// 1 for a single appointment, otherwise the seats of a group.
    #[schemars(range(min = 1, max = "limits::CAPACITY"))]
    pub capacity: u32,
    /// What a seat costs.
    pub price: Money,
    /// A booking starts no sooner than this after it is made.
    #[schemars(range(min = 0, max = "limits::NOTICE_MINUTES"))]
    pub min_notice_minutes: u32,
    /// A booking starts within so many elapsed days of 24 hours.
    #[schemars(range(min = 1, max = "limits::HORIZON_DAYS"))]
    pub horizon_days: u32,
    /// Who gives it.
    #[schemars(length(max = "limits::STAFF"))]
    pub staff: Vec<StaffMember>,
}

/// A person who gives services.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct StaffMember {
    /// Which one.
    pub id: StaffId,
    /// How customers know them.
    #[schemars(length(min = 1, max = "limits::NAME"))]
    pub name: String,
}
