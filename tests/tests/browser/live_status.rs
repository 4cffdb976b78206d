//! Live status of a page whose site can't answer for a while.

use crate::{
    another_contact::cancel_elsewhere,
    place::{HYPNO, Place},
};

const KIM: &str = "kim@example.com";

/// As a site that is overloaded refuses this page, though not the stream: counted, until it is told otherwise.
const REFUSE: &str = "
    window.refusing = true;
    window.refused = 0;
    const ask = window.fetch;
    window.fetch = (what, how) => {
        if (!window.refusing || what !== location.href) return ask(what, how);
        window.refused += 1;
        return Promise.resolve(new Response('', { status: 503 }));
    };";

#[tokio::test]
async fn news_that_could_not_be_shown_is_shown_when_the_site_answers_again() {
    let place = Place::open(HYPNO).await;
    let window = place.browser.window().open().await;
    place.book(&window, KIM).await;
    window.see("This page shows changes as they happen.").await;
    window.run(REFUSE).await;
    cancel_elsewhere(&place, KIM).await;
    let is_refused = || async { window.run("return window.refused").await.as_u64() > Some(0) };
    place
        .system
        .until(
            is_refused,
            "the page asks what has become of the appointment",
        )
        .await;
    window.run("window.refusing = false").await;
    window.see("An appointment was cancelled.").await;
    window.see("Cancelled").await;
    window.see("This page shows changes as they happen.").await;
}
