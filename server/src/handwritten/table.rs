//! The keys of a table, and those nobody knows.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    field::{Field, joined},
    problem::Problem,
    value::Value,
};

/// How alike two keys must be for the one to be offered for the other: from 0, nothing in common, to 1.
const ALIKE: f64 = 0.5;

/// A table that is read key by key.
#[derive(Debug)]
pub struct Table<'a> {
    field: Field<'a>,
    entries: &'a BTreeMap<String, Value>,
    asked: RefCell<BTreeSet<&'static str>>,
}

impl<'a> Table<'a> {
    pub(super) fn new(field: Field<'a>, entries: &'a BTreeMap<String, Value>) -> Self {
        Self {
            field,
            entries,
            asked: RefCell::default(),
        }
    }

    /// The table itself, to say something about it as a whole.
    #[must_use]
    pub fn field(&self) -> &Field<'a> {
        &self.field
    }

    /// The value of a key that may be left out.
    #[must_use]
    pub fn optional(&self, key: &'static str) -> Option<Field<'a>> {
        self.asked.borrow_mut().insert(key);
        Some(Field {
            key: joined(&self.field.key, key),
            value: self.entries.get(key)?,
            findings: self.field.findings,
        })
    }

    /// The value of a key that must be there.
    #[must_use]
    pub fn required(&self, key: &'static str) -> Option<Field<'a>> {
        let found = self.optional(key);
        if found.is_none() {
            self.field.findings.problem(Problem {
                place: self.field.value.place.clone(),
                key: joined(&self.field.key, key),
                message: "it is missing; add it".to_owned(),
            });
        }
        found
    }

    /// A key that may be left out: what stands there, or what it means to say nothing. Nothing only if
    /// what stands there can't be read.
    #[must_use]
    pub fn or_else<T>(
        &self,
        key: &'static str,
        absent: T,
        read: impl FnOnce(Field<'a>) -> Option<T>,
    ) -> Option<T> {
        match self.optional(key) {
            Some(field) => read(field),
            None => Some(absent),
        }
    }

    /// Notes each key that was never asked for.
    pub(super) fn note_unknown_keys(&self) {
        let asked = self.asked.borrow();
        for (key, value) in self.entries {
            if asked.contains(key.as_str()) {
                continue;
            }
            self.field.findings.problem(Problem {
                place: value.place.clone(),
                key: joined(&self.field.key, key),
                message: unknown(key, asked.iter().copied(), "key"),
            });
        }
    }
}

/// Says that a name is not known, and which known one it resembles.
pub(crate) fn unknown<'k>(name: &str, known: impl Iterator<Item = &'k str>, kind: &str) -> String {
    let similarity =
        |known: &str| strsim::normalized_damerau_levenshtein(&name.replace('-', "_"), known);
    let nearest = known
        .map(|known| (similarity(known), known))
        .filter(|(alike, _)| *alike >= ALIKE)
        .max_by(|(one, _), (other, _)| one.total_cmp(other));
    match nearest {
        Some((_, nearest)) => format!("there is no such {kind}; did you mean `{nearest}`?"),
        None => format!("there is no such {kind}; remove it"),
    }
}
