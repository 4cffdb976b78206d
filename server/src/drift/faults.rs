//! What a request gets wrong: all of it, bounded, and never a value.

use scheduler_contracts::{
    error::{DriftPlace, InvalidField},
    limits,
};

use crate::telemetry::redaction::redact;

/// Places listed of each kind; the rest is counted.
const LISTED: usize = limits::PLACES as usize;
/// Characters shown of a name that a client made up.
const NAME_SHOWN: usize = 64;

/// Everything a request gets wrong, of both kinds. Those of its query, headers and body can be
/// [merged](Faults::merge) into one answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    places: Vec<DriftPlace>,
    more_places: usize,
    fields: Vec<InvalidField>,
    more_fields: usize,
}

/// What the faults of a request come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disagreement {
    /// The shape disagrees with the contract: `500 contract_drift`.
    Drift {
        /// Where, at most [`limits::PLACES`].
        places: Vec<DriftPlace>,
        /// How many more there are.
        more: usize,
    },
    /// The shape agrees, values don't: `422 validation_failed`.
    Invalid {
        /// Where, at most [`limits::PLACES`].
        fields: Vec<InvalidField>,
        /// How many more there are.
        more: usize,
    },
}

impl Faults {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty() && self.fields.is_empty()
    }

    /// Adds the faults of another part of the request after these.
    pub fn merge(&mut self, other: Self) {
        self.more_places += other.more_places;
        self.more_fields += other.more_fields;
        for place in other.places {
            keep(&mut self.places, &mut self.more_places, || place);
        }
        for field in other.fields {
            keep(&mut self.fields, &mut self.more_fields, || field);
        }
    }

    /// Drift comes first: values are only judged where the shape is understood.
    #[must_use]
    pub fn verdict(self) -> Disagreement {
        if self.places.is_empty() {
            Disagreement::Invalid {
                fields: self.fields,
                more: self.more_fields,
            }
        } else {
            Disagreement::Drift {
                places: self.places,
                more: self.more_places,
            }
        }
    }

    /// Nothing if nothing is wrong.
    pub(super) fn or<T>(self, value: T) -> Result<T, Self> {
        if self.is_empty() {
            Ok(value)
        } else {
            Err(self)
        }
    }

    pub(super) fn drift(&mut self, at: &At<'_>, expected: &str, found: &str) {
        keep(&mut self.places, &mut self.more_places, || DriftPlace {
            at: at.to_string(),
            expected: expected.to_owned(),
            found: found.to_owned(),
        });
    }

    pub(super) fn invalid(&mut self, at: &At<'_>, expected: &str) {
        keep(&mut self.fields, &mut self.more_fields, || InvalidField {
            at: at.to_string(),
            expected: expected.to_owned(),
        });
    }
}

fn keep<T>(list: &mut Vec<T>, more: &mut usize, fault: impl FnOnce() -> T) {
    if list.len() < LISTED {
        list.push(fault());
    } else {
        *more += 1;
    }
}

/// A place in a request, on the stack until a fault needs it in words.
#[derive(Clone, Copy, Debug)]
pub(super) enum At<'a> {
    /// The whole body.
    Body,
    /// A query parameter.
    Query(&'a str),
    /// A header.
    Header(&'a str),
    /// A variable of the path.
    Path(&'a str),
    /// A field of an object.
    Field(&'a At<'a>, &'a str),
    /// An item of an array.
    Item(&'a At<'a>, usize),
}

impl std::fmt::Display for At<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Body => Ok(()),
            Self::Query(name) => write!(f, "query:{}", shown(name)),
            Self::Header(name) => write!(f, "header:{}", shown(name)),
            Self::Path(name) => write!(f, "path:{}", shown(name)),
            Self::Field(parent, name) => {
                let token = shown(name).replace('~', "~0").replace('/', "~1");
                write!(f, "{parent}/{token}")
            }
            Self::Item(parent, index) => write!(f, "{parent}/{index}"),
        }
    }
}

/// A name as it can be shown: without a stoken that got into it, what doesn't print is escaped, what is
/// too long is cut.
fn shown(name: &str) -> String {
    let name = redact(name);
    let mut shown = String::with_capacity(name.len().min(NAME_SHOWN));
    let mut characters = name.chars();
    for character in characters.by_ref().take(NAME_SHOWN) {
        match character {
            '"' | '\'' | '\\' => shown.push(character),
            _ => shown.extend(character.escape_debug()),
        }
    }
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_json_pointer() {
        let root = At::Body;
        let items = At::Field(&root, "a/b~c");
        let item = At::Item(&items, 3);
        assert_eq!(At::Field(&item, "ü").to_string(), "/a~1b~0c/3/ü");
    }

    #[test]
    fn made_up_names_are_escaped_and_cut() {
        assert_eq!(shown("a\n\u{202e}b\0"), "a\\n\\u{202e}b\\0");
        let long = shown(&"x".repeat(1_000));
        assert_eq!(long.chars().count(), NAME_SHOWN + 1);
        assert!(long.ends_with('…'));
        assert_eq!(shown(&"x".repeat(NAME_SHOWN)), "x".repeat(NAME_SHOWN));
    }

    #[test]
    fn a_stoken_that_stands_for_a_name_is_not_shown() {
        let stoken = format!("nxs_{}", "Q".repeat(43));
        assert_eq!(shown(&stoken), "nxs_[redacted]");
    }

    #[test]
    fn merged_faults_stay_bounded_and_counted() {
        let mut left = Faults::default();
        let mut right = Faults::default();
        for index in 0..LISTED {
            left.drift(&At::Item(&At::Body, index), "string", "number");
            right.drift(&At::Item(&At::Body, index), "string", "number");
        }
        right.drift(&At::Body, "string", "number");
        left.merge(right);
        let Disagreement::Drift { places, more } = left.verdict() else {
            panic!("drift must win");
        };
        assert_eq!((places.len(), more), (LISTED, LISTED + 1));
    }
}
