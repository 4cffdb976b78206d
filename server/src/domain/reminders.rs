//! Which messages a booking sends, and when.
//!
//! The plan follows from the booking as it stands and from nothing else: whatever was planned for an
//! earlier revision and has not been handed to a provider is withdrawn, and the plan of the new
//! revision takes its place. So a message can never tell of a state that is gone, and planning twice
//! plans the same.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    booking::{Booking, BookingState, Revision},
    ids::BookingId,
    service::minutes,
    span::{self, floor_second},
};

/// What a message is about. With booking and revision it names one message, sent at most once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// The booking was made.
    Confirmation,
    /// The booking moved.
    Rescheduled,
    /// The booking was called off.
    Cancelled,
    /// It starts in a day, of 24 elapsed hours.
    DayBefore,
    /// It starts in an hour.
    HourBefore,
}

impl MessageKind {
    /// The reminders a confirmed booking sends, the earliest first.
    const REMINDERS: [Self; 2] = [Self::DayBefore, Self::HourBefore];

    /// How long before the start a reminder is due; nothing, for what is due at once.
    #[must_use]
    pub fn before_minutes(self) -> Option<u32> {
        match self {
            Self::DayBefore => Some(24 * 60),
            Self::HourBefore => Some(60),
            Self::Confirmation | Self::Rescheduled | Self::Cancelled => None,
        }
    }

    /// When it is due, if it is a reminder of an appointment that starts at `start`.
    fn reminds_at(self, start: Timestamp) -> Option<Timestamp> {
        let before = minutes(self.before_minutes()?);
        Some(span::instant(floor_second(start) - before))
    }

    /// From when on it is of no use: a reminder when the next one is due, or the appointment starts; what
    /// tells of an appointment to come when that is over. That one is cancelled is worth knowing always.
    fn pointless_from(self, booking: &Booking) -> Option<Timestamp> {
        match self {
            Self::DayBefore => Self::HourBefore.reminds_at(booking.start),
            Self::HourBefore => Some(booking.start),
            Self::Confirmation | Self::Rescheduled => Some(booking.end),
            Self::Cancelled => None,
        }
    }
}

/// A message to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedMessage {
    /// About which booking.
    pub booking: BookingId,
    /// About which version of it.
    pub revision: Revision,
    /// What it is about.
    pub kind: MessageKind,
    /// When to send it.
    pub due: Timestamp,
}

impl PlannedMessage {
    /// Whether it is still to be sent at `now`, given the booking as it is then.
    ///
    /// Asked at the moment of sending: the booking may have changed, or the message waited so long that
    /// the appointment, or the next reminder, has come.
    #[must_use]
    pub fn still_stands(&self, booking: &Booking, now: Timestamp) -> bool {
        let same_version = self.booking == booking.id && self.revision == booking.revision;
        let of_use = self
            .kind
            .pointless_from(booking)
            .is_none_or(|pointless| now < pointless);
        same_version && of_use
    }
}

/// What a booking sends from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Messages of revisions before this one that have not been handed over are withdrawn.
    pub withdraw_before: Revision,
    /// The messages of this revision, the earliest first.
    pub messages: Vec<PlannedMessage>,
}

/// The plan of a booking that was just made or changed, at `now`.
///
/// A new one is confirmed, a moved or cancelled one tells so, at once; a confirmed one is reminded of
/// 24 hours and 1 hour before it starts, unless that has passed already.
#[must_use]
pub fn plan(booking: &Booking, now: Timestamp) -> Plan {
    let notice = match booking.state {
        BookingState::Confirmed if booking.revision == Revision::FIRST => {
            Some(MessageKind::Confirmation)
        }
        BookingState::Confirmed => Some(MessageKind::Rescheduled),
        BookingState::Cancelled => Some(MessageKind::Cancelled),
        BookingState::Completed | BookingState::NoShow => None,
    };
    let reminders = match booking.state {
        BookingState::Confirmed => MessageKind::REMINDERS.as_slice(),
        BookingState::Cancelled | BookingState::Completed | BookingState::NoShow => &[],
    };

    let notice = notice.map(|kind| (kind, now));
    let reminders = reminders.iter().filter_map(|kind| {
        let due = kind.reminds_at(booking.start)?;
        (due > now).then_some((*kind, due))
    });
    Plan {
        withdraw_before: booking.revision,
        messages: notice
            .into_iter()
            .chain(reminders)
            .map(|(kind, due)| PlannedMessage {
                booking: booking.id.clone(),
                revision: booking.revision,
                kind,
                due,
            })
            .collect(),
    }
}
