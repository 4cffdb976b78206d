//! The languages messages are written in, and how each writes a date.
//!
//! The words stand in `templates/`, a file a language, compiled in. A locale without words of its own
//! is written to in English.

use std::{collections::BTreeMap, sync::LazyLock};

use jiff::{Timestamp, tz::TimeZone};
use serde::Deserialize;
use tera::{Context, Tera};

/// Words of one language: what a template is called, and the template.
type Section = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    dates: Dates,
    #[serde(default)]
    regions: BTreeMap<String, Section>,
    letter: Section,
    reminder: Section,
    confirmation: Section,
    rescheduled: Section,
    cancelled: Section,
    day_before: Section,
    hour_before: Section,
    session_code: Section,
    calendar: Section,
}

#[derive(Deserialize)]
struct Dates {
    weekdays: [String; 7],
    months: [String; 12],
    #[serde(flatten)]
    formats: Section,
}

struct Language {
    weekdays: [String; 7],
    months: [String; 12],
    regions: Vec<String>,
}

/// Every template there is.
struct Library {
    tera: Tera,
    languages: BTreeMap<&'static str, Language>,
}

/// The language of a locale that has no words of its own.
const OTHERWISE: &str = "en";

const LANGUAGES: [(&str, &str); 2] = [
    ("en", include_str!("templates/en.toml")),
    ("de", include_str!("templates/de.toml")),
];

static LIBRARY: LazyLock<Result<Library, String>> = LazyLock::new(Library::read);

/// Words that can't be written: a template is wrong, or was given too little.
#[derive(Debug, thiserror::Error)]
#[error("a message can't be written: {0}")]
pub(crate) struct WordsError(String);

impl From<tera::Error> for WordsError {
    fn from(error: tera::Error) -> Self {
        let mut text = error.to_string();
        let mut source = std::error::Error::source(&error);
        while let Some(cause) = source {
            text.push_str(": ");
            text.push_str(&cause.to_string());
            source = cause.source();
        }
        Self(text)
    }
}

impl Library {
    fn read() -> Result<Self, String> {
        let mut templates = vec![
            (
                "mail.txt".to_owned(),
                include_str!("templates/mail.txt").to_owned(),
            ),
            (
                "mail.html".to_owned(),
                include_str!("templates/mail.html").to_owned(),
            ),
        ];
        let mut languages = BTreeMap::new();
        for (name, text) in LANGUAGES {
            let words: Words = toml::from_str(text).map_err(|error| format!("{name}: {error}"))?;
            let regions = words.regions.keys().cloned().collect();
            let sections = [
                ("dates".to_owned(), words.dates.formats),
                ("letter".to_owned(), words.letter),
                ("reminder".to_owned(), words.reminder),
                ("confirmation".to_owned(), words.confirmation),
                ("rescheduled".to_owned(), words.rescheduled),
                ("cancelled".to_owned(), words.cancelled),
                ("day_before".to_owned(), words.day_before),
                ("hour_before".to_owned(), words.hour_before),
                ("session_code".to_owned(), words.session_code),
                ("calendar".to_owned(), words.calendar),
            ];
            let of_regions = words
                .regions
                .into_iter()
                .map(|(region, formats)| (format!("dates-{region}"), formats));
            for (section, entries) in sections.into_iter().chain(of_regions) {
                let named = entries
                    .into_iter()
                    .map(|(entry, template)| (format!("{name}/{section}/{entry}"), template));
                templates.extend(named);
            }
            languages.insert(
                name,
                Language {
                    weekdays: words.dates.weekdays,
                    months: words.dates.months,
                    regions,
                },
            );
        }
        let mut tera = Tera::default();
        tera.add_raw_templates(templates)
            .map_err(|error| WordsError::from(error).0)?;
        Ok(Self { tera, languages })
    }
}

/// The language and the region a locale asks for.
pub(super) struct Locale {
    language: &'static str,
    region: Option<String>,
}

impl Locale {
    /// Of a BCP 47 tag.
    pub(super) fn of(tag: &str) -> Self {
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or_default().to_ascii_lowercase();
        let language = LANGUAGES.iter().map(|(name, _)| *name);
        let region = parts
            .find(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
        Self {
            language: language
                .into_iter()
                .find(|name| *name == primary)
                .unwrap_or(OTHERWISE),
            region: region.map(str::to_ascii_uppercase),
        }
    }

    /// The language, as HTML names it.
    pub(super) fn language(&self) -> &'static str {
        self.language
    }

