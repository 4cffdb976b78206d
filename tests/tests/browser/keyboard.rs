//! Booking and cancelling by keyboard alone.

use crate::place::{HYPNO, Place};

#[tokio::test]
async fn an_appointment_is_booked_and_cancelled_by_keyboard_alone() {
    let place = Place::open(HYPNO).await;
    let window = place.browser.window().open().await;
    window.visit(&place.page("/")).await;
    window.tab_to("Skip to content").await;
    window.enter().await;
    window.tab_to("Book an appointment").await;
    window.enter().await;
    window.see("What would you like to book?").await;
    window.tab_to(HYPNO.service).await;
    window.enter().await;
    window.see("Times are").await;
    window.tab_to("Later").await;
    window.enter().await;
    window.see("Earlier").await;
    let slots = window.texts("a.slot time").await;
    window
        .tab_to(slots.first().expect("something is free"))
        .await;
    window.enter().await;
    window.see("Your name").await;
    window.tab_to("Your name").await;
    window.type_in("Kim Berger").await;
    window.tab_to("Email or mobile number").await;
    window.type_in("kim@example.com").await;
    window.tab_to("Book this appointment").await;
    window.enter().await;
    window.see("You're booked.").await;
    window.tab_to("Cancel").await;
    window.enter().await;
    window.see("Why you cancel").await;
    window.tab_to("Cancel this appointment").await;
    window.enter().await;
    window.see("Your appointment is cancelled.").await;
}
