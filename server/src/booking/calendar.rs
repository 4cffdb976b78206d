//! A booking as a calendar file (RFC 5545), for the customer's own calendar.

use jiff::{Timestamp, tz::TimeZone};

use crate::{
    domain::booking::BookingState,
    messages::{WordsError, calendar_note},
    store::{BookingRow, Tenant},
};

/// Octets of a content line, at most (RFC 5545, 3.1).
const LINE_OCTETS: usize = 75;

/// The calendar file of a booking as it stands, in the tenant's language. Its `UID` stays the same for the booking's life, its
/// `SEQUENCE` rises with each change, and a cancelled booking cancels the entry.
///
/// # Errors
/// When its words can't be written.
pub(crate) fn calendar_file(tenant: &Tenant, booking: &BookingRow) -> Result<String, WordsError> {
    let definition = tenant.definition();
    let (method, status) = match booking.status {
        BookingState::Cancelled => ("CANCEL", "CANCELLED"),
        _ => ("PUBLISH", "CONFIRMED"),
    };
    let summary = format!("{} – {}", booking.service_name, definition.name);
    let lines = [
        ("BEGIN", "VCALENDAR".to_owned()),
        ("VERSION", "2.0".to_owned()),
        ("PRODID", "-//Nexus scheduling//EN".to_owned()),
        ("METHOD", method.to_owned()),
        ("BEGIN", "VEVENT".to_owned()),
        ("UID", format!("{}@nexus-scheduling", booking.id)),
        ("SEQUENCE", (booking.revision - 1).to_string()),
        ("DTSTAMP", instant(booking.updated_at)),
        ("DTSTART", instant(booking.start)),
        ("DTEND", instant(booking.end)),
        ("SUMMARY", text(&summary)),
        ("DESCRIPTION", text(&calendar_note(tenant, booking)?)),
        ("URL", definition.site_url.clone()),
        ("STATUS", status.to_owned()),
        ("END", "VEVENT".to_owned()),
        ("END", "VCALENDAR".to_owned()),
    ];
    let lines = lines.iter();
    Ok(lines
        .map(|(name, value)| folded(&format!("{name}:{value}")))
        .collect())
}

/// A UTC date-time (RFC 5545, 3.3.5, form 2).
fn instant(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::UTC)
        .strftime("%Y%m%dT%H%M%SZ")
        .to_string()
}

/// A text value with its special characters escaped (RFC 5545, 3.3.11).
fn text(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

/// A content line, folded before it grows too long and never inside a character.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 2);
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > LINE_OCTETS {
            folded.push_str("\r\n ");
            octets = 1;
        }
        folded.push(character);
        octets += character.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters_and_unfold_to_themselves() {
        let line = format!("SUMMARY:{}", "é".repeat(200));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|part| part.len() <= LINE_OCTETS));
        assert_eq!(folded.replace("\r\n ", "").trim_end(), line);
    }

    #[test]
    fn text_cannot_break_out_of_its_line() {
        assert_eq!(
            text("a,b;c\\d\r\nEND:VEVENT"),
            "a\\,b\\;c\\\\d\\nEND:VEVENT"
        );
    }
}
