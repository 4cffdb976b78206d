//! One query, through the schema the client was built from and the one that is served, side by side.

use std::collections::{BTreeMap, BTreeSet};

use graphql_parser::query::{
    Definition as Parsed, Document, Field as Asked, FragmentDefinition, OperationDefinition,
    Selection, SelectionSet, TypeCondition, Value, VariableDefinition,
};

use super::{
    introspection::{Definition, Input, Introspected, Type},
    literal,
};
use crate::shop::SCHEMA;

/// Something a query relies on that isn't so any more.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mismatch {
    /// The query's name.
    pub(super) query: String,
    /// The field, by its way from the query's top, or the input's.
    pub(super) at: String,
    /// What is different.
    pub(super) message: String,
    /// Where in the query's file.
    pub(super) line: Option<usize>,
}

/// Everything in a document of queries that doesn't fit the served schema.
pub(super) fn mismatches(
    document: &Document<'_, String>,
    believed: &Introspected,
    live: &Introspected,
) -> Vec<Mismatch> {
    let fragments = document.definitions.iter().filter_map(|it| match it {
        Parsed::Fragment(fragment) => Some((fragment.name.as_str(), fragment)),
        Parsed::Operation(_) => None,
    });
    let fragments: BTreeMap<_, _> = fragments.collect();
    let mut found = BTreeSet::new();
    for definition in &document.definitions {
        let Parsed::Operation(operation) = definition else {
            continue;
        };
        let (name, variables, selection, roots) = match operation {
            OperationDefinition::Query(it) => (
                &it.name,
                &it.variable_definitions,
                &it.selection_set,
                (&believed.query, &live.query),
            ),
            OperationDefinition::Mutation(it) => (
                &it.name,
                &it.variable_definitions,
                &it.selection_set,
                (&believed.mutation, &live.mutation),
            ),
            // The generator takes neither.
            OperationDefinition::Subscription(_) | OperationDefinition::SelectionSet(_) => continue,
        };
        let mut walk = Walk {
            query: name.as_deref().unwrap_or_default(),
            believed,
            live,
            fragments: &fragments,
            variables,
            found,
        };
        walk.selection(selection, roots.0, roots.1, "");
        for variable in variables {
            let kind = Type::from(&variable.var_type);
            walk.input(
                kind.name(),
                &format!("${}", variable.name),
                variable.position.line,
            );
        }
        found = walk.found;
    }
    found.into_iter().collect()
}

struct Walk<'a, 't> {
    query: &'a str,
    believed: &'a Introspected,
    live: &'a Introspected,
    fragments: &'a BTreeMap<&'a str, &'a FragmentDefinition<'t, String>>,
    variables: &'a [VariableDefinition<'t, String>],
    found: BTreeSet<Mismatch>,
}

impl Walk<'_, '_> {
    fn tell(&mut self, at: &str, line: usize, message: String) {
        self.found.insert(Mismatch {
            query: self.query.to_owned(),
            at: at.to_owned(),
            message,
            line: Some(line),
        });
    }

