//! Somebody looks for a business on everybody's site, finds it by its name, and books there.

use scheduler_tests::{browser::Window, outbox};

use crate::{
    every_page::{FIRST_PAGE, look},
    place::{MAIN, Place, take_a_slot},
};

const KIM: &str = "kim@example.com";

/// From the site's own first page to the tenant's.
async fn find(place: &Place, window: &Window) {
    window.visit(&place.site.page("/")).await;
    window.see("Stillwater Hypnotherapy").await;
    window.fill("Find a business", "  CLAY ").await;
    window.press("Find").await;
    window.see("Businesses called “CLAY”").await;
    assert_eq!(
        window.texts(".business h3").await,
        ["Kiln & Clay"],
        "nobody else is called that"
    );
}

async fn book(place: &Place, window: &Window) {
    window.follow(MAIN.service).await;
    window.see("Times are").await;
    take_a_slot(window).await;
    place.fill_in(window, KIM).await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    outbox::wait_for(&place.system, "confirmation", KIM, 1).await;
}

#[tokio::test]
async fn a_business_is_found_by_a_word_of_its_name_and_booked_from_its_front_page() {
    let place = Place::open(MAIN).await;
    let window = &place.browser.window().open().await;
    find(&place, window).await;
    look(window, "site-main-found").await;
    window.fill("Find a business", "Nobody & sons").await;
    window.press("Find").await;
    window.see("No business here has that in its name.").await;
    look(window, "site-main-nobody-found").await;
    window.follow("Show all of them").await;
    window.see("Stillwater Hypnotherapy").await;

    find(&place, window).await;
    window.traffic().await;
    window.follow("Kiln & Clay").await;
    window.see("Good to know").await;
    assert_eq!(window.heading().await, "Kiln & Clay");
    look(window, "site-main-front").await;
    let other = &place.browser.window().open().await;
    other.visit(&place.page("")).await;
    other.see("Good to know").await;
    let bytes = other.traffic().await.bytes;
    assert!((1..FIRST_PAGE).contains(&bytes), "it takes {bytes} bytes");
    book(&place, window).await;
}
