//! From the JSON of a schema to its normal form.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::recursion::{References, references_in};
use super::{
    Additional, Bound, Enumeration, Format, Node, NodeId, Property, Schema, Schemas, Types,
};
use crate::number::Decimal;
use crate::{canonical, reference};

/// Which way a document travels; it decides what `readOnly`, `writeOnly` and `x-open` mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    Request,
    Response,
}

/// Keywords of JSON Schema that are not understood here.
const UNREAD: [&str; 11] = [
    "contains",
    "patternProperties",
    "propertyNames",
    "unevaluatedProperties",
    "unevaluatedItems",
    "dependentSchemas",
    "dependencies",
    "additionalItems",
    "$dynamicRef",
    "$recursiveRef",
    "$id",
];

/// Reads the schemas of one document, as they are meant in one direction.
pub(crate) struct Compiler<'doc> {
    root: &'doc Value,
    direction: Direction,
    references: &'doc References,
    known: HashMap<String, NodeId>,
}

impl<'doc> Compiler<'doc> {
    pub(crate) fn new(
        root: &'doc Value,
        direction: Direction,
        references: &'doc References,
    ) -> Self {
        Self {
            root,
            direction,
            references,
            known: HashMap::new(),
        }
    }

    /// The normal form of a schema, after all it refers to.
    pub(crate) fn compile(&mut self, schemas: &mut Schemas, value: &Value) -> NodeId {
        let mut seen: HashSet<String> = HashSet::new();
        let mut open = references_in(value);
        while let Some(next) = open.pop() {
            if self.known.contains_key(&next) || seen.contains(&next) {
                continue;
            }
            if let Ok(target) = reference::resolve(self.root, &next) {
                open.extend(references_in(target));
            }
            seen.insert(next);
        }
        let mut needed: Vec<String> = seen.into_iter().collect();
        needed.sort_by_key(|reference| self.references.order.get(reference).copied());
        for reference in needed {
            self.reference(schemas, &reference);
        }
        self.node(schemas, value)
    }

    fn reference(&mut self, schemas: &mut Schemas, reference: &str) -> NodeId {
        if let Some(known) = self.known.get(reference) {
            return *known;
        }
        let Ok(target) = reference::resolve(self.root, reference) else {
            return unread(schemas, "a reference that points at nothing");
        };
        let id = match self.references.recursive.get(reference) {
            None => self.node(schemas, target),
            Some(number) => {
                let number = number * 2 + u32::from(self.direction == Direction::Response);
                let id = schemas.intern(Node::Recursive(number));
                self.known.insert(reference.to_owned(), id);
                if let std::collections::hash_map::Entry::Vacant(vacant) =
                    schemas.recursive.entry(number)
                {
                    vacant.insert(NodeId::NEVER);
                    let body = self.node(schemas, target);
                    let body = if body == id { NodeId::ANY } else { body };
                    schemas.recursive.insert(number, body);
                }
                id
            }
        };
        self.known.insert(reference.to_owned(), id);
        schemas.components.insert(id);
        schemas
            .names
            .entry(id)
            .or_insert_with(|| reference::name(reference).into());
        id
    }

    fn node(&mut self, schemas: &mut Schemas, value: &Value) -> NodeId {
        let members = match value {
            Value::Bool(true) => return NodeId::ANY,
            Value::Bool(false) => return NodeId::NEVER,
            Value::Object(members) => members,
            _ => return unread(schemas, "a schema that is neither an object nor a boolean"),
        };
        let mut schema = Schema::default();
        if let Some(reference) = reference::of(value) {
            let target = self.reference(schemas, reference);
            let three_zero = self
                .root
                .get("openapi")
                .and_then(Value::as_str)
                .is_some_and(|version| version.starts_with("3.0"));
            if three_zero || members.len() == 1 {
                return target;
            }
            schema.all_of.push(target);
        }
        self.scalars(&mut schema, members);
        self.arrays(schemas, &mut schema, members);
        self.objects(schemas, &mut schema, members);
        self.combinators(schemas, &mut schema, members);
        if let Some(keyword) = UNREAD
            .iter()
            .find(|keyword| members.contains_key(**keyword) && !is_harmless(members, keyword))
        {
            schema.unread = Some(format!("the keyword `{keyword}`").into());
        }
        schema.default = members
            .get("default")
            .map(|default| canonical::to_string(default).into());
        schema.open = self.direction == Direction::Response
            && members.get("x-open") == Some(&Value::Bool(true));
        let node = settled(schemas, schema);
        match members.get("nullable") {
            Some(Value::Bool(true)) => nullable(schemas, node),
            _ => node,
        }
    }

