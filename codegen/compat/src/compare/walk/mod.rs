//! Where two schemas differ: a walk over both at once, down to the smallest place where containment fails.
//!
//! The search decides, the walk only places. Whatever it says is broken is proven by a document for the whole schema, built around
//! the smallest broken part from the inside out; what can't be proven that way isn't said.

mod objects;
mod proof;
mod unions;

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use super::facet::{Facet, KEYWORDS};
use super::view::View;
use crate::report::{Change, FindingVerdict, Side};
use crate::schema::{Enumeration, NodeId, Schema, Types};
use crate::search::{Must, Outcome, Search};
use crate::validate::Truth;

/// More single values than this are told of in one finding.
const MOST_VALUES: usize = 24;
/// The pairs of schemas one walk looks at.
const MOST_PAIRS: usize = 20_000;
const DEEPEST: usize = 64;

/// What the walk is on: who reads, and whether a failure is a break.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Aim {
    pub(crate) side: Side,
    /// The new contract reads what the old one writes.
    pub(crate) new_reads: bool,
    /// The reader is the one who must not be broken; otherwise the walk only tells what has been loosened.
    pub(crate) proves: bool,
}

#[derive(Clone)]
enum Step {
    Property(Rc<str>),
    Item(usize),
    /// The same value, one member of a union.
    Member,
}

struct Frame {
    writer: NodeId,
    reader: NodeId,
    step: Step,
}

/// A walk over one pair of schemas.
pub(crate) struct Walk<'search, 'run> {
    search: &'search mut Search<'run>,
    aim: Aim,
    frames: Vec<Frame>,
    at: Vec<String>,
    open: Vec<(NodeId, NodeId)>,
    seen: HashMap<(NodeId, NodeId), Seen>,
    pairs: usize,
    found: Vec<Change>,
    /// How often the walk came again to what it has told to be broken.
    told_again: usize,
}

/// What came of looking at a pair of components.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// Nobody asked whether it breaks: what encloses it doesn't.
    Unasked,
    /// It breaks nobody.
    Contained,
    /// It breaks, and that was told.
    Told,
}

impl<'search, 'run> Walk<'search, 'run> {
    /// All changes between what `writer` writes and `reader` reads.
    pub(crate) fn changes(
        search: &'search mut Search<'run>,
        aim: Aim,
        writer: NodeId,
        reader: NodeId,
    ) -> Vec<Change> {
        let mut walk = Self {
            search,
            aim,
            frames: Vec::new(),
            at: Vec::new(),
            open: Vec::new(),
            seen: HashMap::new(),
            pairs: 0,
            found: Vec::new(),
            told_again: 0,
        };
        walk.pair(writer, reader, false);
        walk.found
    }

    /// Looks at one pair; `quiet` when an enclosing pair is known to be contained, so that nothing below it can break.
    fn pair(&mut self, writer: NodeId, reader: NodeId, quiet: bool) {
        let pair = (writer, reader);
        if writer == reader || self.open.contains(&pair) || self.open.len() > DEEPEST {
            return;
        }
        match self.seen.get(&pair) {
            Some(Seen::Told) => {
                self.told_again += usize::from(!quiet);
                return;
            }
            Some(Seen::Unasked) if !quiet => {}
            Some(_) => return,
            None => {}
        }
        self.pairs += 1;
        if self.pairs > MOST_PAIRS {
            return;
        }
        let outcome = if quiet {
            Outcome::Empty
        } else {
            self.search.broken(writer, reader)
        };
        let is_contained = matches!(outcome, Outcome::Empty);
        let (before, again) = (self.count_of_breaks(), self.told_again);
        self.open.push(pair);
        self.inside(writer, reader, is_contained);
        self.open.pop();
        let is_told = self.count_of_breaks() > before
            || (self.told_again > again && !self.has_not(writer, reader));
        if !is_contained && !is_told {
            self.report(Facet::Whole, None, writer, reader, outcome);
        }
        if self.search.schemas.is_component(writer) && self.search.schemas.is_component(reader) {
            let seen = match (quiet, is_contained) {
                (true, _) => Seen::Unasked,
                (false, true) => Seen::Contained,
                (false, false) => Seen::Told,
            };
            self.seen.insert(pair, seen);
        }
    }

    /// Whether either says what must not hold: that may break by itself, beside what was told elsewhere.
    fn has_not(&mut self, writer: NodeId, reader: NodeId) -> bool {
        [writer, reader]
            .into_iter()
            .any(|id| View::new(self.search.schemas, id).has_not)
    }

    /// What has been said to fail; a property that is passed over is no failure of containment.
    fn count_of_breaks(&self) -> usize {
        let fails = |change: &&Change| {
            let is_passed_over =
                change.rule.ends_with("property-ignored") || change.rule.contains("open-property");
            !is_passed_over && (!self.aim.proves || change.verdict != FindingVerdict::Compatible)
        };
        self.found.iter().filter(fails).count()
    }

