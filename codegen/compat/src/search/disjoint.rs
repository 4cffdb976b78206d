//! Quick certainty that two schemas have no value in common: by type, by enum, by a tag.

use std::rc::Rc;

use super::Search;
use super::level::Level;
use super::objects::known_property;
use crate::schema::{Additional, NodeId, Schema, Types};

const DEEPEST: usize = 3;

impl Search<'_> {
    /// Surely no value of this level is accepted by the node.
    pub(super) fn excludes(&mut self, level: &Level, id: NodeId, depth: usize) -> bool {
        let id = self.schemas.as_reader(id);
        match self.schemas.schema(id) {
            None => id == NodeId::NEVER,
            Some(schema) => self.excludes_schema(level, &schema, depth),
        }
    }

    pub(super) fn excludes_schema(&mut self, level: &Level, schema: &Schema, depth: usize) -> bool {
        if !level.types.meets(schema.types) {
            return true;
        }
        if level
            .shapes
            .iter()
            .any(|(shape, _)| enumerations_apart(shape, schema))
        {
            return true;
        }
        if level.types.and(schema.types) == Types::OBJECT
            && self.objects_exclude(level, schema, depth)
        {
            return true;
        }
        if depth >= DEEPEST {
            return false;
        }
        if schema
            .all_of
            .iter()
            .any(|member| self.excludes(level, *member, depth + 1))
        {
            return true;
        }
        [&schema.any_of, &schema.one_of].into_iter().any(|members| {
            !members.is_empty()
                && members
                    .iter()
                    .all(|member| self.excludes(level, *member, depth + 1))
        })
    }

    fn objects_exclude(&mut self, level: &Level, schema: &Schema, depth: usize) -> bool {
        // A union still to be chosen from may declare further properties.
        if level.is_fully_told()
            && schema
                .required
                .iter()
                .any(|name| known_property(&level.shapes, name).is_none())
        {
            return true;
        }
        let required: Vec<Rc<str>> = level
            .shapes
            .iter()
            .flat_map(|(shape, _)| shape.required.iter().cloned())
            .collect();
        for name in required {
            match (schema.properties.get(&name), schema.additional) {
                (None, Additional::Refused) => return true,
                (Some(property), _) => {
                    let own: Vec<NodeId> = level
                        .shapes
                        .iter()
                        .filter_map(|(shape, _)| Some(shape.properties.get(&name)?.node))
                        .collect();
                    if own
                        .iter()
                        .any(|own| self.are_apart(*own, property.node, depth + 1))
                    {
                        return true;
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// Surely no value is accepted by both nodes.
    pub(super) fn are_apart(&mut self, left: NodeId, right: NodeId, depth: usize) -> bool {
        if left == NodeId::NEVER || right == NodeId::NEVER {
            return true;
        }
        if left == right || depth >= DEEPEST {
            return false;
        }
        let (left, right) = (self.schemas.as_reader(left), self.schemas.as_reader(right));
        let (Some(left), Some(right)) = (self.schemas.schema(left), self.schemas.schema(right))
        else {
            return false;
        };
        if !left.types.meets(right.types) || enumerations_apart(&left, &right) {
            return true;
        }
        let apart_in = |search: &mut Self, own: &Schema, other: &Schema| {
            own.required.iter().any(|name| {
                match (
                    own.properties.get(name),
                    other.properties.get(name),
                    other.additional,
                ) {
                    (_, None, Additional::Refused) => true,
                    (Some(own), Some(other), _) => {
                        search.are_apart(own.node, other.node, depth + 1)
                    }
                    _ => false,
                }
            })
        };
        if left.types.and(right.types) == Types::OBJECT
            && (apart_in(self, &left, &right) || apart_in(self, &right, &left))
        {
            return true;
        }
        left.all_of.iter().any(|member| {
            self.schemas.schema(*member).is_some_and(|member| {
                let level_types = member.types.and(right.types);
                level_types.is_empty() || enumerations_apart(&member, &right)
            })
        })
    }
}

fn enumerations_apart(left: &Schema, right: &Schema) -> bool {
    let (Some(left), Some(right)) = (&left.enumeration, &right.enumeration) else {
        return false;
    };
    let (small, large) = if left.values.len() <= right.values.len() {
        (left, right)
    } else {
        (right, left)
    };
    small
        .values
        .iter()
        .all(|(text, _)| !large.contains_text(text))
}
