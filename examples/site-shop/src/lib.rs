//! A storefront for any tenant: its Vendure products, cart to order, and booking beside it.
//!
//! Each tenant's shop stands under `/{slug}`, in the Vendure channel that the configuration names for it; a host whose
//! first label is a tenant's slug leads there. A product that stands for a service is booked, not bought: its page offers
//! the next slots, and `site-kit`'s pages do the rest. When Vendure is down, booking works, and the other way round.
//!
//! ```no_run
//! use site_kit::Shutdown;
//! use site_shop::{Config, serve};
//! use tokio::net::TcpListener;
//!
//! # async fn run() -> Result<(), site_kit::Error> {
//! let listener = TcpListener::bind("127.0.0.1:8705").await?;
//! serve(listener, Config::default(), Shutdown::on_signal()).await
//! # }
//! ```
//!
//! In the order a customer meets them:
//! - `shops`: which shop a visitor is in, and whose cart is whose
//! - `listing`, `product`, `picture`: looking around
//! - `cart`, `adding`, `checkout`, `delivery`, `order`: buying
//! - `said`: what became of it, told on the next page
//! - `shown`: products and carts as pages show them
//! - [`vendure`]: the Vendure of `examples/vendure`, for development and tests

mod adding;
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
pub mod vendure;

use std::sync::Arc;

use site_kit::{
    Brand, Error, Shutdown, Site, SiteBuilder,
    axum::{
        Extension, Router,
        routing::{get, post},
    },
    booking,
};
use tokio::net::TcpListener;

pub use site_kit::Config;

use shops::Shops;

/// Serves the site until it is told to stop.
///
/// # Errors
/// If the configuration can't be used or the listener fails for good.
pub async fn serve(listener: TcpListener, config: Config, shutdown: Shutdown) -> Result<(), Error> {
    let shops = Arc::new(Shops::connect(&config)?);
    let is_one = config.tenant.is_some();
    let site = SiteBuilder::new("Market Hall", config)
        .template("header.html", include_str!("templates/header.html"))
        .template("footer.html", include_str!("templates/footer.html"))
        .template("shop.html", include_str!("templates/shop.html"))
        .template("shops.html", include_str!("templates/shops.html"))
        .template("listing.html", include_str!("templates/listing.html"))
        .template("product.html", include_str!("templates/product.html"))
        .template("cart.html", include_str!("templates/cart.html"))
        .template("checkout.html", include_str!("templates/checkout.html"))
        .template("review.html", include_str!("templates/review.html"))
        .template("order.html", include_str!("templates/order.html"))
        .style(include_str!("style.css"))
        .icon(include_str!("icon.svg"))
        .brand(Brand::new("#3a4a3f", "#f3e3c3").unwrap_or_default())
        .build()?;
    let pages = match is_one {
        true => tenant_pages(),
        false => Router::new()
            .route("/", get(shops::list))
            .route("/{slug}/", get(listing::show))
            .nest("/{slug}", tenant_pages()),
    };
    let pages = pages.layer(Extension(shops));
    site.serve(listener, pages, shutdown).await
}

fn tenant_pages() -> Router<Site> {
    booking::router()
        .route("/", get(listing::show))
        .route("/products/{product}", get(product::show))
        .route("/pictures/{side}/{*path}", get(picture::show))
        .route("/cart", get(cart::show))
        .route("/cart/add", post(cart::add))
        .route("/cart/change", post(cart::change))
        .route("/checkout", get(checkout::ask).post(checkout::prepare))
        .route("/checkout/review", get(checkout::review))
        .route("/checkout/order", post(checkout::place))
        .route("/orders/{code}", get(order::show))
}
