//! A service: its times, its price, and that somebody gives it.

use std::num::NonZeroU32;

use iso_currency::Currency;
use scheduler_contracts::{
    ids::{ServiceId, StaffId},
    limits,
    money::Money,
};

use super::identity::{self, Unique};
use crate::{
    handwritten::{field::Field, table::Table},
    tenants::definition::{PoliciesDefinition, ServiceDefinition},
};

/// Minutes of an elapsed day.
const DAY_MINUTES: u32 = 24 * 60;

/// One service of a tenant whose staff and policies have been read.
pub(super) fn read(
    service: &Table<'_>,
    ids: &Unique<ServiceId>,
    known_staff: &Unique<StaffId>,
    policies: Option<&PoliciesDefinition>,
) -> Option<ServiceDefinition> {
    let id = service
        .required("id")
        .and_then(|field| ids.claim(&field, identity::uuid(&field).map(ServiceId)?));
    let name = service
        .required("name")
        .and_then(|field| field.line(1..=limits::NAME));
    let description = service.or_else("description", "", |field| field.paragraph(0..=limits::TEXT));
    let duration_minutes = service
        .required("duration_minutes")
        .and_then(|field| length(&field));
    let slot_interval_minutes = service
        .required("slot_interval_minutes")
        .and_then(|field| length(&field));
    let buffer = |key| service.or_else(key, 0, |field| field.number(0..=limits::DAY_MINUTES));
    let buffer_before_minutes = buffer("buffer_before_minutes");
    let buffer_after_minutes = buffer("buffer_after_minutes");
    let capacity = service.or_else("capacity", NonZeroU32::MIN, |field| {
        NonZeroU32::new(field.number(1..=limits::CAPACITY)?)
    });
    let price = service
        .required("price")
        .and_then(|field| field.table(price));
    let min_notice_minutes = service.or_else("min_notice_minutes", None, |field| {
        field.number(0..=limits::NOTICE_MINUTES).map(Some)
    });
    let horizon_days = service.or_else("horizon_days", None, |field| {
        field.number(1..=limits::HORIZON_DAYS).map(Some)
    });
    let staff = service
        .required("staff")
        .and_then(|field| givers(&field, known_staff));

    let read = ServiceDefinition {
        id: id?,
        name: name?.to_owned(),
        description: description?.to_owned(),
        duration_minutes: duration_minutes?,
        buffer_before_minutes: buffer_before_minutes?,
        buffer_after_minutes: buffer_after_minutes?,
        slot_interval_minutes: slot_interval_minutes?,
        capacity: capacity?,
        price: price?,
        min_notice_minutes: min_notice_minutes?,
        horizon_days: horizon_days?,
        staff: staff?,
    };
    check_bookable(service, &read, policies)?;
    Some(read)
}

/// Minutes of an appointment or an interval.
fn length(field: &Field<'_>) -> Option<NonZeroU32> {
    NonZeroU32::new(field.number(1..=limits::DAY_MINUTES)?)
}

fn price(price: &Table<'_>) -> Option<Money> {
    let amount = price
        .required("amount")
        .and_then(|field| field.number(0..=limits::AMOUNT));
    let currency = price
        .required("currency")
        .and_then(|field| currency(&field));
    Some(Money {
        amount: amount?,
        currency: currency?,
    })
}

fn currency(field: &Field<'_>) -> Option<String> {
    let text = field.text()?;
    match Currency::from_code(text) {
        Some(currency) => Some(currency.code().to_owned()),
        None => field.refuse(format_args!(
            "`{text}` is no currency of ISO 4217; write its three capital letters, such as `EUR`"
        )),
    }
}

/// Who gives it: somebody, nobody twice, and only people who are there.
fn givers(field: &Field<'_>, known: &Unique<StaffId>) -> Option<Vec<StaffId>> {
    let named = Unique::new("member of staff");
    let givers = field.each(|giver| {
        let id = named.claim(giver, identity::uuid(giver).map(StaffId)?)?;
        match known.knows(&id) {
            true => Some(id),
            false => giver.refuse(format_args!(
                "nobody in this tenant's `staff` has the id `{id}`; add them there, or name somebody who is"
            )),
        }
    })?;
    match u32::try_from(givers.len()) {
        Ok(0) => field.refuse("nobody gives it; name the id of at least one member of staff"),
        Ok(1..=limits::STAFF) => Some(givers),
        _ => field.refuse(format_args!(
            "{} people give it; name at most {}",
            givers.len(),
            limits::STAFF
        )),
    }
}

/// Notice and horizon leave time between them.
fn check_bookable(
    table: &Table<'_>,
    service: &ServiceDefinition,
    policies: Option<&PoliciesDefinition>,
) -> Option<()> {
    let notice = service
        .min_notice_minutes
        .or(policies.map(|tenant| tenant.min_notice_minutes))?;
    let horizon = service
        .horizon_days
        .or(policies.map(|tenant| tenant.horizon_days))?;
    match notice < horizon.saturating_mul(DAY_MINUTES) {
        true => Some(()),
        false => table.field().refuse(format_args!(
            "it must be booked {notice} minutes ahead but at most {horizon} days ahead, so it never can be; \
             lower `min_notice_minutes` or raise `horizon_days`, here or in the tenant's policies"
        )),
    }
}
