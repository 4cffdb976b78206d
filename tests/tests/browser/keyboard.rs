//! Everything by keyboard alone: booking, moving and cancelling, finding a business, and buying.

use scheduler_tests::{browser::Window, outbox};

use crate::{
    place::{HYPNO, MAIN, Place, SHOP, appointment},
    shop::DELIVERY,
};

const KIM: &str = "kim@example.com";

/// Tabs to what has this name, and follows or presses it.
async fn enter(window: &Window, name: &str) {
    window.tab_to(name).await;
    window.enter().await;
}

async fn type_into(window: &Window, label: &str, text: &str) {
    window.tab_to(label).await;
    window.type_in(text).await;
}

/// The first free slot of the week after the one that is shown.
async fn take_a_slot(window: &Window) {
    window.see("Times are").await;
    enter(window, "Later").await;
    window.see("Earlier").await;
    let slots = window.texts("a.slot time").await;
    enter(window, slots.first().expect("something is free")).await;
}

#[tokio::test]
async fn an_appointment_is_booked_moved_and_cancelled_by_keyboard_alone() {
    let place = Place::open(HYPNO).await;
    let window = &place.browser.window().open().await;
    window.visit(&place.page("/")).await;
    enter(window, "Skip to content").await;
    enter(window, "Book an appointment").await;
    window.see("What would you like to book?").await;
    enter(window, HYPNO.service).await;
    take_a_slot(window).await;
    window.see("Your name").await;
    type_into(window, "Your name", "Kim Berger").await;
    type_into(window, "Email or mobile number", KIM).await;
    enter(window, "Book this appointment").await;
    window.see("You're booked.").await;
    let first = appointment(window).await;

    // On another device, by a code.
    let window = &place.browser.window().open().await;
    window.visit(&place.page("/")).await;
    enter(window, "My appointments").await;
    window.see("You need no account.").await;
    type_into(window, "Email or mobile number", KIM).await;
    enter(window, "Send me a code").await;
    window.see("Enter your code").await;
    let code = outbox::code_to(&place.system, KIM).await;
    type_into(window, "Code", &code).await;
    enter(window, "Show my appointments").await;
    window.see("Coming up").await;
    enter(window, HYPNO.service).await;
    window.see("Add to calendar").await;
    enter(window, "Choose another time").await;
    take_a_slot(window).await;
    window.see("Move your appointment?").await;
    enter(window, "Move it").await;
    window.see("Your appointment has moved.").await;
    assert_ne!(appointment(window).await, first, "it has moved");

    enter(window, "Cancel").await;
    window.see("Why you cancel").await;
    enter(window, "Cancel this appointment").await;
    window.see("Your appointment is cancelled.").await;
}

#[tokio::test]
async fn a_business_is_found_by_keyboard_alone() {
    let place = Place::open(MAIN).await;
    let window = &place.browser.window().open().await;
    window.visit(&place.site.page("/")).await;
    // A link to the list, and after it the field of the same name.
    window.tab_to("Find a business").await;
    type_into(window, "Find a business", "clay").await;
    window.enter().await;
    window.see("Businesses called “clay”").await;
    enter(window, "Kiln & Clay").await;
    window.see("Good to know").await;
    enter(window, MAIN.service).await;
    window.see("Times are").await;
}

#[tokio::test]
async fn an_order_is_placed_by_keyboard_alone() {
    let place = Place::open(SHOP).await;
    let window = &place.browser.window().open().await;
    window.visit(&place.page("/")).await;
    enter(window, "Bud vase").await;
    window.see("Add to cart").await;
    enter(window, "Add to cart").await;
    window.see("Your cart").await;
    enter(window, "Go to checkout").await;
    window.see("Who orders").await;
    for (label, text) in DELIVERY {
        type_into(window, label, text).await;
    }
    enter(window, "Look it over").await;
    window.see("How you pay").await;
    enter(window, "Order and pay").await;
    window.see("Your order is placed.").await;
    window.see("12 Canal Street").await;
}
