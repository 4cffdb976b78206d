//! What a Rust site meets that was compiled against the old SDK: names and types, as the SDK's generator gives them.

use std::collections::{BTreeSet, HashSet};

use serde_json::{Value, json};

use super::operation::media;
use super::rust_types::{Named, is_option, kind, members, variant_name};
use super::{change, parameters};
use crate::report::{Change, FindingVerdict, Side};
use crate::{Operation, reference};

/// Wire rules after which a builder needs a call it did not need before.
const NEWLY_NEEDED: [&str; 6] = [
    "request-property-became-required",
    "request-required-property-added",
    "request-parameter-added-required",
    "request-parameter-became-required",
    "request-body-added-required",
    "request-body-became-required",
];

/// What no longer compiles: findings where the wire agrees, and whether anything does at all.
pub(super) fn changes(
    settled: &mut Settled,
    old: &Operation,
    new: &Operation,
    wire: &[Change],
) -> (Vec<Change>, bool) {
    let mut walk = Walk {
        old,
        new,
        settled,
        seen: HashSet::new(),
        way: Side::Request,
        at: Vec::new(),
        found: Vec::new(),
    };
    if old.id != new.id {
        let message = format!("the client's method {} is called {} now", old.id, new.id);
        let names = (
            json!({ "operationId": old.id }),
            json!({ "operationId": new.id }),
        );
        walk.found.push((
            None,
            change(
                Side::Source,
                "source-method-renamed",
                FindingVerdict::Breaking,
                "",
                message,
                names.0,
                names.1,
            ),
        ));
    }
    walk.parameters();
    walk.bodies();
    let is_needed = wire
        .iter()
        .any(|change| NEWLY_NEEDED.contains(&change.rule.as_str()));
    if walk.found.is_empty() {
        walk.settled.extend(walk.seen.drain());
    }
    let breaks = is_needed || !walk.found.is_empty();
    let is_told = |side: Side, place: &str| {
        wire.iter().any(|other| {
            let own = other
                .at
                .rsplit_once(':')
                .map_or(other.at.as_str(), |(_, own)| own);
            other.side == side
                && other.verdict != FindingVerdict::Compatible
                && place.starts_with(own.trim_end_matches('/'))
        })
    };
    let kept = walk.found.into_iter().filter(|(place, _)| {
        place
            .as_ref()
            .is_none_or(|(side, place)| !is_told(*side, place))
    });
    (kept.map(|(_, change)| change).collect(), breaks)
}

/// Pairs of named types that were found to agree, whole, in an operation before.
pub(crate) type Settled = HashSet<(String, String)>;

type Place = Option<(Side, String)>;

struct Walk<'doc, 'run> {
    settled: &'run mut Settled,
    old: &'doc Operation,
    new: &'doc Operation,
    seen: HashSet<(String, String)>,
    way: Side,
    at: Vec<String>,
    found: Vec<(Place, Change)>,
}

