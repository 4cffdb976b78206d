//! From a site's first page to a cancelled appointment, on each site and in each manner: by keys alone, by pointing, and
//! without script.

use scheduler_tests::outbox;

use crate::{
    place::{HYPNO, Kind, MAIN, Place, SHOP, appointment},
    visitor::{Manner, Visitor},
};

#[tokio::test]
async fn everybody_books_moves_and_cancels_on_the_practices_site() {
    everybody_books(HYPNO).await;
}

#[tokio::test]
async fn everybody_books_moves_and_cancels_on_everybodys_site() {
    everybody_books(MAIN).await;
}

#[tokio::test]
async fn everybody_books_moves_and_cancels_in_the_shop() {
    everybody_books(SHOP).await;
}

async fn everybody_books(kind: Kind) {
    let place = Place::open(kind).await;
    for (manner, email, booked) in [
        (Manner::Keyboard, "kim@example.com", 1),
        (Manner::Pointing, "robin@example.com", 2),
        (Manner::WithoutScript, "noor@example.com", 3),
    ] {
        books_moves_and_cancels(&place, manner, email).await;
        assert_eq!(
            place.bookings().await,
            booked,
            "all that is done in one manner is one booking: {manner:?}"
        );
    }
}

async fn books_moves_and_cancels(place: &Place, manner: Manner, email: &str) {
    let kind = place.kind;
    let told = |message| outbox::wait_for(&place.system, message, email, 1);
    let desk = Visitor::at_desk(&place.browser, manner).await;
    find_the_services(place, &desk).await;
    desk.follow(kind.service).await;
    desk.take_a_slot().await;
    desk.window.see("Your name").await;
    desk.fill("Your name", "Kim Berger").await;
    desk.fill("Email or mobile number", email).await;
    desk.press("Book this appointment").await;
    desk.window.see("You're booked.").await;
    let first = appointment(&desk.window).await;
    told("confirmation").await;
    let program = kind.program;
    if desk.runs_script() {
        let live = "This page shows changes as they happen.";
        desk.window.see(live).await;
        let picture = format!("{program}-confirmation");
        desk.window.screenshot(&picture).await;
    }

    // On the way, with another device that knows nothing of them.
    let phone = Visitor::at_phone(&place.browser, manner).await;
    sign_in(place, &phone, email).await;
    phone.follow(kind.service).await;
    phone.window.see("Add to calendar").await;
    assert_eq!(
        appointment(&phone.window).await,
        first,
        "it is the same appointment"
    );

    desk.rest_at("Add to calendar").await;
    phone.follow("Choose another time").await;
    phone.take_a_slot().await;
    phone.window.see("Move your appointment?").await;
    phone.press("Move it").await;
    phone.window.see("Your appointment has moved.").await;
    let second = appointment(&phone.window).await;
    assert_ne!(second, first, "it has moved");
    sees_of_it(&desk, &second).await;
    desk.still_rests_at("Add to calendar").await;
    told("rescheduled").await;

    phone.follow("Cancel").await;
    phone.window.see("Why you cancel").await;
    let why = "The train is on strike.";
    phone.fill("Why you cancel", why).await;
    phone.press("Cancel this appointment").await;
    let cancelled = "Your appointment is cancelled.";
    phone.window.see(cancelled).await;
    sees_of_it(&desk, "Cancelled").await;
    told("cancelled").await;
    assert_eq!(
        desk.window.texts("[data-status=cancelled]").await.len(),
        1,
        "and so does its badge"
    );
    if desk.runs_script() {
        desk.window.see("An appointment was cancelled.").await;
    }

    // Their list says the same.
    phone.follow("My appointments").await;
    phone.window.see("Cancelled").await;
}

/// What the other device has done is seen here: by itself, or, without script, when the page is asked for again.
async fn sees_of_it(desk: &Visitor, news: &str) {
    if !desk.runs_script() {
        desk.window.reload().await;
    }
    desk.window.see(news).await;
}

/// From the site's own first page to what can be booked.
async fn find_the_services(place: &Place, visitor: &Visitor) {
    let window = &visitor.window;
    match place.kind.program {
        "site-main" => {
            for (looked_for, found) in [
                ("Nobody", "No business here has that in its name."),
                ("  CLAY ", "Businesses called “CLAY”"),
            ] {
                window.visit(&place.site.page("/")).await;
                visitor.skip_to_content().await;
                visitor.fill("Find a business", looked_for).await;
                visitor.press("Find").await;
                window.see(found).await;
            }
            visitor.follow("Kiln & Clay").await;
            window.see("Good to know").await;
        }
        _ => {
            window.visit(&place.page("/")).await;
            visitor.skip_to_content().await;
            visitor.follow("Book an appointment").await;
            window.see("What would you like to book?").await;
        }
    }
}

/// Shows by a code who they are.
async fn sign_in(place: &Place, visitor: &Visitor, email: &str) {
    let window = &visitor.window;
    window.visit(&place.page("/")).await;
    visitor.follow("My appointments").await;
    window.see("You need no account.").await;
    visitor.fill("Email or mobile number", email).await;
    visitor.press("Send me a code").await;
    window.see("Enter your code").await;
    let code = outbox::code_to(&place.system, email).await;
    visitor.fill("Code", &code).await;
    visitor.press("Show my appointments").await;
    window.see("Coming up").await;
}
