//! A booking as a customer saw it.

use scheduler_sdk::types::{Booking, BookingId};
use serde::{Deserialize, Serialize};

/// Which booking a customer saw, and in which of its states: all that a reschedule or cancel form
/// has to bring back.
///
/// A change names the state it was decided on. Read the booking again when the form arrives, and a
/// change made meanwhile in another window would go unnoticed; bring the revision back with the
/// form, and it comes back as [`ChangedMeanwhile`](crate::Rescheduled::ChangedMeanwhile).
///
/// ```
/// use business_client::{Seen, types::BookingId};
///
/// let form = "id=018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e3a&revision=2";
/// # let id: BookingId = form[3..39].parse().expect("a UUID");
/// let seen = Seen::new(id, 2);
/// assert_eq!(seen.revision, 2);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Which booking.
    pub id: BookingId,
    /// Its revision at that moment.
    pub revision: u32,
}

impl Seen {
    /// The booking of this id as it stood at this revision.
    #[must_use]
    pub fn new(id: BookingId, revision: u32) -> Self {
        Self { id, revision }
    }
}

impl From<&Booking> for Seen {
    fn from(booking: &Booking) -> Self {
        Self::new(booking.id, booking.revision)
    }
}
