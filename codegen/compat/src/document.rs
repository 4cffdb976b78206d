//! An OpenAPI document and its operations.

use std::sync::Arc;

use serde_json::Value;
use thiserror::Error;

use crate::{Operation, reference};

/// The methods a path item can hold, in the order OpenAPI lists them.
pub(crate) const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];
/// The deepest nesting of JSON a document may have.
const DEEPEST: usize = 512;

/// Why a document could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// The JSON is not an OpenAPI 3 document.
    #[error(
        "this is not an OpenAPI 3.0 or 3.1 document: {found}; give a JSON object whose `openapi` is \"3.0.x\" or \"3.1.x\""
    )]
    NotOpenApi {
        /// What was found in place of the version.
        found: String,
    },
    /// A part of the document has a JSON type it can't have.
    #[error("{place} must be {expected}; correct the document there")]
    Malformed {
        /// JSON pointer of the part.
        place: String,
        /// The JSON type it must have.
        expected: &'static str,
    },
    /// A reference leads out of the document.
    #[error(
        "`$ref: {reference}` leads out of the document; bundle the document into one file first"
    )]
    ForeignReference {
        /// The reference as written.
        reference: String,
    },
    /// A reference points at nothing.
    #[error(
        "`$ref: {reference}` points at nothing in this document; add what it names or correct the reference"
    )]
    DanglingReference {
        /// The reference as written.
        reference: String,
    },
    /// References point at each other without ever reaching anything.
    #[error(
        "`$ref: {reference}` leads only to further references; let one of them point at a definition"
    )]
    EndlessReference {
        /// One reference of the circle.
        reference: String,
    },
    /// The document is nested too deeply.
    #[error(
        "the document is nested deeper than {limit} levels; name inner schemas as components or flatten them"
    )]
    TooDeep {
        /// The deepest nesting that is read.
        limit: usize,
    },
    /// One operation contract, references inlined, is too large to be written out.
    #[error(
        "an operation contract is longer than {limit} bytes with its references inlined; split the operation's schemas"
    )]
    TooLarge {
        /// The longest operation contract that is written.
        limit: usize,
    },
}

/// A parsed OpenAPI document: its version and its operations.
///
/// Cheap to clone; the JSON itself is shared.
#[derive(Debug, Clone)]
pub struct Document {
    root: Arc<Value>,
    version: String,
    operations: Vec<Operation>,
}

impl Document {
    /// Reads an OpenAPI 3.0 or 3.1 document.
    ///
    /// # Errors
    /// When the JSON is no such document, or a reference of an operation itself (not yet those inside its schemas) can't be followed.
    pub fn parse(root: Value) -> Result<Self, DocumentError> {
        let found = match root.get("openapi") {
            Some(Value::String(version))
                if version.starts_with("3.0") || version.starts_with("3.1") =>
            {
                None
            }
            Some(other) => Some(format!("`openapi` is {other}")),
            None => Some("it has no `openapi`".to_owned()),
        };
        if let Some(found) = found {
            return Err(DocumentError::NotOpenApi { found });
        }
        refuse_deep_nesting(&root)?;
        let root = Arc::new(root);
        let mut operations = Vec::new();
        match root.get("paths") {
            None => {}
            Some(Value::Object(paths)) => {
                for (path, item) in paths.iter().filter(|(path, _)| !path.starts_with("x-")) {
                    collect_operations(&root, path, item, &mut operations)?;
                }
            }
            Some(_) => return Err(malformed("/paths", "an object")),
        }
        operations
            .sort_by(|left, right| (&left.path, &left.method).cmp(&(&right.path, &right.method)));
        let version = root
            .pointer("/info/version")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        Ok(Self {
            root,
            version,
            operations,
        })
    }

    /// The document's version, `info.version`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The operations, sorted by path and method.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter()
    }

    /// The operation with this id.
    #[must_use]
    pub fn operation(&self, id: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.id == id)
    }

    /// The JSON the document was read from.
    #[must_use]
    pub fn root(&self) -> &Value {
        &self.root
    }
}

fn malformed(place: &str, expected: &'static str) -> DocumentError {
    DocumentError::Malformed {
        place: place.to_owned(),
        expected,
    }
}

fn collect_operations(
    root: &Arc<Value>,
    path: &str,
    item: &Value,
    found: &mut Vec<Operation>,
) -> Result<(), DocumentError> {
    let pointer = format!("/paths/{}", path.replace('~', "~0").replace('/', "~1"));
    let target = reference::follow(root, item)?;
    let Value::Object(members) = target else {
        return Err(malformed(&pointer, "an object"));
    };
    let shared = parameters(root, target, &pointer)?;
    for method in METHODS {
        let Some(definition) = members.get(method) else {
            continue;
        };
        let place = format!("{pointer}/{method}");
        if !definition.is_object() {
            return Err(malformed(&place, "an object"));
        }
        let mut parameters = parameters(root, definition, &place)?;
        for inherited in &shared {
            if parameters
                .iter()
                .all(|own| parameter_key(own) != parameter_key(inherited))
            {
                parameters.push(inherited.clone());
            }
        }
        parameters.sort_by_cached_key(parameter_key_owned);
        let verb = method.to_ascii_uppercase();
        let id = match definition.get("operationId").and_then(Value::as_str) {
            Some(id) => id.to_owned(),
            None => format!("{verb} {path}"),
        };
        found.push(Operation {
            id,
            method: verb,
            path: path.to_owned(),
            root: Arc::clone(root),
            key: path.to_owned(),
            method_key: method,
            parameters,
            servers: definition
                .get("servers")
                .or_else(|| target.get("servers"))
                .cloned(),
        });
    }
    Ok(())
}

fn parameters(root: &Value, owner: &Value, place: &str) -> Result<Vec<Value>, DocumentError> {
    let items = match owner.get("parameters") {
        None => return Ok(Vec::new()),
        Some(Value::Array(items)) => items,
        Some(_) => return Err(malformed(&format!("{place}/parameters"), "an array")),
    };
    let mut parameters: Vec<Value> = Vec::with_capacity(items.len());
    for item in items {
        let parameter = reference::follow(root, item)?;
        if !parameter.is_object() {
            return Err(malformed(
                &format!("{place}/parameters"),
                "an array of objects",
            ));
        }
        if parameters
            .iter()
            .all(|earlier| parameter_key(earlier) != parameter_key(parameter))
        {
            parameters.push(parameter.clone());
        }
    }
    Ok(parameters)
}

/// What tells parameters of one operation apart: where they are and how they are called.
pub(crate) fn parameter_key(parameter: &Value) -> (&str, &str) {
    let text = |key| {
        parameter
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    };
    (text("in"), text("name"))
}

fn parameter_key_owned(parameter: &Value) -> (String, String) {
    let (place, name) = parameter_key(parameter);
    (place.to_owned(), name.to_owned())
}

/// Recursion over JSON is safe below this depth; what lies deeper is refused before anything recurses.
fn refuse_deep_nesting(root: &Value) -> Result<(), DocumentError> {
    let mut open = vec![(root, 0)];
    while let Some((value, depth)) = open.pop() {
        if depth > DEEPEST {
            return Err(DocumentError::TooDeep { limit: DEEPEST });
        }
        match value {
            Value::Array(items) => open.extend(items.iter().map(|item| (item, depth + 1))),
            Value::Object(members) => {
                open.extend(members.values().map(|member| (member, depth + 1)))
            }
            _ => {}
        }
    }
    Ok(())
}
