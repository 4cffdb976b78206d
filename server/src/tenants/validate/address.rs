//! Where things are reached and how they are written: URLs, origins, senders, languages, colours.

use scheduler_contracts::limits;
use url::Url;

use crate::handwritten::field::Field;

/// The longest sender name of a text message: GSM 03.38 leaves eleven characters.
const SENDER_NAME: usize = 11;

/// A web page or image.
pub(super) fn web(field: &Field<'_>) -> Option<String> {
    let text = field.line(1..=limits::URL)?;
    match parsed(text) {
        Some(url) if url.username().is_empty() && url.password().is_none() => Some(text.to_owned()),
        Some(_) => {
            field.refuse("it names a user or a password, and everybody sees it; remove them")
        }
        None => field.refuse(format_args!(
            "`{text}` is no web address; write one such as `https://book.example.com`"
        )),
    }
}

/// An origin that a browser names: scheme and host, and the port unless it is the usual one.
pub(super) fn origin(field: &Field<'_>) -> Option<String> {
    let text = field.line(1..=limits::URL)?;
    let Some(url) = parsed(text) else {
        return field.refuse(format_args!(
            "`{text}` is no origin; write one such as `https://book.example.com`"
        ));
    };
    let origin = url.origin().ascii_serialization();
    match origin == text {
        true => Some(origin),
        false => field.refuse(format_args!(
            "browsers never name `{text}` as an origin; write `{origin}`"
        )),
    }
}

fn parsed(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let web = matches!(url.scheme(), "http" | "https") && url.has_host();
    (web && !text.contains(char::is_whitespace)).then_some(url)
}

/// An email address.
pub(super) fn email(field: &Field<'_>) -> Option<String> {
    let text = field.line(limits::EMAIL_MIN..=limits::EMAIL)?;
    let strange = |part: &str| {
        part.is_empty() || part.contains(|c: char| "@<>,;\"".contains(c) || c.is_whitespace())
    };
    match text.split_once('@') {
        Some((local, host)) if !strange(local) && !strange(host) => Some(text.to_owned()),
        _ => field.refuse(format_args!(
            "`{text}` is no email address; write one such as `hello@example.com`, without a name beside it"
        )),
    }
}

/// Whom a text message comes from: a number in E.164 form, or a short name.
pub(super) fn sms_sender(field: &Field<'_>) -> Option<String> {
    let text = field.text()?;
    match is_number(text) || is_sender_name(text) {
        true => Some(text.to_owned()),
        false => field.refuse(format_args!(
            "`{text}` can't send text messages; write a number such as `+4930901820`, or a name of at most \
             {SENDER_NAME} letters, digits and spaces with a letter in it"
        )),
    }
}

fn is_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (7..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0')
    })
}

fn is_sender_name(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ';
    (1..=SENDER_NAME).contains(&text.len())
        && text.bytes().all(allowed)
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
        && text.trim() == text
}

/// A BCP 47 language tag: a language, and what narrows it down.
pub(super) fn locale(field: &Field<'_>) -> Option<String> {
    let text = field.text()?;
    let subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let (language, rest) = text
        .split_once('-')
        .map_or((text, None), |(language, rest)| (language, Some(rest)));
    let known = (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && rest.is_none_or(|rest| rest.split('-').all(subtag))
        && text.len() <= 63;
    match known {
        true => Some(text.to_owned()),
        false => field.refuse(format_args!(
            "`{text}` is no language tag; write one such as `de-DE` or `en`"
        )),
    }
}

/// A colour: `#rrggbb`. It is kept in small letters.
pub(super) fn colour(field: &Field<'_>) -> Option<String> {
    let text = field.text()?;
    let digits = text.strip_prefix('#').unwrap_or_default();
    match digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        true => Some(text.to_ascii_lowercase()),
        false => field.refuse(format_args!(
            "`{text}` is no colour; write one such as `#2f6f5e`"
        )),
    }
}
