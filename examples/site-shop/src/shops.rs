//! Which shop a visitor is in, and whose cart is whose.

use std::{collections::BTreeMap, sync::Arc};

use business_client::shop::{CartToken, ChannelToken, Error as ShopError, Order, Shop};
use serde::Serialize;
use site_kit::{
    Config, Error, Page, Reply, Trouble, UnfitConfig, Visit,
    axum::{Extension, extract::Request, http::header, response::Response},
};

/// Names of what is noted about a visitor.
const CART: &str = "cart";
const PIECES: &str = "pieces";
const ORDERS: &str = "orders";
/// Codes of orders noted at most: a guest sees an order for two hours.
const MOST_ORDERS: usize = 20;

/// The shops of this site, by their tenants' slugs.
pub(crate) struct Shops(BTreeMap<String, Shop>);

impl Shops {
    pub(crate) fn connect(config: &Config) -> Result<Self, Error> {
        let mut shops = BTreeMap::new();
        let unfit = |error: ShopError| UnfitConfig::Unfit {
            reason: error.to_string(),
        };
        if let Some(shop) = &config.shop {
            for (slug, token) in &shop.channels {
                let token = ChannelToken::new(token).map_err(unfit)?;
                let shop = Shop::connect(shop.url.as_str(), token).map_err(unfit)?;
                shops.insert(slug.clone(), shop);
            }
        }
        Ok(Self(shops))
    }

    /// The shop of the tenant being visited, with the visitor's cart; `None` if the tenant has none.
    pub(crate) fn of<'a>(&self, visit: &'a Visit) -> Result<Option<Buyer<'a>>, Trouble> {
        let shop = self.0.get(visit.business()?.slug().as_str());
        let kept = visit.note(CART);
        let cart = kept.and_then(|it| serde_json::from_str::<CartToken>(&it).ok());
        Ok(shop.map(|shop| Buyer {
            visit,
            shop: shop.for_visitor(cart),
        }))
    }

    /// The shop of the tenant being visited.
    pub(crate) fn at<'a>(&self, visit: &'a Visit) -> Result<Buyer<'a>, Trouble> {
        self.of(visit)?.ok_or(Trouble::NothingHere)
    }
}

/// A visitor in a shop.
pub(crate) struct Buyer<'a> {
    visit: &'a Visit,
    pub(crate) shop: Shop,
}

impl Buyer<'_> {
    /// Notes which cart is this visitor's. Ask after every change, failed ones included.
    pub(crate) async fn keep(&self) {
        let token = self.shop.cart_token().await;
        let token = token.and_then(|it| serde_json::to_string(&it).ok());
        if let Some(token) = token.filter(|it| self.visit.note(CART).as_ref() != Some(it)) {
            self.visit.keep_note(CART, token);
        }
    }

    /// Notes how much is in it, for the header.
    pub(crate) fn count(&self, cart: Option<&Order>) {
        let pieces = cart.map_or(0, |cart| cart.pieces);
        if pieces > 0 || self.visit.note(PIECES).is_some() {
            self.visit.keep_note(PIECES, pieces.to_string());
        }
    }

    /// Notes that this visitor placed an order, and so may see it.
    pub(crate) fn placed(&self, code: &str) {
        let known = self.visit.note(ORDERS).unwrap_or_default();
        let codes = std::iter::once(code).chain(known.split(' '));
        let codes: Vec<_> = codes
            .filter(|it| !it.is_empty())
            .take(MOST_ORDERS)
            .collect();
        self.visit.keep_note(ORDERS, codes.join(" "));
    }

    pub(crate) fn has_placed(&self, code: &str) -> bool {
        let known = self.visit.note(ORDERS).unwrap_or_default();
        !code.is_empty() && known.split(' ').any(|it| it == code)
    }
}

/// Pieces in the visitor's cart, as far as this site knows; 0 for none.
pub(crate) fn pieces(visit: &Visit) -> u64 {
    visit
        .note(PIECES)
        .and_then(|it| it.parse().ok())
        .unwrap_or(0)
}

/// The page about a shop that can't be asked, or hasn't got what was asked for.
pub(crate) fn trouble(error: ShopError) -> Trouble {
    match error {
        ShopError::NotFound => Trouble::NothingHere,
        error => Trouble::Shop(error.to_string()),
    }
}

#[derive(Serialize)]
struct Listed {
    name: String,
    path: String,
    sells: bool,
}

/// All shops of this site. A host such as `kiln-and-clay.shops.example` leads to that shop.
pub(crate) async fn list(
    visit: Visit,
    Extension(shops): Extension<Arc<Shops>>,
    request: Request,
) -> Response {
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|it| it.to_str().ok()).unwrap_or_default();
    let first = host.split('.').next().unwrap_or_default();
    let own = shops.0.keys().find(|slug| *slug == first);
    let work = async {
        if let Some(slug) = own {
            return Ok(Reply::SeeOther(format!("/{slug}/")));
        }
        let tenants = visit.site().directory().tenants().await?;
        let listed = tenants.into_iter().map(|tenant| Listed {
            path: format!("/{}/", tenant.slug.as_str()),
            sells: shops.0.contains_key(tenant.slug.as_str()),
            name: tenant.name,
        });
        let listed: Vec<_> = listed.collect();
        Ok(Page::new("shops.html", "All shops")
            .with("shops", &listed)
            .public()
            .into())
    };
    visit.answer::<Reply>(work).await
}
