//! Buying without booking and booking without buying, and the steps of an order.

use scheduler_tests::{browser::Window, relay::Condition};

use crate::{
    every_page::look,
    place::{HYPNO_WITH_SHOP, Kind, Place, SHOP},
};

/// Puts one of a product into the cart.
pub(crate) async fn put_into_cart(place: &Place, window: &Window, product: &str) {
    window
        .visit(&place.page(&format!("/products/{product}")))
        .await;
    window.press("Add to cart").await;
    window.see("Go to checkout").await;
}

/// Who orders and where to, in the order of the form.
pub(crate) const DELIVERY: [(&str, &str); 6] = [
    ("First name", "Kim"),
    ("Last name", "Berger"),
    ("Email", "berger@example.com"),
    ("Street and number", "12 Canal Street"),
    ("Postal code", "10013"),
    ("Town", "New York"),
];

/// Fills in who orders and where to. Everybody has an address of their own: by it Vendure knows its customers.
pub(crate) async fn fill_in_delivery(window: &Window, last_name: &str) {
    window.see("Who orders").await;
    let email = format!("{}@example.com", last_name.to_lowercase());
    for (label, text) in DELIVERY {
        let own = match label {
            "Last name" => last_name,
            "Email" => &email,
            _ => text,
        };
        window.fill(label, own).await;
    }
}

/// The button that orders and pays; its name has the price in it.
pub(crate) async fn press_order(window: &Window) {
    window.click_first("form.form button[type=submit]").await;
}

/// From the checkout to the page of the placed order.
pub(crate) async fn order(window: &Window, last_name: &str) {
    fill_in_delivery(window, last_name).await;
    window.press("Look it over").await;
    window.see("How you pay").await;
    press_order(window).await;
    window.see("Your order is placed.").await;
    window.see(last_name).await;
}

#[tokio::test]
async fn while_vendure_is_down_booking_works() {
    let place = Place::open(SHOP).await;
    place.shop().becomes(Condition::Down);
    let window = place.browser.window().open().await;
    window.visit(&place.page("/")).await;
    window.see("Appointments can be booked as usual.").await;
    window.see("The shop opens in a moment").await;
    look(&window, "site-shop-closed").await;
    window.visit(&place.page("/cart")).await;
    assert!(
        !window.heading().await.is_empty(),
        "the cart's page says something"
    );
    place.book(&window, "kim@example.com").await;

    place.shop().becomes(Condition::Sound);
    window.visit_until(&place.page("/"), "Bud vase").await;

    // Once it was open it doesn't open in a moment, and whoever runs the site sees it in the metrics.
    let counted = troubles(&place).await;
    place.shop().becomes(Condition::Down);
    window.visit(&place.page("/")).await;
    window.see("The shop can't be shown for the moment").await;
    assert!(troubles(&place).await > counted);
}

/// How often the site has counted that the shop can't be asked.
async fn troubles(place: &Place) -> u64 {
    let page = place.system.http.get(place.site.page("/metrics"));
    let page = page.send().await.unwrap().text().await.unwrap();
    let counted = page
        .lines()
        .find_map(|line| line.strip_prefix("site_trouble_total{kind=\"shop\"} "));
    let counted = counted.unwrap_or_else(|| panic!("troubles of the shop are counted: {page}"));
    counted.parse().unwrap()
}

#[tokio::test]
async fn a_product_whose_service_is_gone_says_so_and_is_not_sold() {
    let place = Place::open(SHOP).await;
    let database = place.system.database().await;
    database
        .run("UPDATE tenants SET definition = REPLACE(definition, 'f1a6e002', 'f1a6e902')")
        .await;
    let window = place.browser.window().open().await;
    window.visit(&place.page("/products/private-lesson")).await;
    window.see("This is no longer offered.").await;
    assert!(!window.text().await.contains("try again"));
    window.visit(&place.page("/?q=lesson")).await;
    window.see("No longer offered").await;
    window.visit(&place.page("/products/wheel-class")).await;
    window.see("Next free times").await;
}

#[tokio::test]
async fn while_the_api_is_down_the_shop_sells() {
    sells_without_calendar(SHOP, "/products/private-lesson").await;
}

#[tokio::test]
async fn while_the_api_is_down_the_practices_shop_sells() {
    sells_without_calendar(HYPNO_WITH_SHOP, "/products/hypnotherapy-session").await;
}

async fn sells_without_calendar(kind: Kind, by_appointment: &str) {
    let place = Place::open(kind).await;
    place.api.becomes(Condition::Down);
    let window = place.browser.window().open().await;
    let (_, name) = kind.product;
    window.visit(&place.page(kind.front)).await;
    window.see("Appointments can't be booked").await;
    window.follow(name).await;
    window.press("Add to cart").await;
    window.see("Your cart").await;
    window.see(name).await;
    window.follow("Go to checkout").await;
    order(&window, "Offline").await;
    window.visit(&place.page(by_appointment)).await;
    window.see("our calendar can't be reached").await;
}
