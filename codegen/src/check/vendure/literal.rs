//! Values that stand in a query itself, and what a server reads them as (GraphQL, "Input Coercion").

use graphql_parser::query::Value;

use super::introspection::{Definition, Introspected, Type};

/// Whether a single value is read where `served` is taken. One value stands for a list of one. Scalars of Vendure's own
/// may read anything.
pub(super) fn is_read(value: &Value<'_, String>, served: &Type, live: &Introspected) -> bool {
    let name = served.name();
    match live.types.get(name) {
        Some(Definition::Scalar) => match name {
            "Boolean" => matches!(value, Value::Boolean(_)),
            "Float" => matches!(value, Value::Float(_) | Value::Int(_)),
            "ID" => matches!(value, Value::String(_) | Value::Int(_)),
            "Int" => matches!(value, Value::Int(_)),
            "String" => matches!(value, Value::String(_)),
            _ => true,
        },
        Some(Definition::Enum(_)) => matches!(value, Value::Enum(_)),
        _ => false,
    }
}

/// For people.
pub(super) fn kind(value: &Value<'_, String>) -> &'static str {
    match value {
        Value::Variable(_) => "a variable",
        Value::Int(_) => "an integer",
        Value::Float(_) => "a number",
        Value::String(_) => "a string",
        Value::Boolean(_) => "a boolean",
        Value::Null => "null",
        Value::Enum(_) => "a value of an enum",
        Value::List(_) => "a list",
        Value::Object(_) => "an object",
    }
}