    fn scalars(&self, schema: &mut Schema, members: &Map<String, Value>) {
        schema.types = types(members.get("type"), &mut schema.unread);
        let constant = members.get("const").map(|value| vec![value.clone()]);
        let listed = members.get("enum").and_then(Value::as_array).cloned();
        schema.enumeration = constant
            .or(listed)
            .map(|values| Rc::new(Enumeration::new(values)));
        let mut decimal = |key: &str| match members.get(key) {
            Some(Value::Number(number)) => {
                let decimal = Decimal::parse(number);
                if decimal.is_none() {
                    schema.unread = Some(format!("the size of `{key}`").into());
                }
                decimal
            }
            _ => None,
        };
        let (minimum, maximum) = (decimal("minimum"), decimal("maximum"));
        let (above, below) = (decimal("exclusiveMinimum"), decimal("exclusiveMaximum"));
        let multiple_of = decimal("multipleOf");
        let is_exclusive = |key: &str| members.get(key) == Some(&Value::Bool(true));
        let low = minimum.map(|value| Bound {
            value,
            exclusive: is_exclusive("exclusiveMinimum"),
        });
        let high = maximum.map(|value| Bound {
            value,
            exclusive: is_exclusive("exclusiveMaximum"),
        });
        schema.minimum = higher(
            low,
            above.map(|value| Bound {
                value,
                exclusive: true,
            }),
        );
        schema.maximum = lower(
            high,
            below.map(|value| Bound {
                value,
                exclusive: true,
            }),
        );
        schema.multiple_of = multiple_of.filter(|step| step.is_positive());
        schema.min_length = natural(members, "minLength").unwrap_or(0);
        schema.max_length = natural(members, "maxLength");
        schema.pattern = members
            .get("pattern")
            .and_then(Value::as_str)
            .map(Into::into);
        let format = members.get("format").and_then(Value::as_str);
        if let Some((low, high)) = format.and_then(integer_range)
            && Types::NUMBER.or(Types::NULL).contains(schema.types)
        {
            schema.minimum = higher(
                schema.minimum,
                Some(Bound {
                    value: Decimal::integer(low),
                    exclusive: false,
                }),
            );
            schema.maximum = lower(
                schema.maximum,
                Some(Bound {
                    value: Decimal::integer(high),
                    exclusive: false,
                }),
            );
        }
        schema.format = format.map(|format| match format {
            "date" => Format::Date,
            "date-time" => Format::DateTime,
            "uuid" => Format::Uuid,
            other => Format::Annotation(other.into()),
        });
    }

    fn arrays(&mut self, schemas: &mut Schemas, schema: &mut Schema, members: &Map<String, Value>) {
        if let Some(Value::Array(prefix)) = members.get("prefixItems") {
            schema.prefix = prefix.iter().map(|item| self.node(schemas, item)).collect();
        }
        schema.items = match members.get("items") {
            None => None,
            Some(items) => Some(self.node(schemas, items)).filter(|items| *items != NodeId::ANY),
        };
        schema.min_items = natural(members, "minItems").unwrap_or(0);
        schema.max_items = natural(members, "maxItems");
        schema.unique = members.get("uniqueItems") == Some(&Value::Bool(true));
    }

