//! A service: how long an appointment takes and when it may be booked.

use std::num::NonZeroU32;

use jiff::Timestamp;

use super::{
    ids::ServiceId,
    span::{DAY, MINUTE, Span, ceil_second},
};

/// What the slot search knows of a service. Whole minutes throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Which one.
    pub id: ServiceId,
    /// How long the appointment lasts.
    pub duration_minutes: NonZeroU32,
    /// Time kept free before each appointment.
    pub buffer_before_minutes: u32,
    /// Time kept free after each appointment.
    pub buffer_after_minutes: u32,
    /// How far apart appointments may start.
    pub interval_minutes: NonZeroU32,
    /// 1 for a single appointment, otherwise the seats of a group.
    pub capacity: NonZeroU32,
    /// A booking starts no sooner than this after it is made.
    pub min_notice_minutes: u32,
    /// A booking starts within so many elapsed days of 24 hours.
    pub horizon_days: u32,
}

impl Service {
    /// Whether several bookings share one appointment.
    #[must_use]
    pub fn is_group(&self) -> bool {
        self.capacity.get() > 1
    }

    /// The starts that may be booked at `now`, as far as notice and horizon go.
    pub(super) fn bookable(&self, now: Timestamp) -> Span {
        let now = ceil_second(now);
        Span {
            start: now + minutes(self.min_notice_minutes),
            end: now + i64::from(self.horizon_days) * DAY,
        }
    }

    /// The appointment that starts at a second.
    pub(super) fn appointment(&self, start: i64) -> Span {
        Span {
            start,
            end: start + minutes(self.duration_minutes.get()),
        }
    }

    /// What that appointment occupies of a member of staff.
    pub(super) fn occupied(&self, start: i64) -> Span {
        self.appointment(start).widened(
            minutes(self.buffer_before_minutes),
            minutes(self.buffer_after_minutes),
        )
    }

    /// How far apart starts are, in seconds.
    pub(super) fn interval(&self) -> i64 {
        minutes(self.interval_minutes.get())
    }
}

/// So many minutes, in seconds: far from the end of the number, whatever the minutes.
pub(super) fn minutes(count: u32) -> i64 {
    i64::from(count) * MINUTE
}
