//! The words of messages.

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    domain::reminders::MessageKind,
    store::{BookingRow, Tenant},
};

/// A message's subject and text.
pub(super) struct Words {
    pub(super) subject: String,
    pub(super) text: String,
}

/// The message that brings a code.
pub(super) fn code(tenant: &Tenant, code: &str, expires_at: Timestamp) -> Words {
    let definition = tenant.definition();
    let until = local(definition.zone().rules(), expires_at, "%H:%M");
    Words {
        subject: format!("{code} is your code for {}", definition.name),
        text: format!(
            "Your code for {} is {code}. It is good until {until}. If you didn't ask for it, somebody \
             mistyped their address: do nothing.",
            definition.name
        ),
    }
}

/// A message about a booking as it stands.
pub(super) fn about(tenant: &Tenant, booking: &BookingRow, kind: MessageKind, link: &str) -> Words {
    let definition = tenant.definition();
    let when = local(
        definition.zone().rules(),
        booking.start,
        "%A %-d %B %Y at %H:%M",
    );
    let BookingRow {
        service_name,
        staff_name,
        customer_name,
        ..
    } = booking;
    let (subject, news) = match kind {
        MessageKind::Confirmation => ("Your appointment is booked", "is booked for"),
        MessageKind::Rescheduled => ("Your appointment has moved", "has moved to"),
        MessageKind::Cancelled => (
            "Your appointment is cancelled",
            "is cancelled. It would have been on",
        ),
        MessageKind::DayBefore => ("Your appointment is tomorrow", "takes place on"),
        MessageKind::HourBefore => ("Your appointment is in an hour", "takes place on"),
    };
    Words {
        subject: format!("{subject}: {service_name} at {}", definition.name),
        text: format!(
            "Hello {customer_name},\n\n{service_name} with {staff_name} {news} {when} ({}).\n\n\
             To change or cancel it: {link}\n\n{}",
            definition.zone().name(),
            definition.name
        ),
    }
}

/// An instant as the tenant's clock shows it, by the same zone rules as the slot search.
fn local(zone: &TimeZone, at: Timestamp, format: &str) -> String {
    at.to_zoned_datetime(zone.clone())
        .strftime(format)
        .to_string()
}
