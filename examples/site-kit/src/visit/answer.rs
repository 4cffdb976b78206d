//! How a request is answered: in time, and with around it what every page has.

use std::time::Duration;

use axum::response::{IntoResponse as _, Response};
use business_client::{BusinessClient, types::Tenant};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;

use super::Visit;
use crate::{Brand, Form, Page, Reply, Trouble, logos::Logos, trouble};

/// Time a page about something that went wrong waits to learn how the tenant looks.
const LOOKS: Duration = Duration::from_secs(1);

impl Visit {
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

    fn give_id(&self, response: &mut Response) {
        let browser = self.lock();
        let id = browser.id.filter(|_| browser.is_new);
        let cookie = id.and_then(|id| id.set(self.site.cookie()));
        if let Some(cookie) = cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
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
