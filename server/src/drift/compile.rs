//! From the schemas of the document to the nodes of the walk.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    contract::CompileError,
    format::Format,
    keywords::{Keywords, escaped},
    pattern,
    schema::{
        Bound, Field, Kind, List, Node, NodeId, Others, Record, Schemas, Text, Union, listed,
    },
    union,
};

/// References that lead to references; more than these lead nowhere.
const REFERENCES: usize = 32;

/// Compiles schemas of one document into one arena, each component once.
pub(super) struct Compiler<'d> {
    document: &'d Value,
    schemas: Schemas,
    references: HashMap<&'d str, NodeId>,
    /// Unions whose tag is found once all members are compiled, with their places.
    unions: Vec<(NodeId, String)>,
}

impl<'d> Compiler<'d> {
    pub(super) fn new(document: &'d Value) -> Self {
        Self {
            document,
            schemas: Schemas::new(),
            references: HashMap::new(),
            unions: Vec::new(),
        }
    }

    /// The arena, once every reference is known to lead somewhere and every union has its tag.
    pub(super) fn finish(mut self) -> Result<Schemas, CompileError> {
        for (reference, id) in &self.references {
            if self.schemas.followed(*id).is_none() {
                let place = reference.trim_start_matches('#');
                return Err(CompileError::new(place, "it refers to nothing but itself"));
            }
        }
        for (id, place) in &self.unions {
            union::tell_apart(&mut self.schemas, *id, place)?;
        }
        Ok(self.schemas)
    }

    /// What stands at the end of a chain of references, and where.
    pub(super) fn resolved(
        &self,
        mut value: &'d Value,
        place: &str,
    ) -> Result<(&'d Value, String), CompileError> {
        let mut place = place.to_owned();
        for _ in 0..REFERENCES {
            let Some(reference) = value.get("$ref").and_then(Value::as_str) else {
                return Ok((value, place));
            };
            let target;
            (value, target) = self.target(reference, &place)?;
            target.clone_into(&mut place);
        }
        Err(CompileError::new(&place, "it refers to nothing but itself"))
    }

    fn target(
        &self,
        reference: &'d str,
        place: &str,
    ) -> Result<(&'d Value, &'d str), CompileError> {
        reference
            .strip_prefix('#')
            .and_then(|pointer| Some((self.document.pointer(pointer)?, pointer)))
            .ok_or_else(|| {
                CompileError::new(place, format!("`{reference}` is not in this document"))
            })
    }

    /// A parameter's schema: a scalar, since that is all a parameter can carry.
    pub(super) fn scalar(&self, id: NodeId, place: &str) -> Result<NodeId, CompileError> {
        let scalar = self.schemas.followed(id).is_some_and(is_scalar);
        if scalar && !self.schemas.node(id).nullable {
            Ok(id)
        } else {
            Err(CompileError::new(
                place,
                "a parameter must be a string, a number, a boolean or one of some strings",
            ))
        }
    }

    /// Compiles a schema.
    pub(super) fn schema(
        &mut self,
        schema: &'d Value,
        place: &str,
    ) -> Result<NodeId, CompileError> {
        let keywords = Keywords::of(schema, place)?;
        if let Some(reference) = keywords.text("$ref")? {
            keywords.only(&["$ref"])?;
            return self.reference(reference, place);
        }
        let mut node = self.node(&keywords)?;
        node.nullable = keywords.flag("nullable")?;
        if node.nullable {
            node.shape.push_str(" or null");
        }
        let is_union = matches!(node.kind, Kind::Union(_));
        let id = self.schemas.add(node);
        if is_union {
            self.unions.push((id, place.to_owned()));
        }
        Ok(id)
    }

    /// Each target is compiled once, under a number that stands before its content does: so a
    /// schema may hold itself.
    fn reference(&mut self, reference: &'d str, place: &str) -> Result<NodeId, CompileError> {
        if let Some(id) = self.references.get(reference) {
            return Ok(*id);
        }
        let (target, place) = self.target(reference, place)?;
        let id = self.schemas.add(Node::new(Kind::Never, "nothing"));
        self.schemas.set(id, Node::new(Kind::Same(id), ""));
        self.references.insert(reference, id);
        let content = self.schema(target, place)?;
        self.schemas.set(id, Node::new(Kind::Same(content), ""));
        Ok(id)
    }

    fn node(&mut self, keywords: &Keywords<'d, '_>) -> Result<Node, CompileError> {
        if let Some(members) = keywords.list("allOf")? {
            keywords.only(&["allOf", "nullable"])?;
            let [only] = members else {
                return Err(keywords.problem(
                    "`allOf` of several schemas is not supported; nest what is flattened",
                ));
            };
            let same = self.schema(only, &keywords.below("allOf/0"))?;
            return Ok(Node::new(Kind::Same(same), ""));
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(members) = keywords.list(keyword)? {
                keywords.only(&[keyword, "nullable", "discriminator"])?;
                return self.union(members, &keywords.below(keyword));
            }
        }
        if let Some(values) = keywords.list("enum")? {
            keywords.only(&["enum", "type", "nullable"])?;
            return choice(values, keywords);
        }
        match keywords.text("type")? {
            None if keywords.is_silent_beside(&["nullable"]) => {
                Ok(Node::new(Kind::Any, "any JSON value"))
            }
            None => Err(keywords.problem("the schema doesn't tell its `type`")),
            Some("boolean") => {
                keywords.only(&["type", "nullable"])?;
                Ok(Node::new(Kind::Boolean, "boolean").with_value("true or false"))
            }
            Some("integer") => integer(keywords),
            Some("number") => number(keywords),
            Some("string") => text(keywords),
            Some("array") => self.array(keywords),
            Some("object") => self.record(keywords),
            Some(_) => Err(keywords.unsupported("type")),
        }
    }

