//! What Nexus is, and who can be booked with.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use site_kit::{
    Asked, Page, Visit, Zone,
    axum::{Extension, extract::Query, response::Response},
};
use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

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
    /// The language that it is written in.
    lang: String,
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
        let wanted = folded(q.trim());
        let found: Vec<Business> = known
            .tenants
            .iter()
            .filter(|it| folded(&it.name).contains(&wanted))
            .map(|it| Business {
                slug: it.slug.to_string(),
                initial: it.name.chars().next().unwrap_or('·').to_string(),
                name: it.name.clone(),
                lang: it.locale.clone(),
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

/// A name as people type who look for it: without case and accents, so that `cafe` finds `Café`.
fn folded(text: &str) -> String {
    let bare = text.nfkd().filter(|it| !is_combining_mark(*it));
    // By capitals, since `ß` is `SS`.
    let capitals: String = bare.flat_map(char::to_uppercase).collect();
    capitals.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn a_name_is_found_without_its_accents_and_capitals() {
        for (name, typed) in [
            ("Café Zoë", "cafe zoe"),
            ("Straßenköter", "STRASSENKOTER"),
            ("İstanbul Şeker", "istanbul seker"),
            ("ﬁne Œuvre", "fine œuvre"),
        ] {
            assert_eq!(folded(name), folded(typed), "{name}");
        }
        assert!(!folded("Kiln & Clay").contains(&folded("Klin")));
    }
}
