//! The formats the contract asserts: `date-time`, `date` and `uuid`.
//!
//! Each accepts exactly what its standard and JSON Schema validators accept, and never more than
//! the Rust type it becomes: chrono also reads a space for the `T`, uuid also braces and URNs.

/// What a string in a format is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It has the format.
    Fits,
    /// A date-time in a leap second: its digits 17 and 18 are `60`.
    LeapSecond,
    /// It hasn't.
    Fails,
}

/// A format of strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// RFC 3339, 5.6.
    DateTime,
    /// RFC 3339, 5.6: `full-date`.
    Date,
    /// RFC 9562, 4: with its hyphens.
    Uuid,
}

impl Format {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "date-time" => Self::DateTime,
            "date" => Self::Date,
            "uuid" => Self::Uuid,
            _ => return None,
        })
    }

    pub(super) fn description(self) -> &'static str {
        match self {
            Self::DateTime => {
                "a date-time with its offset (RFC 3339), such as 2027-01-02T09:00:00Z"
            }
            Self::Date => "a date (RFC 3339), such as 2027-01-02",
            Self::Uuid => "a UUID (RFC 9562), such as 018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e1a",
        }
    }

    pub(super) fn judge(self, text: &str) -> Verdict {
        let fits = match self {
            Self::DateTime => return date_time(text.as_bytes()).unwrap_or(Verdict::Fails),
            Self::Date => whole_date(text.as_bytes()),
            Self::Uuid => uuid(text.as_bytes()),
        };
        if fits { Verdict::Fits } else { Verdict::Fails }
    }
}

fn date_time(text: &[u8]) -> Option<Verdict> {
    let (date, rest) = text.split_at_checked(10)?;
    let [b'T' | b't', h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = rest else {
        return None;
    };
    let (hour, minute, second) = (two(*h1, *h2)?, two(*m1, *m2)?, two(*s1, *s2)?);
    if !whole_date(date) || hour > 23 || minute > 59 || second > 60 {
        return None;
    }
    let offset = offset_minutes(after_fraction(rest)?)?;
    let leap = second == 60;
    let minute_of_day = (i32::from(hour) * 60 + i32::from(minute) - offset).rem_euclid(24 * 60);
    match (leap, minute_of_day) {
        (false, _) => Some(Verdict::Fits),
        (true, 1_439) => Some(Verdict::LeapSecond),
        (true, _) => None,
    }
}

/// What follows the fraction of a second, if there is one.
fn after_fraction(text: &[u8]) -> Option<&[u8]> {
    let Some(fraction) = text.strip_prefix(b".") else {
        return Some(text);
    };
    let digits = fraction.iter().take_while(|byte| byte.is_ascii_digit());
    match digits.count() {
        0 => None,
        count => fraction.get(count..),
    }
}

fn offset_minutes(text: &[u8]) -> Option<i32> {
    let [sign, h1, h2, b':', m1, m2] = text else {
        return matches!(text, b"Z" | b"z").then_some(0);
    };
    let (hours, minutes) = (two(*h1, *h2)?, two(*m1, *m2)?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let offset = i32::from(hours) * 60 + i32::from(minutes);
    match sign {
        b'+' => Some(offset),
        b'-' => Some(-offset),
        _ => None,
    }
}

fn whole_date(text: &[u8]) -> bool {
    date(text).is_some()
}

fn date(text: &[u8]) -> Option<()> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else {
        return None;
    };
    let year = u16::from(two(*y1, *y2)?) * 100 + u16::from(two(*y3, *y4)?);
    let (month, day) = (two(*m1, *m2)?, two(*d1, *d2)?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    (1..=days).contains(&day).then_some(())
}

fn two(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

fn uuid(text: &[u8]) -> bool {
    text.len() == 36
        && text
            .iter()
            .enumerate()
            .all(|(position, byte)| match position {
                8 | 13 | 18 | 23 => *byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            })
}
