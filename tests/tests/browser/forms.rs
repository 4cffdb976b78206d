//! What is sent twice is done once; what another site sends, or nobody can read, isn't done at all.

use std::time::Duration;

use reqwest::RequestBuilder;
use scheduler_tests::relay::Condition;
use serde_json::json;

use crate::place::{HYPNO, HYPNO_WITH_SHOP, Place, SHOP};

#[tokio::test]
async fn a_form_that_is_sent_again_books_once() {
    let place = Place::open(HYPNO).await;
    let window = place.browser.window().open().await;
    place.choose_slot(&window).await;
    place.fill_in(&window, "kim@example.com").await;
    // Both at once, as by somebody whose browser runs no script and whose finger is nervous.
    let statuses = window
        .run(
            "const form = document.querySelector('form.form');
             const send = () => fetch(form.action, {
                 method: 'POST', body: new URLSearchParams(new FormData(form)), redirect: 'follow' });
             return Promise.all([send(), send()]).then((sent) => sent.map((it) => it.status));",
        )
        .await;
    assert!(
        statuses
            .as_array()
            .is_some_and(|them| them.contains(&json!(200))),
        "one of them was answered by the confirmation: {statuses}"
    );
    assert_eq!(place.bookings().await, 1, "two at once are one booking");

    // And by its button, though the first answer never came.
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    assert_eq!(
        place.bookings().await,
        1,
        "the same form is the same booking, however often it is sent"
    );
}

#[tokio::test]
async fn a_form_that_was_stopped_can_be_sent_again() {
    let place = Place::open(HYPNO).await;
    let window = place.browser.window().open().await;
    place.choose_slot(&window).await;
    place.fill_in(&window, "kim@example.com").await;
    place.api.becomes(Condition::Slow(Duration::from_secs(10)));
    // The browser's Stop, a moment after the button.
    window
        .run(
            "document.querySelector('form.form button').click();
             return new Promise((done) => setTimeout(() => { window.stop(); done(); }, 500));",
        )
        .await;
    window.see("Sending…").await;
    place.api.becomes(Condition::Sound);
    window.see("Book this appointment").await;
    assert_eq!(
        window.value_of("Your name").await,
        "Kim Berger",
        "what was typed is there"
    );
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    assert_eq!(place.bookings().await, 1);
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let place = Place::open(HYPNO).await;
    let window = place.browser.window().open().await;
    place.book(&window, "kim@example.com").await;
    window.follow("Cancel").await;
    window.see("Why you cancel").await;
    // The most an attacker could wish for: all fields of the victim's own form, the seal among them.
    let action = window
        .run("return document.querySelector('form.form').action")
        .await;
    let fields = window
        .run("return [...new FormData(document.querySelector('form.form'))]")
        .await;
    let inputs: String = fields
        .as_array()
        .expect("a form has fields")
        .iter()
        .map(|field| {
            let part = |at: usize| field[at].as_str().expect("text");
            format!("<input type=hidden name='{}' value='{}'>", part(0), part(1))
        })
        .collect();
    assert!(inputs.contains("seal"), "every form is sealed: {inputs}");
    let form = format!(
        "<form method=post action='{}'>{inputs}<button>Win a prize</button></form>",
        action.as_str().expect("a form has an action")
    );
    let page = url::form_urlencoded::byte_serialize(form.as_bytes())
        .collect::<String>()
        .replace('+', "%20");
    window.visit(&format!("data:text/html,{page}")).await;
    window.press("Win a prize").await;
    window.see("This form came from another site").await;
    let database = place.system.database().await;
    assert_eq!(
        database.count("bookings WHERE status = 'confirmed'").await,
        1,
        "the appointment stands"
    );

    // Without its seal a form of ours isn't one either.
    let unsealed = place.system.http.post(place.page("/book"));
    let unsealed = unsealed
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body("name=Kim+Berger")
        .send()
        .await;
    assert_eq!(unsealed.expect("an answer").status(), 403);
}

/// What is asked is answered by a page of the site's own, under this status.
async fn is_answered_by_a_page(asked: RequestBuilder, status: u16, kind: &str) {
    let answer = asked.send().await.expect("an answer");
    let url = answer.url().to_string();
    assert_eq!(answer.status(), status, "{url}");
    let page = answer.text().await.expect("text");
    assert!(
        page.contains(&format!("data-trouble=\"{kind}\"")) && page.contains("</footer>"),
        "{url}: {page}"
    );
}

#[tokio::test]
async fn what_can_not_be_read_is_answered_by_a_page() {
    let shop = Place::open(SHOP).await;
    let http = &shop.system.http;
    for path in [
        "/products/%FF",
        "/orders/%FF",
        "/pictures/huge/preview/mug.jpg",
        "/cart?said=full&said=empty",
        "/cart?said=stock&left=many",
        "/checkout?said=details&said=shipping",
        "/checkout/review?said=changed&said=declined",
        "/bookings/none",
    ] {
        is_answered_by_a_page(http.get(shop.page(path)), 404, "not_found").await;
    }
    for form in ["/cart/add", "/cart/change", "/checkout", "/checkout/order"] {
        let unreadable = http.post(shop.page(form)).json(&json!({ "line": 1 }));
        is_answered_by_a_page(unreadable, 415, "unreadable").await;
        let form_type = ("content-type", "application/x-www-form-urlencoded");
        let too_long = http.post(shop.page(form)).header(form_type.0, form_type.1);
        let too_long = too_long.body("line=1".repeat(20_000));
        is_answered_by_a_page(too_long, 413, "unreadable").await;
    }
    let practice = Place::open(HYPNO_WITH_SHOP).await;
    let http = &practice.system.http;
    for path in [
        "/pictures/160/%FF",
        "/bookings/0197a3c4-62d8-7b21-9d33-0c58f1a6e001?new=a&new=b",
        "/book?start=a&start=b",
    ] {
        is_answered_by_a_page(http.get(practice.page(path)), 404, "not_found").await;
    }
}
