//! How the members of a union are told apart: by a field that is required in all of them and has
//! one value in each, no two the same.

use super::{
    contract::CompileError,
    schema::{Field, Kind, Node, NodeId, Record, Schemas, Union, listed},
};

/// Finds the tag of a compiled union.
pub(super) fn tell_apart(
    schemas: &mut Schemas,
    id: NodeId,
    place: &str,
) -> Result<(), CompileError> {
    let Node {
        nullable,
        kind: Kind::Union(Union { members, .. }),
        ..
    } = schemas.node(id).clone()
    else {
        return Ok(());
    };
    let (tag, values) = tag_of(schemas, &members).ok_or_else(|| {
        CompileError::new(
            place,
            "no field tells the union's members apart; give it a tag with #[serde(tag = …)]",
        )
    })?;
    let known = format!("one of {}", listed(values.iter()));
    let mut shape = format!("object with `{tag}`: {known}");
    if nullable {
        shape.push_str(" or null");
    }
    let union = Union {
        members,
        tag,
        values,
        known,
    };
    let node = Node {
        nullable,
        ..Node::new(Kind::Union(union), shape)
    };
    schemas.set(id, node);
    Ok(())
}

fn tag_of(schemas: &Schemas, members: &[NodeId]) -> Option<(String, Vec<String>)> {
    let records: Vec<&Record> = members
        .iter()
        .map(|member| schemas.record(*member).map(|(_, record)| record))
        .collect::<Option<_>>()?;
    let candidates = &records.first()?.fields;
    candidates.iter().find_map(|candidate| {
        let mut values: Vec<String> = Vec::with_capacity(records.len());
        for record in &records {
            let value = single_value(schemas, record.field(&candidate.name)?)?;
            if values.contains(value) {
                return None;
            }
            values.push(value.clone());
        }
        Some((candidate.name.clone(), values))
    })
}

fn single_value<'s>(schemas: &'s Schemas, field: &Field) -> Option<&'s String> {
    match schemas.followed(field.node)? {
        Node {
            nullable: false,
            kind: Kind::Choice(values),
            ..
        } if field.required => match values.as_slice() {
            [only] => Some(only),
            _ => None,
        },
        _ => None,
    }
}
