//! Security schemes: a stoken as bearer, or in the query of an event stream.

use serde_json::{Value, json};

use crate::call::AUTHORIZATION;

const BEARER: &str = "stoken";
const QUERY: &str = "streamStoken";

/// Declares both schemes.
pub(super) fn declare(document: &mut Value) {
    if let Some(components) = document
        .get_mut("components")
        .and_then(Value::as_object_mut)
    {
        components.insert(
            "securitySchemes".to_owned(),
            json!({
                BEARER: {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The stoken of a customer session, from `session_create` or `session_redeem`.",
                },
                QUERY: {
                    "type": "apiKey",
                    "in": "query",
                    "name": "stoken",
                    "description": "A stoken in the URL, for event streams only: best one from `session_stream`.",
                },
            }),
        );
    }
}

/// Turns the declared `Authorization` header or `stoken` parameter into a requirement. The query
/// parameter stays, since generated clients fill it in like any other.
pub(super) fn require(operation: &mut Value) {
    let Some(operation) = operation.as_object_mut() else {
        return;
    };
    let mut security = json!([]);
    let mut parameters = operation.remove("parameters").unwrap_or_else(|| json!([]));
    if let Some(parameters) = parameters.as_array_mut() {
        parameters.retain(|parameter| {
            let required = parameter["required"] == true;
            if parameter["in"] == "header" && parameter["name"] == AUTHORIZATION {
                security = if required {
                    json!([{ BEARER: [] }])
                } else {
                    json!([{}, { BEARER: [] }])
                };
                return false;
            }
            if parameter["in"] == "query" && parameter["name"] == "stoken" {
                security = json!([{ QUERY: [] }]);
            }
            true
        });
        if !parameters.is_empty() {
            operation.insert("parameters".to_owned(), json!(parameters));
        }
    }
    operation.insert("security".to_owned(), security);
}
