//! A site that was built against an older contract, which its server no longer serves.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use scheduler_tests::document;
use serde_json::Value;

use crate::{
    beside::{new_site, workspace_of_contract},
    every_page::look,
    place::{HYPNO, Kind, Place},
};

/// The practice's site, as it was.
const OLD: Kind = Kind {
    program: "old-practice",
    ..HYPNO
};

/// A contract that was never released: in it, who is booked for had a name by another style.
fn old_contract() -> Value {
    let mut document = document::DOCUMENT.clone();
    document["info"]["version"] = "0.9.0".into();
    let schema = &mut document["components"]["schemas"]["BookingCreate"];
    rename(schema["properties"].as_object_mut().unwrap());
    for name in schema["required"].as_array_mut().unwrap() {
        if name == NEW_NAME {
            *name = OLD_NAME.into();
        }
    }
    let operation = &mut document["paths"]["/api/public/{slug}/book"]["post"];
    let body = &mut operation["requestBody"]["content"]["application/json"];
    rename(body["example"].as_object_mut().unwrap());
    document
}

const NEW_NAME: &str = "customerName";
const OLD_NAME: &str = "customer_name";

fn rename(members: &mut serde_json::Map<String, Value>) {
    let value = members.remove(NEW_NAME).expect("a booking has a name");
    members.insert(OLD_NAME.to_owned(), value);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_site_built_against_an_older_contract_says_so_and_stores_nothing() {
    let folder = workspace_of_contract("old-site", &old_contract());
    new_site(&folder, OLD.program);
    let mut place = Place::open(OLD).await;
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
    window.screenshot("old-practice-paused").await;

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

    // The site is renewed while the page is open; the customer sends the same form, twice since the new process knows
    // nobody yet.
    place.renew(HYPNO.program).await;
    window.press("Try again").await;
    window.see("This form is too old").await;
    window.press("Try again").await;
    window.see("You're booked.").await;
    assert_eq!(place.bookings().await, 1);
    window.see("I sleep badly since May.").await;
}

/// Puts a fingerprint nobody knows in place of the site's own: the header a site of another contract would send.
fn grow_old(request: &mut Vec<u8>) {
    const HEADER: &[u8] = b"nexus-contract: ";
    const OLD: &[u8] = b"0.9.0; 0123456789abcdef";
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
    look(&window, "site-hypno-paused").await;
    let database = place.system.database().await;
    for (table, rows) in database.rows().await {
        assert_eq!(rows, 0, "no row was written to {table}");
    }
}
