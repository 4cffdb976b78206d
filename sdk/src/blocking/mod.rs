//! The client for programs without `async`: scripts, tests, command lines.
//!
//! [`Client`] has the methods of the [asynchronous one](crate::Client), and the same calls, settings
//! and errors; its `send` blocks until the call has ended. A call that answers text gives the text.
//! Events are an [iterator](Events).
//!
//! Don't use it in `async` code: a thread that waits here does nothing else, and with it everything
//! else that was to run on it. `tokio::task::spawn_blocking` has threads for that.
//!
//! ```
//! use scheduler_sdk::{Error, Settings, blocking::Client};
//!
//! # fn look(url: &str) -> Result<(), Error> {
//! let client = Client::connect(url, Settings::new())?;
//! let services = client.service_list().slug("stillwater").limit(10_u32).send()?;
//! for service in &services.data {
//!     println!("{}, {} minutes", service.name, service.duration_minutes);
//! }
//! # Ok(())
//! # }
//! # assert!(look("http://127.0.0.1:1").is_err());
//! ```

mod events;
mod runtime;

pub use crate::generated::blocking::builder;
pub use events::Events;
pub use runtime::Runtime;

use crate::{Error, EventSource, Settings, Stoken, types::TenantSlug};

/// A client whose calls block. See the [module](self) for when to use it.
///
/// Clones share connections and the thread they live on.
#[derive(Clone, Debug)]
pub struct Client {
    client: crate::Client,
    runtime: Runtime,
}

impl Client {
    /// A client of the server at `url`, such as `https://api.example.com`. Nothing is sent yet.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if `url` isn't an `http` or `https` URL without a query, no trust
    /// store can be read, or no thread can be started.
    pub fn connect(url: &str, settings: Settings) -> Result<Self, Error> {
        Ok(Self {
            client: crate::Client::connect(url, settings)?,
            runtime: Runtime::start()?,
        })
    }

    /// The same server and connections, by other settings.
    #[must_use]
    pub fn with(&self, settings: Settings) -> Self {
        Self {
            client: self.client.with(settings),
            runtime: self.runtime.clone(),
        }
    }

    /// The same client as the customer of this session, or as nobody.
    #[must_use]
    pub fn with_stoken(&self, stoken: impl Into<Option<Stoken>>) -> Self {
        self.with(self.client.settings().clone().stoken(stoken))
    }

    /// The session this client calls in.
    #[must_use]
    pub fn stoken(&self) -> Option<&Stoken> {
        self.client.stoken()
    }

    /// What this client was set up with.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        self.client.settings()
    }

    /// The events of this client's session at a tenant, as they happen.
    #[must_use]
    pub fn events(&self, slug: impl Into<TenantSlug>) -> Events {
        Events::new(self.client.events(slug), self.runtime.clone())
    }

    /// A URL for a browser that wants this session's events, after the event of this id if it has
    /// seen one.
    ///
    /// # Errors
    /// Any [`Error`] of `session_stream`.
    pub fn event_source(
        &self,
        slug: impl Into<TenantSlug>,
        after: Option<u64>,
    ) -> Result<EventSource, Error> {
        self.runtime.block_on(self.client.event_source(slug, after))
    }

    pub(crate) fn client(&self) -> &crate::Client {
        &self.client
    }

    pub(crate) fn runtime(&self) -> &Runtime {
        &self.runtime
    }
}
