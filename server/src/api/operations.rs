//! What whoever runs the server asks: the document, health, readiness, metrics.

use std::sync::Arc;

use dropshot::{ApiDescription, Body, HttpError, RequestContext};
use http::{HeaderValue, Response, StatusCode, header};

use super::{DescriptionError, call::Context};
use crate::{app::App, telemetry::metrics};

pub(super) fn document(context: &Context) -> Response<Body> {
    answer(
        StatusCode::OK,
        "application/json",
        context.context().document.clone(),
    )
}

pub(super) fn health() -> Response<Body> {
    answer(
        StatusCode::OK,
        "application/json",
        r#"{"status":"alive"}"#.to_owned(),
    )
}

pub(super) async fn ready(context: &Context) -> Response<Body> {
    let app = context.context();
    let ready = !app.shutdown.is_cancelled() && app.store.ping().await.is_ok();
    let (status, word) = match ready {
        true => (StatusCode::OK, "ready"),
        false => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
    };
    answer(
        status,
        "application/json",
        format!(r#"{{"status":"{word}"}}"#),
    )
}

fn answer(status: StatusCode, media_type: &'static str, body: String) -> Response<Body> {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The operations of the second listener, which customers never reach: metrics, health, readiness.
///
/// # Errors
/// Never, as long as no two of them share a path.
pub fn operations_listener() -> Result<ApiDescription<Arc<App>>, DescriptionError> {
    let mut description = ApiDescription::new();
    let registered = [
        description.register(listener::metrics_view),
        description.register(listener::health_view),
        description.register(listener::ready_view),
    ];
    for outcome in registered {
        outcome.map_err(|error| DescriptionError(error.to_string()))?;
    }
    Ok(description)
}

mod listener {
    use super::*;

    #[dropshot::endpoint { method = GET, path = "/metrics", unpublished = true }]
    pub(super) async fn metrics_view(
        rqctx: RequestContext<Arc<App>>,
    ) -> Result<Response<Body>, HttpError> {
        let app = rqctx.context();
        app.metrics
            .database(app.store.answers(), app.store.connections());
        Ok(answer(
            StatusCode::OK,
            metrics::CONTENT_TYPE,
            app.metrics.encode(),
        ))
    }

    #[dropshot::endpoint { method = GET, path = "/health", unpublished = true }]
    pub(super) async fn health_view(
        _rqctx: RequestContext<Arc<App>>,
    ) -> Result<Response<Body>, HttpError> {
        Ok(health())
    }

    #[dropshot::endpoint { method = GET, path = "/ready", unpublished = true }]
    pub(super) async fn ready_view(
        rqctx: RequestContext<Arc<App>>,
    ) -> Result<Response<Body>, HttpError> {
        Ok(ready(&rqctx).await)
    }
}
