//! What the end-to-end tests stand on: the real programs, started and listened to.
//!
//! It knows the system from outside only: its programs, its HTTP, its database and its outbox. Whatever
//! an operation answers is held to the committed document before a test sees it.
//!
//! ```no_run
//! # async fn visit() {
//! use scheduler_tests::System;
//!
//! let system = System::start().await;
//! let kim = system.customer("kim@example.com").await;
//! let service = system.service("Hypnotherapy session").await;
//! let slot = system.free_slots(&service).await[0].clone();
//! let booked = kim.book(&service, &slot).await;
//! assert_eq!(booked.status(), 201);
//! # }
//! ```
//!
//! In the order a test meets them:
//! - [`System`]: API and worker with a folder of their own, on SQLite or on PostgreSQL ([`cluster`]); [`programs`], [`process`]: how they are found and run; [`sources`]: what else is built
//! - [`call`]: calling an operation by its id; [`document`]: what it may answer
//! - [`customer`]: who books; [`stream`]: what they are told; [`outbox`]: what is sent to them
//! - [`providers`]: who sends it, if not the outbox; [`senders`]: a system that sends by them
//! - [`database`]: what was written, and what wasn't; [`metrics`]: what was counted
//! - [`browser`]: the sites, as visitors see them; [`site`]: their processes; [`relay`]: what stands between a site and what it needs;
//!   [`vendure`]: the shops' own server

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

pub mod browser;
pub mod call;
pub mod chaos;
pub mod cluster;
pub mod customer;
pub mod database;
pub mod document;
pub mod load;
pub mod metrics;
pub mod outbox;
pub mod process;
pub mod programs;
pub mod providers;
pub mod relay;
pub mod senders;
pub mod site;
pub mod sources;
pub mod stream;
mod system;
pub mod vendure;
pub mod wire;

pub use call::{Answer, Call};
pub use customer::{Customer, Service};
pub use system::{Api, DEMO, System, SystemBuilder};
