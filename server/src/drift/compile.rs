//! From the schemas of the document to the nodes of the walk.

use std::collections::HashMap;

use serde_json::Value;

use super::{
    contract::CompileError,
    keywords::{Keywords, escaped},
    scalar::{choice, counted, integer, is_scalar, number, text},
    schema::{Field, Kind, List, Node, NodeId, Others, Record, Schemas, Union, listed},
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
