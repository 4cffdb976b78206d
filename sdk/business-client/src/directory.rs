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
    businesses: Arc<Mutex<Known>>,
}

#[derive(Default)]
struct Known {
    businesses: BTreeMap<String, Business>,
    uses: u64,
}

struct Business {
    client: BusinessClient,
    /// When it was used last, among all uses.
    used: u64,
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
        let slug = &slug.into();
        let mut known = self
            .businesses
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        known.of(slug, || BusinessClient::new(self.api.clone(), slug.clone()))
    }
}

impl Known {
    fn of(&mut self, slug: &TenantSlug, new: impl FnOnce() -> BusinessClient) -> BusinessClient {
        self.uses += 1;
        let used = self.uses;
        if let Some(known) = self.businesses.get_mut(slug.as_str()) {
            known.used = used;
            return known.client.resume(None);
        }
        if self.businesses.len() >= MOST {
            self.drop_one();
        }
        let client = new();
        let business = client.resume(None);
        self.businesses
            .insert(slug.to_string(), Business { client, used });
        business
    }

    /// Slugs come out of URLs, and anybody can make those up: what never had a storefront goes first,
    /// then what was used longest ago.
    fn drop_one(&mut self) {
        let worth = |it: &Business| (it.client.storefront_known().is_some(), it.used);
        let least = self.businesses.iter().min_by_key(|(_, it)| worth(it));
        if let Some(slug) = least.map(|(slug, _)| slug.clone()) {
            self.businesses.remove(&slug);
        }
    }
}

impl fmt::Debug for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Directory")
            .field("api", &self.api)
            .finish_non_exhaustive()
    }
}
