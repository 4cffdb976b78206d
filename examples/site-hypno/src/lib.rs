//! The site of a hypnotherapy practice: one tenant, a home page of its own, booking from `site-kit`, and a small shop of
//! recordings and courses from `shop-kit`.
//!
//! This is the site to copy. What makes it this practice's and nobody else's is in `templates/`,
//! `style.css` and `icon.svg`; what happens to a booking is in `site-kit`, and to an order in `shop-kit`. A page of its own
//! is a template and a handler: `home` is the example. Without a shop in the configuration there is no trace of one; a
//! site that sells nothing leaves out what is done with `shop`.
//!
//! ```no_run
//! use site_hypno::{Config, serve};
//! use site_kit::{Listener, Shutdown};
//!
//! # async fn run() -> Result<(), site_kit::Error> {
//! let config = Config::default();
//! serve(Listener::at(config.listen), config, Shutdown::on_signal()).await
//! # }
//! ```

use shop_kit::Shops;
use site_kit::{
    Error, Listener, Page, Shutdown, SiteBuilder, Visit,
    axum::{response::Response, routing::get},
    booking,
};

pub use site_kit::Config;

/// The practice, if the configuration names no other tenant.
const TENANT: &str = "stillwater";

/// Serves the site until it is told to stop.
///
/// # Errors
/// If the configuration can't be used or the port can't be had.
pub async fn serve(
    listener: Listener,
    mut config: Config,
    shutdown: Shutdown,
) -> Result<(), Error> {
    config.tenant.get_or_insert_with(|| TENANT.to_owned());
    let shop = Shops::of_tenant(&config, "/shop")?;
    let mut site = SiteBuilder::new("Stillwater Hypnotherapy", config);
    let mut pages = booking::router().route("/", get(home));
    if let Some(shop) = &shop {
        site = shop_kit::fit_out(site, shop);
        pages = pages.merge(shop_kit::router(shop));
    }
    let site = site
        .template("home.html", include_str!("templates/home.html"))
        .template("welcome.html", include_str!("templates/welcome.html"))
        .template("header.html", include_str!("templates/header.html"))
        .template("footer.html", include_str!("templates/footer.html"))
        .style(include_str!("style.css"))
        .icon(include_str!("icon.svg"))
        .build()?;
    site.serve(listener, pages, shutdown).await
}

async fn home(visit: Visit) -> Response {
    let work = async {
        let storefront = visit.storefront().await?;
        let services = booking::offered(&storefront.services, &visit);
        Ok(Page::new("home.html", "Welcome")
            .with("services", &services)
            .public())
    };
    visit.answer(work).await
}
