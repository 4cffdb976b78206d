//! A schema as a reader of a report sees it: intersections merged, unions listed.

use std::rc::Rc;

use crate::schema::{Additional, NodeId, Property, Schema, Schemas, Types, settled};

/// A schema with its intersections merged into one.
pub(crate) struct View {
    /// All keywords that hold in any case.
    pub(crate) merged: Schema,
    /// The unions that hold beside them.
    pub(crate) unions: Vec<Vec<NodeId>>,
    /// Something must not hold.
    pub(crate) has_not: bool,
}

const DEEPEST: usize = 6;

impl View {
    pub(crate) fn new(schemas: &mut Schemas, id: NodeId) -> Self {
        let mut view = Self {
            merged: Schema::default(),
            unions: Vec::new(),
            has_not: false,
        };
        view.gather(schemas, id, 0);
        view
    }

    fn gather(&mut self, schemas: &mut Schemas, id: NodeId, depth: usize) {
        let Some(schema) = schemas.schema(id) else {
            self.merged.types = Types::NONE;
            return;
        };
        merge(schemas, &mut self.merged, &schema);
        for members in [&schema.any_of, &schema.one_of] {
            if !members.is_empty() {
                self.unions.push(members.clone());
            }
        }
        self.has_not |= schema.not.is_some();
        if depth < DEEPEST {
            for member in &schema.all_of {
                self.gather(schemas, *member, depth + 1);
            }
        }
    }

    /// The members of the union, if the schema is nothing else.
    pub(crate) fn members(&self, schemas: &Schemas) -> Option<Vec<NodeId>> {
        let [only] = self.unions.as_slice() else {
            return None;
        };
        let says_only_types = Schema {
            types: self.merged.types,
            default: self.merged.default.clone(),
            ..Schema::default()
        };
        if self.has_not || self.merged != says_only_types {
            return None;
        }
        let mut flat = Vec::new();
        flatten(schemas, only, &mut flat, 0);
        Some(flat)
    }

    /// The types its values can have, unions included.
    pub(crate) fn types(&self, schemas: &Schemas) -> Types {
        self.unions
            .iter()
            .fold(self.merged.types, |types, members| {
                types.and(types_of(schemas, members, 0))
            })
    }
}

fn flatten(schemas: &Schemas, members: &[NodeId], flat: &mut Vec<NodeId>, depth: usize) {
    for member in members {
        let inner = schemas.schema(*member).filter(|_| depth < DEEPEST);
        match inner {
            _ if *member == NodeId::NULL => {}
            Some(schema)
                if schema.base().is_silent()
                    && schema.not.is_none()
                    && schema.all_of.is_empty() =>
            {
                match (schema.any_of.as_slice(), schema.one_of.as_slice()) {
                    ([], []) => flat.push(*member),
                    ([], inner) | (inner, []) => flatten(schemas, inner, flat, depth + 1),
                    _ => flat.push(*member),
                }
            }
            _ => flat.push(*member),
        }
    }
}

fn types_of(schemas: &Schemas, members: &[NodeId], depth: usize) -> Types {
    let mut types = Types::NONE;
    for member in members {
        let Some(schema) = schemas.schema(*member) else {
            continue;
        };
        let mut own = schema.types;
        if depth < DEEPEST {
            for inner in [&schema.any_of, &schema.one_of] {
                if !inner.is_empty() {
                    own = own.and(types_of(schemas, inner, depth + 1));
                }
            }
            for inner in &schema.all_of {
                own = own.and(types_of(schemas, &[*inner], depth + 1));
            }
        }
        types = types.or(own);
    }
    types
}

/// Adds the keywords of `from`; where both say something the narrower one stays.
fn merge(schemas: &mut Schemas, into: &mut Schema, from: &Schema) {
    into.types = into.types.and(from.types);
    into.enumeration = match (into.enumeration.take(), &from.enumeration) {
        (Some(own), Some(other)) if other.values.len() < own.values.len() => Some(Rc::clone(other)),
        (own, other) => own.or_else(|| other.clone()),
    };
    into.minimum = match (into.minimum, from.minimum) {
        (Some(own), Some(other)) if other.value > own.value => Some(other),
        (own, other) => own.or(other),
    };
    into.maximum = match (into.maximum, from.maximum) {
        (Some(own), Some(other)) if other.value < own.value => Some(other),
        (own, other) => own.or(other),
    };
    into.multiple_of = into.multiple_of.or(from.multiple_of);
    into.min_length = into.min_length.max(from.min_length);
    into.max_length = least(into.max_length, from.max_length);
    into.pattern = into.pattern.take().or_else(|| from.pattern.clone());
    into.format = into.format.take().or_else(|| from.format.clone());
    if into.prefix.is_empty() {
        into.prefix.clone_from(&from.prefix);
    }
    into.items = match (into.items, from.items) {
        (Some(own), Some(other)) => Some(both(schemas, own, other)),
        (own, other) => own.or(other),
    };
    into.min_items = into.min_items.max(from.min_items);
    into.max_items = least(into.max_items, from.max_items);
    into.unique |= from.unique;
    for (name, property) in &from.properties {
        let node = match into.properties.get(name) {
            Some(own) => both(schemas, own.node, property.node),
            None => property.node,
        };
        let unwritten =
            property.unwritten || into.properties.get(name).is_some_and(|own| own.unwritten);
        into.properties
            .insert(Rc::clone(name), Property { node, unwritten });
    }
    into.required.extend(from.required.iter().cloned());
    into.additional = match (into.additional, from.additional) {
        (Additional::Refused, _) | (_, Additional::Refused) => Additional::Refused,
        (Additional::Of(own), Additional::Of(other)) => Additional::Of(both(schemas, own, other)),
        (Additional::Unsaid, other) => other,
        (own, Additional::Unsaid) => own,
    };
    into.min_properties = into.min_properties.max(from.min_properties);
    into.max_properties = least(into.max_properties, from.max_properties);
    into.default = into.default.take().or_else(|| from.default.clone());
    into.unread = into.unread.take().or_else(|| from.unread.clone());
}

fn least(left: Option<u64>, right: Option<u64>) -> Option<u64> {
    match (left, right) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (left, right) => left.or(right),
    }
}

fn both(schemas: &mut Schemas, left: NodeId, right: NodeId) -> NodeId {
    if left == right {
        return left;
    }
    settled(
        schemas,
        Schema {
            all_of: vec![left, right],
            ..Schema::default()
        },
    )
}