    fn union(&mut self, members: &'d [Value], place: &str) -> Result<Node, CompileError> {
        let members = members
            .iter()
            .enumerate()
            .map(|(index, member)| self.schema(member, &format!("{place}/{index}")))
            .collect::<Result<_, _>>()?;
        let union = Union {
            members,
            tag: String::new(),
            values: Vec::new(),
            known: String::new(),
        };
        Ok(Node::new(Kind::Union(union), "object"))
    }

    fn array(&mut self, keywords: &Keywords<'d, '_>) -> Result<Node, CompileError> {
        keywords.only(&[
            "type",
            "items",
            "minItems",
            "maxItems",
            "uniqueItems",
            "nullable",
        ])?;
        let items = keywords
            .get("items")
            .ok_or_else(|| keywords.problem("the array doesn't tell its `items`"))?;
        let items = self.schema(items, &keywords.below("items"))?;
        let unique = keywords.flag("uniqueItems")?;
        let comparable = |node: &Node| is_scalar(node) && !matches!(node.kind, Kind::Number { .. });
        if unique && !self.schemas.followed(items).is_some_and(comparable) {
            return Err(keywords
                .problem("`uniqueItems` is supported for strings, integers and booleans only"));
        }
        let least = keywords.count("minItems")?.unwrap_or(0);
        let most = keywords.count("maxItems")?.unwrap_or(usize::MAX);
        let different = if unique { ", each another" } else { "" };
        let value = format!("{}{different}", counted(least, most, "items"));
        let list = List {
            items,
            least,
            most,
            unique,
        };
        Ok(Node::new(Kind::List(list), "array").with_value(value))
    }

    fn record(&mut self, keywords: &Keywords<'d, '_>) -> Result<Node, CompileError> {
        keywords.only(&[
            "type",
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
            "nullable",
        ])?;
        let required = keywords.list("required")?.unwrap_or_default();
        let mut fields = Vec::new();
        for (name, schema) in keywords.object("properties")?.into_iter().flatten() {
            let place = keywords.below(&format!("properties/{}", escaped(name)));
            fields.push(Field {
                name: name.clone(),
                node: self.schema(schema, &place)?,
                required: required.iter().any(|one| one.as_str() == Some(name)),
            });
        }
        fields.sort_by(|left, right| left.name.cmp(&right.name));
        let declared = fields.iter().filter(|field| field.required).count();
        if declared != required.len() {
            return Err(keywords.problem("`required` names a field that isn't in `properties`"));
        }
        let others = match keywords.get("additionalProperties") {
            Some(Value::Bool(false)) => Others::Refused,
            Some(Value::Bool(true)) => {
                Others::Of(self.schemas.add(Node::new(Kind::Any, "any JSON value")))
            }
            Some(schema) => {
                Others::Of(self.schema(schema, &keywords.below("additionalProperties"))?)
            }
            None => {
                return Err(keywords.problem(
                    "unknown fields would be ignored in silence; add \
                     #[serde(deny_unknown_fields)] to the type",
                ));
            }
        };
        let least = keywords.count("minProperties")?.unwrap_or(0);
        let most = keywords.count("maxProperties")?.unwrap_or(usize::MAX);
        let known = match fields.as_slice() {
            [] => "no field".to_owned(),
            _ => {
                let names = listed(fields.iter().map(|field| &field.name));
                format!("no such field; known here: {names}")
            }
        };
        let record = Record {
            fields,
            others,
            known,
            least,
            most,
        };
        Ok(Node::new(Kind::Record(record), "object").with_value(counted(least, most, "fields")))
    }
}

fn is_scalar(node: &Node) -> bool {
    matches!(
        node.kind,
        Kind::Boolean
            | Kind::Integer { .. }
            | Kind::Number { .. }
            | Kind::Text(_)
            | Kind::Choice(_)
    )
}

fn choice(values: &[Value], keywords: &Keywords<'_, '_>) -> Result<Node, CompileError> {
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

fn integer(keywords: &Keywords<'_, '_>) -> Result<Node, CompileError> {
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

fn number(keywords: &Keywords<'_, '_>) -> Result<Node, CompileError> {
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

fn text(keywords: &Keywords<'_, '_>) -> Result<Node, CompileError> {
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

fn counted(least: usize, most: usize, of_what: &str) -> String {
    match (least, most) {
        (least, usize::MAX) => format!("at least {least} {of_what}"),
        (0, most) => format!("at most {most} {of_what}"),
        (least, most) if least == most => format!("{least} {of_what}"),
        (least, most) => format!("{least} to {most} {of_what}"),
    }
}
