//! What differs between two documents, told by name: which operation, which component, which property or value.
//!
//! The old document is the one that is held against the new one: what only the new one has was *added*.

mod list;
mod sentence;

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::document::{self, Operation};

/// The part of a document a difference lies in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// An operation, by its id.
    Operation(String),
    /// A component: its kind (`schemas`, `responses`, …) and its name.
    Component(String, String),
    /// Anything else, by its JSON pointer.
    Other(String),
}

impl Part {
    /// What it is called.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Operation(id) => format!("operation `{id}`"),
            Self::Component(kind, name) => match kind.as_str() {
                "schemas" => format!("type `{name}`"),
                other => format!("{} `{name}`", other.trim_end_matches('s')),
            },
            Self::Other(pointer) => format!("part `{pointer}`"),
        }
    }
}

/// How a part differs.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Only the new document has it.
    Added,
    /// Only the old document has it.
    Removed,
    /// Both have it, but not the same.
    Changed(Vec<Change>),
}

/// One part that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Which part.
    pub part: Part,
    /// How.
    pub kind: Kind,
    /// As the old document has it, and where.
    pub old: Option<(String, Value)>,
    /// As the new document has it, and where.
    pub new: Option<(String, Value)>,
}

/// One change inside a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// JSON pointer from the part on, with members of lists named where they have a name.
    pub at: String,
    /// What changed, for a person.
    pub message: String,
    /// Whether only prose changed: a description, a title, an example.
    pub prose: bool,
}

impl Difference {
    /// JSON pointer of the part: in the old document, or in the new one if only that has it.
    #[must_use]
    pub fn pointer(&self) -> &str {
        self.old
            .as_ref()
            .or(self.new.as_ref())
            .map_or("", |(pointer, _)| pointer)
    }

    /// What a person wants to be told of a changed part: its prose only if nothing else changed.
    #[must_use]
    pub fn told(&self) -> Vec<Change> {
        let Kind::Changed(changes) = &self.kind else {
            return Vec::new();
        };
        let told: Vec<Change> = changes
            .iter()
            .filter(|change| !change.prose)
            .cloned()
            .collect();
        if !told.is_empty() {
            return told;
        }
        changes.iter().take(1).cloned().collect()
    }
}

/// All differences, operations first, then components, then the rest.
#[must_use]
pub fn differences(old: &Value, new: &Value) -> Vec<Difference> {
    let mut found = operations(old, new);
    found.extend(components(old, new));
    found.extend(others(old, new));
    found
}

fn operations(old: &Value, new: &Value) -> Vec<Difference> {
    let key = |operation: &Operation<'_>| match operation.id {
        "" => format!("{} {}", operation.method.to_uppercase(), operation.path),
        id => id.to_owned(),
    };
    let entry = |operation: &Operation<'_>| {
        let path = operation.path.replace('~', "~0").replace('/', "~1");
        let pointer = format!("/paths/{path}/{}", operation.method);
        (pointer, operation.definition.clone())
    };
    let old: Vec<_> = document::operations(old).collect();
    let new: Vec<_> = document::operations(new).collect();
    let ids: BTreeSet<String> = old.iter().chain(&new).map(key).collect();
    ids.into_iter()
        .filter_map(|id| {
            let left = old.iter().find(|operation| key(operation) == id);
            let right = new.iter().find(|operation| key(operation) == id);
            let mut moved = Vec::new();
            if let (Some(left), Some(right)) = (left, right)
                && (left.method, left.path) != (right.method, right.path)
            {
                moved.push(Change {
                    at: String::new(),
                    message: format!(
                        "`{} {}` became `{} {}`",
                        left.method.to_uppercase(),
                        left.path,
                        right.method.to_uppercase(),
                        right.path
                    ),
                    prose: false,
                });
            }
            difference(
                Part::Operation(id),
                left.map(entry),
                right.map(entry),
                moved,
            )
        })
        .collect()
}

fn components(old: &Value, new: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    for kind in keys(old.get("components"), new.get("components")) {
        let section =
            |document: &'_ Value| document.pointer(&format!("/components/{kind}")).cloned();
        let (left, right) = (section(old), section(new));
        for name in keys(left.as_ref(), right.as_ref()) {
            let entry = |section: &Option<Value>| {
                let value = section.as_ref()?.get(&name)?.clone();
                Some((format!("/components/{kind}/{name}"), value))
            };
            found.extend(difference(
                Part::Component(kind.clone(), name.clone()),
                entry(&left),
                entry(&right),
                Vec::new(),
            ));
        }
    }
    found
}

