//! What is written, each value with its place.

use std::{collections::BTreeMap, fmt, sync::Arc};

use toml::{
    Spanned,
    de::{DeArray, DeTable, DeValue},
};

use super::problem::{Place, Problem};

/// A value and where it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What is written.
    pub node: Node,
    /// Where: at its key, if it has one.
    pub place: Place,
}

/// What can be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Keys and their values.
    Table(BTreeMap<String, Value>),
    /// Values in order.
    Array(Vec<Value>),
    /// Text in quotes.
    Text(String),
    /// A whole number, if it is one that a computer counts with.
    Integer(Option<i64>),
    /// A number with a fraction, as it is written.
    Float(String),
    /// `true` or `false`.
    Boolean(bool),
    /// A date, a time or both, as it is written.
    Datetime(String),
}

impl Node {
    /// What it is called in a message.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Table(_) => "a table",
            Self::Array(_) => "an array",
            Self::Text(_) => "text",
            Self::Integer(_) => "a whole number",
            Self::Float(_) => "a number with a fraction",
            Self::Boolean(_) => "true or false",
            Self::Datetime(_) => "a date or time",
        }
    }
}

impl Value {
    /// Reads TOML; `source` is what its places are called.
    ///
    /// # Errors
    /// Everything that is no TOML.
    pub fn parse(text: &str, source: &str) -> Result<Self, Vec<Problem>> {
        let lines = Lines::of(text, source);
        let (table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            return Ok(Self {
                node: lines.table(table.get_ref()),
                place: Place::whole(source),
            });
        }
        Err(errors
            .iter()
            .map(|error| Problem {
                place: lines.place(error.span().map_or(0, |span| span.start)),
                key: String::new(),
                message: format!("this is no TOML: {}", OneLine(error.message())),
            })
            .collect())
    }

    /// Lays another value over this one: its keys win, tables are joined key by key.
    pub fn overlay(&mut self, over: Self) {
        match (&mut self.node, over.node) {
            (Node::Table(below), Node::Table(above)) => {
                for (key, value) in above {
                    match below.get_mut(&key) {
                        Some(known) => known.overlay(value),
                        None => {
                            below.insert(key, value);
                        }
                    }
                }
            }
            (below, above) => {
                *below = above;
                self.place = over.place;
            }
        }
    }
}

/// Where the lines of a text begin.
struct Lines {
    source: Arc<str>,
    starts: Vec<usize>,
}

impl Lines {
    fn of(text: &str, source: &str) -> Self {
        let after_newlines = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            source: source.into(),
            starts: std::iter::once(0).chain(after_newlines).collect(),
        }
    }

    fn place(&self, at: usize) -> Place {
        Place {
            source: Arc::clone(&self.source),
            line: Some(self.starts.partition_point(|start| *start <= at)),
        }
    }

    fn table(&self, table: &DeTable<'_>) -> Node {
        let entries = table.iter().map(|(key, value)| {
            let value = Value {
                node: self.node(value.get_ref()),
                place: self.place(key.span().start),
            };
            (key.get_ref().to_string(), value)
        });
        Node::Table(entries.collect())
    }

    fn array(&self, array: &DeArray<'_>) -> Node {
        let element = |value: &Spanned<DeValue<'_>>| Value {
            node: self.node(value.get_ref()),
            place: self.place(value.span().start),
        };
        Node::Array(array.iter().map(element).collect())
    }

    fn node(&self, value: &DeValue<'_>) -> Node {
        match value {
            DeValue::String(text) => Node::Text(text.to_string()),
            DeValue::Integer(number) => {
                Node::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok())
            }
            DeValue::Float(number) => Node::Float(number.as_str().to_owned()),
            DeValue::Boolean(truth) => Node::Boolean(*truth),
            DeValue::Datetime(moment) => Node::Datetime(moment.to_string()),
            DeValue::Array(array) => self.array(array),
            DeValue::Table(table) => self.table(table),
        }
    }
}

/// A message on one line, however many its author used.
struct OneLine<'a>(&'a str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, line) in self.0.lines().enumerate() {
            f.write_str(if nth == 0 { "" } else { "; " })?;
            f.write_str(line)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str, source: &str) -> Value {
        Value::parse(text, source).unwrap()
    }

    fn at<'a>(value: &'a Value, key: &str) -> &'a Value {
        match &value.node {
            Node::Table(entries) => &entries[key],
            other => panic!("{} has no keys", other.kind()),
        }
    }

    #[test]
    fn every_value_knows_its_line() {
        let file = table("a = 1\n\n[b]\nc = [\n  2,\n  3,\n]\n[[d]]\n[[d]]\n", "file");
        assert_eq!(at(&file, "a").place.to_string(), "file:1");
        assert_eq!(at(at(&file, "b"), "c").place.to_string(), "file:4");
        let Node::Array(numbers) = &at(at(&file, "b"), "c").node else {
            panic!("c is an array");
        };
        assert_eq!(numbers[1].place.to_string(), "file:6");
        let Node::Array(tables) = &at(&file, "d").node else {
            panic!("d is an array of tables");
        };
        assert_eq!(tables[1].place.to_string(), "file:9");
    }

    #[test]
    fn an_overlay_wins_key_by_key_and_brings_its_place() {
        let mut below = table("[a]\nx = 1\ny = [1, 2]", "below");
        below.overlay(table("[a]\ny = [3]\nz = 4", "above"));
        let joined = at(&below, "a");
        assert_eq!(at(joined, "x").place.to_string(), "below:2");
        assert_eq!(at(joined, "y").place.to_string(), "above:2");
        assert_eq!(
            at(joined, "y").node,
            at(at(&table("[a]\ny = [3]", "above"), "a"), "y").node
        );
        assert_eq!(at(joined, "z").node, Node::Integer(Some(4)));
    }

    #[test]
    fn all_that_is_no_toml_is_named_with_its_line() {
        let problems = Value::parse("a = \nb = 1\nc = 'x\n", "file").unwrap_err();
        let lines: Vec<_> = problems
            .iter()
            .filter_map(|problem| problem.place.line)
            .collect();
        assert_eq!(lines, [1, 3], "{problems:?}");
    }

    #[test]
    fn a_number_no_computer_counts_with_is_kept_as_one_that_is_none() {
        let file = table("a = 99999999999999999999", "file");
        assert_eq!(at(&file, "a").node, Node::Integer(None));
    }
}
