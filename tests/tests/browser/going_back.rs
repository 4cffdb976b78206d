//! Somebody books, goes back to the form, and is about to book the same once more.

use crate::{
    every_page::look,
    place::{Kind, MAIN, Place},
};

/// A group, which has seats for a second booking.
const GROUP: Kind = Kind {
    service: "Wheel class for beginners",
    ..MAIN
};

#[tokio::test]
async fn who_goes_back_and_sends_the_form_again_is_shown_what_they_booked() {
    let place = Place::open(GROUP).await;
    let window = place.browser.window().open().await;
    place.choose_slot(&window).await;
    let form = window.url().await;
    place.fill_in(&window, "kim@example.com").await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;

    // By the button, to whatever the browser has kept of the form.
    window.back().await;
    window.reload().await;
    window.see("You have booked this already").await;
    window.follow("See your appointment").await;
    window.see(GROUP.service).await;
    assert_eq!(place.bookings().await, 1);

    // A form that was open meanwhile and says something else.
    window.visit(&form).await;
    window.follow("Book it once more, for somebody else").await;
    window.see("another place beside it").await;
    window
        .run("document.querySelector('[name=again]').remove()")
        .await;
    window.fill("Your name", "Robin Berger").await;
    window.press("Book this appointment").await;
    window.see("Nothing was booked a second time.").await;
    assert_eq!(place.bookings().await, 1);
    look(&window, "site-main-already-booked").await;

    // And who does want two has two.
    window.follow("Book it once more, for somebody else").await;
    assert_eq!(window.value_of("Your name").await, "Robin Berger");
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    assert_eq!(place.bookings().await, 2);
    window.visit(&place.page("/bookings")).await;
    let booked = window.texts(".card.booking h3").await;
    assert_eq!(booked, [GROUP.service, GROUP.service]);
}
