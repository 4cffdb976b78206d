//! Schemas as the walk reads them: an arena of nodes, every reference resolved to a node's number.

use std::collections::BTreeSet;

use regex::Regex;
use serde_json::{Number, Value};

use super::format::Format;

/// A schema's number in [`Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NodeId(pub(super) usize);

/// What the contract has at one place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) nullable: bool,
    pub(super) kind: Kind,
    /// In words, for whoever sent another shape.
    pub(super) shape: String,
    /// In words, for whoever sent the right shape with a wrong value.
    pub(super) value: String,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// Any JSON value.
    Any,
    /// No JSON value: a node that isn't there.
    Never,
    Boolean,
    Integer {
        least: i128,
        most: i128,
    },
    Number {
        least: Bound,
        most: Bound,
    },
    Text(Text),
    /// One of these strings.
    Choice(Vec<String>),
    List(List),
    Record(Record),
    Union(Union),
    /// The same as another node.
    Same(NodeId),
}

/// A bound of broken numbers.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bound {
    pub(super) value: Option<f64>,
    pub(super) exclusive: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Text {
    pub(super) least: usize,
    pub(super) most: usize,
    pub(super) pattern: Option<Regex>,
    pub(super) format: Option<Format>,
}

#[derive(Clone, Debug)]
pub(super) struct List {
    pub(super) items: NodeId,
    pub(super) least: usize,
    pub(super) most: usize,
    /// Only ever asked of scalar items, so that it takes one look at each.
    pub(super) unique: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Record {
    /// In order of their names.
    pub(super) fields: Vec<Field>,
    pub(super) others: Others,
    /// The fields in words, for whoever sent another one.
    pub(super) known: String,
    pub(super) least: usize,
    pub(super) most: usize,
}

#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) node: NodeId,
    pub(super) required: bool,
}

/// What an object may hold beside its declared fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    Refused,
    Of(NodeId),
}

/// Objects told apart by one field.
#[derive(Clone, Debug)]
pub(super) struct Union {
    pub(super) members: Vec<NodeId>,
    /// Empty until every member is compiled.
    pub(super) tag: String,
    /// The tag's values, in the order of the members.
    pub(super) values: Vec<String>,
    /// The same in words, for whoever sent another one.
    pub(super) known: String,
}

impl Record {
    pub(super) fn field(&self, name: &str) -> Option<&Field> {
        self.fields
            .binary_search_by(|field| field.name.as_str().cmp(name))
            .ok()
            .and_then(|position| self.fields.get(position))
    }
}

impl Union {
    pub(super) fn member(&self, value: &str) -> Option<NodeId> {
        let position = self.values.iter().position(|known| known == value)?;
        self.members.get(position).copied()
    }
}

impl Bound {
    pub(super) fn admits_above(self, number: f64) -> bool {
        self.value
            .is_none_or(|bound| number > bound || (!self.exclusive && number >= bound))
    }

    pub(super) fn admits_below(self, number: f64) -> bool {
        self.value
            .is_none_or(|bound| number < bound || (!self.exclusive && number <= bound))
    }
}

impl List {
    pub(super) fn admits(&self, items: &[Value]) -> bool {
        (self.least..=self.most).contains(&items.len())
            && (!self.unique || {
                let mut seen = BTreeSet::new();
                items.iter().all(|item| seen.insert(item.to_string()))
            })
    }
}

/// All schemas of a contract's requests.
#[derive(Clone, Debug)]
pub(super) struct Schemas {
    nodes: Vec<Node>,
    never: Node,
}

impl Schemas {
    pub(super) fn new() -> Self {
        Self {
            nodes: Vec::new(),
            never: Node::new(Kind::Never, "nothing"),
        }
    }

    pub(super) fn add(&mut self, node: Node) -> NodeId {
        self.nodes.push(node);
        NodeId(self.nodes.len() - 1)
    }

    pub(super) fn set(&mut self, id: NodeId, node: Node) {
        if let Some(place) = self.nodes.get_mut(id.0) {
            *place = node;
        }
    }

    /// The node itself; for a number nobody gave out, one that refuses everything.
    pub(super) fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0).unwrap_or(&self.never)
    }

    /// The node with references followed. Nothing if they only ever lead to each other.
    pub(super) fn followed(&self, mut id: NodeId) -> Option<&Node> {
        for _ in 0..=self.nodes.len() {
            match self.node(id) {
                Node {
                    kind: Kind::Same(next),
                    ..
                } => id = *next,
                node => return Some(node),
            }
        }
        None
    }

    /// The record at the end of references, with the words of its node.
    pub(super) fn record(&self, id: NodeId) -> Option<(&Node, &Record)> {
        match self.followed(id)? {
            node @ Node {
                nullable: false,
                kind: Kind::Record(record),
                ..
            } => Some((node, record)),
            _ => None,
        }
    }

    /// What stands there, in words.
    pub(super) fn shape(&self, id: NodeId) -> &str {
        self.followed(id).map_or("nothing", |node| &node.shape)
    }
}

impl Node {
    pub(super) fn new(kind: Kind, shape: impl Into<String>) -> Self {
        Self {
            nullable: false,
            kind,
            shape: shape.into(),
            value: String::new(),
        }
    }

    pub(super) fn with_value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }
}

/// Names shown in one sentence; more are left out.
const NAMES: usize = 32;

/// Names in a sentence.
pub(super) fn listed<'a>(names: impl ExactSizeIterator<Item = &'a String>) -> String {
    let more = names.len().saturating_sub(NAMES);
    let mut sentence = names
        .take(NAMES)
        .map(|name| format!("`{name}`"))
        .collect::<Vec<_>>()
        .join(", ");
    if more > 0 {
        sentence.push_str(&format!(" and {more} more"));
    }
    sentence
}

/// A JSON number that is an integer to JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whole {
    Within(i128),
    /// Beyond all ranges.
    Beyond,
}

/// `1` and `1.0` are both integers; `1.5` is none.
pub(super) fn whole(number: &Number) -> Option<Whole> {
    if let Some(integer) = number.as_i128() {
        return Some(Whole::Within(integer));
    }
    let float = number.as_f64()?;
    (float.fract() == 0.0).then(|| {
        format!("{float:.0}")
            .parse()
            .map_or(Whole::Beyond, Whole::Within)
    })
}

/// The JSON type of a value, and nothing else of it.
pub(super) fn json_type(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
