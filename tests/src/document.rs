//! The committed document: which operations there are, and what each may answer.

use std::{collections::BTreeMap, sync::LazyLock};

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::programs::workspace;

/// The text of `openapi.json`.
pub static TEXT: LazyLock<String> = LazyLock::new(|| {
    std::fs::read_to_string(workspace().join("openapi.json")).expect("openapi.json is committed")
});

/// `openapi.json`.
pub static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&TEXT).expect("openapi.json is JSON"));

static OPERATIONS: LazyLock<BTreeMap<String, Operation>> = LazyLock::new(read);

/// An operation of the document.
pub struct Operation {
    /// Its id.
    pub id: String,
    /// Its method, in capitals.
    pub method: String,
    /// Its path, with variables in braces.
    pub path: String,
    /// Its entry in the document.
    pub entry: Value,
    success: String,
    media_type: Option<String>,
    of_success: Option<Validator>,
}

/// The operation of an id.
///
/// # Panics
/// When the document has none.
#[must_use]
pub fn operation(id: &str) -> &'static Operation {
    OPERATIONS
        .get(id)
        .unwrap_or_else(|| panic!("the document has no operation {id}"))
}

/// All operations.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    OPERATIONS.values()
}

/// Whether a body is what the document says of every failure.
///
/// # Panics
/// When it isn't, with the places.
pub fn assert_is_error(operation: &str, body: &Value) {
    static ERROR: LazyLock<Validator> =
        LazyLock::new(|| validator(&json!({ "$ref": "#/components/schemas/ErrorBody" })));
    assert_fits(&ERROR, operation, "failure", body);
}

/// Asserts that an event is one of the document's.
///
/// # Panics
/// When it isn't, with the places.
pub fn assert_is_event(event: &Value) {
    static EVENT: LazyLock<Validator> =
        LazyLock::new(|| validator(&json!({ "$ref": "#/components/schemas/Event" })));
    assert_fits(&EVENT, "event_stream", "event", event);
}

impl Operation {
    /// Whether it takes a stoken as bearer; `None` if it works without as well.
    #[must_use]
    pub fn needs_stoken(&self) -> Option<bool> {
        let schemes = self.entry["security"].as_array();
        let alternatives: Vec<_> = schemes.into_iter().flatten().collect();
        let bearer = alternatives.iter().any(|it| it.get("stoken").is_some());
        let none = alternatives
            .iter()
            .any(|it| it.as_object().is_some_and(|it| it.is_empty()));
        (!(bearer && none)).then_some(bearer)
    }

    /// Whether it takes a JSON body.
    #[must_use]
    pub fn takes_body(&self) -> bool {
        self.entry.get("requestBody").is_some()
    }

    /// The example of its body.
    #[must_use]
    pub fn example(&self) -> Value {
        self.entry["requestBody"]["content"]["application/json"]["example"].clone()
    }

    /// The parameters that stand somewhere: `path`, `query` or `header`.
    pub fn parameters<'a>(&'a self, place: &'a str) -> impl Iterator<Item = &'a Value> {
        let all = self.entry["parameters"].as_array();
        all.into_iter()
            .flatten()
            .filter(move |it| it["in"] == place)
    }

    /// Asserts that a success is a documented one.
    ///
    /// # Panics
    /// When it isn't, with the places.
    pub fn assert_success(&self, status: u16, media_type: Option<&str>, body: &str) {
        let id = &self.id;
        assert_eq!(
            status.to_string(),
            self.success,
            "{id} succeeds with the documented status"
        );
        assert_eq!(
            media_type,
            self.media_type.as_deref(),
            "{id} answers the documented media type"
        );
        if media_type == Some("application/json") {
            let body = serde_json::from_str(body).expect("a JSON body is JSON");
            let validator = self.of_success.as_ref().expect("a JSON body has a schema");
            assert_fits(validator, id, "success", &body);
        }
    }
}

fn read() -> BTreeMap<String, Operation> {
    let paths = DOCUMENT["paths"].as_object().expect("there are paths");
    paths
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().expect("a path has methods");
            methods.iter().map(move |(method, entry)| {
                let operation = read_operation(method, path, entry);
                (operation.id.clone(), operation)
            })
        })
        .collect()
}

fn read_operation(method: &str, path: &str, entry: &Value) -> Operation {
    let responses = entry["responses"].as_object().expect("there are responses");
    let (status, response) = responses
        .iter()
        .find(|(status, _)| status.starts_with('2'))
        .expect("an operation can succeed");
    let content = response["content"]
        .as_object()
        .and_then(|content| content.iter().next());
    Operation {
        id: entry["operationId"]
            .as_str()
            .expect("an operation has an id")
            .to_owned(),
        method: method.to_uppercase(),
        path: path.to_owned(),
        entry: entry.clone(),
        success: status.clone(),
        media_type: content.map(|(name, _)| name.clone()),
        of_success: content.map(|(_, content)| validator(&content["schema"])),
    }
}

/// Formats are asserted; references lead into the document.
fn validator(schema: &Value) -> Validator {
    let mut schema = schema.clone();
    schema["components"] = DOCUMENT["components"].clone();
    let schema = match schema.get("$ref").cloned() {
        // Beside a reference everything is ignored in draft 4, the components too.
        Some(reference) => {
            json!({ "allOf": [{ "$ref": reference }], "components": DOCUMENT["components"] })
        }
        None => schema,
    };
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft4)
        .should_validate_formats(true)
        .build(&schema)
        .expect("the document's schemas are schemas")
}

fn assert_fits(validator: &Validator, operation: &str, what: &str, body: &Value) {
    let faults: Vec<_> = validator
        .iter_errors(body)
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect();
    assert!(
        faults.is_empty(),
        "{operation} answered a {what} that the document doesn't have: {faults:#?}\n{body:#}"
    );
}
