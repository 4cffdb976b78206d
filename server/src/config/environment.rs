//! Environment variables as a layer of configuration.

use std::{collections::BTreeMap, env};

use crate::handwritten::{
    problem::{Place, Problem},
    table::unknown,
    value::{Node, Value},
};

/// What the name of every variable of ours begins with.
const PREFIX: &str = "NEXUS_";

/// Variables that are read elsewhere: the path of the file.
const NO_KEYS: [&str; 1] = ["NEXUS_CONFIG"];

/// What variables say.
pub(super) struct Variables {
    /// A table like the default's, of what is set.
    pub(super) value: Value,
    /// What is set and means nothing.
    pub(super) problems: Vec<Problem>,
}

/// The variables of this process. Those that are no Unicode are read as far as they are.
pub fn process_environment() -> impl Iterator<Item = (String, String)> {
    env::vars_os().map(|(name, value)| {
        (
            name.to_string_lossy().into_owned(),
            value.to_string_lossy().into_owned(),
        )
    })
}

/// Reads the variables that name a key of the default.
pub(super) fn read(
    variables: impl Iterator<Item = (String, String)>,
    default: &Value,
) -> Variables {
    let keys = keys(default);
    let mut read = Variables {
        value: Value {
            node: Node::Table(BTreeMap::new()),
            place: Place::whole("environment"),
        },
        problems: Vec::new(),
    };
    for (name, text) in variables {
        if !name.starts_with(PREFIX)
            || NO_KEYS.contains(&name.as_str())
            || is_of_kubernetes(&name, &text)
        {
            continue;
        }
        let place = Place::whole(&format!("environment variable {name}"));
        match keys.get(&name) {
            Some(key) => read.value.overlay(key.set_to(&text, &place)),
            None => read.problems.push(Problem {
                place,
                key: String::new(),
                message: unknown(&name, keys.keys().map(String::as_str), "variable"),
            }),
        }
    }
    read
}

/// Whether Kubernetes sets this variable by itself, for a service whose name begins with `nexus-`.
fn is_of_kubernetes(name: &str, value: &str) -> bool {
    let address = value.starts_with("tcp://") || value.starts_with("udp://");
    let of_port = || {
        let (_, port) = name.rsplit_once("_PORT_").unwrap_or_default();
        port.split('_')
            .next()
            .is_some_and(|port| port.parse::<u16>().is_ok())
    };
    name.ends_with("_SERVICE_HOST")
        || name.contains("_SERVICE_PORT")
        || (name.ends_with("_PORT") && address)
        || of_port()
}

/// A key of the default and what kind of value stands there.
struct Key<'a> {
    path: Vec<&'a str>,
    default: &'a Node,
}

impl Key<'_> {
    /// A tree with nothing in it but this key. What can't be read as the key's kind stays text, and is
    /// refused by whoever reads the key.
    fn set_to(&self, text: &str, place: &Place) -> Value {
        let at = |node| Value {
            node,
            place: place.clone(),
        };
        let element = |text: &str| at(Node::Text(text.trim().to_owned()));
        let node = match self.default {
            Node::Integer(_) => text
                .trim()
                .parse()
                .ok()
                .map(|number| Node::Integer(Some(number))),
            Node::Boolean(_) => text.trim().parse().ok().map(Node::Boolean),
            Node::Array(_) if text.trim().is_empty() => Some(Node::Array(Vec::new())),
            Node::Array(_) => Some(Node::Array(text.split(',').map(element).collect())),
            _ => None,
        };
        let leaf = at(node.unwrap_or_else(|| Node::Text(text.to_owned())));
        self.path.iter().rev().fold(leaf, |inner, key| {
            at(Node::Table(BTreeMap::from([((*key).to_owned(), inner)])))
        })
    }
}

/// Every key of the default by the name of its variable.
fn keys(default: &Value) -> BTreeMap<String, Key<'_>> {
    let mut keys = BTreeMap::new();
    let Node::Table(sections) = &default.node else {
        return keys;
    };
    for (section, value) in sections {
        let Node::Table(entries) = &value.node else {
            continue;
        };
        for (key, value) in entries {
            let name = format!("{PREFIX}{section}_{key}").to_ascii_uppercase();
            let path = vec![section.as_str(), key.as_str()];
            let default = &value.node;
            keys.insert(name, Key { path, default });
        }
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_variable_of_its_own() {
        let default = Value::parse(crate::config::DEFAULT, "default").unwrap();
        let Node::Table(sections) = &default.node else {
            panic!("sections are tables");
        };
        let entries = sections.values().map(|section| match &section.node {
            Node::Table(entries) => entries.len(),
            _ => panic!("every key stands in a section"),
        });
        assert_eq!(keys(&default).len(), entries.sum::<usize>());
    }

    #[test]
    fn no_key_looks_like_a_variable_of_kubernetes() {
        let default = Value::parse(crate::config::DEFAULT, "default").unwrap();
        for name in keys(&default).keys() {
            assert!(!is_of_kubernetes(name, "1"), "{name}");
        }
    }
}
