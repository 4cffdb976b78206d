//! Which references of a document lead back to themselves.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::contract::{Expansion, Interned, Part, Texts, Writer};
use crate::{DocumentError, reference};

/// The references of one document, those they lead to first, each with the number of its contract.
pub(crate) struct References {
    /// What a reference is worth as contract text.
    pub(crate) numbers: HashMap<String, Interned>,
    /// The references that are part of a recursion, with the number of the recursion's member.
    pub(crate) recursive: HashMap<String, u32>,
    /// Where each reference comes in an order in which what it leads to comes first.
    pub(crate) order: HashMap<String, usize>,
}

/// Finds all schemas reachable by reference from `roots` and orders them so that no recursion over references is needed later.
pub(crate) fn references<'doc>(
    root: &'doc Value,
    roots: impl Iterator<Item = &'doc Value>,
    texts: &mut Texts,
) -> Result<References, DocumentError> {
    let mut edges: HashMap<String, Vec<String>> = HashMap::new();
    let mut pending: Vec<String> = BTreeSet::from_iter(roots.flat_map(references_in))
        .into_iter()
        .collect();
    let starts = pending.clone();
    while let Some(reference) = pending.pop() {
        if edges.contains_key(&reference) {
            continue;
        }
        // What only looks like a reference, inside an example, may lead nowhere.
        let next: Vec<String> = match reference::resolve(root, &reference) {
            Ok(target) => BTreeSet::from_iter(references_in(target))
                .into_iter()
                .collect(),
            Err(_) => Vec::new(),
        };
        pending.extend(next.iter().cloned());
        edges.insert(reference, next);
    }
    let mut found = References {
        numbers: HashMap::new(),
        recursive: HashMap::new(),
        order: HashMap::new(),
    };
    for group in groups(&edges, &starts) {
        for member in &group {
            let position = found.order.len();
            found.order.insert(member.clone(), position);
        }
        number_group(root, &edges, &group, texts, &mut found)?;
    }
    Ok(found)
}

fn number_group(
    root: &Value,
    edges: &HashMap<String, Vec<String>>,
    group: &[String],
    texts: &mut Texts,
    found: &mut References,
) -> Result<(), DocumentError> {
    let is_recursive = match group {
        [only] => edges.get(only).is_some_and(|next| next.contains(only)),
        _ => true,
    };
    if is_recursive {
        for member in group {
            found.numbers.insert(
                member.clone(),
                Interned::Recursive(reference::name(member).to_owned()),
            );
        }
    }
    let mut members = Vec::with_capacity(group.len());
    for member in group {
        let Ok(target) = reference::resolve(root, member) else {
            return Ok(());
        };
        let mut writer = Writer::new(
            root,
            Expansion::Interned {
                texts,
                targets: &found.numbers,
            },
        );
        writer.part(Part::Schema, target)?;
        members.push((member.clone(), writer.out));
    }
    members.sort();
    let signature: String = members
        .iter()
        .map(|(member, text)| format!("{member}={text};"))
        .collect();
    for (member, text) in &members {
        let number = match is_recursive {
            true => texts.number(&format!("{signature}#{member}")),
            false => text
                .trim_start_matches('@')
                .parse()
                .unwrap_or_else(|_| texts.number(text)),
        };
        found
            .numbers
            .insert(member.clone(), Interned::Known(number));
        if is_recursive {
            found.recursive.insert(member.clone(), number);
        }
    }
    Ok(())
}

/// All `$ref` texts in a part of a document.
pub(super) fn references_in(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(members) => {
                if let Some(reference) = reference::of(value) {
                    found.push(reference.to_owned());
                }
                open.extend(members.values());
            }
            _ => {}
        }
    }
    found
}

/// Tarjan's strongly connected components, without recursion: each group comes after all groups it leads to.
fn groups(edges: &HashMap<String, Vec<String>>, starts: &[String]) -> Vec<Vec<String>> {
    let mut visits: HashMap<&str, Visit> = HashMap::new();
    let mut stack: Vec<&str> = Vec::new();
    let mut groups = Vec::new();
    for start in starts {
        if visits.contains_key(start.as_str()) {
            continue;
        }
        let mut calls: Vec<(&str, usize)> = vec![(start, 0)];
        while let Some((name, position)) = calls.pop() {
            if position == 0 {
                let index = visits.len();
                visits.insert(
                    name,
                    Visit {
                        index,
                        low: index,
                        on_stack: true,
                    },
                );
                stack.push(name);
            }
            let next = edges.get(name).and_then(|next| next.get(position));
            if let Some(next) = next {
                calls.push((name, position + 1));
                match visits
                    .get(next.as_str())
                    .map(|visit| (visit.on_stack, visit.index))
                {
                    None => calls.push((next, 0)),
                    Some((true, index)) => lower(&mut visits, name, index, |visit, index| {
                        visit.low = visit.low.min(index)
                    }),
                    Some((false, _)) => {}
                }
                continue;
            }
            let Some((index, low)) = visits.get(name).map(|visit| (visit.index, visit.low)) else {
                continue;
            };
            if index == low {
                let mut group = Vec::new();
                while let Some(member) = stack.pop() {
                    lower(&mut visits, member, 0, |visit, _| visit.on_stack = false);
                    group.push(member.to_owned());
                    if member == name {
                        break;
                    }
                }
                groups.push(group);
            }
            if let Some((caller, _)) = calls.last() {
                lower(&mut visits, caller, low, |visit, low| {
                    visit.low = visit.low.min(low)
                });
            }
        }
    }
    groups
}

struct Visit {
    index: usize,
    low: usize,
    on_stack: bool,
}

fn lower<'a>(
    visits: &mut HashMap<&'a str, Visit>,
    name: &'a str,
    value: usize,
    change: fn(&mut Visit, usize),
) {
    if let Some(visit) = visits.get_mut(name) {
        change(visit, value);
    }
}
