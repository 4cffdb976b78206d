//! A site, the server it stands before, and somebody with a browser.

use std::{path::PathBuf, time::Duration};

use scheduler_tests::{
    System, SystemBuilder,
    browser::{Browser, Window},
    relay::{Relay, Rewrite},
    site::{Port, Site},
};

use crate::{
    https::EndsTls,
    vendure::{self, CartTokens},
};

/// How long a page may take, whatever is broken behind it: the 22 seconds that a site promises (`docs/sites.md`), and what
/// a busy machine adds.
pub(crate) const BOUND: Duration = Duration::from_secs(25);

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
    /// Where visitors find it: `http://…`, or `https://…` where something ends TLS before it.
    pub(crate) url: String,
    port: Port,
    settings: Vec<(&'static str, String)>,
    _ends_tls: Option<EndsTls>,
}

/// A place that is about to be opened.
pub(crate) struct Setup {
    kind: Kind,
    system: SystemBuilder,
    settings: Vec<(&'static str, String)>,
    over_https: bool,
    to_api: Box<Rewrite>,
}

impl Setup {
    pub(crate) fn of(kind: Kind) -> Self {
        Self {
            kind,
            system: System::configured(),
            settings: Vec::new(),
            over_https: false,
            to_api: Box::new(|_| {}),
        }
    }

    /// Sets a key of the server's configuration, by its variable.
    pub(crate) fn server(mut self, variable: &str, value: impl ToString) -> Self {
        self.system = self.system.with(variable, value);
        self
    }

    /// Sets a key of the site's configuration.
    pub(crate) fn site(mut self, key: &'static str, value: &str) -> Self {
        self.settings.push((key, value.to_owned()));
        self
    }

    /// Behind something that ends TLS, as it is in production.
    pub(crate) fn over_https(mut self) -> Self {
        self.over_https = true;
        self
    }

    /// With a relay that sees, and may change, what the site sends to the API.
    pub(crate) fn relaying(mut self, see: impl Fn(&mut Vec<u8>) + Send + Sync + 'static) -> Self {
        self.to_api = Box::new(see);
        self
    }

    pub(crate) async fn open(self) -> Place {
        let kind = self.kind;
        let port = Port::free();
        let ends_tls = match self.over_https {
            true => Some(EndsTls::before(port).await),
            false => None,
        };
        let url = ends_tls.as_ref().map_or_else(|| port.url(), EndsTls::url);
        let tenants_url = format!("{url}{}", kind.base);
        let system = self.system.site(kind.tenant, &tenants_url, &url);
        let system = system.start().await;
        let api = Relay::rewriting(&system.url, self.to_api).await;
        let cart_tokens = CartTokens::default();
        let vendure = match kind.sells {
            true => Some(cart_tokens.relay(vendure::url().await).await),
            false => None,
        };
        let file = config(&system);
        std::fs::write(&file, settings(kind, vendure.as_ref())).expect("a file can be written");
        let mut settings = vec![
            ("config", file.display().to_string()),
            ("api_public_url", system.url.clone()),
            ("public_url", url.clone()),
        ];
        settings.extend(self.settings);
        let site = start(kind.program, port, &api, &settings).await;
        Place {
            browser: Browser::start().await,
            site,
            api,
            vendure,
            cart_tokens,
            system,
            kind,
            url,
            port,
            settings,
            _ends_tls: ends_tls,
        }
    }
}

impl Place {
    pub(crate) async fn open(kind: Kind) -> Self {
        Setup::of(kind).open().await
    }

    /// The site ends, and its place is taken by another program.
    pub(crate) async fn renew(&mut self, program: &str) {
        self.site.process.terminate();
        self.site.process.ended().await;
        self.site = start(program, self.port, &self.api, &self.settings).await;
    }

    /// The address of one of the tenant's pages.
    pub(crate) fn page(&self, path: &str) -> String {
        format!("{}{}{path}", self.url, self.kind.base)
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

async fn start(
    program: &str,
    port: Port,
    api: &Relay,
    settings: &[(&'static str, String)],
) -> Site {
    let settings: Vec<_> = settings
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .collect();
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
