//! From the bytes of a body to a JSON value, strictly.
//!
//! Stricter than serde_json where two readers could read two things: a key that stands twice in
//! one object is refused. The depth is counted before anything recurses.

use scheduler_contracts::limits;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value, error::Category, map::Entry};

/// The body is not JSON as the contract reads it: `400 malformed`. Says where, never what.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body is not JSON: {reason}, at line {line}, column {column}")]
pub struct Malformed {
    reason: String,
    /// Line, from 1.
    pub line: usize,
    /// Byte of that line, from 1; 0 if the line has none.
    pub column: usize,
}

/// Reads one JSON value and nothing after it.
///
/// # Errors
/// When the bytes are not UTF-8 or not JSON, hold a lone surrogate, a number beyond all range or a
/// key twice in one object, or nest deeper than [`limits::BODY_DEPTH`].
pub fn parse(body: &[u8]) -> Result<Value, Malformed> {
    refuse_depth(body)?;
    serde_json::from_slice::<Strict>(body)
        .map(|strict| strict.0)
        .map_err(|error| Malformed {
            reason: reason(&error),
            line: error.line(),
            column: error.column(),
        })
}

/// serde_json's own words for syntax are fixed ones. What a visitor says is not passed on: it could
/// quote the body.
fn reason(error: &serde_json::Error) -> String {
    match error.classify() {
        Category::Data => TWICE.to_owned(),
        Category::Eof => "it ends too early".to_owned(),
        Category::Syntax | Category::Io => {
            let words = error.to_string();
            let place = format!(" at line {} column {}", error.line(), error.column());
            words.strip_suffix(&place).unwrap_or(&words).to_owned()
        }
    }
}

const TWICE: &str = "a key stands twice in one object";

/// One pass over the bytes; outside strings every bracket counts, and within valid JSON nothing
/// else does.
fn refuse_depth(body: &[u8]) -> Result<(), Malformed> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    for (position, byte) in body.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limits::BODY_DEPTH {
            let before = body.get(..position).unwrap_or_default();
            let line_start = before.iter().rposition(|byte| *byte == b'\n');
            return Err(Malformed {
                reason: format!("it nests deeper than {} levels", limits::BODY_DEPTH),
                line: 1 + before.iter().filter(|byte| **byte == b'\n').count(),
                column: position + 1 - line_start.map_or(0, |start| start + 1),
            });
        }
    }
    Ok(())
}

/// A value in which no object has a key twice.
struct Strict(Value);

impl<'de> Deserialize<'de> for Strict {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(StrictVisitor).map(Self)
    }
}

struct StrictVisitor;

impl<'de> Visitor<'de> for StrictVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value)
            .map(Value::Number)
            .ok_or_else(|| E::custom("a number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Strict(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        while let Some(key) = members.next_key::<String>()? {
            let Entry::Vacant(place) = object.entry(key) else {
                return Err(A::Error::custom(TWICE));
            };
            let Strict(value) = members.next_value()?;
            place.insert(value);
        }
        Ok(Value::Object(object))
    }
}
