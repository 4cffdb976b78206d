//! A GraphQL schema, as far as queries depend on it: read from an introspection answer or from its definitions.

use std::{collections::BTreeMap, fmt, time::Duration};

use graphql_parser::schema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Error;

const PATIENCE: Duration = Duration::from_secs(20);
const LARGEST_ANSWER: u64 = 32 << 20;
/// Lists of lists of lists and no more.
const DEEPEST_TYPE: usize = 8;

/// The type of a field or an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Type {
    Named(String),
    List(Box<Type>),
    NonNull(Box<Type>),
}

impl Type {
    /// The name at the bottom.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Named(name) => name,
            Self::List(inner) | Self::NonNull(inner) => inner.name(),
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => f.write_str(name),
            Self::List(inner) => write!(f, "[{inner}]"),
            Self::NonNull(inner) => write!(f, "{inner}!"),
        }
    }
}

/// An argument, or a field of an input type.
#[derive(Clone, Debug)]
pub(super) struct Input {
    pub(super) kind: Type,
    pub(super) has_default: bool,
}

impl Input {
    /// Whether a query has to give it.
    pub(super) fn is_required(&self) -> bool {
        matches!(self.kind, Type::NonNull(_)) && !self.has_default
    }
}

/// A field that can be asked for.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) kind: Type,
    pub(super) arguments: BTreeMap<String, Input>,
}

/// A type that has a name.
#[derive(Clone, Debug)]
pub(super) enum Definition {
    Scalar,
    Enum(Vec<String>),
    /// An object or interface: its fields, and the objects it may be.
    Object {
        fields: BTreeMap<String, Field>,
        members: Vec<String>,
    },
    Union(Vec<String>),
    Input(BTreeMap<String, Input>),
}

impl Definition {
    /// For people.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::Scalar => "a scalar",
            Self::Enum(_) => "an enum",
            Self::Object { .. } => "an object",
            Self::Union(_) => "a union",
            Self::Input(_) => "an input",
        }
    }
}

/// A schema.
#[derive(Clone, Debug, Default)]
pub(super) struct Introspected {
    pub(super) types: BTreeMap<String, Definition>,
    pub(super) query: String,
    pub(super) mutation: String,
}

/// The schema of the Vendure at this base URL.
pub(super) fn fetch(url: &str) -> Result<Introspected, Error> {
    let base = url.trim_end_matches('/');
    let url = match base.ends_with("/shop-api") {
        true => base.to_owned(),
        false => format!("{base}/shop-api"),
    };
    let failed = |reason: String| Error::Vendure {
        url: url.clone(),
        reason,
    };
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .build()
        .into();
    let question = json!({ "query": QUESTION }).to_string();
    let text = agent
        .post(&url)
        .header("content-type", "application/json")
        .send(&question)
        .and_then(|mut answer| {
            answer
                .body_mut()
                .with_config()
                .limit(LARGEST_ANSWER)
                .read_to_string()
        })
        .map_err(|error| failed(error.to_string()))?;
    let answer: Value = serde_json::from_str(&text)
        .map_err(|error| failed(format!("its answer is not JSON: {error}")))?;
    let schema = answer.pointer("/data/__schema").filter(|it| it.is_object());
    let Some(schema) = schema else {
        let said = answer.pointer("/errors/0/message").and_then(Value::as_str);
        let said = said.unwrap_or("its answer has no schema");
        return Err(failed(format!("{said} (introspection must be on)")));
    };
    let schema: Answer = serde_json::from_value(schema.clone())
        .map_err(|error| failed(format!("its schema is not understood: {error}")))?;
    Ok(schema.into())
}

/// What is asked.
pub const QUESTION: &str = "{ __schema {
  queryType { name } mutationType { name }
  types { kind name
    fields(includeDeprecated: true) { name type { ...T } args { name defaultValue type { ...T } } }
    inputFields { name defaultValue type { ...T } }
    enumValues(includeDeprecated: true) { name }
    possibleTypes { name } } } }
fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
  ofType { kind name } } } } } }";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Answer {
    query_type: Named,
    mutation_type: Option<Named>,
    types: Vec<AnswerType>,
}

