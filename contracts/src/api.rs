//! The operations.

use dropshot::{
    EndpointTagPolicy, HttpResponseCreated, HttpResponseDeleted, HttpResponseOk, RequestContext,
};
use schemars::JsonSchema;
use serde::Deserialize;

use crate::{
    booking::{Booking, BookingChange, BookingCreate, BookingQuery},
    call::{
        Answer, Bearer, Body, CalendarFile, IdempotencyKey, LastEventId, NoBody, OptionalBearer,
        Path, Query,
    },
    contract::ContractView,
    envelope::{Data, Page, PageQuery},
    error::ErrorBody,
    event::{Event, EventQuery},
    ids::{BookingId, ServiceId, TenantSlug},
    service::Service,
    session::{
        Session, SessionCode, SessionCreate, SessionRedeem, SessionState, SessionVerify,
        StreamSession,
    },
    slot::{Slot, SlotQuery},
    tenant::{Tenant, TenantSummary},
};

/// The path of a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct TenantPath {
    /// The tenant.
    pub slug: TenantSlug,
}

/// The path of a service.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServicePath {
    /// The tenant.
    pub slug: TenantSlug,
    /// The service.
    pub service_id: ServiceId,
}

/// The path of a booking.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
pub struct BookingPath {
    /// The tenant.
    pub slug: TenantSlug,
    /// The booking.
    pub id: BookingId,
}

/// The scheduling API. `scheduler-server` implements it; the document is emitted from it.
#[dropshot::api_description {
    tag_config = {
        allow_other_tags = false,
        policy = EndpointTagPolicy::ExactlyOne,
        tags = {
            "tenants" = { description = "The businesses customers book with." },
            "services" = { description = "What can be booked." },
            "slots" = { description = "When it can be booked." },
            "sessions" = { description = "Customers without an account: the stoken." },
            "bookings" = { description = "Appointments: book, look up, reschedule, cancel." },
            "events" = { description = "What happens, as it happens." },
            "contract" = { description = "Which contract this server speaks." },
            "operations" = { description = "For whoever runs the server." },
        },
    },
}]
pub trait SchedulerApi {
    /// What the implementation keeps between calls.
    type Context;

    /// List the tenants that wish to be found
    #[endpoint { method = GET, path = "/api/public", tags = ["tenants"] }]
    async fn tenant_list(
        rqctx: RequestContext<Self::Context>,
        query: Query<PageQuery>,
    ) -> Result<Answer<HttpResponseOk<Page<TenantSummary>>>, ErrorBody>;

    /// View a tenant with its branding and policies
    #[endpoint { method = GET, path = "/api/public/{slug}", tags = ["tenants"] }]
    async fn tenant_view(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
    ) -> Result<Answer<HttpResponseOk<Data<Tenant>>>, ErrorBody>;

    /// List a tenant's services
    #[endpoint { method = GET, path = "/api/public/{slug}/services", tags = ["services"] }]
    async fn service_list(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
        query: Query<PageQuery>,
    ) -> Result<Answer<HttpResponseOk<Page<Service>>>, ErrorBody>;

    /// View a service
    #[endpoint { method = GET, path = "/api/public/{slug}/services/{serviceId}", tags = ["services"] }]
    async fn service_view(
        rqctx: RequestContext<Self::Context>,
        path: Path<ServicePath>,
    ) -> Result<Answer<HttpResponseOk<Data<Service>>>, ErrorBody>;

    /// List the slots of a service between two instants
    #[endpoint { method = GET, path = "/api/public/{slug}/slots", tags = ["slots"] }]
    async fn slot_list(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
        query: Query<SlotQuery>,
    ) -> Result<Answer<HttpResponseOk<Page<Slot>>>, ErrorBody>;

    /// Start a session under a contact
    ///
    /// The session is claimed: it sees what is booked in it. The answer never tells whether the
    /// contact is known.
    #[endpoint { method = POST, path = "/api/public/{slug}/session", tags = ["sessions"] }]
    async fn session_create(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
        body: Body<SessionCreate>,
    ) -> Result<Answer<HttpResponseCreated<Data<Session>>>, ErrorBody>;

    /// Send a code to the session's contact
    #[endpoint { method = POST, path = "/api/public/{slug}/session/code", tags = ["sessions"] }]
    async fn session_code(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
        bearer: Bearer,
        body: NoBody,
    ) -> Result<Answer<HttpResponseOk<Data<SessionCode>>>, ErrorBody>;

    /// Verify the session by the code
    ///
    /// A wrong code is `403 verification_required`. Too many wrong ones lock the codes of this
    /// contact for a while; booking goes on.
    #[endpoint { method = POST, path = "/api/public/{slug}/session/verify", tags = ["sessions"] }]
    async fn session_verify(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
        bearer: Bearer,
        body: Body<SessionVerify>,
    ) -> Result<Answer<HttpResponseOk<Data<SessionState>>>, ErrorBody>;

