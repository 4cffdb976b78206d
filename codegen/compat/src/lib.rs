//! Decides whether two OpenAPI documents are compatible, and proves each break with a witness.
//!
//! ```
//! use contract_compat::Document;
//! use serde_json::json;
//!
//! let document = Document::parse(json!({
//!     "openapi": "3.0.3",
//!     "info": { "title": "Bookings", "version": "1.0.0" },
//!     "paths": { "/bookings": { "get": { "operationId": "booking_list", "responses": { "200": { "description": "all" } } } } },
//! }))?;
//! let operation = document.operation("booking_list").ok_or("no such operation")?;
//! assert_eq!(operation.fingerprint()?.len(), 16);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

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
