//! One member of staff: their hours, and what occupies them.

use std::num::NonZeroU32;

use jiff::{Timestamp, civil::Date};

use super::{
    ids::{BookingId, ServiceId, StaffId},
    schedule::Schedule,
    service::minutes,
    span::Span,
    zone::TenantZone,
};

/// A member of staff who gives the service that is searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// Who.
    pub id: StaffId,
    /// When they work.
    pub schedule: Schedule,
    /// When they don't after all.
    pub time_off: Vec<TimeOff>,
    /// What they are booked for: every booking of any service that still stands, and whose buffers
    /// reach into the time asked about or which starts on a local day asked about.
    pub bookings: Vec<BookedTime>,
}

impl Staff {
    /// How many bookings they have on a local day, by the day each starts on.
    #[must_use]
    pub fn bookings_on(
        &self,
        day: Date,
        zone: &TenantZone,
        leaving_out: Option<&BookingId>,
    ) -> usize {
        self.standing(leaving_out)
            .filter(|booked| zone.date_of(booked.start) == day)
            .count()
    }

    /// Their bookings without the one that is being moved.
    pub(super) fn standing(
        &self,
        leaving_out: Option<&BookingId>,
    ) -> impl Iterator<Item = &BookedTime> {
        self.bookings
            .iter()
            .filter(move |booked| leaving_out.is_none() || booked.booking.as_ref() != leaving_out)
    }
}

/// Time a member of staff is away, `[start, end)`. It occupies itself, without buffers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeOff {
    /// When they leave.
    pub start: Timestamp,
    /// When they are back.
    pub end: Timestamp,
}

/// The time a booking takes of a member of staff.
///
/// It carries the buffers it was booked with: a service may have changed its own since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookedTime {
    /// Which booking, so that moving it can leave it out.
    pub booking: Option<BookingId>,
    /// For which service.
    pub service: ServiceId,
    /// When the appointment starts.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Time kept free before it.
    pub buffer_before_minutes: u32,
    /// Time kept free after it.
    pub buffer_after_minutes: u32,
    /// How many seats of a group it takes.
    pub seats: NonZeroU32,
}

impl BookedTime {
    /// What it occupies: the appointment and its buffers.
    pub(super) fn occupied(&self) -> Span {
        Span::covering(self.start, self.end).widened(
            minutes(self.buffer_before_minutes),
            minutes(self.buffer_after_minutes),
        )
    }
}
