//! Live status: where the visitor's browser may listen for what happens to their bookings.

use axum::{extract::Query, response::Response};
use business_client::types::BookingId;
use serde::Deserialize;

use crate::{Asked, Reply, Trouble, Visit, setup};

/// What a page asks for.
#[derive(Deserialize)]
pub(super) struct Wish {
    /// The last event it has seen.
    after: Option<u64>,
    /// The booking it is about, if it is about one.
    booking: Option<BookingId>,
}

/// A URL that opens streams for a minute and does nothing else, for a script of ours.
pub(super) async fn source(
    visit: Visit,
    Asked(Query(Wish { after, booking })): Asked<Query<Wish>>,
) -> Response {
    let work = async {
        if visit.is_cross_site() {
            return Err(Trouble::CrossSite);
        }
        let business = visit.business()?;
        let source = match booking {
            Some(id) => business.event_source_of(id, after).await?,
            None => business.event_source(after).await?,
        };
        // The visitor doesn't wait for what the operator is to be told.
        let (site, business) = (visit.site().clone(), business.clone());
        tokio::spawn(async move { setup::listening(&site, &business).await });
        Ok(Reply::json(&source))
    };
    visit.answer(work).await
}
