//! Instants as people read them: on the clock of the tenant's premises, and beside it on the
//! visitor's own where the two differ.
//!
//! Zone rules are jiff's, compiled in: the machine's are never asked.

use business_client::{DateTime, Utc};
use jiff::{Timestamp, ToSpan as _, ZonedDateTime, civil::Date, tz::TimeZone};

/// Regions that put the month before the day.
const MONTH_FIRST: [&str; 4] = ["US", "PH", "FM", "MH"];

/// Regions where most people read a clock of twelve hours in English.
const TWELVE_HOURS: [&str; 10] = ["US", "CA", "AU", "NZ", "PH", "IN", "PK", "BD", "FM", "MH"];

/// A clock on a wall, and the habits of those who read it.
#[derive(Clone, Debug)]
pub struct Zone {
    rules: TimeZone,
    name: String,
    month_first: bool,
    twelve_hours: bool,
}

impl Zone {
    /// The clock of an IANA time zone, written as people of a BCP 47 locale's region do. The words are
    /// English, as the pages are. A zone that isn't known is UTC, and says so.
    #[must_use]
    pub fn new(name: &str, locale: &str) -> Self {
        let region = locale.split('-').skip(1).find(|part| part.len() == 2);
        let region = region.unwrap_or_default().to_uppercase();
        let (rules, name) = match TimeZone::get(name) {
            Ok(rules) => (rules, name.to_owned()),
            Err(_) => (TimeZone::UTC, "UTC".to_owned()),
        };
        Self {
            rules,
            name,
            month_first: MONTH_FIRST.contains(&region.as_str()),
            twelve_hours: TWELVE_HOURS.contains(&region.as_str()),
        }
    }

    /// The same habits on another clock; `None` if there is no such zone.
    #[must_use]
    pub fn elsewhere(&self, name: &str) -> Option<Self> {
        Some(Self {
            rules: TimeZone::get(name).ok()?,
            name: name.to_owned(),
            ..self.clone()
        })
    }

    /// The place it is named after: `New York`.
    #[must_use]
    pub fn place(&self) -> String {
        let place = self.name.rsplit('/').next().unwrap_or(&self.name);
        place.replace('_', " ")
    }

    /// What people call it: `Berlin time`.
    #[must_use]
    pub fn spoken(&self) -> String {
        match self.place().as_str() {
            "UTC" => "UTC".to_owned(),
            place => format!("{place} time"),
        }
    }

    /// Its IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The date here at an instant.
    #[must_use]
    pub fn date(&self, at: DateTime<Utc>) -> Date {
        self.at(at).date()
    }

    /// The first instant of a date here, whatever its clock does that day; `None` at the end of time.
    #[must_use]
    pub fn midnight(&self, date: Date) -> Option<DateTime<Utc>> {
        let first = date
            .to_zoned_datetime(self.rules.clone())
            .ok()?
            .start_of_day()
            .ok()?;
        instant(first.timestamp())
    }

    /// `14:30`, or `2:30 pm`.
    #[must_use]
    pub fn time(&self, at: DateTime<Utc>) -> String {
        let format = if self.twelve_hours {
            "%-I:%M %P"
        } else {
            "%H:%M"
        };
        self.at(at).strftime(format).to_string()
    }

    /// `Wednesday 25 November 2026`, or `Wednesday, November 25, 2026`.
    #[must_use]
    pub fn day(&self, at: DateTime<Utc>) -> String {
        self.long(self.date(at))
    }

    /// A date of its own, written as [`Zone::day`].
    #[must_use]
    pub fn long(&self, date: Date) -> String {
        let format = if self.month_first {
            "%A, %B %-d, %Y"
        } else {
            "%A %-d %B %Y"
        };
        date.strftime(format).to_string()
    }

    /// `25 Nov`, or `Nov 25`.
    #[must_use]
    pub fn short(&self, date: Date) -> String {
        let format = if self.month_first { "%b %-d" } else { "%-d %b" };
        date.strftime(format).to_string()
    }

