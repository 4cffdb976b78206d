//! A practice sells recordings and courses on its own site, under its own name.

use reqwest::header::CACHE_CONTROL;
use scheduler_tests::browser::Window;

use crate::{
    every_page::look,
    place::{HYPNO, HYPNO_WITH_SHOP, Place},
    shop::{fill_in_delivery, order, press_order},
    vendure,
};

const NAMES: &str = "Stillwater";

/// How much the header says is in the cart, if it says so.
async fn in_the_header(window: &Window) -> Option<String> {
    let counts = window.texts("header .count").await;
    let first = counts.first()?.split_whitespace().next();
    first.map(str::to_owned)
}

/// How the practice's shop knows who ordered.
async fn orders(place: &Place, last_name: &str) -> Vec<Vec<String>> {
    vendure::orders(place.kind.tenant, last_name).await
}

#[tokio::test]
async fn a_recording_is_bought_and_a_session_booked_on_the_practices_own_site() {
    let place = Place::open(HYPNO_WITH_SHOP).await;
    let window = place.browser.window().open().await;
    let look = async |page: &str| {
        window.see(NAMES).await;
        look(&window, &format!("site-hypno-{page}")).await;
    };

    window.visit(&place.page("/cart")).await;
    window.see("There is nothing in it yet.").await;
    look("cart-empty").await;
    window.visit(&place.page("/")).await;
    window.follow("For at home").await;
    window.see("Sleep, gently").await;
    look("shop").await;
    window.fill("Search", "exam").await;
    window.press("Show").await;
    window.see_gone("Sleep, gently").await;
    window.follow("Before the exam").await;
    window.see("Add to cart").await;
    look("product").await;
    window.visit(&place.page("/products/sleep-gently")).await;
    window.choose("FLAC").await;
    window.press("Add to cart").await;
    window.see("Your cart").await;
    window.see("Sleep, gently").await;
    look("cart").await;
    window.follow("Go to checkout").await;
    window.see("Who orders").await;
    look("checkout").await;
    window.press("Look it over").await;
    window.see("Something is missing.").await;
    look("checkout-wrong").await;
    fill_in_delivery(&window, "Quiet").await;
    window.press("Look it over").await;
    window.see("How you pay").await;
    look("review").await;
    press_order(&window).await;
    window.see("Your order is placed.").await;
    window.see("12 Canal Street").await;
    look("order").await;
    assert_eq!(orders(&place, "Quiet").await, [["Settled"]]);

    window.follow("Back to the shop").await;
    window.follow("Hypnotherapy session").await;
    window.see("Next free times").await;
    look("product-by-appointment").await;
    window.click_first("a.slot").await;
    place.fill_in(&window, "kim@example.com").await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    assert_eq!(place.bookings().await, 1);
}

#[tokio::test]
async fn a_recording_is_bought_without_script() {
    let place = Place::open(HYPNO_WITH_SHOP).await;
    let window = place.browser.window().without_script().narrow();
    let window = window.open().await;
    window.visit(&place.page("/shop")).await;
    window.follow("Before the exam").await;
    window.press("Add to cart").await;
    window.see("Your cart").await;
    window.fill("Quantity of Before the exam", "2").await;
    window.press("Update Before the exam").await;
    window.visit(&place.page("/")).await;
    assert_eq!(
        in_the_header(&window).await.as_deref(),
        Some("2"),
        "on every page"
    );
    window.click_first("header a[href='/cart']").await;
    window.follow("Go to checkout").await;
    order(&window, "Scriptless").await;
    assert_eq!(orders(&place, "Scriptless").await, [["Settled"]]);
    window.visit(&place.page("/services")).await;
    assert!(in_the_header(&window).await.is_none(), "it is ordered");
}

#[tokio::test]
async fn pictures_are_the_sites_own_and_kept_by_browsers() {
    let place = Place::open(HYPNO_WITH_SHOP).await;
    let http = &place.system.http;
    let page = http.get(place.page("/shop")).send().await.unwrap();
    let page = page.text().await.unwrap();
    let path = page.split("<img src=\"/pictures").nth(1).unwrap();
    let path = path.split('"').next().unwrap();
    let picture = http.get(place.page(&format!("/pictures{path}")));
    let picture = picture.send().await.unwrap();
    assert_eq!(picture.status(), 200);
    let kept = picture.headers()[CACHE_CONTROL].to_str().unwrap();
    assert!(kept.contains("immutable"), "{kept}");
    let first = picture.bytes().await.unwrap();
    assert!(!first.is_empty());
}

#[tokio::test]
async fn without_a_shop_there_is_no_trace_of_one() {
    let place = Place::open(HYPNO).await;
    let http = &place.system.http;
    for path in ["/", "/services", "/sign-in"] {
        let page = http.get(place.page(path)).send().await.unwrap();
        let page = page.text().await.unwrap();
        assert!(page.contains(NAMES), "{path} is a page of the practice's");
        for trace in ["/shop", "/cart", "For at home"] {
            assert!(!page.contains(trace), "{path} says {trace}: {page}");
        }
    }
    for path in ["/shop", "/cart", "/checkout", "/products/before-the-exam"] {
        let answer = http.get(place.page(path)).send().await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
}
