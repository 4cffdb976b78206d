//! Unions side by side: which member of the one belongs to which of the other.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::super::facet::type_names;
use super::{Facet, Frame, Step, View, Walk, escaped};
use crate::schema::{Enumeration, NodeId, Types};
use crate::search::Outcome;

/// More pairs of members than this are not held against each other by what they have in common.
const MOST_LIKENESSES: usize = 4_000;

/// A member of a union, and what it can be known by.
struct Member {
    node: NodeId,
    /// The values of the tag, if it has one.
    tags: Option<Rc<Enumeration>>,
    types: Types,
    properties: Vec<(Rc<str>, NodeId)>,
}

impl Member {
    /// How much two members have in common; `None` if they are not the same one, changed.
    fn likeness(&self, other: &Self) -> Option<usize> {
        if self.tags.is_some() && other.tags.is_some() {
            return None;
        }
        let theirs: HashMap<&Rc<str>, NodeId> = other
            .properties
            .iter()
            .map(|(name, node)| (name, *node))
            .collect();
        let shared: Vec<bool> = self
            .properties
            .iter()
            .filter_map(|(name, node)| theirs.get(name).map(|other| other == node))
            .collect();
        let longer = self.properties.len().max(other.properties.len());
        let is_like = !shared.is_empty() && shared.len() * 2 >= longer;
        is_like.then(|| shared.len() + shared.iter().filter(|is_same| **is_same).count())
    }
}

