//! Booking, page by page: services → slots → details → confirmation → my bookings → reschedule or
//! cancel → code.
//!
//! Mount [`router`] at the root of a site of one tenant, or under `/{slug}` of a site of many.

mod already;
mod bookings;
mod cancel;
mod details;
mod live;
mod manage;
mod reschedule;
mod services;
mod sign_in;
mod slots;
mod summary;
mod wanted;

pub use services::{Service, offered};

use axum::{
    Router,
    routing::{get, post},
};

use crate::Site;

/// The pages of booking.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/services", get(services::list))
        .route("/services/{service}", get(slots::list))
        .route("/book", get(details::show).post(details::book))
        .route("/bookings", get(bookings::list))
        .route("/bookings/{id}", get(bookings::show))
        .route("/bookings/{id}/calendar.ics", get(bookings::calendar))
        .route(
            "/bookings/{id}/reschedule",
            get(reschedule::choose).post(reschedule::reschedule),
        )
        .route(
            "/bookings/{id}/reschedule/confirm",
            get(reschedule::confirm),
        )
        .route(
            "/bookings/{id}/cancel",
            get(cancel::ask).post(cancel::cancel),
        )
        .route("/sign-in", get(sign_in::ask).post(sign_in::send_code))
        .route("/verify", get(sign_in::ask_code).post(sign_in::verify))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/manage", get(manage::show).post(manage::open))
        .route("/live", get(live::source))
}