fn others(old: &Value, new: &Value) -> Vec<Difference> {
    keys(Some(old), Some(new))
        .into_iter()
        .filter(|key| key != "paths" && key != "components")
        .filter_map(|key| {
            let entry = |document: &Value| Some((format!("/{key}"), document.get(&key)?.clone()));
            difference(
                Part::Other(format!("/{key}")),
                entry(old),
                entry(new),
                Vec::new(),
            )
        })
        .collect()
}

fn difference(
    part: Part,
    old: Option<(String, Value)>,
    new: Option<(String, Value)>,
    mut changes: Vec<Change>,
) -> Option<Difference> {
    let kind = match (&old, &new) {
        (None, None) => return None,
        (None, Some(_)) => Kind::Added,
        (Some(_), None) => Kind::Removed,
        (Some((_, left)), Some((_, right))) => {
            compare(left, right, &Place::default(), &mut changes);
            if changes.is_empty() {
                return None;
            }
            Kind::Changed(changes)
        }
    };
    Some(Difference {
        part,
        kind,
        old,
        new,
    })
}

/// Where a comparison is, and what the place means.
#[derive(Clone, Debug, Default)]
struct Place {
    pointer: String,
    /// Whether the keys here are names the contract gave, not keywords of OpenAPI.
    names: bool,
    /// Whether all below here is prose.
    prose: bool,
}

impl Place {
    fn key(&self, key: &str) -> Self {
        let escaped = key.replace('~', "~0").replace('/', "~1");
        let keyword = !self.names;
        Self {
            pointer: format!("{}/{escaped}", self.pointer),
            names: keyword && matches!(key, "properties" | "responses" | "content" | "headers"),
            prose: self.prose
                || (keyword
                    && matches!(
                        key,
                        "description" | "title" | "summary" | "example" | "examples"
                    )),
        }
    }

    fn change(&self, message: String) -> Change {
        Change {
            at: self.pointer.clone(),
            message,
            prose: self.prose,
        }
    }
}

fn compare(old: &Value, new: &Value, place: &Place, changes: &mut Vec<Change>) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => compare_objects(old, new, place, changes),
        (Value::Array(old), Value::Array(new)) => list::compare(old, new, place, changes),
        _ if old == new => {}
        _ => changes.push(place.change(sentence::changed(place, old, new))),
    }
}

fn compare_objects(
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    place: &Place,
    changes: &mut Vec<Change>,
) {
    let mut removed: Vec<&String> = old.keys().filter(|key| !new.contains_key(*key)).collect();
    let mut added: Vec<&String> = new.keys().filter(|key| !old.contains_key(*key)).collect();
    removed.sort();
    added.sort();
    if place.names
        && let ([from], [to]) = (removed.as_slice(), added.as_slice())
        && same_but_prose(old.get(*from), new.get(*to))
    {
        changes.push(place.key(to).change(sentence::renamed(place, from, to)));
    } else {
        for key in removed {
            let inner = place.key(key);
            changes.push(inner.change(sentence::removed(&inner, old.get(key))));
        }
        for key in added {
            let inner = place.key(key);
            changes.push(inner.change(sentence::added(&inner, new.get(key))));
        }
    }
    let mut both: Vec<&String> = old.keys().filter(|key| new.contains_key(*key)).collect();
    both.sort();
    for key in both {
        if let (Some(left), Some(right)) = (old.get(key), new.get(key)) {
            if key == "required" && !place.names && left.is_array() && right.is_array() {
                compare_required(old, new, place, changes);
            } else {
                compare(left, right, &place.key(key), changes);
            }
        }
    }
}

/// A property that comes or goes takes its requirement along, so that is told of the others alone.
fn compare_required(
    old: &Map<String, Value>,
    new: &Map<String, Value>,
    place: &Place,
    changes: &mut Vec<Change>,
) {
    let stays = |name: &Value| {
        let has = |object: &Map<String, Value>| {
            let properties = object.get("properties");
            properties
                .zip(name.as_str())
                .is_none_or(|(properties, name)| properties.get(name).is_some())
        };
        has(old) && has(new)
    };
    let names = |object: &Map<String, Value>| -> Value {
        let required = object.get("required").and_then(Value::as_array);
        required
            .into_iter()
            .flatten()
            .filter(|name| stays(name))
            .cloned()
            .collect()
    };
    compare(&names(old), &names(new), &place.key("required"), changes);
}

fn same_but_prose(old: Option<&Value>, new: Option<&Value>) -> bool {
    let (Some(old), Some(new)) = (old, new) else {
        return false;
    };
    let mut changes = Vec::new();
    compare(old, new, &Place::default(), &mut changes);
    changes.iter().all(|change| change.prose)
}

fn keys(left: Option<&Value>, right: Option<&Value>) -> BTreeSet<String> {
    [left, right]
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .flat_map(|object| object.keys().cloned())
        .collect()
}

#[cfg(test)]
mod tests;
