//! Stokens and manage links are in no page, no history, no `Referer` and no log; cookies and headers are as they
//! should be.

use reqwest::header::HeaderMap;
use scheduler_tests::{
    browser::Window,
    outbox,
    site::{Port, Site},
};

use crate::{
    place::{HYPNO, HYPNO_WITH_SHOP, Place},
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
async fn a_visit_leaves_no_secret_behind() {
    let place = Place::open(HYPNO).await;
    let window = place.browser.window().open().await;
    place.choose_slot(&window).await;
    page_names_no_secret(&window).await;
    place.fill_in(&window, "kim@example.com").await;
    window.press("Book this appointment").await;
    window.see("This page shows changes as they happen.").await;
    page_names_no_secret(&window).await;
    let messages = outbox::wait_for(&place.system, "confirmation", "kim@example.com", 1).await;
    let link = format!("/manage?link={}", outbox::manage_token(&messages[0]));
    window.visit(&place.page(&link)).await;
    page_names_no_secret(&window).await;
    window.press("Open my appointments").await;
    window.see("Coming up").await;
    page_names_no_secret(&window).await;
    window.visit(&place.page("/bookings")).await;

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

    let session = window
        .cookies()
        .await
        .into_iter()
        .find(|cookie| cookie.name().starts_with("visitor"));
    let session = session.expect("a visitor with a session has a cookie");
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
}

#[tokio::test]
async fn a_visit_that_buys_leaves_no_cart_token_behind() {
    let place = Place::open(HYPNO_WITH_SHOP).await;
    let window = place.browser.window().open().await;
    let mut pages = Vec::new();
    let mut keep = async || pages.push((window.url().await, window.html().await));
    put_into_cart(&place, &window, HYPNO_WITH_SHOP.product.0).await;
    keep().await;
    window.follow("Go to checkout").await;
    fill_in_delivery(&window, "Discreet").await;
    keep().await;
    window.press("Look it over").await;
    window.see("How you pay").await;
    keep().await;
    press_order(&window).await;
    window.see("Your order is placed.").await;
    keep().await;
    window.visit(&place.page("/shop")).await;
    keep().await;

    let tokens = place.cart_tokens.seen();
    assert!(!tokens.is_empty(), "the site told Vendure whose cart it is");
    let history = window.history().await;
    let traffic = window.traffic().await;
    let cookies = window.cookies().await;
    for token in &tokens {
        for (url, page) in &pages {
            assert!(!page.contains(token), "{url} has the cart's token");
        }
        for address in &history {
            assert!(!address.contains(token), "an address has the cart's token");
        }
        for request in &traffic.requests {
            let referer = request.referer.as_deref().unwrap_or_default();
            assert!(
                !request.url.contains(token) && !referer.contains(token),
                "the browser is told no cart's token: {request:?}"
            );
        }
        for cookie in &cookies {
            assert!(!cookie.value().contains(token), "it stands in no cookie");
        }
        let log = place.site.process.written();
        assert!(!log.contains(token), "the log has a cart's token");
    }
    assert_eq!(
        window.complaints().await,
        Vec::<String>::new(),
        "the browser has nothing to say against any page of the shop"
    );
}

#[tokio::test]
async fn headers_and_cookies_are_strict_and_stricter_over_https() {
    let place = Place::open(HYPNO).await;
    let http = &place.system.http;
    for path in ["/", "/services", "/bookings", "/sign-in", "/nowhere"] {
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
    let secure = Site::start(HYPNO.program, Port::free(), &place.system.url, &settings).await;
    let answer = http
        .get(secure.page("/sign-in"))
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
