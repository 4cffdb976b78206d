//! Who wishes to be found, kept for all visitors: a page does not wait for a list that was read a
//! moment ago, and shows the last one known while the server can't be asked.

use std::sync::{PoisonError, RwLock};

use site_kit::{
    Site,
    business_client::{DateTime, Error, TimeDelta, Utc, types::TenantSummary},
    tokio::sync::Mutex,
};

/// How long a list is shown without asking again.
const FRESH: TimeDelta = TimeDelta::seconds(60);

/// Wait after a failure before the server is asked again.
const PAUSE: TimeDelta = TimeDelta::seconds(5);

/// The businesses last known.
#[derive(Default)]
pub(crate) struct Businesses {
    last: RwLock<Known>,
    /// Held by the one who asks the server.
    asking: Mutex<()>,
}

/// What is known of them.
#[derive(Clone, Default)]
pub(crate) struct Known {
    /// In order of their names; empty if the server could never be asked.
    pub(crate) tenants: Vec<TenantSummary>,
    /// Whether this may be old.
    pub(crate) is_stale: bool,
    ask_again: Option<DateTime<Utc>>,
}

impl Businesses {
    /// The businesses, as of a minute ago where the server can be asked. One page asks at a time; the
    /// others are given what is known and don't wait.
    pub(crate) async fn known(&self, site: &Site) -> Known {
        let known = self.last();
        if known.is_fresh(site.now()) {
            return known;
        }
        let _asking = match self.asking.try_lock() {
            Ok(asking) => asking,
            Err(_) if known.ask_again.is_some() => return known,
            Err(_) => self.asking.lock().await,
        };
        // Whoever asked before may have brought it.
        let mut known = self.last();
        if known.is_fresh(site.now()) {
            return known;
        }
        match site.directory().tenants().await {
            Ok(mut tenants) => {
                tenants.sort_by_key(|tenant| tenant.name.to_lowercase());
                known = Known {
                    tenants,
                    is_stale: false,
                    ask_again: Some(site.now() + FRESH),
                };
            }
            Err(error) => {
                report(&error);
                known.is_stale = true;
                known.ask_again = Some(site.now() + PAUSE);
            }
        }
        let mut last = self.last.write().unwrap_or_else(PoisonError::into_inner);
        last.clone_from(&known);
        known
    }

    fn last(&self) -> Known {
        let last = self.last.read().unwrap_or_else(PoisonError::into_inner);
        last.clone()
    }
}

impl Known {
    fn is_fresh(&self, now: DateTime<Utc>) -> bool {
        self.ask_again.is_some_and(|then| now < then)
    }
}

fn report(error: &Error) {
    site_kit::tracing::error!(%error, "the list of businesses can't be read");
}
