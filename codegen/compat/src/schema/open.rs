//! Tags of unions, and the leniency a reader declares by `x-open`.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::{Enumeration, Node, NodeId, Property, Schema, Schemas, Types};

impl Schemas {
    /// The node as a reader takes it: what is declared open lets growth pass.
    pub(crate) fn as_reader(&mut self, id: NodeId) -> NodeId {
        let schema = match self.node(id) {
            Node::Schema(schema) if schema.open => Rc::clone(schema),
            _ => return id,
        };
        if let Some(known) = self.opened.get(&id) {
            return *known;
        }
        let strict = self.add(Schema {
            open: false,
            ..Schema::clone(&schema)
        });
        let growth = self.growth(&schema);
        let open = self.add(Schema {
            any_of: BTreeSet::from([strict, growth]).into_iter().collect(),
            ..Schema::default()
        });
        self.opened.insert(id, open);
        open
    }

    /// The values that may be added to an open schema later.
    fn growth(&mut self, schema: &Schema) -> NodeId {
        if schema.enumeration.is_some() {
            return self.add(Schema::of_types(schema.types));
        }
        let members: Vec<NodeId> = schema
            .one_of
            .iter()
            .chain(&schema.any_of)
            .copied()
            .collect();
        let Some(tag) = self.tag(&members) else {
            return NodeId::ANY;
        };
        let known: Vec<_> = members
            .iter()
            .filter_map(|member| self.tags(*member).remove(&tag))
            .collect();
        let values = known
            .iter()
            .flat_map(|values| values.values.iter().map(|(_, value)| value.clone()));
        let known = self.add(Schema {
            enumeration: Some(Rc::new(Enumeration::new(values))),
            ..Schema::default()
        });
        let unknown = self.add(Schema {
            types: Types::STRING,
            not: Some(known),
            ..Schema::default()
        });
        self.add(Schema {
            types: Types::OBJECT,
            properties: BTreeMap::from([(
                Rc::clone(&tag),
                Property {
                    node: unknown,
                    unwritten: false,
                },
            )]),
            required: BTreeSet::from([tag]),
            ..Schema::default()
        })
    }

    /// The required properties of an object that can only hold one of a few texts.
    pub(crate) fn tags(&self, id: NodeId) -> BTreeMap<Rc<str>, Rc<Enumeration>> {
        let mut tags = BTreeMap::new();
        self.collect_tags(id, &mut tags, 0);
        tags
    }

    fn collect_tags(
        &self,
        id: NodeId,
        tags: &mut BTreeMap<Rc<str>, Rc<Enumeration>>,
        depth: usize,
    ) {
        let Some(schema) = self.schema(id) else {
            return;
        };
        for name in &schema.required {
            let property = schema
                .properties
                .get(name)
                .and_then(|property| self.schema(property.node));
            if let Some(enumeration) = property.and_then(|property| property.enumeration.clone()) {
                tags.insert(Rc::clone(name), enumeration);
            }
        }
        if depth < 4 {
            for member in &schema.all_of {
                self.collect_tags(*member, tags, depth + 1);
            }
        }
    }

    /// The property by which the members of a union tell themselves apart: no value of it belongs to two of them.
    pub(crate) fn tag(&self, members: &[NodeId]) -> Option<Rc<str>> {
        let mut seen: BTreeMap<Rc<str>, (usize, BTreeSet<String>)> = BTreeMap::new();
        let mut count = 0;
        for member in members.iter().filter(|member| **member != NodeId::NULL) {
            count += 1;
            for (name, enumeration) in self.tags(*member) {
                let (holders, values) = seen.entry(name).or_default();
                let is_new = enumeration
                    .values
                    .iter()
                    .all(|(text, _)| values.insert(text.clone()));
                *holders += usize::from(is_new);
            }
        }
        seen.into_iter()
            .find(|(_, (holders, _))| *holders == count && count > 0)
            .map(|(name, _)| name)
    }
}
