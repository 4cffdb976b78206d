//! One value, read as what it should be.
//!
//! Each reading gives the value or notes what is wrong with it; it never stops the reading of others.

use std::{fmt, ops::RangeInclusive};

use super::{
    problem::{Findings, Place, Problem},
    table::Table,
    value::{Node, Value},
};

/// A value that was asked for.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    pub(super) key: String,
    pub(super) value: &'a Value,
    pub(super) findings: &'a Findings,
}

impl<'a> Field<'a> {
    /// The whole of a file.
    #[must_use]
    pub fn whole(value: &'a Value, findings: &'a Findings) -> Self {
        Self {
            key: String::new(),
            value,
            findings,
        }
    }

    /// Where it is written.
    #[must_use]
    pub fn place(&self) -> &'a Place {
        &self.value.place
    }

    /// What it says, as text.
    #[must_use]
    pub fn text(&self) -> Option<&'a str> {
        match &self.value.node {
            Node::Text(text) => Some(text),
            other => self.refuse(format_args!(
                "{} stands where text belongs; put it in quotes",
                other.kind()
            )),
        }
    }

    /// What it says, as text or as a date or time without quotes.
    #[must_use]
    pub fn text_or_datetime(&self) -> Option<&'a str> {
        match &self.value.node {
            Node::Datetime(text) => Some(text),
            _ => self.text(),
        }
    }

    /// A line of text of so many characters, none of them a control character.
    #[must_use]
    pub fn line(&self, characters: RangeInclusive<u32>) -> Option<&'a str> {
        let text = self.paragraph(characters)?;
        match text.contains(['\n', '\t', '\r']) {
            true => self.refuse("it has a line break or a tab in it; write it on one line"),
            false => Some(text),
        }
    }

    /// Text of so many characters, of one line or several.
    #[must_use]
    pub fn paragraph(&self, characters: RangeInclusive<u32>) -> Option<&'a str> {
        let text = self.text()?;
        let length = text.chars().count();
        let allowed =
            |length| u32::try_from(length).is_ok_and(|length| characters.contains(&length));
        if length == 0 && !allowed(0) {
            return self.refuse("it is empty; write something");
        }
        if !allowed(length) {
            let (least, most) = (characters.start(), characters.end());
            return self.refuse(format_args!(
                "it has {length} characters; write {least} to {most}"
            ));
        }
        let strange = |character: char| character.is_control() && !"\n\t\r".contains(character);
        match text.contains(strange) {
            true => self.refuse("it has a control character in it; remove it"),
            false => Some(text),
        }
    }

    /// A whole number within bounds.
    #[must_use]
    pub fn number<N: Copy + fmt::Display + PartialOrd + TryFrom<i64>>(
        &self,
        bounds: RangeInclusive<N>,
    ) -> Option<N> {
        let (least, most) = (bounds.start(), bounds.end());
        let Node::Integer(written) = self.value.node else {
            return self.refuse(format_args!(
                "{} stands where a whole number belongs; write one from {least} to {most}",
                self.value.node.kind()
            ));
        };
        let number = written.and_then(|number| N::try_from(number).ok());
        match number.filter(|number| bounds.contains(number)) {
            Some(number) => Some(number),
            None => self.refuse(format_args!(
                "{} is out of bounds; write a whole number from {least} to {most}",
                written.map_or_else(|| "this number".to_owned(), |number| number.to_string())
            )),
        }
    }

    /// `true` or `false`.
    #[must_use]
    pub fn boolean(&self) -> Option<bool> {
        match &self.value.node {
            Node::Boolean(truth) => Some(*truth),
            other => self.refuse(format_args!(
                "{} stands where `true` or `false` belongs",
                other.kind()
            )),
        }
    }

    /// One of a few words, each with what it stands for.
    #[must_use]
    pub fn one_of<T: Copy>(&self, words: &[(&str, T)]) -> Option<T> {
        let text = self.text()?;
        if let Some((_, meaning)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*meaning);
        }
        let allowed: Vec<String> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
        self.refuse(format_args!(
            "`{text}` is not known; write {}",
            allowed.join(" or ")
        ))
    }

    /// Text that is read by its type; the type's error says what to write.
    #[must_use]
    pub fn parsed<T>(&self) -> Option<T>
    where
        T: std::str::FromStr,
        T::Err: fmt::Display,
    {
        self.read(self.text()?, str::parse)
    }

    /// Text that is read by its type, whose own error says too little; `wanted` says what to write.
    #[must_use]
    pub fn parsed_as<T: std::str::FromStr>(&self, wanted: &str) -> Option<T> {
        let text = self.text()?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(_) => self.refuse(format_args!("`{text}` won't do; write {wanted}")),
        }
    }

    /// Something read from a text of this field by a function; its error says what to write.
    #[must_use]
    pub fn read<'t, T, E: fmt::Display>(
        &self,
        text: &'t str,
        read: impl FnOnce(&'t str) -> Result<T, E>,
    ) -> Option<T> {
        match read(text) {
            Ok(value) => Some(value),
            Err(error) => self.refuse(error),
        }
    }

    /// Each element of an array. One that is empty is no mistake here.
    #[must_use]
    pub fn elements(&self) -> Option<Vec<Self>> {
        let Node::Array(elements) = &self.value.node else {
            return self.refuse(format_args!(
                "{} stands where an array belongs; put it in brackets",
                self.value.node.kind()
            ));
        };
        let element = |(nth, value): (usize, &'a Value)| Self {
            key: format!(
                "{}[{}]",
                self.key,
                label(value).unwrap_or_else(|| nth.to_string())
            ),
            value,
            findings: self.findings,
        };
        Some(elements.iter().enumerate().map(element).collect())
    }

    /// Every element of an array, read; nothing, if one of them can't be.
    #[must_use]
    pub fn each<T>(&self, mut read: impl FnMut(&Self) -> Option<T>) -> Option<Vec<T>> {
        let read: Vec<Option<T>> = self.elements()?.iter().map(&mut read).collect();
        read.into_iter().collect()
    }

    /// A table, read by its keys. Keys that were not asked for are noted.
    #[must_use]
    pub fn table<T>(&self, read: impl FnOnce(&Table<'a>) -> Option<T>) -> Option<T> {
        let Node::Table(entries) = &self.value.node else {
            return self.refuse(format_args!(
                "{} stands where a table belongs",
                self.value.node.kind()
            ));
        };
        let table = Table::new(self.clone(), entries);
        let read = read(&table);
        table.note_unknown_keys();
        read
    }

    /// Every entry of a table whose keys are not fixed.
    #[must_use]
    pub fn entries(&self) -> Option<Vec<(&'a str, Self)>> {
        let Node::Table(entries) = &self.value.node else {
            return self.refuse(format_args!(
                "{} stands where a table belongs",
                self.value.node.kind()
            ));
        };
        let entry = |(key, value): (&'a String, &'a Value)| {
            let field = Self {
                key: joined(&self.key, key),
                value,
                findings: self.findings,
            };
            (key.as_str(), field)
        };
        Some(entries.iter().map(entry).collect())
    }

    /// Notes what is wrong with it. Gives nothing, of whatever type is wanted.
    #[must_use]
    pub fn refuse<T>(&self, message: impl fmt::Display) -> Option<T> {
        self.findings.problem(self.says(message));
        None
    }

    /// Notes what is likely not meant.
    pub fn warn(&self, message: impl fmt::Display) {
        self.findings.warning(self.says(message));
    }

    fn says(&self, message: impl fmt::Display) -> Problem {
        Problem {
            place: self.value.place.clone(),
            key: self.key.clone(),
            message: message.to_string(),
        }
    }
}

/// The key of a value in a table.
pub(super) fn joined(table: &str, key: &str) -> String {
    match table {
        "" => key.to_owned(),
        table => format!("{table}.{key}"),
    }
}

/// What an element of an array calls itself, so that its reader needn't count.
fn label(element: &Value) -> Option<String> {
    let Node::Table(entries) = &element.node else {
        return None;
    };
    let called = |key: &str| match &entries.get(key)?.node {
        Node::Text(text) if !text.is_empty() && !text.contains(char::is_control) => {
            Some(text.clone())
        }
        _ => None,
    };
    called("slug").or_else(|| called("name"))
}
