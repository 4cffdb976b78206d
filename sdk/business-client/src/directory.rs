//! The businesses of a scheduling server.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use scheduler_sdk::{
    Client,
    types::{TenantSlug, TenantSummary},
};

use crate::{BusinessClient, Error, client, pages};

/// Businesses whose storefront is kept at most.
const MOST: usize = 256;

/// All businesses of one scheduling server: for a site that serves more than one tenant.
///
/// Make one per process. It hands out a [`BusinessClient`] for each slug; all share connections, and
/// those of one slug share its [storefront](BusinessClient::storefront).
///
/// ```
/// use business_client::{Directory, Error};
///
/// # async fn find() -> Result<(), Error> {
/// let directory = Directory::connect("http://127.0.0.1:8700")?;
/// for tenant in directory.tenants().await? {
///     let business = directory.business(tenant.slug);
///     println!("{}: {} services", tenant.name, business.storefront().await?.services.len());
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Directory {
    api: Client,
    businesses: Arc<Mutex<BTreeMap<String, BusinessClient>>>,
}

impl Directory {
    /// The businesses of the scheduling server at `url`. Nothing is sent yet.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if `url` is none.
    pub fn connect(url: &str) -> Result<Self, Error> {
        Ok(Self::new(Client::connect(url, client::site_settings())?))
    }

    /// Calls by way of this SDK client, with its settings.
    #[must_use]
    pub fn new(api: Client) -> Self {
        Self {
            api: api.with_stoken(None),
            businesses: Arc::default(),
        }
    }

    /// The businesses that wish to be found, in order of their slugs.
    ///
    /// # Errors
    /// [`Error::TooMany`] beyond 20 pages of 1,000.
    pub async fn tenants(&self) -> Result<Vec<TenantSummary>, Error> {
        pages::all(|token| async move {
            let mut call = self.api.tenant_list().limit(pages::SIZE);
            if let Some(token) = token {
                call = call.page_token(token);
            }
            let page = call.send().await?.into_inner();
            Ok((page.data, page.next_page_token))
        })
        .await
    }

    /// The business of this slug, for nobody yet. Whether there is one is told by its first call.
    #[must_use]
    pub fn business(&self, slug: impl Into<TenantSlug>) -> BusinessClient {
        let slug = slug.into();
        let mut known = self
            .businesses
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let kept = known.get(slug.as_str()).map(|kept| kept.resume(None));
        kept.unwrap_or_else(|| {
            let business = BusinessClient::new(self.api.clone(), slug.clone());
            // Slugs come out of URLs, and anybody can make those up.
            if known.len() >= MOST {
                known.pop_first();
            }
            known.insert(slug.to_string(), business.clone());
            business.resume(None)
        })
    }
}

impl fmt::Debug for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Directory")
            .field("api", &self.api)
            .finish_non_exhaustive()
    }
}
