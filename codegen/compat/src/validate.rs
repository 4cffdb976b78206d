//! Whether a value is valid: the library's own validator, three-valued, since some keywords can't be decided.

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use crate::number::Decimal;
use crate::schema::{Additional, Node, NodeId, Schema, Schemas, class};

/// What is known of a value's validity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Truth {
    Yes,
    No,
    Unsure(Rc<str>),
}

impl Truth {
    fn of(holds: bool) -> Self {
        if holds { Self::Yes } else { Self::No }
    }

    fn negated(self) -> Self {
        match self {
            Self::Yes => Self::No,
            Self::No => Self::Yes,
            unsure @ Self::Unsure(_) => unsure,
        }
    }
}

/// As whom a schema is read: by the letter, or with the leniency a reader declares by `x-open`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    Strict,
    Reader,
}

const DEEPEST: usize = 200;

/// Regular expressions of ECMAScript, compiled once.
#[derive(Default)]
pub(crate) struct Patterns {
    known: HashMap<Rc<str>, Option<Rc<regress::Regex>>>,
}

impl Patterns {
    pub(crate) fn find(&mut self, pattern: &Rc<str>, text: &str) -> Truth {
        let regex = self.known.entry(Rc::clone(pattern)).or_insert_with(|| {
            let unicode = regress::Regex::with_flags(pattern, "u");
            unicode
                .or_else(|_| regress::Regex::new(pattern))
                .ok()
                .map(Rc::new)
        });
        match regex {
            Some(regex) if text.len() <= 4096 => Truth::of(regex.find(text).is_some()),
            Some(_) => Truth::Unsure("a pattern on a long text".into()),
            None => Truth::Unsure(format!("the pattern {pattern}").into()),
        }
    }
}

/// Validates values against nodes.
pub(crate) struct Validator<'run> {
    pub(crate) schemas: &'run mut Schemas,
    pub(crate) patterns: &'run mut Patterns,
    pub(crate) reading: Reading,
    /// The nodes that may still be looked at.
    pub(crate) budget: &'run mut u64,
}

