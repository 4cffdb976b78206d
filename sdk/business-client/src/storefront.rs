//! What every page of a site begins with: who the tenant is and what they offer.

use std::sync::{Arc, Mutex as Lock, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use scheduler_sdk::types::{Service, ServiceId, Tenant};
use tokio::sync::Mutex;

use crate::{BusinessClient, Error};

/// How long a storefront is shown without asking again.
const FRESH: TimeDelta = TimeDelta::seconds(30);

/// How long the last good one is shown while the server can't be asked.
const KEPT: TimeDelta = TimeDelta::hours(24);

/// Wait after a failure before the server is asked again: a page must not wait for a server that
/// just gave no answer to the page before.
const PAUSE: TimeDelta = TimeDelta::seconds(2);

/// A tenant and what can be booked there. Made by [`BusinessClient::storefront`].
#[derive(Clone, Debug)]
pub struct Storefront {
    /// Its name, time zone, looks and policies.
    pub tenant: Tenant,
    /// What can be booked.
    pub services: Vec<Service>,
    /// When the server said so.
    pub as_of: DateTime<Utc>,
    /// Why this is the last one known and not the present one: say that booking may not work for the
    /// moment.
    pub problem: Option<Error>,
}

impl Storefront {
    /// A service of the tenant's.
    #[must_use]
    pub fn service(&self, id: ServiceId) -> Option<&Service> {
        self.services.iter().find(|service| service.id == id)
    }
}

/// The last storefront, shared by all visitors of a process.
#[derive(Default)]
pub(crate) struct Shelf {
    last: Lock<Last>,
    /// Held by the one who asks the server.
    asking: Mutex<()>,
}

#[derive(Default)]
struct Last {
    good: Option<Arc<Storefront>>,
    failure: Option<(DateTime<Utc>, Error)>,
}

impl BusinessClient {
    /// The tenant and its services, as every page shows them: asked of the server every 30 seconds,
    /// and otherwise kept for all visitors.
    ///
    /// While the server can't be reached this is the last one known, for up to a day, with the
    /// [`problem`](Storefront::problem): a site keeps its looks while its back end is down. One page
    /// asks at a time; the others are given what is known and don't wait.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such tenant; [`Error::Drift`]; [`Error::Transport`] or
    /// [`Error::Unavailable`] if nothing is known yet.
    pub async fn storefront(&self) -> Result<Arc<Storefront>, Error> {
        if let Some(answer) = self.shelf.known(self.now(), FRESH) {
            return answer;
        }
        let _asking = match self.shelf.asking.try_lock() {
            Ok(asking) => asking,
            Err(_) => {
                if let Some(answer) = self.shelf.known(self.now(), KEPT) {
                    return answer;
                }
                self.shelf.asking.lock().await
            }
        };
        // Whoever was asked before may have brought it.
        if let Some(answer) = self.shelf.known(self.now(), FRESH) {
            return answer;
        }
        let asked = self.ask().await;
        self.shelf.put(asked, self.now())
    }

    /// The last good storefront, no older than a day, without asking or waiting: for a page that can't
    /// wait for the server. Its [`problem`](Storefront::problem) is not set.
    #[must_use]
    pub fn storefront_known(&self) -> Option<Arc<Storefront>> {
        self.shelf.last_good(self.now())
    }

    async fn ask(&self) -> Result<Storefront, Error> {
        Ok(Storefront {
            tenant: self.tenant().await?,
            services: self.services().await?,
            as_of: self.now(),
            problem: None,
        })
    }
}

impl Shelf {
    /// What can be answered without asking: one no older than this, or what came of asking a moment
    /// ago.
    fn known(&self, now: DateTime<Utc>, age: TimeDelta) -> Option<Result<Arc<Storefront>, Error>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, error)) = &last.failure
            && now - *at < PAUSE
        {
            return Some(last.good_or(error.clone(), now));
        }
        let good = last.good.as_ref()?;
        (good.problem.is_none() && now - good.as_of < age).then(|| Ok(Arc::clone(good)))
    }

    fn last_good(&self, now: DateTime<Utc>) -> Option<Arc<Storefront>> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let good = last.good.as_ref()?;
        (now - good.as_of < KEPT).then(|| Arc::clone(good))
    }

    /// Keeps what came of asking, and answers by it.
    fn put(
        &self,
        asked: Result<Storefront, Error>,
        now: DateTime<Utc>,
    ) -> Result<Arc<Storefront>, Error> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match asked {
            Ok(storefront) => {
                let good = Arc::new(storefront);
                last.good = Some(Arc::clone(&good));
                last.failure = None;
                Ok(good)
            }
            Err(error) => {
                last.failure = Some((now, error.clone()));
                last.good_or(error, now)
            }
        }
    }
}

impl Last {
    /// The last good one with what is wrong now, where that may pass and it isn't too old.
    fn good_or(&self, error: Error, now: DateTime<Utc>) -> Result<Arc<Storefront>, Error> {
        match &self.good {
            Some(good) if error.may_pass() && now - good.as_of < KEPT => Ok(Arc::new(Storefront {
                problem: Some(error),
                ..(**good).clone()
            })),
            _ => Err(error),
        }
    }
}
