//! A booking: `confirmed → cancelled | completed | no_show`, and a revision that tells its versions
//! apart.
//!
//! Every change makes the next revision. A change names the revision it saw, so that two people who
//! change the same booking at once don't undo one another unknowingly.

use std::num::NonZeroU32;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    appointment::Appointment,
    ids::{BookingId, ServiceId, StaffId},
    policy::{PastCutOff, TenantPolicy},
    staff::BookedTime,
};

/// Where a booking is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BookingState {
    /// It will take place.
    Confirmed,
    /// It was called off.
    Cancelled,
    /// It took place.
    Completed,
    /// The customer didn't come.
    NoShow,
}

impl BookingState {
    /// Whether the booking has its staff's time.
    #[must_use]
    pub fn occupies(self) -> bool {
        match self {
            Self::Confirmed | Self::Completed | Self::NoShow => true,
            Self::Cancelled => false,
        }
    }

    /// How it is written.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Cancelled => "cancelled",
            Self::Completed => "completed",
            Self::NoShow => "no_show",
        }
    }
}

/// The version of a booking: 1 when it is made, raised by one with each change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Revision(NonZeroU32);

impl Revision {
    /// The revision of a booking nobody has changed.
    pub const FIRST: Self = Self(NonZeroU32::MIN);

    /// The revision of a number; none has the number 0.
    #[must_use]
    pub fn numbered(number: u32) -> Option<Self> {
        NonZeroU32::new(number).map(Self)
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u32 {
        self.0.get()
    }

    fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

/// A booking, as far as its time and its life go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Which one.
    pub id: BookingId,
    /// Its version.
    pub revision: Revision,
    /// Where it is in its life.
    pub state: BookingState,
    /// For which service.
    pub service: ServiceId,
    /// Who gives it.
    pub staff: StaffId,
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

impl Booking {
    /// A new booking of an appointment.
    #[must_use]
    pub fn confirmed(id: BookingId, appointment: &Appointment) -> Self {
        Self {
            id,
            revision: Revision::FIRST,
            state: BookingState::Confirmed,
            service: appointment.service().clone(),
            staff: appointment.staff().clone(),
            start: appointment.start(),
            end: appointment.end(),
            buffer_before_minutes: appointment.buffer_before_minutes(),
            buffer_after_minutes: appointment.buffer_after_minutes(),
            seats: NonZeroU32::MIN,
        }
    }

    /// The booking moved to another appointment: it keeps its id, and the seats it has.
    ///
    /// # Errors
    /// If `seen` is not its revision, it is no longer confirmed, or the cut-off has passed.
    pub fn rescheduled(
        &self,
        seen: Revision,
        policy: &TenantPolicy,
        now: Timestamp,
        to: &Appointment,
    ) -> Result<Self, ChangeRefusal> {
        self.may_be_rescheduled(seen, policy, now)?;
        Ok(Self {
            revision: self.revision.next(),
            seats: self.seats,
            ..Self::confirmed(self.id.clone(), to)
        })
    }

    /// Whether it may be moved at all, wherever to.
    ///
    /// # Errors
    /// If `seen` is not its revision, it is no longer confirmed, or the cut-off has passed.
    pub fn may_be_rescheduled(
        &self,
        seen: Revision,
        policy: &TenantPolicy,
        now: Timestamp,
    ) -> Result<(), ChangeRefusal> {
        self.check_change(seen)?;
        policy.check_reschedule(self.start, now)?;
        Ok(())
    }

    /// The booking called off.
    ///
    /// # Errors
    /// If `seen` is not its revision, it is no longer confirmed, or the cut-off has passed.
    pub fn cancelled(
        &self,
        seen: Revision,
        policy: &TenantPolicy,
        now: Timestamp,
    ) -> Result<Self, ChangeRefusal> {
        self.check_change(seen)?;
        policy.check_cancel(self.start, now)?;
        Ok(self.ended_as(BookingState::Cancelled))
    }

    /// The booking once it took place.
    ///
    /// # Errors
    /// If it is no longer confirmed, or hasn't ended.
    pub fn completed(&self, now: Timestamp) -> Result<Self, ChangeRefusal> {
        self.check_confirmed()?;
        match now < self.end {
            true => Err(ChangeRefusal::NotYet { from: self.end }),
            false => Ok(self.ended_as(BookingState::Completed)),
        }
    }

    /// The booking whose customer didn't come.
    ///
    /// # Errors
    /// If it is no longer confirmed, or hasn't started.
    pub fn missed(&self, now: Timestamp) -> Result<Self, ChangeRefusal> {
        self.check_confirmed()?;
        match now < self.start {
            true => Err(ChangeRefusal::NotYet { from: self.start }),
            false => Ok(self.ended_as(BookingState::NoShow)),
        }
    }

    /// What it takes of its staff; nothing, once it was called off.
    #[must_use]
    pub fn booked_time(&self) -> Option<BookedTime> {
        self.state.occupies().then(|| BookedTime {
            booking: Some(self.id.clone()),
            service: self.service.clone(),
            start: self.start,
            end: self.end,
            buffer_before_minutes: self.buffer_before_minutes,
            buffer_after_minutes: self.buffer_after_minutes,
            seats: self.seats,
        })
    }

    fn ended_as(&self, state: BookingState) -> Self {
        Self {
            state,
            revision: self.revision.next(),
            ..self.clone()
        }
    }

    /// The revision first: who saw another version knows neither its state nor its start.
    fn check_change(&self, seen: Revision) -> Result<(), ChangeRefusal> {
        if seen != self.revision {
            return Err(ChangeRefusal::RevisionConflict {
                seen: seen.number(),
                current: self.revision.number(),
            });
        }
        self.check_confirmed()
    }

    fn check_confirmed(&self) -> Result<(), ChangeRefusal> {
        match self.state {
            BookingState::Confirmed => Ok(()),
            state => Err(ChangeRefusal::NotConfirmed {
                state: state.as_str(),
            }),
        }
    }
}

/// Why a booking can't be changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChangeRefusal {
    /// Somebody changed it in between.
    #[error(
        "this booking was changed since revision {seen}; read revision {current} and decide again"
    )]
    RevisionConflict {
        /// The revision the change was made for.
        seen: u32,
        /// The revision there is.
        current: u32,
    },
    /// Its life is over.
    #[error("this booking is {state} and can't be changed any more; make a new one")]
    NotConfirmed {
        /// The state it is in.
        state: &'static str,
    },
    /// The tenant's cut-off has passed.
    #[error(transparent)]
    PastCutOff(#[from] PastCutOff),
    /// It hasn't come to that.
    #[error("this booking can't be closed before {from}; try again then")]
    NotYet {
        /// The first instant at which it can.
        from: Timestamp,
    },
}
