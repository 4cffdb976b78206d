//! The site of My practice: a front page of its own, and site-kit's pages for everything about booking.

use site_kit::{
    Config, Error, Listener, Page, Shutdown, SiteBuilder, Visit,
    axum::{response::Response, routing::get},
    booking,
};

/// Serves the site until it is told to stop.
///
/// # Errors
/// If a template is wrong, the configuration can't be used, or the port can't be had.
pub async fn serve(listener: Listener, config: Config, shutdown: Shutdown) -> Result<(), Error> {
    let site = SiteBuilder::new("My practice", config)
        .template("home.html", include_str!("home.html"))
        .style(include_str!("style.css"))
        .build()?;
    let pages = booking::router().route("/", get(home));
    site.serve(listener, pages, shutdown).await
}

async fn home(visit: Visit) -> Response {
    let work = async {
        let storefront = visit.storefront().await?;
        let services = booking::offered(&storefront.services, &visit);
        Ok(Page::new("home.html", "Welcome")
            .with("welcome", &storefront.tenant.branding.welcome_text)
            .with("services", &services)
            .public())
    };
    visit.answer(work).await
}
