//! Unions side by side: which member of the one belongs to which of the other.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::facet::type_names;
use super::{Facet, Frame, Step, View, Walk, escaped};
use crate::schema::{NodeId, Types};
use crate::search::Outcome;

impl Walk<'_, '_> {
    /// Holds each member the writer may choose against the reader; members belong together by tag, else by type.
    pub(super) fn union(
        &mut self,
        writer: NodeId,
        reader: NodeId,
        own: &[NodeId],
        other: &[NodeId],
        quiet: bool,
    ) {
        let longer = if own.len() >= other.len() { own } else { other };
        let tag = self.search.schemas.tag(longer);
        let mut tagged: HashMap<String, NodeId> = HashMap::new();
        if let Some(tag) = &tag {
            for member in other {
                let values = self.search.schemas.tags(*member).remove(tag);
                let texts = values
                    .iter()
                    .flat_map(|values| values.values.iter().map(|(text, _)| text.clone()));
                tagged.extend(texts.map(|text| (text, *member)));
            }
        }
        for member in own {
            let outcome = if quiet {
                Outcome::Empty
            } else {
                self.search.broken(*member, reader)
            };
            let is_contained = matches!(outcome, Outcome::Empty);
            let mate = self.mate(*member, other, tag.as_ref(), &tagged, own.len());
            let place = self.member_name(*member, tag.as_ref());
            match mate {
                Some(mate) => {
                    let depth = self.at.len();
                    if own.len() > 1 || other.len() > 1 {
                        self.at.push(place);
                    }
                    self.frames.push(Frame {
                        writer,
                        reader,
                        step: Step::Member,
                    });
                    self.pair(*member, mate, is_contained);
                    self.frames.pop();
                    self.at.truncate(depth);
                }
                None if is_contained => {}
                None => self.report(Facet::UnionMember, Some(place), *member, reader, outcome),
            }
        }
    }

    pub(super) fn mate(
        &mut self,
        member: NodeId,
        others: &[NodeId],
        tag: Option<&Rc<str>>,
        tagged: &HashMap<String, NodeId>,
        own: usize,
    ) -> Option<NodeId> {
        if others.contains(&member) {
            return Some(member);
        }
        if let Some(tag) = tag
            && let Some(values) = self.search.schemas.tags(member).remove(tag)
        {
            return values
                .values
                .iter()
                .find_map(|(text, _)| tagged.get(text).copied());
        }
        let name = self.search.schemas.name(member).cloned();
        if let Some(same) = others
            .iter()
            .find(|other| name.is_some() && self.search.schemas.name(**other) == name.as_ref())
        {
            return Some(*same);
        }
        let types = View::new(self.search.schemas, member).types(self.search.schemas);
        let mut meeting = Vec::new();
        for other in others {
            let theirs = View::new(self.search.schemas, *other).types(self.search.schemas);
            if types.without(Types::NULL).meets(theirs) {
                meeting.push(*other);
            }
        }
        match meeting.as_slice() {
            [only] if own == 1 || others.len() > 1 || own == others.len() => Some(*only),
            _ => None,
        }
    }

    pub(super) fn member_name(&mut self, member: NodeId, tag: Option<&Rc<str>>) -> String {
        let values = tag.and_then(|tag| {
            self.search
                .schemas
                .tags(member)
                .remove(tag)
                .map(|values| (tag, values))
        });
        if let Some((tag, values)) = values
            && let Some((text, value)) = values.values.first()
        {
            return escaped(&format!("{tag}={}", value.as_str().unwrap_or(text)));
        }
        if let Some(name) = self.search.schemas.name(member) {
            return escaped(name);
        }
        let types = View::new(self.search.schemas, member).types(self.search.schemas);
        type_names(types.without(Types::NULL)).join("|")
    }
}
