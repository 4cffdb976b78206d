//! The API down, slow, cut off in the middle; the worker down: each page answers sensibly, in bounded time, and what
//! the customer typed is kept.

use std::time::{Duration, Instant};

use scheduler_tests::{browser::Window, outbox, relay::Condition};

use crate::place::{BOUND, HYPNO, MAIN, Place};

/// Every page somebody without a session may come to.
const PAGES: [&str; 4] = ["/", "/services", "/sign-in", "/bookings"];

/// The page comes in bounded time and is one of the site's own: a heading, a way on.
pub(crate) async fn answers(window: &Window, url: &str) {
    let began = Instant::now();
    window.visit(url).await;
    let heading = window.heading().await;
    assert!(began.elapsed() < BOUND, "{url} took {:?}", began.elapsed());
    assert!(!heading.is_empty(), "{url} has a heading");
    let links = window.texts("main a, header a").await;
    assert!(!links.is_empty(), "{url} leads on");
}

/// Sends the form in hand, which comes to nothing in bounded time and is kept.
async fn is_kept(window: &Window) {
    let began = Instant::now();
    window.press("Book this appointment").await;
    window.see("We can't reach our calendar").await;
    assert!(began.elapsed() < BOUND, "it took {:?}", began.elapsed());
    assert_eq!(window.value_of("Your name").await, "Kim Berger");
    assert_eq!(
        window.value_of("Email or mobile number").await,
        "kim@example.com"
    );
}

/// The API is back, and before long the site knows.
async fn recovers(place: &Place, window: &Window) {
    place.api.becomes(Condition::Sound);
    let services = place.page("/services");
    window.visit_until(&services, HYPNO.service).await;
}

#[tokio::test]
async fn while_the_api_is_down_pages_say_so_and_forms_are_kept() {
    let place = Place::open(HYPNO).await;
    let window = place.browser.window().open().await;

    // Before the site has ever reached it.
    place.api.becomes(Condition::Down);
    for path in PAGES {
        answers(&window, &place.page(path)).await;
    }
    window.visit(&place.page("/services")).await;
    window.see("We can't reach our calendar").await;

    // And after somebody has filled in the form.
    recovers(&place, &window).await;
    place.choose_slot(&window).await;
    place.fill_in(&window, "kim@example.com").await;
    place.api.becomes(Condition::Down);
    is_kept(&window).await;
    let another = place.browser.window().open().await;
    for path in PAGES {
        answers(&another, &place.page(path)).await;
    }
    another.visit(&place.page("/services")).await;
    another.see(HYPNO.service).await;
    assert_eq!(place.bookings().await, 0);

    place.api.becomes(Condition::Sound);
    window.press("Try again").await;
    window.see("You're booked.").await;
    assert_eq!(place.bookings().await, 1, "the form that was kept books");
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_no_second_booking() {
    let place = Place::open(HYPNO).await;
    let window = place.browser.window().open().await;
    place.api.becomes(Condition::CutAfter(100));
    for path in PAGES {
        answers(&window, &place.page(path)).await;
    }
    recovers(&place, &window).await;
    // The whole answer, then one whose head has come and whose body breaks off.
    for (made, left) in [(1, 0), (2, 700)] {
        let visitor = place.browser.window().open().await;
        place.choose_slot(&visitor).await;
        place.fill_in(&visitor, "kim@example.com").await;
        let booking = &["POST /api/public/stillwater/book "];
        place.api.becomes(Condition::CutsAnswersTo(booking, left));
        is_kept(&visitor).await;
        assert_eq!(
            place.bookings().await,
            made,
            "the booking was made, only nobody was told"
        );
        place.api.becomes(Condition::Sound);
        visitor.press("Try again").await;
        visitor.see("You're booked.").await;
        assert_eq!(place.bookings().await, made, "and isn't made again");
    }
}

#[tokio::test]
async fn a_slow_api_makes_pages_slow_and_nothing_else() {
    let place = Place::open(MAIN).await;
    let window = place.browser.window().open().await;
    place.api.becomes(Condition::Slow(Duration::from_secs(3)));
    for path in ["/", "/services"] {
        answers(&window, &place.page(path)).await;
    }
    place.choose_slot(&window).await;
    place.fill_in(&window, "kim@example.com").await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    assert_eq!(place.bookings().await, 1);
}

#[tokio::test]
async fn while_the_worker_is_down_booking_works_and_its_message_waits() {
    let mut place = Place::open(HYPNO).await;
    place.system.worker.terminate();
    place.system.worker.ended().await;
    let window = place.browser.window().open().await;
    place.book(&window, "kim@example.com").await;
    window.visit(&place.page("/bookings")).await;
    window.see(HYPNO.service).await;
    let sent = outbox::messages(&place.system, "confirmation", "kim@example.com");
    assert!(sent.is_empty(), "nobody is there to send it");
    let _worker = place.system.start_worker();
    outbox::wait_for(&place.system, "confirmation", "kim@example.com", 1).await;
}