    /// A template of this language, filled in. Nothing in it is markup.
    pub(super) fn words(
        &self,
        section: &str,
        entry: &str,
        context: &Context,
    ) -> Result<String, WordsError> {
        render(&format!("{}/{section}/{entry}", self.language), context)
    }

    /// An instant as the tenant's clock shows it, by the same zone rules as the slot search: date, time,
    /// both, and both in short.
    pub(super) fn moment(&self, zone: &TimeZone, at: Timestamp) -> Result<Moment, WordsError> {
        let library = LIBRARY
            .as_ref()
            .map_err(|error| WordsError(error.clone()))?;
        let missing = || WordsError(format!("no language {}", self.language));
        let language = library.languages.get(self.language).ok_or_else(missing)?;
        let local = at.to_zoned_datetime(zone.clone());
        let (weekday, month) = (local.weekday().to_monday_zero_offset(), local.month() - 1);
        let name = |names: &[String], index: i8| {
            let name = usize::try_from(index).ok().and_then(|at| names.get(at));
            name.cloned().ok_or_else(missing)
        };
        let weekday = name(&language.weekdays, weekday)?;
        let month = name(&language.months, month)?;
        let mut context = Context::new();
        let short = |word: &str, letters: usize| word.chars().take(letters).collect::<String>();
        let weekday_letters = if self.language == "de" { 2 } else { 3 };
        context.insert("weekday_short", &short(&weekday, weekday_letters));
        context.insert("month_short", &short(&month, 3));
        context.insert("weekday", &weekday);
        context.insert("month", &month);
        context.insert("day", &local.day());
        context.insert("month_number", &local.month());
        context.insert("year", &local.year());
        context.insert("hour", &format!("{:02}", local.hour()));
        context.insert("minute", &format!("{:02}", local.minute()));
        context.insert("hour_of_12", &((local.hour() + 11) % 12 + 1));
        context.insert("half", if local.hour() < 12 { "AM" } else { "PM" });
        let format = |entry: &str, context: &Context| {
            let region = self.region.as_ref();
            let own = region
                .filter(|region| language.regions.contains(region))
                .map(|region| format!("{}/dates-{region}/{entry}", self.language))
                .filter(|name| library.tera.contains_template(name));
            let name = own.unwrap_or_else(|| format!("{}/dates/{entry}", self.language));
            render(&name, context)
        };
        let date = format("date", &context)?;
        let time = format("time", &context)?;
        context.insert("date", &date);
        context.insert("time", &time);
        Ok(Moment {
            when: format("when", &context)?,
            short: format("short", &context)?,
            date,
            time,
        })
    }
}

/// An instant in words.
pub(super) struct Moment {
    /// Date and time.
    pub(super) when: String,
    /// The same for a text message.
    pub(super) short: String,
    /// The date alone.
    pub(super) date: String,
    /// The time alone.
    pub(super) time: String,
}

/// A template, filled in. What a page is given is escaped.
pub(super) fn render(name: &str, context: &Context) -> Result<String, WordsError> {
    let library = LIBRARY
        .as_ref()
        .map_err(|error| WordsError(error.clone()))?;
    Ok(library.tera.render(name, context)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_locale_writes_a_date_its_own_way() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let at: Timestamp = "2026-11-02T14:05:00Z".parse().unwrap();
        for (tag, when, short) in [
            (
                "en-GB",
                "Monday 2 November 2026 at 15:05",
                "Mon 2 Nov, 15:05",
            ),
            (
                "en-US",
                "Monday, November 2, 2026 at 3:05 PM",
                "Mon Nov 2, 3:05 PM",
            ),
            (
                "de-DE",
                "Montag, 2. November 2026 um 15:05 Uhr",
                "Mo, 2.11., 15:05 Uhr",
            ),
            ("fr", "Monday 2 November 2026 at 15:05", "Mon 2 Nov, 15:05"),
        ] {
            let moment = Locale::of(tag).moment(&zone, at).unwrap();
            assert_eq!(
                (moment.when.as_str(), moment.short.as_str()),
                (when, short),
                "{tag}"
            );
        }
    }
}
