//! What every call carries and undergoes, whichever operation it is.

use std::net::{Ipv4Addr, Ipv6Addr};

use progenitor_client::{ClientHooks, ClientInfo, Error, OperationInfo};
use reqwest::{
    Request, Response,
    header::{ACCEPT, AUTHORIZATION, HeaderName, HeaderValue, InvalidHeaderValue},
};
use uuid::Uuid;

use crate::{
    Client, Settings,
    contract::{self, Operation},
    drift::CONTRACT_HEADER,
};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const TRACE_PARENT: HeaderName = HeaderName::from_static("traceparent");

impl ClientHooks<Settings> for Client {
    async fn pre<E>(&self, request: &mut Request, info: &OperationInfo) -> Result<(), Error<E>> {
        let settings = self.inner();
        let operation = operation(info);
        // progenitor's own; the contract has no such header, and a browser would ask leave for it.
        request.headers_mut().remove("api-version");
        if let Some(operation) = operation {
            name_contract(request, operation)?;
            name_intent(request, operation)?;
            authorize(settings, request, operation);
        }
        refuse_plain_http(settings, request).map_err(Error::InvalidRequest)?;
        let headers = request.headers_mut();
        if let Some(visitor) = settings.visitor {
            headers.insert(FORWARDED_FOR, HeaderValue::from_str(&visitor.to_string())?);
        }
        let parent = settings.trace_parent.as_ref().and_then(|current| current());
        if let Some(parent) = parent.or_else(trace_of_its_own)
            && let Ok(parent) = HeaderValue::from_str(&parent)
        {
            headers.insert(TRACE_PARENT, parent);
        }
        Ok(())
    }

    // A page can't sleep, so in a browser a call is sent once, as the trait does by itself.
    #[cfg(not(target_arch = "wasm32"))]
    async fn exec(&self, request: Request, info: &OperationInfo) -> reqwest::Result<Response> {
        match operation(info) {
            Some(operation) => traced(self, request, operation).await,
            None => self.client().execute(request).await,
        }
    }

    async fn post<E>(
        &self,
        result: &reqwest::Result<Response>,
        info: &OperationInfo,
    ) -> Result<(), Error<E>> {
        if let (Ok(response), Some(operation)) = (result, operation(info)) {
            warn_of_harmless_drift(self.inner(), response, operation);
        }
        Ok(())
    }
}

fn operation(info: &OperationInfo) -> Option<&'static Operation> {
    contract::operation(info.operation_id)
}

fn name_contract(request: &mut Request, operation: &Operation) -> Result<(), InvalidHeaderValue> {
    let contract = format!("{}; {}", contract::VERSION, operation.fingerprint);
    let headers = request.headers_mut();
    headers.insert(CONTRACT_HEADER, HeaderValue::from_str(&contract)?);
    if let Some(media_type) = operation.media_type {
        // A failure is JSON, whatever the success is.
        let accepted = match media_type {
            "application/json" => media_type.to_owned(),
            _ => format!("{media_type}, application/json"),
        };
        headers.insert(ACCEPT, HeaderValue::from_str(&accepted)?);
    }
    Ok(())
}

/// Without a key of the caller's, the intent is this call with all its attempts.
fn name_intent(request: &mut Request, operation: &Operation) -> Result<(), InvalidHeaderValue> {
    let headers = request.headers_mut();
    if operation.idempotency_key && !headers.contains_key(IDEMPOTENCY_KEY) {
        let key = Uuid::new_v4().to_string();
        headers.insert(IDEMPOTENCY_KEY, HeaderValue::from_str(&key)?);
    }
    Ok(())
}

fn authorize(settings: &Settings, request: &mut Request, operation: &Operation) {
    let taken = operation.stoken != contract::Stoken::None;
    let authorization = settings
        .stoken
        .as_ref()
        .and_then(crate::Stoken::authorization);
    if let Some(authorization) = authorization.filter(|_| taken) {
        request.headers_mut().insert(AUTHORIZATION, authorization);
    }
}

/// A trace that begins with this call, so that the lines of both sides' logs can be found by it.
#[cfg(all(feature = "tracing", not(target_arch = "wasm32")))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "without the feature there is none"
)]
fn trace_of_its_own() -> Option<String> {
    // Neither of the two may be zeros alone; the version's digit of a UUID sees to that.
    let span = Uuid::new_v4().simple().to_string();
    let span = span.get(..16).unwrap_or("0000000000000001");
    Some(format!("00-{}-{span}-01", Uuid::new_v4().simple()))
}

#[cfg(not(all(feature = "tracing", not(target_arch = "wasm32"))))]
fn trace_of_its_own() -> Option<String> {
    None
}

/// The trace a request names.
#[cfg(all(feature = "tracing", not(target_arch = "wasm32")))]
fn trace_id(request: &Request) -> Option<&str> {
    let parent = request.headers().get(TRACE_PARENT)?.to_str().ok()?;
    parent.split('-').nth(1)
}

/// A stoken is worth a customer's bookings: it crosses a network encrypted or not at all.
fn refuse_plain_http(settings: &Settings, request: &Request) -> Result<(), String> {
    let url = request.url();
    let secret = request.headers().contains_key(AUTHORIZATION)
        || url.query_pairs().any(|(name, _)| name == "stoken");
    if url.scheme() == "https" || settings.plain_http || !secret || is_this_machine(url) {
        return Ok(());
    }
    Err(
        "a stoken would be sent unencrypted: use an https:// URL, or Settings::allow_plain_http \
         where the network itself encrypts"
            .to_owned(),
    )
}

fn is_this_machine(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || address
            .parse::<Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
        || address
            .parse::<Ipv6Addr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(all(feature = "tracing", not(target_arch = "wasm32")))]
async fn traced(
    client: &Client,
    request: Request,
    operation: &'static Operation,
) -> reqwest::Result<Response> {
    use tracing::{Instrument, Span, field::Empty};

    let span = tracing::info_span!(
        "scheduling call",
        operation = operation.id,
        trace_id = trace_id(&request).unwrap_or_default(),
        status = Empty,
        attempts = Empty,
    );
    async {
        let called = crate::call::send(client, client.inner(), request, operation).await;
        let span = Span::current();
        span.record("attempts", called.attempts);
        match called.status {
            Some(status) => span.record("status", status),
            None => span.record("status", "none"),
        };
        called.result
    }
    .instrument(span)
    .await
}

#[cfg(all(not(feature = "tracing"), not(target_arch = "wasm32")))]
async fn traced(
    client: &Client,
    request: Request,
    operation: &'static Operation,
) -> reqwest::Result<Response> {
    crate::call::send(client, client.inner(), request, operation)
        .await
        .result
}

/// The server served a client of another contract because the difference is proven harmless. Said
/// once an operation, before it ever hurts.
#[cfg(feature = "tracing")]
fn warn_of_harmless_drift(settings: &Settings, response: &Response, operation: &Operation) {
    let Some(server) = crate::drift::Named::in_headers(response.headers()) else {
        return;
    };
    if server.fingerprint != operation.fingerprint && settings.warn_once(operation.id) {
        tracing::warn!(
            operation = operation.id,
            server_version = server.version,
            client_version = contract::VERSION,
            "the server's contract differs from this client's, harmlessly so far: update the SDK \
             when you next build"
        );
    }
}

#[cfg(not(feature = "tracing"))]
fn warn_of_harmless_drift(_: &Settings, _: &Response, _: &Operation) {}
