//! A visitor whose clock shows something else than the tenant's.

use chrono::{DateTime, TimeDelta, Utc};

use crate::place::{HYPNO, Place, SHOP, take_a_slot};

#[tokio::test]
async fn a_shops_visitor_elsewhere_sees_their_own_time_beside_the_shops() {
    let place = Place::open(SHOP).await;
    let lesson = place.page("/products/private-lesson");
    let away = place.browser.window().in_time_zone("Asia/Kathmandu");
    let away = away.open().await;
    away.visit_until(&lesson, "stand beside them").await;
    let starts = "return [...document.querySelectorAll('a.slot time')].map(it => it.dateTime)";
    let starts: Vec<DateTime<Utc>> = serde_json::from_value(away.run(starts).await).unwrap();
    let own = away.texts("a.slot small").await;
    assert!(
        !own.is_empty() && own.len() == starts.len(),
        "beside each: {own:?}"
    );
    // Kathmandu is 5:45 ahead of UTC, whatever the season.
    for (own, start) in own.iter().zip(starts) {
        let theirs = start + TimeDelta::minutes(5 * 60 + 45);
        let theirs = theirs.format("%-I:%M %P").to_string();
        assert!(own.ends_with(&theirs), "{own} is {theirs}");
    }

    let home = place.browser.window().in_time_zone("America/New_York");
    let home = home.open().await;
    home.visit(&lesson).await;
    home.see("Next free times").await;
    assert!(!home.text().await.contains("stand beside them"));
}

#[tokio::test]
async fn a_visitor_elsewhere_sees_their_own_time_beside_the_tenants() {
    let place = Place::open(HYPNO).await;
    let away = place
        .browser
        .window()
        .in_time_zone("Asia/Kathmandu")
        .open()
        .await;
    place.choose_slot(&away).await;
    away.see("your time").await;
    place.fill_in(&away, "kim@example.com").await;
    away.press("Book this appointment").await;
    away.see("You're booked.").await;
    away.see("your time").await;
    away.screenshot("site-hypno-elsewhere").await;
    let cutoffs = away.texts("[data-live] p.quiet").await;
    assert_eq!(
        cutoffs.join(" ").matches("your time)").count(),
        2,
        "until when it can be moved, and cancelled: {cutoffs:?}"
    );
    // Kathmandu is 4 hours 45 minutes ahead of Berlin in winter and 3:45 in summer: minutes differ by a quarter.
    let times = away.texts("dl.summary dd small").await;
    let own = times.first().expect("their own time is there");
    assert!(
        own.contains(":15") || own.contains(":45"),
        "a zone of a quarter hour shows as one: {own}"
    );

    // From when, and to when.
    away.follow("Choose another time").await;
    away.see("is on").await;
    assert!(away.texts("p.lead").await.join(" ").contains("your time)"));
    take_a_slot(&away).await;
    away.see("Move your appointment?").await;
    assert_eq!(away.texts("dl.summary dd small").await.len(), 2);

    let home = place
        .browser
        .window()
        .in_time_zone("Europe/Berlin")
        .open()
        .await;
    place.choose_slot(&home).await;
    assert!(
        !home.text().await.contains("your time"),
        "one clock is enough where both agree"
    );
}
