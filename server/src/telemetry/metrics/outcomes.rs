//! What is counted, in words known beforehand.

use super::labels::BookingLabels;
use crate::drift::Refusal;

/// How a client's contract, or what it sent, differs from the server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DriftReason {
    /// It is of a release within the threshold: served.
    Tolerated,
    /// The header that names it can't be read.
    MalformedHeader,
    /// It was never released, or is supported no longer.
    UnknownContract,
    /// It is of a release beyond the threshold.
    BeyondThreshold,
    /// What was sent doesn't have the contract's shape, whatever the header says.
    Shape,
}

impl DriftReason {
    /// As the label says it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tolerated => "tolerated",
            Self::MalformedHeader => "malformed_header",
            Self::UnknownContract => "unknown_contract",
            Self::BeyondThreshold => "beyond_threshold",
            Self::Shape => "shape",
        }
    }
}

impl From<Refusal> for DriftReason {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Malformed => Self::MalformedHeader,
            Refusal::Unknown => Self::UnknownContract,
            Refusal::BeyondThreshold => Self::BeyondThreshold,
        }
    }
}

/// What became of a booking or of a change to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookingOutcome {
    /// It was made.
    Confirmed,
    /// It was moved.
    Rescheduled,
    /// It was called off.
    Cancelled,
    /// Somebody else had the time already.
    SlotTaken,
    /// It had been changed meanwhile.
    RevisionConflict,
    /// Notice, horizon or cut-off didn't allow it.
    RefusedByPolicy,
    /// It had been done already, and the first answer was given again.
    Repeated,
}

impl BookingOutcome {
    /// Every one, in the order of their telling.
    pub const ALL: [Self; 7] = [
        Self::Confirmed,
        Self::Rescheduled,
        Self::Cancelled,
        Self::SlotTaken,
        Self::RevisionConflict,
        Self::RefusedByPolicy,
        Self::Repeated,
    ];

    /// As the label says it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Rescheduled => "rescheduled",
            Self::Cancelled => "cancelled",
            Self::SlotTaken => "slot_taken",
            Self::RevisionConflict => "revision_conflict",
            Self::RefusedByPolicy => "refused_by_policy",
            Self::Repeated => "repeated",
        }
    }

    pub(super) fn labels(self) -> BookingLabels {
        BookingLabels {
            outcome: self.as_str(),
        }
    }
}

/// What became of handing a message over, or of the message since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageOutcome {
    /// It was taken over.
    Accepted,
    /// It never will be.
    Refused,
    /// It wasn't, and is tried again.
    NotTaken,
    /// It wasn't, since too many were.
    Throttled,
    /// Nobody knows.
    Unclear,
    /// There was nothing to say any more.
    Withdrawn,
    /// The provider reports that it arrived.
    Delivered,
    /// The provider reports that it didn't.
    Undelivered,
}

impl MessageOutcome {
    /// As the label says it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::NotTaken => "not_taken",
            Self::Throttled => "throttled",
            Self::Unclear => "unclear",
            Self::Withdrawn => "withdrawn",
            Self::Delivered => "delivered",
            Self::Undelivered => "undelivered",
        }
    }
}