    /// `believed` and `live` are names of types.
    fn selection(&mut self, set: &SelectionSet<'_, String>, believed: &str, live: &str, at: &str) {
        for selection in &set.items {
            match selection {
                Selection::Field(field) => self.field(field, believed, live, at),
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.type_condition.as_ref();
                    self.spread(condition, &fragment.selection_set, (believed, live), at);
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.fragments.get(spread.fragment_name.as_str()) {
                        let condition = Some(&fragment.type_condition);
                        self.spread(condition, &fragment.selection_set, (believed, live), at);
                    }
                }
            }
        }
    }

    fn spread(
        &mut self,
        condition: Option<&TypeCondition<'_, String>>,
        set: &SelectionSet<'_, String>,
        (believed, live): (&str, &str),
        at: &str,
    ) {
        let Some(TypeCondition::On(name)) = condition else {
            return self.selection(set, believed, live, at);
        };
        let is_possible = name == live
            || match self.live.types.get(live) {
                Some(Definition::Union(members) | Definition::Object { members, .. }) => {
                    members.contains(name)
                }
                _ => false,
            };
        match is_possible {
            true => self.selection(set, name, name, &format!("{at} as {name}")),
            false => self.tell(at, set.span.0.line, format!("`{live}` is never a `{name}`")),
        }
    }

    fn field(&mut self, field: &Asked<'_, String>, believed: &str, live: &str, above: &str) {
        if field.name == "__typename" {
            return;
        }
        let at = match above {
            "" => field.name.clone(),
            above => format!("{above}.{}", field.name),
        };
        let line = field.position.line;
        let Some(theirs) = self.live.types.get(live) else {
            return self.tell(&at, line, format!("there is no type `{live}`"));
        };
        let ours = match self.believed.types.get(believed) {
            Some(Definition::Object { fields, .. }) => fields.get(&field.name),
            _ => None,
        };
        let Some(ours) = ours else {
            let message = format!("{SCHEMA} has no field `{}` of `{believed}`", field.name);
            return self.tell(&at, line, message);
        };
        let theirs = match theirs {
            Definition::Object { fields, .. } => fields.get(&field.name),
            _ => None,
        };
        let Some(theirs) = theirs else {
            return self.tell(&at, line, format!("`{live}` has no field `{}`", field.name));
        };
        if let Some(reason) = unread(&ours.kind, &theirs.kind) {
            let (ours, theirs) = (&ours.kind, &theirs.kind);
            self.tell(
                &at,
                line,
                format!("it was `{ours}` and is `{theirs}`: {reason}"),
            );
        }
        self.arguments(field, &theirs.arguments, &at);
        let (ours, theirs) = (ours.kind.name(), theirs.kind.name());
        if !field.selection_set.items.is_empty() {
            self.selection(&field.selection_set, ours, theirs, &at);
        } else if let Some(definition) = self.live.types.get(theirs)
            && !matches!(definition, Definition::Scalar | Definition::Enum(_))
        {
            let kind = definition.kind();
            self.tell(
                &at,
                line,
                format!("`{theirs}` is {kind}, of which fields must be chosen"),
            );
        }
    }

    fn arguments(&mut self, field: &Asked<'_, String>, served: &BTreeMap<String, Input>, at: &str) {
        let line = field.position.line;
        for (name, input) in served {
            let is_given = field.arguments.iter().any(|(given, _)| given == name);
            if input.is_required() && !is_given {
                let message = format!("it now needs an argument `{name}: {}`", input.kind);
                self.tell(at, line, message);
            }
        }
        for (name, value) in &field.arguments {
            match served.get(name) {
                Some(input) => self.value(value, &input.kind, &format!("{at}({name})"), line),
                None => self.tell(at, line, format!("it takes no argument `{name}`")),
            }
        }
    }

    /// What the query writes where the server takes `served`.
    fn value(&mut self, value: &Value<'_, String>, served: &Type, at: &str, line: usize) {
        match value {
            Value::Variable(name) => {
                let declared = self.variables.iter().find(|it| &it.name == name);
                let Some(declared) = declared.map(|it| Type::from(&it.var_type)) else {
                    return;
                };
                if !is_taken(&declared, served) {
                    self.tell(
                        at,
                        line,
                        format!("it takes `{served}`, and gets `{declared}`"),
                    );
                }
            }
            Value::Object(given) => {
                let Some(Definition::Input(fields)) = self.live.types.get(served.name()) else {
                    return self.tell(at, line, format!("`{served}` is no input type"));
                };
                for (name, input) in fields {
                    if input.is_required() && !given.contains_key(name) {
                        self.tell(at, line, format!("it now needs `{name}: {}`", input.kind));
                    }
                }
                for (name, value) in given {
                    match fields.get(name) {
                        Some(input) => {
                            self.value(value, &input.kind, &format!("{at}.{name}"), line)
                        }
                        None => self.tell(at, line, format!("`{served}` has no `{name}`")),
                    }
                }
            }
            Value::List(values) => {
                let inner = match served {
                    Type::NonNull(inner) => inner,
                    other => other,
                };
                let Type::List(inner) = inner else {
                    return self.tell(at, line, format!("it takes `{served}`, and gets a list"));
                };
                for value in values {
                    self.value(value, inner, at, line);
                }
            }
            Value::Enum(value)
                if let Some(Definition::Enum(values)) = self.live.types.get(served.name()) =>
            {
                if !values.contains(value) {
                    self.tell(at, line, format!("`{served}` has no value `{value}`"));
                }
            }
            Value::Null if matches!(served, Type::NonNull(_)) => {
                self.tell(at, line, format!("it takes `{served}`, and gets null"));
            }
            Value::Null => {}
            _ => {
                if !literal::is_read(value, served, self.live) {
                    let given = literal::kind(value);
                    self.tell(at, line, format!("it takes `{served}`, and gets {given}"));
                }
            }
        }
    }

    /// An input type whose values come in a variable: what we may send is still taken, and nothing more is needed.
    fn input(&mut self, name: &str, at: &str, line: usize) {
        let mut seen = BTreeSet::new();
        let mut open = vec![(name.to_owned(), at.to_owned())];
        while let Some((name, at)) = open.pop() {
            if !seen.insert(name.clone()) {
                continue;
            }
            match (self.believed.types.get(&name), self.live.types.get(&name)) {
                (Some(Definition::Input(ours)), Some(Definition::Input(theirs))) => {
                    for (field, input) in theirs {
                        let given = ours.get(field).is_some_and(Input::is_required);
                        if input.is_required() && !given {
                            let message = format!("`{name}` now needs `{field}: {}`", input.kind);
                            self.tell(&at, line, message);
                        }
                    }
                    for (field, input) in ours {
                        match theirs.get(field) {
                            Some(served) if is_taken(&input.kind, &served.kind) => {
                                open.push((input.kind.name().to_owned(), format!("{at}.{field}")));
                            }
                            // Reported above.
                            Some(served) if served.is_required() && !input.is_required() => {}
                            Some(served) => {
                                let (ours, theirs) = (&input.kind, &served.kind);
                                let message = format!(
                                    "`{field}` of `{name}` takes `{theirs}`, and gets `{ours}`"
                                );
                                self.tell(&at, line, message);
                            }
                            None => self.tell(&at, line, format!("`{name}` has no `{field}`")),
                        }
                    }
                }
                (Some(Definition::Enum(ours)), Some(Definition::Enum(theirs))) => {
                    for value in ours.iter().filter(|value| !theirs.contains(value)) {
                        self.tell(&at, line, format!("`{name}` has no value `{value}`"));
                    }
                }
                (Some(Definition::Scalar), Some(Definition::Scalar | Definition::Enum(_))) => {}
                (Some(ours), Some(theirs)) => {
                    let (ours, theirs) = (ours.kind(), theirs.kind());
                    self.tell(&at, line, format!("`{name}` was {ours} and is {theirs}"));
                }
                (Some(_), None) => self.tell(&at, line, format!("there is no type `{name}`")),
                (None, _) => self.tell(&at, line, format!("{SCHEMA} has no type `{name}`")),
            }
        }
    }
}

