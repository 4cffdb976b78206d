//! Changes as sentences.

use serde_json::Value;

use super::Place;

const LONGEST_VALUE: usize = 80;

pub(super) fn renamed(place: &Place, from: &str, to: &str) -> String {
    let renamed = format!("{} is now `{to}`", subject(&place.key(from).pointer));
    within(&place.pointer, 1, renamed)
}

pub(super) fn removed(place: &Place, value: Option<&Value>) -> String {
    let subject = subject(&place.pointer);
    let said = format!("{subject} is gone{}", shown(": it was", &subject, value));
    within(&place.pointer, 2, said)
}

pub(super) fn added(place: &Place, value: Option<&Value>) -> String {
    let subject = subject(&place.pointer);
    let said = format!("{subject} is new{}", shown(":", &subject, value));
    within(&place.pointer, 2, said)
}

pub(super) fn changed(place: &Place, old: &Value, new: &Value) -> String {
    let said = match place.prose {
        true => format!("{} reads differently", subject(&place.pointer)),
        false => format!(
            "{} was {}, is {}",
            subject(&place.pointer),
            short(old),
            short(new)
        ),
    };
    within(&place.pointer, 2, said)
}

/// What the last step of a pointer is, in the words of a contract.
fn subject(pointer: &str) -> String {
    let steps = steps(pointer);
    let mut backwards = steps.iter().rev().map(String::as_str);
    let Some(last) = backwards.next() else {
        return "it".to_owned();
    };
    match backwards.next() {
        Some("properties") => format!("property `{last}`"),
        Some("enum") => format!("value `{last}`"),
        Some("required") => format!("the requirement of `{last}`"),
        Some("oneOf" | "anyOf") => format!("member `{last}`"),
        Some("parameters") => format!("parameter `{last}`"),
        Some("responses") => format!("response {last}"),
        Some("content") => format!("media type `{last}`"),
        Some("headers") => format!("header `{last}`"),
        Some("tags") => format!("tag `{last}`"),
        _ => format!("`{last}`"),
    }
}

/// Names the property, member or parameter a change lies in, `skip` steps up the pointer.
fn within(pointer: &str, skip: usize, sentence: String) -> String {
    let steps = steps(pointer);
    let mut named: Vec<String> = Vec::new();
    let inner = steps.len().saturating_sub(skip);
    let mut index = 0;
    while let (Some(kind), Some(name)) = (steps.get(index), steps.get(index + 1)) {
        let word = match kind.as_str() {
            "properties" => "property",
            "oneOf" | "anyOf" => "member",
            "parameters" => "parameter",
            "responses" => "response",
            "example" => {
                named.push("the example: ".to_owned());
                index += 1;
                continue;
            }
            _ => {
                index += 1;
                continue;
            }
        };
        if index < inner {
            named.push(format!("{word} `{name}`: "));
        }
        index += 2;
    }
    named.concat() + &sentence
}

fn steps(pointer: &str) -> Vec<String> {
    pointer
        .split('/')
        .skip(1)
        .map(|step| step.replace("~1", "/").replace("~0", "~"))
        .collect()
}

/// Keywords are told with their value; what has a name of its own is told by it.
fn shown(before: &str, subject: &str, value: Option<&Value>) -> String {
    match value {
        Some(value) if subject.starts_with('`') => format!("{before} {}", short(value)),
        _ => String::new(),
    }
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= LONGEST_VALUE {
        return format!("`{text}`");
    }
    let start: String = text.chars().take(LONGEST_VALUE).collect();
    format!("`{start}…`")
}
