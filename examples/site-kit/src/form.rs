//! What a visitor sent by a form of ours.

use axum::{
    body::to_bytes,
    extract::{FromRequest, FromRequestParts as _, OriginalUri, Request},
    response::{IntoResponse as _, Response},
};
use http::{HeaderMap, StatusCode, header};
use url::Url;

use crate::{Site, Trouble, Visit};

/// Bytes of a form at most: the longest note, percent-encoded, and room for the rest.
const BYTES: usize = 32 * 1024;

/// Fields of a form at most.
const FIELDS: usize = 40;

/// The field that carries the seal.
pub(crate) const SEAL: &str = "seal";

/// The fields of a form, as the visitor typed them. Handlers take it as their last argument: if no page of ours
/// sent it for this visitor, or it can't be read, they are not called, and the visitor gets a page that says so.
#[derive(Default)]
pub struct Form {
    /// The page it was sent to.
    pub(crate) path: String,
    fields: Vec<(String, String)>,
}

impl Form {
    /// A field, without the white space around it; empty if it isn't there.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.fields
            .iter()
            .find_map(|(found, value)| (found == name).then_some(value.trim()))
            .unwrap_or_default()
    }

    /// A field that has to be something; `None` if it isn't there or can't be read.
    #[must_use]
    pub fn parse<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name).parse().ok()
    }

    /// All of them, in order, but for the seal.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.fields.iter().filter(|(name, _)| name != SEAL);
        fields.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Reads it, bounded in size. Whether it was a page of ours that sent it is for the caller to
    /// judge by the seal.
    pub(crate) async fn read(request: Request) -> Result<Self, Trouble> {
        let media_type = request.headers().get(header::CONTENT_TYPE);
        let is_form = media_type
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|essence| essence.trim() == "application/x-www-form-urlencoded");
        if !is_form {
            return Err(Trouble::Unreadable(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        let path = match request.extensions().get::<OriginalUri>() {
            Some(OriginalUri(uri)) => uri.path().to_owned(),
            None => request.uri().path().to_owned(),
        };
        let body = to_bytes(request.into_body(), BYTES)
            .await
            .map_err(|_| Trouble::Unreadable(StatusCode::PAYLOAD_TOO_LARGE))?;
        let fields = form_urlencoded::parse(&body)
            .take(FIELDS)
            .map(|(name, value)| (name.into_owned(), value.replace("\r\n", "\n")))
            .collect();
        Ok(Self { path, fields })
    }
}

impl FromRequest<Site> for Form {
    type Rejection = Response;

    async fn from_request(request: Request, site: &Site) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        match Visit::from_request_parts(&mut parts, site).await {
            Ok(visit) => visit.form(Request::from_parts(parts, body)).await,
            Err(never) => Err(never.into_response()),
        }
    }
}

/// Says nothing of what was typed.
impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Form")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Whether the browser says that a page of another site sent this request. One that says nothing is
/// judged by the seal alone.
pub(crate) fn is_cross_site(headers: &HeaderMap, public_url: &Url) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let fetched = text(header::HeaderName::from_static("sec-fetch-site"));
    if fetched.is_some_and(|from| !matches!(from, "same-origin" | "none")) {
        return true;
    }
    let Some(origin) = headers.get(header::ORIGIN) else {
        return false;
    };
    let origin = origin.to_str().unwrap_or("null");
    let is_public = origin == public_url.origin().ascii_serialization();
    // A page can't choose the host its own request goes to, whatever the site is called there.
    let is_host = origin
        .split_once("://")
        .is_some_and(|(_, origin)| text(header::HOST) == Some(origin));
    !is_public && !is_host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_ours_may_send_forms() {
        let ours = Url::parse("https://practice.example").unwrap();
        let judge = |given: &[(&'static str, &'static str)]| {
            let headers = given.iter().map(|(name, value)| {
                (
                    name.parse::<header::HeaderName>().unwrap(),
                    value.parse().unwrap(),
                )
            });
            is_cross_site(&headers.collect(), &ours)
        };
        assert!(judge(&[("origin", "https://evil.example")]));
        assert!(judge(&[("origin", "null")]));
        assert!(judge(&[("sec-fetch-site", "cross-site")]));
        assert!(judge(&[
            ("sec-fetch-site", "same-site"),
            ("origin", "https://practice.example")
        ]));
        assert!(judge(&[
            ("origin", "https://evil.example"),
            ("host", "practice.example")
        ]));
        assert!(!judge(&[
            ("origin", "https://practice.example"),
            ("sec-fetch-site", "same-origin")
        ]));
        assert!(!judge(&[
            ("origin", "http://localhost:8704"),
            ("host", "localhost:8704")
        ]));
        assert!(!judge(&[]));
    }
}
