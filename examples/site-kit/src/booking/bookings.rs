//! The customer's bookings: all of them, one of them, and its calendar file.

use axum::{
    extract::{Path, Query},
    response::Response,
};
use business_client::{
    DateTime, Utc,
    types::{Booking, BookingId},
};
use http::{HeaderValue, header};
use serde::Deserialize;

use super::{details::written, summary::Summary};
use crate::{Asked, Page, Reply, Visit};

/// Sessions beside the customer's own that a list listens to: over HTTP/1.1 a browser has six connections to a
/// server, for all its windows. Of the others a list tells when it is looked at again.
const STREAMS_BESIDE: usize = 2;

/// The path of a booking.
#[derive(Deserialize)]
pub(super) struct BookingPath {
    pub(super) id: BookingId,
}

/// What has just been done with it.
#[derive(Deserialize)]
pub(super) struct News {
    #[serde(default)]
    new: String,
}

pub(super) async fn list(visit: Visit) -> Response {
    let work = async {
        let storefront = visit.storefront().await?;
        let by_session = visit.business()?.bookings_by_session().await?;
        let listened_for = listened_for(&by_session, visit.now());
        let mut bookings = by_session.concat();
        bookings.sort_by_key(|booking| booking.start);
        let locale = &storefront.tenant.locale;
        let bookings = bookings.iter().map(|booking| {
            let mut summary = Summary::of(booking, &visit, locale);
            summary.is_listened_for = listened_for.contains(&booking.id);
            summary
        });
        let (mut past, upcoming): (Vec<_>, Vec<_>) = bookings.partition(|it| it.is_past);
        // The next one first, and the last one.
        past.reverse();
        let session = visit.business()?.session().await;
        let is_verified = session.as_ref().is_some_and(|it| it.is_verified());
        let contact = session.and_then(|it| it.contact).map(written);
        Ok(Page::new("bookings.html", "My appointments")
            .with("upcoming", &upcoming)
            .with("past", &past)
            .with("is_verified", &is_verified)
            .with("contact", &contact))
    };
    visit.answer(work).await
}

/// A booking of each session beside the customer's own, by which the page listens to that session too. The
/// same ones whenever this is asked, while they are ahead.
fn listened_for(by_session: &[Vec<Booking>], now: DateTime<Utc>) -> Vec<BookingId> {
    let beside = by_session.iter().skip(1);
    let first = |bookings: &Vec<Booking>| {
        let ahead = bookings.iter().filter(|booking| booking.end > now);
        ahead.map(|booking| booking.id).min()
    };
    beside.filter_map(first).take(STREAMS_BESIDE).collect()
}

pub(super) async fn show(
    visit: Visit,
    Asked(Path(BookingPath { id })): Asked<Path<BookingPath>>,
    Asked(Query(News { new })): Asked<Query<News>>,
) -> Response {
    let work = async {
        let storefront = visit.storefront().await?;
        let booking = visit.business()?.booking(id).await?;
        let summary = Summary::of(&booking, &visit, &storefront.tenant.locale);
        Ok(Page::new("booking.html", &booking.service_name)
            .with("booking", &summary)
            .with("news", &new))
    };
    visit.answer(work).await
}

pub(super) async fn calendar(
    visit: Visit,
    Asked(Path(BookingPath { id })): Asked<Path<BookingPath>>,
) -> Response {
    let work = async {
        let calendar = visit.business()?.calendar(id).await?;
        let mut reply = Reply::of("text/calendar; charset=utf-8", calendar);
        if let Reply::Response(response) = &mut reply {
            let name = HeaderValue::from_static("attachment; filename=\"appointment.ics\"");
            response
                .headers_mut()
                .insert(header::CONTENT_DISPOSITION, name);
        }
        Ok(reply)
    };
    visit.answer(work).await
}
