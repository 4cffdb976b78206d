//! What providers report of messages: two unpublished routes, for nobody else. A report that isn't signed
//! leaves no trace.

use std::sync::Arc;

use dropshot::{ApiDescription, ApiDescriptionRegisterError, Body, HttpError, RequestContext};
use http::{HeaderMap, Response, StatusCode};
use scheduler_contracts::call::NoBody;
use secrecy::SecretString;

use super::call::{Call, Context};
use crate::{
    app::App,
    config::{DeliveredBy, TwilioConfig},
    failure::Failure,
    messages::webhook::{self, SignedReport, Unsigned},
    store::Reported,
    telemetry::metrics::MessageOutcome,
};

/// Registers them.
pub(super) fn register(
    description: &mut ApiDescription<Arc<App>>,
) -> Result<(), ApiDescriptionRegisterError> {
    description.register(resend_report)?;
    description.register(twilio_report)
}

#[dropshot::endpoint { method = POST, path = "/webhooks/resend", unpublished = true }]
async fn resend_report(
    rqctx: RequestContext<Arc<App>>,
    body: NoBody,
) -> Result<Response<Body>, HttpError> {
    let secret = &rqctx
        .context()
        .config
        .delivery
        .providers
        .resend_webhook_secret;
    let read = |headers: &HeaderMap, body: &[u8]| match secret {
        Some(secret) => webhook::read_resend(secret, headers, body, rqctx.context().clock.now()),
        None => Err(Unsigned),
    };
    Ok(answer(&rqctx, body, read).await)
}

#[dropshot::endpoint { method = POST, path = "/webhooks/twilio", unpublished = true }]
async fn twilio_report(
    rqctx: RequestContext<Arc<App>>,
    body: NoBody,
) -> Result<Response<Body>, HttpError> {
    let app = rqctx.context();
    let providers = &app.config.delivery.providers;
    let query = rqctx.request.uri().query();
    let read = |headers: &HeaderMap, body: &[u8]| {
        let (Some(TwilioConfig { token, .. }), Some(base)) =
            (&providers.twilio, &providers.webhook_url)
        else {
            return Err(Unsigned);
        };
        let mut address = webhook::twilio_address(base);
        address.set_query(query);
        let token: &SecretString = token;
        webhook::read_twilio(token, &address, headers, body, app.clock.now())
    };
    Ok(answer(&rqctx, body, read).await)
}

async fn answer(
    context: &Context,
    body: NoBody,
    read: impl FnOnce(&HeaderMap, &[u8]) -> Result<Option<SignedReport>, Unsigned>,
) -> Response<Body> {
    let call = Call::of(context).await;
    let status = match taken(&call, body, read).await {
        Ok(status) => status,
        Err(Failure::TooLarge) => StatusCode::PAYLOAD_TOO_LARGE,
        Err(Failure::Malformed(_)) => StatusCode::BAD_REQUEST,
        Err(failure) => {
            let reason = failure.for_the_log();
            tracing::warn!(reason, "a provider's report could not be kept");
            StatusCode::SERVICE_UNAVAILABLE
        }
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

async fn taken(
    call: &Call<'_>,
    body: NoBody,
    read: impl FnOnce(&HeaderMap, &[u8]) -> Result<Option<SignedReport>, Unsigned>,
) -> Result<StatusCode, Failure> {
    let app = call.app;
    if !call.is_secure() {
        return Ok(StatusCode::FORBIDDEN);
    }
    if app.config.delivery.by != DeliveredBy::Providers {
        return Ok(StatusCode::UNAUTHORIZED);
    }
    let bytes = call.bytes(body).await?;
    let signed = match read(call.headers(), &bytes) {
        Ok(Some(signed)) => signed,
        Ok(None) => return Ok(StatusCode::NO_CONTENT),
        Err(Unsigned) => return Ok(StatusCode::UNAUTHORIZED),
    };
    let Some(tenant) = app.store.tenant(&signed.tenant).await? else {
        return Ok(StatusCode::NO_CONTENT);
    };
    let mut transaction = app.store.begin(&tenant).await?;
    let reported = transaction.add_delivery_report(&signed.report).await?;
    transaction.commit().await?;
    if reported == Reported::New {
        let outcome = match signed.report.status.as_str() {
            "delivered" => Some(MessageOutcome::Delivered),
            "bounced" | "failed" | "suppressed" | "undelivered" => {
                Some(MessageOutcome::Undelivered)
            }
            _ => None,
        };
        let provider = match signed.report.provider.as_str() {
            crate::messages::TWILIO => crate::messages::TWILIO,
            _ => crate::messages::RESEND,
        };
        if let Some(outcome) = outcome {
            app.metrics.message(provider, outcome);
        }
    }
    Ok(StatusCode::NO_CONTENT)
}
