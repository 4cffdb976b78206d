//! From the services to a cancelled appointment, on each site, with and without script.

use scheduler_tests::{browser::Window, outbox};

use crate::place::{HYPNO, Kind, MAIN, Place, SHOP, appointment, take_a_slot};

const KIM: &str = "kim@example.com";

#[tokio::test]
async fn on_the_practices_site_a_change_is_seen_in_another_window() {
    with_script(HYPNO).await;
}

#[tokio::test]
async fn on_everybodys_site_a_change_is_seen_in_another_window() {
    with_script(MAIN).await;
}

#[tokio::test]
async fn on_the_practices_site_everything_works_without_script() {
    without_script(HYPNO).await;
}

#[tokio::test]
async fn on_everybodys_site_everything_works_without_script() {
    without_script(MAIN).await;
}

#[tokio::test]
async fn in_the_shop_a_change_is_seen_in_another_window() {
    with_script(SHOP).await;
}

#[tokio::test]
async fn in_the_shop_everything_works_without_script() {
    without_script(SHOP).await;
}

async fn with_script(kind: Kind) {
    let place = Place::open(kind).await;
    let desk = place.browser.window().open().await;
    let told = |message| outbox::wait_for(&place.system, message, KIM, 1);

    place.book(&desk, KIM).await;
    let first = appointment(&desk).await;
    told("confirmation").await;
    desk.see("This page shows changes as they happen.").await;
    desk.screenshot(&format!("{}-confirmation", kind.program))
        .await;

    // On the way, with another device that knows nothing of them.
    let phone = place.browser.window().narrow().open().await;
    sign_in(&place, &phone).await;
    phone.see(kind.service).await;
    phone.follow(kind.service).await;
    assert_eq!(
        appointment(&phone).await,
        first,
        "it is the same appointment"
    );

    let second = reschedule(&phone).await;
    assert_ne!(second, first, "it has moved");
    desk.see(&second).await;
    told("rescheduled").await;

    cancel(&phone).await;
    desk.see("Cancelled").await;
    desk.see("An appointment was cancelled.").await;
    told("cancelled").await;
    assert_eq!(
        desk.texts("[data-status=cancelled]").await.len(),
        1,
        "and so does its badge"
    );

    // Their list says the same.
    phone.visit(&place.page("/bookings")).await;
    phone.see("Cancelled").await;
    assert_eq!(place.bookings().await, 1, "all of it was one booking");
}

async fn without_script(kind: Kind) {
    let place = Place::open(kind).await;
    let desk = place.browser.window().without_script().open().await;
    place.book(&desk, KIM).await;
    let first = appointment(&desk).await;
    outbox::wait_for(&place.system, "confirmation", KIM, 1).await;

    let phone = place
        .browser
        .window()
        .without_script()
        .narrow()
        .open()
        .await;
    sign_in(&place, &phone).await;
    phone.follow(kind.service).await;
    let second = reschedule(&phone).await;
    assert_ne!(second, first, "it has moved");
    desk.reload().await;
    desk.see(&second).await;
    cancel(&phone).await;
    desk.reload().await;
    desk.see("Cancelled").await;
    outbox::wait_for(&place.system, "cancelled", KIM, 1).await;
    assert_eq!(place.bookings().await, 1, "all of it was one booking");
}

/// Shows by a code who they are.
async fn sign_in(place: &Place, window: &Window) {
    window.visit(&place.page("/bookings")).await;
    window.see("Your appointments").await;
    window.fill("Email or mobile number", KIM).await;
    window.press("Send me a code").await;
    window.see("Enter your code").await;
    let code = outbox::code_to(&place.system, KIM).await;
    window.fill("Code", &code).await;
    window.press("Show my appointments").await;
    window.see("Coming up").await;
}

/// Moves the appointment whose page is open, and says when it is then.
async fn reschedule(window: &Window) -> String {
    window.follow("Choose another time").await;
    window.see("Times are").await;
    take_a_slot(window).await;
    window.press("Move it").await;
    window.see("Your appointment has moved.").await;
    appointment(window).await
}

/// Calls off the appointment whose page is open.
async fn cancel(window: &Window) {
    window.follow("Cancel").await;
    window
        .fill("Why you cancel", "The train is on strike.")
        .await;
    window.press("Cancel this appointment").await;
    window.see("Your appointment is cancelled.").await;
}
