//! Calling a booking off.

use axum::{extract::Path, response::Response};
use business_client::{Cancelled, Seen, types::BookingId};

use super::{bookings::BookingPath, summary::Summary};
use crate::{Asked, Form, Page, Reply, Trouble, Visit};

pub(super) async fn ask(
    visit: Visit,
    Asked(Path(BookingPath { id })): Asked<Path<BookingPath>>,
) -> Response {
    let work = async {
        let storefront = visit.storefront().await?;
        let booking = visit.business()?.booking(id).await?;
        let summary = Summary::of(&booking, &visit, &storefront.tenant.locale);
        Ok(Page::new("cancel.html", "Cancel your appointment?").with("booking", &summary))
    };
    visit.answer(work).await
}

pub(super) async fn cancel(
    visit: Visit,
    Asked(Path(BookingPath { id })): Asked<Path<BookingPath>>,
    form: Form,
) -> Response {
    visit
        .answer_keeping(&form, cancelled(&visit, id, &form))
        .await
}

async fn cancelled(visit: &Visit, id: BookingId, form: &Form) -> Result<Reply, Trouble> {
    let revision = form.parse("revision").ok_or(Trouble::NothingHere)?;
    let reason = Some(form.get("reason")).filter(|reason| !reason.is_empty());
    let seen = Seen::new(id, revision);
    let news = match visit.business()?.cancel(seen, reason).await? {
        Cancelled::Confirmed(_) => "cancelled",
        Cancelled::ChangedMeanwhile(_) => "meanwhile",
    };
    Ok(Reply::SeeOther(
        visit.path(&format!("/bookings/{id}?new={news}")),
    ))
}
