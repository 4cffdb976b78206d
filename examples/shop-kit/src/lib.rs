//! What sites that sell share: a front with what there is, product pages, a cart, a guest's checkout, and orders.
//!
//! What is sold stands in the Vendure channel that the configuration names for a tenant. A product that stands for a
//! service is booked, not bought: its page offers the next slots, and `site-kit`'s pages do the rest. When Vendure is
//! down, booking works, and the other way round. This crate knows `business-client` and `site-kit`, and no one site.
//!
//! ```no_run
//! use shop_kit::Shops;
//! use site_kit::{Config, Listener, Shutdown, SiteBuilder, booking};
//!
//! # async fn run(shutdown: Shutdown) -> Result<(), site_kit::Error> {
//! let config = Config::load(None, std::env::vars())?;
//! let listener = Listener::at(config.listen);
//! let shops = Shops::of_tenant(&config, "/shop")?;
//! let mut site = SiteBuilder::new("My practice", config);
//! let mut pages = booking::router();
//! if let Some(shops) = &shops {
//!     site = shop_kit::fit_out(site, shops);
//!     pages = pages.merge(shop_kit::router(shops));
//! }
//! site.build()?.serve(listener, pages, shutdown).await
//! # }
//! ```
//!
//! In the order a customer meets them:
//! - [`Shops`]: which shop a visit is in, and where its front is
//! - `listing`, `product`, `picture`: looking around
//! - `buyer`: what is noted about a visitor: whose cart is whose
//! - `cart`, `adding`, `checkout`, `delivery`, `order`: buying
//! - `said`: what became of it, told on the next page
//! - `shown`: products and carts as pages show them

mod adding;
mod buyer;
mod cart;
mod checkout;
mod delivery;
mod listing;
mod order;
mod picture;
mod product;
mod said;
mod shops;
mod shown;

use site_kit::{
    Site, SiteBuilder,
    axum::{
        Extension, Router,
        routing::{MethodRouter, get, post},
    },
};

pub use shops::Shops;

/// Gives a site the shop's templates and style, which its own may replace if they are added after this; and tells every
/// page's templates of `shop`: where its `front` is, and how many `pieces` the visitor's cart has. There is no `shop`
/// where nothing is sold.
#[must_use]
pub fn fit_out(site: SiteBuilder, shops: &Shops) -> SiteBuilder {
    let shops = shops.clone();
    site.template("shop.html", include_str!("templates/shop.html"))
        .template("welcome.html", include_str!("templates/welcome.html"))
        .template("listing.html", include_str!("templates/listing.html"))
        .template("product.html", include_str!("templates/product.html"))
        .template("cart.html", include_str!("templates/cart.html"))
        .template("checkout.html", include_str!("templates/checkout.html"))
        .template("review.html", include_str!("templates/review.html"))
        .template("order.html", include_str!("templates/order.html"))
        .style(include_str!("shop.css"))
        .on_every_page("shop", move |visit| shops.shown(visit))
}

/// The pages of the shops: their front, and below a tenant's first page `/products/…`, `/pictures/…`, `/cart`,
/// `/checkout` and `/orders/…`.
pub fn router(shops: &Shops) -> Router<Site> {
    Router::new()
        .route(shops.front(), get(listing::show))
        .route("/products/{product}", get(product::show))
        .route("/pictures/{side}/{*path}", get(picture::show))
        .route("/cart", get(cart::show))
        .route("/cart/add", post(cart::add))
        .route("/cart/change", post(cart::change))
        .route("/checkout", get(checkout::ask).post(checkout::prepare))
        .route("/checkout/review", get(checkout::review))
        .route("/checkout/order", post(checkout::place))
        .route("/orders/{code}", get(order::show))
        .layer(Extension(shops.clone()))
}

/// A shop's front alone, for a site that has it under another path too.
pub fn front(shops: &Shops) -> MethodRouter<Site> {
    get(listing::show).layer(Extension(shops.clone()))
}
