//! Vendure down, slow, cut off in the middle: an order gets through, or what the customer typed is kept. What each page
//! says then is in `whatever_breaks`.

use std::time::{Duration, Instant};

use scheduler_tests::{browser::Window, relay::Condition};

use crate::{
    place::{BOUND, HYPNO_WITH_SHOP, Kind, Place, SHOP},
    shop::{fill_in_delivery, press_order, put_into_cart},
};

const SLOW: Condition = Condition::Slow(Duration::from_secs(3));
/// So slow that five calls in a row are more than a page may take.
const VERY_SLOW: Condition = Condition::Slow(Duration::from_millis(4_600));

/// As Vendure may break: before the head of an answer is whole, and after it.
const BROKEN: [Condition; 3] = [
    Condition::Down,
    Condition::CutAfter(100),
    Condition::CutAfter(600),
];

const UNREACHED: &str = "The shop can't be reached";

/// What is done leads to this, in the time of the two pages that a form is: its answer, and what that leads to.
async fn leads_to(window: &Window, done: impl Future<Output = ()>, text: &str) {
    let began = Instant::now();
    done.await;
    window.see(text).await;
    assert!(
        began.elapsed() < 2 * BOUND,
        "{text:?} took {:?}",
        began.elapsed()
    );
}

#[tokio::test]
async fn a_slow_vendure_makes_a_shop_slow_and_nothing_else() {
    sells_slowly(SHOP).await;
}

#[tokio::test]
async fn a_slow_vendure_makes_the_practices_shop_slow_and_nothing_else() {
    sells_slowly(HYPNO_WITH_SHOP).await;
}

async fn sells_slowly(kind: Kind) {
    let place = Place::open(kind).await;
    let (slug, name) = kind.product;
    place.shop().becomes(SLOW);
    let window = &place.browser.window().open().await;
    let page = |path: &str| place.page(path);
    leads_to(window, window.visit(&page(kind.front)), name).await;
    let product = page(&format!("/products/{slug}"));
    leads_to(window, window.visit(&product), "Add to cart").await;
    leads_to(window, window.press("Add to cart"), "Go to checkout").await;
    window.see(name).await;
    leads_to(window, window.follow("Go to checkout"), "Who orders").await;
    fill_in_delivery(window, "Slow").await;
    place.shop().becomes(VERY_SLOW);
    leads_to(window, window.press("Look it over"), "How you pay").await;
    leads_to(window, press_order(window), "Your order is placed.").await;
}

#[tokio::test]
async fn forms_of_a_shop_that_breaks_off_are_kept_and_do_nothing_twice() {
    let place = Place::open(SHOP).await;
    let window = &place.browser.window().open().await;
    put_into_cart(&place, window, "bud-vase").await;

    // A second never gets as far as the shop: sent again it is put into the cart.
    window.visit(&place.page("/products/bud-vase")).await;
    place.shop().becomes(Condition::Down);
    leads_to(window, window.press("Add to cart"), UNREACHED).await;
    place.shop().becomes(Condition::Sound);
    window.press("Try again").await;
    window.see("Go to checkout").await;
    assert_eq!(window.value_of("Quantity of Bud vase").await, "2");

    // A third is put into the cart, and nobody is told.
    window.visit(&place.page("/products/bud-vase")).await;
    place
        .shop()
        .becomes(Condition::LosesAnswersTo(&["addItemToOrder"]));
    leads_to(window, window.press("Add to cart"), UNREACHED).await;
    place.shop().becomes(Condition::Sound);
    window.press("Try again").await;
    window
        .see("please see whether it is as many as you want")
        .await;
    assert_eq!(
        window.value_of("Quantity of Bud vase").await,
        "3",
        "and not four"
    );

    window.follow("Go to checkout").await;
    fill_in_delivery(window, "Keptform").await;
    for condition in BROKEN {
        place.shop().becomes(condition);
        let sent = async {
            match window.shows("[data-trouble]").await {
                true => window.press("Try again").await,
                false => window.press("Look it over").await,
            }
        };
        leads_to(window, sent, UNREACHED).await;
        assert_eq!(window.value_of("Last name").await, "Keptform");
        assert_eq!(
            window.value_of("Street and number").await,
            "12 Canal Street"
        );
    }
    place.shop().becomes(Condition::Sound);
    window.press("Try again").await;
    window.see("How you pay").await;
    window.see("Keptform").await;
}
