//! The server did what was asked and its answer is lost: sent again it isn't done twice, and nobody is told an untruth.

use scheduler_tests::{browser::Window, outbox, relay::Condition};

use crate::place::{HYPNO, Place, appointment, take_a_slot};

const KIM: &str = "kim@example.com";

/// What is pressed gets no answer, whatever this site asks of the server by requests that begin so.
async fn loses(place: &Place, window: &Window, begins: &'static [&'static str], button: &str) {
    place.api.becomes(Condition::LosesAnswersTo(begins));
    window.press(button).await;
    window.see("We can't reach our calendar").await;
    place.api.becomes(Condition::Sound);
}

#[tokio::test]
async fn a_change_whose_answer_is_lost_is_made_once() {
    const CHANGES: &[&str] = &["PATCH /api/public/stillwater/bookings/"];
    let place = Place::open(HYPNO).await;
    let window = &place.browser.window().open().await;
    place.book(window, KIM).await;
    let before = appointment(window).await;
    let database = place.system.database().await;

    window.follow("Choose another time").await;
    window.see("Times are").await;
    take_a_slot(window).await;
    loses(&place, window, CHANGES, "Move it").await;
    assert_eq!(
        database.count("bookings WHERE revision = 2").await,
        1,
        "it has moved"
    );
    window.press("Try again").await;
    window.see("Your appointment has moved.").await;
    assert_ne!(appointment(window).await, before);
    assert_eq!(
        database.count("bookings WHERE revision = 2").await,
        1,
        "and no further"
    );

    window.follow("Cancel").await;
    window
        .fill("Why you cancel", "The train is on strike.")
        .await;
    loses(&place, window, CHANGES, "Cancel this appointment").await;
    assert_eq!(
        window.value_of("Why you cancel").await,
        "The train is on strike."
    );
    window.press("Try again").await;
    window.see("Your appointment is cancelled.").await;
    assert_eq!(database.count("bookings WHERE revision = 3").await, 1);
    outbox::wait_for(&place.system, "cancelled", KIM, 1).await;
    for message in ["rescheduled", "cancelled"] {
        let told = outbox::messages(&place.system, message, KIM);
        assert_eq!(told.len(), 1, "one message {message}");
    }
}

#[tokio::test]
async fn a_code_or_its_verdict_or_a_link_whose_answer_is_lost_still_leads_to_the_appointments() {
    let place = Place::open(HYPNO).await;
    let desk = &place.browser.window().open().await;
    place.book(desk, KIM).await;
    let message = &outbox::wait_for(&place.system, "confirmation", KIM, 1).await[0];
    let link = format!("/manage?link={}", outbox::manage_token(message));

    // The code was sent, and nobody was told: the one that is sent last counts.
    let phone = &place.browser.window().open().await;
    phone.visit(&place.page("/sign-in")).await;
    phone.fill("Email or mobile number", KIM).await;
    loses(&place, phone, &["/session/code "], "Send me a code").await;
    assert_eq!(phone.value_of("Email or mobile number").await, KIM);
    phone.press("Try again").await;
    phone.see("Enter your code").await;

    // The code was right, and nobody was told: it isn't called wrong.
    let code = outbox::code_to(&place.system, KIM).await;
    phone.fill("Code", &code).await;
    loses(&place, phone, &["/session/verify "], "Show my appointments").await;
    phone.press("Try again").await;
    phone.see("Coming up").await;
    phone.see(HYPNO.service).await;

    // The link was used up, and what it opened is lost: a code opens the same.
    let tablet = &place.browser.window().open().await;
    tablet.visit(&place.page(&link)).await;
    loses(
        &place,
        tablet,
        &["/session/redeem "],
        "Open my appointments",
    )
    .await;
    tablet.press("Try again").await;
    tablet.see("This link was used before").await;
    tablet.fill("Email or mobile number", KIM).await;
    tablet.press("Send me a code").await;
    tablet.see("Enter your code").await;
    let code = outbox::code_to(&place.system, KIM).await;
    tablet.fill("Code", &code).await;
    tablet.press("Show my appointments").await;
    tablet.see(HYPNO.service).await;
}
