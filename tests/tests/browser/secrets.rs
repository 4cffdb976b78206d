//! Stokens and manage links are in no page, no history, no `Referer` and no log; cookies and headers are as they
//! should be.

use reqwest::header::HeaderMap;
use scheduler_tests::{
    browser::{Cookie, Window},
    outbox,
    site::{Port, Site},
};

use crate::{
    place::{HYPNO, HYPNO_WITH_SHOP, Kind, MAIN, Place, SHOP, Setup},
    shop::{fill_in_delivery, press_order, put_into_cart},
};

/// What every secret of the server's begins with.
const PREFIXES: [&str; 3] = ["nxs_", "nxe_", "nxm_"];

fn names_no_secret(what: &str, text: &str) {
    for prefix in PREFIXES {
        assert!(!text.contains(prefix), "{what} holds no {prefix}…: {text}");
    }
}

async fn page_names_no_secret(window: &Window) {
    let url = window.url().await;
    names_no_secret(&url, &window.html().await);
    names_no_secret(
        "what a page's script can read",
        &window.run("return document.cookie").await.to_string(),
    );
}

#[tokio::test]
async fn a_visit_to_everybodys_site_leaves_no_secret_behind() {
    leaves_no_secret_behind(MAIN).await;
}

#[tokio::test]
async fn who_books_and_buys_at_the_practices_site_leaves_no_secret_behind() {
    buys_and_leaves_no_secret_behind(HYPNO_WITH_SHOP).await;
}

#[tokio::test]
async fn who_books_and_buys_at_the_shop_leaves_no_secret_behind() {
    buys_and_leaves_no_secret_behind(SHOP).await;
}

async fn buys_and_leaves_no_secret_behind(kind: Kind) {
    let (place, window, mut read) = leaves_no_secret_behind(kind).await;
    put_into_cart(&place, &window, kind.product.0).await;
    read.page(&window).await;
    window.follow("Go to checkout").await;
    fill_in_delivery(&window, "Discreet").await;
    read.page(&window).await;
    window.press("Look it over").await;
    window.see("How you pay").await;
    read.page(&window).await;
    press_order(&window).await;
    window.see("Your order is placed.").await;
    read.page(&window).await;
    window.visit(&place.page(kind.front)).await;
    window.see(kind.product.1).await;
    read.page(&window).await;
    read.rest(&place, &window).await;
    let tokens = place.cart_tokens.seen();
    assert!(!tokens.is_empty(), "the site told Vendure whose cart it is");
    for text in &read.0 {
        for token in &tokens {
            assert!(
                !text.contains(token),
                "a cart's token is the site's alone: {text}"
            );
        }
    }
    assert_eq!(
        window.complaints().await,
        Vec::<String>::new(),
        "the browser has nothing to say against any page of the shop"
    );
}

/// Whatever a visitor, or whoever reads what they leave behind, could read.
struct Read(Vec<String>);

impl Read {
    async fn page(&mut self, window: &Window) {
        page_names_no_secret(window).await;
        self.0.push(window.html().await);
    }

    /// Addresses, referers, cookies and logs.
    async fn rest(&mut self, place: &Place, window: &Window) {
        self.0.extend(window.history().await);
        for request in window.traffic().await.requests {
            self.0.push(request.url);
            self.0.extend(request.referer);
        }
        let cookies = window.cookies().await;
        self.0.extend(cookies.iter().map(ToString::to_string));
        self.0.push(place.site.process.written());
    }
}

async fn leaves_no_secret_behind(kind: Kind) -> (Place, Window, Read) {
    // More than an operator would have logged.
    let place = Setup::of(kind).site("log", "debug").open().await;
    let window = place.browser.window().open().await;
    let mut read = Read(Vec::new());
    place.choose_slot(&window).await;
    read.page(&window).await;
    place.fill_in(&window, "kim@example.com").await;
    window.press("Book this appointment").await;
    window.see("This page shows changes as they happen.").await;
    read.page(&window).await;
    for (link, words) in [
        ("Choose another time", "Times are"),
        ("Cancel", "Why you cancel"),
    ] {
        window.follow(link).await;
        window.see(words).await;
        read.page(&window).await;
        window.back().await;
    }
    window.visit(&place.page("/bookings")).await;
    window.press("Send me a code").await;
    window.see("Enter your code").await;
    read.page(&window).await;
    let code = outbox::code_to(&place.system, "kim@example.com").await;
    window.fill("Code", &code).await;
    window.press("Show my appointments").await;
    window.see("Coming up").await;
    read.page(&window).await;
    let messages = outbox::wait_for(&place.system, "confirmation", "kim@example.com", 1).await;
    let link = format!("/manage?link={}", outbox::manage_token(&messages[0]));
    window.visit(&place.page(&link)).await;
    read.page(&window).await;
    window.press("Open my appointments").await;
    window.see("Coming up").await;
    read.page(&window).await;
    window.visit(&place.page("/bookings")).await;
    window.see("Coming up").await;

    for address in window.history().await {
        names_no_secret("the window's history", &address);
    }
    let traffic = window.traffic().await;
    let api = &place.system.url;
    for request in &traffic.requests {
        names_no_secret("a Referer", request.referer.as_deref().unwrap_or_default());
        let opens_a_stream = request.url.starts_with(api) && request.kind == "EventSource";
        let follows_the_link = request.url.ends_with(&link);
        if !opens_a_stream && !follows_the_link {
            names_no_secret("an address", &request.url);
        }
        assert!(
            !request.url.contains("nxs_"),
            "a full stoken never reaches the browser: {request:?}"
        );
    }
    assert!(
        traffic
            .requests
            .iter()
            .any(|request| request.kind == "EventSource"),
        "the live status was watched, or this test has seen nothing of it"
    );
    names_no_secret("the site's log", &place.site.process.written());
    names_no_secret("the server's log", &place.system.written());
    let log = place.site.process.written();
    assert!(
        log.contains("DEBUG"),
        "the site logs more than usual: {log}"
    );

    let session = visitors_cookie(&window).await;
    assert_eq!(session.http_only(), Some(true));
    assert_eq!(
        session.same_site().map(|it| it.to_string()),
        Some("Lax".to_owned())
    );
    assert_eq!(
        window.complaints().await,
        Vec::<String>::new(),
        "the browser has nothing to say against any page"
    );
    (place, window, read)
}

