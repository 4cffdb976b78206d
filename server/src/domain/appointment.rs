//! What a judged booking becomes: an appointment, or the reason why not.

use jiff::Timestamp;

use super::{
    ids::{ServiceId, StaffId},
    service::Service,
    span::{self, Span},
};

/// A slot with the one member of staff who takes it: what can be booked.
///
/// Only [`SlotSearch::judge`](super::slots::SlotSearch::judge) makes one, so whoever holds it was told yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    service: ServiceId,
    staff: StaffId,
    start: Timestamp,
    end: Timestamp,
    buffer_before_minutes: u32,
    buffer_after_minutes: u32,
    occupied: Span,
}

impl Appointment {
    /// The appointment that was judged free.
    pub(super) fn of(service: &Service, start: i64, staff: StaffId) -> Self {
        Self {
            service: service.id.clone(),
            staff,
            start: span::instant(start),
            end: span::instant(service.appointment(start).end),
            buffer_before_minutes: service.buffer_before_minutes,
            buffer_after_minutes: service.buffer_after_minutes,
            occupied: service.occupied(start),
        }
    }

    /// For which service.
    #[must_use]
    pub fn service(&self) -> &ServiceId {
        &self.service
    }

    /// Who takes it.
    #[must_use]
    pub fn staff(&self) -> &StaffId {
        &self.staff
    }

    /// When it starts.
    #[must_use]
    pub fn start(&self) -> Timestamp {
        self.start
    }

    /// When it ends.
    #[must_use]
    pub fn end(&self) -> Timestamp {
        self.end
    }

    /// Time kept free before it.
    #[must_use]
    pub fn buffer_before_minutes(&self) -> u32 {
        self.buffer_before_minutes
    }

    /// Time kept free after it.
    #[must_use]
    pub fn buffer_after_minutes(&self) -> u32 {
        self.buffer_after_minutes
    }

    /// When it begins to occupy its staff, buffer included.
    #[must_use]
    pub fn occupied_from(&self) -> Timestamp {
        span::instant(self.occupied.start)
    }

    /// When it no longer occupies its staff, buffer included.
    #[must_use]
    pub fn occupied_until(&self) -> Timestamp {
        span::instant(self.occupied.end)
    }
}

/// Why a start can't be booked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlotRefusal {
    /// It starts before the minimum notice is over.
    #[error("this start is too soon to be booked; choose one at or after {earliest}")]
    TooSoon {
        /// The first instant that is not.
        earliest: Timestamp,
    },
    /// It starts too far ahead.
    #[error("this start is too far ahead to be booked; choose one before {before}")]
    BeyondHorizon {
        /// The first instant that is too far ahead.
        before: Timestamp,
    },
    /// Nobody chosen starts an appointment then: they are closed, or it is between two starts.
    #[error("no appointment starts then; choose a start from the slots listed")]
    OutsideHours,
    /// Something else has the time.
    #[error("this slot is taken; choose another one")]
    Taken,
    /// A group starts then, and its seats are gone.
    #[error("the group that starts then is full; choose another start")]
    GroupFull,
    /// The staff chosen doesn't give the service.
    #[error("staff `{staff}` doesn't give this service; choose somebody who does, or nobody")]
    StaffDoesNotGiveService {
        /// Who was chosen.
        staff: StaffId,
    },
}
