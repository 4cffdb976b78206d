//! CORS preflight (Fetch standard, 4.8): browsers ask with `OPTIONS` before a page of a tenant's site
//! may call.

use std::{collections::BTreeSet, sync::Arc};

use dropshot::{
    ApiDescription, ApiDescriptionRegisterError, ApiEndpoint, ApiEndpointVersions, Body,
    CONTENT_TYPE_JSON, HttpError,
};
use http::{Method, Response, StatusCode};
use scheduler_contracts::{
    api::{BookingPath, ServicePath, TenantPath},
    call::Path,
};

use super::{
    call::{Call, Context},
    headers,
};
use crate::app::App;

type Preflight = Result<Response<Body>, HttpError>;

/// Registers `OPTIONS` on every published path.
pub(super) fn register(
    description: &mut ApiDescription<Arc<App>>,
) -> Result<(), ApiDescriptionRegisterError> {
    let document = scheduler_contracts::document::emit(description).unwrap_or_default();
    let paths = document.get("paths").and_then(|paths| paths.as_object());
    let paths: BTreeSet<&String> = paths.into_iter().flat_map(|paths| paths.keys()).collect();
    for path in paths {
        description.register(endpoint(path).visible(false))?;
    }
    Ok(())
}

/// dropshot wants the variables of a path declared by whoever answers on it.
fn endpoint(path: &str) -> ApiEndpoint<Arc<App>> {
    async fn plain(context: Context) -> Preflight {
        answer(context).await
    }
    async fn tenant(context: Context, _: Path<TenantPath>) -> Preflight {
        answer(context).await
    }
    async fn service(context: Context, _: Path<ServicePath>) -> Preflight {
        answer(context).await
    }
    async fn booking(context: Context, _: Path<BookingPath>) -> Preflight {
        answer(context).await
    }
    macro_rules! options {
        ($handler:ident) => {
            ApiEndpoint::new(
                format!("preflight {path}"),
                $handler,
                Method::OPTIONS,
                CONTENT_TYPE_JSON,
                path,
                ApiEndpointVersions::All,
            )
        };
    }
    match path {
        path if path.contains("{serviceId}") => options!(service),
        path if path.contains("{id}") => options!(booking),
        path if path.contains("{slug}") => options!(tenant),
        _ => options!(plain),
    }
}

async fn answer(context: Context) -> Preflight {
    let call = Call::of(&context).await;
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    call.cross_origin(response.headers_mut()).await;
    headers::preflight(response.headers_mut());
    Ok(response)
}
