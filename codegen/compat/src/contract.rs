//! The operation contract as text: references inlined, prose left out, what has no order sorted.
//!
//! One walk serves two readers. [`Inlined`](Expansion::Inlined) writes the text that is hashed into a fingerprint.
//! [`Interned`](Expansion::Interned) gives every schema a number instead, equal numbers for equal contracts, so that two large
//! documents can be held side by side without writing either of them out.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::canonical::{compare_keys, write_string, write_value};
use crate::{DocumentError, reference};

/// The longest text one operation contract may take when written out.
const LONGEST: usize = 16 << 20;
/// The deepest nesting of an operation contract, references inlined.
const DEEPEST: usize = 700;

/// What an object of the document is, which decides which of its keys are prose, schemas or plain data.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Operation,
    PathItem,
    Callback,
    Parameter,
    Body,
    Response,
    Media,
    Encoding,
    Schema,
    SecurityScheme,
    Data,
}

enum Member {
    Prose,
    One(Part),
    List(Part),
    Map(Part),
    Sorted,
    Parameters,
}

impl Part {
    fn member(self, key: &str) -> Member {
        use Member::{List, Map, One, Parameters, Prose, Sorted};
        match (self, key) {
            (Part::Data, _) => One(Part::Data),
            (_, "description") => Prose,
            (Part::Operation | Part::PathItem, "summary" | "tags" | "externalDocs") => Prose,
            (Part::Operation | Part::PathItem, "parameters") => Parameters,
            (Part::Operation, "requestBody") => One(Part::Body),
            (Part::Operation, "responses") => Map(Part::Response),
            (Part::Operation, "callbacks") => Map(Part::Callback),
            (Part::Operation, "security") => Sorted,
            (Part::PathItem, method) if crate::document::METHODS.contains(&method) => {
                One(Part::Operation)
            }
            (Part::Callback, expression) if !expression.starts_with("x-") => One(Part::PathItem),
            (Part::Parameter | Part::Media | Part::Encoding, "example" | "examples") => Prose,
            (Part::Parameter | Part::Media, "schema") => One(Part::Schema),
            (Part::Parameter | Part::Body | Part::Response, "content") => Map(Part::Media),
            (Part::Response | Part::Encoding, "headers") => Map(Part::Parameter),
            (Part::Media, "encoding") => Map(Part::Encoding),
            (Part::Schema, "title" | "example" | "examples" | "externalDocs" | "$comment") => Prose,
            (Part::Schema, "required" | "enum" | "type") => Sorted,
            (
                Part::Schema,
                "properties" | "patternProperties" | "dependentSchemas" | "$defs" | "definitions",
            ) => Map(Part::Schema),
            (Part::Schema, "allOf" | "anyOf" | "oneOf" | "prefixItems") => List(Part::Schema),
            (
                Part::Schema,
                "items"
                | "additionalProperties"
                | "additionalItems"
                | "not"
                | "if"
                | "then"
                | "else"
                | "contains"
                | "propertyNames"
                | "unevaluatedItems"
                | "unevaluatedProperties",
            ) => One(Part::Schema),
            _ => One(Part::Data),
        }
    }
}

/// How references are written.
pub(crate) enum Expansion<'run> {
    /// Inlined; the names on the way down are remembered, so that a recursive schema is written once and then named.
    Inlined { open: Vec<String> },
    /// As numbers: each schema one of its own, the numbers of what references point at known beforehand.
    Interned {
        texts: &'run mut Texts,
        targets: &'run HashMap<String, Interned>,
    },
}

/// What an interned reference is written as.
#[derive(Clone)]
pub(crate) enum Interned {
    /// The contract with this number.
    Known(u32),
    /// A member of the recursion being written: by name.
    Recursive(String),
}

/// Numbers for contract texts: the same number for the same text, over all documents of a comparison.
#[derive(Default)]
pub(crate) struct Texts {
    numbers: HashMap<String, u32>,
}

impl Texts {
    pub(crate) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(text.to_owned(), next);
        next
    }
}

/// Writes parts of a document as contract text.
pub(crate) struct Writer<'doc, 'run> {
    pub(crate) out: String,
    root: &'doc Value,
    expansion: Expansion<'run>,
    depth: usize,
}

impl<'doc, 'run> Writer<'doc, 'run> {
    pub(crate) fn new(root: &'doc Value, expansion: Expansion<'run>) -> Self {
        Self {
            out: String::new(),
            root,
            expansion,
            depth: 0,
        }
    }

    pub(crate) fn raw(&mut self, text: &str) {
        self.out.push_str(text);
    }

    pub(crate) fn key(&mut self, first: &mut bool, key: &str) {
        if !std::mem::take(first) {
            self.out.push(',');
        }
        write_string(&mut self.out, key);
        self.out.push(':');
    }

    pub(crate) fn part(&mut self, part: Part, value: &'doc Value) -> Result<(), DocumentError> {
        if self.depth > DEEPEST {
            return Err(DocumentError::TooDeep { limit: DEEPEST });
        }
        if self.out.len() > LONGEST {
            return Err(DocumentError::TooLarge { limit: LONGEST });
        }
        self.depth += 1;
        let written = match (part, value) {
            (Part::Data, _) => {
                write_value(&mut self.out, value);
                Ok(())
            }
            (Part::Schema, _) => self.schema(value),
            (_, Value::Object(members)) => match reference::of(value) {
                Some(reference) => self.reference(part, reference),
                None => self.object(part, members),
            },
            _ => {
                write_value(&mut self.out, value);
                Ok(())
            }
        };
        self.depth -= 1;
        written
    }

