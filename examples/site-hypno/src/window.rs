//! The shop's window: recordings and courses of the practice's Vendure channel. What stands for a
//! service is booked here; everything else is bought in the shop's own site.

use std::sync::Arc;

use business_client::{
    Storefront,
    shop::{Card, ChannelToken, Error as ShopError, Listing, Search, Shop},
};
use serde::Serialize;
use site_kit::{
    Asked, Config, Error, Page, Reply, Site, Trouble, UnfitConfig, Visit,
    axum::{
        Extension, Router,
        extract::Path,
        http::{HeaderValue, header},
        response::{IntoResponse as _, Response},
        routing::get,
    },
    booking, money,
};

/// Products shown.
const MOST: u32 = 24;

/// Pixels of a picture's side.
const SIDE: u16 = 480;

/// Vendure gives a picture that changes another name.
const KEPT: HeaderValue = HeaderValue::from_static("public, max-age=604800, immutable");

/// The practice's channel, and where its products can be bought.
pub(crate) struct Window {
    shop: Shop,
    storefront: Option<String>,
}

/// A product, as the page shows it.
#[derive(Serialize)]
struct Product {
    name: String,
    /// What it is sold or booked at, where that is known.
    price: Option<String>,
    picture: Option<String>,
    is_bookable: bool,
    in_stock: bool,
    /// Where it is booked or bought.
    path: Option<String>,
}

impl Window {
    /// The window of a configuration that has a shop for its tenant.
    pub(crate) fn of(config: &Config) -> Result<Option<Self>, Error> {
        let (Some(shop), Some(tenant)) = (&config.shop, &config.tenant) else {
            return Ok(None);
        };
        let Some(token) = shop.channels.get(tenant) else {
            return Ok(None);
        };
        let connected = ChannelToken::new(token)
            .and_then(|channel| Shop::connect(shop.url.as_str(), channel))
            .map_err(|error| UnfitConfig::Unfit {
                reason: format!("`shop`: {error}"),
            })?;
        let storefront = shop.storefront.as_ref();
        Ok(Some(Self {
            shop: connected,
            storefront: storefront.map(|url| url.as_str().trim_end_matches('/').to_owned()),
        }))
    }

    fn product(
        &self,
        card: &Card,
        listing: &Listing,
        storefront: Option<&Storefront>,
        visit: &Visit,
    ) -> Product {
        // What is booked costs what the scheduler says, whatever stands in the shop.
        let booked = |id| Some(booking::Service::of(storefront?.service(id)?, visit).price);
        let price = match listing.terms.prices_include_tax {
            true => card.from.gross,
            false => card.from.net,
        };
        let price = money::hundredths(price, &listing.terms.currency);
        let bought = || {
            Some(format!(
                "{}/products/{}",
                self.storefront.as_ref()?,
                card.slug
            ))
        };
        Product {
            name: card.name.clone(),
            price: match card.service {
                Some(id) => booked(id),
                None if card.from == card.to => Some(price),
                None => Some(format!("from {price}")),
            },
            picture: card
                .image
                .as_ref()
                .and_then(|image| image.path())
                .map(|path| format!("/shop/pictures/{path}")),
            is_bookable: card.service.is_some(),
            in_stock: card.in_stock,
            path: match card.service {
                Some(service) => Some(format!("/services/{service}")),
                None => bought(),
            },
        }
    }
}

/// The link in the header, on a site that has a window.
pub(crate) fn link(has_window: bool) -> &'static str {
    match has_window {
        true => r#"<li><a href="/shop">For at home</a></li>"#,
        false => "",
    }
}

pub(crate) fn router(window: Window) -> Router<Site> {
    Router::new()
        .route("/shop", get(show))
        .route("/shop/pictures/{*path}", get(picture))
        .layer(Extension(Arc::new(window)))
}

async fn show(visit: Visit, Extension(window): Extension<Arc<Window>>) -> Response {
    let work = async {
        let search = Search::new().page_size(MOST);
        let (listing, storefront) =
            site_kit::tokio::join!(window.shop.products(&search), visit.storefront());
        let listing = listing.map_err(trouble)?;
        if let Err(trouble) = &storefront {
            visit.report(trouble);
        }
        let storefront = storefront.ok();
        let products = listing
            .cards
            .iter()
            .map(|card| window.product(card, &listing, storefront.as_deref(), &visit));
        let (bookable, sold): (Vec<_>, Vec<_>) = products.partition(|it| it.is_bookable);
        Ok(Page::new("window.html", "For at home")
            .with("sold", &sold)
            .with("bookable", &bookable)
            .public())
    };
    visit.answer(work).await
}

async fn picture(
    visit: Visit,
    Extension(window): Extension<Arc<Window>>,
    Asked(Path(path)): Asked<Path<String>>,
) -> Response {
    let work = async {
        let picture = window.shop.picture(&path, SIDE).await.map_err(trouble)?;
        let headers = [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static(picture.media_type),
            ),
            (header::CACHE_CONTROL, KEPT),
        ];
        Ok(Reply::Response((headers, picture.bytes).into_response()))
    };
    visit.answer(work).await
}

fn trouble(error: ShopError) -> Trouble {
    match error {
        ShopError::NotFound => Trouble::NothingHere,
        error => Trouble::Shop(error.to_string()),
    }
}
