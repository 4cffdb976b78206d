//! Sites that sell: how they are set up, and what they do before a Vendure that can't be reached.

use reqwest::{Client, StatusCode, header};
use site_kit::{Config, ShopConfig, Shutdown};
use tokio::net::TcpListener;

const SLUG: &str = "kiln-and-clay";

/// What a site answers to a visitor who wants this variant, with nothing behind the site.
async fn answer_to(variant: &str) -> StatusCode {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nothing = format!("http://{}", gone.local_addr().unwrap());
    drop(gone);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let config = Config {
        tenant: Some(SLUG.to_owned()),
        public_url: url.parse().unwrap(),
        api_url: nothing.parse().unwrap(),
        shop: Some(ShopConfig {
            url: nothing.parse().unwrap(),
            channels: [(SLUG.to_owned(), SLUG.to_owned())].into(),
        }),
        ..Config::default()
    };
    let (stop, shutdown) = Shutdown::new();
    let serving = tokio::spawn(site_shop::serve(listener.into(), config, shutdown));

    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = Client::builder().no_proxy().build().unwrap();
    let page = http.get(format!("{url}/sign-in")).send().await.unwrap();
    let cookie = page.headers()[header::SET_COOKIE].clone();
    let page = page.text().await.unwrap();
    let seal = page.split("name=\"seal\" value=\"").nth(1).unwrap();
    let seal = seal.split('"').next().unwrap();
    let form = format!("seal={seal}&variant={variant}");
    let sent = http
        .post(format!("{url}/cart/add"))
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(form);
    let status = sent.send().await.unwrap().status();
    stop();
    serving.await.unwrap().unwrap();
    status
}

#[tokio::test]
async fn what_is_too_long_for_a_variant_is_told_to_be_none_and_the_shop_is_not_asked() {
    assert_eq!(
        answer_to(&"7".repeat(64)).await,
        StatusCode::SERVICE_UNAVAILABLE,
        "the shop is asked for what may be one"
    );
    assert_eq!(answer_to(&"7".repeat(65)).await, StatusCode::NOT_FOUND);
}
