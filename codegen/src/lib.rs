//! Keeps the contract, the document, the SDK, the mock server and the server the same.
//!
//! The contract's own program prints the document; everything else is generated from the document alone.
//!
//! - codegen doesn't link the contract, the server or the SDK: it runs, and reports drift, when they don't compile.
//! - The same document always gives the same bytes; a file is written only when its bytes change.
//! - Drift is a finding, not an error: an error means that the command itself could not run.
//!
//! ```no_run
//! use scheduler_codegen::{Workspace, generate};
//!
//! let workspace = Workspace::containing(&std::env::current_dir()?)?;
//! for change in generate::generate(&workspace)? {
//!     println!("{change:?}");
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! In the order a contract passes through them:
//! - [`workspace`]: where things are; [`cargo`]: building and running the workspace's own programs
//! - [`document`]: reading the document; [`sdk`] and [`tables`]: Rust from it; [`files`]: all of it, as files
//! - [`shop`]: the same for the catalogue client, from GraphQL queries and Vendure's schema
//! - [`generate`]: writes them
//! - [`difference`]: two documents, by name; [`source`] and [`lines`]: where a person has to look
//! - [`git`] and [`diff`]: documents from anywhere; [`comparison`] and [`locate`]: what differs between two, for people
//! - [`check`]: what has drifted; [`bump`] and [`accepted`]: which changes a version or a reason excuses
//! - [`release`] and [`changelog`]: freezing a document; [`explain`]: the rules; [`report`]: telling all of it
//! - [`new_site`]: a tenant's site, to begin with

pub mod accepted;
pub mod bump;
pub mod cargo;
pub mod changelog;
pub mod check;
pub mod comparison;
pub mod diff;
pub mod difference;
pub mod document;
mod error;
pub mod explain;
pub mod files;
pub mod frozen;
pub mod generate;
pub mod git;
pub mod lines;
pub mod locate;
pub mod new_site;
pub mod release;
pub mod report;
pub mod sdk;
pub mod shop;
pub mod source;
pub mod tables;
pub mod workspace;

pub use error::Error;
pub use workspace::Workspace;
