//! The operations: one file a tag. Each is thin: who calls, what is asked, which part of the server
//! does it, what is answered. What they share stands in `call`.

mod body;
mod bookings;
mod call;
mod contact;
mod contract;
mod events;
mod headers;
mod operations;
mod origin;
mod page;
mod preflight;
mod services;
mod sessions;
mod slots;
mod tenants;
mod webhooks;

use std::sync::Arc;

use dropshot::{
    ApiDescription, HttpError, HttpResponseCreated, HttpResponseDeleted, HttpResponseOk,
    RequestContext,
};
use scheduler_contracts::{
    api::{BookingPath, SchedulerApi, ServicePath, TenantPath, scheduler_api_mod},
    booking::{Booking, BookingChange, BookingCreate, BookingQuery},
    call::{
        Answer, Bearer, Body, CalendarFile, IdempotencyKey, LastEventId, NoBody, OptionalBearer,
        Path, Query,
    },
    contract::ContractView,
    envelope::{Data, Page, PageQuery},
    error::ErrorBody,
    event::{Event, EventQuery},
    service::Service,
    session::{
        Session, SessionCode, SessionCreate, SessionRedeem, SessionState, SessionVerify,
        StreamSession,
    },
    slot::{Slot, SlotQuery},
    tenant::{Tenant, TenantSummary},
};

use call::{Call, Context};

pub use operations::operations_listener;

use crate::app::App;

/// The API could not be described: two operations on one path, for instance.
#[derive(Debug, thiserror::Error)]
#[error("the operations can't be registered: {0}")]
pub struct DescriptionError(String);

/// Every operation this server registers.
///
/// # Errors
/// When two of them collide.
pub fn description() -> Result<ApiDescription<Arc<App>>, DescriptionError> {
    let mut description = scheduler_api_mod::api_description::<Operations>()
        .map_err(|error| DescriptionError(error.to_string()))?;
    preflight::register(&mut description).map_err(|error| DescriptionError(error.to_string()))?;
    webhooks::register(&mut description).map_err(|error| DescriptionError(error.to_string()))?;
    Ok(description)
}

enum Operations {}

/// Admits a call, does its work, answers it.
macro_rules! answer {
    ($rqctx:ident, $work:path $(, $argument:ident)*) => {{
        let call = Call::of(&$rqctx).await;
        let outcome = match call.admit() {
            Ok(said) => call.while_it_can($work(&call, &said $(, $argument)*)).await,
            Err(failure) => Err(failure),
        };
        call.answer(outcome).await
    }};
}

/// The same for an answer that is written already.
macro_rules! answer_raw {
    ($rqctx:ident, $work:path $(, $argument:ident)*) => {{
        let call = Call::of(&$rqctx).await;
        let outcome = match call.admit() {
            Ok(said) => call.while_it_can($work(&call, &said $(, $argument)*)).await,
            Err(failure) => Err(failure),
        };
        call.answer_raw(outcome).await
    }};
}

impl SchedulerApi for Operations {
    type Context = Arc<App>;

    async fn tenant_list(
        rqctx: Context,
        query: Query<PageQuery>,
    ) -> Result<Answer<HttpResponseOk<Page<TenantSummary>>>, ErrorBody> {
        answer!(rqctx, tenants::list, query)
    }

    async fn tenant_view(
        rqctx: Context,
        path: Path<TenantPath>,
    ) -> Result<Answer<HttpResponseOk<Data<Tenant>>>, ErrorBody> {
        answer!(rqctx, tenants::view, path)
    }

    async fn service_list(
        rqctx: Context,
        path: Path<TenantPath>,
        query: Query<PageQuery>,
    ) -> Result<Answer<HttpResponseOk<Page<Service>>>, ErrorBody> {
        answer!(rqctx, services::list, path, query)
    }

    async fn service_view(
        rqctx: Context,
        path: Path<ServicePath>,
    ) -> Result<Answer<HttpResponseOk<Data<Service>>>, ErrorBody> {
        answer!(rqctx, services::view, path)
    }

    async fn slot_list(
        rqctx: Context,
        path: Path<TenantPath>,
        query: Query<SlotQuery>,
    ) -> Result<Answer<HttpResponseOk<Page<Slot>>>, ErrorBody> {
        answer!(rqctx, slots::list, path, query)
    }

    async fn session_create(
        rqctx: Context,
        path: Path<TenantPath>,
        body: Body<SessionCreate>,
    ) -> Result<Answer<HttpResponseCreated<Data<Session>>>, ErrorBody> {
        answer!(rqctx, sessions::create, path, body)
    }

