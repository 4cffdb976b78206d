//! Texts of a length, a format, a pattern.

use std::rc::Rc;

use serde_json::Value;

use super::leaf::{Field, Goal};
use super::{Outcome, Search, World, pattern};
use crate::schema::{Format, Schema};
use crate::validate::Truth;

#[derive(Clone)]
pub(super) struct TextGoal {
    least: u64,
    most: Option<u64>,
    patterns: Vec<Rc<str>>,
    broken_patterns: Vec<Rc<str>>,
    format: Option<Format>,
    hints: Vec<Rc<str>>,
    broken_formats: Vec<Format>,
    is_void: bool,
}

/// The longest text that is written out as a witness.
const LONGEST: u64 = 1 << 20;

impl TextGoal {
    pub(super) fn new(shapes: &[(Rc<Schema>, World)]) -> Self {
        let mut goal = Self {
            least: 0,
            most: None,
            patterns: Vec::new(),
            broken_patterns: Vec::new(),
            format: None,
            hints: Vec::new(),
            broken_formats: Vec::new(),
            is_void: false,
        };
        for (shape, _) in shapes {
            goal.at_least(shape.min_length);
            if let Some(most) = shape.max_length {
                goal.at_most(most);
            }
            if let Some(source) = &shape.pattern {
                let (least, most) = pattern::lengths(source);
                goal.at_least(least);
                if let Some(most) = most {
                    goal.at_most(most);
                }
                goal.patterns.push(Rc::clone(source));
            }
            match &shape.format {
                None => {}
                Some(Format::Annotation(hint)) => goal.hints.push(Rc::clone(hint)),
                Some(format) => {
                    goal.is_void |= goal.format.as_ref().is_some_and(|other| other != format);
                    goal.format = Some(format.clone());
                }
            }
        }
        goal
    }

    fn at_least(&mut self, length: u64) {
        self.least = self.least.max(length);
        self.is_void |= self.most.is_some_and(|most| self.least > most);
    }

    fn at_most(&mut self, length: u64) {
        self.most = Some(self.most.map_or(length, |most| most.min(length)));
        self.is_void |= self.least > length;
    }

    fn fits(&self, length: u64) -> bool {
        length >= self.least && self.most.is_none_or(|most| length <= most)
    }

    /// No text of the format is of an allowed length.
    fn misses_format(&self) -> bool {
        match self.format {
            Some(Format::Date) => !self.fits(10),
            Some(Format::Uuid) => !self.fits(36),
            Some(Format::DateTime) => {
                self.most.is_some_and(|most| most < 20)
                    || (self.least == 21 && self.most == Some(21))
            }
            _ => false,
        }
    }

    fn candidates(&self, forbidden: usize) -> Vec<String> {
        let variants = u64::try_from(forbidden)
            .unwrap_or(u64::MAX)
            .saturating_add(3);
        match &self.format {
            Some(Format::Date) => (0..variants.min(5000)).map(date).collect(),
            Some(Format::DateTime) => (0..variants.min(5000))
                .map(|variant| self.date_time(variant))
                .collect(),
            Some(Format::Uuid) => (0..variants)
                .map(|variant| {
                    format!(
                        "018f3c5e-7b1a-7c3d-9e4f-{:012x}",
                        0x0a1b_2c3d_4e5f_u64 + variant
                    )
                })
                .collect(),
            _ => self.plain(variants),
        }
    }

    fn date_time(&self, variant: u64) -> String {
        let day = date(variant);
        match self.least {
            0..=20 if self.most.is_none_or(|most| most >= 20) => format!("{day}T10:00:00Z"),
            least => {
                let digits =
                    usize::try_from(least.saturating_sub(21).clamp(1, LONGEST)).unwrap_or(1);
                format!("{day}T10:00:00.{}Z", "0".repeat(digits))
            }
        }
    }

    fn plain(&self, variants: u64) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        let with_patterns = !self.patterns.is_empty() || !self.broken_patterns.is_empty();
        if with_patterns || !self.hints.is_empty() {
            found.extend(self.hints.iter().flat_map(|hint| hinted(hint, self.least)));
            for source in self.patterns.iter().chain(&self.broken_patterns) {
                found.extend(pattern::samples(source, self.least, self.most));
            }
        }
        if with_patterns {
            found.extend(pattern::oddities(&found));
        }
        let first = if self.least == 0 && self.most != Some(0) {
            1
        } else {
            self.least
        };
        for length in [
            first,
            self.least,
            first.saturating_add(1),
            first.saturating_add(2),
            self.most.unwrap_or(first).min(first.saturating_add(64)),
        ] {
            if self.fits(length) && length <= LONGEST {
                found.extend((0..variants).map_while(|variant| plain_text(length, variant)));
            }
        }
        found
    }

    /// A candidate does what the format of the writer merely suggests.
    fn follows_hints(&self, text: &str) -> bool {
        self.hints.iter().all(|hint| match &**hint {
            "email" | "idn-email" => text
                .split_once('@')
                .is_some_and(|(user, host)| !user.is_empty() && host.contains('.')),
            "uri" | "url" | "iri" => text.starts_with("https://"),
            "uri-reference" | "iri-reference" => {
                text.is_empty()
                    || text.starts_with("https://")
                    || text.chars().all(|c| c.is_ascii_alphanumeric())
            }
            "ipv4" | "ip" => text.parse::<std::net::Ipv4Addr>().is_ok(),
            "ipv6" => text.parse::<std::net::Ipv6Addr>().is_ok(),
            "hostname" | "idn-hostname" => {
                !text.is_empty()
                    && text.split('.').all(|label| {
                        label.len() <= 63 && label.chars().all(|c| c.is_ascii_alphanumeric())
                    })
            }
            "time"
            | "duration"
            | "json-pointer"
            | "relative-json-pointer"
            | "regex"
            | "uri-template" => hinted(hint, self.least).iter().any(|sample| sample == text),
            _ => true,
        })
    }
}

