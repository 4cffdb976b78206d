//! Drift at run time: whether a client's contract and its request agree with this server's.
//!
//! Pure code: it knows the emitted document and the released contracts; it knows nothing of
//! sockets, handlers, clocks or the database, and no value of a request ever leaves it other than
//! in the request itself. Faults name places and JSON types only.
//!
//! ```
//! use scheduler_server::drift::{BodyFault, Contract, Disagreement};
//!
//! let document = scheduler_contracts::document::contract()?;
//! let contract = Contract::compile(&document)?;
//! let operation = contract.operation("session_verify").ok_or("no such operation")?;
//!
//! assert!(operation.read_body(br#"{ "code": "123456" }"#).is_ok());
//! let Err(BodyFault::Disagrees(faults)) = operation.read_body(br#"{ "pin": "123456" }"#) else {
//!     return Err("another field than the contract's must be refused".into());
//! };
//! let Disagreement::Drift { places, .. } = faults.verdict() else {
//!     return Err("another shape must be drift".into());
//! };
//! assert_eq!(places[0].at, "/pin");
//! assert_eq!(places[1].at, "/code");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! In the order a request meets them:
//! - [`client`]: which contract the client names, and whether it is served
//! - [`parameters`]: path, query and headers
//! - [`json`]: from bytes to a JSON value; [`shape`]: the one walk over it
//! - [`faults`]: what was found, drift before values
//!
//! And at start-up: [`contract`] compiles the document, once, into what the above read.

pub mod client;
mod compile;
pub mod contract;
pub mod faults;
mod format;
pub mod json;
mod keywords;
pub mod parameters;
mod pattern;
mod query;
mod scalar;
mod schema;
pub mod shape;
mod union;

pub use client::{
    ClientContract, Refusal, Release, ReleasedOperation, ServedContract, client_contract,
};
pub use contract::{CompileError, Contract, Operation};
pub use faults::{Disagreement, Faults};
pub use json::Malformed;
pub use parameters::{PathFault, QueryFault};
pub use shape::BodyFault;
