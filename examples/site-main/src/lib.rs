//! The site of Nexus scheduling itself: what it is, who can be booked with, and a storefront to book with
//! any of them under `/{slug}`.
//!
//! It knows no tenant by name. Booking is `site-kit`'s, under each tenant's slug and in its colours.
//!
//! - [`serve`]: the pages put together
//! - `businesses`: who wishes to be found, kept for a while
//! - `home`, `front`: the page of Nexus, and the first page of a tenant

mod businesses;
mod front;
mod home;

use std::sync::Arc;

use site_kit::{
    Brand, Error, Listener, Shutdown, SiteBuilder, UnfitConfig,
    axum::{Extension, Router, routing::get},
    booking,
};

pub use site_kit::Config;

/// Serves the site until it is told to stop.
///
/// # Errors
/// If the configuration names a tenant or can't be used, or the port can't be had.
pub async fn serve(listener: Listener, config: Config, shutdown: Shutdown) -> Result<(), Error> {
    if config.tenant.is_some() {
        let reason = "`tenant` is set, but this site is every tenant's".to_owned();
        return Err(UnfitConfig::Unfit { reason }.into());
    }
    let site = SiteBuilder::new("Nexus", config)
        .template("home.html", include_str!("templates/home.html"))
        .template("front.html", include_str!("templates/front.html"))
        .template("header.html", include_str!("templates/header.html"))
        .template("footer.html", include_str!("templates/footer.html"))
        .style(include_str!("style.css"))
        .brand(Brand::new("#3d3a8c", "#e4e3fb").unwrap_or_default())
        .build()?;
    let storefront = booking::router().route("/", get(front::show));
    let pages = Router::new()
        .route("/", get(home::show))
        .nest("/{slug}", storefront)
        // Nesting doesn't match the slash by itself.
        .route("/{slug}/", get(front::show))
        .layer(Extension(Arc::<businesses::Businesses>::default()));
    site.serve(listener, pages, shutdown).await
}
