//! A tenant as its operator defined it.
//!
//! Field names are the keys of the file and of the stored document alike. Reading a stored document
//! refuses unknown fields, so a server never drops what a newer one wrote.

use std::{collections::BTreeMap, num::NonZeroU32};

use jiff::civil::Date;
use scheduler_contracts::{
    ids::{ServiceId, StaffId, TenantSlug},
    money::Money,
};
use serde::{Deserialize, Serialize};

use super::time_off::TimeOffDefinition;
use crate::domain::{
    schedule::{Hours, WeeklyHours},
    zone::TenantZone,
};

/// A file of tenants: `[[tenants]]`, one table each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TenantsFile {
    /// In the order they are written.
    pub tenants: Vec<TenantDefinition>,
}

/// One tenant, whole: what it is called, how it looks, what it offers, who works there and when.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TenantDefinition {
    /// Its name in URLs, which never changes: an import finds the tenant again by it.
    pub slug: TenantSlug,
    /// Its name on the door.
    pub name: String,
    /// IANA time zone of its premises.
    pub time_zone: TenantZone,
    /// BCP 47 language tag of its messages.
    pub locale: String,
    /// Its own site.
    pub site_url: String,
    /// Origins whose pages may call the API from a browser: `scheme://host[:port]`.
    #[serde(default)]
    pub allowed_origins: Vec<String>,
    /// Whether it wishes to be found in the public list.
    #[serde(default)]
    pub listed: bool,
    /// How it looks.
    pub branding: BrandingDefinition,
    /// Whom its messages come from.
    pub senders: SendersDefinition,
    /// What it asks of customers.
    pub policies: PoliciesDefinition,
    /// What it offers, in the order customers see it.
    #[serde(default)]
    pub services: Vec<ServiceDefinition>,
    /// Who works there.
    #[serde(default)]
    pub staff: Vec<StaffDefinition>,
}

/// How a tenant looks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct BrandingDefinition {
    /// Main colour, as `#rrggbb` in lower case.
    pub primary_color: String,
    /// Second colour, as `#rrggbb` in lower case.
    pub accent_color: String,
    /// Its logo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo_url: Option<String>,
    /// A sentence of welcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub welcome_text: Option<String>,
}

/// Whom a tenant's messages come from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SendersDefinition {
    /// Address its emails come from; its name stands beside it.
    pub email_from: String,
    /// Address answers to its emails go to, if not the one they come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email_reply_to: Option<String>,
    /// Number in E.164 form, or sender name, its text messages come from. Without one it sends none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms_from: Option<String>,
}

/// What a tenant asks of its customers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PoliciesDefinition {
    /// A booking starts no sooner than this after it is made, where a service doesn't say otherwise.
    pub min_notice_minutes: u32,
    /// A booking starts within so many elapsed days, where a service doesn't say otherwise.
    pub horizon_days: u32,
    /// A booking can be cancelled until so long before its start.
    pub cancel_cutoff_minutes: u32,
    /// A booking can be rescheduled until so long before its start.
    pub reschedule_cutoff_minutes: u32,
    /// How often a customer may try what can be abused.
    #[serde(default)]
    pub rate_limits: RateLimitsDefinition,
}

/// Attempts a minute at this tenant, from one network address and about one contact, each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct RateLimitsDefinition {
    /// Sessions opened.
    pub session_per_minute: NonZeroU32,
    /// Codes asked for: each one is a message somebody receives.
    pub code_per_minute: NonZeroU32,
    /// Codes tried.
    pub verify_per_minute: NonZeroU32,
    /// Bookings made or changed.
    pub book_per_minute: NonZeroU32,
}

impl RateLimitsDefinition {
    /// What holds where a tenant says nothing: room for a family at one table, none for a machine.
    pub const DEFAULT: Self = Self {
        session_per_minute: per_minute(20),
        code_per_minute: per_minute(5),
        verify_per_minute: per_minute(10),
        book_per_minute: per_minute(20),
    };
}

impl Default for RateLimitsDefinition {
    fn default() -> Self {
        Self::DEFAULT
    }
}

const fn per_minute(attempts: u32) -> NonZeroU32 {
    match NonZeroU32::new(attempts) {
        Some(attempts) => attempts,
        None => NonZeroU32::MIN,
    }
}

/// Something a tenant's customers can book.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceDefinition {
    /// Which one; bookings hold on to it, so it never changes.
    pub id: ServiceId,
    /// What it is called.
    pub name: String,
    /// What a customer gets.
    #[serde(default)]
    pub description: String,
    /// How long the appointment lasts.
    pub duration_minutes: NonZeroU32,
    /// Time kept free before each appointment.
    #[serde(default)]
    pub buffer_before_minutes: u32,
    /// Time kept free after each appointment.
    #[serde(default)]
    pub buffer_after_minutes: u32,
    /// How far apart appointments may start.
    pub slot_interval_minutes: NonZeroU32,
    /// 1 for a single appointment, otherwise the seats of a group.
    pub capacity: NonZeroU32,
    /// What a seat costs.
    pub price: Money,
    /// A booking starts no sooner than this after it is made; the tenant's, if it doesn't say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_notice_minutes: Option<u32>,
    /// A booking starts within so many elapsed days; the tenant's, if it doesn't say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub horizon_days: Option<u32>,
    /// Who gives it.
    pub staff: Vec<StaffId>,
}

/// Somebody who works at a tenant's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StaffDefinition {
    /// Which one; bookings hold on to it, so it never changes.
    pub id: StaffId,
    /// How customers know them.
    pub name: String,
    /// Their ordinary week. A day left out is closed.
    #[serde(default)]
    pub weekly: WeeklyHours,
    /// Dates with hours of their own, instead of the week's. None at all close the day.
    #[serde(default)]
    pub overrides: BTreeMap<Date, Vec<Hours>>,
    /// When they are away.
    #[serde(default)]
    pub time_off: Vec<TimeOffDefinition>,
}

impl TenantDefinition {
    /// The service of that id.
    #[must_use]
    pub fn service_definition(&self, service: &ServiceId) -> Option<&ServiceDefinition> {
        self.services.iter().find(|defined| defined.id == *service)
    }

    /// The member of staff of that id.
    #[must_use]
    pub fn staff_definition(&self, staff: &StaffId) -> Option<&StaffDefinition> {
        self.staff.iter().find(|defined| defined.id == *staff)
    }

    /// Everybody who gives a service, in the order the service names them.
    pub fn givers<'a>(
        &'a self,
        service: &'a ServiceDefinition,
    ) -> impl Iterator<Item = &'a StaffDefinition> + 'a {
        service
            .staff
            .iter()
            .filter_map(|staff| self.staff_definition(staff))
    }
}
