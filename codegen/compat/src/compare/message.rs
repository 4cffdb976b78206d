//! What a finding says to people: what happened, and who meets it.

use serde_json::Value;

use super::facet::Facet;
use crate::report::Side;

/// The sentence for a change of a schema.
pub(crate) fn of(
    facet: Facet,
    side: Side,
    narrowed: bool,
    at: &str,
    old: &Value,
    new: &Value,
) -> String {
    let who = match (side, narrowed) {
        (Side::Request, true) => "clients of the old contract may still send what is refused now",
        (Side::Request, false) => "clients may send more than before",
        (_, false) => "servers may answer what clients of the old contract refuse",
        (_, true) => "clients get less than they were ready for",
    };
    let from_to = |what: &str| format!("{what} changed from {} to {}", shown(old), shown(new));
    let what = match (facet, narrowed) {
        (Facet::Null, true) => "null is no longer allowed".to_owned(),
        (Facet::Null, false) => "null is allowed now".to_owned(),
        (Facet::Type, _) => from_to("the type"),
        (Facet::EnumValue, true) => "an enum value is gone".to_owned(),
        (Facet::EnumValue, false) => "an enum value is new".to_owned(),
        (Facet::Enum, true) => format!("only listed values are allowed now: {}", shown(new)),
        (Facet::Enum, false) => format!("the list of allowed values is gone: {}", shown(old)),
        (Facet::Required, true) => "the property became required".to_owned(),
        (Facet::Required, false) => "the property became optional".to_owned(),
        (Facet::RequiredProperty, true) => "a required property is new".to_owned(),
        (Facet::RequiredProperty, false) => "a required property is gone".to_owned(),
        (Facet::Property | Facet::OpenProperty, true) => "the property is gone".to_owned(),
        (Facet::Property | Facet::OpenProperty, false) => "the property is new".to_owned(),
        (Facet::Renamed, _) => from_to("the property's name"),
        (Facet::Additional, true) => "undeclared properties are refused now".to_owned(),
        (Facet::Additional, false) => "undeclared properties are allowed now".to_owned(),
        (Facet::UnionMember, true) => "a variant is gone".to_owned(),
        (Facet::UnionMember, false) => "a variant is new".to_owned(),
        (Facet::Whole, true) => "the schema accepts less".to_owned(),
        (Facet::Whole, false) => "the schema accepts more".to_owned(),
        (Facet::Default, _) => return format!("{at}: {}", from_to("the default")),
        _ => from_to("the limit"),
    };
    let who = match (facet, side, narrowed) {
        (Facet::OpenProperty, Side::Request, true) => {
            "what clients of the old contract send there is silently ignored"
        }
        (Facet::OpenProperty, Side::Response, true) => {
            "clients of the old contract no longer get it"
        }
        (Facet::OpenProperty, Side::Response, false) => "clients of the old contract pass over it",
        (Facet::Required, Side::Response, true) => "clients can rely on it",
        _ => who,
    };
    format!("{at}: {what}; {who}")
}

fn shown(value: &Value) -> String {
    if let Value::Object(members) = value
        && members.len() == 1
        && let Some((_, only)) = members.iter().next()
    {
        return short(&only.to_string());
    }
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Object(members) if members.is_empty() => "none".to_owned(),
        other => short(&other.to_string()),
    }
}

fn short(text: &str) -> String {
    match text.char_indices().nth(120) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}