    fn inside(&mut self, writer: NodeId, reader: NodeId, quiet: bool) {
        let (own, other) = (
            View::new(self.search.schemas, writer),
            View::new(self.search.schemas, reader),
        );
        if own.merged.default != other.merged.default && self.aim.proves {
            self.tell(
                Facet::Default,
                None,
                writer,
                reader,
                FindingVerdict::Compatible,
                Value::Null,
                None,
            );
        }
        if !quiet {
            let is_null_lost = self.search.accepts(writer, &Value::Null) == Truth::Yes
                && self.search.reads(reader, &Value::Null) == Truth::No;
            if is_null_lost {
                self.report(
                    Facet::Null,
                    None,
                    writer,
                    reader,
                    Outcome::found(Value::Null),
                );
            }
            if self.types(writer, reader, &own, &other) {
                return;
            }
        }
        match (
            own.members(self.search.schemas),
            other.members(self.search.schemas),
        ) {
            (None, None) => self.plain(writer, reader, &own, &other, quiet),
            (own, other) => {
                let (own, other) = (
                    own.unwrap_or_else(|| vec![writer]),
                    other.unwrap_or_else(|| vec![reader]),
                );
                self.union(writer, reader, &own, &other, quiet);
            }
        }
    }

    /// Values of a type that the reader no longer takes; true when that says it all.
    fn types(&mut self, writer: NodeId, reader: NodeId, own: &View, other: &View) -> bool {
        let (own, other) = (
            own.types(self.search.schemas),
            other.types(self.search.schemas),
        );
        let lost = own.without(other).without(Types::NULL);
        if lost.is_empty() {
            return false;
        }
        let only_lost = self.search.schemas.add(Schema::of_types(lost));
        let outcome = self.search.find(
            vec![Must::write(writer), Must::plain(only_lost)],
            vec![reader],
        );
        if matches!(outcome, Outcome::Empty) {
            return false;
        }
        self.report(Facet::Type, None, writer, reader, outcome);
        true
    }

    fn plain(&mut self, writer: NodeId, reader: NodeId, own: &View, other: &View, quiet: bool) {
        if !quiet {
            if self.enumerations(writer, reader, &own.merged, &other.merged) {
                return;
            }
            for facet in KEYWORDS {
                let Some(alone) = facet.alone(&other.merged, &own.merged) else {
                    continue;
                };
                let alone = self.search.schemas.add(alone);
                let outcome = self
                    .search
                    .find(vec![Must::write(writer)], vec![alone, reader]);
                self.report(facet, None, writer, reader, outcome);
            }
        }
        if own.merged.types.meets(Types::ARRAY) && other.merged.types.meets(Types::ARRAY) {
            self.items(writer, reader, &own.merged, &other.merged, quiet);
        }
        if own.merged.types.meets(Types::OBJECT) && other.merged.types.meets(Types::OBJECT) {
            self.object(writer, reader, &own.merged, &other.merged, quiet);
        }
    }

    fn enumerations(
        &mut self,
        writer: NodeId,
        reader: NodeId,
        own: &Schema,
        other: &Schema,
    ) -> bool {
        let Some(read) = &other.enumeration else {
            return false;
        };
        let Some(written) = &own.enumeration else {
            let with_null = read
                .values
                .iter()
                .map(|(_, value)| value.clone())
                .chain([Value::Null]);
            let alone = Schema {
                enumeration: Some(Rc::new(Enumeration::new(with_null))),
                ..Schema::default()
            };
            let alone = self.search.schemas.add(alone);
            let outcome = self
                .search
                .find(vec![Must::write(writer)], vec![reader, alone]);
            let is_broken = !matches!(outcome, Outcome::Empty);
            self.report(Facet::Enum, None, writer, reader, outcome);
            return is_broken;
        };
        let mut lost = Vec::new();
        for (text, value) in written
            .values
            .iter()
            .filter(|(text, value)| !read.contains_text(text) && !value.is_null())
        {
            let is_lost = self.search.accepts(writer, value) == Truth::Yes
                && self.search.reads(reader, value) == Truth::No;
            if is_lost {
                lost.push((text.clone(), value.clone()));
            }
        }
        let is_one_by_one = lost.len() <= MOST_VALUES;
        let told = if is_one_by_one { lost.len() } else { 1 };
        for (text, value) in lost.into_iter().take(told) {
            let name = value.as_str().map_or(text, str::to_owned);
            let place = is_one_by_one.then(|| format!("={name}"));
            self.report(
                Facet::EnumValue,
                place,
                writer,
                reader,
                Outcome::found(value),
            );
        }
        false
    }

    fn items(&mut self, writer: NodeId, reader: NodeId, own: &Schema, other: &Schema, quiet: bool) {
        let prefix = own.prefix.len().max(other.prefix.len());
        for position in 0..=prefix {
            let at = |schema: &Schema| {
                schema
                    .prefix
                    .get(position)
                    .copied()
                    .or(schema.items)
                    .unwrap_or(NodeId::ANY)
            };
            let place = if position == prefix {
                "*".to_owned()
            } else {
                position.to_string()
            };
            self.child(
                writer,
                reader,
                Step::Item(position),
                place,
                at(own),
                at(other),
                quiet,
            );
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "a step down names both sides of both levels"
    )]
    fn child(
        &mut self,
        writer: NodeId,
        reader: NodeId,
        step: Step,
        place: String,
        own: NodeId,
        other: NodeId,
        quiet: bool,
    ) {
        self.frames.push(Frame {
            writer,
            reader,
            step,
        });
        self.at.push(place);
        self.pair(own, other, quiet);
        self.at.pop();
        self.frames.pop();
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
