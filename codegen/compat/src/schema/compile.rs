//! From the JSON of a schema to its normal form.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::keywords::{natural, scalars};
use super::normal::{nullable, settled};
use super::recursion::{References, references_in};
use super::{Additional, Enumeration, Node, NodeId, Property, Schema, Schemas, Types};
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
        scalars(&mut schema, members);
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
