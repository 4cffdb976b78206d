//! Keywords that hold a plain value: types, enums, bounds, lengths, patterns, formats.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::{Bound, Enumeration, Format, Schema, Types};
use crate::number::Decimal;

pub(super) fn scalars(schema: &mut Schema, members: &Map<String, Value>) {
    schema.types = types(members.get("type"), &mut schema.unread);
    let constant = members.get("const").map(|value| vec![value.clone()]);
    let listed = members.get("enum").and_then(Value::as_array).cloned();
    schema.enumeration = constant
        .or(listed)
        .map(|values| Rc::new(Enumeration::new(values)));
    let mut decimal = |key: &str| match members.get(key) {
        Some(Value::Number(number)) => {
            let decimal = Decimal::parse(number);
            if decimal.is_none() {
                schema.unread = Some(format!("the size of `{key}`").into());
            }
            decimal
        }
        _ => None,
    };
    let (minimum, maximum) = (decimal("minimum"), decimal("maximum"));
    let (above, below) = (decimal("exclusiveMinimum"), decimal("exclusiveMaximum"));
    let multiple_of = decimal("multipleOf");
    let is_exclusive = |key: &str| members.get(key) == Some(&Value::Bool(true));
    let low = minimum.map(|value| Bound {
        value,
        exclusive: is_exclusive("exclusiveMinimum"),
    });
    let high = maximum.map(|value| Bound {
        value,
        exclusive: is_exclusive("exclusiveMaximum"),
    });
    schema.minimum = higher(
        low,
        above.map(|value| Bound {
            value,
            exclusive: true,
        }),
    );
    schema.maximum = lower(
        high,
        below.map(|value| Bound {
            value,
            exclusive: true,
        }),
    );
    schema.multiple_of = multiple_of.filter(|step| step.is_positive());
    schema.min_length = natural(members, "minLength").unwrap_or(0);
    schema.max_length = natural(members, "maxLength");
    schema.pattern = members
        .get("pattern")
        .and_then(Value::as_str)
        .map(Into::into);
    let format = members.get("format").and_then(Value::as_str);
    if let Some((low, high)) = format.and_then(integer_range)
        && Types::NUMBER.or(Types::NULL).contains(schema.types)
    {
        schema.minimum = higher(
            schema.minimum,
            Some(Bound {
                value: Decimal::integer(low),
                exclusive: false,
            }),
        );
        schema.maximum = lower(
            schema.maximum,
            Some(Bound {
                value: Decimal::integer(high),
                exclusive: false,
            }),
        );
    }
    schema.format = format.map(|format| match format {
        "date" => Format::Date,
        "date-time" => Format::DateTime,
        "uuid" => Format::Uuid,
        other => Format::Annotation(other.into()),
    });
}

fn types(value: Option<&Value>, unread: &mut Option<Rc<str>>) -> Types {
    let mut named = |value: &Value| match value.as_str().and_then(Types::named) {
        Some(types) => types,
        None => {
            *unread = Some(format!("the type {value}").into());
            Types::ALL
        }
    };
    match value {
        None => Types::ALL,
        Some(Value::Array(list)) => list.iter().map(named).fold(Types::NONE, Types::or),
        Some(single) => named(single),
    }
}

pub(super) fn natural(members: &Map<String, Value>, key: &str) -> Option<u64> {
    let Value::Number(number) = members.get(key)? else {
        return None;
    };
    if let Some(natural) = number.as_u64() {
        return Some(natural);
    }
    let text = format!("{:.0}", number.as_f64()?.max(0.0));
    Some(text.parse().unwrap_or(u64::MAX))
}

fn integer_range(format: &str) -> Option<(i128, i128)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint" | "uint64" => (0, u64::MAX.into()),
        _ => return None,
    })
}

fn higher(left: Option<Bound>, right: Option<Bound>) -> Option<Bound> {
    match (left, right) {
        (Some(left), Some(right)) => Some(
            if (right.value, right.exclusive) > (left.value, left.exclusive) {
                right
            } else {
                left
            },
        ),
        (left, right) => left.or(right),
    }
}

fn lower(left: Option<Bound>, right: Option<Bound>) -> Option<Bound> {
    match (left, right) {
        (Some(left), Some(right)) => Some(
            if (right.value, !right.exclusive) < (left.value, !left.exclusive) {
                right
            } else {
                left
            },
        ),
        (left, right) => left.or(right),
    }
}
