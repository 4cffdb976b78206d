//! One request of a visitor.

mod answer;
mod notes;

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
};

use axum::{
    extract::{ConnectInfo, FromRequestParts, RawPathParams, Request},
    response::Response,
};
use business_client::{BusinessClient, DateTime, Storefront, Utc, types::Tenant};
use http::{HeaderMap, request::Parts};
use tokio::sync::OnceCell;

use crate::{
    Form, Reply, Site, Tenants, Trouble, Zone, address,
    cookie::{self, VisitorId},
    dates::visitor_zone,
    form,
    sessions::Kept,
    trouble,
};

/// Characters of a slug at most: the contract's limit.
const SLUG: usize = 63;

/// One request: of which visitor, at which tenant, from where. Handlers take it as an argument.
pub struct Visit {
    site: Site,
    tenant: Option<AtTenant>,
    headers: HeaderMap,
    /// The id the browser knows, or will.
    browser: Mutex<Browser>,
}

struct AtTenant {
    slug: String,
    business: BusinessClient,
    storefront: OnceCell<Arc<Storefront>>,
}

struct Browser {
    id: Option<VisitorId>,
    kept: Option<Arc<Kept>>,
    /// Whether the answer has to bring the id.
    is_new: bool,
}

impl FromRequestParts<Site> for Visit {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Self::Rejection> {
        let slug = match site.tenants() {
            Tenants::One(slug) => Some(slug.clone()),
            Tenants::ByPath => slug_in_path(parts, site).await,
        };
        let config = site.config();
        let id = VisitorId::of(&parts.headers, site.cookie());
        let kept = id.and_then(|id| site.sessions().of(&id, site.now()));
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |info| info.0.ip());
        let address = address::of(peer, &parts.headers, &config.trusted_proxies);
        let tenant = slug.map(|slug| AtTenant {
            business: kept
                .as_ref()
                .and_then(|kept| kept.business(&slug))
                .map_or_else(
                    || site.business(&slug).for_visitor(address),
                    |business| business.from_address(address),
                ),
            storefront: OnceCell::new(),
            slug,
        });
        Ok(Self {
            site: site.clone(),
            tenant,
            headers: parts.headers.clone(),
            browser: Mutex::new(Browser {
                id,
                kept,
                is_new: false,
            }),
        })
    }
}

async fn slug_in_path(parts: &mut Parts, site: &Site) -> Option<String> {
    let params = RawPathParams::from_request_parts(parts, site).await.ok()?;
    let slug = params.iter().find(|(name, _)| *name == "slug");
    slug.filter(|(_, slug)| is_slug(slug))
        .map(|(_, slug)| slug.to_owned())
}

/// Whether this may be a tenant's slug, by the contract: a DNS label. Paths are made of it, and what
/// comes out of a URL may have been anything before it was decoded.
fn is_slug(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    text.len() <= SLUG
        && !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.bytes().all(is_inner)
}

impl Visit {
    /// The site.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// What paths of the tenant's pages begin with: nothing, or `/{slug}`.
    #[must_use]
    pub fn base(&self) -> String {
        match (self.site.tenants(), &self.tenant) {
            (Tenants::ByPath, Some(tenant)) => format!("/{}", tenant.slug),
            _ => String::new(),
        }
    }

    /// The path of the tenant's first page.
    #[must_use]
    pub fn home(&self) -> String {
        match self.base() {
            base if base.is_empty() => "/".to_owned(),
            base => base,
        }
    }

    /// The path of a page of the tenant's: `path` begins with a slash.
    #[must_use]
    pub fn path(&self, path: &str) -> String {
        format!("{}{path}", self.base())
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.site.now()
    }

    /// The tenant, as this visitor sees it.
    ///
    /// # Errors
    /// [`Trouble::NothingHere`] on a page that is no tenant's.
    pub fn business(&self) -> Result<&BusinessClient, Trouble> {
        let tenant = self.tenant.as_ref().ok_or(Trouble::NothingHere)?;
        Ok(&tenant.business)
    }

    /// Who the tenant is and what they offer.
    ///
    /// # Errors
    /// If there is no such tenant, or the server can't say and nothing is known.
    pub async fn storefront(&self) -> Result<Arc<Storefront>, Trouble> {
        let tenant = self.tenant.as_ref().ok_or(Trouble::NothingHere)?;
        let asked = async { tenant.business.storefront().await };
        let found = tenant.storefront.get_or_try_init(|| asked).await;
        if let (Tenants::One(slug), Ok(_) | Err(business_client::Error::NotFound)) =
            (self.site.tenants(), &found)
        {
            self.site.setup().found(&self.site, slug, found.is_ok());
        }
        Ok(Arc::clone(found?))
    }

    /// Tells the operator, by log and metrics, of a trouble that a page does without.
    pub fn report(&self, trouble: &Trouble) {
        trouble::report(self, trouble);
    }

    /// The language of the tenant's own texts, as a BCP 47 tag, once this request has its
    /// [storefront](Visit::storefront): the page around them is in English.
    #[must_use]
    pub fn locale(&self) -> Option<String> {
        let storefront = self.tenant.as_ref()?.storefront.get()?;
        Some(storefront.tenant.locale.clone())
    }

    /// The clock of a tenant's premises.
    #[must_use]
    pub fn zone(&self, tenant: &Tenant) -> Zone {
        Zone::new(&tenant.time_zone, &tenant.locale)
    }

    /// The visitor's own clock, if their browser told it and it isn't the tenant's.
    #[must_use]
    pub fn visitor_zone(&self, tenant: &Zone) -> Option<Zone> {
        visitor_zone(cookie::zone(&self.headers).as_deref(), tenant)
    }

    /// Whether a page of another site made the browser ask.
    pub(crate) fn is_cross_site(&self) -> bool {
        form::is_cross_site(&self.headers, &self.site.config().public_url)
    }

    /// The form the request carries, once it is known that a page of ours sent it for this visitor.
    ///
    /// # Errors
    /// The answer that refuses it: `403` for what another site sent, and for a form that is too old,
    /// which the visitor may send again.
    pub(crate) async fn form(&self, request: Request) -> Result<Form, Response> {
        if self.is_cross_site() {
            return Err(self
                .answer(async { Err::<Reply, _>(Trouble::CrossSite) })
                .await);
        }
        let form = match Form::read(request).await {
            Ok(form) => form,
            Err(trouble) => return Err(self.answer(async { Err::<Reply, _>(trouble) }).await),
        };
        if self.sealed(form.get(form::SEAL)) {
            return Ok(form);
        }
        let expired = async { Err::<Reply, _>(Trouble::FormExpired) };
        Err(self.answer_keeping(&form, expired).await)
    }

    fn sealed(&self, token: &str) -> bool {
        let browser = self.lock();
        let former = browser.kept.as_ref().and_then(|kept| kept.former);
        let mut ids = browser.id.into_iter().chain(former);
        ids.any(|id| self.site.seal().fits(token, &id))
    }

    /// The visitor's id, made if they have none.
    fn id(&self) -> VisitorId {
        let mut browser = self.lock();
        if let Some(id) = browser.id {
            return id;
        }
        let id = VisitorId::new();
        browser.id = Some(id);
        browser.is_new = true;
        id
    }

    fn kept(&self) -> Arc<Kept> {
        let id = self.id();
        let mut browser = self.lock();
        let kept = browser
            .kept
            .get_or_insert_with(|| self.site.sessions().begin(id, self.now()));
        Arc::clone(kept)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Browser> {
        self.browser.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
