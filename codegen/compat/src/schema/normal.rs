//! The normal form: what says nothing falls away, what is said in two ways is said in one.

use std::collections::BTreeSet;
use std::rc::Rc;

use serde_json::Value;

use super::{Additional, Enumeration, Node, NodeId, Schema, Schemas, Types};
use crate::number::Decimal;

/// Brings a schema into normal form: members that say nothing fall away, a union or intersection of one is that one.
pub(crate) fn settled(schemas: &mut Schemas, mut schema: Schema) -> NodeId {
    if schema.all_of.contains(&NodeId::NEVER) || schema.not == Some(NodeId::ANY) {
        return NodeId::NEVER;
    }
    schema.not = schema.not.filter(|not| *not != NodeId::NEVER);
    let any_of = std::mem::take(&mut schema.any_of);
    let one_of = std::mem::take(&mut schema.one_of);
    for (members, exclusive) in [(any_of, false), (one_of, true)] {
        if !members.is_empty() {
            let union = union(schemas, members, exclusive);
            schema.all_of.push(union);
        }
    }
    schema.all_of.retain(|member| *member != NodeId::ANY);
    schema.all_of.sort();
    schema.all_of.dedup();
    if schema.all_of.contains(&NodeId::NEVER) {
        return NodeId::NEVER;
    }
    drop_what_cannot_apply(&mut schema);
    settle_enumeration(&mut schema);
    if let [only] = *schema.all_of.as_slice()
        && (Schema {
            all_of: Vec::new(),
            ..schema.clone()
        })
        .is_silent()
    {
        return told(schemas, only, schema.default, schema.open);
    }
    schemas.add(schema)
}

/// The same node, but with what was told beside it.
fn told(schemas: &mut Schemas, id: NodeId, default: Option<Rc<str>>, open: bool) -> NodeId {
    if default.is_none() && !open {
        return id;
    }
    match schemas.node(id) {
        Node::Schema(inner) => {
            let mut inner = Schema::clone(inner);
            inner.default = default.or(inner.default);
            inner.open |= open;
            schemas.add(inner)
        }
        _ => schemas.add(Schema {
            all_of: vec![id],
            default,
            open,
            ..Schema::default()
        }),
    }
}

fn union(schemas: &mut Schemas, members: Vec<NodeId>, exclusive: bool) -> NodeId {
    let mut flat: Vec<NodeId> = Vec::new();
    for member in members {
        match schemas.node(member) {
            Node::Never => {}
            Node::Schema(schema) if !exclusive && is_plain_union(schema) => {
                flat.extend(schema.any_of.iter().copied())
            }
            _ => flat.push(member),
        }
    }
    flat.sort();
    if !exclusive {
        flat.dedup();
        if flat.contains(&NodeId::ANY) {
            return NodeId::ANY;
        }
    }
    let nulls = flat
        .iter()
        .filter(|member| **member == NodeId::NULL)
        .count();
    let rest: Vec<NodeId> = flat
        .iter()
        .copied()
        .filter(|member| *member != NodeId::NULL)
        .collect();
    if nulls == 1
        && !rest.is_empty()
        && (!exclusive || rest.iter().all(|member| refuses_null(schemas, *member)))
    {
        let rest = union(schemas, rest, exclusive);
        return nullable(schemas, rest);
    }
    if let [only] = *flat.as_slice() {
        return only;
    }
    if flat.is_empty() {
        return NodeId::NEVER;
    }
    if let Some(merged) = merged_enumerations(schemas, &flat, exclusive) {
        return schemas.add(merged);
    }
    match exclusive {
        true => schemas.add(Schema {
            one_of: flat,
            ..Schema::default()
        }),
        false => schemas.add(Schema {
            any_of: flat,
            ..Schema::default()
        }),
    }
}

fn is_plain_union(schema: &Schema) -> bool {
    !schema.any_of.is_empty()
        && (Schema {
            any_of: Vec::new(),
            ..schema.clone()
        }) == Schema::default()
}

fn is_plain_choice(schema: &Schema) -> bool {
    !schema.one_of.is_empty()
        && (Schema {
            one_of: Vec::new(),
            default: None,
            open: false,
            ..schema.clone()
        }) == Schema::default()
}

/// Surely refuses null; what can't be told at a glance is said not to.
fn refuses_null(schemas: &Schemas, id: NodeId) -> bool {
    refuses_null_within(schemas, id, 0)
}

fn refuses_null_within(schemas: &Schemas, id: NodeId, depth: usize) -> bool {
    match schemas.node(id) {
        Node::Never => true,
        Node::Recursive(_) => false,
        Node::Schema(schema) => {
            let is_refused =
                |member: &NodeId| depth < 4 && refuses_null_within(schemas, *member, depth + 1);
            !schema.types.contains(Types::NULL) || schema.all_of.iter().any(is_refused)
        }
    }
}

