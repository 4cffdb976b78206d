//! A storefront for any tenant: its Vendure products, cart to order, and booking beside it.
//!
//! Each tenant's shop stands under `/{slug}`, in the Vendure channel that the configuration names for it; a host whose
//! first label is a tenant's slug leads there. What is sold is shown and sold by `shop-kit`, what is booked is booked by
//! `site-kit`; here is which shops there are, and how they look.
//!
//! ```no_run
//! use site_kit::{Listener, Shutdown};
//! use site_shop::{Config, serve};
//!
//! # async fn run() -> Result<(), site_kit::Error> {
//! let config = Config::default();
//! serve(Listener::at(config.listen), config, Shutdown::on_signal()).await
//! # }
//! ```
//!
//! - `market`: all shops of this site
//! - [`vendure`]: the Vendure of `examples/vendure`, for development and tests

mod market;
pub mod vendure;

use std::sync::Arc;

pub use site_kit::Config;

use shop_kit::Shops;
use site_kit::{
    Brand, Error, Listener, Shutdown, SiteBuilder,
    axum::{Extension, Router, routing::get},
    booking,
};

use market::Market;

/// Serves the site until it is told to stop.
///
/// # Errors
/// If the configuration can't be used or the port can't be had.
pub async fn serve(listener: Listener, config: Config, shutdown: Shutdown) -> Result<(), Error> {
    let shops = Shops::of_all_tenants(&config)?;
    let is_one = config.tenant.is_some();
    let site = shop_kit::fit_out(SiteBuilder::new("Market Hall", config), &shops)
        .template("header.html", include_str!("templates/header.html"))
        .template("footer.html", include_str!("templates/footer.html"))
        .template("shops.html", include_str!("templates/shops.html"))
        .icon(include_str!("icon.svg"))
        .brand(Brand::new("#3a4a3f", "#f3e3c3").unwrap_or_default())
        .build()?;
    let tenant = booking::router().merge(shop_kit::router(&shops));
    let pages = match is_one {
        true => tenant,
        false => Router::new()
            .route("/", get(market::list))
            .route("/{slug}/", shop_kit::front(&shops))
            .nest("/{slug}", tenant)
            .layer(Extension(Arc::new(Market::new(shops)))),
    };
    site.serve(listener, pages, shutdown).await
}
