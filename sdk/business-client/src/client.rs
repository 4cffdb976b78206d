//! The client itself: of which tenant, for whom.

use std::{fmt, net::IpAddr, sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use scheduler_sdk::{Client, Retry, Settings, types::TenantSlug};
use tokio::sync::Mutex;

use crate::{Error, KeptSession, started::Started, storefront::Shelf};

/// What tells the time; a test may hand in another.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// A tenant, as one customer sees it.
///
/// Make one per process by [`BusinessClient::connect`], and from it one for each visitor by
/// [`BusinessClient::for_visitor`] or [`BusinessClient::resume`]: they share connections and the
/// [storefront](BusinessClient::storefront), and no session. Clones share the session too.
///
/// No method panics, and each ends in bounded time, since somebody waits for the page: connected by
/// [`BusinessClient::connect`] an attempt takes 5 seconds at most and a call with all its attempts 12.
/// Other bounds are those of an SDK client's [`Settings`], by [`BusinessClient::new`].
#[derive(Clone)]
pub struct BusinessClient {
    pub(crate) api: Client,
    pub(crate) slug: TenantSlug,
    pub(crate) clock: Clock,
    /// Locked while a session is started or refreshed, so that two calls at once don't start two.
    pub(crate) session: Arc<Mutex<Option<KeptSession>>>,
    /// Shared by all visitors, as is what follows.
    pub(crate) started: Started,
    pub(crate) shelf: Arc<Shelf>,
    /// Where browsers reach the server, if that is elsewhere than this process does.
    pub(crate) public_url: Option<Arc<str>>,
}

/// How a site calls: a person waits for the page.
pub(crate) fn site_settings() -> Settings {
    Settings::new()
        .attempt_timeout(Duration::from_secs(5))
        .retry(Retry {
            attempts: 3,
            total: Duration::from_secs(12),
            ..Retry::default()
        })
}

impl BusinessClient {
    /// A client of the tenant called `slug` on the scheduling server at `url`. Nothing is sent yet,
    /// so a site starts whether or not the server runs.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if `url` is none.
    pub fn connect(url: &str, slug: impl Into<TenantSlug>) -> Result<Self, Error> {
        Ok(Self::new(Client::connect(url, site_settings())?, slug))
    }

    /// A client that calls by way of this SDK client, with its settings.
    #[must_use]
    pub fn new(api: Client, slug: impl Into<TenantSlug>) -> Self {
        Self {
            api: api.with_stoken(None),
            slug: slug.into(),
            clock: Arc::new(Utc::now),
            session: Arc::default(),
            started: Started::default(),
            shelf: Arc::default(),
            public_url: None,
        }
    }

    /// Where a customer's browser reaches the scheduling server, such as `https://api.example.com`,
    /// if this process calls it by another URL. For [`BusinessClient::event_source`].
    #[must_use]
    pub fn with_public_url(mut self, url: &str) -> Self {
        self.public_url = Some(url.into());
        self
    }

    /// The same tenant for another visitor, who has no session yet. `address` is the visitor's own,
    /// so that rate limits count visitors and not the site.
    #[must_use]
    pub fn for_visitor(&self, address: impl Into<Option<IpAddr>>) -> Self {
        Self {
            session: Arc::default(),
            ..self.from_address(address)
        }
    }

    /// The same visitor with the same session, who comes from another address now: a phone leaves the
    /// house.
    #[must_use]
    pub fn from_address(&self, address: impl Into<Option<IpAddr>>) -> Self {
        let settings = self.api.settings().clone().visitor(address);
        Self {
            api: self.api.with(settings),
            ..self.clone()
        }
    }

    /// The same tenant and visitor, with a session kept from an earlier request.
    #[must_use]
    pub fn resume(&self, session: impl Into<Option<KeptSession>>) -> Self {
        Self {
            session: Arc::new(Mutex::new(session.into())),
            ..self.clone()
        }
    }

    /// Tells the time by another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The tenant's slug.
    #[must_use]
    pub fn slug(&self) -> &TenantSlug {
        &self.slug
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }
}

impl fmt::Debug for BusinessClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BusinessClient")
            .field("api", &self.api)
            .field("slug", &self.slug)
            .finish_non_exhaustive()
    }
}