    fn objects(
        &mut self,
        schemas: &mut Schemas,
        schema: &mut Schema,
        members: &Map<String, Value>,
    ) {
        if let Some(Value::Array(required)) = members.get("required") {
            schema.required = required
                .iter()
                .filter_map(Value::as_str)
                .map(Into::into)
                .collect();
        }
        if let Some(Value::Object(properties)) = members.get("properties") {
            for (name, value) in properties {
                let property = Property {
                    node: self.node(schemas, value),
                    unwritten: self.is_unwritten(value),
                };
                if property.unwritten {
                    schema.required.remove(name.as_str());
                }
                schema.properties.insert(name.as_str().into(), property);
            }
        }
        schema.additional = match members.get("additionalProperties") {
            None => Additional::Unsaid,
            Some(Value::Bool(false)) => Additional::Refused,
            Some(value) => Additional::Of(self.node(schemas, value)),
        };
        schema.min_properties = natural(members, "minProperties").unwrap_or(0);
        schema.max_properties = natural(members, "maxProperties");
    }

    fn is_unwritten(&self, value: &Value) -> bool {
        let keyword = match self.direction {
            Direction::Request => "readOnly",
            Direction::Response => "writeOnly",
        };
        let says = |value: &Value| value.get(keyword) == Some(&Value::Bool(true));
        says(value) || reference::follow(self.root, value).is_ok_and(says)
    }

    fn combinators(
        &mut self,
        schemas: &mut Schemas,
        schema: &mut Schema,
        members: &Map<String, Value>,
    ) {
        let mut list = |compiler: &mut Self, key: &str| match members.get(key) {
            Some(Value::Array(items)) => items
                .iter()
                .map(|item| compiler.member(schemas, item, members))
                .collect(),
            _ => Vec::new(),
        };
        let (all_of, any_of, one_of) = (
            list(self, "allOf"),
            list(self, "anyOf"),
            list(self, "oneOf"),
        );
        schema.all_of.extend(all_of);
        schema.any_of = any_of;
        schema.one_of = one_of;
        schema.not = members.get("not").map(|not| self.node(schemas, not));
        if let Some(condition) = members.get("if") {
            let condition = self.node(schemas, condition);
            let mut branch = |key: &str| {
                members
                    .get(key)
                    .map_or(NodeId::ANY, |branch| self.node(schemas, branch))
            };
            let (yes, no) = (branch("then"), branch("else"));
            let otherwise = schemas.add(Schema {
                not: Some(condition),
                ..Schema::default()
            });
            let yes = settled(
                schemas,
                Schema {
                    all_of: vec![condition, yes],
                    ..Schema::default()
                },
            );
            let no = settled(
                schemas,
                Schema {
                    all_of: vec![otherwise, no],
                    ..Schema::default()
                },
            );
            schema.all_of.push(schemas.add(Schema {
                any_of: vec![yes, no],
                ..Schema::default()
            }));
        }
        if let Some(Value::Object(dependent)) = members.get("dependentRequired") {
            for (name, needed) in dependent {
                let has = |names: BTreeSet<Rc<str>>| Schema {
                    types: Types::OBJECT,
                    required: names,
                    ..Schema::default()
                };
                let present = schemas.add(has(BTreeSet::from([name.as_str().into()])));
                let names = needed
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str)
                    .map(Into::into)
                    .collect();
                let absent = schemas.add(Schema {
                    not: Some(present),
                    ..Schema::default()
                });
                let complete = schemas.add(has(names));
                schema.all_of.push(schemas.add(Schema {
                    any_of: vec![absent, complete],
                    ..Schema::default()
                }));
            }
        }
    }

    /// A member of a union or intersection, with the tag its discriminator demands.
    fn member(
        &mut self,
        schemas: &mut Schemas,
        item: &Value,
        owner: &Map<String, Value>,
    ) -> NodeId {
        let node = self.node(schemas, item);
        let tag = owner
            .get("discriminator")
            .and_then(|discriminator| discriminator.get("propertyName"))
            .and_then(Value::as_str);
        let (Some(tag), Some(reference)) = (tag, reference::of(item)) else {
            return node;
        };
        if owner.contains_key("allOf") {
            return node;
        }
        if let Node::Schema(schema) = schemas.node(node)
            && let Some(property) = schema.properties.get(tag)
            && schemas
                .schema(property.node)
                .is_some_and(|schema| schema.enumeration.is_some())
        {
            return node;
        }
        let mapping = owner
            .get("discriminator")
            .and_then(|discriminator| discriminator.get("mapping"))
            .and_then(Value::as_object);
        let mut names: Vec<Value> = mapping
            .into_iter()
            .flatten()
            .filter(|(_, target)| {
                target.as_str().is_some_and(|target| {
                    target == reference || target == reference::name(reference)
                })
            })
            .map(|(name, _)| Value::String(name.clone()))
            .collect();
        if names.is_empty() {
            names.push(Value::String(reference::name(reference).to_owned()));
        }
        let value = settled(
            schemas,
            Schema {
                enumeration: Some(Rc::new(Enumeration::new(names))),
                ..Schema::default()
            },
        );
        let tag: Rc<str> = tag.into();
        let tagged = schemas.add(Schema {
            types: Types::OBJECT,
            properties: BTreeMap::from([(
                Rc::clone(&tag),
                Property {
                    node: value,
                    unwritten: false,
                },
            )]),
            required: BTreeSet::from([tag]),
            ..Schema::default()
        });
        settled(
            schemas,
            Schema {
                all_of: vec![node, tagged],
                ..Schema::default()
            },
        )
    }
}

