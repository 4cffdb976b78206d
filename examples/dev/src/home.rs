//! The page of links, and the outbox, as a small site of its own.

use std::sync::Arc;

use scheduler_server::app::App;
use serde::Serialize;
use site_kit::{
    Asked, Brand, Config, Error, Page, Reply, Shutdown, SiteBuilder, Trouble, Visit,
    axum::{
        Extension, Router,
        extract::Path,
        http::{HeaderValue, header},
        response::{IntoResponse as _, Response},
        routing::get,
    },
    tokio::{net::TcpListener, sync::watch},
};

use crate::{
    outbox::{self, Outbox},
    tenants,
    vendure::Shops,
    welcome::{self, Places},
};

/// What may stand in a message's own page: looks and pictures, nothing that runs, and no frame but ours
/// around it.
const MESSAGE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; \
                              frame-ancestors 'self'; base-uri 'none'; form-action 'none'; \
                              sandbox allow-popups allow-popups-to-escape-sandbox";

/// As every page's here, and a message's own page may be framed.
const FRAMING_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                              connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; \
                              frame-ancestors 'none'";

/// What the page links to.
pub(crate) struct Home {
    app: Arc<App>,
    places: Places,
    outbox: Outbox,
    shops: watch::Receiver<Shops>,
}

#[derive(Serialize)]
struct Link {
    name: &'static str,
    url: String,
    text: &'static str,
}

impl Home {
    pub(crate) fn new(app: Arc<App>, places: Places, shops: watch::Receiver<Shops>) -> Self {
        Self {
            app,
            outbox: Outbox::new(places.outbox.clone()),
            places,
            shops,
        }
    }

    fn links(&self) -> (Vec<Link>, Vec<Link>) {
        let link = |name, url, text| Link { name, url, text };
        let Places {
            api, operations, ..
        } = &self.places;
        let sites = self.places.sites.iter().flat_map(|sites| {
            [
                link(
                    "site-main",
                    format!("http://{}", sites.main),
                    "What Nexus is, and a storefront to book with any tenant",
                ),
                link(
                    "site-hypno",
                    format!("http://{}", sites.hypno),
                    match *self.shops.borrow() {
                        Shops::Open => "A hypnotherapy practice and its small shop: the site to copy",
                        Shops::Opening => "A hypnotherapy practice: the site to copy; its shop opens in a moment",
                        Shops::Closed => "A hypnotherapy practice: the site to copy",
                    },
                ),
                link(
                    "site-shop",
                    format!("http://{}", sites.shop),
                    match *self.shops.borrow() {
                        Shops::Open => "A storefront for any tenant: products, cart, orders, and booking beside them",
                        Shops::Opening => "A storefront for any tenant: appointments for now, its shops open in a moment",
                        Shops::Closed => "A storefront for any tenant: appointments only, its shops are closed",
                    },
                ),
            ]
        });
        let server = [
            link(
                "API",
                format!("http://{api}/api/public"),
                "Tenants that wish to be found",
            ),
            link(
                "Document",
                format!("http://{api}/openapi.json"),
                "The contract, as OpenAPI",
            ),
            link(
                "Contract",
                format!("http://{api}/api/contract"),
                "What this server speaks",
            ),
            link(
                "Metrics",
                format!("http://{operations}/metrics"),
                "What operators count",
            ),
            link(
                "Ready",
                format!("http://{operations}/ready"),
                "Whether the database answers",
            ),
        ];
        (sites.collect(), server.into())
    }
}

pub(crate) async fn serve(
    listener: TcpListener,
    config: Config,
    home: Arc<Home>,
    shutdown: Shutdown,
) -> Result<(), Error> {
    let site = SiteBuilder::new("Nexus on this machine", config)
        .template("home.html", include_str!("templates/home.html"))
        .template("outbox.html", include_str!("templates/outbox.html"))
        .template("message.html", include_str!("templates/message.html"))
        .template("header.html", include_str!("templates/header.html"))
        .template("footer.html", include_str!("templates/footer.html"))
        .style(include_str!("style.css"))
        .brand(Brand::new("#3d3a8c", "#e4e3fb").unwrap_or_default())
        .build()?;
    let pages = Router::new()
        .route("/", get(links))
        .route("/outbox", get(messages))
        .route("/outbox/{file}", get(message))
        .route("/outbox/{file}/page", get(message_page))
        .layer(Extension(home));
    site.serve(listener, pages, shutdown).await
}

async fn links(visit: Visit, Extension(home): Extension<Arc<Home>>) -> Response {
    let work = async {
        let (sites, server) = home.links();
        let messages = home.outbox.newest().await;
        let main = home.places.sites.as_ref().map(|sites| sites.main);
        let tenants = tenants::all(&home.app, main).await.ok();
        let (tenants, there_are) = tenants.unzip();
        let tries = welcome::tries(&home.places.api, visit.now());
        Ok(Page::new("home.html", "Links")
            .with("sites", &sites)
            .with("server", &server)
            .with("tenants", &tenants)
            .with("there_are", &there_are)
            .with("messages", &messages.len())
            .with("tries", &tries)
            .public())
    };
    visit.answer(work).await
}

async fn messages(visit: Visit, Extension(home): Extension<Arc<Home>>) -> Response {
    let work = async {
        Ok(Page::new("outbox.html", "Outbox")
            .with("messages", &home.outbox.newest().await)
            .with("folder", &home.places.outbox.display().to_string())
            .with("most", &outbox::MOST)
            .public())
    };
    visit.answer(work).await
}

async fn message(
    visit: Visit,
    Extension(home): Extension<Arc<Home>>,
    Asked(Path(file)): Asked<Path<String>>,
) -> Response {
    let work = async {
        let message = home
            .outbox
            .message(&file)
            .await
            .ok_or(Trouble::NothingHere)?;
        Ok(Page::new("message.html", &message.head.subject)
            .with("message", &message.head)
            .with("text", &outbox::lines(&message.text))
            .with("has_page", &message.html.is_some())
            .with("has_calendar", &message.has_calendar)
            .policy(FRAMING_POLICY)
            .public())
    };
    visit.answer(work).await
}

/// The page a mail program would show, in a sandbox: links open in a window of their own.
async fn message_page(
    visit: Visit,
    Extension(home): Extension<Arc<Home>>,
    Asked(Path(file)): Asked<Path<String>>,
) -> Response {
    let work = async {
        let message = home
            .outbox
            .message(&file)
            .await
            .ok_or(Trouble::NothingHere)?;
        let html = message.html.ok_or(Trouble::NothingHere)?;
        let headers = [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            ),
            (
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static(MESSAGE_POLICY),
            ),
        ];
        let page = outbox::opening_windows(&html);
        Ok(Reply::Response((headers, page).into_response()))
    };
    visit.answer(work).await
}
