//! A tenant as a whole, its look, its senders and its policies.

use std::num::NonZeroU32;

use scheduler_contracts::limits;

use super::{
    address,
    identity::{self, Unique},
    service, staff,
};
use crate::{
    handwritten::table::Table,
    tenants::definition::{
        BrandingDefinition, PoliciesDefinition, RateLimitsDefinition, SendersDefinition,
        ServiceDefinition, StaffDefinition, TenantDefinition,
    },
};
use scheduler_contracts::ids::TenantSlug;

/// Attempts a minute that still bound anything.
const ATTEMPTS: u32 = 100_000;

/// One tenant.
pub(super) fn read(tenant: &Table<'_>, slugs: &Unique<TenantSlug>) -> Option<TenantDefinition> {
    let slug = tenant
        .required("slug")
        .and_then(|field| slugs.claim(&field, identity::slug(&field)?));
    let name = tenant
        .required("name")
        .and_then(|field| field.line(1..=limits::NAME));
    let time_zone = tenant
        .required("time_zone")
        .and_then(|field| field.parsed());
    let locale = tenant
        .required("locale")
        .and_then(|field| address::locale(&field));
    let site_url = tenant
        .required("site_url")
        .and_then(|field| address::web(&field));
    let allowed_origins = tenant.or_else("allowed_origins", Vec::new(), |field| {
        field.each(address::origin)
    });
    let listed = tenant.or_else("listed", false, |field| field.boolean());
    let branding = tenant
        .required("branding")
        .and_then(|field| field.table(branding));
    let senders = tenant
        .required("senders")
        .and_then(|field| field.table(senders));
    let policies = tenant
        .required("policies")
        .and_then(|field| field.table(policies));

    let staff_ids = Unique::new("id");
    let staff = tenant.or_else("staff", Vec::new(), |field| {
        field.each(|member| member.table(|keys| staff::read(keys, &staff_ids)))
    });
    let service_ids = Unique::new("id");
    let services = tenant.or_else("services", Vec::new(), |field| {
        field.each(|service| {
            service.table(|keys| service::read(keys, &service_ids, &staff_ids, policies.as_ref()))
        })
    });
    if let (Some(services), Some(staff)) = (&services, &staff) {
        warn_of_idle(tenant, services, staff);
    }
    Some(TenantDefinition {
        slug: slug?,
        name: name?.to_owned(),
        time_zone: time_zone?,
        locale: locale?,
        site_url: site_url?,
        allowed_origins: allowed_origins?,
        listed: listed?,
        branding: branding?,
        senders: senders?,
        policies: policies?,
        services: services?,
        staff: staff?,
    })
}

/// Says which services and staff nobody will ever book.
fn warn_of_idle(tenant: &Table<'_>, services: &[ServiceDefinition], staff: &[StaffDefinition]) {
    if services.is_empty() {
        tenant
            .field()
            .warn("it has no services, so nobody can book anything");
    }
    let members = tenant.optional("staff").and_then(|field| field.elements());
    for (field, member) in members.iter().flatten().zip(staff) {
        let gives = services
            .iter()
            .any(|service| service.staff.contains(&member.id));
        match (gives, staff::has_hours(member)) {
            (false, _) => {
                field.warn("no service names this id in its `staff`, so nobody can book them")
            }
            (true, false) => {
                field.warn("they give a service but have no hours, so nobody can book them")
            }
            (true, true) => {}
        }
    }
}

fn branding(branding: &Table<'_>) -> Option<BrandingDefinition> {
    let primary_color = branding
        .required("primary_color")
        .and_then(|field| address::colour(&field));
    let accent_color = branding
        .required("accent_color")
        .and_then(|field| address::colour(&field));
    let logo_url = branding.or_else("logo_url", None, |field| address::web(&field).map(Some));
    let welcome_text = branding.or_else("welcome_text", None, |field| {
        field
            .paragraph(0..=limits::TEXT)
            .map(|text| Some(text.to_owned()))
    });
    Some(BrandingDefinition {
        primary_color: primary_color?,
        accent_color: accent_color?,
        logo_url: logo_url?,
        welcome_text: welcome_text?,
    })
}

fn senders(senders: &Table<'_>) -> Option<SendersDefinition> {
    let email_from = senders
        .required("email_from")
        .and_then(|field| address::email(&field));
    let email_reply_to = senders.or_else("email_reply_to", None, |field| {
        address::email(&field).map(Some)
    });
    let sms_from = senders.or_else("sms_from", None, |field| {
        address::sms_sender(&field).map(Some)
    });
    Some(SendersDefinition {
        email_from: email_from?,
        email_reply_to: email_reply_to?,
        sms_from: sms_from?,
    })
}

fn policies(policies: &Table<'_>) -> Option<PoliciesDefinition> {
    let minutes = |key| {
        policies
            .required(key)
            .and_then(|field| field.number(0..=limits::NOTICE_MINUTES))
    };
    let min_notice_minutes = minutes("min_notice_minutes");
    let cancel_cutoff_minutes = minutes("cancel_cutoff_minutes");
    let reschedule_cutoff_minutes = minutes("reschedule_cutoff_minutes");
    let horizon_days = policies
        .required("horizon_days")
        .and_then(|field| field.number(1..=limits::HORIZON_DAYS));
    let rate_limits = policies.or_else("rate_limits", RateLimitsDefinition::DEFAULT, |field| {
        field.table(rate_limits)
    });
    Some(PoliciesDefinition {
        min_notice_minutes: min_notice_minutes?,
        horizon_days: horizon_days?,
        cancel_cutoff_minutes: cancel_cutoff_minutes?,
        reschedule_cutoff_minutes: reschedule_cutoff_minutes?,
        rate_limits: rate_limits?,
    })
}

fn rate_limits(limits: &Table<'_>) -> Option<RateLimitsDefinition> {
    let unless_said = RateLimitsDefinition::DEFAULT;
    let attempts = |key, absent| {
        limits.or_else(key, absent, |field| {
            NonZeroU32::new(field.number(1..=ATTEMPTS)?)
        })
    };
    let session_per_minute = attempts("session_per_minute", unless_said.session_per_minute);
    let code_per_minute = attempts("code_per_minute", unless_said.code_per_minute);
    let verify_per_minute = attempts("verify_per_minute", unless_said.verify_per_minute);
    let book_per_minute = attempts("book_per_minute", unless_said.book_per_minute);
    Some(RateLimitsDefinition {
        session_per_minute: session_per_minute?,
        code_per_minute: code_per_minute?,
        verify_per_minute: verify_per_minute?,
        book_per_minute: book_per_minute?,
    })
}
