//! One operation has changed and the site hasn't: the customer sees an honest page with what they typed, the operator
//! learns which operation it is, nothing changes at the server, and the rest goes on.

use std::sync::{Arc, Mutex};

use scheduler_tests::{browser::Window, relay::grow_old};

use crate::{
    every_page::look,
    place::{Kind, MAIN, Place, SHOP, Setup, appointment, take_a_slot},
};

/// A place whose site has another contract for one operation than its server, once that is said.
struct Drifting {
    place: Place,
    /// What requests of that operation begin with.
    old: Arc<Mutex<Option<&'static str>>>,
}

impl Drifting {
    async fn at(kind: Kind) -> Self {
        let old: Arc<Mutex<Option<&'static str>>> = Arc::default();
        let of_relay = Arc::clone(&old);
        let setup = Setup::of(kind).relaying(move |request| {
            let begins = *of_relay.lock().unwrap();
            if begins.is_some_and(|begins| request.starts_with(begins.as_bytes())) {
                grow_old(request);
            }
        });
        let place = setup.open().await;
        Self { place, old }
    }

    fn drifts(&self, begins: &'static str) {
        *self.old.lock().unwrap() = Some(begins);
    }

    fn fits_again(&self) {
        *self.old.lock().unwrap() = None;
    }

    /// What the site's own metric has counted so often, and its log named so.
    async fn has_told(&self, operation: &str, times: usize) {
        let site = &self.place.site;
        let metrics = self.place.system.http.get(site.page("/metrics")).send();
        let metrics = metrics.await.unwrap().text().await.unwrap();
        let counted = format!(
            "site_contract_drift_total{{operation=\"{operation}\",side=\"request\"}} {times}\n"
        );
        assert!(metrics.contains(&counted), "{counted}: {metrics}");
        let log = site.process.written();
        let named = log
            .lines()
            .filter(|line| line.contains("booking is paused") && line.contains(operation));
        assert_eq!(named.count(), times, "the log names {operation}: {log}");
        assert!(!log.contains("kim@example.com"), "and nobody: {log}");
    }
}

const CHANGE: &str = "PATCH /api/public/kiln-and-clay/bookings/";
const BOOK: &str = "POST /api/public/kiln-and-clay/book ";

async fn is_paused(window: &Window, picture: &str) {
    window.see("Booking is paused").await;
    window.see("Nothing was booked or changed").await;
    look(window, picture).await;
}

#[tokio::test]
async fn a_change_that_no_longer_fits_is_paused_and_made_once_it_fits_again() {
    let drifting = Drifting::at(MAIN).await;
    let place = &drifting.place;
    let window = &place.browser.window().open().await;
    place.book(window, "kim@example.com").await;
    let before = appointment(window).await;
    let database = place.system.database().await;
    let as_booked = "bookings WHERE status = 'confirmed' AND revision = 1";

    drifting.drifts(CHANGE);
    window.follow("Choose another time").await;
    window.see("Times are").await;
    take_a_slot(window).await;
    window.press("Move it").await;
    is_paused(window, "site-main-paused").await;
    drifting.has_told("booking_change", 1).await;
    assert_eq!(database.count(as_booked).await, 1, "it stands where it was");
    drifting.fits_again();
    window.press("Try again").await;
    window.see("Your appointment has moved.").await;
    assert_ne!(
        appointment(window).await,
        before,
        "to the time they chose before"
    );

    drifting.drifts(CHANGE);
    window.follow("Cancel").await;
    window
        .fill("Why you cancel", "The train is on strike.")
        .await;
    window.press("Cancel this appointment").await;
    is_paused(window, "site-main-paused-cancel").await;
    assert_eq!(
        window.value_of("Why you cancel").await,
        "The train is on strike."
    );
    drifting.has_told("booking_change", 2).await;
    assert_eq!(
        database.count("bookings WHERE status = 'confirmed'").await,
        1
    );
    // What hasn't changed goes on.
    let other = &place.browser.window().open().await;
    place.book(other, "robin@example.com").await;
    drifting.fits_again();
    window.press("Try again").await;
    window.see("Your appointment is cancelled.").await;
}

#[tokio::test]
async fn on_everybodys_site_booking_that_no_longer_fits_is_paused() {
    books_once_it_fits_again(MAIN).await;
}

#[tokio::test]
async fn in_the_shop_booking_that_no_longer_fits_is_paused_and_it_sells() {
    let drifting = books_once_it_fits_again(SHOP).await;
    let place = &drifting.place;
    let window = &place.browser.window().open().await;
    drifting.drifts(BOOK);
    window.visit(&place.page("/products/bud-vase")).await;
    window.press("Add to cart").await;
    window.see("Go to checkout").await;
}

async fn books_once_it_fits_again(kind: Kind) -> Drifting {
    let drifting = Drifting::at(kind).await;
    let place = &drifting.place;
    let window = &place.browser.window().open().await;
    place.choose_slot(window).await;
    place.fill_in(window, "kim@example.com").await;
    window
        .fill("Anything we should know?", "Left-handed.")
        .await;
    drifting.drifts(BOOK);
    window.press("Book this appointment").await;
    is_paused(window, &format!("{}-paused-booking", kind.program)).await;
    for (label, typed) in [
        ("Your name", "Kim Berger"),
        ("Email or mobile number", "kim@example.com"),
        ("Anything we should know?", "Left-handed."),
    ] {
        assert_eq!(window.value_of(label).await, typed);
    }
    drifting.has_told("booking_create", 1).await;
    // The session that the booking was to be seen in is all there is: see `old_contract`.
    for (table, rows) in place.system.database().await.rows().await {
        let begun = i64::from(table == "customers" || table == "sessions");
        assert_eq!(rows, begun, "rows of {table}");
    }
    drifting.fits_again();
    window.press("Try again").await;
    window.see("You're booked.").await;
    window.see("Left-handed.").await;
    assert_eq!(place.bookings().await, 1);
    drifting
}
