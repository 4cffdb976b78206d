//! What a message says: the tenant's words and colours around a booking or a code.

use jiff::Timestamp;
use serde::Serialize;
use tera::Context;

pub(crate) use super::language::WordsError;
use super::{
    kind_name,
    language::{Locale, render},
    segments::short_enough,
};
use crate::{
    domain::reminders::MessageKind,
    session::Contact,
    store::{BookingRow, Tenant},
};

/// A message's subject, its text, and the same as a page.
pub(super) struct Letter {
    pub(super) subject: String,
    pub(super) text: String,
    pub(super) html: Option<String>,
}

#[derive(Serialize)]
struct Row {
    label: String,
    value: String,
    struck: bool,
}

/// The message that brings a code.
pub(super) fn code(
    tenant: &Tenant,
    to: &Contact,
    code: &str,
    expires_at: Timestamp,
) -> Result<Letter, WordsError> {
    let definition = tenant.definition();
    let locale = Locale::of(&definition.locale);
    let until = locale.moment(definition.zone().rules(), expires_at)?.time;
    let mut context = framed(tenant, &locale);
    context.insert("code", code);
    context.insert("until", &until);
    let section = "session_code";
    if let Contact::Phone(_) = to {
        return text_message(&locale, section, &context);
    }
    context.insert("hint", &locale.words(section, "hint", &context)?);
    context.insert("footer", &locale.words(section, "footer", &context)?);
    mail(&locale, section, context)
}

/// What a calendar notes of a booking besides its service.
pub(crate) fn calendar_note(tenant: &Tenant, booking: &BookingRow) -> Result<String, WordsError> {
    let mut context = Context::new();
    context.insert("staff", &booking.staff_name);
    Locale::of(&tenant.definition().locale).words("calendar", "with", &context)
}

/// A message about a booking as it stands at `now`; `link` lets its reader manage it.
pub(super) fn about(
    tenant: &Tenant,
    booking: &BookingRow,
    kind: MessageKind,
    to: &Contact,
    link: &str,
    now: Timestamp,
) -> Result<Letter, WordsError> {
    let definition = tenant.definition();
    let locale = Locale::of(&definition.locale);
    let moment = locale.moment(definition.zone().rules(), booking.start)?;
    let mut context = framed(tenant, &locale);
    context.insert("service", &booking.service_name);
    context.insert("staff", &booking.staff_name);
    context.insert("customer", &booking.customer_name);
    context.insert("when", &moment.when);
    context.insert("short", &moment.short);
    context.insert("zone", definition.zone().name());
    context.insert("link", link);
    context.insert("date", &moment.date);
    context.insert("time", &moment.time);
    let day = locale.words("reminder", day_word(tenant, booking.start, now), &context)?;
    context.insert("day", &day);
    let section = kind_name(kind);
    if let Contact::Phone(_) = to {
        return text_message(&locale, section, &context);
    }
    let struck = kind == MessageKind::Cancelled;
    let (label, hint) = match struck {
        true => ("view", "view_hint"),
        false => ("change", "change_hint"),
    };
    let word = |entry| locale.words("letter", entry, &context);
    let rows = [
        (word("service")?, &booking.service_name),
        (word("staff")?, &booking.staff_name),
        (word("when")?, &moment.when),
    ]
    .map(|(label, value)| Row {
        label,
        value: value.clone(),
        struck,
    });
    let calendar_hint = match kind {
        MessageKind::Confirmation | MessageKind::Rescheduled => Some(word("calendar_hint")?),
        _ => None,
    };
    let letter = [
        ("greeting", word("greeting")?),
        ("link_label", word(label)?),
        ("link_hint", word(hint)?),
        ("place_time", word("place_time")?),
        ("footer", word("footer")?),
    ];
    for (name, words) in letter {
        context.insert(name, &words);
    }
    context.insert("hint", &calendar_hint);
    context.insert("rows", &rows);
    mail(&locale, section, context)
}

/// How a reminder names the day of an appointment, as the tenant's calendar shows it now. A reminder may
/// be sent late, and where clocks change a day of 24 hours is no calendar day.
fn day_word(tenant: &Tenant, start: Timestamp, now: Timestamp) -> &'static str {
    let zone = tenant.definition().zone().rules();
    let day = |at: Timestamp| at.to_zoned_datetime(zone.clone()).date();
    let (today, day) = (day(now), day(start));
    if day == today {
        return "today";
    }
    match today.tomorrow() {
        Ok(tomorrow) if day == tomorrow => "tomorrow",
        _ => "on_date",
    }
}

/// What every message has: whose it is and how they look.
fn framed(tenant: &Tenant, locale: &Locale) -> Context {
    let definition = tenant.definition();
    let branding = &definition.branding;
    let mut context = Context::new();
    context.insert("tenant", &definition.name);
    context.insert("site", definition.site_url.trim_end_matches('/'));
    context.insert("language", locale.language());
    context.insert("primary", &branding.primary_color);
    context.insert("on_primary", readable_on(&branding.primary_color));
    context.insert("accent", &branding.accent_color);
    context.insert("on_accent", readable_on(&branding.accent_color));
    context.insert("logo", &branding.logo_url);
    context.insert("welcome", &branding.welcome_text);
    for absent in [
        "greeting",
        "link",
        "link_hint",
        "link_label",
        "hint",
        "code",
        "place_time",
    ] {
        context.insert(absent, &None::<String>);
    }
    context.insert("rows", &Vec::<Row>::new());
    context
}

fn mail(locale: &Locale, section: &str, mut context: Context) -> Result<Letter, WordsError> {
    let subject = locale.words(section, "subject", &context)?;
    context.insert("subject", &subject);
    context.insert("heading", &locale.words(section, "heading", &context)?);
    context.insert("news", &locale.words(section, "news", &context)?);
    Ok(Letter {
        subject,
        text: render("mail.txt", &context)?.trim_end().to_owned(),
        html: Some(render("mail.html", &context)?),
    })
}

/// The longer wording, if it is short enough.
fn text_message(locale: &Locale, section: &str, context: &Context) -> Result<Letter, WordsError> {
    let wordings = [
        locale.words(section, "text", context)?,
        locale.words(section, "text_short", context)?,
    ];
    Ok(Letter {
        subject: String::new(),
        text: short_enough(wordings),
        html: None,
    })
}

/// Black or white, whichever is read more easily on a colour `#rrggbb` (WCAG 2, relative luminance).
fn readable_on(color: &str) -> &'static str {
    let channel = |from: usize| {
        let digits = color.get(from..from + 2).unwrap_or("00");
        let value = f64::from(u8::from_str_radix(digits, 16).unwrap_or_default()) / 255.0;
        match value <= 0.040_45 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        }
    };
    let luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
    match luminance > 0.179 {
        true => "#111414",
        false => "#ffffff",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_on_a_colour_can_be_read() {
        assert_eq!(readable_on("#2f5d62"), "#ffffff");
        assert_eq!(readable_on("#c8a25d"), "#111414");
    }
}
