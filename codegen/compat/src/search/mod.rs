//! The heart: is there a value that all of some schemas accept and each of some others refuses?
//!
//! Containment is this question with one schema on either side: the writer's must accept, the reader's must refuse. The answer is a
//! value, the certainty that there is none, or the reason why neither could be found. It is found by taking schemas apart: unions into
//! their members, what must be refused into the single rules it can break, objects and arrays into the same question about their parts.
//!
//! A smallest value never contains a smaller answer to its own question, so a question met again inside itself has no answer there;
//! this is what ends recursion. Everything else is ended by a budget.

mod arrays;
mod disjoint;
mod leaf;
mod level;
mod numbers;
mod objects;
mod pattern;
mod strings;

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use crate::schema::{Node, NodeId, Schema, Schemas};
use crate::validate::{Patterns, Reading, Truth, Validator};

/// How a schema that must accept is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum World {
    /// By the one who writes: an object holds only what is declared.
    Writer,
    /// As a mere condition.
    Plain,
}

/// A schema that must accept the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Must {
    pub(crate) node: NodeId,
    pub(crate) world: World,
}

impl Must {
    pub(crate) fn write(node: NodeId) -> Self {
        Self {
            node,
            world: World::Writer,
        }
    }

    pub(crate) fn plain(node: NodeId) -> Self {
        Self {
            node,
            world: World::Plain,
        }
    }
}

/// The answer of a search.
#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    /// Such a value.
    Found(Rc<Value>),
    /// There is none.
    Empty,
    /// Not decided, and why.
    Unknown(Rc<str>),
}

impl Outcome {
    pub(crate) fn unknown(reason: &str) -> Self {
        Self::Unknown(reason.into())
    }

    pub(crate) fn found(value: Value) -> Self {
        Self::Found(Rc::new(value))
    }

    /// Of two ways to an answer: the first that finds a value, else the one that leaves doubt.
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (found @ Self::Found(_), _) | (_, found @ Self::Found(_)) => found,
            (unknown @ Self::Unknown(_), _) => unknown,
            (Self::Empty, other) => other,
        }
    }

    pub(crate) fn is_found(&self) -> bool {
        matches!(self, Self::Found(_))
    }
}

#[derive(PartialEq, Eq, Hash, Clone)]
struct Question {
    must: Vec<Must>,
    refuse: Vec<NodeId>,
}

/// The deepest nesting of values a search goes into.
const DEEPEST: usize = 100;
/// The steps one question from outside may take.
const BUDGET: u64 = 150_000;
/// The nodes that may be looked at meanwhile to validate values.
const VALIDATIONS: u64 = 500_000;

/// Searches values over the schemas of a comparison and remembers what it found.
pub(crate) struct Search<'run> {
    pub(crate) schemas: &'run mut Schemas,
    pub(crate) patterns: Patterns,
    answers: HashMap<Question, Outcome>,
    open: HashMap<Question, usize>,
    /// The outermost open question that an answer under way relies on.
    relied_on: usize,
    budget: u64,
    /// The nodes that validation may still look at.
    validations: u64,
}

impl<'run> Search<'run> {
    pub(crate) fn new(schemas: &'run mut Schemas) -> Self {
        Self {
            schemas,
            patterns: Patterns::default(),
            answers: HashMap::new(),
            open: HashMap::new(),
            relied_on: usize::MAX,
            budget: BUDGET,
            validations: VALIDATIONS,
        }
    }

    /// Gives the next questions a budget of their own.
    pub(crate) fn refill(&mut self) {
        self.budget = BUDGET;
        self.validations = VALIDATIONS;
    }

    /// A value that `writer` may write and `reader` refuses.
    pub(crate) fn broken(&mut self, writer: NodeId, reader: NodeId) -> Outcome {
        if writer == reader {
            return Outcome::Empty;
        }
        self.find(vec![Must::write(writer)], vec![reader])
    }

    /// A value that all of `must` accept and each of `refuse` refuses.
    pub(crate) fn find(&mut self, mut must: Vec<Must>, mut refuse: Vec<NodeId>) -> Outcome {
        for node in &mut refuse {
            *node = self.schemas.as_reader(*node);
        }
        must.retain(|must| must.node != NodeId::ANY);
        refuse.retain(|node| *node != NodeId::NEVER);
        must.sort();
        must.dedup();
        refuse.sort();
        refuse.dedup();
        let is_impossible = must
            .iter()
            .any(|must| must.node == NodeId::NEVER || refuse.contains(&must.node));
        if is_impossible || refuse.contains(&NodeId::ANY) {
            return Outcome::Empty;
        }
        let question = Question { must, refuse };
        if let Some(answer) = self.answers.get(&question) {
            return answer.clone();
        }
        if let Some(position) = self.open.get(&question) {
            self.relied_on = self.relied_on.min(*position);
            return Outcome::Empty;
        }
        let position = self.open.len();
        if position >= DEEPEST {
            return Outcome::unknown("the schema is nested too deeply");
        }
        let outer = std::mem::replace(&mut self.relied_on, usize::MAX);
        self.open.insert(question.clone(), position);
        let answer = self.level(&question.must, &question.refuse);
        self.open.remove(&question);
        let is_settled = self.relied_on >= position;
        if (is_settled || answer.is_found()) && self.budget > 0 {
            self.answers.insert(question, answer.clone());
        }
        self.relied_on = if is_settled {
            outer
        } else {
            outer.min(self.relied_on)
        };
        answer
    }

    fn spend(&mut self, work: usize) -> bool {
        self.budget = self
            .budget
            .saturating_sub(u64::try_from(work).unwrap_or(u64::MAX));
        self.budget > 0
    }

    fn spent() -> Outcome {
        Outcome::unknown("deciding it takes more work than is allowed")
    }

    /// Whether a node accepts a value, read by the letter.
    pub(crate) fn accepts(&mut self, node: NodeId, value: &Value) -> Truth {
        self.validator(Reading::Strict).node(node, value, 0)
    }

    /// Whether a reader of a node accepts a value.
    pub(crate) fn reads(&mut self, node: NodeId, value: &Value) -> Truth {
        self.validator(Reading::Reader).node(node, value, 0)
    }

    fn base_accepts(&mut self, schema: &Schema, value: &Value, reading: Reading) -> Truth {
        self.validator(reading).base(schema, value, 0)
    }

    fn validator(&mut self, reading: Reading) -> Validator<'_> {
        Validator {
            schemas: self.schemas,
            patterns: &mut self.patterns,
            reading,
            budget: &mut self.validations,
        }
    }

    fn behind(&self, id: NodeId) -> Option<NodeId> {
        match self.schemas.node(id) {
            Node::Recursive(number) => Some(self.schemas.recursion(*number)),
            _ => None,
        }
    }
}
