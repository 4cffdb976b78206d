//! Schemas as the comparison sees them: one normal form, shared between both documents.
//!
//! Equal schemas have equal numbers ([`NodeId`]), however they were written: `nullable`, a union with null and a 3.1 type list are one
//! thing, a union of one member is that member, a reference is what it points at. Only recursion keeps a node of its own.

mod compile;
mod keywords;
mod normal;
mod open;
mod recursion;
mod types;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::rc::Rc;

use serde_json::Value;

pub(crate) use compile::{Compiler, Direction};
pub(crate) use normal::{class, settled};
pub(crate) use recursion::{References, references};
pub(crate) use types::Types;

use crate::canonical;
use crate::number::Decimal;

/// A schema's number in [`Schemas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NodeId(u32);

impl NodeId {
    /// Accepts every value.
    pub(crate) const ANY: Self = Self(0);
    /// Accepts no value.
    pub(crate) const NEVER: Self = Self(1);
    /// Accepts null only.
    pub(crate) const NULL: Self = Self(2);
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Node {
    /// No value at all.
    Never,
    /// A member of a recursion, by number.
    Recursive(u32),
    /// All keywords at once.
    Schema(Rc<Schema>),
}

/// A lower or upper bound of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Bound {
    pub(crate) value: Decimal,
    pub(crate) exclusive: bool,
}

/// A format of strings.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Format {
    Date,
    DateTime,
    Uuid,
    /// Told, but binding nobody.
    Annotation(Rc<str>),
}

/// What an object may hold beside its declared properties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Additional {
    /// Not said: a reader lets it pass, a writer writes none.
    #[default]
    Unsaid,
    /// Refused.
    Refused,
    /// Of this schema; explicitly anything when it is [`NodeId::ANY`].
    Of(NodeId),
}

/// A declared property.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Property {
    pub(crate) node: NodeId,
    /// `readOnly` in a request, `writeOnly` in a response: not part of what is written.
    pub(crate) unwritten: bool,
}

/// The values of an `enum` or `const`, with their canonical texts.
#[derive(Debug, Clone)]
pub(crate) struct Enumeration {
    pub(crate) values: Vec<(String, Value)>,
    texts: HashSet<String>,
}

impl Enumeration {
    pub(crate) fn new(values: impl IntoIterator<Item = Value>) -> Self {
        let sorted: BTreeMap<String, Value> = values
            .into_iter()
            .map(|value| (canonical::to_string(&value), value))
            .collect();
        let texts = sorted.keys().cloned().collect();
        Self {
            values: sorted.into_iter().collect(),
            texts,
        }
    }

    pub(crate) fn contains(&self, value: &Value) -> bool {
        self.texts.contains(&canonical::to_string(value))
    }

    pub(crate) fn contains_text(&self, text: &str) -> bool {
        self.texts.contains(text)
    }
}

impl PartialEq for Enumeration {
    fn eq(&self, other: &Self) -> bool {
        self.values.len() == other.values.len()
            && self
                .values
                .iter()
                .zip(&other.values)
                .all(|(left, right)| left.0 == right.0)
    }
}

impl Eq for Enumeration {}

impl std::hash::Hash for Enumeration {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        for (text, _) in &self.values {
            text.hash(state);
        }
    }
}

/// A schema: all that is said here must hold.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Schema {
    pub(crate) types: Types,
    pub(crate) enumeration: Option<Rc<Enumeration>>,
    pub(crate) minimum: Option<Bound>,
    pub(crate) maximum: Option<Bound>,
    pub(crate) multiple_of: Option<Decimal>,
    pub(crate) min_length: u64,
    pub(crate) max_length: Option<u64>,
    pub(crate) pattern: Option<Rc<str>>,
    pub(crate) format: Option<Format>,
    pub(crate) prefix: Vec<NodeId>,
    pub(crate) items: Option<NodeId>,
    pub(crate) min_items: u64,
    pub(crate) max_items: Option<u64>,
    pub(crate) unique: bool,
    pub(crate) properties: BTreeMap<Rc<str>, Property>,
    pub(crate) required: BTreeSet<Rc<str>>,
    pub(crate) additional: Additional,
    pub(crate) min_properties: u64,
    pub(crate) max_properties: Option<u64>,
    pub(crate) all_of: Vec<NodeId>,
    pub(crate) any_of: Vec<NodeId>,
    pub(crate) one_of: Vec<NodeId>,
    pub(crate) not: Option<NodeId>,
    /// `x-open` on the reading side of a response: growth is let pass.
    pub(crate) open: bool,
    /// The canonical text of `default`.
    pub(crate) default: Option<Rc<str>>,
    /// A keyword that is understood by nobody here; whatever depends on it stays undecided.
    pub(crate) unread: Option<Rc<str>>,
}