/// The schema with null allowed as well.
pub(super) fn nullable(schemas: &mut Schemas, id: NodeId) -> NodeId {
    let Node::Schema(schema) = schemas.node(id) else {
        if id == NodeId::NEVER {
            return NodeId::NULL;
        }
        return schemas.add(Schema {
            any_of: vec![NodeId::NULL, id],
            ..Schema::default()
        });
    };
    let mut with_null = Schema::clone(schema);
    if !schema.has_combinators() {
        with_null.types = schema.types.or(Types::NULL);
        if let Some(enumeration) = &schema.enumeration {
            let values = enumeration
                .values
                .iter()
                .map(|(_, value)| value.clone())
                .chain([Value::Null]);
            with_null.enumeration = Some(Rc::new(Enumeration::new(values)));
        }
        return schemas.add(with_null);
    }
    if is_plain_union(schema)
        || (is_plain_choice(schema)
            && schema
                .one_of
                .iter()
                .all(|member| refuses_null(schemas, *member)))
    {
        let members = if with_null.any_of.is_empty() {
            &mut with_null.one_of
        } else {
            &mut with_null.any_of
        };
        if !members.contains(&NodeId::NULL) {
            members.push(NodeId::NULL);
            members.sort();
        }
        return schemas.add(with_null);
    }
    let (default, open) = (
        with_null.default.take(),
        std::mem::take(&mut with_null.open),
    );
    let inner = schemas.add(with_null);
    schemas.add(Schema {
        any_of: BTreeSet::from([NodeId::NULL, inner]).into_iter().collect(),
        default,
        open,
        ..Schema::default()
    })
}

/// A union of single values, as schemars writes documented enums, is one enum.
fn merged_enumerations(schemas: &Schemas, members: &[NodeId], exclusive: bool) -> Option<Schema> {
    let mut values: Vec<Value> = Vec::new();
    let mut count = 0;
    for member in members {
        let Node::Schema(schema) = schemas.node(*member) else {
            return None;
        };
        let enumeration = schema.enumeration.as_ref()?;
        let alone = Schema {
            types: schema.types,
            enumeration: schema.enumeration.clone(),
            ..Schema::default()
        };
        if alone != **schema {
            return None;
        }
        count += enumeration.values.len();
        values.extend(enumeration.values.iter().map(|(_, value)| value.clone()));
    }
    let mut merged = Schema {
        enumeration: Some(Rc::new(Enumeration::new(values))),
        ..Schema::default()
    };
    let distinct = merged
        .enumeration
        .as_ref()
        .map_or(0, |merged| merged.values.len());
    settle_enumeration(&mut merged);
    (!exclusive || distinct == count).then_some(merged)
}

fn drop_what_cannot_apply(schema: &mut Schema) {
    if !schema.types.meets(Types::NUMBER) {
        (schema.minimum, schema.maximum, schema.multiple_of) = (None, None, None);
    }
    if !schema.types.meets(Types::STRING) {
        (
            schema.min_length,
            schema.max_length,
            schema.pattern,
            schema.format,
        ) = (0, None, None, None);
    }
    if !schema.types.meets(Types::ARRAY) {
        (
            schema.prefix,
            schema.items,
            schema.min_items,
            schema.max_items,
            schema.unique,
        ) = (Vec::new(), None, 0, None, false);
    }
    if !schema.types.meets(Types::OBJECT) {
        schema.properties.clear();
        schema.required.clear();
        schema.additional = Additional::Unsaid;
        (schema.min_properties, schema.max_properties) = (0, None);
    }
    if schema.types == Types::INTEGER && schema.multiple_of == Some(Decimal::integer(1)) {
        schema.multiple_of = None;
    }
}

fn settle_enumeration(schema: &mut Schema) {
    let Some(enumeration) = &schema.enumeration else {
        return;
    };
    let classes = |values: &[(String, Value)]| {
        values
            .iter()
            .map(|(_, value)| class(value))
            .fold(Types::NONE, Types::or)
    };
    let kept: Vec<Value> = enumeration
        .values
        .iter()
        .map(|(_, value)| value)
        .filter(|value| schema.types.contains(class(value)))
        .cloned()
        .collect();
    if kept.len() != enumeration.values.len() {
        schema.enumeration = Some(Rc::new(Enumeration::new(kept)));
    }
    if let Some(enumeration) = &schema.enumeration {
        schema.types = classes(&enumeration.values);
    }
}

/// The class of a value.
pub(crate) fn class(value: &Value) -> Types {
    match value {
        Value::Null => Types::NULL,
        Value::Bool(_) => Types::BOOLEAN,
        Value::String(_) => Types::STRING,
        Value::Array(_) => Types::ARRAY,
        Value::Object(_) => Types::OBJECT,
        Value::Number(number) => match Decimal::parse(number) {
            Some(decimal) if decimal.is_integer() => Types::INTEGER,
            Some(_) => Types::FRACTION,
            None if number.as_f64().is_some_and(|float| float.fract() == 0.0) => Types::INTEGER,
            None => Types::FRACTION,
        },
    }
}