    /// Extend the session
    #[endpoint { method = POST, path = "/api/public/{slug}/session/refresh", tags = ["sessions"] }]
    async fn session_refresh(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
        bearer: Bearer,
        body: NoBody,
    ) -> Result<Answer<HttpResponseOk<Data<SessionState>>>, ErrorBody>;

    /// Get a stoken that opens event streams, for a minute
    #[endpoint { method = POST, path = "/api/public/{slug}/session/stream", tags = ["sessions"] }]
    async fn session_stream(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
        bearer: Bearer,
        body: NoBody,
    ) -> Result<Answer<HttpResponseCreated<Data<StreamSession>>>, ErrorBody>;

    /// Exchange a manage link for a verified session
    ///
    /// Send this when the person clicks, never when the page loads: mail scanners follow links, and
    /// a link works once.
    #[endpoint { method = POST, path = "/api/public/{slug}/session/redeem", tags = ["sessions"] }]
    async fn session_redeem(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
        body: Body<SessionRedeem>,
    ) -> Result<Answer<HttpResponseCreated<Data<Session>>>, ErrorBody>;

    /// End the session
    #[endpoint { method = DELETE, path = "/api/public/{slug}/session", tags = ["sessions"] }]
    async fn session_end(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
        bearer: Bearer,
        body: NoBody,
    ) -> Result<Answer<HttpResponseDeleted>, ErrorBody>;

    /// Book a slot
    ///
    /// With a session the booking is seen in it; without one the contact stands in the request.
    #[endpoint { method = POST, path = "/api/public/{slug}/book", tags = ["bookings"] }]
    async fn booking_create(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
        bearer: OptionalBearer,
        key: IdempotencyKey,
        body: Body<BookingCreate>,
    ) -> Result<Answer<HttpResponseCreated<Data<Booking>>>, ErrorBody>;

    /// List the session's bookings, newest start first
    #[endpoint { method = GET, path = "/api/public/{slug}/bookings", tags = ["bookings"] }]
    async fn booking_list(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
        bearer: Bearer,
        query: Query<BookingQuery>,
    ) -> Result<Answer<HttpResponseOk<Page<Booking>>>, ErrorBody>;

    /// View a booking
    #[endpoint { method = GET, path = "/api/public/{slug}/bookings/{id}", tags = ["bookings"] }]
    async fn booking_view(
        rqctx: RequestContext<Self::Context>,
        path: Path<BookingPath>,
        bearer: Bearer,
    ) -> Result<Answer<HttpResponseOk<Data<Booking>>>, ErrorBody>;

    /// Reschedule or cancel a booking
    #[endpoint { method = PATCH, path = "/api/public/{slug}/bookings/{id}", tags = ["bookings"] }]
    async fn booking_change(
        rqctx: RequestContext<Self::Context>,
        path: Path<BookingPath>,
        bearer: Bearer,
        key: IdempotencyKey,
        body: Body<BookingChange>,
    ) -> Result<Answer<HttpResponseOk<Data<Booking>>>, ErrorBody>;

    /// Get a booking as a calendar file
    #[endpoint {
        method = GET,
        path = "/api/public/{slug}/bookings/{id}/calendar.ics",
        tags = ["bookings"],
    }]
    async fn booking_calendar(
        rqctx: RequestContext<Self::Context>,
        path: Path<BookingPath>,
        bearer: Bearer,
    ) -> Result<Answer<HttpResponseOk<CalendarFile>>, ErrorBody>;

    /// Watch the session's events
    ///
    /// Each server-sent event has the event's `type` as its name and the event as its data.
    #[endpoint { method = GET, path = "/api/public/{slug}/events", tags = ["events"] }]
    async fn event_stream(
        rqctx: RequestContext<Self::Context>,
        path: Path<TenantPath>,
        query: Query<EventQuery>,
        last_event_id: LastEventId,
    ) -> Result<Answer<HttpResponseOk<Event>>, ErrorBody>;

    /// View the contract this server speaks
    #[endpoint { method = GET, path = "/api/contract", tags = ["contract"] }]
    async fn contract_view(
        rqctx: RequestContext<Self::Context>,
    ) -> Result<Answer<HttpResponseOk<Data<ContractView>>>, ErrorBody>;

    /// The document itself
    #[endpoint { method = GET, path = "/openapi.json", tags = ["operations"], unpublished = true }]
    async fn document_view(
        rqctx: RequestContext<Self::Context>,
    ) -> Result<http::Response<dropshot::Body>, dropshot::HttpError>;

    /// Whether the process lives
    #[endpoint { method = GET, path = "/health", tags = ["operations"], unpublished = true }]
    async fn health_view(
        rqctx: RequestContext<Self::Context>,
    ) -> Result<http::Response<dropshot::Body>, dropshot::HttpError>;

    /// Whether the process can serve: its database answers
    #[endpoint { method = GET, path = "/ready", tags = ["operations"], unpublished = true }]
    async fn ready_view(
        rqctx: RequestContext<Self::Context>,
    ) -> Result<http::Response<dropshot::Body>, dropshot::HttpError>;
}
