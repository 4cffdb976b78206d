//! Objects side by side: properties that came, went, were renamed, or are demanded.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Value, json};

use super::{Facet, Step, Walk, escaped};
use crate::report::{FindingVerdict, Side};
use crate::schema::{Additional, NodeId, Property, Schema, Types};
use crate::search::{Must, Outcome};

impl Walk<'_, '_> {
    pub(super) fn object(
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

    pub(super) fn with_property(
        &mut self,
        writer: NodeId,
        reader: NodeId,
        name: &Rc<str>,
    ) -> Outcome {
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
    pub(super) fn passed_over(&mut self, name: &Rc<str>, node: NodeId) {
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
    pub(super) fn demanded(
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
    pub(super) fn additional(
        &mut self,
        writer: NodeId,
        reader: NodeId,
        own: &Schema,
        other: &Schema,
    ) {
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
    pub(super) fn renames(
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
}
