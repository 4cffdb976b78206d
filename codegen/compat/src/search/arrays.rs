//! Arrays: their length, their items, whether items repeat.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::Value;

use super::leaf::{Field, Goal};
use super::{Must, Outcome, Search, World};
use crate::schema::{NodeId, Schema};

#[derive(Clone)]
pub(super) struct ArrayGoal {
    least: u64,
    most: Option<u64>,
    unique: bool,
    /// What the item at a position is refused by.
    refusals: BTreeMap<usize, Vec<NodeId>>,
    /// The item at this position comes a second time right after it.
    twins: Option<usize>,
    prefix: usize,
}

/// The longest array that is written out as a witness.
const LONGEST: u64 = 2000;

impl ArrayGoal {
    pub(super) fn new(shapes: &[(Rc<Schema>, World)]) -> Self {
        let most = shapes.iter().filter_map(|(shape, _)| shape.max_items).min();
        Self {
            least: shapes
                .iter()
                .map(|(shape, _)| shape.min_items)
                .max()
                .unwrap_or(0),
            most,
            unique: shapes.iter().any(|(shape, _)| shape.unique),
            refusals: BTreeMap::new(),
            twins: None,
            prefix: shapes
                .iter()
                .map(|(shape, _)| shape.prefix.len())
                .max()
                .unwrap_or(0),
        }
    }

    fn is_possible(&self) -> bool {
        let by_position = self.refusals.keys().next_back().map_or(0, |last| last + 1);
        let by_twins = self.twins.map_or(0, |position| position + 2);
        let needed = u64::try_from(by_position.max(by_twins))
            .unwrap_or(u64::MAX)
            .max(self.least);
        self.most.is_none_or(|most| needed <= most)
    }

    fn length(&self) -> u64 {
        let by_position = self.refusals.keys().next_back().map_or(0, |last| last + 1);
        let by_twins = self.twins.map_or(0, |position| position + 2);
        u64::try_from(by_position.max(by_twins))
            .unwrap_or(u64::MAX)
            .max(self.least)
    }
}

impl Goal for ArrayGoal {
    fn breaking(&self, _: &mut Search<'_>, field: &Field<'_>, refused: &Schema) -> Vec<Self> {
        let mut ways = Vec::new();
        let mut way = |change: &dyn Fn(&mut Self)| {
            let mut goal = self.clone();
            change(&mut goal);
            if goal.is_possible() {
                ways.push(goal);
            }
        };
        if refused.min_items > 0 {
            way(&|goal| {
                goal.most = Some(goal.most.map_or(refused.min_items - 1, |most| {
                    most.min(refused.min_items - 1)
                }))
            });
        }
        if let Some(most) = refused.max_items {
            way(&|goal| goal.least = goal.least.max(most.saturating_add(1)));
        }
        let positions = self.prefix.max(refused.prefix.len()) + field.refused.len();
        for position in 0..positions {
            let Some(node) = refused.prefix.get(position).copied().or(refused.items) else {
                continue;
            };
            if item(field.shapes, position)
                .iter()
                .all(|must| must.node != node)
            {
                way(&|goal| goal.refusals.entry(position).or_default().push(node));
            }
        }
        if refused.unique && !self.unique {
            for position in 0..=self.prefix {
                way(&|goal| goal.twins = Some(position));
            }
        }
        ways
    }

    fn reach(&self, search: &mut Search<'_>, field: &Field<'_>) -> Outcome {
        if !self.is_possible() {
            return Outcome::Empty;
        }
        let length = self.length();
        if length > LONGEST {
            return Outcome::unknown("arrays of very many items");
        }
        let outcome = self.of_length(search, field, usize::try_from(length).unwrap_or(0));
        match outcome {
            Outcome::Found(value) if field.forbids(&value) => {
                Outcome::unknown("single arrays are refused")
            }
            outcome => outcome,
        }
    }
}

impl ArrayGoal {
    fn of_length(&self, search: &mut Search<'_>, field: &Field<'_>, length: usize) -> Outcome {
        let mut items: Vec<Value> = Vec::with_capacity(length);
        for position in 0..length {
            if self.twins.is_some_and(|twins| twins + 1 == position)
                && let Some(twin) = items.last().cloned()
            {
                items.push(twin);
                continue;
            }
            let mut must = item(field.shapes, position);
            let mut refuse = self.refusals.get(&position).cloned().unwrap_or_default();
            if self.twins == Some(position) {
                must.extend(item(field.shapes, position + 1));
                refuse.extend(self.refusals.get(&(position + 1)).into_iter().flatten());
            }
            if self.unique {
                let earlier: Vec<NodeId> = items
                    .iter()
                    .map(|value| search.schemas.constant(value.clone()))
                    .collect();
                refuse.extend(earlier);
            }
            match search.find(must, refuse) {
                Outcome::Found(value) => items.push(Value::clone(&value)),
                Outcome::Empty
                    if self.unique && position > 0 && self.may_have_chosen_badly(field) =>
                {
                    return Outcome::unknown("items that must differ from each other");
                }
                other => return other,
            }
        }
        Outcome::found(Value::Array(items))
    }

    /// With equal demands on all items, the order in which distinct values are taken doesn't matter.
    fn may_have_chosen_badly(&self, field: &Field<'_>) -> bool {
        !self.refusals.is_empty()
            || field
                .shapes
                .iter()
                .any(|(shape, _)| !shape.prefix.is_empty())
    }
}

/// What the item at a position must be.
fn item(shapes: &[(Rc<Schema>, World)], position: usize) -> Vec<Must> {
    let at = |schema: &Schema| schema.prefix.get(position).copied().or(schema.items);
    shapes
        .iter()
        .filter_map(|(shape, world)| {
            Some(Must {
                node: at(shape)?,
                world: *world,
            })
        })
        .collect()
}
