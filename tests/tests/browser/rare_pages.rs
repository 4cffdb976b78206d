//! Pages that are seen seldom: with names of any length, with nothing on them, or because it was too much. Looked at as
//! closely as every other.

use scheduler_tests::browser::Window;

use crate::{
    every_page::look,
    place::{HYPNO, MAIN, Place, SHOP, Setup},
};

/// A service's name of eighty characters, some of which nobody can break.
const SERVICE: &str =
    "Keramikgrundlagenwochenendintensivworkshop with glazing, firing, lunch and a mug";
/// An address of a hundred.
const ADDRESS: &str = "kim.berger.of.the.canal.street.pottery.class.on.thursdays@\
                       a.very.long.subdomain.of.mail.example.com";

#[tokio::test]
async fn names_of_any_length_stay_in_their_place() {
    assert_eq!((SERVICE.len(), ADDRESS.len()), (80, 99));
    let mut place = Place::open(MAIN).await;
    let tenants = std::fs::read_to_string(place.system.folder().join("tenants.toml"));
    let tenants = tenants
        .expect("the demo tenants are there")
        .replace("\"Private lesson\"", &format!("\"{SERVICE}\""))
        .replace(
            "\"Kiln & Clay\"",
            "\"Kiln & Clay, Ceramics, Courses and Conversation on Canal Street\"",
        )
        .replace(
            "\"June Park\"",
            "\"June Theodora Park-Hohenstein-Achterfeld\"",
        );
    place.system.import_tenants(&tenants).await;
    place.renew(MAIN.program).await;
    let window = place.browser.window().open().await;
    let look = async |page: &str| look(&window, &format!("site-main-long-{page}")).await;

    window.visit(&place.page("/")).await;
    window.see(SERVICE).await;
    look("front").await;
    window.follow(SERVICE).await;
    window.see("Times are").await;
    look("slots").await;
    crate::place::take_a_slot(&window).await;
    window.see("Your name").await;
    look("details").await;
    place.fill_in(&window, ADDRESS).await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    look("confirmation").await;
    window.visit(&place.page("/bookings")).await;
    window.see("Coming up").await;
    look("bookings").await;
    window.press("Send me a code").await;
    window.see("Enter your code").await;
    look("verify").await;
    window.fill("Code", "000000").await;
    window.press("Show my appointments").await;
    window.see("That code isn't right").await;
    look("verify-wrong").await;
}

#[tokio::test]
async fn what_is_empty_sold_out_or_filled_in_wrong_in_a_shop_is_a_page_too() {
    let place = Place::open(SHOP).await;
    let window = place.browser.window().open().await;
    let look = async |page: &str| look(&window, &format!("site-shop-{page}")).await;
    window.visit(&place.page("/cart")).await;
    window.see("There is nothing in it yet.").await;
    look("cart-empty").await;
    window.visit(&place.page("/?q=nothing-like-it")).await;
    window.see("Nothing in the shop fits that.").await;
    look("nothing-found").await;
    window.visit(&place.page("/products/morning-mug")).await;
    window.see("Sold out").await;
    look("product-sold-out").await;
    crate::shop::put_into_cart(&place, &window, "salt-pig").await;
    window.follow("Go to checkout").await;
    window.press("Look it over").await;
    window.see("Please give the town.").await;
    look("checkout-wrong").await;
}

#[tokio::test]
async fn who_asks_for_too_many_codes_is_told_how_long_to_wait() {
    let limited = Setup::of(HYPNO).server("NEXUS_RATE_LIMITS_BY_CONTACT", true);
    let place = limited.open().await;
    let window = place.browser.window().open().await;
    ask_for_codes_until(&place, &window, "That was a lot at once").await;
    window.see("Please wait").await;
    assert_eq!(window.status().await, 429);
    assert_eq!(
        window.value_of("Email or mobile number").await,
        "kim@example.com"
    );
    look(&window, "site-hypno-too-many").await;
}

async fn ask_for_codes_until(place: &Place, window: &Window, text: &str) {
    // More than are allowed in a minute, and as many again: the first may be the last of a minute before.
    for _ in 0..30 {
        window.visit(&place.page("/sign-in")).await;
        window
            .fill("Email or mobile number", "kim@example.com")
            .await;
        window.press("Send me a code").await;
        window.see_gone("You need no account.").await;
        if window.text().await.contains(text) {
            return;
        }
    }
    panic!("codes can be asked for without end")
}
