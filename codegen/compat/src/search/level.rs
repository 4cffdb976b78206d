//! One level of a search: intersections are gathered, unions and refusals are branched over.

use std::rc::Rc;

use super::{Must, Outcome, Search, World};
use crate::schema::{Node, NodeId, Schema, Types};

/// What is asked of a value at one place, as far as it has been taken apart.
#[derive(Clone)]
pub(super) struct Level {
    /// Keywords that must hold.
    pub(super) shapes: Vec<(Rc<Schema>, World)>,
    /// Keywords of which each schema must have one broken.
    pub(super) refused: Vec<Rc<Schema>>,
    /// The classes of values still possible.
    pub(super) types: Types,
    unions: Vec<Union>,
    denials: Vec<Rc<Schema>>,
    musts: Vec<Must>,
    refusals: Vec<NodeId>,
    seen: Vec<Must>,
    refused_nodes: Vec<NodeId>,
}

#[derive(Clone)]
struct Union {
    members: Vec<NodeId>,
    exclusive: bool,
    world: World,
}

impl Level {
    /// No choice is left that could add to what the writer declares.
    pub(super) fn is_fully_told(&self) -> bool {
        self.unions.is_empty() && self.musts.is_empty()
    }
}

/// One way to go on: further schemas that must accept and refuse.
#[derive(Default)]
struct Way {
    musts: Vec<Must>,
    refusals: Vec<NodeId>,
}

/// More members than this are not held against each other in pairs.
const MOST_PAIRED: usize = 64;
/// More members than this of one `anyOf` are not combined.
const MOST_COMBINED: usize = 8;

