//! Buying beside booking, and either of the two without the other.

use std::path::Path;

use scheduler_tests::relay::Condition;
use site_shop::vendure::{self, Vendure};
use tokio::sync::OnceCell;

use crate::{
    every_page::look,
    place::{HYPNO_WITH_WINDOW, Place, SHOP},
};

/// One Vendure for all tests. It ends with this process, whose end closes its standard input.
pub(crate) async fn vendure() -> &'static str {
    static ONE: OnceCell<(tokio::runtime::Runtime, Vendure)> = OnceCell::const_new();
    let (_, vendure) = ONE
        .get_or_init(async || {
            // A runtime of its own: each test's ends with the test, and what it reads would go unread.
            std::thread::spawn(|| {
                let runtime = tokio::runtime::Builder::new_multi_thread()
                    .worker_threads(1)
                    .enable_all()
                    .build()
                    .unwrap();
                let data = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vendure-browser");
                let _ = std::fs::remove_dir_all(&data);
                let vendure = runtime.block_on(vendure::start(0, &data));
                (runtime, vendure.expect("Vendure starts"))
            })
            .join()
            .unwrap()
        })
        .await;
    vendure.url()
}

#[tokio::test]
async fn an_order_is_placed_and_a_product_that_is_a_service_is_booked() {
    let place = Place::open(SHOP).await;
    let window = place.browser.window().open().await;
    let look = async |page: &str| look(&window, &format!("site-shop-{page}")).await;

    window.visit(&place.page("/")).await;
    window.see("Bud vase").await;
    look("products").await;
    window.fill("Search", "plate").await;
    window.press("Show").await;
    window.see_gone("Bud vase").await;
    window.follow("Dinner plate").await;
    window.see("Add to cart").await;
    look("product").await;
    window.press("Add to cart").await;
    window.see("Your cart").await;
    window.see("Dinner plate").await;
    look("cart").await;
    window.follow("Go to checkout").await;
    window.see("Who orders").await;
    look("checkout").await;
    for (label, text) in [
        ("First name", "Kim"),
        ("Last name", "Berger"),
        ("Email", "kim@example.com"),
        ("Street and number", "12 Canal Street"),
        ("Postal code", "10013"),
        ("Town", "New York"),
    ] {
        window.fill(label, text).await;
    }
    window.click_first("form button[type=submit]").await;
    window.see("How you pay").await;
    look("review").await;
    window.click_first("form button[type=submit]").await;
    window.see("Your order is placed.").await;
    window.see("12 Canal Street").await;
    look("order").await;

    window.visit(&place.page("/products/private-lesson")).await;
    window.see("Next free times").await;
    look("product-by-appointment").await;
    window.click_first("a.slot").await;
    place.fill_in(&window, "kim@example.com").await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    assert_eq!(place.bookings().await, 1);
}

#[tokio::test]
async fn while_vendure_is_down_booking_works() {
    let place = Place::open(SHOP).await;
    let shop = place.vendure.as_ref().expect("this site sells");
    shop.becomes(Condition::Down);
    let window = place.browser.window().open().await;
    window.visit(&place.page("/")).await;
    window.see("Appointments can be booked as usual.").await;
    look(&window, "site-shop-closed").await;
    window.visit(&place.page("/cart")).await;
    assert!(
        !window.heading().await.is_empty(),
        "the cart's page says something"
    );
    place.book(&window, "kim@example.com").await;

    shop.becomes(Condition::Sound);
    window.visit_until(&place.page("/"), "Bud vase").await;
}

#[tokio::test]
async fn while_the_api_is_down_the_shop_sells() {
    let place = Place::open(SHOP).await;
    place.api.becomes(Condition::Down);
    let window = place.browser.window().open().await;
    window.visit(&place.page("/products/bud-vase")).await;
    window.press("Add to cart").await;
    window.see("Your cart").await;
    window.see("Bud vase").await;
    window.follow("Go to checkout").await;
    window.see("Who orders").await;
    window.visit(&place.page("/products/private-lesson")).await;
    window.see("our calendar can't be reached").await;
}

#[tokio::test]
async fn the_practices_window_shows_its_shop_and_booking_needs_none() {
    let place = Place::open(HYPNO_WITH_WINDOW).await;
    let window = place.browser.window().open().await;
    window.visit(&place.page("/shop")).await;
    window.see("Sleep, gently").await;
    look(&window, "site-hypno-window").await;
    place
        .vendure
        .as_ref()
        .expect("this site has a window")
        .becomes(Condition::Down);
    window.visit(&place.page("/shop")).await;
    assert!(
        !window.heading().await.is_empty(),
        "the window's page says something"
    );
    place.book(&window, "kim@example.com").await;
}
