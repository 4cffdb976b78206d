//! All shops of this site.

use std::sync::{Arc, Mutex, PoisonError};

use serde::Serialize;
use shop_kit::Shops;
use site_kit::{
    Page, Reply, Visit,
    axum::{Extension, extract::Request, http::header, response::Response},
};

/// The shops, and the tenants they may be of.
pub(crate) struct Market {
    shops: Shops,
    /// Whom the scheduler named last, for when it can't be asked.
    known: Mutex<Option<Vec<Listed>>>,
}

impl Market {
    pub(crate) fn new(shops: Shops) -> Self {
        Self {
            shops,
            known: Mutex::default(),
        }
    }

    /// All tenants, or those known last, or those whose shops are here.
    async fn listed(&self, visit: &Visit) -> Vec<Listed> {
        let asked = visit.site().directory().tenants().await;
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        match asked {
            Ok(tenants) => {
                let listed = tenants.into_iter().map(|tenant| Listed {
                    path: format!("/{}/", tenant.slug.as_str()),
                    sells: self.shops.sell_for(tenant.slug.as_str()),
                    name: tenant.name,
                    lang: Some(tenant.locale),
                });
                known.insert(listed.collect()).clone()
            }
            Err(error) => {
                visit.report(&error.into());
                let configured = || self.shops.slugs().map(Listed::configured);
                known.clone().unwrap_or_else(|| configured().collect())
            }
        }
    }
}

#[derive(Clone, Serialize)]
struct Listed {
    name: String,
    /// The language that it is written in, if that is known.
    lang: Option<String>,
    path: String,
    sells: bool,
}

impl Listed {
    /// A shop of which nothing but its tenant's slug is known: `kiln-and-clay` is `Kiln and clay`.
    fn configured(slug: &str) -> Self {
        let words = slug.replace('-', " ");
        let mut letters = words.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        Self {
            name: first.chain(letters).collect(),
            lang: None,
            path: format!("/{slug}/"),
            sells: true,
        }
    }
}

/// All shops of this site. A host such as `kiln-and-clay.shops.example` leads to that shop.
pub(crate) async fn list(
    visit: Visit,
    Extension(market): Extension<Arc<Market>>,
    request: Request,
) -> Response {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|it| it.to_str().ok()).unwrap_or_default();
    let first = host.split('.').next().unwrap_or_default();
    let own = market.shops.slugs().find(|slug| *slug == first);
    let work = async {
        if let Some(slug) = own {
            return Ok(Reply::SeeOther(format!("/{slug}/")));
        }
        Ok(Page::new("shops.html", "All shops")
            .with("shops", &market.listed(&visit).await)
            .public()
            .into())
    };
    visit.answer::<Reply>(work).await
}
