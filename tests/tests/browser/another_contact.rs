//! Whoever has shown who they are books under another address too, and loses nothing by it.

use scheduler_tests::{browser::Window, outbox};

use crate::place::{HYPNO, MAIN, Place, appointment, take_a_slot};

const KIM: &str = "kim@example.com";
const ROBIN: &str = "robin@example.com";
const ALEX: &str = "alex@example.com";
const SAM: &str = "sam@example.com";
const NUMBER: &str = "+4915112345678";

#[tokio::test]
async fn who_came_by_the_link_of_a_text_message_books_the_next_one_by_email() {
    let place = Place::open(HYPNO).await;
    let desk = place.browser.window().open().await;
    place.book(&desk, "+49 151 1234-5678").await;
    let messages = outbox::wait_for(&place.system, "confirmation", NUMBER, 1).await;
    let token = outbox::manage_token(&messages[0]);

    let phone = place.browser.window().narrow().open().await;
    phone
        .visit(&place.page(&format!("/manage?link={token}")))
        .await;
    phone.press("Open my appointments").await;
    phone.see("Coming up").await;
    book_another(&place, &phone, KIM).await;
    let second = appointment(&phone).await;
    outbox::wait_for(&place.system, "confirmation", KIM, 1).await;
    phone.see("This page shows changes as they happen.").await;

    // Both are theirs, to see and to change.
    assert_eq!(coming_up(&place, &phone).await, 2);
    let list = phone.text().await;
    assert!(
        !list.contains("Send me a code"),
        "who they are is still known: {list}"
    );
    let browser = place.browser.window().open().await;
    sign_in(&place, &browser, KIM).await;
    assert_eq!(
        coming_up(&place, &browser).await,
        1,
        "the number's is none of the address's"
    );
    browser.follow(place.kind.service).await;
    assert_eq!(appointment(&browser).await, second);
    phone.back().await;
    phone.see("You're booked.").await;
    cancel(&browser).await;
    phone.see("An appointment was cancelled.").await;
}

#[tokio::test]
async fn who_is_signed_in_books_for_their_family_and_goes_on_seeing_their_own() {
    let place = Place::open(MAIN).await;
    let elsewhere = place.browser.window().open().await;
    place.book(&elsewhere, "Kim@Example.com").await;
    let window = place.browser.window().without_script().open().await;
    sign_in(&place, &window, KIM).await;
    assert_eq!(coming_up(&place, &window).await, 1);

    book_another(&place, &window, ROBIN).await;
    outbox::wait_for(&place.system, "confirmation", ROBIN, 1).await;
    window.follow("Choose another time").await;
    window.see("Times are").await;
    take_a_slot(&window).await;
    window.press("Move it").await;
    window.see("Your appointment has moved.").await;
    outbox::wait_for(&place.system, "rescheduled", ROBIN, 1).await;
    assert_eq!(coming_up(&place, &window).await, 2);
    assert_eq!(place.bookings().await, 2);

    // Out is out of both.
    window.press("Sign out on this device").await;
    window.see("You are signed out").await;
    let database = place.system.database().await;
    assert_eq!(
        database
            .count("sessions WHERE ended_at IS NULL AND parent_id IS NULL")
            .await,
        1,
        "of the three there is the one at the other window"
    );
}

#[tokio::test]
async fn the_list_of_who_booked_for_others_tells_what_becomes_of_each() {
    let place = Place::open(MAIN).await;
    let elsewhere = place.browser.window().open().await;
    place.book(&elsewhere, KIM).await;
    let window = place.browser.window().open().await;
    sign_in(&place, &window, KIM).await;
    for contact in [ROBIN, ALEX, SAM] {
        book_another(&place, &window, contact).await;
    }
    assert_eq!(coming_up(&place, &window).await, 4);

    // What happens under the two addresses booked under last is told as it happens, beside their own.
    for (told, contact) in [(1, SAM), (2, ALEX), (3, KIM)] {
        cancel_elsewhere(&place, contact).await;
        window.see_times("Cancelled", told).await;
    }
    window.see("An appointment was cancelled.").await;
    // The rest is there when the list is looked at again.
    cancel_elsewhere(&place, ROBIN).await;
    window
        .run("document.dispatchEvent(new Event('visibilitychange'))")
        .await;
    window.see_times("Cancelled", 4).await;
}

/// Somebody calls off their one appointment in a browser of their own.
pub(crate) async fn cancel_elsewhere(place: &Place, contact: &str) {
    let window = place.browser.window().open().await;
    sign_in(place, &window, contact).await;
    window.follow(place.kind.service).await;
    cancel(&window).await;
}

async fn book_another(place: &Place, window: &Window, contact: &str) {
    place.choose_slot(window).await;
    window.fill("Your name", "Robin Berger").await;
    window.fill("Email or mobile number", contact).await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
}

/// How many appointments are in the list.
async fn coming_up(place: &Place, window: &Window) -> usize {
    window.visit(&place.page("/bookings")).await;
    window.see("Coming up").await;
    window.texts("article.booking.confirmed h3").await.len()
}

async fn sign_in(place: &Place, window: &Window, contact: &str) {
    window.visit(&place.page("/sign-in")).await;
    window.fill("Email or mobile number", contact).await;
    window.press("Send me a code").await;
    window.see("Enter your code").await;
    let code = outbox::code_to(&place.system, contact).await;
    window.fill("Code", &code).await;
    window.press("Show my appointments").await;
    window.see("Coming up").await;
}

async fn cancel(window: &Window) {
    window.follow("Cancel").await;
    window.press("Cancel this appointment").await;
    window.see("Your appointment is cancelled.").await;
}