    /// A moment in full: `Wednesday 25 November 2026, 14:30`.
    #[must_use]
    pub fn moment(&self, at: DateTime<Utc>) -> String {
        format!("{}, {}", self.day(at), self.time(at))
    }

    /// What this clock shows while `other` shows another time: `21:15`, or `Thu 02:15` where it is
    /// another day. `None` if both show the same.
    #[must_use]
    pub fn beside(&self, other: &Self, at: DateTime<Utc>) -> Option<String> {
        let (here, there) = (self.at(at), other.at(at));
        if here.datetime() == there.datetime() {
            return None;
        }
        let time = self.time(at);
        Some(match here.date() == there.date() {
            true => time,
            false => format!("{} {time}", here.strftime("%a")),
        })
    }

    fn at(&self, at: DateTime<Utc>) -> ZonedDateTime {
        let at = Timestamp::new(at.timestamp(), 0).unwrap_or_default();
        at.to_zoned_datetime(self.rules.clone())
    }
}

/// The visitor's own clock, if their browser told it and it isn't the tenant's.
#[must_use]
pub fn visitor_zone(told: Option<&str>, tenant: &Zone) -> Option<Zone> {
    told.filter(|told| *told != tenant.name())
        .and_then(|told| tenant.elsewhere(told))
}

/// The Monday of a date's week.
pub(crate) fn monday(date: Date) -> Date {
    let since = i64::from(date.weekday().to_monday_zero_offset());
    date.saturating_sub(since.days())
}

/// So many days later, or the same date at the end of time.
pub(crate) fn later(date: Date, days: i64) -> Date {
    date.saturating_add(days.days())
}

/// A length of time: `50 minutes`, `1 hour`, `1 hour 30 minutes`.
pub(crate) fn length(minutes: u32) -> String {
    let plural = |count: u32, unit: &str| match count {
        1 => format!("1 {unit}"),
        count => format!("{count} {unit}s"),
    };
    match (minutes / 60, minutes % 60) {
        (0, minutes) => plural(minutes, "minute"),
        (hours, 0) => plural(hours, "hour"),
        (hours, minutes) => format!("{} {}", plural(hours, "hour"), plural(minutes, "minute")),
    }
}

/// An instant for programs: RFC 3339, in UTC, as it may stand in a URL.
pub(crate) fn for_programs(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn instant(at: Timestamp) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(at.as_second(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_time_is_written_as_people_there_write_it() {
        let noon = at("2026-11-25T13:05:00Z");
        let berlin = Zone::new("Europe/Berlin", "en-GB");
        assert_eq!(berlin.moment(noon), "Wednesday 25 November 2026, 14:05");
        let new_york = Zone::new("America/New_York", "en-US");
        assert_eq!(
            new_york.moment(noon),
            "Wednesday, November 25, 2026, 8:05 am"
        );
        let kathmandu = Zone::new("Asia/Kathmandu", "en-NP");
        assert_eq!(kathmandu.time(noon), "18:50");
    }

    #[test]
    fn a_visitor_across_the_date_line_is_told_the_day_too() {
        let berlin = Zone::new("Europe/Berlin", "en-GB");
        let visitor = |name| visitor_zone(Some(name), &berlin);
        let evening = at("2026-11-25T19:00:00Z");
        let auckland = visitor("Pacific/Auckland").unwrap();
        assert_eq!(
            auckland.beside(&berlin, evening).as_deref(),
            Some("Thu 08:00")
        );
        let paris = visitor("Europe/Paris").unwrap();
        assert_eq!(
            paris.beside(&berlin, evening),
            None,
            "the same clock, by another name"
        );
        assert!(visitor("Europe/Berlin").is_none() && visitor("../etc/passwd").is_none());
    }

    #[test]
    fn a_day_begins_at_its_first_instant_even_where_midnight_is_skipped() {
        let beirut = Zone::new("Asia/Beirut", "en-LB");
        let spring = Date::constant(2027, 3, 28);
        let first = beirut.midnight(spring).unwrap();
        assert_eq!(beirut.date(first), spring);
        assert_eq!(beirut.time(first), "01:00");
    }
}
