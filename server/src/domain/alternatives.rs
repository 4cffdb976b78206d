//! The nearest free slots when the one wanted is taken.

use jiff::Timestamp;

use super::{
    assign::StaffChoice,
    slots::{Slot, SlotSearch},
    span::{DAY, Span, ceil_second},
};

/// How far around the wanted start alternatives are looked for, in elapsed days: further only if there
/// are too few nearby. Beyond two months nothing is "near" any more.
pub const REACHES_DAYS: [i64; 4] = [1, 4, 16, 64];

/// Up to `at_most` free slots within `reach_days` of a wanted start, the nearest first; of two equally
/// near ones, the earlier. The wanted start itself is never among them.
///
/// They are free with somebody the customer's choice allows, and name only those.
#[must_use]
pub fn nearest(
    search: &SlotSearch<'_>,
    wanted: Timestamp,
    choice: &StaffChoice,
    reach_days: i64,
    at_most: usize,
) -> Vec<Slot> {
    let mut found = around(search, wanted, reach_days.saturating_mul(DAY), choice);
    found.sort_by_key(|slot| (slot.start().duration_since(wanted).abs(), slot.start()));
    found.truncate(at_most);
    found
}

/// The free slots up to `reach` before a start and less than `reach` after it, but not the start itself.
fn around(
    search: &SlotSearch<'_>,
    wanted: Timestamp,
    reach: i64,
    choice: &StaffChoice,
) -> Vec<Slot> {
    let bookable = search.bookable();
    let second = ceil_second(wanted);
    let within = Span {
        start: bookable.start.max(second - reach),
        end: bookable.end.min(second + reach),
    };
    let mut slots = search.free(within, choice);
    slots.retain(|slot| slot.start() != wanted);
    slots
}