    async fn session_code(
        rqctx: Context,
        path: Path<TenantPath>,
        bearer: Bearer,
        body: NoBody,
    ) -> Result<Answer<HttpResponseOk<Data<SessionCode>>>, ErrorBody> {
        answer!(rqctx, sessions::code, path, bearer, body)
    }

    async fn session_verify(
        rqctx: Context,
        path: Path<TenantPath>,
        bearer: Bearer,
        body: Body<SessionVerify>,
    ) -> Result<Answer<HttpResponseOk<Data<SessionState>>>, ErrorBody> {
        answer!(rqctx, sessions::verify, path, bearer, body)
    }

    async fn session_refresh(
        rqctx: Context,
        path: Path<TenantPath>,
        bearer: Bearer,
        body: NoBody,
    ) -> Result<Answer<HttpResponseOk<Data<SessionState>>>, ErrorBody> {
        answer!(rqctx, sessions::refresh, path, bearer, body)
    }

    async fn session_stream(
        rqctx: Context,
        path: Path<TenantPath>,
        bearer: Bearer,
        body: NoBody,
    ) -> Result<Answer<HttpResponseCreated<Data<StreamSession>>>, ErrorBody> {
        answer!(rqctx, sessions::stream, path, bearer, body)
    }

    async fn session_redeem(
        rqctx: Context,
        path: Path<TenantPath>,
        body: Body<SessionRedeem>,
    ) -> Result<Answer<HttpResponseCreated<Data<Session>>>, ErrorBody> {
        answer!(rqctx, sessions::redeem, path, body)
    }

    async fn session_end(
        rqctx: Context,
        path: Path<TenantPath>,
        bearer: Bearer,
        body: NoBody,
    ) -> Result<Answer<HttpResponseDeleted>, ErrorBody> {
        answer!(rqctx, sessions::end, path, bearer, body)
    }

    async fn booking_create(
        rqctx: Context,
        path: Path<TenantPath>,
        bearer: OptionalBearer,
        key: IdempotencyKey,
        body: Body<BookingCreate>,
    ) -> Result<Answer<HttpResponseCreated<Data<Booking>>>, ErrorBody> {
        answer_raw!(rqctx, bookings::create, path, bearer, key, body)
    }

    async fn booking_list(
        rqctx: Context,
        path: Path<TenantPath>,
        bearer: Bearer,
        query: Query<BookingQuery>,
    ) -> Result<Answer<HttpResponseOk<Page<Booking>>>, ErrorBody> {
        answer!(rqctx, bookings::list, path, bearer, query)
    }

    async fn booking_view(
        rqctx: Context,
        path: Path<BookingPath>,
        bearer: Bearer,
    ) -> Result<Answer<HttpResponseOk<Data<Booking>>>, ErrorBody> {
        answer!(rqctx, bookings::view, path, bearer)
    }

    async fn booking_change(
        rqctx: Context,
        path: Path<BookingPath>,
        bearer: Bearer,
        key: IdempotencyKey,
        body: Body<BookingChange>,
    ) -> Result<Answer<HttpResponseOk<Data<Booking>>>, ErrorBody> {
        answer_raw!(rqctx, bookings::change, path, bearer, key, body)
    }

    async fn booking_calendar(
        rqctx: Context,
        path: Path<BookingPath>,
        bearer: Bearer,
    ) -> Result<Answer<HttpResponseOk<CalendarFile>>, ErrorBody> {
        answer_raw!(rqctx, bookings::calendar, path, bearer)
    }

    async fn event_stream(
        rqctx: Context,
        path: Path<TenantPath>,
        query: Query<EventQuery>,
        last_event_id: LastEventId,
    ) -> Result<Answer<HttpResponseOk<Event>>, ErrorBody> {
        answer_raw!(rqctx, events::stream, path, query, last_event_id)
    }

    async fn contract_view(
        rqctx: Context,
    ) -> Result<Answer<HttpResponseOk<Data<ContractView>>>, ErrorBody> {
        answer!(rqctx, contract::view)
    }

    async fn document_view(
        rqctx: RequestContext<Self::Context>,
    ) -> Result<http::Response<dropshot::Body>, HttpError> {
        Ok(operations::document(&rqctx))
    }

    async fn health_view(
        _rqctx: RequestContext<Self::Context>,
    ) -> Result<http::Response<dropshot::Body>, HttpError> {
        Ok(operations::health())
    }

    async fn ready_view(
        rqctx: RequestContext<Self::Context>,
    ) -> Result<http::Response<dropshot::Body>, HttpError> {
        Ok(operations::ready(&rqctx).await)
    }
}
