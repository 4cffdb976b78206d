//! Weekly hours and dated overrides, and the windows they open.
//!
//! A window is written in wall time and lives in elapsed time. Between the two lie the clock changes,
//! midnights that don't exist, dates that were skipped, and hours that go on past midnight; after
//! `Schedule::windows` none of that is left.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::{
    span::{self, DAY, Span, floor_second},
    zone::{TenantZone, WallTime},
};

/// A window open this long or longer has no start of its own: it is cut at each Monday 00:00.
const NO_START_OF_ITS_OWN: i64 = 7 * DAY;

/// How many dates are read on either side of the time asked about.
///
/// A window that reaches in from outside either starts (or ends) within seven days, or is cut at
/// Mondays. Three more dates make room for a date the zone skipped, for the hours a zone is ahead or
/// behind, and for the rounding of both, so reading further changes no answer.
const DATES_AROUND: i64 = 10;

/// Hours on one date: `[from, to)` in wall time, written `["09:00", "17:30"]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(from = "(WallTime, WallTime)", into = "(WallTime, WallTime)")]
pub struct Hours {
    /// When they begin.
    pub from: WallTime,
    /// When they end; `24:00` is the next midnight.
    pub to: WallTime,
}

impl Hours {
    /// The whole day.
    pub const ALL_DAY: Self = Self {
        from: WallTime::MIDNIGHT,
        to: WallTime::DAY_END,
    };

    /// Whether no wall time is in them. Such hours open nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.from >= self.to
    }

    /// The time they open on a date. Hours that fall into a gap entirely come out empty.
    fn on(self, date: Date, zone: &TenantZone) -> Span {
        Span {
            start: floor_second(zone.instant_of(date, self.from)),
            end: floor_second(zone.instant_of(date, self.to)),
        }
    }
}

impl From<(WallTime, WallTime)> for Hours {
    fn from((from, to): (WallTime, WallTime)) -> Self {
        Self { from, to }
    }
}

impl From<Hours> for (WallTime, WallTime) {
    fn from(hours: Hours) -> Self {
        (hours.from, hours.to)
    }
}

/// The hours of an ordinary week. A day left out is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct WeeklyHours {
    /// Mondays.
    pub mon: Vec<Hours>,
    /// Tuesdays.
    pub tue: Vec<Hours>,
    /// Wednesdays.
    pub wed: Vec<Hours>,
    /// Thursdays.
    pub thu: Vec<Hours>,
    /// Fridays.
    pub fri: Vec<Hours>,
    /// Saturdays.
    pub sat: Vec<Hours>,
    /// Sundays.
    pub sun: Vec<Hours>,
}

impl WeeklyHours {
    /// The hours of one day of the week.
    #[must_use]
    pub fn of(&self, day: Weekday) -> &[Hours] {
        match day {
            Weekday::Monday => &self.mon,
            Weekday::Tuesday => &self.tue,
            Weekday::Wednesday => &self.wed,
            Weekday::Thursday => &self.thu,
            Weekday::Friday => &self.fri,
            Weekday::Saturday => &self.sat,
            Weekday::Sunday => &self.sun,
        }
    }
}

/// When a member of staff works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Schedule {
    /// The hours of an ordinary week.
    pub weekly: WeeklyHours,
    /// Dates with hours of their own, instead of the week's. None at all close the day.
    pub overrides: BTreeMap<Date, Vec<Hours>>,
}

impl Schedule {
    /// The hours that hold on a date.
    #[must_use]
    pub fn hours_on(&self, date: Date) -> &[Hours] {
        match self.overrides.get(&date) {
            Some(hours) => hours,
            None => self.weekly.of(date.weekday()),
        }
    }

    /// The windows that share time with `within`, whole: with the start and the end they really have.
    ///
    /// In order, disjoint and apart, except where a long one is cut. Two searches that ask about
    /// different times get the same windows where both look.
    pub(super) fn windows(&self, zone: &TenantZone, within: Span) -> Vec<Span> {
        if within.is_empty() {
            return Vec::new();
        }
        let around = jiff::Span::new().days(DATES_AROUND);
        let first = zone
            .date_of(span::instant(within.start))
            .saturating_sub(around);
        let last = zone
            .date_of(span::instant(within.end))
            .saturating_add(around);

        let opened = dates(first, last)
            .flat_map(|date| {
                let hours = self.hours_on(date).iter();
                hours
                    .filter(|hours| !hours.is_empty())
                    .map(move |hours| hours.on(date, zone))
            })
            .collect();

        let mut windows = Vec::new();
        for window in span::merged(opened) {
            if !window.overlaps(within) {
                continue;
            }
            if window.length() < NO_START_OF_ITS_OWN {
                windows.push(window);
            } else {
                cut_at_mondays(window, zone, &mut windows);
            }
        }
        windows.retain(|window| window.overlaps(within));
        windows
    }
}

/// Cuts a window at each Monday 00:00 of the wall.
fn cut_at_mondays(window: Span, zone: &TenantZone, windows: &mut Vec<Span>) {
    let first = zone.date_of(span::instant(window.start));
    let last = zone.date_of(span::instant(window.end));
    let mut rest = window;
    for monday in dates(first, last).filter(|date| date.weekday() == Weekday::Monday) {
        let cut = floor_second(zone.instant_of(monday, WallTime::MIDNIGHT));
        if rest.start < cut && cut < rest.end {
            windows.push(Span {
                start: rest.start,
                end: cut,
            });
            rest.start = cut;
        }
    }
    windows.push(rest);
}

/// Every date from the first to the last, both included.
fn dates(first: Date, last: Date) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(first), |date| date.tomorrow().ok())
        .take_while(move |date| *date <= last)
}
