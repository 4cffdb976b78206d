//! What keys do where they mean more than to go on: on their way through a list, and to fold out an answer. Whole flows by
//! keys alone are in `booking_flow` and `buying_flow`; that each page can be gone through is looked at in `every_page`.

use crate::place::{HYPNO, Place};

#[tokio::test]
async fn whoever_chooses_by_arrows_is_not_taken_away_by_the_first() {
    let place = Place::open(HYPNO).await;
    let window = &place.browser.window().open().await;
    window.visit(&place.page("/")).await;
    // Folded out and in, and out by the other key.
    let answer = "the link in your confirmation opens it";
    window.tab_to("Can I move or cancel an appointment?").await;
    window.enter().await;
    window.see(answer).await;
    window.space().await;
    window.see_gone(answer).await;
    window.space().await;
    window.see(answer).await;
    window.tab_back().await;

    window.visit(&place.page("/services")).await;
    window.tab_to(HYPNO.service).await;
    window.enter().await;
    window.see("Times are").await;
    let people = window.texts("#staff option").await;
    let everybody = window.url().await;
    window.tab_to("With").await;
    for _ in 1..people.len() {
        window.down().await;
    }
    assert_eq!(window.url().await, everybody, "nothing was chosen yet");
    assert_eq!(
        window.texts("#staff option:checked").await,
        people[people.len() - 1..]
    );
    window.tab_to("Show").await;
    window.enter().await;
    window.see("Times are").await;
    assert!(window.url().await.contains("staff="), "now it is");
    assert_eq!(
        window.texts("#staff option:checked").await,
        people[people.len() - 1..]
    );
}
