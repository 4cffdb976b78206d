//! What the sites of tenants share, so that a site itself is its own pages and little else.
//!
//! A site is server-rendered: plain HTML forms that work without JavaScript, and a little script where
//! it helps. This crate knows `business-client` and the browser. It knows neither the server nor any
//! one site.
//!
//! ```no_run
//! use site_kit::{Config, Listener, Shutdown, SiteBuilder, booking};
//!
//! # async fn run(shutdown: Shutdown) -> Result<(), site_kit::Error> {
//! let config = Config::load(None, std::env::vars())?;
//! let listener = Listener::at(config.listen);
//! let site = SiteBuilder::new("My practice", config)
//!     .template("header.html", "<header>My practice</header>")
//!     .build()?;
//! site.serve(listener, booking::router(), shutdown).await
//! # }
//! ```
//!
//! In the order a request meets them:
//! - [`Config`], [`SiteBuilder`], [`Site`]: what a process is set up with, and what all its pages share
//! - [`Listener`], [`Shutdown`] and [`Site::serve`]: from a port to its end; headers that every answer carries, and
//!   what the operator is told of a site that is set up wrong
//! - [`Visit`]: one request of a visitor: at which tenant, in which session, from where
//! - [`Asked`]: what stands in the address, where a handler wants it
//! - [`Form`]: what a visitor sent, once it is known that one of our pages sent it
//! - [`booking`]: services, slots, details, bookings, reschedule, cancel, code, manage link, live status
//! - [`Page`], [`Reply`], [`Trouble`]: what a handler answers, and what keeps it from answering
//! - [`Zone`], [`money`], [`Brand`]: time, prices and colours as people see them

mod address;
mod asked;
mod assets;
pub mod booking;
mod branding;
mod config;
mod connections;
mod cookie;
mod dates;
mod error;
mod form;
mod headers;
mod listener;
mod logos;
mod metrics;
pub mod money;
mod page;
mod seal;
mod serve;
mod sessions;
mod setup;
mod site;
mod templates;
mod trouble;
mod visit;

pub use asked::Asked;
pub use branding::Brand;
pub use config::{Config, ShopConfig, UnfitConfig};
pub use dates::{Zone, visitor_zone};
pub use error::Error;
pub use form::Form;
pub use listener::Listener;
pub use page::{Page, Reply};
pub use serve::{Shutdown, run};
pub use sessions::Turn;
pub use site::{Site, SiteBuilder, Tenants};
pub use trouble::Trouble;
pub use visit::Visit;

pub use axum;
pub use business_client;
pub use tokio;
pub use tracing;
pub use url;