fn unread(schemas: &mut Schemas, reason: &str) -> NodeId {
    schemas.add(Schema {
        unread: Some(reason.into()),
        ..Schema::default()
    })
}

fn is_harmless(members: &Map<String, Value>, keyword: &str) -> bool {
    match members.get(keyword) {
        Some(Value::Object(inner)) => inner.is_empty(),
        Some(Value::Bool(true)) => true,
        Some(Value::String(_)) => keyword == "$id",
        _ => false,
    }
}

fn types(value: Option<&Value>, unread: &mut Option<Rc<str>>) -> Types {
    let mut named = |value: &Value| match value.as_str().and_then(Types::named) {
        Some(types) => types,
        None => {
            *unread = Some(format!("the type {value}").into());
            Types::ALL
        }
    };
    match value {
        None => Types::ALL,
        Some(Value::Array(list)) => list.iter().map(named).fold(Types::NONE, Types::or),
        Some(single) => named(single),
    }
}

fn natural(members: &Map<String, Value>, key: &str) -> Option<u64> {
    let Value::Number(number) = members.get(key)? else {
        return None;
    };
    if let Some(natural) = number.as_u64() {
        return Some(natural);
    }
    let text = format!("{:.0}", number.as_f64()?.max(0.0));
    Some(text.parse().unwrap_or(u64::MAX))
}

fn integer_range(format: &str) -> Option<(i128, i128)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint" | "uint64" => (0, u64::MAX.into()),
        _ => return None,
    })
}

fn higher(left: Option<Bound>, right: Option<Bound>) -> Option<Bound> {
    match (left, right) {
        (Some(left), Some(right)) => Some(
            if (right.value, right.exclusive) > (left.value, left.exclusive) {
                right
            } else {
                left
            },
        ),
        (left, right) => left.or(right),
    }
}

fn lower(left: Option<Bound>, right: Option<Bound>) -> Option<Bound> {
    match (left, right) {
        (Some(left), Some(right)) => Some(
            if (right.value, !right.exclusive) < (left.value, !left.exclusive) {
                right
            } else {
                left
            },
        ),
        (left, right) => left.or(right),
    }
}

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
fn nullable(schemas: &mut Schemas, id: NodeId) -> NodeId {
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
