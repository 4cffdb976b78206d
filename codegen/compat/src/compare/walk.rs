//! Where two schemas differ: a walk over both at once, down to the smallest place where containment fails.
//!
//! The search decides, the walk only places. Whatever it says is broken is proven by a document for the whole schema, built around
//! the smallest broken part from the inside out; what can't be proven that way isn't said.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use serde_json::{Value, json};

use super::facet::{Facet, KEYWORDS, type_names, written};
use super::view::View;
use crate::report::{Change, FindingVerdict, Side};
use crate::schema::{Additional, Enumeration, NodeId, Property, Schema, Types};
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
    seen: HashSet<(NodeId, NodeId)>,
    pairs: usize,
    found: Vec<Change>,
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
            seen: HashSet::new(),
            pairs: 0,
            found: Vec::new(),
        };
        walk.pair(writer, reader, false);
        walk.found
    }

    /// Looks at one pair; `quiet` when an enclosing pair is known to be contained, so that nothing below it can break.
    fn pair(&mut self, writer: NodeId, reader: NodeId, quiet: bool) {
        let pair = (writer, reader);
        if writer == reader
            || self.open.contains(&pair)
            || self.seen.contains(&pair)
            || self.open.len() > DEEPEST
        {
            return;
        }
        self.pairs += 1;
        if self.pairs > MOST_PAIRS {
            return;
        }
        if self.search.schemas.is_component(writer) && self.search.schemas.is_component(reader) {
            self.seen.insert(pair);
        }
        let outcome = if quiet {
            Outcome::Empty
        } else {
            self.search.broken(writer, reader)
        };
        let quiet = matches!(outcome, Outcome::Empty);
        let before = self.count_of_breaks();
        self.open.push(pair);
        self.inside(writer, reader, quiet);
        self.open.pop();
        if !quiet && self.count_of_breaks() == before {
            self.report(Facet::Whole, None, writer, reader, outcome);
        }
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

    fn object(
        &mut self,
        writer: NodeId,
        reader: NodeId,
        own: &Schema,
        other: &Schema,
        quiet: bool,
    ) {
        let renamed = self.renames(own, other, writer, reader, quiet);
        if !quiet {
            self.demanded(writer, reader, own, other, &renamed);
            self.additional(writer, reader, own, other);
        }
        for (name, property) in own
            .properties
            .iter()
            .filter(|(name, property)| !property.unwritten && !renamed.contains(*name))
        {
            let step = Step::Property(Rc::clone(name));
            match (other.properties.get(name), other.additional) {
                (Some(read), _) => self.child(
                    writer,
                    reader,
                    step,
                    escaped(name),
                    property.node,
                    read.node,
                    quiet,
                ),
                (None, Additional::Of(node)) => self.child(
                    writer,
                    reader,
                    step,
                    escaped(name),
                    property.node,
                    node,
                    quiet,
                ),
                (None, Additional::Refused) if quiet => {}
                (None, Additional::Refused) => {
                    let outcome = self.with_property(writer, reader, name);
                    let told = self.ends(self.shown(property.node), Value::Null);
                    self.report_told(
                        Facet::Property,
                        Some(escaped(name)),
                        writer,
                        reader,
                        outcome,
                        Some(told),
                    );
                }
                (None, Additional::Unsaid) => self.passed_over(name, property.node),
            }
        }
        if let Additional::Of(any) = own.additional {
            let undeclared =
                |name: &Rc<str>| !own.properties.contains_key(name) && !renamed.contains(name);
            for (name, read) in other.properties.iter().filter(|(name, _)| undeclared(name)) {
                let step = Step::Property(Rc::clone(name));
                self.child(writer, reader, step, escaped(name), any, read.node, quiet);
            }
        }
        if let (Additional::Of(own), Additional::Of(other)) = (own.additional, other.additional) {
            self.child(
                writer,
                reader,
                Step::Property("extra".into()),
                "*".to_owned(),
                own,
                other,
                quiet,
            );
        }
    }

    fn with_property(&mut self, writer: NodeId, reader: NodeId, name: &Rc<str>) -> Outcome {
        let present = self.search.schemas.add(Schema {
            types: Types::OBJECT,
            required: BTreeSet::from([Rc::clone(name)]),
            ..Schema::default()
        });
        self.search.find(
            vec![Must::write(writer), Must::plain(present)],
            vec![reader],
        )
    }

    /// A property that an open reader doesn't know: on a request it is silently ignored.
    fn passed_over(&mut self, name: &Rc<str>, node: NodeId) {
        let is_ignored = self.aim.side == Side::Request && self.aim.proves;
        let verdict = if is_ignored {
            FindingVerdict::Breaking
        } else {
            FindingVerdict::Compatible
        };
        let told = self.ends(self.shown(node), Value::Null);
        self.tell(
            Facet::OpenProperty,
            Some(escaped(name)),
            node,
            NodeId::NEVER,
            verdict,
            Value::Null,
            Some(told),
        );
    }

    /// Properties the reader demands and the writer may leave out.
    fn demanded(
        &mut self,
        writer: NodeId,
        reader: NodeId,
        own: &Schema,
        other: &Schema,
        renamed: &BTreeSet<Rc<str>>,
    ) {
        for name in other
            .required
            .iter()
            .filter(|name| !own.required.contains(*name) && !renamed.contains(*name))
        {
            let alone = Schema {
                required: BTreeSet::from([Rc::clone(name)]),
                ..Schema::default()
            };
            let alone = self.search.schemas.add(alone);
            let outcome = self
                .search
                .find(vec![Must::write(writer)], vec![alone, reader]);
            let is_known = own
                .properties
                .get(name)
                .is_some_and(|property| !property.unwritten);
            if !is_known && !self.aim.proves {
                continue;
            }
            let (facet, told) = match is_known {
                true => (
                    Facet::Required,
                    self.ends(json!({ "required": false }), json!({ "required": true })),
                ),
                false => {
                    let read = other
                        .properties
                        .get(name)
                        .map_or(json!({}), |property| self.shown(property.node));
                    (Facet::RequiredProperty, self.ends(Value::Null, read))
                }
            };
            self.report_told(
                facet,
                Some(escaped(name)),
                writer,
                reader,
                outcome,
                Some(told),
            );
        }
    }

    /// Undeclared properties a map may hold and the reader refuses.
    fn additional(&mut self, writer: NodeId, reader: NodeId, own: &Schema, other: &Schema) {
        if !matches!(
            (own.additional, other.additional),
            (Additional::Of(_), Additional::Refused)
        ) {
            return;
        }
        let names = own
            .properties
            .keys()
            .chain(other.properties.keys())
            .cloned();
        let properties: BTreeMap<_, _> = names
            .map(|name| {
                (
                    name,
                    Property {
                        node: NodeId::ANY,
                        unwritten: false,
                    },
                )
            })
            .collect();
        let alone = self.search.schemas.add(Schema {
            properties,
            additional: Additional::Refused,
            ..Schema::default()
        });
        let outcome = self.search.find(vec![Must::write(writer)], vec![alone]);
        self.report(
            Facet::Additional,
            Some("*".to_owned()),
            writer,
            reader,
            outcome,
        );
    }

    /// Properties that go on under another name. The names of both ends are returned: nothing more is said of them.
    fn renames(
        &mut self,
        own: &Schema,
        other: &Schema,
        writer: NodeId,
        reader: NodeId,
        quiet: bool,
    ) -> BTreeSet<Rc<str>> {
        let mut ends = BTreeSet::new();
        if quiet {
            return ends;
        }
        let gone: Vec<_> = own
            .properties
            .iter()
            .filter(|(name, _)| !other.properties.contains_key(*name))
            .collect();
        let come: Vec<_> = other
            .properties
            .iter()
            .filter(|(name, _)| !own.properties.contains_key(*name))
            .collect();
        for (from, left) in &gone {
            let same: Vec<_> = come
                .iter()
                .filter(|(_, right)| right.node == left.node)
                .collect();
            let is_only = gone
                .iter()
                .filter(|(_, other)| other.node == left.node)
                .count()
                == 1;
            let ([(to, _)], true) = (same.as_slice(), is_only) else {
                continue;
            };
            let (has_from, has_to) = (own.required.contains(*from), other.required.contains(*to));
            if has_from != has_to || (!has_to && other.additional != Additional::Refused) {
                continue;
            }
            let outcome = match has_to {
                true => {
                    let alone = Schema {
                        required: BTreeSet::from([Rc::clone(to)]),
                        ..Schema::default()
                    };
                    let alone = self.search.schemas.add(alone);
                    self.search.find(vec![Must::write(writer)], vec![alone])
                }
                false => self.with_property(writer, reader, from),
            };
            if !outcome.is_found() {
                continue;
            }
            let (old, new) = if self.aim.new_reads {
                (from, to)
            } else {
                (to, from)
            };
            let names = (
                json!({ "name": old.to_string() }),
                json!({ "name": new.to_string() }),
            );
            self.report_told(
                Facet::Renamed,
                Some(escaped(old)),
                writer,
                reader,
                outcome,
                Some(names),
            );
            ends.extend([Rc::clone(from), Rc::clone(to)]);
        }
        ends
    }

    /// Holds each member the writer may choose against the reader; members belong together by tag, else by type.
    fn union(
        &mut self,
        writer: NodeId,
        reader: NodeId,
        own: &[NodeId],
        other: &[NodeId],
        quiet: bool,
    ) {
        let longer = if own.len() >= other.len() { own } else { other };
        let tag = self.search.schemas.tag(longer);
        let mut tagged: HashMap<String, NodeId> = HashMap::new();
        if let Some(tag) = &tag {
            for member in other {
                let values = self.search.schemas.tags(*member).remove(tag);
                let texts = values
                    .iter()
                    .flat_map(|values| values.values.iter().map(|(text, _)| text.clone()));
                tagged.extend(texts.map(|text| (text, *member)));
            }
        }
        for member in own {
            let outcome = if quiet {
                Outcome::Empty
            } else {
                self.search.broken(*member, reader)
            };
            let is_contained = matches!(outcome, Outcome::Empty);
            let mate = self.mate(*member, other, tag.as_ref(), &tagged, own.len());
            let place = self.member_name(*member, tag.as_ref());
            match mate {
                Some(mate) => {
                    let depth = self.at.len();
                    if own.len() > 1 || other.len() > 1 {
                        self.at.push(place);
                    }
                    self.frames.push(Frame {
                        writer,
                        reader,
                        step: Step::Member,
                    });
                    self.pair(*member, mate, is_contained);
                    self.frames.pop();
                    self.at.truncate(depth);
                }
                None if is_contained => {}
                None => self.report(Facet::UnionMember, Some(place), *member, reader, outcome),
            }
        }
    }

    fn mate(
        &mut self,
        member: NodeId,
        others: &[NodeId],
        tag: Option<&Rc<str>>,
        tagged: &HashMap<String, NodeId>,
        own: usize,
    ) -> Option<NodeId> {
        if others.contains(&member) {
            return Some(member);
        }
        if let Some(tag) = tag
            && let Some(values) = self.search.schemas.tags(member).remove(tag)
        {
            return values
                .values
                .iter()
                .find_map(|(text, _)| tagged.get(text).copied());
        }
        let name = self.search.schemas.name(member).cloned();
        if let Some(same) = others
            .iter()
            .find(|other| name.is_some() && self.search.schemas.name(**other) == name.as_ref())
        {
            return Some(*same);
        }
        let types = View::new(self.search.schemas, member).types(self.search.schemas);
        let mut meeting = Vec::new();
        for other in others {
            let theirs = View::new(self.search.schemas, *other).types(self.search.schemas);
            if types.without(Types::NULL).meets(theirs) {
                meeting.push(*other);
            }
        }
        match meeting.as_slice() {
            [only] if own == 1 || others.len() > 1 || own == others.len() => Some(*only),
            _ => None,
        }
    }

    fn member_name(&mut self, member: NodeId, tag: Option<&Rc<str>>) -> String {
        let values = tag.and_then(|tag| {
            self.search
                .schemas
                .tags(member)
                .remove(tag)
                .map(|values| (tag, values))
        });
        if let Some((tag, values)) = values
            && let Some((text, value)) = values.values.first()
        {
            return escaped(&format!("{tag}={}", value.as_str().unwrap_or(text)));
        }
        if let Some(name) = self.search.schemas.name(member) {
            return escaped(name);
        }
        let types = View::new(self.search.schemas, member).types(self.search.schemas);
        type_names(types.without(Types::NULL)).join("|")
    }

    fn report(
        &mut self,
        facet: Facet,
        place: Option<String>,
        writer: NodeId,
        reader: NodeId,
        outcome: Outcome,
    ) {
        self.report_told(facet, place, writer, reader, outcome, None);
    }

    /// Tells of a failure of containment, with a whole document as its proof.
    fn report_told(
        &mut self,
        facet: Facet,
        place: Option<String>,
        writer: NodeId,
        reader: NodeId,
        outcome: Outcome,
        told: Option<(Value, Value)>,
    ) {
        if !self.aim.proves {
            if outcome.is_found() {
                self.tell(
                    facet,
                    place,
                    writer,
                    reader,
                    FindingVerdict::Compatible,
                    Value::Null,
                    told,
                );
            }
            return;
        }
        match self.embedded(outcome) {
            Outcome::Empty => {}
            Outcome::Found(witness) => self.tell(
                facet,
                place,
                writer,
                reader,
                FindingVerdict::Breaking,
                Value::clone(&witness),
                told,
            ),
            Outcome::Unknown(reason) => {
                let unsure = Some(told.unwrap_or_else(|| self.told(facet, writer, reader)));
                self.tell(
                    facet,
                    place,
                    writer,
                    reader,
                    FindingVerdict::Undecided,
                    Value::Null,
                    unsure,
                );
                if let Some(last) = self.found.last_mut() {
                    last.message = format!(
                        "{}; it could not be decided whether that breaks anyone, because of {reason}",
                        last.message
                    );
                }
            }
        }
    }

    /// Builds the document around a part, from the inside out, and checks it once more at the end.
    fn embedded(&mut self, outcome: Outcome) -> Outcome {
        let Outcome::Found(mut value) = outcome else {
            return outcome;
        };
        for frame in self.frames.iter().rev() {
            let part = self.search.schemas.constant(Value::clone(&value));
            let around = match &frame.step {
                Step::Member => part,
                Step::Property(name) => self.search.schemas.add(Schema {
                    types: Types::OBJECT,
                    properties: BTreeMap::from([(
                        Rc::clone(name),
                        Property {
                            node: part,
                            unwritten: false,
                        },
                    )]),
                    required: BTreeSet::from([Rc::clone(name)]),
                    ..Schema::default()
                }),
                Step::Item(position) => {
                    let mut prefix = vec![NodeId::ANY; *position];
                    prefix.push(part);
                    let least = u64::try_from(prefix.len()).unwrap_or(u64::MAX);
                    self.search.schemas.add(Schema {
                        types: Types::ARRAY,
                        prefix,
                        min_items: least,
                        ..Schema::default()
                    })
                }
            };
            match self.search.find(
                vec![Must::write(frame.writer), Must::plain(around)],
                vec![frame.reader],
            ) {
                Outcome::Found(next) => value = next,
                other => return other,
            }
        }
        let (writer, reader) = match (self.frames.first(), self.open.first()) {
            (Some(frame), _) => (frame.writer, frame.reader),
            (None, Some(pair)) => *pair,
            (None, None) => return Outcome::Found(value),
        };
        match (
            self.search.accepts(writer, &value),
            self.search.reads(reader, &value),
        ) {
            (Truth::Yes, Truth::No) => Outcome::Found(value),
            (Truth::Unsure(reason), _) | (_, Truth::Unsure(reason)) => Outcome::Unknown(reason),
            _ => Outcome::unknown("a witness that did not hold"),
        }
    }

    fn shown(&self, node: NodeId) -> Value {
        self.search
            .schemas
            .schema(node)
            .map_or(json!(false), |schema| {
                written(self.search.schemas, &schema, 1)
            })
    }

    /// What writer and reader say, as old and new.
    fn ends(&self, writer: Value, reader: Value) -> (Value, Value) {
        if self.aim.new_reads {
            (writer, reader)
        } else {
            (reader, writer)
        }
    }

    fn told(&mut self, facet: Facet, writer: NodeId, reader: NodeId) -> (Value, Value) {
        let mut tell = |node: NodeId| match facet {
            Facet::UnionMember | Facet::Whole => self
                .search
                .schemas
                .schema(node)
                .map(|schema| written(self.search.schemas, &schema, 1)),
            _ => {
                let view = View::new(self.search.schemas, node);
                let mut merged = view.merged;
                if matches!(facet, Facet::Null | Facet::Type) && !view.unions.is_empty() {
                    merged.any_of = view.unions.into_iter().flatten().collect();
                }
                Some(facet.told_by(self.search.schemas, &merged))
            }
        };
        let (writer, reader) = (
            tell(writer).unwrap_or_default(),
            tell(reader).unwrap_or_default(),
        );
        if self.aim.new_reads {
            (writer, reader)
        } else {
            (reader, writer)
        }
    }

    #[expect(clippy::too_many_arguments, reason = "a finding is made of these")]
    fn tell(
        &mut self,
        facet: Facet,
        place: Option<String>,
        writer: NodeId,
        reader: NodeId,
        verdict: FindingVerdict,
        witness: Value,
        told: Option<(Value, Value)>,
    ) {
        let at = format!(
            "/{}",
            self.at
                .iter()
                .chain(&place)
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join("/")
        );
        let (old, new) = told.unwrap_or_else(|| self.told(facet, writer, reader));
        let narrowed = self.aim.new_reads;
        let rule = facet.rule(self.aim.side, narrowed);
        let message = super::message::of(facet, self.aim.side, narrowed, &at, &old, &new);
        self.found.push(Change {
            side: self.aim.side,
            rule,
            verdict,
            at,
            message,
            old,
            new,
            witness,
        });
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
