//! What is sent twice is done once; what another site sends isn't done at all.

use serde_json::json;

use crate::place::{HYPNO, Place};

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
