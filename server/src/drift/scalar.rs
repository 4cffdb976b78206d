//! Schemas of strings, numbers and booleans: what a parameter can carry.

use serde_json::Value;

use super::{
    contract::CompileError,
    format::Format,
    keywords::Keywords,
    pattern,
    schema::{Bound, Kind, Node, Text, listed},
};

pub(super) fn is_scalar(node: &Node) -> bool {
    matches!(
        node.kind,
        Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number { .. }
            | Kind::Text(_)
            | Kind::Choice(_)
    )
}

pub(super) fn choice(values: &[Value], keywords: &Keywords<'_, '_>) -> Result<Node, CompileError> {
    let nullable = keywords.flag("nullable")?;
    let is_text = keywords.text("type")?.is_none_or(|name| name == "string");
    let strings: Option<Vec<String>> = values
        .iter()
        .filter(|value| !(nullable && value.is_null()))
        .map(|value| value.as_str().map(str::to_owned))
        .collect();
    match strings {
        Some(strings) if is_text && !strings.is_empty() => {
            let shape = format!("one of {}", listed(strings.iter()));
            Ok(Node::new(Kind::Choice(strings), shape))
        }
        _ => Err(keywords.problem("only enums of strings are supported")),
    }
}

pub(super) fn integer(keywords: &Keywords<'_, '_>) -> Result<Node, CompileError> {
    keywords.only(&[
        "type",
        "format",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "nullable",
    ])?;
    let (least, most) = match keywords.text("format")? {
        None => (i64::MIN.into(), u64::MAX.into()),
        Some("int8") => (i8::MIN.into(), i8::MAX.into()),
        Some("int16") => (i16::MIN.into(), i16::MAX.into()),
        Some("int32") => (i32::MIN.into(), i32::MAX.into()),
        Some("int64") => (i64::MIN.into(), i64::MAX.into()),
        Some("uint8") => (0, u8::MAX.into()),
        Some("uint16") => (0, u16::MAX.into()),
        Some("uint32") => (0, u32::MAX.into()),
        Some("uint" | "uint64") => (0, u64::MAX.into()),
        Some(_) => return Err(keywords.unsupported("format")),
    };
    let above = i128::from(keywords.flag("exclusiveMinimum")?);
    let below = i128::from(keywords.flag("exclusiveMaximum")?);
    let minimum = keywords.integer("minimum")?.unwrap_or(least);
    let maximum = keywords.integer("maximum")?.unwrap_or(most);
    let least: i128 = least.max(minimum.saturating_add(above));
    let most: i128 = most.min(maximum.saturating_sub(below));
    Ok(Node::new(Kind::Integer { least, most }, "integer")
        .with_value(format!("an integer from {least} to {most}")))
}

pub(super) fn number(keywords: &Keywords<'_, '_>) -> Result<Node, CompileError> {
    keywords.only(&[
        "type",
        "format",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "nullable",
    ])?;
    if !matches!(keywords.text("format")?, None | Some("double" | "float")) {
        return Err(keywords.unsupported("format"));
    }
    let least = Bound {
        value: keywords.number("minimum")?,
        exclusive: keywords.flag("exclusiveMinimum")?,
    };
    let most = Bound {
        value: keywords.number("maximum")?,
        exclusive: keywords.flag("exclusiveMaximum")?,
    };
    let mut value = "a number".to_owned();
    if let Some(bound) = least.value {
        let word = if least.exclusive { "above" } else { "from" };
        value.push_str(&format!(" {word} {bound}"));
    }
    if let Some(bound) = most.value {
        let word = if most.exclusive { "below" } else { "up to" };
        value.push_str(&format!(" {word} {bound}"));
    }
    Ok(Node::new(Kind::Number { least, most }, "number").with_value(value))
}

pub(super) fn text(keywords: &Keywords<'_, '_>) -> Result<Node, CompileError> {
    keywords.only(&[
        "type",
        "format",
        "minLength",
        "maxLength",
        "pattern",
        "nullable",
    ])?;
    let format = keywords
        .text("format")?
        .map(|name| Format::named(name).ok_or_else(|| keywords.unsupported("format")))
        .transpose()?;
    let least = keywords.count("minLength")?.unwrap_or(0);
    let most = keywords.count("maxLength")?.unwrap_or(usize::MAX);
    let mut value = format.map_or("a string", Format::description).to_owned();
    if least > 0 || most < usize::MAX {
        value.push_str(&format!(" of {}", counted(least, most, "characters")));
    }
    let mut matcher = None;
    if let Some(told) = keywords.text("pattern")? {
        value.push_str(&format!(" matching {told}"));
        matcher = Some(pattern::compile(told).map_err(|_| {
            keywords.problem(format!(
                "the pattern {told} can't be matched in linear time; use none of look-around and \
                 back references"
            ))
        })?);
    }
    let text = Text {
        least,
        most,
        pattern: matcher,
        format,
    };
    Ok(Node::new(Kind::Text(text), "string").with_value(value))
}

pub(super) fn counted(least: usize, most: usize, of_what: &str) -> String {
    match (least, most) {
        (least, usize::MAX) => format!("at least {least} {of_what}"),
        (0, most) => format!("at most {most} {of_what}"),
        (least, most) if least == most => format!("{least} {of_what}"),
        (least, most) => format!("{least} to {most} {of_what}"),
    }
}
