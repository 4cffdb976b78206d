//! The string formats that bind: `date`, `date-time` and `uuid`.

use crate::schema::Format;

impl Format {
    /// Whether a text has this format; formats that are only told accept every text.
    pub(crate) fn accepts(&self, text: &str) -> bool {
        match self {
            Self::Date => is_date(text.as_bytes()),
            Self::DateTime => is_date_time(text),
            Self::Uuid => is_uuid(text.as_bytes()),
            Self::Annotation(_) => true,
        }
    }

    pub(crate) fn is_binding(&self) -> bool {
        !matches!(self, Self::Annotation(_))
    }
}

fn number(bytes: &[u8]) -> Option<u32> {
    bytes.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit()
            .then(|| number * 10 + u32::from(byte - b'0'))
    })
}

fn is_date(bytes: &[u8]) -> bool {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (
        number(&[*y1, *y2, *y3, *y4]),
        number(&[*m1, *m2]),
        number(&[*d1, *d2]),
    ) else {
        return false;
    };
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return false,
    };
    (1..=days).contains(&day)
}

fn is_clock(bytes: &[u8], most_seconds: u32) -> bool {
    let [h1, h2, b':', m1, m2, b':', s1, s2] = bytes else {
        return false;
    };
    let in_range = |digits: [u8; 2], most| number(&digits).is_some_and(|number| number <= most);
    in_range([*h1, *h2], 23) && in_range([*m1, *m2], 59) && in_range([*s1, *s2], most_seconds)
}

fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else {
        return false;
    };
    let Some((clock, rest)) = time.split_at_checked(8) else {
        return false;
    };
    let rest = match rest.strip_prefix('.') {
        None => rest,
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|character: char| character.is_ascii_digit());
            if zone.len() == fraction.len() {
                return false;
            }
            zone
        }
    };
    is_date(date.as_bytes()) && is_clock(clock.as_bytes(), 59) && is_zone(rest)
}

fn is_zone(text: &str) -> bool {
    match text.as_bytes() {
        [b'Z' | b'z'] => true,
        [b'+' | b'-', h1, h2, b':', m1, m2] => {
            is_clock(&[*h1, *h2, b':', *m1, *m2, b':', b'0', b'0'], 59)
        }
        _ => false,
    }
}

fn is_uuid(bytes: &[u8]) -> bool {
    bytes.len() == 36
        && bytes
            .iter()
            .enumerate()
            .all(|(position, byte)| match position {
                8 | 13 | 18 | 23 => *byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_accept_what_rfc_3339_and_rfc_9562_say() {
        for (format, text, expected) in [
            (Format::Date, "2024-02-29", true),
            (Format::Date, "2023-02-29", false),
            (Format::Date, "2023-2-01", false),
            (Format::DateTime, "2026-12-01T10:00:00Z", true),
            (Format::DateTime, "2026-12-01T10:00:00.25+02:00", true),
            (Format::DateTime, "2026-12-01T10:00:00", false),
            (Format::DateTime, "2026-12-01T10:00:00.Z", false),
            (Format::DateTime, "2026-12-01", false),
            (Format::Uuid, "018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e5f", true),
            (Format::Uuid, "018f3c5e7b1a7c3d9e4f0a1b2c3d4e5f", false),
        ] {
            assert_eq!(format.accepts(text), expected, "{format:?} {text}");
        }
    }
}
