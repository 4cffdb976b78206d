//! The scheduling API of Nexus for Rust: services, slots and bookings of a business.
//!
//! This crate is one half of a contract. It is generated from the OpenAPI document and knows only
//! that: no server code, no tenant, no session of its own. Every call names the contract it was
//! built from, and a difference that matters is [`Error::ContractDrift`], on the way out and on the
//! way back, never a default value. To build a tenant's site take `business-client`, which keeps
//! sessions and intents on top of this.
//!
//! ```
//! use scheduler_sdk::{Client, Error, Settings, types::{BookingCreate, Contact}};
//!
//! # use scheduler_sdk_mock::{MockServer, MockServerExt, samples};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! # let server = MockServer::start_async().await;
//! # let url = server.base_url();
//! # let (from, to) = (samples::start(), samples::start() + chrono::TimeDelta::days(7));
//! # server.service_list(|_, then| { then.ok(&samples::service_page()); });
//! # server.slot_list(|_, then| { then.ok(&samples::slot_page()); });
//! # let booked = server.booking_create(|_, then| { then.created(&samples::booking_data()); });
//! let client = Client::connect(&url, Settings::new())?;
//! let services = client.service_list().slug("stillwater").send().await?.into_inner();
//! let Some(service) = services.data.first() else { return Ok(()) };
//! let slots = client.slot_list().slug("stillwater").service_id(service.id).from(from).to(to);
//! let Some(slot) = slots.send().await?.into_inner().data.into_iter().next() else { return Ok(()) };
//! let contact = Contact::Email { address: "kim@example.com".to_owned() };
//! let booking = BookingCreate::builder()
//!     .service_id(service.id).start(slot.start).customer_name("Kim Berger").contact(contact);
//! let booking = client.booking_create().slug("stillwater").body(booking).send().await?;
//! println!("booked: {}", booking.data.start);
//! # booked.assert();
//! # Ok(())
//! # }
//! ```
//!
//! A refusal is told by its code, and a code newer than this crate is kept as it came:
//!
//! ```
//! use scheduler_sdk::{Client, Error, Settings, types::ApiError};
//!
//! # use scheduler_sdk_mock::{MockServer, MockServerExt, samples};
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! # let server = MockServer::start_async().await;
//! # let refusal = samples::refusal("waiting_list_only", &[]);
//! # server.tenant_view(|_, then| { then.client_error(409, &refusal); });
//! let client = Client::connect(&server.base_url(), Settings::new())?;
//! match client.tenant_view().slug("stillwater").send().await.map_err(Error::from) {
//!     Ok(tenant) => println!("{}", tenant.data.name),
//!     Err(Error::Api(refusal)) => match &refusal.error {
//!         ApiError::NotFound { .. } => println!("no such tenant"),
//!         ApiError::Unknown(newer) => assert_eq!(newer.name(), "waiting_list_only"),
//!         _ => println!("{} (request {})", refusal.message(), refusal.request_id()),
//!     },
//!     Err(Error::ContractDrift(drift)) => println!("update this program: {drift}"),
//!     Err(error) => println!("{error}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! In the order a call meets them:
//! - [`Client`]: one method an operation, each a [`builder`] with a `send`; [`Client::connect`]
//! - [`Settings`]: as whom, how patiently, how much; [`Stoken`]: the customer's session token
//! - the headers of every call, its attempts ([`Retry`]) and the bounds of its answer, unseen
//! - [`types`]: what the contract speaks of; [`read_text`]: answers that aren't JSON
//! - [`Events`]: what happens, as it happens; [`EventSource`]: the same for a browser
//! - [`Error`]: what went wrong and what to do; [`Drift`]: where two contracts differ
//! - [`contract`]: the version and fingerprints this crate was generated from
//!
//! Features: `rustls` (default) for HTTPS; `blocking` for [`blocking::Client`], the same without
//! `async`; `tracing` for a span and a `traceparent` a call, and a warning of drift that is still
//! harmless. On `wasm32` calls are sent once and answers are as long as the browser allows;
//! use its `EventSource` for events, with the URL of an [`EventSource`].

#[cfg(not(target_arch = "wasm32"))]
mod answer;
#[cfg(all(feature = "blocking", not(target_arch = "wasm32")))]
pub mod blocking;
#[cfg(not(target_arch = "wasm32"))]
mod call;
mod connect;
mod drift;
mod error;
mod event_source;
#[cfg(not(target_arch = "wasm32"))]
mod events;
mod generated;
mod hooks;
#[cfg(not(target_arch = "wasm32"))]
mod misfit;
mod read;
mod retry;
mod settings;
mod stoken;

pub use drift::{Drift, Side};
pub use error::{Error, Refusal, Source, Transport};
pub use event_source::EventSource;
#[cfg(not(target_arch = "wasm32"))]
pub use events::{Events, Received};
pub use generated::{
    client::{ByteStream, Client, ClientInfo, ResponseValue, builder, types},
    contract,
};
/// What a `send` fails with. It becomes an [`Error`] by `?`, and is better read as one: this one's
/// own `Display` and `Debug` may quote answers.
pub use progenitor_client::Error as CallError;
pub use read::read_text;
pub use retry::Retry;
pub use settings::Settings;
pub use stoken::Stoken;
