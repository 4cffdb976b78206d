//! A booking, as pages show it.

use business_client::types::{Booking, BookingStatus};
use serde::Serialize;

use super::slots::Clocks;
use crate::{Visit, Zone, dates, money};

/// A booking, as pages show it.
#[derive(Serialize)]
pub(super) struct Summary {
    id: String,
    revision: u32,
    service: String,
    /// The language that its name is written in.
    lang: String,
    service_id: String,
    staff: String,
    customer: String,
    note: Option<String>,
    /// `confirmed`, `cancelled`, `completed`, `no_show`.
    status: &'static str,
    status_label: &'static str,
    day: String,
    time: String,
    until: String,
    zone: String,
    /// What the visitor's own clock shows, if that is something else, and what that clock is called.
    beside: Option<String>,
    start: String,
    price: String,
    /// Until when it can be changed, while it can be.
    can_reschedule: bool,
    can_cancel: bool,
    reschedule_before: String,
    cancel_before: String,
    /// The same on the visitor's own clock, if that shows something else.
    reschedule_beside: Option<String>,
    cancel_beside: Option<String>,
    pub(super) is_past: bool,
    /// Whether a list listens to what happens in the session that sees it.
    pub(super) is_listened_for: bool,
    path: String,
}

impl Summary {
    pub(super) fn of(booking: &Booking, visit: &Visit, locale: &str) -> Self {
        let zone = Zone::new(&booking.time_zone, locale);
        let clocks = Clocks::of(visit, zone);
        let (status, status_label) = match booking.status {
            BookingStatus::Confirmed => ("confirmed", "Confirmed"),
            BookingStatus::Cancelled => ("cancelled", "Cancelled"),
            BookingStatus::Completed => ("completed", "Completed"),
            BookingStatus::NoShow => ("no_show", "Missed"),
        };
        let is_live = booking.status == BookingStatus::Confirmed;
        let now = visit.now();
        let zone = &clocks.tenant;
        Self {
            id: booking.id.to_string(),
            revision: booking.revision,
            service: booking.service_name.clone(),
            lang: locale.to_owned(),
            service_id: booking.service_id.to_string(),
            staff: booking.staff.name.clone(),
            customer: booking.customer_name.clone(),
            note: booking.note.clone(),
            status,
            status_label,
            day: zone.day(booking.start),
            time: zone.time(booking.start),
            until: zone.time(booking.end),
            zone: zone.spoken(),
            beside: clocks.beside(booking.start),
            start: dates::for_programs(booking.start),
            price: money::written(&booking.price),
            can_reschedule: is_live && now < booking.reschedule_before,
            can_cancel: is_live && now < booking.cancel_before,
            reschedule_before: zone.moment(booking.reschedule_before),
            cancel_before: zone.moment(booking.cancel_before),
            reschedule_beside: clocks.beside(booking.reschedule_before),
            cancel_beside: clocks.beside(booking.cancel_before),
            is_past: booking.end <= now,
            is_listened_for: false,
            path: visit.path(&format!("/bookings/{}", booking.id)),
        }
    }
}
