//! Live status: where the visitor's browser may listen for what happens to their bookings.

use axum::{extract::Query, response::Response};
use serde::Deserialize;

use crate::{Asked, Reply, Trouble, Visit, setup};

/// The last event the page has seen.
#[derive(Deserialize)]
pub(super) struct After {
    after: Option<u64>,
}

/// A URL that opens streams for a minute and does nothing else, for a script of ours.
pub(super) async fn source(
    visit: Visit,
    Asked(Query(After { after })): Asked<Query<After>>,
) -> Response {
    let work = async {
        if visit.is_cross_site() {
            return Err(Trouble::CrossSite);
        }
        let business = visit.business()?;
        let source = business.event_source(after).await?;
        setup::listening(visit.site(), business).await;
        Ok(Reply::json(&source))
    };
    visit.answer(work).await
}
