//! Reading a document as JSON.

use std::collections::BTreeSet;

use serde_json::Value;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// An operation as it stands in a document.
#[derive(Clone, Copy, Debug)]
pub struct Operation<'a> {
    /// Its `operationId`; empty if it has none.
    pub id: &'a str,
    /// The method, in small letters as the document writes it.
    pub method: &'a str,
    /// The path, with its variables in braces.
    pub path: &'a str,
    /// The operation object.
    pub definition: &'a Value,
}

impl<'a> Operation<'a> {
    /// The names of its parameters that are sent as `place`: `path`, `query`, `header`.
    pub fn parameters(&self, place: &'a str) -> impl Iterator<Item = &'a str> {
        self.definition
            .get("parameters")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter(move |parameter| parameter.get("in").is_some_and(|found| found == place))
            .filter_map(|parameter| parameter.get("name")?.as_str())
    }
}

/// All operations, in the order of the document.
pub fn operations(document: &Value) -> impl Iterator<Item = Operation<'_>> {
    document
        .get("paths")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .flat_map(|(path, item)| {
            METHODS.iter().filter_map(move |method| {
                let definition = item.get(method)?;
                Some(Operation {
                    id: definition
                        .get("operationId")
                        .and_then(Value::as_str)
                        .unwrap_or_default(),
                    method,
                    path,
                    definition,
                })
            })
        })
}

/// The media type of the first success; `None` if it has no body.
#[must_use]
pub fn success_media_type(operation: &Value) -> Option<&str> {
    let responses = operation.get("responses")?.as_object()?;
    let (_, success) = responses
        .iter()
        .find(|(status, _)| status.starts_with('2'))?;
    let (media_type, _) = success.get("content")?.as_object()?.iter().next()?;
    Some(media_type)
}

/// The same document with all keys sorted, whatever order serde_json keeps.
#[must_use]
pub fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_str());
            entries
                .into_iter()
                .map(|(key, value)| (key.clone(), sorted(value)))
                .collect()
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        other => other.clone(),
    }
}

/// Pretty JSON, as the committed document is written.
#[must_use]
pub fn pretty(value: &Value) -> String {
    let text = serde_json::to_string_pretty(&sorted(value)).unwrap_or_default();
    text + "\n"
}

/// The ids of the operations that reach a component, directly or through others.
#[must_use]
pub fn operations_reaching(document: &Value, component: &str) -> Vec<String> {
    let target = format!("#{component}");
    operations(document)
        .filter(|operation| reaches(document, operation.definition, &target))
        .map(|operation| operation.id.to_owned())
        .collect()
}

fn reaches(document: &Value, from: &Value, target: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(object) => {
                open.extend(object.values());
                let Some(reference) = object.get("$ref").and_then(Value::as_str) else {
                    continue;
                };
                if reference == target {
                    return true;
                }
                if seen.insert(reference) {
                    let pointer = reference.trim_start_matches('#');
                    open.extend(document.pointer(pointer));
                }
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    false
}
