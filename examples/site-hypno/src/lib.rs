//! The site of a hypnotherapy practice: one tenant, a home page of its own, and booking from `site-kit`.
//!
//! This is the site to copy. What makes it this practice's and nobody else's is in `templates/`,
//! `style.css` and `icon.svg`; what happens to a booking is in `site-kit`. A page of its own is a template
//! and a handler: [`home`] is the example.
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
    let site = SiteBuilder::new("Stillwater Hypnotherapy", config)
        .template("home.html", include_str!("templates/home.html"))
        .template("header.html", include_str!("templates/header.html"))
        .template("footer.html", include_str!("templates/footer.html"))
        .style(include_str!("style.css"))
        .icon(include_str!("icon.svg"))
        .build()?;
    let pages = booking::router().route("/", get(home));
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
