//! openapi.json ↔ the contract's source, when that doesn't compile: names alone, but by name.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Finding, Rule, place::Places};
use crate::{
    document::{operations, operations_reaching},
    source::{Shape, Source},
};

/// What the source and the document don't agree in, as far as names go.
pub(super) fn compare(document: &Value, source: &Source, places: &Places<'_>) -> Vec<Finding> {
    let mut findings = operations_by_name(document, source, places);
    let schemas = document
        .pointer("/components/schemas")
        .and_then(Value::as_object);
    for (name, schema) in schemas.into_iter().flatten() {
        let Some(found) = source.types.get(name) else {
            continue;
        };
        let pointer = format!("/components/schemas/{name}");
        let mut differing = Vec::new();
        match &found.shape {
            Shape::Properties(properties) => {
                let declared = properties.iter().map(|(name, line)| (name, *line));
                let word = Part::new("property", format!("{pointer}/properties"), String::new());
                differing.extend(word.compare(&keys(schema.get("properties")), declared));
            }
            Shape::Values(values) => {
                let declared = values.iter().map(|(name, line)| (name, *line));
                let word = Part::new("value", format!("{pointer}/enum"), String::new());
                differing.extend(word.compare(&texts(schema.get("enum")), declared));
            }
            Shape::Members(members) => {
                let documented = documented_members(schema);
                let declared = members.iter().map(|(tag, (line, _))| (tag, *line));
                let word = Part::new("member", format!("{pointer}/oneOf"), String::new());
                let tags = documented.keys().cloned().collect();
                differing.extend(word.compare(&tags, declared));
                for (tag, (_, properties)) in members {
                    let Some(documented) = documented.get(tag) else {
                        continue;
                    };
                    let declared = properties.iter().map(|(name, line)| (name, *line));
                    let place = format!("{pointer}/oneOf/{tag}/properties");
                    let word = Part::new("property", place, format!("member `{tag}`: "));
                    differing.extend(word.compare(documented, declared));
                }
            }
            Shape::Unknown => {}
        }
        let reached_by = operations_reaching(document, &pointer);
        findings.extend(differing.into_iter().map(|(at, message, line)| {
            let (file, line) = match line {
                Some(line) => (found.line.file.clone(), Some(line)),
                None => (found.line.file.clone(), Some(found.line.number)),
            };
            let message = format!("type `{name}`: in the contract's source, {message}");
            let mut finding =
                Finding::new(Rule::DocumentComponentAltered, at, message).in_file(file, line);
            finding.reached_by = reached_by.clone();
            finding
        }));
    }
    findings
}

fn operations_by_name(document: &Value, source: &Source, places: &Places<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if source.operations.is_empty() {
        return findings;
    }
    let documented: BTreeMap<&str, (String, &str)> = operations(document)
        .map(|operation| {
            (
                operation.id,
                (operation.method.to_uppercase(), operation.path),
            )
        })
        .collect();
    for (id, (method, path)) in &documented {
        let pointer = format!(
            "/paths/{}/{}",
            path.replace('~', "~0").replace('/', "~1"),
            method.to_lowercase()
        );
        match source.operations.get(*id) {
            None => {
                let (file, line) = places.in_document(&pointer);
                let message = format!(
                    "openapi.json has the operation `{id}`, the contract's source lacks it"
                );
                findings.push(
                    Finding::new(Rule::DocumentOperationUnknown, pointer, message)
                        .in_file(file, line)
                        .of_operation(Some(id)),
                );
            }
            Some(declared) if (&declared.route.0, declared.route.1.as_str()) != (method, path) => {
                let (new_method, new_path) = &declared.route;
                let message = format!(
                    "operation `{id}`: in the contract's source, `{method} {path}` became `{new_method} {new_path}`"
                );
                findings.push(
                    Finding::new(Rule::DocumentOperationAltered, pointer, message)
                        .in_file(declared.line.file.clone(), Some(declared.line.number))
                        .of_operation(Some(id)),
                );
            }
            Some(_) => {}
        }
    }
    for (id, declared) in &source.operations {
        if !documented.contains_key(id.as_str()) {
            let message =
                format!("the contract's source has the operation `{id}`, openapi.json lacks it");
            findings.push(
                Finding::new(
                    Rule::DocumentOperationMissing,
                    format!("/paths/{id}"),
                    message,
                )
                .in_file(declared.line.file.clone(), Some(declared.line.number))
                .of_operation(Some(id)),
            );
        }
    }
    findings
}

/// A place, what is to be told of it, and its line if the source has it.
type Told = (String, String, Option<usize>);

/// One list of names: what they are, where they are, what is said before.
struct Part {
    word: &'static str,
    place: String,
    within: String,
}

impl Part {
    fn new(word: &'static str, place: String, within: String) -> Self {
        Self {
            word,
            place,
            within,
        }
    }

    fn compare<'a>(
        &self,
        documented: &BTreeSet<String>,
        declared: impl Iterator<Item = (&'a String, usize)>,
    ) -> Vec<Told> {
        let declared: BTreeMap<&String, usize> = declared.collect();
        let gone: Vec<&String> = documented
            .iter()
            .filter(|name| !declared.contains_key(name))
            .collect();
        let new: Vec<(&String, usize)> = declared
            .into_iter()
            .filter(|(name, _)| !documented.contains(*name))
            .collect();
        let Self {
            word,
            place,
            within,
        } = self;
        if let ([from], [(to, line)]) = (gone.as_slice(), new.as_slice()) {
            let message = format!("{within}{word} `{from}` is now `{to}`");
            return vec![(format!("{place}/{to}"), message, Some(*line))];
        }
        let gone = gone.into_iter().map(|name| {
            let message = format!("{within}{word} `{name}` is gone");
            (format!("{place}/{name}"), message, None)
        });
        let new = new.into_iter().map(|(name, line)| {
            let message = format!("{within}{word} `{name}` is new");
            (format!("{place}/{name}"), message, Some(line))
        });
        gone.chain(new).collect()
    }
}

fn keys(object: Option<&Value>) -> BTreeSet<String> {
    object
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(name, _)| name.clone())
        .collect()
}

fn texts(list: Option<&Value>) -> BTreeSet<String> {
    list.and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|value| value.as_str().map(str::to_owned))
        .collect()
}

/// The members of a union by their tag, each with the names of its properties.
fn documented_members(schema: &Value) -> BTreeMap<String, BTreeSet<String>> {
    schema
        .get("oneOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|member| {
            let properties = member.get("properties")?;
            let tag = properties.as_object()?.values().find_map(|property| {
                match texts(property.get("enum")) {
                    tags if tags.len() == 1 => tags.into_iter().next(),
                    _ => None,
                }
            })?;
            Some((tag, keys(Some(properties))))
        })
        .collect()
}