impl Schema {
    pub(crate) fn of_types(types: Types) -> Self {
        Self {
            types,
            ..Self::default()
        }
    }

    pub(crate) fn has_combinators(&self) -> bool {
        !self.all_of.is_empty()
            || !self.any_of.is_empty()
            || !self.one_of.is_empty()
            || self.not.is_some()
    }

    /// The same without `allOf`, `anyOf`, `oneOf` and `not`.
    pub(crate) fn base(&self) -> Self {
        let plain = (Vec::new(), Vec::new(), Vec::new());
        let (all_of, any_of, one_of) = plain;
        Self {
            all_of,
            any_of,
            one_of,
            not: None,
            open: false,
            ..self.clone()
        }
    }

    /// Says nothing about any value, default and openness left aside.
    pub(crate) fn is_silent(&self) -> bool {
        let silent = Self {
            default: self.default.clone(),
            open: self.open,
            ..Self::default()
        };
        *self == silent
    }

    /// Whether the schema tells which properties an object has, so that a writer is bound to them.
    pub(crate) fn tells_of_objects(&self) -> bool {
        self.types != Types::ALL
            || !self.properties.is_empty()
            || !self.required.is_empty()
            || self.additional != Additional::Unsaid
    }
}

/// All schemas of a comparison.
pub(crate) struct Schemas {
    nodes: Vec<Node>,
    numbers: HashMap<Node, NodeId>,
    recursive: HashMap<u32, NodeId>,
    components: HashSet<NodeId>,
    names: HashMap<NodeId, Rc<str>>,
    opened: HashMap<NodeId, NodeId>,
}

impl Schemas {
    pub(crate) fn new() -> Self {
        let mut schemas = Self {
            nodes: Vec::new(),
            numbers: HashMap::new(),
            recursive: HashMap::new(),
            components: HashSet::new(),
            names: HashMap::new(),
            opened: HashMap::new(),
        };
        schemas.intern(Node::Schema(Rc::new(Schema::default())));
        schemas.intern(Node::Never);
        schemas.intern(Node::Schema(Rc::new(Schema::of_types(Types::NULL))));
        schemas
    }

    fn intern(&mut self, node: Node) -> NodeId {
        if let Some(id) = self.numbers.get(&node) {
            return *id;
        }
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(node.clone());
        self.numbers.insert(node, id);
        id
    }

    pub(crate) fn add(&mut self, schema: Schema) -> NodeId {
        if schema.types.is_empty()
            || schema
                .enumeration
                .as_ref()
                .is_some_and(|values| values.values.is_empty())
        {
            return NodeId::NEVER;
        }
        self.intern(Node::Schema(Rc::new(schema)))
    }

    /// The node accepting exactly this value.
    pub(crate) fn constant(&mut self, value: Value) -> NodeId {
        self.add(Schema {
            enumeration: Some(Rc::new(Enumeration::new([value]))),
            ..Schema::default()
        })
    }

    pub(crate) fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0 as usize).unwrap_or(&Node::Never)
    }

    /// The schema behind any recursion; `None` for [`NodeId::NEVER`] and for a recursion that never says anything.
    pub(crate) fn schema(&self, mut id: NodeId) -> Option<Rc<Schema>> {
        for _ in 0..64 {
            match self.node(id) {
                Node::Never => return None,
                Node::Schema(schema) => return Some(Rc::clone(schema)),
                Node::Recursive(number) => id = *self.recursive.get(number)?,
            }
        }
        None
    }

    pub(crate) fn recursion(&self, number: u32) -> NodeId {
        self.recursive
            .get(&number)
            .copied()
            .unwrap_or(NodeId::NEVER)
    }

    /// Whether the schema stands under a name of its own in one of the documents.
    pub(crate) fn is_component(&self, id: NodeId) -> bool {
        self.components.contains(&id)
    }

    pub(crate) fn name(&self, id: NodeId) -> Option<&Rc<str>> {
        self.names.get(&id)
    }
}
