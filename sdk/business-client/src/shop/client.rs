//! The client itself: of which shop, for whom.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use scheduler_sdk::{Client, ClientInfo as _, Settings};
use tokio::sync::Mutex;

use super::{CartToken, ChannelToken, Error};

/// A call takes so long at most.
const PATIENCE: Duration = Duration::from_secs(8);

/// A tenant's shop, as one visitor sees it.
///
/// Make one per process by [`Shop::connect`], and from it one for each visitor by [`Shop::for_visitor`]: they share
/// connections and nothing else. Clones share the cart too. No method panics, and each call to Vendure ends within
/// eight seconds unless [`Shop::patience`] says otherwise.
#[derive(Clone)]
pub struct Shop {
    pub(super) http: reqwest::Client,
    pub(super) url: String,
    pub(super) channel: ChannelToken,
    pub(super) patience: Duration,
    pub(super) cart: Arc<Mutex<Option<CartToken>>>,
    /// Shared by all that stand before the same Vendure.
    pub(super) has_answered: Arc<AtomicBool>,
}

impl Shop {
    /// The shop with this channel token on the Vendure at `url`, such as `https://shop.example.com`, with or
    /// without the path of its Shop API. Nothing is sent yet, so a site starts whether or not Vendure runs.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if `url` is none.
    pub fn connect(url: &str, channel: ChannelToken) -> Result<Self, Error> {
        // The SDK's client has the TLS that everything here shares.
        let client = Client::connect(url, Settings::new())
            .map_err(|error| Error::InvalidRequest(format!("Vendure at `{url}`: {error}")))?;
        let base = client.baseurl();
        let base = base.strip_suffix("/shop-api").unwrap_or(base);
        Ok(Self {
            http: client.client().clone(),
            url: format!("{base}/shop-api"),
            channel,
            patience: PATIENCE,
            cart: Arc::default(),
            has_answered: Arc::default(),
        })
    }

    /// The same Vendure, in another channel, for a visitor without a cart.
    #[must_use]
    pub fn in_channel(&self, channel: ChannelToken) -> Self {
        Self {
            channel,
            cart: Arc::default(),
            ..self.clone()
        }
    }

    /// The same shop for another visitor, with the cart kept from an earlier request, if there was one.
    #[must_use]
    pub fn for_visitor(&self, cart: impl Into<Option<CartToken>>) -> Self {
        Self {
            cart: Arc::new(Mutex::new(cart.into())),
            ..self.clone()
        }
    }

    /// Waits so long for each answer.
    #[must_use]
    pub fn patience(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Names the cart as it stands, to be kept until the visitor's next request. Ask after every call, failed ones
    /// included: Vendure may have begun a new cart.
    pub async fn cart_token(&self) -> Option<CartToken> {
        self.cart.lock().await.clone()
    }

    /// Whether Vendure has answered anybody since [`Shop::connect`]: one that never has may still be starting.
    #[must_use]
    pub fn has_answered(&self) -> bool {
        self.has_answered.load(Ordering::Relaxed)
    }

    /// The channel's token.
    #[must_use]
    pub fn channel(&self) -> &ChannelToken {
        &self.channel
    }
}

impl fmt::Debug for Shop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shop")
            .field("url", &self.url)
            .field("channel", &self.channel)
            .finish_non_exhaustive()
    }
}
