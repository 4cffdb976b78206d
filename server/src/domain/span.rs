//! Stretches of time as whole seconds since the epoch: what the slot search counts in.
//!
//! Every window of a schedule begins and ends on a whole second, and so does every slot. Comparing
//! instants rounded the right way against those is exact, never overflows on sums of minutes, and is
//! as cheap as comparing numbers.

use jiff::Timestamp;

/// Seconds in a minute.
pub(super) const MINUTE: i64 = 60;
/// Seconds in an elapsed day, whatever the clocks do in it.
pub(super) const DAY: i64 = 24 * 60 * MINUTE;

/// A half-open stretch `[start, end)`, in seconds since the epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Span {
    /// The first second in it.
    pub(super) start: i64,
    /// The first second after it.
    pub(super) end: i64,
}

impl Span {
    /// The whole seconds that share time with `[start, end)`.
    pub(super) fn covering(start: Timestamp, end: Timestamp) -> Self {
        Self {
            start: floor_second(start),
            end: ceil_second(end),
        }
    }

    /// How long it lasts; nothing, if it ends before it starts.
    pub(super) fn length(self) -> i64 {
        self.end.saturating_sub(self.start).max(0)
    }

    /// Whether no time is in it.
    pub(super) fn is_empty(self) -> bool {
        self.start >= self.end
    }

    /// Whether the two share time. Spans that touch don't, and an empty one shares nothing.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.start.max(other.start) < self.end.min(other.end)
    }

    /// The same span with so much added on each side.
    pub(super) fn widened(self, before: i64, after: i64) -> Self {
        Self {
            start: self.start.saturating_sub(before),
            end: self.end.saturating_add(after),
        }
    }
}

/// Joins what touches or overlaps; empty spans vanish first, so that they join nothing.
pub(super) fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    spans.dedup_by(|next, open| {
        let joins = next.start <= open.end;
        if joins {
            open.end = open.end.max(next.end);
        }
        joins
    });
    spans
}

/// The last whole second at or before the instant.
pub(super) fn floor_second(at: Timestamp) -> i64 {
    // Jiff truncates towards zero: before the epoch, that is a later second.
    at.as_second() - i64::from(at.subsec_nanosecond() < 0)
}

/// The first whole second at or after the instant: a whole second is before the instant exactly when
/// it is before this.
pub(super) fn ceil_second(at: Timestamp) -> i64 {
    at.as_second() + i64::from(at.subsec_nanosecond() > 0)
}

/// The instant of a second; the nearest there is, for one beyond the calendar.
pub(super) fn instant(second: i64) -> Timestamp {
    let first = Timestamp::MIN.as_second();
    let last = Timestamp::MAX.as_second();
    Timestamp::from_second(second.clamp(first, last)).unwrap_or(Timestamp::MAX)
}
