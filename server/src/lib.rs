//! The scheduler: services, slots, bookings, customer sessions, live events, messages.
//!
//! A library, so that `scheduler-api`, `scheduler-worker` and a developer's single process are the same
//! code. It implements the contract and knows no client of it.
//!
//! ```no_run
//! use std::sync::Arc;
//! use scheduler_server::{clock::SystemClock, config::{Config, process_environment}, ids::SystemIds, server};
//!
//! # async fn run() -> Result<(), Box<dyn std::error::Error>> {
//! let config = Config::load(None, process_environment())?;
//! let app = server::build(config, Arc::new(SystemClock), Arc::new(SystemIds)).await?;
//! let running = server::start(&app)?;
//! println!("http://{}", running.api_address());
//! running.stop().await?;
//! # Ok(())
//! # }
//! ```
//!
//! In the order a request meets them:
//! - [`server`]: listeners; [`tls`]: their certificate; [`config`], [`telemetry`]: how they were told to work, what they tell
//! - [`api`]: the operations, one file a tag; [`drift`]: whether the client's contract agrees
//! - [`session`]: who calls; [`daily_caps`]: what may be sent in a day; [`booking`]: what is booked and changed; [`failure`]: why not
//! - [`domain`]: the rules, pure; [`tenants`]: whom they are for
//! - [`store`]: what is kept; [`retention`]: for how long; [`erasure`]: who is forgotten; [`events`], [`messages`]: what is told of it
//! - [`app`]: what all of them share; [`clock`], [`ids`]: time and randomness, handed in
//! - [`handwritten`]: files that people write, read with every mistake named; [`output`]: what commands say

pub mod api;
pub mod app;
pub mod booking;
pub mod clock;
pub mod config;
pub mod daily_caps;
pub mod domain;
pub mod drift;
pub mod erasure;
pub mod events;
pub mod failure;
#[rustfmt::skip]
pub mod generated;
pub mod handwritten;
pub mod ids;
pub mod messages;
pub mod output;
pub mod retention;
pub mod server;
pub mod session;
pub mod store;
pub mod telemetry;
pub mod tenants;
pub mod tls;