impl Walk<'_, '_> {
    /// Holds each member the writer may choose against the reader's that belongs to it.
    pub(super) fn union(
        &mut self,
        writer: NodeId,
        reader: NodeId,
        own: &[NodeId],
        other: &[NodeId],
        quiet: bool,
    ) {
        let tag = self.tag(own, other);
        let mates = self.mates(own, other, tag.as_ref());
        for (member, mate) in own.iter().zip(mates) {
            let outcome = if quiet {
                Outcome::Empty
            } else {
                self.search.broken(*member, reader)
            };
            let is_contained = matches!(outcome, Outcome::Empty);
            let place = self.member_name(*member, mate, tag.as_ref());
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

    /// The property that tells members apart, on either side: an edit may have taken it from a member of the other.
    fn tag(&self, own: &[NodeId], other: &[NodeId]) -> Option<Rc<str>> {
        let (shorter, longer) = match own.len() >= other.len() {
            true => (other, own),
            false => (own, other),
        };
        let schemas = &self.search.schemas;
        schemas.tag(longer).or_else(|| schemas.tag(shorter))
    }

    /// Who belongs to whom: the same schema; else by tag, by name, by what both have in common, by type.
    fn mates(
        &mut self,
        own: &[NodeId],
        other: &[NodeId],
        tag: Option<&Rc<str>>,
    ) -> Vec<Option<NodeId>> {
        let mut mates: Vec<Option<NodeId>> = own
            .iter()
            .map(|member| other.contains(member).then_some(*member))
            .collect();
        let mut free: BTreeSet<usize> = (0..other.len())
            .filter(|position| !other.get(*position).is_some_and(|node| own.contains(node)))
            .collect();
        if free.is_empty() && mates.iter().all(Option::is_some) {
            return mates;
        }
        let own: Vec<Member> = own.iter().map(|node| self.member(*node, tag)).collect();
        let other: Vec<Member> = other.iter().map(|node| self.member(*node, tag)).collect();
        self.mates_by_name(&own, &other, &mut mates, &mut free);
        mates_by_likeness(&own, &other, &mut mates, &mut free);
        for (mate, member) in mates.iter_mut().zip(&own) {
            if mate.is_none() && member.tags.is_none() {
                *mate = only_of_type(member, own.len(), &other);
            }
        }
        mates
    }

    /// By tag; those without one by the name of their component.
    fn mates_by_name(
        &self,
        own: &[Member],
        other: &[Member],
        mates: &mut [Option<NodeId>],
        free: &mut BTreeSet<usize>,
    ) {
        let mut tagged: HashMap<&str, usize> = HashMap::new();
        let mut named: HashMap<&Rc<str>, usize> = HashMap::new();
        for (position, member) in other.iter().enumerate() {
            let values = member.tags.iter().flat_map(|tags| &tags.values);
            for (text, _) in values {
                tagged.entry(text).or_insert(position);
            }
            if let Some(name) = self.search.schemas.name(member.node) {
                named.entry(name).or_insert(position);
            }
        }
        for (mate, member) in mates.iter_mut().zip(own).filter(|(mate, _)| mate.is_none()) {
            let by_tag = member.tags.as_ref().and_then(|tags| {
                let mut texts = tags.values.iter();
                texts.find_map(|(text, _)| tagged.get(text.as_str()))
            });
            let by_name = self
                .search
                .schemas
                .name(member.node)
                .and_then(|name| named.get(name))
                .filter(|position| {
                    let theirs = other.get(**position);
                    member.tags.is_none() || theirs.is_some_and(|theirs| theirs.tags.is_none())
                });
            if let Some(position) = by_tag.or(by_name) {
                *mate = other.get(*position).map(|member| member.node);
                free.remove(position);
            }
        }
    }

    fn member(&mut self, node: NodeId, tag: Option<&Rc<str>>) -> Member {
        let view = View::new(self.search.schemas, node);
        let properties = view.merged.properties.iter();
        Member {
            node,
            tags: tag.and_then(|tag| self.search.schemas.tags(node).remove(tag)),
            properties: properties
                .map(|(name, property)| (Rc::clone(name), property.node))
                .collect(),
            types: view.types(self.search.schemas).without(Types::NULL),
        }
    }

    /// What a member is called in a place: by its tag or its mate's, by its component, by its type.
    fn member_name(
        &mut self,
        member: NodeId,
        mate: Option<NodeId>,
        tag: Option<&Rc<str>>,
    ) -> String {
        let value = |node: NodeId| {
            let values = self.search.schemas.tags(node).remove(tag?)?;
            let (text, value) = values.values.first()?;
            Some(value.as_str().unwrap_or(text).to_owned())
        };
        if let (Some(tag), Some(value)) = (tag, value(member).or_else(|| value(mate?))) {
            return escaped(&format!("{tag}={value}"));
        }
        if let Some(name) = self.search.schemas.name(member) {
            return escaped(name);
        }
        let types = View::new(self.search.schemas, member).types(self.search.schemas);
        type_names(types.without(Types::NULL)).join("|")
    }
}

/// Those that are left, the most alike first.
fn mates_by_likeness(
    own: &[Member],
    other: &[Member],
    mates: &mut [Option<NodeId>],
    free: &mut BTreeSet<usize>,
) {
    let alone: Vec<usize> = (0..own.len())
        .filter(|position| mates.get(*position) == Some(&None))
        .collect();
    if alone.len().saturating_mul(free.len()) > MOST_LIKENESSES {
        return;
    }
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for left in alone {
        for right in free.iter() {
            let likeness = own
                .get(left)
                .zip(other.get(*right))
                .and_then(|(left, right)| left.likeness(right));
            pairs.extend(likeness.map(|likeness| (likeness, left, *right)));
        }
    }
    pairs.sort_by_key(|(likeness, left, right)| (usize::MAX - likeness, *left, *right));
    for (_, left, right) in pairs {
        if let (Some(mate @ None), Some(theirs), true) =
            (mates.get_mut(left), other.get(right), free.contains(&right))
        {
            *mate = Some(theirs.node);
            free.remove(&right);
        }
    }
}

/// The only other member of a type.
fn only_of_type(member: &Member, own: usize, other: &[Member]) -> Option<NodeId> {
    let mut meeting = other.iter().filter(|other| member.types.meets(other.types));
    match (meeting.next(), meeting.next()) {
        (Some(only), None) if own == 1 || other.len() > 1 || own == other.len() => Some(only.node),
        _ => None,
    }
}
