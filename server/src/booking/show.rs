//! What customers see of a booking and of a slot.

use chrono::{DateTime, Utc};
use jiff::Timestamp;
use scheduler_contracts::{
    booking::{Booking, BookingStatus},
    ids::{BookingId, ServiceId, StaffId},
    money::Money,
    service::StaffMember,
    slot::{Slot, SlotStaff},
};
use uuid::Uuid;

use crate::{
    domain::{self, booking::BookingState},
    failure::Failure,
    store::{BookingRow, Tenant},
};

/// A booking as the contract shows it.
///
/// # Errors
/// When the row holds ids that are none.
pub fn shown(tenant: &Tenant, row: &BookingRow) -> Result<Booking, Failure> {
    let definition = tenant.definition();
    let policy = definition.policy();
    Ok(Booking {
        id: shown_id(row)?,
        revision: row.revision,
        status: match row.status {
            BookingState::Confirmed => BookingStatus::Confirmed,
            BookingState::Cancelled => BookingStatus::Cancelled,
            BookingState::Completed => BookingStatus::Completed,
            BookingState::NoShow => BookingStatus::NoShow,
        },
        service_id: ServiceId(uuid(&row.service_id)?),
        service_name: row.service_name.clone(),
        staff: StaffMember {
            id: StaffId(uuid(&row.staff_id)?),
            name: row.staff_name.clone(),
        },
        start: contract_instant(row.start),
        end: contract_instant(row.end),
        time_zone: definition.zone().name().to_owned(),
        price: Money {
            amount: row.price_amount,
            currency: row.price_currency.clone(),
        },
        customer_name: row.customer_name.clone(),
        note: row.note.clone(),
        cancel_reason: row.cancel_reason.clone(),
        cancel_before: contract_instant(policy.cancel_before(row.start)),
        reschedule_before: contract_instant(policy.reschedule_before(row.start)),
        created_at: contract_instant(row.created_at),
        updated_at: contract_instant(row.updated_at),
    })
}

/// A slot as the contract shows it.
///
/// # Errors
/// When its staff have ids that are none.
pub fn shown_slot(slot: &domain::slots::Slot) -> Result<Slot, Failure> {
    let staff = slot.staff().iter().map(|free| {
        Ok(SlotStaff {
            id: StaffId(uuid(free.id().as_str())?),
            seats: free.seats(),
        })
    });
    Ok(Slot {
        start: contract_instant(slot.start()),
        end: contract_instant(slot.end()),
        staff: staff.collect::<Result<_, Failure>>()?,
    })
}

/// An instant as the contract writes it.
#[must_use]
pub fn contract_instant(at: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(at.as_microsecond()).unwrap_or_default()
}

/// An instant as the domain reckons with it; one beyond its calendar is its first or last.
#[must_use]
pub fn domain_instant(at: DateTime<Utc>) -> Timestamp {
    let beyond = if at.timestamp() < 0 {
        Timestamp::MIN
    } else {
        Timestamp::MAX
    };
    let nanosecond =
        i32::try_from(at.timestamp_subsec_nanos().min(999_999_999)).unwrap_or_default();
    Timestamp::new(at.timestamp(), nanosecond).unwrap_or(beyond)
}

/// A booking's id as the contract writes it.
///
/// # Errors
/// When the row's id is none.
pub fn shown_id(row: &BookingRow) -> Result<BookingId, Failure> {
    uuid(&row.id).map(BookingId)
}

fn uuid(text: &str) -> Result<Uuid, Failure> {
    text.parse()
        .map_err(|_| Failure::Internal(format!("`{text}` stands where a UUID belongs")))
}
