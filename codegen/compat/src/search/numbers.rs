//! Numbers between bounds, on and off grids.

use std::rc::Rc;

use super::leaf::{Field, Goal};
use super::{Outcome, Search, World};
use crate::number::Decimal;
use crate::schema::{Bound, Schema, Types};

#[derive(Clone)]
pub(super) struct NumberGoal {
    low: Option<Bound>,
    high: Option<Bound>,
    /// The number is a multiple of this.
    grid: Option<Decimal>,
    /// The number is no multiple of these.
    avoided: Vec<Decimal>,
    is_too_fine: bool,
}

impl NumberGoal {
    pub(super) fn new(shapes: &[(Rc<Schema>, World)]) -> Self {
        let mut goal = Self {
            low: None,
            high: None,
            grid: None,
            avoided: Vec::new(),
            is_too_fine: false,
        };
        for (shape, _) in shapes {
            if let Some(bound) = shape.minimum {
                goal.raise(bound);
            }
            if let Some(bound) = shape.maximum {
                goal.lower(bound);
            }
            if let Some(step) = shape.multiple_of {
                goal.add_grid(step);
            }
        }
        goal
    }

    fn raise(&mut self, bound: Bound) {
        let key = |bound: Bound| (bound.value, bound.exclusive);
        if self.low.is_none_or(|low| key(bound) > key(low)) {
            self.low = Some(bound);
        }
    }

    fn lower(&mut self, bound: Bound) {
        let key = |bound: Bound| (bound.value, !bound.exclusive);
        if self.high.is_none_or(|high| key(bound) < key(high)) {
            self.high = Some(bound);
        }
    }

    fn add_grid(&mut self, step: Decimal) {
        match self
            .grid
            .map_or(Some(step), |grid| grid.common_multiple(step))
        {
            Some(grid) => self.grid = Some(grid),
            None => self.is_too_fine = true,
        }
    }

    fn holds(&self, number: Decimal, class: Types) -> bool {
        let above = self.low.is_none_or(|low| {
            if low.exclusive {
                number > low.value
            } else {
                number >= low.value
            }
        });
        let below = self.high.is_none_or(|high| {
            if high.exclusive {
                number < high.value
            } else {
                number <= high.value
            }
        });
        above
            && below
            && number.is_integer() == (class == Types::INTEGER)
            && self.grid.is_none_or(|grid| number.is_multiple_of(grid))
            && !self
                .avoided
                .iter()
                .any(|avoided| number.is_multiple_of(*avoided))
    }

    /// Nothing fits between the bounds.
    fn is_void(&self) -> bool {
        match (self.low, self.high) {
            (Some(low), Some(high)) => {
                low.value > high.value
                    || (low.value == high.value && (low.exclusive || high.exclusive))
            }
            _ => false,
        }
    }

    /// Numbers worth trying, and whether these are all there are.
    fn candidates(&self, class: Types, most: usize) -> (Vec<Decimal>, bool) {
        let mut step = self.grid;
        if class == Types::INTEGER {
            let one = Decimal::integer(1);
            step = Some(step.map_or(one, |step| step.common_multiple(one).unwrap_or(one)));
        }
        match step {
            Some(step) => self.on_grid(step, most),
            None => (self.between(most), false),
        }
    }

    fn on_grid(&self, step: Decimal, most: usize) -> (Vec<Decimal>, bool) {
        let zero = Decimal::integer(0);
        let (start, direction) = match (self.low, self.high) {
            (Some(low), high) if low.value > zero || high.is_none() => {
                (low.value.steps_up(step), 1)
            }
            (_, Some(high)) if high.value < zero => (
                -zero
                    .minus(high.value)
                    .map_or(0, |distance| distance.steps_up(step)),
                -1,
            ),
            (Some(low), _) => (low.value.steps_up(step), 1),
            (None, Some(_)) => (0, -1),
            (None, None) => (0, 1),
        };
        let mut found = Vec::new();
        if self.holds_bounds(zero) && start != 0 {
            found.push(zero);
        }
        for count in 0..i128::try_from(most).unwrap_or(0) {
            let Some(number) = step.times(start + direction * count) else {
                return (found, false);
            };
            let is_past = if direction > 0 {
                self.high.is_some_and(|high| number > high.value)
            } else {
                self.low.is_some_and(|low| number < low.value)
            };
            if is_past {
                return (found, true);
            }
            found.push(number);
        }
        // Beyond what a double holds exactly, only every so many numbers can be written.
        found.extend((8..16).filter_map(|power| step.times(start + direction * (1 << power))));
        if let (None, Some(high)) = (self.low, self.high) {
            found.push(high.value);
        }
        (found, false)
    }

