//! The headers of every answer.

use dropshot::{Body, CONTENT_TYPE_JSON};
use http::{
    HeaderMap, HeaderValue, Response, StatusCode,
    header::{self, HeaderName},
};
use scheduler_contracts::{
    drift::CONTRACT_HEADER,
    error::{ApiError, ErrorBody},
};

use crate::{generated::contract::SERVED, store::Tenant};

const EXPOSED: HeaderValue = HeaderValue::from_static("Nexus-Contract, Retry-After, X-Request-Id");
const METHODS: HeaderValue = HeaderValue::from_static("GET, POST, PATCH, DELETE");
const REQUEST_HEADERS: HeaderValue = HeaderValue::from_static(
    "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Nexus-Contract, traceparent",
);
/// Seconds a browser may remember a preflight's answer: the most Chromium does.
const PREFLIGHT_SECONDS: HeaderValue = HeaderValue::from_static("7200");

/// Names the server's contract.
pub(super) fn contract(headers: &mut HeaderMap, operation_id: &str) {
    let named = SERVED
        .header(operation_id)
        .and_then(|value| HeaderValue::try_from(value).ok());
    if let Some(value) = named {
        headers.insert(HeaderName::from_static("nexus-contract"), value);
    }
    headers.append(header::VARY, HeaderValue::from_static(CONTRACT_HEADER));
}

/// Keeps answers out of caches, and a stoken's URL out of the next request.
pub(super) fn security(headers: &mut HeaderMap, tls: bool) {
    let fixed = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if tls {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
}

/// Lets pages of a tenant's origins read an answer; pages of any origin, if it is no tenant's.
pub(super) fn cross_origin(headers: &mut HeaderMap, origin: &HeaderValue, tenant: Option<&Tenant>) {
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    let allowed = tenant.is_none_or(|tenant| {
        let definition = tenant.definition();
        let own = definition
            .allowed_origins
            .iter()
            .any(|allowed| origin == allowed.as_str());
        own || is_origin_of(origin, &definition.site_url)
    });
    if allowed {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
}

fn is_origin_of(origin: &HeaderValue, site: &str) -> bool {
    url::Url::parse(site).is_ok_and(|site| origin == site.origin().ascii_serialization().as_str())
}

/// The answer to a preflight that [`cross_origin`] has allowed.
pub(super) fn preflight(headers: &mut HeaderMap) {
    if headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
        headers.insert(header::ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
    }
}

/// A failure as it is answered.
pub(super) fn failure(error: ApiError) -> Response<Body> {
    let status = error.status();
    let retry_after = error.retry_after_seconds();
    let body = serde_json::to_vec(&ErrorBody { error }).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(CONTENT_TYPE_JSON),
    );
    if let Some(seconds) = retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if status == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
