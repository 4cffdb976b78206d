//! The shop takes an order and its payment, and the answer is lost: the customer comes to their order, which is one.

use scheduler_tests::{browser::Window, relay::Condition};

use crate::{
    place::{Place, SHOP},
    shop::{fill_in_delivery, press_order, put_into_cart},
    vendure,
};

const PAYMENT: &str = "addPaymentToOrder";
/// How the site asks whether a cart has become an order.
const WHETHER_PLACED: &str = r#""placed":true"#;

/// With something in the cart, and nothing left to do but to order and pay.
async fn before_the_order(place: &Place, last_name: &str) -> Window {
    let window = place.browser.window().open().await;
    put_into_cart(place, &window, "salt-pig").await;
    window.follow("Go to checkout").await;
    fill_in_delivery(&window, last_name).await;
    window.press("Look it over").await;
    window.see("How you pay").await;
    window
}

/// They are at their order, and the shop has that one, paid once.
async fn has_ordered_once(place: &Place, window: &Window, last_name: &str) {
    window.see("Your order is placed.").await;
    window.see(last_name).await;
    assert!(window.url().await.contains("/orders/"));
    let orders = vendure::orders(place.kind.tenant, last_name).await;
    assert_eq!(orders, [["Settled"]], "one order, paid once");
    window.visit(&place.page("/cart")).await;
    window.see("There is nothing in it yet.").await;
}

#[tokio::test]
async fn a_payment_whose_answer_is_lost_leads_to_the_order() {
    let place = Place::open(SHOP).await;
    let window = before_the_order(&place, "Lostonce").await;
    place.shop().becomes(Condition::LosesAnswersTo(&[PAYMENT]));
    press_order(&window).await;
    has_ordered_once(&place, &window, "Lostonce").await;
}

#[tokio::test]
async fn a_payment_that_may_be_under_way_is_not_made_again() {
    let place = Place::open(SHOP).await;
    let window = before_the_order(&place, "Waitsawhile").await;
    place.shop().becomes(Condition::Keeps(&[PAYMENT]));
    press_order(&window).await;
    window.see("The shop can't be reached").await;
    place.shop().becomes(Condition::Sound);
    window.press("Try again").await;
    window.see("Your order is being taken already.").await;
    assert_eq!(window.value_of("Quantity of Salt pig").await, "1");
    let orders = vendure::orders(place.kind.tenant, "Waitsawhile").await;
    assert!(
        orders.concat().is_empty(),
        "no payment was sent: {orders:?}"
    );
}

#[tokio::test]
async fn a_payment_after_which_the_shop_is_gone_leads_to_the_order_once_it_is_back() {
    let place = Place::open(SHOP).await;
    let gone = Condition::LosesAnswersTo(&[PAYMENT, WHETHER_PLACED]);

    // Somebody who sends the form again.
    let window = before_the_order(&place, "Triesagain").await;
    place.shop().becomes(gone);
    press_order(&window).await;
    window.see("The shop can't be reached").await;
    place.shop().becomes(Condition::Down);
    window.press("Try again").await;
    window.see("The shop can't be reached").await;
    place.shop().becomes(Condition::Sound);
    window.press("Try again").await;
    has_ordered_once(&place, &window, "Triesagain").await;

    // Somebody who looks into their cart instead.
    let window = before_the_order(&place, "Looksagain").await;
    place.shop().becomes(gone);
    press_order(&window).await;
    window.see("The shop can't be reached").await;
    place.shop().becomes(Condition::Sound);
    window.visit(&place.page("/cart")).await;
    has_ordered_once(&place, &window, "Looksagain").await;
}
