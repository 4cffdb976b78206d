//! From a broken part to a whole document that proves it, and to the change that is told.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Value, json};

use super::super::facet::written;
use super::{Facet, Step, View, Walk};
use crate::report::{Change, FindingVerdict};
use crate::schema::{NodeId, Property, Schema, Types};
use crate::search::{Must, Outcome};
use crate::validate::Truth;

impl Walk<'_, '_> {
    pub(super) fn report(
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
    pub(super) fn report_told(
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
    pub(super) fn embedded(&mut self, outcome: Outcome) -> Outcome {
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

    pub(super) fn shown(&self, node: NodeId) -> Value {
        self.search
            .schemas
            .schema(node)
            .map_or(json!(false), |schema| {
                written(self.search.schemas, &schema, 1)
            })
    }

    /// What writer and reader say, as old and new.
    pub(super) fn ends(&self, writer: Value, reader: Value) -> (Value, Value) {
        if self.aim.new_reads {
            (writer, reader)
        } else {
            (reader, writer)
        }
    }

    pub(super) fn told(&mut self, facet: Facet, writer: NodeId, reader: NodeId) -> (Value, Value) {
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
    pub(super) fn tell(
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
        let message = super::super::message::of(facet, self.aim.side, narrowed, &at, &old, &new);
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
