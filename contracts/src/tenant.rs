//! Tenants: the businesses customers book with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{ids::TenantSlug, limits};

/// A tenant as it stands in the list of those that wish to be found.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TenantSummary {
    /// Its name in URLs.
    pub slug: TenantSlug,
    /// Its name on the door.
    #[schemars(length(min = 1, max = "limits::NAME"))]
    pub name: String,
    /// IANA time zone of its premises.
    #[schemars(length(min = 1, max = "limits::NAME"))]
    pub time_zone: String,
    /// BCP 47 language tag of its messages.
    #[schemars(length(min = 2, max = "limits::SLUG"))]
    pub locale: String,
    /// Its own site.
    #[schemars(length(min = 1, max = "limits::URL"))]
    pub site_url: String,
}

/// A tenant with everything a site needs to look like it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Tenant {
    /// Its name in URLs.
    pub slug: TenantSlug,
    /// Its name on the door.
    #[schemars(length(min = 1, max = "limits::NAME"))]
    pub name: String,
    /// IANA time zone of its premises.
    #[schemars(length(min = 1, max = "limits::NAME"))]
    pub time_zone: String,
    /// BCP 47 language tag of its messages.
    #[schemars(length(min = 2, max = "limits::SLUG"))]
    pub locale: String,
    /// Its own site.
    #[schemars(length(min = 1, max = "limits::URL"))]
    pub site_url: String,
    /// How it looks.
    pub branding: Branding,
    /// What it asks of customers, where a service doesn't say otherwise.
    pub policies: Policies,
}

/// How a tenant looks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Branding {
    /// Main colour, as `#rrggbb`.
    #[schemars(regex(pattern = r"^#[0-9a-f]{6}$"))]
    pub primary_color: String,
    /// Second colour, as `#rrggbb`.
    #[schemars(regex(pattern = r"^#[0-9a-f]{6}$"))]
    pub accent_color: String,
    /// Its logo.
    #[schemars(length(min = 1, max = "limits::URL"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo_url: Option<String>,
    /// A sentence of welcome.
    #[schemars(length(max = "limits::TEXT"))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub welcome_text: Option<String>,
}

/// What a tenant asks of its customers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Policies {
    /// A booking starts no sooner than this after it is made.
    #[schemars(range(min = 0, max = "limits::NOTICE_MINUTES"))]
    pub min_notice_minutes: u32,
    /// A booking starts within so many elapsed days of 24 hours.
    #[schemars(range(min = 1, max = "limits::HORIZON_DAYS"))]
    pub horizon_days: u32,
    /// A booking can be cancelled until so long before its start.
    #[schemars(range(min = 0, max = "limits::NOTICE_MINUTES"))]
    pub cancel_cutoff_minutes: u32,
    /// A booking can be rescheduled until so long before its start.
    #[schemars(range(min = 0, max = "limits::NOTICE_MINUTES"))]
    pub reschedule_cutoff_minutes: u32,
}
