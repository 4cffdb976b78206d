//! What a tenant's site links to take bookings: ten lines from nothing to an appointment.
//!
//! A [`BusinessClient`] speaks for one customer at one tenant. It keeps the customer's session,
//! starting, refreshing and dropping it as needed; it names every intent once, so that a repeated
//! booking is one booking; it hands back a taken slot as the slots that are free instead, and a
//! contract that has drifted as drift. It knows the SDK and nothing beneath it: no HTTP, no server,
//! no cookies. Keeping a session between two requests of a site is the site's, by [`KeptSession`].
//!
//! ```
//! use business_client::{Booked, BusinessClient, Error, NewBooking, TimeDelta, Utc};
//!
//! # use scheduler_sdk_mock::{MockServer, MockServerExt, samples};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! # let server = MockServer::start_async().await;
//! # let url = server.base_url();
//! # server.service_list(|_, then| { then.ok(&samples::service_page()); });
//! # server.slot_list(|_, then| { then.ok(&samples::slot_page()); });
//! # server.session_create(|_, then| { then.created(&samples::session(Utc::now())); });
//! # server.booking_create(|_, then| { then.created(&samples::booking_data()); });
//! let business = BusinessClient::connect(&url, "stillwater")?;
//! let services = business.services().await?;
//! let Some(service) = services.first() else { return Ok(()) };
//! let now = Utc::now();
//! let slots = business.slots(service.id, now, now + TimeDelta::days(14)).await?;
//! let Some(slot) = slots.first() else { return Ok(()) };
//! let wish = NewBooking::new(service.id, slot.start, "Kim Berger").email("kim@example.com");
//! match business.book(&wish).await? {
//!     Booked::Confirmed(booking) => println!("see you on {}", booking.start),
//!     Booked::SlotTaken { alternatives } => println!("gone; free are {alternatives:?}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! In the order a site meets them:
//! - [`Directory`]: the businesses of a server, for a site of more than one
//! - [`BusinessClient`]: the tenant, services, slots, bookings and the session, a method each
//! - [`Storefront`]: who the tenant is and what they offer, kept for all pages
//! - [`SlotQuery`]: the slots of a day or a week, page by page; [`BusinessClient::next_slot`]
//! - [`NewBooking`] and its [`Intent`]: what a customer wants to book, so that a form sent twice is
//!   one booking; [`contact`]: their address as they type it
//! - [`Booked`], [`Rescheduled`], [`Cancelled`]: what came of it; [`Seen`]: what a change was decided on
//! - [`KeptSession`]: the session, to be kept by the site and resumed
//! - [`Events`]: what happens, for this process; [`EventSource`]: for the customer's browser
//! - [`Error`]: everything else that can happen, and what to do about it
//! - [`types`]: services, slots and bookings themselves
//! - `shop` (feature `shop`): catalogue, cart and checkout of the tenant's Vendure channel
//!
//! Features: `rustls` (default) for HTTPS; `tracing` for a span and a `traceparent` a call; `blocking`
//! for [`blocking::BusinessClient`](https://docs.rs/business-client/latest/business_client/blocking/),
//! the same without `async`.

mod beside;
#[cfg(feature = "blocking")]
pub mod blocking;
mod bookings;
mod catalogue;
mod client;
mod contact;
mod directory;
mod error;
mod intent;
mod kept;
mod live;
mod outcome;
mod pages;
mod search;
mod seen;
mod session;
#[cfg(feature = "shop")]
pub mod shop;
mod started;
mod storefront;

pub use chrono::{DateTime, TimeDelta, Utc};
pub use client::{BusinessClient, Clock};
pub use contact::contact;
pub use directory::Directory;
pub use error::Error;
pub use intent::{Intent, NewBooking};
pub use kept::KeptSession;
pub use outcome::{Booked, Cancelled, Rescheduled};
pub use scheduler_sdk::{
    Drift, EventSource, Events, Received, Refusal, Retry, Settings, Side, Stoken, Transport, types,
};
pub use search::SlotQuery;
pub use seen::Seen;
pub use storefront::Storefront;
