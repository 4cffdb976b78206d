//! What both documents of a comparison share: schemas, contract numbers, the search.

use std::collections::HashMap;

use serde_json::Value;

use super::CompareError;
use super::source::Settled;
use super::walk::{Aim, Walk};
use crate::contract::{Expansion, Texts, Writer};
use crate::report::{Change, FindingVerdict, Side};
use crate::schema::{Compiler, Direction, NodeId, References, Schemas, references};
use crate::search::Search;
use crate::{Document, DocumentError, Operation};

/// Old or new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Age {
    Old,
    New,
}

impl Age {
    pub(crate) fn fails(self, source: DocumentError) -> CompareError {
        let which = match self {
            Self::Old => "old",
            Self::New => "new",
        };
        CompareError { which, source }
    }
}

/// The references of both documents, which the compilers borrow.
#[derive(Default)]
pub(crate) struct Sides {
    references: Vec<References>,
    schemas: Option<Schemas>,
    texts: Texts,
}

/// Two documents under comparison.
pub(crate) struct Pair<'run> {
    old: Compilers<'run>,
    new: Compilers<'run>,
    search: Search<'run>,
    texts: &'run mut Texts,
    /// What has been found between two schemas: many operations answer with the same error.
    told: HashMap<(Direction, NodeId, NodeId), Vec<Change>>,
    pub(crate) settled_types: Settled,
}

struct Compilers<'run> {
    references: &'run References,
    request: Compiler<'run>,
    response: Compiler<'run>,
}

impl<'run> Compilers<'run> {
    fn new(document: &'run Document, references: &'run References) -> Self {
        let compiler = |direction| Compiler::new(document.root(), direction, references);
        Self {
            references,
            request: compiler(Direction::Request),
            response: compiler(Direction::Response),
        }
    }
}

impl<'run> Pair<'run> {
    pub(crate) fn new(
        sides: &'run mut Sides,
        old: &'run Document,
        new: &'run Document,
    ) -> Result<Self, CompareError> {
        for (document, age) in [(old, Age::Old), (new, Age::New)] {
            let roots = document
                .operations()
                .flat_map(|operation| operation.parameters.iter().chain([operation.definition()]));
            let found = references(document.root(), roots, &mut sides.texts)
                .map_err(|error| age.fails(error))?;
            sides.references.push(found);
        }
        let Sides {
            references,
            schemas,
            texts,
        } = sides;
        let schemas = schemas.insert(Schemas::new());
        let [of_old, of_new] = references.as_slice() else {
            return Err(Age::Old.fails(DocumentError::DanglingReference {
                reference: String::new(),
            }));
        };
        Ok(Self {
            old: Compilers::new(old, of_old),
            new: Compilers::new(new, of_new),
            search: Search::new(schemas),
            texts,
            told: HashMap::new(),
            settled_types: Settled::new(),
        })
    }

    /// The number of a part of an operation's contract: the same for the same contract.
    pub(crate) fn number<'doc>(
        &mut self,
        age: Age,
        operation: &'doc Operation,
        write: impl FnOnce(&'doc Operation, &mut Writer<'doc, '_>) -> Result<(), DocumentError>,
    ) -> Result<u32, CompareError> {
        let references = match age {
            Age::Old => self.old.references,
            Age::New => self.new.references,
        };
        let mut writer = Writer::new(
            &operation.root,
            Expansion::Interned {
                texts: self.texts,
                targets: &references.numbers,
            },
        );
        write(operation, &mut writer).map_err(|error| age.fails(error))?;
        let text = writer.out;
        Ok(self.texts.number(&text))
    }

    /// The normal form of a schema; without one, anything.
    pub(crate) fn node(
        &mut self,
        age: Age,
        direction: Direction,
        schema: Option<&Value>,
    ) -> NodeId {
        let compilers = match age {
            Age::Old => &mut self.old,
            Age::New => &mut self.new,
        };
        let compiler = match direction {
            Direction::Request => &mut compilers.request,
            Direction::Response => &mut compilers.response,
        };
        schema.map_or(NodeId::ANY, |schema| {
            compiler.compile(self.search.schemas, schema)
        })
    }

    /// All changes of a schema that travels in this direction.
    pub(crate) fn changes(
        &mut self,
        direction: Direction,
        old: Option<&Value>,
        new: Option<&Value>,
    ) -> Vec<Change> {
        let (old, new) = (
            self.node(Age::Old, direction, old),
            self.node(Age::New, direction, new),
        );
        if old == new {
            return Vec::new();
        }
        if let Some(told) = self.told.get(&(direction, old, new)) {
            return told.clone();
        }
        let found = self.between(direction, old, new);
        self.told.insert((direction, old, new), found.clone());
        found
    }

    fn between(&mut self, direction: Direction, old: NodeId, new: NodeId) -> Vec<Change> {
        let (side, new_reads) = match direction {
            Direction::Request => (Side::Request, true),
            Direction::Response => (Side::Response, false),
        };
        self.search.refill();
        let (writer, reader) = if new_reads { (old, new) } else { (new, old) };
        let mut found = Walk::changes(
            &mut self.search,
            Aim {
                side,
                new_reads,
                proves: true,
            },
            writer,
            reader,
        );
        self.search.refill();
        let loosened = Walk::changes(
            &mut self.search,
            Aim {
                side,
                new_reads: !new_reads,
                proves: false,
            },
            reader,
            writer,
        );
        for change in loosened {
            let is_told = found.iter().any(|other| {
                let is_above =
                    other.verdict != FindingVerdict::Compatible && is_within(&change.at, &other.at);
                let is_same_property = other.at == change.at
                    && other.rule.contains("property-")
                    && change.rule.contains("property-");
                let is_below = (change.rule.ends_with("schema-widened")
                    || change.rule.ends_with("schema-narrowed"))
                    && other.at != change.at
                    && is_within(&other.at, &change.at);
                is_above
                    || is_below
                    || is_same_property
                    || (other.at == change.at && other.rule == change.rule)
            });
            if !is_told {
                found.push(change);
            }
        }
        found
    }
}

fn is_within(place: &str, outer: &str) -> bool {
    place
        .strip_prefix(outer)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || outer.ends_with('/'))
}
