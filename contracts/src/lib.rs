//! The scheduling API as Rust types: what customers' sites and the server agree on.
//!
//! This crate is where the contract lives. It knows the operations, their types, limits, failures
//! and the document they make; it knows nothing of databases, slots or sessions, and no other crate
//! of the workspace. `scheduler-server` implements [`api::SchedulerApi`]; `cargo codegen generate`
//! writes the document to `openapi.json` and builds the SDK from it.
//!
//! ```
//! let document = scheduler_contracts::document::contract()?;
//! assert_eq!(document["info"]["version"], scheduler_contracts::VERSION);
//! assert!(document["paths"]["/api/public/{slug}/book"]["post"].is_object());
//! # Ok::<(), scheduler_contracts::document::DocumentError>(())
//! ```
//!
//! In the order a call meets them:
//! - [`api`]: the operations, one trait; [`call`]: what stands in their signatures
//! - [`drift`]: how much difference between contracts is tolerated
//! - [`tenant`], [`service`], [`slot`], [`contact`], [`session`], [`booking`], [`event`],
//!   [`contract`]: the types, one concept each; [`ids`], [`money`], [`secret`], [`envelope`]: what they share
//! - [`error`]: every failure; [`limits`]: every bound
//! - [`document`]: OpenAPI from all of it; [`examples`]: one of each body

pub mod api;
pub mod booking;
pub mod call;
pub mod contact;
pub mod contract;
pub mod document;
pub mod drift;
pub mod envelope;
pub mod error;
pub mod event;
pub mod examples;
pub mod ids;
pub mod limits;
pub mod money;
pub mod secret;
pub mod service;
pub mod session;
pub mod slot;
pub mod tenant;

pub use drift::DRIFT_THRESHOLD;

/// Version of the contract: this package's.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