impl Search<'_> {
    pub(super) fn level(&mut self, must: &[Must], refuse: &[NodeId]) -> Outcome {
        self.branch(Level {
            shapes: Vec::new(),
            refused: Vec::new(),
            types: Types::ALL,
            unions: Vec::new(),
            denials: Vec::new(),
            musts: must.to_vec(),
            refusals: refuse.to_vec(),
            seen: Vec::new(),
            refused_nodes: Vec::new(),
        })
    }

    fn branch(&mut self, mut level: Level) -> Outcome {
        loop {
            if !self.spend(1 + (level.seen.len() + level.refused_nodes.len()) / 4) {
                return Self::spent();
            }
            if !self.gather(&mut level) {
                return Outcome::Empty;
            }
            let Some(ways) = self.next_choice(&mut level) else {
                return self.leaf(&level);
            };
            let mut ways = match ways {
                Ok(ways) => ways,
                Err(unknown) => return unknown,
            };
            if ways.len() == 1
                && let Some(only) = ways.pop()
            {
                level.musts.extend(only.musts);
                level.refusals.extend(only.refusals);
                continue;
            }
            return self.try_each(&level, ways);
        }
    }

    fn try_each(&mut self, level: &Level, ways: Vec<Way>) -> Outcome {
        let mut total = Outcome::Empty;
        for way in ways {
            let mut next = level.clone();
            next.musts.extend(way.musts);
            next.refusals.extend(way.refusals);
            total = total.or(self.branch(next));
            if total.is_found() || self.budget == 0 {
                break;
            }
        }
        total
    }

    /// Takes everything apart that leaves no choice; false when nothing can satisfy it.
    fn gather(&mut self, level: &mut Level) -> bool {
        loop {
            while let Some(must) = level.musts.pop() {
                if !self.gather_must(level, must) {
                    return false;
                }
            }
            let Some(refusal) = level.refusals.pop() else {
                break;
            };
            if !self.gather_refusal(level, refusal) {
                return false;
            }
        }
        let refused = std::mem::take(&mut level.refused);
        for schema in refused {
            if !self.excludes_schema(level, &schema, 0) {
                level.refused.push(schema);
            }
        }
        true
    }

    fn gather_must(&mut self, level: &mut Level, must: Must) -> bool {
        if must.node == NodeId::ANY || level.seen.contains(&must) {
            return true;
        }
        if must.node == NodeId::NEVER || level.refused_nodes.contains(&must.node) {
            return false;
        }
        level.seen.push(must);
        if let Some(behind) = self.behind(must.node) {
            level.musts.push(Must {
                node: behind,
                world: must.world,
            });
            return true;
        }
        let Node::Schema(schema) = self.schemas.node(must.node) else {
            return false;
        };
        let schema = Rc::clone(schema);
        level.types = level.types.and(schema.types);
        if level.types.is_empty() {
            return false;
        }
        let world = must.world;
        level
            .musts
            .extend(schema.all_of.iter().map(|node| Must { node: *node, world }));
        level.refusals.extend(schema.not);
        for (members, exclusive) in [(&schema.any_of, false), (&schema.one_of, true)] {
            if !members.is_empty() {
                level.unions.push(Union {
                    members: members.clone(),
                    exclusive,
                    world,
                });
            }
        }
        level.shapes.push((schema, world));
        true
    }

    fn gather_refusal(&mut self, level: &mut Level, refusal: NodeId) -> bool {
        let refusal = self.schemas.as_reader(refusal);
        if refusal == NodeId::NEVER || level.refused_nodes.contains(&refusal) {
            return true;
        }
        if refusal == NodeId::ANY || level.seen.iter().any(|must| must.node == refusal) {
            return false;
        }
        level.refused_nodes.push(refusal);
        if let Some(behind) = self.behind(refusal) {
            level.refusals.push(behind);
            return true;
        }
        let Node::Schema(schema) = self.schemas.node(refusal) else {
            return true;
        };
        let schema = Rc::clone(schema);
        match schema.has_combinators() {
            true => level.denials.push(schema),
            false => level.refused.push(schema),
        }
        true
    }

    /// The next choice to branch over, the one with the fewest ways; `None` when all is taken apart.
    fn next_choice(&mut self, level: &mut Level) -> Option<Result<Vec<Way>, Outcome>> {
        let mut best: Option<(usize, bool, usize)> = None;
        for (position, union) in level.unions.iter().enumerate() {
            if !self.spend(union.members.len()) {
                return Some(Err(Self::spent()));
            }
            let count = union
                .members
                .iter()
                .filter(|member| !self.excludes(level, **member, 0))
                .count();
            if best.is_none_or(|(fewest, _, _)| count < fewest) {
                best = Some((count, true, position));
            }
        }
        if best.is_none_or(|(count, _, _)| count > 1) {
            let mut position = 0;
            while let Some(denied) = level.denials.get(position).cloned() {
                if self.excludes_schema(level, &denied, 0) {
                    level.denials.swap_remove(position);
                    continue;
                }
                let count = count_of_ways(&denied);
                if best.is_none_or(|(fewest, _, _)| count < fewest) {
                    best = Some((count, false, position));
                }
                position += 1;
            }
        }
        let (_, is_union, position) = best?;
        if is_union {
            let union = level.unions.get(position).cloned()?;
            let ways = self.ways_of_union(level, &union);
            level.unions.swap_remove(position);
            return Some(Ok(ways));
        }
        let denied = level.denials.swap_remove(position);
        Some(self.ways_of_denial(level, &denied))
    }

    fn ways_of_union(&mut self, level: &Level, union: &Union) -> Vec<Way> {
        let possible: Vec<NodeId> = union
            .members
            .iter()
            .copied()
            .filter(|member| !self.excludes(level, *member, 0))
            .collect();
        let mut ways = Vec::with_capacity(possible.len());
        for (position, member) in possible.iter().enumerate() {
            let mut way = Way {
                musts: vec![Must {
                    node: *member,
                    world: union.world,
                }],
                refusals: Vec::new(),
            };
            if union.exclusive {
                let others = possible
                    .iter()
                    .enumerate()
                    .filter(|(other, _)| *other != position);
                way.refusals = others
                    .map(|(_, other)| *other)
                    .filter(|other| !self.are_apart(*member, *other, 0))
                    .collect();
            }
            ways.push(way);
        }
        if !union.exclusive {
            self.ways_of_several(&possible, union.world, &mut ways);
        }
        ways
    }

    /// `anyOf` lets a writer follow several members at once, and so write the properties of all of them.
    fn ways_of_several(&mut self, members: &[NodeId], world: World, ways: &mut Vec<Way>) {
        let is_object = |search: &Self, node: NodeId| {
            search.schemas.schema(node).is_some_and(|schema| {
                schema.types.contains(Types::OBJECT) && schema.tells_of_objects()
            })
        };
        let objects: Vec<NodeId> = members
            .iter()
            .copied()
            .filter(|member| is_object(self, *member))
            .collect();
        if world == World::Plain || objects.len() > MOST_COMBINED {
            return;
        }
        let must = |node: &NodeId| Must { node: *node, world };
        for (position, left) in objects.iter().enumerate() {
            for right in objects.iter().skip(position + 1) {
                if !self.are_apart(*left, *right, 0) {
                    ways.push(Way {
                        musts: vec![must(left), must(right)],
                        refusals: Vec::new(),
                    });
                }
            }
        }
        if objects.len() > 2 {
            ways.push(Way {
                musts: objects.iter().map(must).collect(),
                refusals: Vec::new(),
            });
        }
    }

    fn ways_of_denial(&mut self, level: &Level, denied: &Schema) -> Result<Vec<Way>, Outcome> {
        let refusing = |refusals: Vec<NodeId>| Way {
            musts: Vec::new(),
            refusals,
        };
        let mut ways = Vec::new();
        let base = denied.base();
        if !base.is_silent() {
            ways.push(refusing(vec![self.schemas.add(base)]));
        }
        ways.extend(denied.all_of.iter().map(|member| refusing(vec![*member])));
        if !denied.any_of.is_empty() {
            ways.push(refusing(denied.any_of.clone()));
        }
        if !denied.one_of.is_empty() {
            ways.push(refusing(denied.one_of.clone()));
            self.ways_of_two_matches(level, &denied.one_of, &mut ways)?;
        }
        if let Some(not) = denied.not {
            ways.push(Way {
                musts: vec![Must::plain(not)],
                refusals: Vec::new(),
            });
        }
        Ok(ways)
    }

    /// `oneOf` is broken as well when two members match.
    fn ways_of_two_matches(
        &mut self,
        level: &Level,
        members: &[NodeId],
        ways: &mut Vec<Way>,
    ) -> Result<(), Outcome> {
        if members.len() > MOST_PAIRED && self.schemas.tag(members).is_some() {
            return Ok(());
        }
        let possible: Vec<NodeId> = members
            .iter()
            .copied()
            .filter(|member| !self.excludes(level, *member, 0))
            .collect();
        if possible.len() > MOST_PAIRED {
            return Err(Outcome::unknown(
                "a union of too many members that may overlap",
            ));
        }
        for (position, left) in possible.iter().enumerate() {
            for right in possible.iter().skip(position + 1) {
                if !self.spend(1) {
                    return Err(Self::spent());
                }
                if !self.are_apart(*left, *right, 0) {
                    ways.push(Way {
                        musts: vec![Must::plain(*left), Must::plain(*right)],
                        refusals: Vec::new(),
                    });
                }
            }
        }
        Ok(())
    }
}

fn count_of_ways(denied: &Schema) -> usize {
    let pairs = denied.one_of.len();
    denied.all_of.len()
        + usize::from(!denied.any_of.is_empty())
        + pairs
        + usize::from(denied.not.is_some())
        + 1
}
