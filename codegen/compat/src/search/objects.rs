//! Objects: which properties they have and what is in them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Map, Value};

use super::leaf::{Field, Goal};
use super::{Must, Outcome, Search, World};
use crate::schema::{Additional, NodeId, Schema};

type Shapes = [(Rc<Schema>, World)];

#[derive(Clone)]
pub(super) struct ObjectGoal {
    least: u64,
    most: Option<u64>,
    /// Properties that must be there, and what they are refused by.
    present: BTreeMap<Rc<str>, Vec<NodeId>>,
    absent: BTreeSet<Rc<str>>,
    /// Undeclared properties that must be there, and what they are refused by.
    extras: Vec<Vec<NodeId>>,
}

impl ObjectGoal {
    pub(super) fn new(shapes: &Shapes) -> Self {
        let required = shapes
            .iter()
            .flat_map(|(shape, _)| shape.required.iter().cloned());
        Self {
            least: shapes
                .iter()
                .map(|(shape, _)| shape.min_properties)
                .max()
                .unwrap_or(0),
            most: shapes
                .iter()
                .filter_map(|(shape, _)| shape.max_properties)
                .min(),
            present: required.map(|name| (name, Vec::new())).collect(),
            absent: BTreeSet::new(),
            extras: Vec::new(),
        }
    }

    fn count(&self) -> u64 {
        u64::try_from(self.present.len() + self.extras.len()).unwrap_or(u64::MAX)
    }

    fn is_possible(&self) -> bool {
        self.most
            .is_none_or(|most| self.count().max(self.least) <= most)
    }

    fn ways_past_properties(&self, field: &Field<'_>, refused: &Schema) -> Vec<Self> {
        let mut ways = Vec::new();
        for (name, property) in &refused.properties {
            if property.node == NodeId::ANY || self.absent.contains(name) {
                continue;
            }
            let Some(own) = known_property(field.shapes, name) else {
                continue;
            };
            if own.iter().all(|must| must.node != property.node) {
                ways.push(self.with(name, Some(property.node)));
            }
        }
        ways
    }

    fn ways_past_additional(&self, field: &Field<'_>, refused: &Schema) -> Vec<Self> {
        let refusal = match refused.additional {
            Additional::Unsaid | Additional::Of(NodeId::ANY) => return Vec::new(),
            Additional::Refused => None,
            Additional::Of(node) => Some(node),
        };
        let mut ways = Vec::new();
        for name in names(field.shapes) {
            if refused.properties.contains_key(&name) || self.absent.contains(&name) {
                continue;
            }
            let Some(own) = known_property(field.shapes, &name) else {
                continue;
            };
            if refusal.is_none_or(|refusal| own.iter().all(|must| must.node != refusal)) {
                ways.push(self.with(&name, refusal));
            }
        }
        if let Some(other) = undeclared_property(field.shapes)
            && refusal.is_none_or(|refusal| other.iter().all(|must| must.node != refusal))
        {
            let mut way = self.clone();
            way.extras.push(refusal.into_iter().collect());
            ways.push(way);
        }
        ways
    }

    fn with(&self, name: &Rc<str>, refusal: Option<NodeId>) -> Self {
        let mut way = self.clone();
        way.present
            .entry(Rc::clone(name))
            .or_default()
            .extend(refusal);
        way
    }
}

impl Goal for ObjectGoal {
    fn breaking(&self, _: &mut Search<'_>, field: &Field<'_>, refused: &Schema) -> Vec<Self> {
        let mut ways = Vec::new();
        for name in refused
            .required
            .iter()
            .filter(|name| !self.present.contains_key(*name))
        {
            let mut way = self.clone();
            way.absent.insert(Rc::clone(name));
            ways.push(way);
        }
        ways.extend(self.ways_past_properties(field, refused));
        ways.extend(self.ways_past_additional(field, refused));
        if refused.min_properties > 0 {
            let mut way = self.clone();
            way.most = Some(way.most.map_or(refused.min_properties - 1, |most| {
                most.min(refused.min_properties - 1)
            }));
            ways.push(way);
        }
        if let Some(most) = refused.max_properties {
            let mut way = self.clone();
            way.least = way.least.max(most.saturating_add(1));
            ways.push(way);
        }
        ways.retain(Self::is_possible);
        ways
    }

    fn reach(&self, search: &mut Search<'_>, field: &Field<'_>) -> Outcome {
        if !self.is_possible() || self.present.keys().any(|name| self.absent.contains(name)) {
            return Outcome::Empty;
        }
        let mut members = Map::new();
        for (name, refusals) in &self.present {
            let Some(must) = known_property(field.shapes, name) else {
                return Outcome::Empty;
            };
            match search.find(must, refusals.clone()) {
                Outcome::Found(value) => members.insert(name.to_string(), Value::clone(&value)),
                other => return other,
            };
        }
        for refusals in &self.extras {
            match self.add_extra(search, field, &mut members, refusals) {
                Outcome::Found(_) => {}
                other => return other,
            }
        }
        let filled = self.fill(search, field, &mut members, self.least);
        if !filled.is_found() {
            return filled;
        }
        let value = Value::Object(members);
        if !field.forbids(&value) {
            return Outcome::found(value);
        }
        let Value::Object(mut members) = value else {
            return Outcome::Empty;
        };
        let one_more = u64::try_from(members.len())
            .unwrap_or(u64::MAX)
            .saturating_add(1);
        if self.most.is_none_or(|most| one_more <= most)
            && self.fill(search, field, &mut members, one_more).is_found()
        {
            let value = Value::Object(members);
            if !field.forbids(&value) {
                return Outcome::found(value);
            }
        }
        Outcome::unknown("single objects are refused")
    }
}

