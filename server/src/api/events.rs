//! `event_stream`.

use dropshot::Body;
use http::{HeaderValue, Response, header};
use scheduler_contracts::{
    api::TenantPath,
    call::{LastEventId, Path, Query},
    event::EventQuery,
};

use super::call::{Call, Said};
use crate::{
    events::{self, Position},
    failure::Failure,
    session::{self, Stoken},
};

pub(super) async fn stream(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    query: Query<EventQuery>,
    _: LastEventId,
) -> Result<Response<Body>, Failure> {
    let tenant = call.tenant(&call.path(path)?.slug).await?;
    let query = said.query(query)?;
    let now = call.app.clock.now();
    let stoken = Stoken::received(query.stoken.0);
    let access = session::authenticate_stream(&call.app.store, &tenant, &stoken, now).await?;
    // A browser that reconnects by itself asks the old URL with a newer header, so the header wins.
    let position = match (query.last_event_id, said.header(call, "Last-Event-ID")?) {
        // An id that is none of ours can't be resumed after; the stream says so with a reset.
        (_, Some(id)) => Position::After(id.parse().unwrap_or(u64::MAX)),
        (Some(id), None) => Position::After(id),
        (None, None) => Position::Now,
    };
    let app = call.shared_app();
    let body = events::open(app, tenant, &access, call.address(), position).await?;
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream"),
    );
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}
