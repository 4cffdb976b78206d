//! The nearest free slots when the one wanted is taken.

use jiff::Timestamp;

use super::{
    assign::StaffChoice,
    slots::{Slot, SlotSearch},
    span::{DAY, Span, ceil_second},
};

/// How far around the wanted start alternatives are looked for, in elapsed days. Beyond two months
/// nothing is "near" any more.
pub const FARTHEST_DAYS: i64 = 64;

/// Up to `at_most` free slots around a wanted start, the nearest first; of two equally near ones, the
/// earlier. The wanted start itself is never among them.
///
/// They are free with somebody the customer's choice allows, and name only those.
#[must_use]
pub fn nearest(
    search: &SlotSearch<'_>,
    wanted: Timestamp,
    choice: &StaffChoice,
    at_most: usize,
) -> Vec<Slot> {
    let mut reach = DAY;
    loop {
        let mut found = around(search, wanted, reach, choice);
        if found.len() >= at_most || reach >= FARTHEST_DAYS * DAY {
            found.sort_by_key(|slot| (slot.start().duration_since(wanted).abs(), slot.start()));
            found.truncate(at_most);
            return found;
        }
        reach *= 4;
    }
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