    fn holds_bounds(&self, number: Decimal) -> bool {
        self.low.is_none_or(|low| number >= low.value)
            && self.high.is_none_or(|high| number <= high.value)
    }

    fn between(&self, most: usize) -> Vec<Decimal> {
        let one = Decimal::integer(1);
        let half = Decimal::integer(1).half();
        let mut found = Vec::new();
        let (mut start, end) = match (self.low, self.high) {
            (Some(low), Some(high)) => (low.value, Some(high.value)),
            (Some(low), None) => (low.value, None),
            (None, Some(high)) => (
                high.value.minus(one).unwrap_or(high.value),
                Some(high.value),
            ),
            (None, None) => (Decimal::integer(0), None),
        };
        found.push(start);
        found.extend(end);
        for _ in 0..most.min(400) {
            let next = match end {
                None => half.and_then(|half| start.plus(half)),
                Some(end) => start.plus(end).and_then(Decimal::half),
            };
            let Some(next) = next else { break };
            found.push(next);
            match end {
                None => start = start.plus(one).unwrap_or(start),
                Some(_) => start = next,
            }
        }
        if let (Some(low), Some(high)) = (self.low, self.high) {
            let mut width = high.value.minus(low.value);
            for _ in 0..15 {
                width = width.and_then(Decimal::tenth);
                found.extend(width.and_then(|width| low.value.plus(width)));
            }
        }
        found
    }
}

impl Goal for NumberGoal {
    fn breaking(&self, _: &mut Search<'_>, _: &Field<'_>, refused: &Schema) -> Vec<Self> {
        let mut ways = Vec::new();
        let mut way = |change: &dyn Fn(&mut Self)| {
            let mut goal = self.clone();
            change(&mut goal);
            if !goal.is_void() {
                ways.push(goal);
            }
        };
        let flipped = |bound: Bound| Bound {
            value: bound.value,
            exclusive: !bound.exclusive,
        };
        if let Some(bound) = refused.minimum {
            way(&|goal| goal.lower(flipped(bound)));
        }
        if let Some(bound) = refused.maximum {
            way(&|goal| goal.raise(flipped(bound)));
        }
        if let Some(step) = refused.multiple_of
            && !self.grid.is_some_and(|grid| grid.is_multiple_of(step))
        {
            way(&|goal| goal.avoided.push(step));
        }
        ways
    }

    fn reach(&self, _: &mut Search<'_>, field: &Field<'_>) -> Outcome {
        if self.is_void()
            || (field.class == Types::FRACTION && self.grid.is_some_and(Decimal::is_integer))
        {
            return Outcome::Empty;
        }
        if self.is_too_fine {
            return Outcome::unknown("multiples of very many digits");
        }
        let (candidates, is_complete) = self.candidates(field.class, field.forbidden.len() + 300);
        let mut rest = is_complete;
        for candidate in candidates
            .into_iter()
            .filter(|candidate| self.holds(*candidate, field.class))
        {
            match candidate.to_json() {
                Some(value) if !field.forbids(&value) => return Outcome::found(value),
                Some(_) => {}
                None => rest = false,
            }
        }
        let is_one_point = self
            .low
            .is_some_and(|low| self.high.is_some_and(|high| low.value == high.value));
        match rest || is_one_point {
            true => Outcome::Empty,
            false => Outcome::unknown("no number was found that meets and breaks these bounds"),
        }
    }
}
