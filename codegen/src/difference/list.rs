//! Lists, by what their members are called rather than by position.

use serde_json::Value;

use super::{Change, Place, compare as compare_values, sentence};

/// Compares two lists. Members are matched by name where they have one, so that one member more is one change.
pub(super) fn compare(old: &[Value], new: &[Value], place: &Place, changes: &mut Vec<Change>) {
    let keyword = place.pointer.rsplit('/').next().unwrap_or_default();
    if place.prose || !is_named(keyword, old) || !is_named(keyword, new) {
        if old != new {
            let (old, new) = (Value::from(old), Value::from(new));
            changes.push(place.change(sentence::changed(place, &old, &new)));
        }
        return;
    }
    let find = |list: &'_ [Value], name: &str| {
        list.iter()
            .position(|member| name_of(keyword, member).as_deref() == Some(name))
    };
    let names = |list: &[Value]| -> Vec<String> {
        list.iter()
            .filter_map(|member| name_of(keyword, member))
            .collect()
    };
    for name in names(old) {
        let inner = place.key(&name);
        match (find(old, &name), find(new, &name)) {
            (Some(left), Some(right)) => {
                if let (Some(left), Some(right)) = (old.get(left), new.get(right)) {
                    compare_values(left, right, &inner, changes);
                }
            }
            (Some(left), None) => {
                changes.push(inner.change(sentence::removed(&inner, old.get(left))));
            }
            _ => {}
        }
    }
    for name in names(new) {
        if let (None, Some(right)) = (find(old, &name), find(new, &name)) {
            let inner = place.key(&name);
            changes.push(inner.change(sentence::added(&inner, new.get(right))));
        }
    }
}

fn is_named(keyword: &str, list: &[Value]) -> bool {
    let mut names: Vec<String> = list
        .iter()
        .filter_map(|member| name_of(keyword, member))
        .collect();
    names.sort();
    names.dedup();
    names.len() == list.len()
}

/// What a member of a list is called: an enum value by itself, a parameter by place and name, a member of a union
/// by its tag or by what it refers to.
fn name_of(keyword: &str, member: &Value) -> Option<String> {
    match keyword {
        "enum" | "required" => match member {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        },
        "parameters" => {
            let place = member.get("in")?.as_str()?;
            Some(format!("{place} {}", member.get("name")?.as_str()?))
        }
        "tags" => match member {
            Value::String(text) => Some(text.clone()),
            other => Some(other.get("name")?.as_str()?.to_owned()),
        },
        "oneOf" | "anyOf" | "allOf" => member
            .get("$ref")
            .and_then(Value::as_str)
            .map(|reference| reference.rsplit('/').next().unwrap_or(reference).to_owned())
            .or_else(|| tag_of(member)),
        _ => None,
    }
}

/// The one value of the first property that can have only one.
fn tag_of(member: &Value) -> Option<String> {
    member
        .get("properties")?
        .as_object()?
        .values()
        .find_map(
            |property| match property.get("enum")?.as_array()?.as_slice() {
                [Value::String(tag)] => Some(tag.clone()),
                _ => None,
            },
        )
}
