//! `cargo codegen new-site`: what it writes builds, starts and books.

use std::fs;

use scheduler_tests::{
    System,
    browser::Browser,
    outbox,
    site::{Port, Site},
};

use crate::{
    beside::{new_site, workspace_beside},
    place::take_a_slot,
};

const NAME: &str = "new-practice";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_site_builds_and_books_at_once() {
    let folder = workspace_beside("new-site");
    let told = new_site(&folder, NAME);
    assert!(
        told.contains(&format!(
            "target/debug/{NAME} --config sites/{NAME}/site.toml"
        )),
        "{told}"
    );
    let config: toml::Table = fs::read_to_string(folder.join(format!("sites/{NAME}/site.toml")))
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(config["tenant"].as_str(), Some("stillwater"));

    let port = Port::free();
    let system = System::configured()
        .site("stillwater", &port.url(), &port.url())
        .start()
        .await;
    let config = folder.join(format!("sites/{NAME}/site.toml"));
    let settings = [("config", config.to_str().unwrap())];
    let site = Site::start(NAME, port, &system.url, &settings).await;
    let browser = Browser::start().await;
    let window = browser.window().open().await;
    window.visit(&site.page("/")).await;
    assert_eq!(
        window.heading().await,
        "Stillwater Hypnotherapy",
        "the front page is the tenant's"
    );
    window.assert_accessible().await;
    window.screenshot("new-site-home").await;
    window.follow("First conversation").await;
    window.see("Times are").await;
    take_a_slot(&window).await;
    window.fill("Your name", "Kim Berger").await;
    window
        .fill("Email or mobile number", "kim@example.com")
        .await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    window.see("This page shows changes as they happen.").await;
    outbox::wait_for(&system, "confirmation", "kim@example.com", 1).await;
}