#[derive(Deserialize)]
struct Named {
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AnswerType {
    kind: String,
    name: String,
    fields: Option<Vec<AnswerField>>,
    input_fields: Option<Vec<AnswerInput>>,
    enum_values: Option<Vec<Named>>,
    possible_types: Option<Vec<Named>>,
}

#[derive(Deserialize)]
struct AnswerField {
    name: String,
    r#type: AnswerReference,
    #[serde(default)]
    args: Vec<AnswerInput>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AnswerInput {
    name: String,
    default_value: Option<String>,
    r#type: AnswerReference,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AnswerReference {
    kind: String,
    name: Option<String>,
    of_type: Option<Box<AnswerReference>>,
}

impl AnswerReference {
    fn resolve(self, depth: usize) -> Type {
        let inner = self.of_type.filter(|_| depth < DEEPEST_TYPE);
        match (self.kind.as_str(), inner) {
            ("NON_NULL", Some(inner)) => Type::NonNull(Box::new(inner.resolve(depth + 1))),
            ("LIST", Some(inner)) => Type::List(Box::new(inner.resolve(depth + 1))),
            _ => Type::Named(self.name.unwrap_or_default()),
        }
    }
}

fn inputs(of: Vec<AnswerInput>) -> BTreeMap<String, Input> {
    of.into_iter()
        .map(|input| {
            let kind = input.r#type.resolve(0);
            let has_default = input.default_value.is_some();
            (input.name, Input { kind, has_default })
        })
        .collect()
}

fn names(of: Option<Vec<Named>>) -> Vec<String> {
    let of = of.unwrap_or_default();
    of.into_iter().map(|it| it.name).collect()
}

impl From<Answer> for Introspected {
    fn from(answer: Answer) -> Self {
        let types = answer.types.into_iter().map(|it| {
            let definition = match it.kind.as_str() {
                "ENUM" => Definition::Enum(names(it.enum_values)),
                "UNION" => Definition::Union(names(it.possible_types)),
                "INPUT_OBJECT" => Definition::Input(inputs(it.input_fields.unwrap_or_default())),
                "OBJECT" | "INTERFACE" => Definition::Object {
                    fields: it
                        .fields
                        .unwrap_or_default()
                        .into_iter()
                        .map(|field| {
                            let arguments = inputs(field.args);
                            let kind = field.r#type.resolve(0);
                            (field.name, Field { kind, arguments })
                        })
                        .collect(),
                    members: names(it.possible_types),
                },
                _ => Definition::Scalar,
            };
            (it.name, definition)
        });
        Self {
            types: types.collect(),
            query: answer.query_type.name,
            mutation: answer.mutation_type.map(|it| it.name).unwrap_or_default(),
        }
    }
}

impl Introspected {
    /// The schema that the client was built from.
    pub(super) fn of_definitions(document: &schema::Document<'_, String>) -> Self {
        let mut it = Self {
            query: "Query".to_owned(),
            mutation: "Mutation".to_owned(),
            ..Self::default()
        };
        for scalar in ["Boolean", "Float", "ID", "Int", "String"] {
            it.types.insert(scalar.to_owned(), Definition::Scalar);
        }
        for definition in &document.definitions {
            if let schema::Definition::TypeDefinition(definition) = definition {
                let (name, definition) = defined(definition);
                it.types.insert(name, definition);
            }
        }
        it
    }
}

fn defined(definition: &schema::TypeDefinition<'_, String>) -> (String, Definition) {
    use schema::TypeDefinition as Parsed;
    match definition {
        Parsed::Scalar(it) => (it.name.clone(), Definition::Scalar),
        Parsed::Enum(it) => {
            let values = it.values.iter().map(|value| value.name.clone()).collect();
            (it.name.clone(), Definition::Enum(values))
        }
        Parsed::Union(it) => (it.name.clone(), Definition::Union(it.types.clone())),
        Parsed::Object(it) => (it.name.clone(), object(&it.fields)),
        Parsed::Interface(it) => (it.name.clone(), object(&it.fields)),
        Parsed::InputObject(it) => (it.name.clone(), Definition::Input(declared(&it.fields))),
    }
}

fn object(fields: &[schema::Field<'_, String>]) -> Definition {
    let fields = fields.iter().map(|field| {
        let kind = (&field.field_type).into();
        let arguments = declared(&field.arguments);
        (field.name.clone(), Field { kind, arguments })
    });
    Definition::Object {
        fields: fields.collect(),
        members: Vec::new(),
    }
}

fn declared(values: &[schema::InputValue<'_, String>]) -> BTreeMap<String, Input> {
    let inputs = values.iter().map(|value| {
        let kind = (&value.value_type).into();
        let has_default = value.default_value.is_some();
        (value.name.clone(), Input { kind, has_default })
    });
    inputs.collect()
}

impl From<&schema::Type<'_, String>> for Type {
    fn from(parsed: &schema::Type<'_, String>) -> Self {
        match parsed {
            schema::Type::NamedType(name) => Self::Named(name.clone()),
            schema::Type::ListType(inner) => Self::List(Box::new(inner.as_ref().into())),
            schema::Type::NonNullType(inner) => Self::NonNull(Box::new(inner.as_ref().into())),
        }
    }
}
