//! A site that was built against an older contract, which its server no longer serves.
//!
//! The relay between the two puts the fingerprint of a contract that was never released into the site's requests:
//! the header that such a site would send. The site and the server are the real ones, as released together.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use crate::place::{HYPNO, Place};

const HEADER: &[u8] = b"nexus-contract: ";
const OLD: &[u8] = b"0.9.0; 0123456789abcdef";

/// Puts the old contract in place of the site's own.
fn grow_old(request: &mut Vec<u8>) {
    let Some(at) = request
        .windows(HEADER.len())
        .position(|part| part == HEADER)
    else {
        return;
    };
    let from = at + HEADER.len();
    let length = request[from..]
        .iter()
        .position(|byte| *byte == b'\r')
        .expect("a line ends");
    request.splice(from..from + length, OLD.iter().copied());
}

fn books(request: &[u8]) -> bool {
    request.starts_with(b"POST /api/public/stillwater/book ")
}

#[tokio::test]
async fn a_site_of_an_older_contract_says_so_and_stores_nothing() {
    // First only the operation that books has changed, then none any more: the site was renewed.
    let is_old = Arc::new(AtomicBool::new(true));
    let old = Arc::clone(&is_old);
    let place = Place::rewriting(HYPNO, move |request| {
        if old.load(Ordering::SeqCst) && books(request) {
            grow_old(request);
        }
    })
    .await;
    let window = place.browser.window().open().await;
    place.choose_slot(&window).await;
    place.fill_in(&window, "kim@example.com").await;
    window
        .fill("Anything we should know?", "I sleep badly since May.")
        .await;
    window.press("Book this appointment").await;

    // The customer is told the truth, and keeps what they typed.
    window.see("Booking is paused").await;
    window.see("Nothing was booked").await;
    assert_eq!(window.value_of("Your name").await, "Kim Berger");
    assert_eq!(
        window.value_of("Email or mobile number").await,
        "kim@example.com"
    );
    assert_eq!(
        window.value_of("Anything we should know?").await,
        "I sleep badly since May."
    );
    window.assert_accessible().await;
    window.screenshot("site-hypno-paused").await;

    // Nothing is stored: the session that the site began first is of an operation that hasn't changed.
    let database = place.system.database().await;
    for (table, rows) in database.rows().await {
        let begun = i64::from(table == "customers" || table == "sessions");
        assert_eq!(rows, begun, "rows of {table}");
    }

    // The operator is told which operation, and why: of the site and of the server.
    let log = place.site.process.written();
    let line = log.lines().find(|line| line.contains("booking is paused"));
    let line = line.unwrap_or_else(|| panic!("the site's log says it: {log}"));
    assert!(line.contains("booking_create"), "which operation: {line}");
    assert!(
        !line.contains("kim@example.com") && !line.contains("Kim"),
        "and nothing of the customer's: {line}"
    );
    let counted = place
        .system
        .http
        .get(place.site.page("/metrics"))
        .send()
        .await
        .expect("metrics");
    let counted = counted.text().await.expect("text");
    assert!(
        counted
            .contains("site_contract_drift_total{operation=\"booking_create\",side=\"request\"} 1"),
        "the site's metric counts it: {counted}"
    );
    let served = place.system.metrics().await;
    let counted = served.lines().find(|line| {
        line.starts_with("nexus_contract_drift_total") && line.contains("\"booking_create\"")
    });
    assert!(counted.is_some(), "the server's metric counts it: {served}");
    let said = place.system.written();
    assert!(
        said.lines()
            .any(|line| line.contains("contract drift") && line.contains("booking_create")),
        "the server's log says it: {said}"
    );

    // The site is renewed; the customer sends the same form.
    is_old.store(false, Ordering::SeqCst);
    window.press("Try again").await;
    window.see("You're booked.").await;
    assert_eq!(place.bookings().await, 1);
    window.see("I sleep badly since May.").await;
}

#[tokio::test]
async fn a_site_that_can_call_nothing_any_more_still_answers_and_stores_nothing() {
    let is_old = Arc::new(AtomicBool::new(true));
    let old = Arc::clone(&is_old);
    let place = Place::rewriting(HYPNO, move |request| {
        if old.load(Ordering::SeqCst) {
            grow_old(request);
        }
    })
    .await;
    let window = place.browser.window().open().await;
    for path in ["/", "/services", "/sign-in"] {
        window.visit(&place.page(path)).await;
        assert!(!window.heading().await.is_empty(), "{path} is a page");
    }
    window.visit(&place.page("/services")).await;
    window.see("Booking is paused").await;

    // The server is renewed while somebody fills in the form.
    is_old.store(false, Ordering::SeqCst);
    window
        .visit_until(&place.page("/services"), HYPNO.service)
        .await;
    place.choose_slot(&window).await;
    place.fill_in(&window, "kim@example.com").await;
    is_old.store(true, Ordering::SeqCst);
    window.press("Book this appointment").await;
    window.see("Booking is paused").await;
    assert_eq!(window.value_of("Your name").await, "Kim Berger");
    let database = place.system.database().await;
    for (table, rows) in database.rows().await {
        assert_eq!(rows, 0, "no row was written to {table}");
    }
}
