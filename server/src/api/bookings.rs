//! `booking_create`, `booking_list`, `booking_view`, `booking_change` and `booking_calendar`.

use dropshot::{CONTENT_TYPE_JSON, HttpResponseOk};
use http::{HeaderValue, Response, StatusCode, header};
use scheduler_contracts::{
    api::{BookingPath, TenantPath},
    booking::{Booking, BookingChange, BookingCreate, BookingQuery, BookingStatus},
    call::{Bearer, Body, IdempotencyKey, OptionalBearer, Path, Query},
    envelope::{Data, Page},
    limits,
};

use super::{
    call::{Call, Said},
    contact, page,
};
use crate::{
    booking::{self, Caller, Intent, NewBooking, Told, domain_instant, shown},
    domain::{assign::StaffChoice, booking::BookingState, ids::StaffId},
    failure::Failure,
    session::{CountedFor, RateLimit},
    store::{BookingPage, BookingRow, Tenant},
};

const KEY: &str = "Idempotency-Key";

pub(super) async fn create(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    _: OptionalBearer,
    _: IdempotencyKey,
    body: Body<BookingCreate>,
) -> Result<Response<dropshot::Body>, Failure> {
    let tenant = call.tenant(&call.path(path)?.slug).await?;
    let access = call.optional_access(&tenant).await?;
    let asked = call.body(said, body).await?;
    let given = asked.contact.as_ref().map(contact::given).transpose()?;
    let caller = match (access, given) {
        (Some(access), Some(given)) if *access.contact() != given => {
            return Err(Failure::invalid(
                "/contact",
                "the contact of the session, or none",
            ));
        }
        (Some(access), _) => Caller::Session(Box::new(access)),
        (None, Some(given)) => Caller::Contact(given),
        (None, None) => return Err(Failure::invalid("/contact", "a contact, without a session")),
    };
    call.limit(
        &tenant,
        RateLimit::Book,
        CountedFor::Contact(caller.contact()),
    )
    .await?;

    let key = said.header(call, KEY)?.map(str::to_owned);
    let intent = Intent::named(key, "booking_create", &caller.name(), &asked)?;
    let new = NewBooking {
        service: asked.service_id,
        start: domain_instant(asked.start),
        choice: match asked.staff_id {
            Some(staff) => StaffChoice::Only(StaffId::from(staff.to_string())),
            None => StaffChoice::Anybody,
        },
        customer_name: asked.customer_name,
        note: asked.note,
    };
    let told = booking::create(call.app, &tenant, &caller, &new, &intent).await?;
    Ok(answered(StatusCode::CREATED, &told))
}

pub(super) async fn list(
    call: &Call<'_>,
    said: &Said,
    path: Path<TenantPath>,
    _: Bearer,
    query: Query<BookingQuery>,
) -> Result<HttpResponseOk<Page<Booking>>, Failure> {
    let tenant = call.tenant(&call.path(path)?.slug).await?;
    let access = call.access(&tenant).await?;
    let query = said.query(query)?;
    let limit = query.limit.unwrap_or(limits::PAGE_DEFAULT);
    let after: Option<(i64, String)> = page::after(query.page_token.as_deref())?;
    let after = after.map(|(micros, id)| {
        jiff::Timestamp::from_microsecond(micros)
            .map(|start| (start, id))
            .map_err(|_| Failure::invalid("query:pageToken", "a `nextPageToken` of this operation"))
    });
    let wanted = BookingPage {
        status: query.status.map(state),
        limit: limit + 1,
        after: after.transpose()?,
    };
    let rows = call
        .app
        .store
        .bookings(&tenant, &access.bookings(), &wanted)
        .await?;
    let Page {
        data,
        next_page_token,
    } = page::cut(rows, limit, |last| {
        (last.start.as_microsecond(), last.id.clone())
    })?;
    let data = data
        .iter()
        .map(|row| shown(&tenant, row))
        .collect::<Result<_, _>>()?;
    Ok(HttpResponseOk(Page {
        data,
        next_page_token,
    }))
}

pub(super) async fn view(
    call: &Call<'_>,
    _: &Said,
    path: Path<BookingPath>,
    _: Bearer,
) -> Result<HttpResponseOk<Data<Booking>>, Failure> {
    let (tenant, row) = seen(call, path).await?;
    Ok(HttpResponseOk(Data {
        data: shown(&tenant, &row)?,
    }))
}

pub(super) async fn change(
    call: &Call<'_>,
    said: &Said,
    path: Path<BookingPath>,
    _: Bearer,
    _: IdempotencyKey,
    body: Body<BookingChange>,
) -> Result<Response<dropshot::Body>, Failure> {
    let path = call.path(path)?;
    let tenant = call.tenant(&path.slug).await?;
    let access = call.access(&tenant).await?;
    let asked = call.body(said, body).await?;
    call.limit(
        &tenant,
        RateLimit::Book,
        CountedFor::Contact(access.contact()),
    )
    .await?;

    let id = path.id.to_string();
    let key = said.header(call, KEY)?.map(str::to_owned);
    let caller = format!("session {}", access.session_id());
    let intent = Intent::named(key, "booking_change", &caller, &(&id, &asked))?;
    let told = booking::change(call.app, &tenant, &access, &id, &asked, &intent).await?;
    Ok(answered(StatusCode::OK, &told))
}

/// `Data<Booking>`, as it was told the first time.
fn answered(status: StatusCode, told: &Told) -> Response<dropshot::Body> {
    let mut response = Response::new(format!(r#"{{"data":{}}}"#, told.json()).into());
    *response.status_mut() = status;
    let json = HeaderValue::from_static(CONTENT_TYPE_JSON);
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

pub(super) async fn calendar(
    call: &Call<'_>,
    _: &Said,
    path: Path<BookingPath>,
    _: Bearer,
) -> Result<Response<dropshot::Body>, Failure> {
    let (tenant, row) = seen(call, path).await?;
    let file = booking::calendar_file(&tenant, &row)
        .map_err(|error| Failure::Internal(error.to_string()))?;
    let mut response = Response::new(file.into());
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/calendar; charset=utf-8"),
    );
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"appointment.ics\""),
    );
    Ok(response)
}

async fn seen(call: &Call<'_>, path: Path<BookingPath>) -> Result<(Tenant, BookingRow), Failure> {
    let path = call.path(path)?;
    let tenant = call.tenant(&path.slug).await?;
    let access = call.access(&tenant).await?;
    let row = call
        .app
        .store
        .booking(&tenant, &path.id.to_string())
        .await?;
    let row = row.filter(|row| access.bookings().includes(row));
    Ok((
        tenant,
        row.ok_or(Failure::NotFound(
            "There is no such booking in this session.",
        ))?,
    ))
}

fn state(status: BookingStatus) -> BookingState {
    match status {
        BookingStatus::Confirmed => BookingState::Confirmed,
        BookingStatus::Cancelled => BookingState::Cancelled,
        BookingStatus::Completed => BookingState::Completed,
        BookingStatus::NoShow => BookingState::NoShow,
    }
}
