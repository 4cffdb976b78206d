//! What is set up wrong between this site and the scheduling server. No visitor can mend it, so the operator is told:
//! in the log, once each, and by `/ready`.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use axum::{
    extract::State,
    response::{IntoResponse as _, Response},
};
use business_client::{BusinessClient, Error};
use http::StatusCode;

use crate::{Site, Tenants};

/// Time the scheduling server has to answer whoever asks whether the site is ready.
const GLANCE: Duration = Duration::from_secs(3);

/// Tenants remembered at most, of whom it is known whether this site's pages may listen.
const MOST: usize = 1_000;

/// Time until a tenant is asked again that could not be asked, or whose answer is not sure yet.
const AGAIN: Duration = Duration::from_secs(60);

/// What is known of whether pages of this site may listen for a tenant's live events.
#[derive(Clone, Copy)]
enum Listening {
    /// They may, or the operator was told that they may not.
    Known,
    /// It is being asked, or could not be, since then.
    Asked(Instant),
    /// They may not, the server said then. It says the same while it can't look at its database.
    Denied(Instant),
}

/// What the operator was told already.
#[derive(Default)]
pub(crate) struct Setup {
    /// Whether the server was last heard to have no tenant of the site's slug.
    has_no_tenant: AtomicBool,
    /// Tenants of whom it is known whether pages of this site may listen for live events.
    asked: Mutex<BTreeMap<String, Listening>>,
}

impl Setup {
    /// Notes whether the one tenant of a site is there; tells the operator when that has changed.
    pub(crate) fn found(&self, site: &Site, slug: &str, is_there: bool) {
        if self.has_no_tenant.swap(!is_there, Ordering::Relaxed) != is_there {
            return;
        }
        let api_url = site.config().api_url.as_str();
        match is_there {
            true => tracing::info!(tenant = slug, api_url, "the tenant is there now"),
            false => tracing::error!(
                tenant = slug,
                api_url,
                "the scheduling server has no such tenant, so every page of this site says that there is nothing: \
                 set `tenant` to the slug of one it has, import this one there by `scheduler-api tenants import FILE`, \
                 or correct `api_url`"
            ),
        }
    }

    /// Whether a tenant is to be asked now; it is noted that it is.
    fn asks(&self, slug: &str, now: Instant) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let known = asked.get(slug).copied();
        match known {
            None if asked.len() >= MOST => return false,
            None => asked.insert(slug.to_owned(), Listening::Asked(now)),
            Some(Listening::Asked(then)) if now >= then + AGAIN => {
                asked.insert(slug.to_owned(), Listening::Asked(now))
            }
            Some(Listening::Denied(then)) if now >= then + AGAIN => {
                asked.insert(slug.to_owned(), Listening::Denied(now))
            }
            Some(_) => return false,
        };
        true
    }

    /// Notes what a tenant answered; whether the operator is to be told that pages may not listen.
    fn heard(&self, slug: &str, may_listen: bool, now: Instant) -> bool {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let was_denied = matches!(asked.get(slug), Some(Listening::Denied(_)));
        let (listening, is_told) = match (may_listen, was_denied) {
            (true, _) => (Listening::Known, false),
            (false, true) => (Listening::Known, true),
            (false, false) => (Listening::Denied(now), false),
        };
        asked.insert(slug.to_owned(), listening);
        is_told
    }
}

/// Looks at a site that begins to serve: whether its tenant is there, and lets its pages listen.
pub(crate) async fn look(site: Site) {
    let Tenants::One(slug) = site.tenants() else {
        return;
    };
    let business = site.business(slug);
    // Not its storefront, which would be kept for pages: the first visitor is shown what is so when they come.
    match business.tenant().await {
        Ok(_) => listening(&site, &business).await,
        Err(Error::NotFound) => site.setup().found(&site, slug, false),
        Err(error) => tracing::warn!(
            api_url = site.config().api_url.as_str(),
            %error,
            "the scheduling server can't be asked; pages say so until it can"
        ),
    }
}

/// Tells the operator if a tenant doesn't let this site's pages listen for live events, which browsers ask for at the
/// scheduling server itself. Nothing else of a site needs that: it calls from its own process.
pub(crate) async fn listening(site: &Site, business: &BusinessClient) {
    let slug = business.slug().as_str();
    let config = site.config();
    let origin = config.public_url.origin();
    if origin == config.browser_api_url().origin() || !site.setup().asks(slug, Instant::now()) {
        return;
    }
    let origin = origin.ascii_serialization();
    // One that can't be asked is asked for a later page.
    let Ok(may_listen) = business.lets_listen(&origin).await else {
        return;
    };
    if site.setup().heard(slug, may_listen, Instant::now()) {
        tracing::warn!(
            tenant = slug,
            origin,
            "this site's pages may not listen for live events at the scheduling server, and show no changes as they \
             happen: name this origin in the tenant's `allowed_origins` and import the tenant again; booking goes on \
             without"
        );
    }
}

/// Whether visitors find what they come for: `200`, or `503` with the reason.
pub(crate) async fn ready(State(site): State<Site>) -> Response {
    let Tenants::One(slug) = site.tenants() else {
        return "ready\n".into_response();
    };
    let business = site.business(slug);
    let reason = match tokio::time::timeout(GLANCE, business.storefront()).await {
        Ok(Ok(_)) => {
            site.setup().found(&site, slug, true);
            return "ready\n".into_response();
        }
        Ok(Err(Error::NotFound)) => {
            site.setup().found(&site, slug, false);
            format!(
                "the scheduling server has no tenant `{slug}`: import it there, or correct `tenant` or `api_url`\n"
            )
        }
        Ok(Err(error)) => format!("nothing is known of `{slug}` yet: {error}\n"),
        Err(_) if business.storefront_known().is_some() => return "ready\n".into_response(),
        Err(_) => format!("nothing is known of `{slug}` yet: the scheduling server is slow\n"),
    };
    (StatusCode::SERVICE_UNAVAILABLE, reason).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tenant_does_not_let_pages_do_is_told_once_when_it_said_so_twice() {
        let setup = Setup::default();
        let then = Instant::now();
        let soon = then + Duration::from_secs(5);
        let later = then + AGAIN + Duration::from_secs(5);
        assert!(setup.asks("unreached", then));
        assert!(
            !setup.asks("unreached", soon),
            "each visitor's call would wait for it"
        );
        assert!(setup.asks("unreached", later));

        assert!(setup.asks("closed", then));
        assert!(
            !setup.heard("closed", false, then),
            "its database may be away"
        );
        assert!(!setup.asks("closed", soon));
        assert!(setup.asks("closed", later));
        assert!(setup.heard("closed", false, later));
        assert!(!setup.asks("closed", later + AGAIN), "it is told already");

        assert!(setup.asks("away", then));
        assert!(!setup.heard("away", false, then));
        assert!(setup.asks("away", later));
        assert!(!setup.heard("away", true, later), "they may");
        assert!(!setup.asks("away", later + AGAIN));
    }
}
