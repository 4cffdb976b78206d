//! Parameters in path, query, header and cookie.

use serde_json::{Value, json};

use super::change;
use super::schemas::Pair;
use crate::Operation;
use crate::document::parameter_key;
use crate::report::{Change, FindingVerdict, Side};
use crate::schema::Direction;

pub(super) fn changes(pair: &mut Pair<'_>, old: &Operation, new: &Operation) -> Vec<Change> {
    let mut found = Vec::new();
    for before in &old.parameters {
        let place = place_of(before);
        match mate(before, old, new) {
            Some(after) => found.extend(changed(pair, &place, before, after)),
            None if is_unread_header(before) => {}
            None => {
                let message = format!(
                    "{place}: the parameter is gone; what clients of the old contract send there is refused or ignored"
                );
                found.push(change(
                    Side::Request,
                    "request-parameter-removed",
                    FindingVerdict::Breaking,
                    place,
                    message,
                    before.clone(),
                    Value::Null,
                ));
            }
        }
    }
    for after in new
        .parameters
        .iter()
        .filter(|after| mate(after, new, old).is_none() && !is_unread_header(after))
    {
        let place = place_of(after);
        let (rule, verdict, who) = match is_required(after) {
            true => (
                "request-parameter-added-required",
                FindingVerdict::Breaking,
                "clients of the old contract don't send it",
            ),
            false => (
                "request-parameter-added-optional",
                FindingVerdict::Compatible,
                "it may be left out",
            ),
        };
        let message = format!("{place}: the parameter is new; {who}");
        found.push(change(
            Side::Request,
            rule,
            verdict,
            place,
            message,
            Value::Null,
            after.clone(),
        ));
    }
    found
}

/// Header parameters of these names say nothing, by the specification.
fn is_unread_header(parameter: &Value) -> bool {
    let (place, name) = parameter_key(parameter);
    place == "header"
        && ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str())
}

fn place_of(parameter: &Value) -> String {
    let (place, name) = parameter_key(parameter);
    format!("{place}:{name}")
}

/// A parameter of a path is known by its position, one of a header whatever the case of its name.
pub(super) fn mate<'doc>(
    parameter: &Value,
    own: &Operation,
    other: &'doc Operation,
) -> Option<&'doc Value> {
    let (place, name) = parameter_key(parameter);
    let position = placeholders(&own.path)
        .iter()
        .position(|placeholder| *placeholder == name);
    other.parameters.iter().find(|candidate| {
        let (its_place, its_name) = parameter_key(candidate);
        its_place == place
            && match place {
                "path" => {
                    let its_position = placeholders(&other.path)
                        .iter()
                        .position(|placeholder| *placeholder == its_name);
                    its_position == position && (position.is_some() || its_name == name)
                }
                "header" => its_name.eq_ignore_ascii_case(name),
                _ => its_name == name,
            }
    })
}

fn placeholders(path: &str) -> Vec<&str> {
    path.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect()
}

fn is_required(parameter: &Value) -> bool {
    parameter.get("required") == Some(&Value::Bool(true)) || parameter_key(parameter).0 == "path"
}

fn schema(parameter: &Value) -> Option<&Value> {
    let content = || {
        parameter
            .get("content")?
            .as_object()?
            .values()
            .next()?
            .get("schema")
    };
    parameter.get("schema").or_else(content)
}

/// How a parameter is written into the request.
fn style(parameter: &Value) -> Value {
    let (place, _) = parameter_key(parameter);
    let default = if matches!(place, "query" | "cookie") {
        "form"
    } else {
        "simple"
    };
    let style = parameter
        .get("style")
        .and_then(Value::as_str)
        .unwrap_or(default);
    let explode = parameter
        .get("explode")
        .and_then(Value::as_bool)
        .unwrap_or(style == "form");
    let media = parameter
        .get("content")
        .and_then(Value::as_object)
        .and_then(|content| content.keys().next());
    json!({ "style": style, "explode": explode, "content": media })
}

fn changed(pair: &mut Pair<'_>, place: &str, before: &Value, after: &Value) -> Vec<Change> {
    let mut found = Vec::new();
    let flag = |parameter: &Value| json!({ "required": is_required(parameter) });
    let required = match (is_required(before), is_required(after)) {
        (false, true) => Some((
            "request-parameter-became-required",
            FindingVerdict::Breaking,
            "required; clients of the old contract may leave it out",
        )),
        (true, false) => Some((
            "request-parameter-became-optional",
            FindingVerdict::Compatible,
            "optional",
        )),
        _ => None,
    };
    if let Some((rule, verdict, what)) = required {
        let message = format!("{place}: the parameter became {what}");
        found.push(change(
            Side::Request,
            rule,
            verdict,
            place,
            message,
            flag(before),
            flag(after),
        ));
    }
    let (old_style, new_style) = (style(before), style(after));
    if old_style != new_style
        && !(is_scalar(pair, before)
            && is_scalar(pair, after)
            && old_style.get("content") == new_style.get("content"))
    {
        let message = format!(
            "{place}: the parameter is written in another way; what clients of the old contract send is misread"
        );
        found.push(change(
            Side::Request,
            "request-parameter-style-changed",
            FindingVerdict::Breaking,
            place,
            message,
            old_style,
            new_style,
        ));
    }
    let (position, name) = parameter_key(before);
    for mut change in pair.changes(Direction::Request, schema(before), schema(after)) {
        change.place_at(format!("{place}{}", change.at.trim_end_matches('/')));
        if change.verdict == FindingVerdict::Breaking && !change.rule.ends_with("-ignored") {
            change.witness = json!({ "in": position, "name": name, "value": change.witness });
        }
        found.push(change);
    }
    found
}

/// Single values are written alike in all styles.
fn is_scalar(_: &Pair<'_>, parameter: &Value) -> bool {
    let types = schema(parameter)
        .and_then(|schema| schema.get("type"))
        .and_then(Value::as_str);
    matches!(types, Some("string" | "integer" | "number" | "boolean"))
}