impl<'doc> Walk<'doc, '_> {
    fn tell(&mut self, rule: &str, place: Option<&str>, message: &str, old: Value, new: Value) {
        let path = format!(
            "/{}",
            self.at
                .iter()
                .map(String::as_str)
                .chain(place)
                .collect::<Vec<_>>()
                .join("/")
        );
        let at = format!("{}:{path}", self.way.name());
        let message = format!("{at}: {message}");
        self.found.push((
            Some((self.way, path)),
            change(
                Side::Source,
                rule,
                FindingVerdict::Breaking,
                at,
                message,
                old,
                new,
            ),
        ));
    }

    fn parameters(&mut self) {
        for before in &self.old.parameters {
            let Some(after) = parameters::mate(before, self.old, self.new) else {
                continue;
            };
            let (place, name) = crate::document::parameter_key(before);
            let (_, new_name) = crate::document::parameter_key(after);
            if place == "path" && name != new_name {
                let message = format!("the path parameter {name} is called {new_name} now");
                let at = format!("path:{name}");
                let names = (json!({ "name": name }), json!({ "name": new_name }));
                self.found.push((
                    None,
                    change(
                        Side::Source,
                        "source-parameter-renamed",
                        FindingVerdict::Breaking,
                        at,
                        message,
                        names.0,
                        names.1,
                    ),
                ));
            }
            if let (Some(before), Some(after)) = (before.get("schema"), after.get("schema")) {
                self.at.push(name.to_owned());
                self.pair(before, after);
                self.at.pop();
            }
        }
    }

    fn bodies(&mut self) {
        let (old, new) = (self.old, self.new);
        let json_of =
            |owner: &'doc Operation, holder: Option<&'doc Value>| -> Option<&'doc Value> {
                let holder = reference::follow(&owner.root, holder?).ok()?;
                media(holder.get("content"))
                    .into_iter()
                    .find(|(name, _)| super::operation::is_json(name))?
                    .1
                    .get("schema")
            };
        let bodies = (
            json_of(old, old.definition().get("requestBody")),
            json_of(new, new.definition().get("requestBody")),
        );
        if let (Some(before), Some(after)) = bodies {
            self.pair(before, after);
        }
        self.way = Side::Response;
        let responses = |owner: &'doc Operation| {
            owner
                .definition()
                .get("responses")
                .and_then(Value::as_object)
        };
        let (Some(before), Some(after)) = (responses(old), responses(new)) else {
            return;
        };
        let mut statuses: Vec<&String> = before
            .keys()
            .filter(|status| after.contains_key(*status))
            .collect();
        statuses.sort();
        for status in statuses {
            if let (Some(before), Some(after)) = (
                json_of(old, before.get(status)),
                json_of(new, after.get(status)),
            ) {
                self.pair(before, after);
            }
        }
    }

    fn pair(&mut self, before: &'doc Value, after: &'doc Value) {
        if self.at.len() > 40 {
            return;
        }
        let (Some(before), Some(after)) = (
            Named::of(&self.old.root, before),
            Named::of(&self.new.root, after),
        ) else {
            return;
        };
        if before.name.is_some() || after.name.is_some() {
            let pair = (before.key(), after.key());
            if self.settled.contains(&pair) || !self.seen.insert(pair) {
                return;
            }
        }
        let (old_kind, new_kind) = (kind(before.schema), kind(after.schema));
        if old_kind != new_kind {
            self.tell(
                "source-type-changed",
                None,
                &format!("the Rust type {old_kind} became {new_kind}"),
                json!(old_kind),
                json!(new_kind),
            );
            return;
        }
        if before.name != after.name && matches!(old_kind.as_str(), "struct" | "enum" | "union") {
            let shown = |name: Option<&str>| {
                name.map_or_else(|| json!("an inline type"), |name| json!(name))
            };
            let (old, new) = (shown(before.name), shown(after.name));
            self.tell(
                "source-type-renamed",
                None,
                &format!("the type {old} is {new} now"),
                old,
                new,
            );
        }
        self.inside(before.schema, after.schema, &old_kind);
    }

    fn inside(&mut self, before: &'doc Value, after: &'doc Value, kind: &str) {
        let inner =
            |schema: &'doc Value, key: &str| schema.get(key).filter(|inner| inner.is_object());
        match kind {
            "struct" => self.fields(before, after),
            "enum" => self.values(before, after),
            "union" => self.variants(before, after),
            "Vec" | "map" => {
                let key = if kind == "Vec" {
                    "items"
                } else {
                    "additionalProperties"
                };
                if let (Some(before), Some(after)) = (inner(before, key), inner(after, key)) {
                    self.at.push("*".to_owned());
                    self.pair(before, after);
                    self.at.pop();
                }
            }
            _ => {}
        }
    }

    fn fields(&mut self, before: &'doc Value, after: &'doc Value) {
        let fields = |schema: &'doc Value| schema.get("properties").and_then(Value::as_object);
        let (Some(old), Some(new)) = (fields(before), fields(after)) else {
            return;
        };
        let mut names: Vec<&String> = old.keys().collect();
        names.sort();
        for name in names {
            let place = name.replace('~', "~0").replace('/', "~1");
            let (Some(own), Some(other)) = (old.get(name), new.get(name)) else {
                self.tell(
                    "source-field-removed",
                    Some(&place),
                    "the field is gone",
                    json!(name),
                    Value::Null,
                );
                continue;
            };
            let optional = (
                is_option(&self.old.root, before, name, own),
                is_option(&self.new.root, after, name, other),
            );
            if optional.0 != optional.1 {
                let message = if optional.1 {
                    "the field is an Option now"
                } else {
                    "the field is no Option any more"
                };
                let flags = (
                    json!({ "option": optional.0 }),
                    json!({ "option": optional.1 }),
                );
                self.tell(
                    "source-type-changed",
                    Some(&place),
                    message,
                    flags.0,
                    flags.1,
                );
                continue;
            }
            self.at.push(place);
            self.pair(own, other);
            self.at.pop();
        }
    }

    fn values(&mut self, before: &Value, after: &Value) {
        let values = |schema: &Value| match (schema.get("enum"), schema.get("const")) {
            (Some(Value::Array(values)), _) => values.clone(),
            (_, Some(only)) => vec![only.clone()],
            _ => Vec::new(),
        };
        let new = values(after);
        for value in values(before)
            .into_iter()
            .filter(|value| !value.is_null() && !new.contains(value))
        {
            let name = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            self.tell(
                "source-variant-removed",
                Some(&format!("={name}")),
                "the variant is gone",
                value,
                Value::Null,
            );
        }
    }

    fn variants(&mut self, before: &'doc Value, after: &'doc Value) {
        let (old, new) = (members(before), members(after));
        for member in old {
            let name = variant_name(&self.old.root, member);
            match new
                .iter()
                .find(|other| name.is_some() && variant_name(&self.new.root, other) == name)
            {
                Some(other) => {
                    self.at.push(name.unwrap_or_default());
                    self.pair(member, other);
                    self.added_fields(member, other);
                    self.at.pop();
                }
                None => {
                    if let Some(name) = name {
                        self.tell(
                            "source-variant-removed",
                            Some(&name),
                            "the variant is gone",
                            json!(name),
                            Value::Null,
                        );
                    }
                }
            }
        }
    }

    /// A variant with fields of its own has no builder: it is written, and matched, with all of them.
    fn added_fields(&mut self, before: &Value, after: &Value) {
        let fields = |schema: &Value| {
            let names = schema.get("properties").and_then(Value::as_object);
            names.map(|names| names.keys().cloned().collect::<BTreeSet<_>>())
        };
        let (Some(old), Some(new)) = (fields(before), fields(after)) else {
            return;
        };
        for name in new.difference(&old) {
            let place = name.replace('~', "~0").replace('/', "~1");
            self.tell(
                "source-field-added",
                Some(&place),
                "the variant has a field more",
                Value::Null,
                json!(name),
            );
        }
    }
}