    fn schema(&mut self, value: &'doc Value) -> Result<(), DocumentError> {
        let Value::Object(members) = value else {
            write_value(&mut self.out, value);
            return Ok(());
        };
        let start = self.out.len();
        match reference::of(value) {
            Some(reference) if self.is_lone_reference(members) => {
                return self.reference(Part::Schema, reference);
            }
            Some(reference) => {
                self.out.push_str("{\"$ref\":");
                self.reference(Part::Schema, reference)?;
                self.out.push(',');
                self.object_except(Part::Schema, members, "$ref")?;
                self.out.push('}');
            }
            None => self.object(Part::Schema, members)?,
        }
        if let Expansion::Interned { texts, .. } = &mut self.expansion {
            let number = texts.number(self.out.get(start..).unwrap_or_default());
            self.out.truncate(start);
            self.out.push_str(&format!("@{number}"));
        }
        Ok(())
    }

    /// Before 3.1, whatever stands beside `$ref` says nothing; in 3.1 only prose may be passed over.
    fn is_lone_reference(&self, members: &Map<String, Value>) -> bool {
        let three_zero = self
            .root
            .get("openapi")
            .and_then(Value::as_str)
            .is_some_and(|version| version.starts_with("3.0"));
        three_zero
            || members
                .keys()
                .all(|key| key == "$ref" || matches!(Part::Schema.member(key), Member::Prose))
    }

    fn reference(&mut self, part: Part, reference: &str) -> Result<(), DocumentError> {
        match &mut self.expansion {
            Expansion::Interned { targets, .. } if part == Part::Schema => {
                match targets.get(reference) {
                    Some(Interned::Known(number)) => self.out.push_str(&format!("@{number}")),
                    Some(Interned::Recursive(name)) => self.out.push_str(&format!("@{name}")),
                    None => {
                        reference::resolve(self.root, reference)?;
                        return Err(DocumentError::DanglingReference {
                            reference: reference.to_owned(),
                        });
                    }
                }
                Ok(())
            }
            Expansion::Inlined { open } if part == Part::Schema => {
                if open.iter().any(|name| name == reference) {
                    self.out.push_str("{\"$ref\":");
                    write_string(&mut self.out, reference);
                    self.out.push('}');
                    return Ok(());
                }
                open.push(reference.to_owned());
                let target = reference::resolve(self.root, reference)?;
                let written = self.part(part, target);
                if let Expansion::Inlined { open } = &mut self.expansion {
                    open.pop();
                }
                written
            }
            _ => self.part(part, reference::resolve(self.root, reference)?),
        }
    }

    fn object(
        &mut self,
        part: Part,
        members: &'doc Map<String, Value>,
    ) -> Result<(), DocumentError> {
        self.out.push('{');
        self.object_except(part, members, "")?;
        self.out.push('}');
        Ok(())
    }

    fn object_except(
        &mut self,
        part: Part,
        members: &'doc Map<String, Value>,
        except: &str,
    ) -> Result<(), DocumentError> {
        let mut entries: Vec<(&'doc String, &'doc Value)> = members
            .iter()
            .filter(|(key, _)| key.as_str() != except)
            .collect();
        entries.sort_by(|left, right| compare_keys(left.0, right.0));
        self.members(part, entries)
    }

    /// The members of an object that are no prose, in the order given.
    pub(crate) fn members(
        &mut self,
        part: Part,
        entries: Vec<(&'doc String, &'doc Value)>,
    ) -> Result<(), DocumentError> {
        let mut first = true;
        for (key, value) in entries {
            match part.member(key) {
                Member::Prose => {}
                member => {
                    self.key(&mut first, key);
                    self.member(member, value)?;
                }
            }
        }
        Ok(())
    }

    fn member(&mut self, member: Member, value: &'doc Value) -> Result<(), DocumentError> {
        match (member, value) {
            (Member::One(part), _) => self.part(part, value),
            (Member::List(part), Value::Array(items)) => self.list(part, items.iter()),
            (Member::Parameters, Value::Array(items)) => self.parameters(items),
            (Member::Map(part), Value::Object(members)) => self.map(part, members),
            (Member::Sorted, Value::Array(items)) => {
                let mut texts: Vec<String> =
                    items.iter().map(crate::canonical::to_string).collect();
                texts.sort();
                texts.dedup();
                self.out.push_str(&format!("[{}]", texts.join(",")));
                Ok(())
            }
            _ => {
                write_value(&mut self.out, value);
                Ok(())
            }
        }
    }

    fn list(
        &mut self,
        part: Part,
        items: impl Iterator<Item = &'doc Value>,
    ) -> Result<(), DocumentError> {
        self.out.push('[');
        for (position, item) in items.enumerate() {
            if position > 0 {
                self.out.push(',');
            }
            self.part(part, item)?;
        }
        self.out.push(']');
        Ok(())
    }

    fn map(&mut self, part: Part, members: &'doc Map<String, Value>) -> Result<(), DocumentError> {
        let mut entries: Vec<(&'doc String, &'doc Value)> = members.iter().collect();
        entries.sort_by(|left, right| compare_keys(left.0, right.0));
        self.out.push('{');
        let mut first = true;
        for (key, value) in entries {
            self.key(&mut first, key);
            self.part(part, value)?;
        }
        self.out.push('}');
        Ok(())
    }

    fn parameters(&mut self, items: &'doc [Value]) -> Result<(), DocumentError> {
        let mut parameters = Vec::with_capacity(items.len());
        for item in items {
            parameters.push(reference::follow(self.root, item)?);
        }
        parameters.sort_by_key(|parameter| crate::document::parameter_key(parameter));
        self.list(Part::Parameter, parameters.into_iter())
    }

    pub(crate) fn sorted_parameters(
        &mut self,
        parameters: &'doc [Value],
    ) -> Result<(), DocumentError> {
        self.list(Part::Parameter, parameters.iter())
    }
}
