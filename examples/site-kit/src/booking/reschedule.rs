//! Moving a booking: another slot, a look at what changes, and the change.

use axum::{
    extract::{Path, Query},
    response::Response,
};
use business_client::{
    DateTime, Rescheduled, Seen, Utc,
    types::{Booking, Slot, StaffId},
};
use http::StatusCode;
use serde::Deserialize;

use super::{
    bookings::BookingPath,
    slots::{Choice, Clocks, Offer, Picker},
    summary::Summary,
};
use crate::{Asked, Form, Page, Reply, Trouble, Visit};

/// The slot a link leads to the confirmation with.
#[derive(Deserialize)]
pub(super) struct Chosen {
    #[serde(default)]
    start: String,
    #[serde(default)]
    staff: String,
}

pub(super) async fn choose(
    visit: Visit,
    Asked(Path(BookingPath { id })): Asked<Path<BookingPath>>,
    Asked(Query(choice)): Asked<Query<Choice>>,
) -> Response {
    let work = async {
        let storefront = visit.storefront().await?;
        let booking = visit.business()?.booking(id).await?;
        let tenant = &storefront.tenant;
        let service = storefront
            .service(booking.service_id)
            .ok_or(Trouble::NothingHere)?;
        let clocks = Clocks::of(&visit, visit.zone(tenant));
        let page = visit.path(&format!("/bookings/{id}/reschedule"));
        let picker = Picker {
            business: visit.business()?,
            service,
            clocks: &clocks,
            now: visit.now(),
            slot_page: format!("{page}/confirm"),
            slot_query: String::new(),
            page,
        };
        Ok(Page::new("reschedule.html", "Choose another time")
            .with("booking", &Summary::of(&booking, &visit, &tenant.locale))
            .with("service", &super::Service::of(service, &visit))
            .with("staff", &choice.staff().map(|id| id.to_string()))
            .with("week", &Some(picker.week(&choice).await?))
            .with("to", &None::<Offer>)
            .with("is_taken", &false)
            .with("alternatives", &None::<Vec<Offer>>))
    };
    visit.answer(work).await
}

pub(super) async fn confirm(
    visit: Visit,
    Asked(Path(BookingPath { id })): Asked<Path<BookingPath>>,
    Asked(Query(Chosen { start, staff })): Asked<Query<Chosen>>,
) -> Response {
    let work = async {
        let booking = visit.business()?.booking(id).await?;
        let start = start.parse().map_err(|_| Trouble::NothingHere)?;
        page(&visit, &booking, start, staff.parse().ok(), None).await
    };
    visit.answer(work).await
}

pub(super) async fn reschedule(
    visit: Visit,
    Asked(Path(BookingPath { id })): Asked<Path<BookingPath>>,
    form: Form,
) -> Response {
    visit.answer_keeping(&form, moved(&visit, id, &form)).await
}

async fn moved(
    visit: &Visit,
    id: business_client::types::BookingId,
    form: &Form,
) -> Result<Reply, Trouble> {
    let revision = form.parse("revision").ok_or(Trouble::NothingHere)?;
    let start = form.parse("start").ok_or(Trouble::NothingHere)?;
    let staff = form.parse("staff");
    let business = visit.business()?;
    let page_of = |news: &str| Reply::SeeOther(visit.path(&format!("/bookings/{id}?new={news}")));
    match business
        .reschedule(Seen::new(id, revision), start, staff)
        .await?
    {
        Rescheduled::Confirmed(_) => Ok(page_of("moved")),
        Rescheduled::ChangedMeanwhile(_) => Ok(page_of("meanwhile")),
        Rescheduled::SlotTaken { alternatives } => {
            let booking = business.booking(id).await?;
            let page = page(visit, &booking, start, staff, Some(&alternatives)).await?;
            Ok(page.status(StatusCode::CONFLICT).into())
        }
    }
}

/// From when to when; or what is free instead.
async fn page(
    visit: &Visit,
    booking: &Booking,
    start: DateTime<Utc>,
    staff: Option<StaffId>,
    alternatives: Option<&[Slot]>,
) -> Result<Page, Trouble> {
    let storefront = visit.storefront().await?;
    let tenant = &storefront.tenant;
    let service = storefront
        .service(booking.service_id)
        .ok_or(Trouble::NothingHere)?;
    let clocks = Clocks::of(visit, visit.zone(tenant));
    let offer = |slot: &Slot| Offer::of(slot, service, &clocks, String::new());
    let to = Slot {
        start,
        end: start + (booking.end - booking.start),
        staff: Vec::new(),
    };
    let title = match alternatives {
        Some(_) => "That time has just been taken",
        None => "Move your appointment?",
    };
    // The time it has already is free for itself, and no other time unless somebody else is wanted for it.
    let is_other = |slot: &&Slot| {
        slot.start != booking.start || staff.is_some_and(|wanted| wanted != booking.staff.id)
    };
    let offers = alternatives.map(|slots| {
        let others = slots.iter().filter(is_other);
        others.map(offer).collect::<Vec<_>>()
    });
    Ok(Page::new("reschedule.html", title)
        .with("booking", &Summary::of(booking, visit, &tenant.locale))
        .with("service", &super::Service::of(service, visit))
        .with("staff", &staff.map(|id| id.to_string()))
        .with("week", &None::<()>)
        .with("to", &Some(offer(&to)))
        .with("is_taken", &offers.is_some())
        .with("alternatives", &offers))
}