/// Why a client that reads `ours` can't read `theirs`.
fn unread(ours: &Type, theirs: &Type) -> Option<&'static str> {
    match (ours, theirs) {
        (Type::NonNull(ours), Type::NonNull(theirs)) => unread(ours, theirs),
        (Type::NonNull(ours), theirs) => {
            Some(unread(ours, theirs).unwrap_or("null is not understood"))
        }
        (ours, Type::NonNull(theirs)) => unread(ours, theirs),
        (Type::List(ours), Type::List(theirs)) => unread(ours, theirs),
        (Type::List(_), Type::Named(_)) => Some("a list is expected"),
        (Type::Named(_), Type::List(_)) => Some("a list is not understood"),
        (Type::Named(ours), Type::Named(theirs)) => {
            (ours != theirs).then_some("another type is not understood")
        }
    }
}

/// Whether a value of type `ours` may stand where `theirs` is taken.
fn is_taken(ours: &Type, theirs: &Type) -> bool {
    match (ours, theirs) {
        (Type::NonNull(ours), Type::NonNull(theirs)) => is_taken(ours, theirs),
        (_, Type::NonNull(_)) => false,
        (Type::NonNull(ours), theirs) => is_taken(ours, theirs),
        (Type::List(ours), Type::List(theirs)) => is_taken(ours, theirs),
        (Type::Named(ours), Type::Named(theirs)) => ours == theirs,
        _ => false,
    }
}
