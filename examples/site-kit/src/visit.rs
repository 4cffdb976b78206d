//! One request of a visitor.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    extract::{ConnectInfo, FromRequestParts, RawPathParams, Request},
    response::{IntoResponse as _, Response},
};
use business_client::{BusinessClient, DateTime, Storefront, Utc, types::Tenant};
use http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts};
use serde::Serialize;
use tokio::sync::OnceCell;

use crate::{
    Brand, Form, Page, Reply, Site, Tenants, Trouble, Zone, address,
    cookie::{self, VisitorId},
    dates::visitor_zone,
    form,
    logos::Logos,
    sessions::{Kept, Standing, Turn},
    trouble,
};

/// Time a page about something that went wrong waits to learn how the tenant looks.
const LOOKS: Duration = Duration::from_secs(1);

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

    /// Keeps the visitor's session, if there is one now, until their next request.
    pub async fn remember(&self) {
        let Some(tenant) = &self.tenant else { return };
        if tenant.business.session().await.is_some() {
            self.kept().keep(&tenant.slug, tenant.business.clone());
        }
    }

    /// Forgets everything kept about this visitor at this tenant: session, notes and a link that waits.
    pub fn forget(&self) {
        let kept = self.lock().kept.clone();
        if let Some((kept, tenant)) = kept.zip(self.tenant.as_ref()) {
            kept.forget(&tenant.slug);
        }
    }

    /// Gives the visitor another id, now that they may see more than before.
    pub async fn renew(&self) {
        self.remember().await;
        let id = self.id();
        let renewed = self.site.sessions().rename(&id, self.now());
        let mut browser = self.lock();
        browser.kept = self.site.sessions().of(&renewed, self.now());
        browser.id = Some(renewed);
        browser.is_new = true;
    }

    /// Waits until no other request of this visitor's has the turn, and takes it until that is dropped: for changes
    /// that come to something else when they are made twice at once. What is noted about the visitor is to be read after
    /// it. Waiting is part of the page's time.
    pub async fn turn(&self) -> Turn {
        self.kept().turn().await
    }

    /// What the site noted about this visitor at this tenant, such as which cart is theirs.
    #[must_use]
    pub fn note(&self, name: &str) -> Option<String> {
        let kept = self.lock().kept.clone()?;
        kept.note(&self.tenant.as_ref()?.slug, name)
    }

    /// Notes something about this visitor at this tenant, on the site's side and for as long as their
    /// session is kept. It never gets into a page by itself. Where too many visitors have something
    /// noted, whoever has a session or a [customer's note](Visit::keep_customers_note) is kept longer.
    pub fn keep_note(&self, name: &'static str, note: String) {
        self.note_as(Standing::Shopper, name, note);
    }

    /// The same of somebody who has done what not anybody can do as often as they like, as who has
    /// ordered something: they are kept as who has a session is.
    pub fn keep_customers_note(&self, name: &'static str, note: String) {
        self.note_as(Standing::Customer, name, note);
    }

    /// The same of something that anybody may have done, and that may have come to nothing.
    pub(crate) fn jot(&self, name: &'static str, note: String) {
        self.note_as(Standing::PasserBy, name, note);
    }

    fn note_as(&self, standing: Standing, name: &'static str, note: String) {
        if let Some(tenant) = &self.tenant {
            self.kept().keep_note(&tenant.slug, name, note, standing);
        }
    }

    /// Drops a note.
    pub fn drop_note(&self, name: &'static str) {
        let kept = self.lock().kept.clone();
        if let Some((kept, tenant)) = kept.zip(self.tenant.as_ref()) {
            kept.drop_note(&tenant.slug, name);
        }
    }

    /// Whether anything is noted about this visitor at this tenant.
    fn has_notes(&self) -> bool {
        let kept = self.lock().kept.clone();
        let tenant = self.tenant.as_ref();
        kept.zip(tenant)
            .is_some_and(|(kept, tenant)| kept.has_notes(&tenant.slug))
    }

    /// Keeps the token of a manage link until the visitor opens it.
    pub(crate) fn follow(&self, link: &str) {
        if let Some(tenant) = &self.tenant {
            self.kept().follow(&tenant.slug, link.to_owned());
        }
    }

    /// Whether a manage link waits to be opened.
    pub(crate) fn follows(&self) -> bool {
        let kept = self.lock().kept.clone();
        let tenant = self.tenant.as_ref();
        kept.zip(tenant)
            .is_some_and(|(kept, tenant)| kept.follows(&tenant.slug))
    }

    /// The token of the manage link, which is no longer kept.
    pub(crate) fn take_link(&self) -> Option<String> {
        let kept = self.lock().kept.clone()?;
        kept.take_link(&self.tenant.as_ref()?.slug)
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

    /// Answers a request by what a handler makes of it.
    pub async fn answer<R: Into<Reply>>(
        &self,
        work: impl Future<Output = Result<R, Trouble>>,
    ) -> Response {
        self.answer_keeping(&Form::default(), work).await
    }

    /// Answers a form. If it comes to nothing, or takes longer than the site's
    /// [patience](crate::SiteBuilder::patience), the visitor finds in the page what they typed, and
    /// can send it again.
    pub async fn answer_keeping<R: Into<Reply>>(
        &self,
        form: &Form,
        work: impl Future<Output = Result<R, Trouble>>,
    ) -> Response {
        let done = match tokio::time::timeout(self.site.patience(), work).await {
            Ok(done) => done,
            Err(_) => {
                // A call that is given up may have started a session, and a retry goes on in it.
                self.remember().await;
                Err(Trouble::Overdue)
            }
        };
        let reply = match done {
            Ok(reply) => reply.into(),
            Err(trouble) => trouble::reply(self, trouble, form),
        };
        let mut response = match reply {
            Reply::Page(page) => self.render(page).await,
            Reply::SeeOther(path) => Reply::see_other(&path),
            Reply::Response(response) => response,
        };
        self.give_id(&mut response);
        response
    }

    async fn render(&self, page: Page) -> Response {
        let status = page.status;
        let is_public = page.is_public;
        // A page tells what is noted too: how much is in a cart, say.
        let may_be_kept = is_public && !self.has_notes();
        let retry_after = page.retry_after.map(HeaderValue::from);
        let policy = page.policy.map(HeaderValue::from_static);
        let mut context = page.context;
        context.insert("frame", &self.frame(is_public).await);
        self.site.tell_every_page(self, &mut context);
        match self.site.tera().render(page.template, &context) {
            Ok(html) => {
                let mut response = (status, axum::response::Html(html)).into_response();
                if may_be_kept && status == StatusCode::OK {
                    let kept = HeaderValue::from_static("private, no-cache");
                    response.headers_mut().insert(header::CACHE_CONTROL, kept);
                }
                if let Some(policy) = policy {
                    let headers = response.headers_mut();
                    headers.insert(header::CONTENT_SECURITY_POLICY, policy);
                }
                if let Some(seconds) = retry_after {
                    response.headers_mut().insert(header::RETRY_AFTER, seconds);
                }
                response
            }
            Err(error) => {
                tracing::error!(template = page.template, %error, "a page could not be rendered");
                self.site.metrics().count_trouble("template");
                let sorry = "This page could not be shown. Please try again later.\n";
                (StatusCode::INTERNAL_SERVER_ERROR, sorry).into_response()
            }
        }
    }

    /// What every page has around it. A public page carries no form, and so names no visitor.
    async fn frame(&self, is_public: bool) -> Frame<'_> {
        let (storefront, is_late) = match tokio::time::timeout(LOOKS, self.storefront()).await {
            Ok(looks) => (looks.ok(), false),
            Err(_) => (
                self.business()
                    .ok()
                    .and_then(BusinessClient::storefront_known),
                true,
            ),
        };
        let is_stale = storefront
            .as_ref()
            .is_some_and(|it| is_late || it.problem.is_some());
        if is_stale {
            self.site.metrics().count_trouble("stale");
        }
        let tenant = storefront.as_ref().map(|it| it.tenant.clone());
        let brand = tenant.as_ref().map(|tenant| Brand::of(&tenant.branding));
        let logo = match (&self.tenant, &tenant) {
            (Some(at), Some(tenant)) => {
                let url = tenant.branding.logo_url.as_deref();
                url.and_then(|url| Logos::path(&self.site, &at.business, url))
            }
            _ => None,
        };
        let assets = self.site.assets();
        let session = match &self.tenant {
            Some(tenant) => tenant.business.session().await,
            None => None,
        };
        Frame {
            site: self.site.name(),
            style: &assets.style,
            script: &assets.script,
            icon: &assets.icon,
            brand: brand.unwrap_or(self.site.brand()).path(),
            logo,
            base: self.base(),
            home: self.home(),
            is_stale,
            time_zone: tenant.as_ref().map(|it| it.time_zone.clone()),
            tenant,
            has_session: session.is_some(),
            seal: match is_public {
                true => String::new(),
                false => self.site.seal().token(&self.id()),
            },
        }
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

    fn give_id(&self, response: &mut Response) {
        let browser = self.lock();
        let id = browser.id.filter(|_| browser.is_new);
        let cookie = id.and_then(|id| id.set(self.site.cookie()));
        if let Some(cookie) = cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Browser> {
        self.browser.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What every page has around it, for `layout.html`.
#[derive(Serialize)]
struct Frame<'a> {
    site: &'a str,
    style: &'a str,
    script: &'a str,
    icon: &'a str,
    brand: String,
    /// The path of the tenant's logo, where the site has it.
    logo: Option<String>,
    base: String,
    home: String,
    tenant: Option<Tenant>,
    /// Set where times are shown in it: the script tells the site the visitor's own.
    time_zone: Option<String>,
    /// The scheduling server can't be asked for the moment.
    is_stale: bool,
    has_session: bool,
    /// For the hidden field of every form.
    seal: String,
}