impl Goal for TextGoal {
    fn breaking(&self, _: &mut Search<'_>, _: &Field<'_>, refused: &Schema) -> Vec<Self> {
        let mut ways = Vec::new();
        let mut way = |change: &dyn Fn(&mut Self)| {
            let mut goal = self.clone();
            change(&mut goal);
            if !goal.is_void {
                ways.push(goal);
            }
        };
        if refused.min_length > 0 {
            way(&|goal| goal.at_most(refused.min_length - 1));
        }
        if let Some(most) = refused.max_length {
            way(&|goal| goal.at_least(most.saturating_add(1)));
        }
        if let Some(format) = refused.format.as_ref().filter(|format| format.is_binding()) {
            match &self.format {
                Some(own) if own == format => {}
                Some(_) => way(&|_| {}),
                None => way(&|goal| goal.broken_formats.push(format.clone())),
            }
        }
        if let Some(pattern) = refused
            .pattern
            .as_ref()
            .filter(|pattern| !self.patterns.contains(pattern))
        {
            way(&|goal| goal.broken_patterns.push(Rc::clone(pattern)));
        }
        ways
    }

    fn reach(&self, search: &mut Search<'_>, field: &Field<'_>) -> Outcome {
        if self.is_void || self.misses_format() {
            return Outcome::Empty;
        }
        let mut doubt: Option<Rc<str>> = None;
        for text in self.candidates(field.forbidden.len()) {
            let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
            let has_format = self
                .format
                .as_ref()
                .is_none_or(|format| format.accepts(&text));
            let breaks_formats = !self
                .broken_formats
                .iter()
                .any(|format| format.accepts(&text));
            if !self.fits(length) || !has_format || !breaks_formats || !self.follows_hints(&text) {
                continue;
            }
            match self.fits_patterns(search, &text) {
                Truth::Yes => {
                    let value = Value::String(text);
                    if !field.forbids(&value) {
                        return Outcome::found(value);
                    }
                }
                Truth::No => {}
                Truth::Unsure(reason) => doubt = Some(reason),
            }
        }
        if let Some(reason) = doubt {
            return Outcome::Unknown(reason);
        }
        match (
            self.patterns.first().or(self.broken_patterns.first()),
            self.most,
        ) {
            (Some(pattern), _) => Outcome::Unknown(format!("the pattern {pattern}").into()),
            (None, Some(0)) if self.hints.is_empty() => Outcome::Empty,
            _ if self.least > LONGEST => {
                Outcome::unknown("texts of more than a million characters")
            }
            _ => Outcome::unknown("no text was found that meets and breaks these formats"),
        }
    }
}

impl TextGoal {
    fn fits_patterns(&self, search: &mut Search<'_>, text: &str) -> Truth {
        let wanted = self.patterns.iter().map(|pattern| (pattern, Truth::No));
        let unwanted = self
            .broken_patterns
            .iter()
            .map(|pattern| (pattern, Truth::Yes));
        for (pattern, failing) in wanted.chain(unwanted) {
            match search.patterns.find(pattern, text) {
                unsure @ Truth::Unsure(_) => return unsure,
                truth if truth == failing => return Truth::No,
                _ => {}
            }
        }
        Truth::Yes
    }
}

fn date(variant: u64) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        2026 + variant / 336,
        12 - variant / 28 % 12,
        1 + variant % 28
    )
}

/// A text of this length, a different one for each variant as far as there are any.
fn plain_text(length: u64, variant: u64) -> Option<String> {
    let length = usize::try_from(length).ok()?;
    if length == 0 {
        return (variant == 0).then(String::new);
    }
    let last = match variant {
        0..=2 => char::from_u32(u32::try_from(variant).ok()? + u32::from('x'))?,
        _ => char::from_u32(u32::try_from(variant).ok()? + 0x4e00)?,
    };
    let mut text = "x".repeat(length - 1);
    text.push(last);
    Some(text)
}

/// Texts of a format that binds nobody but that a writer would still follow.
fn hinted(hint: &str, least: u64) -> Vec<String> {
    let filler = "x".repeat(usize::try_from(least.min(LONGEST)).unwrap_or(0));
    match hint {
        "email" | "idn-email" => vec![
            "a@example.com".to_owned(),
            format!(
                "{}@example.com",
                filler.get(..filler.len().min(60)).unwrap_or("a")
            ),
        ],
        "uri" | "url" | "iri" | "uri-reference" | "iri-reference" => vec![
            "https://example.com".to_owned(),
            format!("https://example.com/{filler}"),
        ],
        "ipv4" | "ip" => vec!["192.0.2.1".to_owned(), "192.0.2.255".to_owned()],
        "ipv6" => vec!["2001:db8::1".to_owned()],
        "hostname" | "idn-hostname" => vec!["example.com".to_owned(), "a".to_owned()],
        "time" => vec!["10:00:00Z".to_owned()],
        "duration" => vec!["P1D".to_owned()],
        "json-pointer" => vec![String::new(), format!("/{filler}")],
        "relative-json-pointer" => vec!["0".to_owned()],
        "regex" => vec!["x".to_owned(), filler],
        "uri-template" => vec!["https://example.com/{x}".to_owned()],
        _ => Vec::new(),
    }
}
