//! What customers were told.

use std::sync::{Mutex, PoisonError};

/// An answer that promises something.
#[derive(Clone, Debug)]
pub struct Promise {
    /// The booking.
    pub booking: String,
    /// Its revision as it was answered.
    pub revision: i64,
    /// Whether it was cancelled with that.
    pub cancelled: bool,
    /// When the answer was there, in microseconds since the epoch.
    pub answered_at: i64,
}

/// Everything customers were told.
#[derive(Default)]
pub struct Ledger(Mutex<Noted>);

/// What was noted.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    /// Bookings and changes that were answered with success.
    pub promises: Vec<Promise>,
    /// Bookings refused because somebody else had the slot.
    pub taken: usize,
    /// Answers nobody should get.
    pub faults: Vec<String>,
    /// Requests that had to be sent again, because nobody answered or the answer was "later".
    pub again: usize,
    /// Changes sent just when a reminder was due.
    pub races: usize,
}

impl Ledger {
    /// Notes something.
    pub fn note(&self, note: impl FnOnce(&mut Noted)) {
        note(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// What was noted so far.
    #[must_use]
    pub fn noted(&self) -> Noted {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}
