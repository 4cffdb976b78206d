//! The OpenAPI document of an API description.
//!
//! dropshot emits paths and schemas; `complete` adds what it cannot say. The
//! same two steps make the document of the contract ([`contract`]) and that of a compiled server
//! ([`emit`] on its registered description), so that the two can be compared.

mod complete;
mod media;
mod security;

use dropshot::{ApiDescription, ServerContext};
use serde_json::Value;

/// Components whose enum or union may grow without breaking a generated client.
pub const OPEN_COMPONENTS: &[&str] = &["ApiError", "Event"];

/// Components that are secrets: a generated client gives them a type that prints nothing.
pub const SECRET_COMPONENTS: &[&str] = &["ManageToken", "Stoken"];

/// Why a description has no document. Both are mistakes in the contract's source.
#[derive(Debug)]
pub enum DocumentError {
    /// The trait doesn't describe an API: two operations on one path, for instance.
    Description(String),
    /// The document could not be written as JSON.
    Json(serde_json::Error),
    /// The package version is not a semantic version.
    Version(semver::Error),
}

impl std::fmt::Display for DocumentError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Description(reason) => {
                write!(
                    f,
                    "the API trait in contracts/src/api.rs describes no API: {reason}"
                )
            }
            Self::Json(error) => write!(f, "the document is not JSON: {error}"),
            Self::Version(error) => {
                write!(
                    f,
                    "the version in contracts/Cargo.toml is not semantic: {error}"
                )
            }
        }
    }
}

impl std::error::Error for DocumentError {}

/// The document of the contract itself.
///
/// # Errors
/// When the trait describes no API.
pub fn contract() -> Result<Value, DocumentError> {
    let description = crate::api::scheduler_api_mod::stub_api_description()
        .map_err(|error| DocumentError::Description(error.to_string()))?;
    emit(&description)
}

/// The document of any API description, a compiled server's for instance.
///
/// # Errors
/// When the document cannot be written as JSON.
pub fn emit<C: ServerContext>(description: &ApiDescription<C>) -> Result<Value, DocumentError> {
    let version = crate::VERSION.parse().map_err(DocumentError::Version)?;
    let mut document = description
        .openapi("Nexus scheduling", version)
        .description(
            "Services, slots and bookings of a business, for its own branded sites. Failures are one \
             typed union, on every operation. Clients name their contract in `Nexus-Contract: \
             <contract version>; <operation fingerprint>` and are answered `500 contract_drift` when \
             it has drifted from this one.",
        )
        .license_name("Apache-2.0")
        .json()
        .map_err(DocumentError::Json)?;
    complete::complete(&mut document);
    Ok(document)
}

/// The document as it is committed: keys sorted, two spaces, one newline at the end.
///
/// # Errors
/// When the document cannot be written as JSON.
pub fn to_text(document: &Value) -> Result<String, DocumentError> {
    let mut text = serde_json::to_string_pretty(&sorted(document)).map_err(DocumentError::Json)?;
    text.push('\n');
    Ok(text)
}

/// Sorted whatever order serde_json keeps, which depends on the features others switch on.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(object) => {
            let mut entries: Vec<_> = object.iter().collect();
            entries.sort_by_key(|(key, _)| key.as_str());
            entries
                .into_iter()
                .map(|(key, value)| (key.clone(), sorted(value)))
                .collect()
        }
        Value::Array(items) => items.iter().map(sorted).collect(),
        other => other.clone(),
    }
}
