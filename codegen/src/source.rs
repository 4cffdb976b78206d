//! The contract's source, read as text: which type, field and operation stands on which line.
//!
//! The compiler isn't asked, so this works when the contract doesn't compile. What it can't know (macros, generic
//! types, flattened fields) it leaves out rather than guess.

mod names;

use std::collections::BTreeMap;

use syn::{Fields, ImplItem, Item, TraitItem, spanned::Spanned};

use crate::{Error, Workspace};
use names::{Naming, endpoint};

/// The folder of the contract's source.
const FOLDER: &str = "contracts/src";

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// From the workspace's top folder.
    pub file: String,
    /// Counted from 1.
    pub number: usize,
}

/// A type, by the names the document has for its parts.
#[derive(Clone, Debug)]
pub struct TypeSource {
    /// Where it is declared.
    pub line: Line,
    /// What it has.
    pub shape: Shape,
}

/// The parts of a type and their lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Its properties.
    Properties(BTreeMap<String, usize>),
    /// Its values.
    Values(BTreeMap<String, usize>),
    /// Its members by their tags, each with its properties.
    Members(BTreeMap<String, (usize, BTreeMap<String, usize>)>),
    /// Not to be told from the source alone.
    Unknown,
}

/// A published operation as the trait declares it.
#[derive(Clone, Debug)]
pub struct OperationSource {
    /// Where it is declared.
    pub line: Line,
    /// Its method, in capitals, and its path.
    pub route: (String, String),
}

/// What the source declares.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Types by name.
    pub types: BTreeMap<String, TypeSource>,
    /// Published operations by id.
    pub operations: BTreeMap<String, OperationSource>,
}

impl Source {
    /// Reads the contract's source; a file that isn't Rust is left out.
    ///
    /// # Errors
    /// When a file can't be read.
    pub fn read(workspace: &Workspace) -> Result<Self, Error> {
        let mut source = Self::default();
        for path in workspace.files(FOLDER)? {
            if !path.ends_with(".rs") {
                continue;
            }
            let text = workspace.read(&path)?.unwrap_or_default();
            if let Ok(file) = syn::parse_file(&text) {
                source.read_items(&path, &file.items);
            }
        }
        Ok(source)
    }

    /// The line of a component, or of the part of it a pointer leads to.
    #[must_use]
    pub fn component_line(&self, name: &str, pointer: &str) -> Option<Line> {
        let found = self.types.get(name)?;
        let steps: Vec<&str> = pointer.split('/').skip(1).collect();
        let number = match (&found.shape, steps.as_slice()) {
            (Shape::Properties(properties), ["properties" | "required", property, ..]) => {
                properties.get(*property).copied()
            }
            (Shape::Values(values), ["enum", value, ..]) => values.get(*value).copied(),
            (Shape::Members(members), ["oneOf", tag, rest @ ..]) => {
                members.get(*tag).map(|(line, properties)| match rest {
                    ["properties" | "required", property, ..] => {
                        properties.get(*property).copied().unwrap_or(*line)
                    }
                    _ => *line,
                })
            }
            _ => None,
        };
        Some(Line {
            file: found.line.file.clone(),
            number: number.unwrap_or(found.line.number),
        })
    }

    fn read_items(&mut self, path: &str, items: &[Item]) {
        for item in items {
            match item {
                Item::Struct(found) if found.generics.params.is_empty() => {
                    let shape = match &found.fields {
                        Fields::Named(_) => {
                            let naming = Naming::of(&found.attrs);
                            names::properties(&found.fields, &naming)
                                .map_or(Shape::Unknown, Shape::Properties)
                        }
                        _ => Shape::Unknown,
                    };
                    self.add(path, &found.ident, shape);
                }
                Item::Enum(found) if found.generics.params.is_empty() => {
                    self.add(path, &found.ident, names::members(found));
                }
                Item::Trait(found) => {
                    for item in &found.items {
                        if let TraitItem::Fn(function) = item {
                            self.add_operation(path, &function.sig.ident, &function.attrs);
                        }
                    }
                }
                Item::Impl(found) => {
                    for item in &found.items {
                        if let ImplItem::Fn(function) = item {
                            self.add_operation(path, &function.sig.ident, &function.attrs);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn add(&mut self, path: &str, name: &syn::Ident, shape: Shape) {
        let found = TypeSource {
            line: line(path, name),
            shape,
        };
        self.types.insert(name.to_string(), found);
    }

    fn add_operation(&mut self, path: &str, name: &syn::Ident, attributes: &[syn::Attribute]) {
        if let Some(route) = endpoint(attributes) {
            let found = OperationSource {
                line: line(path, name),
                route,
            };
            self.operations.insert(name.to_string(), found);
        }
    }
}

fn line(path: &str, name: &syn::Ident) -> Line {
    Line {
        file: path.to_owned(),
        number: name.span().start().line,
    }
}

fn number(spanned: &impl Spanned) -> usize {
    spanned.span().start().line
}

#[cfg(test)]
mod tests;
