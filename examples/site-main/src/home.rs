//! What Nexus is, and who can be booked with.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use site_kit::{
    Asked, Page, Visit, Zone,
    axum::{Extension, extract::Query, response::Response},
};

use crate::businesses::Businesses;

/// What a visitor looks for.
#[derive(Deserialize)]
pub(crate) struct Search {
    #[serde(default)]
    q: String,
}

#[derive(Serialize)]
struct Business {
    slug: String,
    name: String,
    initial: String,
    place: String,
}

pub(crate) async fn show(
    visit: Visit,
    Extension(businesses): Extension<Arc<Businesses>>,
    Asked(Query(Search { q })): Asked<Query<Search>>,
) -> Response {
    let work = async {
        let known = businesses.known(visit.site()).await;
        let wanted = q.trim().to_lowercase();
        let found: Vec<Business> = known
            .tenants
            .iter()
            .filter(|it| it.name.to_lowercase().contains(&wanted))
            .map(|it| Business {
                slug: it.slug.to_string(),
                initial: it.name.chars().next().unwrap_or('·').to_string(),
                name: it.name.clone(),
                place: Zone::new(&it.time_zone, &it.locale).place(),
            })
            .collect();
        Ok(Page::new("home.html", "Book an appointment")
            .with("businesses", &found)
            .with("q", &q.trim())
            .with("is_known", &!known.tenants.is_empty())
            .with("may_be_old", &known.is_stale)
            .public())
    };
    visit.answer(work).await
}