impl ObjectGoal {
    /// Adds optional and then undeclared properties until there are enough.
    fn fill(
        &self,
        search: &mut Search<'_>,
        field: &Field<'_>,
        members: &mut Map<String, Value>,
        least: u64,
    ) -> Outcome {
        let mut doubt = None;
        let is_enough = |members: &Map<String, Value>| {
            u64::try_from(members.len()).unwrap_or(u64::MAX) >= least
        };
        if is_enough(members) {
            return Outcome::found(Value::Null);
        }
        for name in names(field.shapes) {
            if is_enough(members) {
                break;
            }
            if members.contains_key(&*name) || self.absent.contains(&name) {
                continue;
            }
            let Some(must) = known_property(field.shapes, &name) else {
                continue;
            };
            match search.find(must, Vec::new()) {
                Outcome::Found(value) => _ = members.insert(name.to_string(), Value::clone(&value)),
                Outcome::Empty => {}
                Outcome::Unknown(reason) => doubt = Some(reason),
            }
        }
        while !is_enough(members) {
            if members.len() > 2000 || !search.spend(1) {
                return Outcome::unknown("objects of very many properties");
            }
            match self.add_extra(search, field, members, &[]) {
                Outcome::Found(_) => {}
                Outcome::Empty => return doubt.map_or(Outcome::Empty, Outcome::Unknown),
                unknown @ Outcome::Unknown(_) => return unknown,
            }
        }
        Outcome::found(Value::Null)
    }

    fn add_extra(
        &self,
        search: &mut Search<'_>,
        field: &Field<'_>,
        members: &mut Map<String, Value>,
        refusals: &[NodeId],
    ) -> Outcome {
        let Some(must) = undeclared_property(field.shapes) else {
            return Outcome::Empty;
        };
        let found = search.find(must, refusals.to_vec());
        if let Outcome::Found(value) = &found {
            let is_taken = |name: &str| {
                members.contains_key(name)
                    || self.absent.contains(name)
                    || field
                        .shapes
                        .iter()
                        .any(|(shape, _)| shape.properties.contains_key(name))
                    || field.refused.iter().any(|shape| {
                        shape.properties.contains_key(name) || shape.required.contains(name)
                    })
            };
            let mut name = "extra".to_owned();
            let mut number = 1;
            while is_taken(&name) {
                number += 1;
                name = format!("extra{number}");
            }
            members.insert(name, Value::clone(value));
        }
        found
    }
}

/// All property names that are told of.
fn names(shapes: &Shapes) -> BTreeSet<Rc<str>> {
    shapes
        .iter()
        .flat_map(|(shape, _)| shape.properties.keys().chain(&shape.required))
        .cloned()
        .collect()
}

/// What a property must be; `None` when an object here doesn't have it.
pub(super) fn known_property(shapes: &Shapes, name: &str) -> Option<Vec<Must>> {
    let is_known = shapes.iter().any(|(shape, world)| {
        let is_told = shape.properties.contains_key(name) || shape.required.contains(name);
        *world == World::Writer && (is_told || matches!(shape.additional, Additional::Of(_)))
    });
    if !is_known && is_bound(shapes) {
        return None;
    }
    let mut musts = Vec::new();
    for (shape, world) in shapes {
        match (shape.properties.get(name), shape.additional) {
            (Some(property), _) if property.unwritten && *world == World::Writer => return None,
            (Some(property), _) => musts.push(Must {
                node: property.node,
                world: *world,
            }),
            (None, Additional::Refused) => return None,
            (None, Additional::Of(node)) => musts.push(Must {
                node,
                world: *world,
            }),
            (None, Additional::Unsaid) => {}
        }
    }
    musts
        .iter()
        .all(|must| must.node != NodeId::NEVER)
        .then_some(musts)
}

/// What a property that nobody tells of must be; `None` when there is none.
pub(super) fn undeclared_property(shapes: &Shapes) -> Option<Vec<Must>> {
    let is_free = shapes.iter().any(|(shape, world)| {
        *world == World::Writer && matches!(shape.additional, Additional::Of(_))
    });
    if !is_free && is_bound(shapes) {
        return None;
    }
    let mut musts = Vec::new();
    for (shape, world) in shapes {
        match shape.additional {
            Additional::Refused | Additional::Of(NodeId::NEVER) => return None,
            Additional::Of(node) => musts.push(Must {
                node,
                world: *world,
            }),
            Additional::Unsaid => {}
        }
    }
    Some(musts)
}

/// Whether a writer told of the object, and so writes only what it told.
fn is_bound(shapes: &Shapes) -> bool {
    shapes
        .iter()
        .any(|(shape, world)| *world == World::Writer && shape.tells_of_objects())
}