async fn visitors_cookie(window: &Window) -> Cookie<'static> {
    let cookies = window.cookies().await.into_iter();
    let mut cookies = cookies.filter(|cookie| cookie.name().contains("visitor"));
    let cookie = cookies
        .next()
        .expect("a visitor with a session has a cookie");
    assert!(cookies.next().is_none(), "and no other");
    cookie
}

#[tokio::test]
async fn over_https_a_browser_keeps_the_session_for_this_host_alone() {
    let place = Setup::of(HYPNO).over_https().open().await;
    let window = place.browser.window().trusting().open().await;
    place.book(&window, "kim@example.com").await;
    window.see("This page shows changes as they happen.").await;
    let url = window.url().await;
    assert!(url.starts_with("https://"), "{url}");
    let cookie = visitors_cookie(&window).await;
    assert_eq!(
        cookie.name(),
        "__Host-visitor",
        "the browser took it as such"
    );
    assert_eq!(cookie.secure(), Some(true));
    assert_eq!(cookie.http_only(), Some(true));
    assert_eq!(cookie.path(), Some("/"));
    let readable = window.run("return document.cookie").await;
    assert!(!readable.to_string().contains("visitor"), "{readable}");

    // Forms of pages that came over HTTPS are the site's own.
    window.visit(&place.page("/bookings")).await;
    window.follow(HYPNO.service).await;
    window.follow("Cancel").await;
    window.press("Cancel this appointment").await;
    window.see("Your appointment is cancelled.").await;
}

#[tokio::test]
async fn headers_and_cookies_are_strict_and_stricter_over_https() {
    let booking = [
        "/",
        "/services",
        "/bookings",
        "/sign-in",
        "/verify",
        "/manage",
        "/nowhere",
    ];
    let buying = ["/products/none", "/cart", "/checkout", "/checkout/review"];
    for (kind, more) in [(HYPNO_WITH_SHOP, &buying[..]), (MAIN, &[]), (SHOP, &buying)] {
        are_strict(kind, &[&booking, more].concat()).await;
    }
}

async fn are_strict(kind: Kind, paths: &[&str]) {
    let place = Place::open(kind).await;
    let http = &place.system.http;
    for path in paths {
        let answer = http.get(place.page(path)).send().await.expect("an answer");
        let headers = answer.headers();
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(header(headers, name), value, "{name} of {path}");
        }
        let policy = header(headers, "content-security-policy");
        let api = &place.system.url;
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            &format!("connect-src 'self' {api}"),
        ] {
            assert!(policy.contains(part), "{path} has {part}: {policy}");
        }
        assert!(
            !policy.contains("unsafe"),
            "{path} allows nothing inline: {policy}"
        );
        assert_eq!(
            header(headers, "strict-transport-security"),
            "",
            "plain HTTP promises no HTTPS"
        );
    }

    // Behind a proxy that ends TLS.
    let settings = [("public_url", "https://stillwater.example")];
    let secure = Site::start(kind.program, Port::free(), &place.system.url, &settings).await;
    let answer = http
        .get(secure.page(&format!("{}/sign-in", kind.base)))
        .send()
        .await
        .expect("an answer");
    let cookie = header(answer.headers(), "set-cookie");
    assert!(
        cookie.starts_with("__Host-visitor="),
        "it is bound to its host: {cookie}"
    );
    for part in ["; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax"] {
        assert!(cookie.contains(part), "the cookie has {part}: {cookie}");
    }
    assert!(header(answer.headers(), "strict-transport-security").starts_with("max-age="));
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> &'h str {
    headers
        .get(name)
        .map(|value| value.to_str().expect("text"))
        .unwrap_or_default()
}
