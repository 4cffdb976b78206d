//! Absences, in wall time.
//!
//! A business writes down when somebody is away by the calendar and the clock on its wall, and that is
//! what is kept: when a country changes its clocks after all, the absence still means the same days.

use std::{cmp::Ordering, fmt, str::FromStr};

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::domain::{
    staff::TimeOff,
    zone::{TenantZone, WallTime},
};

/// When somebody is away: `{ from = "2026-12-24 12:00", until = "2026-12-27" }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TimeOffDefinition {
    /// When they leave; a date alone is its first minute.
    pub from: WallMoment,
    /// When they are back; a date alone is the last day away, whole.
    pub until: WallMoment,
}

impl TimeOffDefinition {
    /// Whether no time lies in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.first().cmp(&self.last()) != Ordering::Less
    }

    /// The absence in elapsed time.
    #[must_use]
    pub fn in_zone(&self, zone: &TenantZone) -> TimeOff {
        let instant = |(date, time): (Date, WallTime)| -> Timestamp { zone.instant_of(date, time) };
        TimeOff {
            start: instant(self.first()),
            end: instant(self.last()),
        }
    }

    fn first(&self) -> (Date, WallTime) {
        (self.from.date, self.from.time.unwrap_or(WallTime::MIDNIGHT))
    }

    fn last(&self) -> (Date, WallTime) {
        (
            self.until.date,
            self.until.time.unwrap_or(WallTime::DAY_END),
        )
    }
}

/// A date, or a date and a time of it, on the tenant's wall: `2026-12-24` or `2026-12-24 12:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct WallMoment {
    /// Which day.
    pub date: Date,
    /// When on that day, if it is said.
    pub time: Option<WallTime>,
}

impl FromStr for WallMoment {
    type Err = NotAWallMoment;

    /// Reads the two forms above; `T` may stand between date and time, and seconds after it if they
    /// are `:00`, as TOML writes a local date and time.
    fn from_str(text: &str) -> Result<Self, NotAWallMoment> {
        let refused = || NotAWallMoment {
            text: text.to_owned(),
        };
        let (date, time) = match text.split_once([' ', 'T']) {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let whole_minutes = |time: &str| {
            let minutes = match time.len() {
                8 => time.strip_suffix(":00").unwrap_or(time),
                _ => time,
            };
            minutes.parse::<WallTime>().map_err(|_| refused())
        };
        Ok(Self {
            date: calendar_date(date).ok_or_else(refused)?,
            time: time.map(whole_minutes).transpose()?,
        })
    }
}

/// A date written `2026-12-24` and in no other way.
pub(super) fn calendar_date(text: &str) -> Option<Date> {
    match text.len() {
        10 => text.parse().ok(),
        _ => None,
    }
}

impl fmt::Display for WallMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.time {
            Some(time) => write!(f, "{} {time}", self.date),
            None => self.date.fmt(f),
        }
    }
}

impl TryFrom<String> for WallMoment {
    type Error = NotAWallMoment;

    fn try_from(text: String) -> Result<Self, NotAWallMoment> {
        text.parse()
    }
}

impl From<WallMoment> for String {
    fn from(moment: WallMoment) -> Self {
        moment.to_string()
    }
}

/// That is neither a date nor a date and a time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{text}` is neither a date nor a date and a time; write `2026-12-24` or `2026-12-24 12:00`, on the \
     tenant's own clock"
)]
pub struct NotAWallMoment {
    /// What was written.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn away(from: &str, until: &str) -> TimeOffDefinition {
        TimeOffDefinition {
            from: from.parse().unwrap(),
            until: until.parse().unwrap(),
        }
    }

    #[test]
    fn dates_alone_are_whole_days_the_last_one_too() {
        let berlin = TenantZone::named("Europe/Berlin").unwrap();
        let off = away("2026-12-24", "2026-12-26").in_zone(&berlin);
        assert_eq!(off.start, "2026-12-23T23:00:00Z".parse().unwrap());
        assert_eq!(off.end, "2026-12-26T23:00:00Z".parse().unwrap());
    }

    #[test]
    fn times_are_read_on_the_wall_on_either_side_of_a_clock_change() {
        let berlin = TenantZone::named("Europe/Berlin").unwrap();
        let off = away("2026-03-28 12:00", "2026-03-29T12:00:00").in_zone(&berlin);
        assert_eq!(off.start, "2026-03-28T11:00:00Z".parse().unwrap());
        assert_eq!(off.end, "2026-03-29T10:00:00Z".parse().unwrap());
    }

    #[test]
    fn an_absence_that_ends_where_it_begins_is_empty() {
        assert!(away("2026-12-24 12:00", "2026-12-24 12:00").is_empty());
        assert!(away("2026-12-25", "2026-12-24").is_empty());
        assert!(!away("2026-12-24", "2026-12-24").is_empty());
    }

    #[test]
    fn moments_are_written_the_way_they_are_read() {
        for text in ["2026-12-24", "2026-12-24 12:00", "2026-12-24 24:00"] {
            assert_eq!(text.parse::<WallMoment>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in [
            "",
            "24.12.2026",
            "2026-12-24 12:00:30",
            "2026-12-24T12:00:00Z",
            "2026-12-24 ",
            "2026-02-30",
            "2026-358",
        ] {
            assert!(text.parse::<WallMoment>().is_err(), "{text} was read");
        }
    }
}
