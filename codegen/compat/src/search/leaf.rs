//! A level without choices left: one class of values after the other is tried.

use std::rc::Rc;

use serde_json::Value;

use super::level::Level;
use super::{Outcome, Search, World};
use crate::schema::{Schema, Types, class};
use crate::validate::{Reading, Truth};

/// What one class of values must be like: a partial decision on how each refusal comes about.
pub(super) trait Goal: Clone {
    /// The ways to break `refused`, each as a goal that demands it.
    fn breaking(&self, search: &mut Search<'_>, field: &Field<'_>, refused: &Schema) -> Vec<Self>;
    /// A value that reaches the goal.
    fn reach(&self, search: &mut Search<'_>, field: &Field<'_>) -> Outcome;
}

/// Where values of one class are looked for.
pub(super) struct Field<'level> {
    pub(super) class: Types,
    pub(super) shapes: &'level [(Rc<Schema>, World)],
    pub(super) refused: Vec<Rc<Schema>>,
    /// Values that are refused one by one.
    pub(super) forbidden: Vec<Value>,
}

impl Field<'_> {
    pub(super) fn forbids(&self, value: &Value) -> bool {
        self.forbidden.contains(value)
    }
}

impl Search<'_> {
    pub(super) fn leaf(&mut self, level: &Level) -> Outcome {
        let doubt = |schema: Option<&Rc<Schema>>| schema.and_then(|schema| schema.unread.clone());
        let unread = doubt(
            level
                .shapes
                .iter()
                .map(|(shape, _)| shape)
                .find(|shape| shape.unread.is_some()),
        );
        let refused_unread = doubt(
            level
                .refused
                .iter()
                .find(|refused| refused.unread.is_some()),
        );
        let outcome = self.any_value(level);
        match (outcome, unread, refused_unread) {
            (Outcome::Found(_), Some(reason), _) | (Outcome::Empty, _, Some(reason)) => {
                Outcome::Unknown(reason)
            }
            (outcome, _, _) => outcome,
        }
    }

    fn any_value(&mut self, level: &Level) -> Outcome {
        let enumerated = level
            .shapes
            .iter()
            .filter_map(|(shape, _)| shape.enumeration.clone());
        if let Some(smallest) = enumerated.min_by_key(|enumeration| enumeration.values.len()) {
            let values = smallest.values.iter().map(|(_, value)| value);
            return self.first_that_holds(level, values);
        }
        let mut total = Outcome::Empty;
        for class in Types::EACH {
            if !level.types.contains(class) {
                continue;
            }
            total = total.or(self.value_of_class(level, class));
            if total.is_found() {
                break;
            }
        }
        total
    }

    fn first_that_holds<'value>(
        &mut self,
        level: &Level,
        values: impl Iterator<Item = &'value Value>,
    ) -> Outcome {
        let mut total = Outcome::Empty;
        for value in values {
            if !self.spend(1) {
                return Self::spent();
            }
            if !level.types.contains(class(value)) {
                continue;
            }
            match self.holds(&level.shapes, &level.refused, value) {
                Truth::Yes => return Outcome::found(value.clone()),
                Truth::No => {}
                Truth::Unsure(reason) => total = Outcome::Unknown(reason),
            }
        }
        total
    }

    /// Whether a value is accepted by all shapes and refused by each refused schema.
    fn holds(
        &mut self,
        shapes: &[(Rc<Schema>, World)],
        refused: &[Rc<Schema>],
        value: &Value,
    ) -> Truth {
        let mut total = Truth::Yes;
        for (shape, _) in shapes {
            // An unread keyword is settled by the leaf as a whole.
            match self.base_accepts(&without_unread(shape), value, Reading::Strict) {
                Truth::No => return Truth::No,
                Truth::Yes => {}
                unsure => total = unsure,
            }
        }
        for schema in refused {
            match self.base_accepts(schema, value, Reading::Reader) {
                Truth::Yes => return Truth::No,
                Truth::No => {}
                unsure => total = unsure,
            }
        }
        total
    }

    fn value_of_class(&mut self, level: &Level, class: Types) -> Outcome {
        let mut forbidden = Vec::new();
        let mut refused = Vec::new();
        for schema in level
            .refused
            .iter()
            .filter(|schema| schema.types.contains(class))
        {
            match &schema.enumeration {
                None => refused.push(Rc::clone(schema)),
                Some(enumeration) => {
                    let values = enumeration
                        .values
                        .iter()
                        .map(|(_, value)| value)
                        .filter(|value| self::class(value) == class);
                    forbidden.extend(values.cloned());
                }
            }
        }
        let mut field = Field {
            class,
            shapes: &level.shapes,
            refused,
            forbidden,
        };
        if field.refused.len() > 1 {
            let all = std::mem::take(&mut field.refused);
            for one in &all {
                field.refused = vec![Rc::clone(one)];
                match self.value_in(&field) {
                    Outcome::Empty => return Outcome::Empty,
                    Outcome::Found(value)
                        if self.holds(field.shapes, &all, &value) == Truth::Yes =>
                    {
                        return Outcome::Found(value);
                    }
                    _ => {}
                }
            }
            field.refused = all;
        }
        self.value_in(&field)
    }

    fn value_in(&mut self, field: &Field<'_>) -> Outcome {
        match field.class {
            Types::STRING => {
                let goal = super::strings::TextGoal::new(field.shapes);
                self.aim(&goal, field, &field.refused)
            }
            Types::INTEGER | Types::FRACTION => {
                let goal = super::numbers::NumberGoal::new(field.shapes);
                self.aim(&goal, field, &field.refused)
            }
            Types::ARRAY => {
                let goal = super::arrays::ArrayGoal::new(field.shapes);
                self.aim(&goal, field, &field.refused)
            }
            Types::OBJECT => {
                let goal = super::objects::ObjectGoal::new(field.shapes);
                self.aim(&goal, field, &field.refused)
            }
            class => {
                let values: &[Value] = if class == Types::NULL {
                    &[Value::Null]
                } else {
                    &[Value::Bool(true), Value::Bool(false)]
                };
                let free = values
                    .iter()
                    .find(|value| field.refused.is_empty() && !field.forbids(value));
                free.map_or(Outcome::Empty, |value| Outcome::found(value.clone()))
            }
        }
    }

    /// Decides for one refusal after the other how it comes about, then looks for the value.
    fn aim<G: Goal>(&mut self, goal: &G, field: &Field<'_>, refused: &[Rc<Schema>]) -> Outcome {
        if !self.spend(1) {
            return Self::spent();
        }
        let Some((first, rest)) = refused.split_first() else {
            return goal.reach(self, field);
        };
        let mut total = Outcome::Empty;
        for next in goal.breaking(self, field, first) {
            total = total.or(self.aim(&next, field, rest));
            if total.is_found() || self.budget == 0 {
                break;
            }
        }
        total
    }
}

fn without_unread(schema: &Rc<Schema>) -> Rc<Schema> {
    match schema.unread {
        None => Rc::clone(schema),
        Some(_) => Rc::new(Schema {
            unread: None,
            ..Schema::clone(schema)
        }),
    }
}
