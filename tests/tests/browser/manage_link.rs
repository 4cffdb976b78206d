//! The link in a message: it opens the customer's appointments once, on a click.

use scheduler_tests::outbox;

use crate::place::{HYPNO, Place};

#[tokio::test]
async fn the_link_in_a_message_opens_the_appointments_once() {
    let place = Place::open(HYPNO).await;
    let desk = place.browser.window().open().await;
    place.book(&desk, "kim@example.com").await;
    let messages = outbox::wait_for(&place.system, "confirmation", "kim@example.com", 1).await;
    let link = place.page(&format!(
        "/manage?link={}",
        outbox::manage_token(&messages[0])
    ));
    let unfolded = messages[0].replace("=\r\n", "");
    assert!(
        unfolded.contains(&place.page("/manage?link")),
        "the message leads to the tenant's own site: {unfolded}"
    );

    // A mail scanner follows it first.
    let scanner = reqwest::get(&link).await.expect("an answer");
    assert!(scanner.status().is_success(), "{scanner:?}");

    let phone = place.browser.window().narrow().open().await;
    phone.visit(&link).await;
    phone.press("Open my appointments").await;
    phone.see("Coming up").await;
    phone.see(HYPNO.service).await;
    for address in phone.history().await {
        assert!(
            !address.contains("link="),
            "the window's history keeps no link: {address}"
        );
    }

    let another = place.browser.window().open().await;
    another.visit(&link).await;
    another.press("Open my appointments").await;
    another.see("This link was used before").await;
    another.see("Send me a code").await;
}
