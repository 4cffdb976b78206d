//! Every page: usable by everybody in light and dark, at ease in a narrow window, light, and still.

use scheduler_tests::{
    browser::{NARROW, Scheme, WIDE, Window},
    outbox,
    relay::Condition,
};

use crate::place::{HYPNO, Kind, MAIN, Place, SHOP};

/// Bytes of a first page at most, with everything it needs.
pub(crate) const FIRST_PAGE: u64 = 50_000;
/// The narrowest window that pages are made for: of a small telephone, or of a desk where everything is magnified fourfold.
const NARROWEST: (u32, u32) = (320, 640);
/// What a browser may report for a page whose parts all keep their places: rounding.
const STILL: f64 = 0.001;

#[tokio::test]
async fn every_page_of_the_practices_site_is_usable_by_everybody() {
    walk(HYPNO).await;
}

#[tokio::test]
async fn every_page_of_everybodys_site_is_usable_by_everybody() {
    walk(MAIN).await;
}

#[tokio::test]
async fn every_page_of_booking_in_the_shop_is_usable_by_everybody() {
    walk(SHOP).await;
}

async fn walk(kind: Kind) {
    let place = Place::open(kind).await;
    let window = place.browser.window().open().await;
    let look = async |page: &str| look(&window, &format!("{}-{page}", kind.program)).await;

    // The first page ever, with nothing kept from before.
    window.visit(&place.site.page("/")).await;
    window.heading().await;
    look("home").await;
    let traffic = window.traffic().await;
    assert!(
        (1..FIRST_PAGE).contains(&traffic.bytes),
        "the first page takes {} bytes: {traffic:#?}",
        traffic.bytes
    );

    window.visit(&place.page("/services")).await;
    look("services").await;
    window.follow(kind.service).await;
    window.see("Times are").await;
    look("slots").await;
    place.choose_slot(&window).await;
    look("details").await;
    place.fill_in(&window, "nobody").await;
    window.press("Book this appointment").await;
    window.see("Book this appointment").await;
    assert!(
        window.shows(".error").await,
        "what is wrong is said at the field"
    );
    window.opened_at("Email or mobile number").await;
    look("details-wrong").await;
    window
        .fill("Email or mobile number", "kim@example.com")
        .await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    look("confirmation").await;
    window.follow("Choose another time").await;
    window.see("Times are").await;
    look("reschedule").await;
    window.click_first("a[rel=next]").await;
    window.click_first("a.slot").await;
    window.see("Move it").await;
    look("reschedule-confirm").await;
    window.visit(&place.page("/bookings")).await;
    window.see("Coming up").await;
    look("bookings").await;
    window.follow(kind.service).await;
    window.follow("Cancel").await;
    window.see("Why you cancel").await;
    look("cancel").await;
    window.visit(&place.page("/sign-in")).await;
    window.see("You need no account.").await;
    look("sign-in").await;
    window.press("Send me a code").await;
    window.see("Enter your code").await;
    look("verify").await;
    let messages = outbox::wait_for(&place.system, "confirmation", "kim@example.com", 1).await;
    let token = outbox::manage_token(&messages[0]);
    window
        .visit(&place.page(&format!("/manage?link={token}")))
        .await;
    window.see("Open my appointments").await;
    look("manage").await;
    window.visit(&place.page("/nowhere")).await;
    window.see("There is nothing here").await;
    look("not-found").await;

    place.api.becomes(Condition::Down);
    window.visit(&place.page("/bookings")).await;
    window.see("We can't reach our calendar").await;
    look("unavailable").await;
}

/// Looks closely at the page that is open, and keeps pictures of it.
pub(crate) async fn look(window: &Window, name: &str) {
    let shift = window.layout_shift().await;
    assert!(
        shift <= STILL,
        "{name} keeps still while it comes up: {shift}"
    );
    window.assert_accessible().await;
    window.screenshot(&format!("{name}-light")).await;
    window.prefers(Scheme::Dark).await;
    window.screenshot(&format!("{name}-dark")).await;
    window.prefers(Scheme::Light).await;
    for (width, height) in [NARROWEST, NARROW] {
        window.resize(width, height).await;
        let [wider, lines] = fit(window).await;
        assert!(
            wider <= 0,
            "{name} fits a window of {width} pixels, {wider} too wide"
        );
        assert!(
            lines <= 1,
            "the menu of {name} stands in {lines} lines in a window of {width} pixels"
        );
    }
    window.screenshot(&format!("{name}-narrow")).await;
    let small = window.small_targets().await;
    assert!(
        small.is_empty(),
        "{name} can be used with a thumb, but for {small:?}"
    );
    window.assert_usable_by_keyboard().await;
    let (width, height) = WIDE;
    window.resize(width, height).await;
    window.assert_usable_by_keyboard().await;
}

/// How many pixels the page is wider than its window, and in how many lines its menu stands.
async fn fit(window: &Window) -> [i64; 2] {
    let fit = window
        .run(
            "const shown = [...document.querySelectorAll('header nav a')].filter((it) => it.checkVisibility());
             const lines = new Set(shown.map((it) => it.getBoundingClientRect().top));
             return [document.documentElement.scrollWidth - innerWidth, lines.size];",
        )
        .await;
    [0, 1].map(|at| fit[at].as_i64().expect("a whole number"))
}
