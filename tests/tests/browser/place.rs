//! A site, the server it stands before, and somebody with a browser.

use std::{path::PathBuf, time::Duration};

use scheduler_tests::{
    System,
    browser::{Browser, Window},
    relay::Relay,
    site::{Port, Site},
};

use crate::vendure::{self, CartTokens};

/// How long a page may take, whatever is broken behind it: what the site allows itself, and what a busy machine adds.
pub(crate) const BOUND: Duration = Duration::from_secs(45);

/// Which site.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Kind {
    pub(crate) program: &'static str,
    pub(crate) tenant: &'static str,
    /// What paths of the tenant's pages begin with.
    pub(crate) base: &'static str,
    /// A service of the tenant's.
    pub(crate) service: &'static str,
    /// Whether a Vendure stands behind it too.
    pub(crate) sells: bool,
    /// Where the front of its shop is, if it sells.
    pub(crate) front: &'static str,
    /// A thing of the tenant's shop: its slug and its name.
    pub(crate) product: (&'static str, &'static str),
}

/// A practice's own site.
pub(crate) const HYPNO: Kind = Kind {
    program: "site-hypno",
    tenant: "stillwater",
    base: "",
    service: "Hypnotherapy session",
    sells: false,
    front: "/shop",
    product: ("before-the-exam", "Before the exam"),
};

/// The same with its small shop.
pub(crate) const HYPNO_WITH_SHOP: Kind = Kind {
    sells: true,
    ..HYPNO
};

/// Everybody's site, at a pottery studio.
pub(crate) const MAIN: Kind = Kind {
    program: "site-main",
    tenant: "kiln-and-clay",
    base: "/kiln-and-clay",
    service: "Private lesson",
    sells: false,
    front: "/",
    product: ("bud-vase", "Bud vase"),
};

/// The shops' site, at the same studio.
pub(crate) const SHOP: Kind = Kind {
    program: "site-shop",
    sells: true,
    ..MAIN
};

/// A site with all it needs.
pub(crate) struct Place {
    // Closed before what its windows look at.
    pub(crate) browser: Browser,
    pub(crate) site: Site,
    /// What stands between the site and the API.
    pub(crate) api: Relay,
    /// What stands between the site and Vendure.
    pub(crate) vendure: Option<Relay>,
    pub(crate) cart_tokens: CartTokens,
    pub(crate) system: System,
    pub(crate) kind: Kind,
    port: Port,
}

impl Place {
    pub(crate) async fn open(kind: Kind) -> Self {
        Self::rewriting(kind, |_| {}).await
    }

    /// With a relay that changes what the site sends to the API.
    pub(crate) async fn rewriting(
        kind: Kind,
        rewrite: impl Fn(&mut Vec<u8>) + Send + Sync + 'static,
    ) -> Self {
        Self::configured(kind, &[], rewrite).await
    }

    /// The same, with keys of the server's configuration set by their variables.
    pub(crate) async fn configured(
        kind: Kind,
        variables: &[(&str, &str)],
        rewrite: impl Fn(&mut Vec<u8>) + Send + Sync + 'static,
    ) -> Self {
        let port = Port::free();
        let site_url = format!("{}{}", port.url(), kind.base);
        let system = System::configured().site(kind.tenant, &site_url, &port.url());
        let system = variables.iter().fold(system, |system, (variable, value)| {
            system.with(variable, value)
        });
        let system = system.start().await;
        let api = Relay::rewriting(&system.url, rewrite).await;
        let cart_tokens = CartTokens::default();
        let vendure = match kind.sells {
            true => Some(cart_tokens.relay(vendure::url().await).await),
            false => None,
        };
        let settings = settings(kind, vendure.as_ref());
        std::fs::write(config(&system), settings).expect("a file can be written");
        let site = start(kind.program, port, &api, &system).await;
        Self {
            browser: Browser::start().await,
            site,
            api,
            vendure,
            cart_tokens,
            system,
            kind,
            port,
        }
    }

    /// The site ends, and its place is taken by another program.
    pub(crate) async fn renew(&mut self, program: &str) {
        self.site.process.terminate();
        self.site.process.ended().await;
        self.site = start(program, self.port, &self.api, &self.system).await;
    }

    /// The address of one of the tenant's pages.
    pub(crate) fn page(&self, path: &str) -> String {
        self.site.page(&format!("{}{path}", self.kind.base))
    }

    /// From the services to the form that books, for a slot so far ahead that every change is allowed.
    pub(crate) async fn choose_slot(&self, window: &Window) {
        window.visit(&self.page("/services")).await;
        window.follow(self.kind.service).await;
        window.see("Times are").await;
        take_a_slot(window).await;
        window.see("Your name").await;
    }

    pub(crate) async fn fill_in(&self, window: &Window, email: &str) {
        window.fill("Your name", "Kim Berger").await;
        window.fill("Email or mobile number", email).await;
    }

    /// Books, and stays on the confirmation.
    pub(crate) async fn book(&self, window: &Window, email: &str) {
        self.choose_slot(window).await;
        self.fill_in(window, email).await;
        window.press("Book this appointment").await;
        window.see("You're booked.").await;
    }

    /// What stands between the site and Vendure, at a site that sells.
    pub(crate) fn shop(&self) -> &Relay {
        self.vendure.as_ref().expect("this site sells")
    }

    /// How many bookings the database has.
    pub(crate) async fn bookings(&self) -> i64 {
        self.system.database().await.count("bookings").await
    }
}

async fn start(program: &str, port: Port, api: &Relay, system: &System) -> Site {
    let config = config(system).display().to_string();
    let settings = [
        ("config", config.as_str()),
        ("api_public_url", system.url.as_str()),
    ];
    Site::start(program, port, &api.url(), &settings).await
}

fn config(system: &System) -> PathBuf {
    system.folder().join("site.toml")
}

/// What a site is told by a file: whose it is, and its shop.
fn settings(kind: Kind, vendure: Option<&Relay>) -> String {
    let tenant = kind.tenant;
    let mut settings = match kind.base {
        "" => format!("tenant = \"{tenant}\"\n"),
        _ => String::new(),
    };
    if let Some(vendure) = vendure {
        let url = vendure.url();
        settings += &format!(
            "[shop]\nurl = \"{url}/shop-api\"\nchannels = {{ {tenant} = \"{tenant}\" }}\n"
        );
    }
    settings
}

/// The first free slot of the week after the one that is shown.
pub(crate) async fn take_a_slot(window: &Window) {
    window.click_first("a[rel=next]").await;
    if window.shows(".days").await {
        window.click_first(".days a:not(.none)").await;
    }
    window.click_first("a.slot").await;
}

/// When an appointment is, as its page says.
pub(crate) async fn appointment(window: &Window) -> String {
    let times = window.texts("dl.summary time").await;
    let time = times
        .first()
        .expect("an appointment's page says when it is");
    time.split_whitespace().collect::<Vec<_>>().join(" ")
}
