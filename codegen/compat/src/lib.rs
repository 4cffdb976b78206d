//! Decides whether two OpenAPI documents are compatible, and proves each break with a witness.
//!
//! A writer writes only what it knows, a reader accepts what it declares. For each operation the **request** breaks if some document
//! that a client of the old contract may write is refused by the new one, and the **response** breaks if some document that a server of
//! the new contract may write is refused by the old one. This is containment of schemas, and it is decided as such, not rule by rule:
//! either a *witness* is found, a whole document that the writer may write and the reader refuses, or it is certain that there is none,
//! or the report says `undecided` and why.
//!
//! ```
//! use contract_compat::{Document, Options, Verdict, compare};
//! use serde_json::{Value, json};
//!
//! let document = |version: &str, limit: Value| Document::parse(json!({
//!     "openapi": "3.0.3", "info": { "title": "Bookings", "version": version },
//!     "paths": { "/bookings": { "post": { "operationId": "booking_create", "responses": { "204": { "description": "done" } },
//!         "requestBody": { "required": true, "content": { "application/json": { "schema": limit } } } } } },
//! }));
//! let (old, new) = (document("1.0.0", json!({ "type": "integer" }))?, document("2.0.0", json!({ "type": "integer", "maximum": 8 }))?);
//! let report = compare(&old, &new, &Options::default())?;
//! let finding = &report.operations[0].findings[0];
//! assert_eq!((report.verdict, finding.rule.as_str()), (Verdict::Breaking, "request-maximum-lowered"));
//! assert_eq!(finding.witness, json!(9));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it knows
//! OpenAPI 3.0, and 3.1 as far as its schemas go. The formats `date`, `date-time`, `uuid` and the integer formats (as ranges) bind,
//! others are told only. `readOnly` properties are no part of a request, `writeOnly` ones none of a response. A discriminator binds the
//! tag of those union members that don't bind it themselves. `x-open: true` on a schema lets its enum or union grow in responses.
//! Keywords that are not understood (`patternProperties`, `contains`, `unevaluatedProperties`, …) and patterns for which no text can be
//! found leave a side `undecided`, which counts as breaking.
//!
//! A writer's object holds its declared properties and those named in `required`. `additionalProperties` said explicitly, even as
//! `true`, declares more; leaving it out does not. A schema that says nothing at all (`{}`) may be written as anything.
//!
//! # What it does not know
//! No file, no clock, no network, no framework: documents come as JSON values, and the day on which `x-sunset` is judged is an option.
//! It panics on no JSON. Work on one schema pair is bounded; what takes more is `undecided`.
//!
//! # On the way of a comparison
//! - [`Document`] and [`Operation`]: reading a document; the operation contract as [`canonical`] JSON and its fingerprint.
//! - `schema`: the normal form, shared between both documents, so that what is equal is never looked at twice.
//! - `search`: the question whether some value is accepted here and refused there.
//! - `validate`, `number`, `format`: whether a given value is valid.
//! - [`compare`]: operations, parameters, bodies, responses; and the walk that finds the smallest place of a break.
//! - [`report`]: what comes out, as the JSON that `diff` prints.
//! - [`rules`]: what each finding's rule means.
//!
//! # Tests worth knowing
//! `cargo test -p contract-compat --test drift_cases` runs pairs of known truth; `DRIFT_CASES` names another folder of them.
//! `DIFFERENTIAL_PAIRS=100000 cargo test --release -p contract-compat --test differential -- --nocapture` is the long run of random
//! pairs against an independent validator; a plain run tries 2,500.
//! `MUTATION_STEP=1 cargo test --release -p contract-compat --test mutations -- --nocapture` makes every single edit of our own
//! document, in about a minute; a plain run makes every thirty-first. `examples/github.sh` measures whole processes, on our own
//! contract and on two versions of GitHub's, and how cost grows with what has changed. `SOURCE_EDITS=40 cargo test -p scheduler-codegen --test source_verdicts` compiles
//! against more edited SDKs than a plain run does.

pub mod canonical;
mod compare;
mod contract;
mod document;
mod format;
mod number;
mod operation;
mod reference;
pub mod report;
pub mod rules;
mod schema;
mod search;
mod validate;

pub use compare::{CompareError, Options, compare};
pub use document::{Document, DocumentError};
pub use operation::Operation;
pub use report::{Finding, FindingVerdict, OperationReport, Report, Side, Verdict};