impl Validator<'_> {
    pub(crate) fn node(&mut self, id: NodeId, value: &Value, depth: usize) -> Truth {
        if depth > DEEPEST {
            return Truth::Unsure("a schema nested too deeply".into());
        }
        if *self.budget == 0 {
            return Truth::Unsure("a schema that takes more work than is allowed".into());
        }
        *self.budget -= 1;
        let id = match self.reading {
            Reading::Strict => id,
            Reading::Reader => self.schemas.as_reader(id),
        };
        match self.schemas.node(id) {
            Node::Never => Truth::No,
            Node::Recursive(number) => self.node(self.schemas.recursion(*number), value, depth + 1),
            Node::Schema(schema) => {
                let schema = Rc::clone(schema);
                self.schema(&schema, value, depth)
            }
        }
    }

    pub(crate) fn schema(&mut self, schema: &Schema, value: &Value, depth: usize) -> Truth {
        let base = self.base(schema, value, depth);
        if base == Truth::No {
            return base;
        }
        let mut known = vec![base];
        for member in &schema.all_of {
            known.push(self.node(*member, value, depth + 1));
        }
        if !schema.any_of.is_empty() {
            known.push(self.any(&schema.any_of, value, depth));
        }
        if !schema.one_of.is_empty() {
            known.push(self.one(&schema.one_of, value, depth));
        }
        if let Some(not) = schema.not {
            known.push(self.node(not, value, depth + 1).negated());
        }
        all(known)
    }

    fn any(&mut self, members: &[NodeId], value: &Value, depth: usize) -> Truth {
        let mut best = Truth::No;
        for member in members {
            match self.node(*member, value, depth + 1) {
                Truth::Yes => return Truth::Yes,
                Truth::No => {}
                unsure => best = unsure,
            }
        }
        best
    }

    fn one(&mut self, members: &[NodeId], value: &Value, depth: usize) -> Truth {
        let mut matches = 0;
        let mut unsure = None;
        for member in members {
            match self.node(*member, value, depth + 1) {
                Truth::Yes => matches += 1,
                Truth::No => {}
                truth => unsure = Some(truth),
            }
        }
        match (matches, unsure) {
            (2.., _) => Truth::No,
            (_, Some(unsure)) => unsure,
            (matches, None) => Truth::of(matches == 1),
        }
    }

    /// The schema's own keywords, unions and intersections left aside.
    pub(crate) fn base(&mut self, schema: &Schema, value: &Value, depth: usize) -> Truth {
        if !schema.types.contains(class(value))
            || schema
                .enumeration
                .as_ref()
                .is_some_and(|values| !values.contains(value))
        {
            return Truth::No;
        }
        let own = match value {
            Value::String(text) => self.text(schema, text),
            Value::Number(number) => number_holds(schema, Decimal::parse(number)),
            Value::Array(items) => self.array(schema, items, depth),
            Value::Object(members) => self.object(schema, members, depth),
            _ => Truth::Yes,
        };
        match (&schema.unread, own) {
            (Some(reason), Truth::Yes) => Truth::Unsure(Rc::clone(reason)),
            (_, own) => own,
        }
    }

    fn text(&mut self, schema: &Schema, text: &str) -> Truth {
        let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        let fits =
            length >= schema.min_length && schema.max_length.is_none_or(|most| length <= most);
        if !fits
            || schema
                .format
                .as_ref()
                .is_some_and(|format| !format.accepts(text))
        {
            return Truth::No;
        }
        match &schema.pattern {
            Some(pattern) => self.patterns.find(pattern, text),
            None => Truth::Yes,
        }
    }

    fn array(&mut self, schema: &Schema, items: &[Value], depth: usize) -> Truth {
        let length = u64::try_from(items.len()).unwrap_or(u64::MAX);
        if length < schema.min_items || schema.max_items.is_some_and(|most| length > most) {
            return Truth::No;
        }
        if schema.unique {
            let mut texts: Vec<String> = items.iter().map(crate::canonical::to_string).collect();
            texts.sort();
            if texts.windows(2).any(|pair| pair.first() == pair.get(1)) {
                return Truth::No;
            }
        }
        let mut known = Vec::new();
        for (position, item) in items.iter().enumerate() {
            if let Some(node) = schema.prefix.get(position).copied().or(schema.items) {
                known.push(self.node(node, item, depth + 1));
            }
        }
        all(known)
    }

    fn object(
        &mut self,
        schema: &Schema,
        members: &serde_json::Map<String, Value>,
        depth: usize,
    ) -> Truth {
        let count = u64::try_from(members.len()).unwrap_or(u64::MAX);
        let fits = count >= schema.min_properties
            && schema.max_properties.is_none_or(|most| count <= most);
        if !fits
            || schema
                .required
                .iter()
                .any(|name| !members.contains_key(&**name))
        {
            return Truth::No;
        }
        let mut known = Vec::new();
        for (name, member) in members {
            known.push(
                match (schema.properties.get(name.as_str()), schema.additional) {
                    (Some(property), _) => self.node(property.node, member, depth + 1),
                    (None, Additional::Unsaid) => Truth::Yes,
                    (None, Additional::Refused) => return Truth::No,
                    (None, Additional::Of(node)) => self.node(node, member, depth + 1),
                },
            );
        }
        all(known)
    }
}

fn all(known: Vec<Truth>) -> Truth {
    let mut total = Truth::Yes;
    for truth in known {
        match truth {
            Truth::No => return Truth::No,
            Truth::Yes => {}
            unsure => total = unsure,
        }
    }
    total
}

fn number_holds(schema: &Schema, number: Option<Decimal>) -> Truth {
    if schema.minimum.is_none() && schema.maximum.is_none() && schema.multiple_of.is_none() {
        return Truth::Yes;
    }
    let Some(number) = number else {
        return Truth::Unsure("a number of very many digits".into());
    };
    let above = schema.minimum.is_none_or(|bound| {
        if bound.exclusive {
            number > bound.value
        } else {
            number >= bound.value
        }
    });
    let below = schema.maximum.is_none_or(|bound| {
        if bound.exclusive {
            number < bound.value
        } else {
            number <= bound.value
        }
    });
    Truth::of(
        above
            && below
            && schema
                .multiple_of
                .is_none_or(|step| number.is_multiple_of(step)),
    )
}
