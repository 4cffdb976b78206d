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
//! - [`BusinessClient`]: the tenant, services, slots, bookings and the session, a method each
//! - [`NewBooking`]: what a customer wants to book, with a name of its own for the intent
//! - [`Booked`], [`Rescheduled`], [`Cancelled`]: what came of it
//! - [`KeptSession`]: the session, to be kept in a cookie and resumed
//! - [`Error`]: everything else that can happen, and what to do about it
//! - [`types`]: services, slots and bookings themselves

mod bookings;
mod catalogue;
mod client;
mod error;
mod intent;
mod outcome;
mod pages;
mod session;

pub use chrono::{DateTime, TimeDelta, Utc};
pub use client::{BusinessClient, Clock};
pub use error::Error;
pub use intent::NewBooking;
pub use outcome::{Booked, Cancelled, Rescheduled};
pub use scheduler_sdk::{
    Drift, Events, Received, Refusal, Retry, Settings, Side, Stoken, Transport, types,
};
pub use session::KeptSession;
