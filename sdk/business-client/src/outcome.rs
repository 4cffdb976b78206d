//! What came of an intent: success, or something else that is nobody's fault.

use scheduler_sdk::types::{Booking, Slot};

/// What came of a booking.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
#[expect(
    clippy::large_enum_variant,
    reason = "made once a booking; a Box would stand in every match"
)]
pub enum Booked {
    /// It is made; a confirmation is on its way to the customer.
    Confirmed(Booking),
    /// Somebody else was faster.
    SlotTaken {
        /// The nearest slots that were free at that moment, in order of time; may be empty.
        alternatives: Vec<Slot>,
    },
}

/// What came of a reschedule.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum Rescheduled {
    /// It moved; the customer is told.
    Confirmed(Booking),
    /// Somebody else was faster; the booking stays where it is.
    SlotTaken {
        /// The nearest slots that were free at that moment, in order of time; may be empty.
        alternatives: Vec<Slot>,
    },
    /// The booking was changed meanwhile, in another window or by the business: show it and ask
    /// again.
    ChangedMeanwhile(Booking),
}

/// What came of a cancellation.
#[derive(Clone, Debug, PartialEq)]
#[must_use]
pub enum Cancelled {
    /// It is off; the customer is told.
    Confirmed(Booking),
    /// The booking was changed meanwhile, in another window or by the business: show it and ask
    /// again.
    ChangedMeanwhile(Booking),
}

impl Booked {
    /// The booking, if it was made.
    #[must_use]
    pub fn booking(self) -> Option<Booking> {
        match self {
            Self::Confirmed(booking) => Some(booking),
            Self::SlotTaken { .. } => None,
        }
    }
}

impl Rescheduled {
    /// The booking, if it moved.
    #[must_use]
    pub fn booking(self) -> Option<Booking> {
        match self {
            Self::Confirmed(booking) => Some(booking),
            Self::SlotTaken { .. } | Self::ChangedMeanwhile(_) => None,
        }
    }
}

impl Cancelled {
    /// The booking, if it is off.
    #[must_use]
    pub fn booking(self) -> Option<Booking> {
        match self {
            Self::Confirmed(booking) => Some(booking),
            Self::ChangedMeanwhile(_) => None,
        }
    }
}
