//! The first page of a tenant.

use serde::Serialize;
use site_kit::{Page, Visit, axum::response::Response, booking};

/// What a tenant asks of its customers, in words.
#[derive(Serialize)]
struct Terms {
    notice: Option<String>,
    cancel: String,
    reschedule: String,
}

pub(crate) async fn show(visit: Visit) -> Response {
    let work = async {
        let storefront = visit.storefront().await?;
        let policies = &storefront.tenant.policies;
        let terms = Terms {
            notice: (policies.min_notice_minutes > 0).then(|| span(policies.min_notice_minutes)),
            cancel: span(policies.cancel_cutoff_minutes),
            reschedule: span(policies.reschedule_cutoff_minutes),
        };
        let services = booking::offered(&storefront.services, &visit);
        let zone = visit.zone(&storefront.tenant);
        Ok(Page::new("front.html", "Book an appointment")
            .with("services", &services)
            .with("terms", &terms)
            .with("place", &zone.place())
            .public())
    };
    visit.answer(work).await
}

/// A span of time before an appointment: `12 hours`.
fn span(minutes: u32) -> String {
    match minutes {
        0 => "the start".to_owned(),
        whole if whole.is_multiple_of(2_880) => format!("{} days before", whole / 1_440),
        1_440 => "a day before".to_owned(),
        60 => "an hour before".to_owned(),
        whole if whole.is_multiple_of(60) => format!("{} hours before", whole / 60),
        minutes => format!("{minutes} minutes before"),
    }
}
