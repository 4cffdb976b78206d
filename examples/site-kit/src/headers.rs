//! Headers every answer carries, whatever it is.

use axum::{
    extract::{Request, State},
    middleware::Next,
    response::Response,
};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use url::Url;

use crate::{Config, Error, Site, config::UnfitConfig};

/// The headers of one site.
pub(crate) struct Headers(HeaderMap);

impl Headers {
    pub(crate) fn new(config: &Config, image_sources: &[Url]) -> Result<Self, Error> {
        let images: String = image_sources
            .iter()
            .map(|url| format!(" {}", url.origin().ascii_serialization()))
            .collect();
        let api = config.browser_api_url().origin().ascii_serialization();
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'{images}; \
             connect-src 'self' {api}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        );
        let policy = HeaderValue::from_str(&policy).map_err(|error| UnfitConfig::Unfit {
            reason: format!("a URL of it can't stand in a header: {error}"),
        })?;
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        let fixed = [
            (header::REFERRER_POLICY, "same-origin"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (
                HeaderName::from_static("cross-origin-opener-policy"),
                "same-origin",
            ),
            (
                HeaderName::from_static("cross-origin-resource-policy"),
                "same-origin",
            ),
            (
                HeaderName::from_static("permissions-policy"),
                "camera=(), geolocation=(), microphone=(), payment=()",
            ),
        ];
        for (name, value) in fixed {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if config.is_secure() {
            let year = HeaderValue::from_static("max-age=31536000");
            headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
        }
        Ok(Self(headers))
    }
}

/// Adds them where the page hasn't its own. What isn't told to be kept is not kept.
pub(crate) async fn add(State(site): State<Site>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in &site.headers().0 {
        headers.entry(name).or_insert_with(|| value.clone());
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}
