//! The one walk over a request's body: every fault of it, of both kinds.

use regex::Regex;
use serde_json::{Map, Number, Value};

use super::{
    contract::Operation,
    faults::{At, Faults},
    format::Verdict,
    json::{self, Malformed},
    schema::{Kind, List, NodeId, Others, Record, Schemas, Text, Union, Whole, json_type, whole},
};

const MISSING: &str = "missing";
const NO_BODY: &str = "no body";
/// Where a date-time has its second.
const LEAP_SECOND: std::ops::Range<usize> = 17..19;

/// Why a body is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyFault {
    /// It is not JSON: `400 malformed`.
    Malformed(Malformed),
    /// It is, and disagrees with the contract: [`Faults::verdict`] tells how.
    Disagrees(Faults),
}

impl Operation<'_> {
    /// Reads a body and judges it. What passes deserialises into the operation's type: integers
    /// written like `1.0` come out as integers, a leap second as the second before it.
    ///
    /// An operation without a body takes none, which reads as null.
    ///
    /// # Errors
    /// When the body is not JSON, or disagrees with the contract.
    pub fn read_body(self, body: &[u8]) -> Result<Value, BodyFault> {
        if self.table.body.is_none() && body.is_empty() {
            return Ok(Value::Null);
        }
        let value = json::parse(body).map_err(BodyFault::Malformed)?;
        self.judge_body(value).map_err(BodyFault::Disagrees)
    }

    /// Judges a body that was read already.
    ///
    /// # Errors
    /// When it disagrees with the contract: all that is wrong with it.
    pub fn judge_body(self, mut body: Value) -> Result<Value, Faults> {
        let mut faults = Faults::default();
        match self.table.body {
            Some(node) => walk(self.schemas, node, &mut body, &At::Body, &mut faults),
            None => faults.drift(&At::Body, NO_BODY, json_type(&body)),
        }
        faults.or(body)
    }
}

/// Judges one value by one schema, and normalises it where JSON Schema and serde would differ.
pub(super) fn walk(
    schemas: &Schemas,
    node: NodeId,
    value: &mut Value,
    at: &At<'_>,
    faults: &mut Faults,
) {
    let mut walk = Walk { schemas, faults };
    walk.value(node, value, at);
}

struct Walk<'w> {
    schemas: &'w Schemas,
    faults: &'w mut Faults,
}

impl Walk<'_> {
    fn value(&mut self, id: NodeId, value: &mut Value, at: &At<'_>) {
        let schemas = self.schemas;
        let node = schemas.node(id);
        if node.nullable && value.is_null() {
            return;
        }
        let fits = match (&node.kind, &mut *value) {
            (Kind::Same(same), _) => return self.value(*same, value, at),
            (Kind::Any, _) | (Kind::Boolean, Value::Bool(_)) => true,
            (Kind::Integer { least, most }, Value::Number(number)) => match whole(number) {
                None => return self.faults.drift(at, &node.shape, json_type(value)),
                Some(Whole::Within(integer)) if (*least..=*most).contains(&integer) => {
                    normalise(number, integer);
                    true
                }
                Some(_) => false,
            },
            (Kind::Number { least, most }, Value::Number(number)) => number
                .as_f64()
                .is_some_and(|float| least.admits_above(float) && most.admits_below(float)),
            (Kind::Text(asked), Value::String(text)) => admits(asked, text),
            (Kind::Choice(values), Value::String(text)) if values.contains(text) => true,
            (Kind::List(list), Value::Array(items)) => self.list(list, items, at),
            (Kind::Record(record), Value::Object(members)) => self.record(record, members, at),
            (Kind::Union(union), Value::Object(members)) => return self.union(union, members, at),
            _ => return self.faults.drift(at, &node.shape, json_type(value)),
        };
        if !fits {
            self.faults.invalid(at, &node.value);
        }
    }

    fn list(&mut self, list: &List, items: &mut [Value], at: &At<'_>) -> bool {
        for (index, item) in items.iter_mut().enumerate() {
            self.value(list.items, item, &At::Item(at, index));
        }
        list.admits(items)
    }

    fn record(&mut self, record: &Record, members: &mut Map<String, Value>, at: &At<'_>) -> bool {
        for (name, value) in members.iter_mut() {
            let at = At::Field(at, name);
            match (record.field(name), record.others) {
                (Some(field), _) => self.value(field.node, value, &at),
                (None, Others::Of(node)) => self.value(node, value, &at),
                (None, Others::Refused) => self.faults.drift(&at, &record.known, json_type(value)),
            }
        }
        for field in &record.fields {
            if field.required && !members.contains_key(&field.name) {
                let expected = self.schemas.shape(field.node);
                self.faults
                    .drift(&At::Field(at, &field.name), expected, MISSING);
            }
        }
        (record.least..=record.most).contains(&members.len())
    }

    /// Only the member that the tag names is judged: the faults of the others say nothing.
    fn union(&mut self, union: &Union, members: &mut Map<String, Value>, at: &At<'_>) {
        let schemas = self.schemas;
        let tag = members.get(&union.tag);
        let member = tag
            .and_then(Value::as_str)
            .and_then(|tag| union.member(tag));
        let Some((node, record)) = member.and_then(|member| schemas.record(member)) else {
            let found = tag.map_or(MISSING, json_type);
            let at = At::Field(at, &union.tag);
            return self.faults.drift(&at, &union.known, found);
        };
        if !self.record(record, members, at) {
            self.faults.invalid(at, &node.value);
        }
    }
}

fn normalise(number: &mut Number, integer: i128) {
    if number.is_f64()
        && let Some(normal) = Number::from_i128(integer)
    {
        *number = normal;
    }
}

fn admits(asked: &Text, text: &mut String) -> bool {
    let long_enough = asked.least == 0 || text.chars().take(asked.least).count() == asked.least;
    let short_enough = text.len() <= asked.most || text.chars().nth(asked.most).is_none();
    if !long_enough || !short_enough {
        return false;
    }
    let matches = |pattern: &Regex| pattern.is_match(text);
    if !asked.pattern.as_ref().is_none_or(matches) {
        return false;
    }
    match asked.format.map(|format| format.judge(text)) {
        None | Some(Verdict::Fits) => true,
        Some(Verdict::LeapSecond) => {
            text.replace_range(LEAP_SECOND, "59");
            true
        }
        Some(Verdict::Fails) => false,
    }
}
