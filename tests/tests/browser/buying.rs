//! Buying beside booking by pointer, at a shop among others and on a practice's own site.

use crate::{
    every_page::look,
    place::{HYPNO_WITH_SHOP, Kind, Place, SHOP},
    shop::{fill_in_delivery, press_order},
    vendure,
};

/// What somebody looks for in a shop, and takes.
struct Wish {
    /// A word, what has it, and what has not.
    word: &'static str,
    found: &'static str,
    other: &'static str,
    /// What is bought: its slug, its name, and which of its variants.
    bought: (&'static str, &'static str, &'static str),
    /// What is booked: its slug.
    by_appointment: &'static str,
}

const BOWL: Wish = Wish {
    word: "plate",
    found: "Dinner plate",
    other: "Bud vase",
    bought: ("noodle-bowl", "Noodle bowl", "Very hungry person"),
    by_appointment: "private-lesson",
};

const RECORDING: Wish = Wish {
    word: "exam",
    found: "Before the exam",
    other: "Sleep, gently",
    bought: ("sleep-gently", "Sleep, gently", "FLAC"),
    by_appointment: "hypnotherapy-session",
};

#[tokio::test]
async fn a_bowl_is_bought_and_a_lesson_booked_at_the_same_shop() {
    buys_and_books(SHOP, BOWL, "Berger").await;
}

#[tokio::test]
async fn a_recording_is_bought_and_a_session_booked_on_the_practices_own_site() {
    buys_and_books(HYPNO_WITH_SHOP, RECORDING, "Quiet").await;
}

async fn buys_and_books(kind: Kind, wish: Wish, last_name: &str) {
    let place = Place::open(kind).await;
    let window = place.browser.window().open().await;
    let look = async |page: &str| look(&window, &format!("{}-{page}", kind.program)).await;

    window.visit(&place.page("/cart")).await;
    window.see("There is nothing in it yet.").await;
    look("cart-empty").await;
    window.visit(&place.page(kind.front)).await;
    window.see(wish.other).await;
    look("products").await;
    window.fill("Search", wish.word).await;
    window.press("Show").await;
    window.see_gone(wish.other).await;
    window.follow(wish.found).await;
    window.see("Add to cart").await;
    look("product").await;
    let (slug, name, variant) = wish.bought;
    window
        .visit(&place.page(&format!("/products/{slug}")))
        .await;
    window.choose(variant).await;
    window.press("Add to cart").await;
    window.see("Your cart").await;
    window.see(name).await;
    window.see(variant).await;
    look("cart").await;
    window.follow("Go to checkout").await;
    window.see("Who orders").await;
    look("checkout").await;
    window.press("Look it over").await;
    window.see("Something is missing.").await;
    look("checkout-wrong").await;
    fill_in_delivery(&window, last_name).await;
    window.press("Look it over").await;
    window.see("How you pay").await;
    look("review").await;
    let address = format!("{}<wbr>@example.com", last_name.to_lowercase());
    assert!(
        window.html().await.contains(&address),
        "an address breaks between name and host, if it has to"
    );
    press_order(&window).await;
    window.see("Your order is placed.").await;
    window.see("12 Canal Street").await;
    look("order").await;
    let orders = vendure::orders(kind.tenant, last_name).await;
    assert_eq!(orders, [["Settled"]], "it is paid once");

    window.follow("Back to the shop").await;
    window.see(wish.other).await;
    let by_appointment = format!("/products/{}", wish.by_appointment);
    window.visit(&place.page(&by_appointment)).await;
    window.see("Next free times").await;
    look("product-by-appointment").await;
    window.click_first("a.slot").await;
    place.fill_in(&window, "kim@example.com").await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    assert_eq!(place.bookings().await, 1);
}
