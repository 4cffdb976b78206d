//! Who wishes to be found, kept for all visitors: a page does not wait for a list that was read a
//! moment ago, and shows the last one known while the server can't be asked.

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
pub(crate) struct Businesses(Mutex<Known>);

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
    /// The businesses, as of a minute ago at most where the server can be asked.
    pub(crate) async fn known(&self, site: &Site) -> Known {
        let mut known = self.0.lock().await;
        if known.ask_again.is_some_and(|then| site.now() < then) {
            return known.clone();
        }
        match site.directory().tenants().await {
            Ok(mut tenants) => {
                tenants.sort_by_key(|tenant| tenant.name.to_lowercase());
                *known = Known {
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
        known.clone()
    }
}

fn report(error: &Error) {
    site_kit::tracing::error!(%error, "the list of businesses can't be read");
}
