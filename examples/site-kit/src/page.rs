//! What a handler answers.

use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use tera::Context;

/// A page: a template and what stands in it. What every page has around it is added when it is
/// rendered.
#[derive(Debug)]
pub struct Page {
    pub(crate) template: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) context: Context,
    pub(crate) is_public: bool,
    pub(crate) retry_after: Option<u64>,
    pub(crate) policy: Option<&'static str>,
}

impl Page {
    /// A page by this template. `title` is its name in the browser's tab and history.
    #[must_use]
    pub fn new(template: &'static str, title: impl AsRef<str>) -> Self {
        let mut context = Context::new();
        context.insert("title", title.as_ref());
        Self {
            template,
            status: StatusCode::OK,
            context,
            is_public: false,
            retry_after: None,
            policy: None,
        }
    }

    /// With something for the template.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.context.insert(name, value);
        self
    }

    /// Under another status than `200 OK`.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Asks programs to come again after so many seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Under another `Content-Security-Policy` than the site's.
    #[must_use]
    pub fn policy(mut self, policy: &'static str) -> Self {
        self.policy = Some(policy);
        self
    }

    /// May be kept by the visitor's browser and shown again when they go back: it says nothing about
    /// them by itself. Where something is [noted](crate::Visit::note) about them, every page's templates may, and it isn't kept.
    ///
    /// Not for a page with a form: a form is sealed for its visitor, and this page is for anybody.
    #[must_use]
    pub fn public(mut self) -> Self {
        self.is_public = true;
        self
    }
}

/// What a handler answers.
#[derive(Debug)]
pub enum Reply {
    /// A page.
    Page(Page),
    /// Another page of this site, fetched by GET: what follows a form.
    SeeOther(String),
    /// Anything else, as it is.
    Response(Response),
}

impl Reply {
    /// A thing for a script.
    pub fn json(thing: &impl Serialize) -> Self {
        match serde_json::to_string(thing) {
            Ok(json) => Self::of("application/json", json),
            Err(error) => {
                tracing::error!(%error, "an answer could not be written as JSON");
                Self::Response(StatusCode::INTERNAL_SERVER_ERROR.into_response())
            }
        }
    }

    /// A file the browser saves.
    #[must_use]
    pub fn of(media_type: &'static str, content: String) -> Self {
        let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(media_type))];
        Self::Response((headers, content).into_response())
    }

    pub(crate) fn see_other(path: &str) -> Response {
        Redirect::to(path).into_response()
    }
}

impl From<Page> for Reply {
    fn from(page: Page) -> Self {
        Self::Page(page)
    }
}
