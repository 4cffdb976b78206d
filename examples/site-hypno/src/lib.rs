//! The site of a hypnotherapy practice: one tenant, a home page of its own, a window of what its shop
//! sells, and booking from `site-kit`.
//!
//! This is the site to copy. What makes it this practice's and nobody else's is in `templates/`,
//! `style.css` and `icon.svg`; what happens to a booking is in `site-kit`. A page of its own is a template
//! and a handler: `home` is the example. Without a shop in the configuration there is no trace of one;
//! a site that sells nothing leaves `window.rs` and its templates out.
//!
//! ```no_run
//! use site_hypno::{Config, serve};
//! use site_kit::{Shutdown, tokio::net::TcpListener};
//!
//! # async fn run() -> Result<(), site_kit::Error> {
//! let listener = TcpListener::bind("127.0.0.1:8704").await?;
//! serve(listener, Config::default(), Shutdown::on_signal()).await
//! # }
//! ```

mod window;

use site_kit::{
    Error, Page, Shutdown, SiteBuilder, Visit,
    axum::{response::Response, routing::get},
    booking,
    tokio::net::TcpListener,
};

pub use site_kit::Config;

/// The practice, if the configuration names no other tenant.
const TENANT: &str = "stillwater";

/// Serves the site until it is told to stop.
///
/// # Errors
/// If the configuration can't be used or the listener fails for good.
pub async fn serve(
    listener: TcpListener,
    mut config: Config,
    shutdown: Shutdown,
) -> Result<(), Error> {
    config.tenant.get_or_insert_with(|| TENANT.to_owned());
    let window = window::Window::of(&config)?;
    let site = SiteBuilder::new("Stillwater Hypnotherapy", config)
        .template("home.html", include_str!("templates/home.html"))
        .template("header.html", include_str!("templates/header.html"))
        .template("footer.html", include_str!("templates/footer.html"))
        .template("window.html", include_str!("templates/window.html"))
        .template("window-link.html", window::link(window.is_some()))
        .style(include_str!("style.css"))
        .icon(include_str!("icon.svg"))
        .build()?;
    let mut pages = booking::router().route("/", get(home));
    if let Some(window) = window {
        pages = pages.merge(window::router(window));
    }
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
