//! Where little or nothing is free: an empty week, none at all, a time that somebody else takes meanwhile; and what a
//! visitor is told then.

use std::fmt::Write as _;

use chrono::{Days, NaiveDate, Utc};
use scheduler_tests::{browser::Window, customer::booking_of};
use serde_json::json;

use crate::{
    every_page::look,
    place::{MAIN, Place, appointment},
};

const KIM: &str = "kim@example.com";
const WORKSHOP: &str = "Raku firing in the yard";
const NEVER: &str = "Kintsugi, when the master is here";
/// On the one day of the workshop.
const HOURS: [&str; 4] = ["10:00", "11:00", "12:00", "13:00"];

/// Everybody's site, at a studio that is hardly ever open.
struct Studio {
    place: Place,
    day: NaiveDate,
}

impl Studio {
    async fn open() -> Self {
        let place = Place::open(MAIN).await;
        // In a week of its own, whatever today is.
        let day = Utc::now().date_naive() + Days::new(24);
        place.system.import_tenants(&defined(day, &place.url)).await;
        Self { place, day }
    }

    fn page(&self, path: &str) -> String {
        format!("{}/the-annex{path}", self.place.url)
    }

    /// Somebody else is quicker.
    async fn somebody_books(&self, hour: &str) {
        let service = self.place.system.service_at("the-annex", WORKSHOP).await;
        let slot = json!({ "start": format!("{}T{hour}:00Z", self.day) });
        let booking = booking_of(&service, &slot, "quick@example.com");
        let call = self.place.system.call("booking_create").tenant("the-annex");
        assert_eq!(call.json(&booking).send().await.status(), 201);
    }
}

/// One workshop with one teacher on one day, and one that nobody gives.
fn defined(day: NaiveDate, origin: &str) -> String {
    let mut file = format!(
        r##"
        [[tenants]]
        slug = "the-annex"
        name = "The Annex"
        time_zone = "Etc/UTC"
        locale = "en-GB"
        site_url = "{origin}/the-annex"
        allowed_origins = ["{origin}"]
        branding = {{ primary_color = "#5a3d2f", accent_color = "#f1e6dc" }}
        senders = {{ email_from = "hello@annex.example" }}
        [tenants.policies]
        min_notice_minutes = 60
        horizon_days = 60
        cancel_cutoff_minutes = 60
        reschedule_cutoff_minutes = 60
        "##
    );
    for (at, name, staff) in [(1, WORKSHOP, 1), (2, NEVER, 2)] {
        let _ = write!(
            file,
            r#"
            [[tenants.services]]
            id = "0197a3c9-0000-7000-8000-00000000e00{at}"
            name = "{name}"
            duration_minutes = 60
            slot_interval_minutes = 60
            capacity = 1
            price = {{ amount = 4500, currency = "EUR" }}
            staff = ["0197a3c9-0000-7000-8000-00000000f00{staff}"]
            "#
        );
    }
    let _ = write!(
        file,
        r#"
        [[tenants.staff]]
        id = "0197a3c9-0000-7000-8000-00000000f001"
        name = "Ada Oyelaran"
        [tenants.staff.overrides]
        {day} = [["10:00", "14:00"]]
        [[tenants.staff]]
        id = "0197a3c9-0000-7000-8000-00000000f002"
        name = "Master Hayashi"
        "#
    );
    file
}

async fn free(window: &Window) -> Vec<String> {
    window.texts("a.slot time").await
}

#[tokio::test]
async fn an_empty_week_leads_to_the_next_free_day_and_a_taken_time_to_others() {
    let studio = Studio::open().await;
    let window = &studio.place.browser.window().open().await;
    window.visit(&studio.page("/services")).await;
    window.follow(NEVER).await;
    window.see("Nothing is free later either").await;
    look(window, "site-main-nothing-free").await;

    window.visit(&studio.page("/services")).await;
    window.follow(WORKSHOP).await;
    window.see("Times are").await;
    assert_eq!(
        free(window).await.len(),
        HOURS.len(),
        "the first free week is shown"
    );
    window.follow("‹ Earlier").await;
    window.see("Nothing is free this week.").await;
    look(window, "site-main-empty-week").await;
    window.click_first(".empty a.button").await;
    window.see("Times are").await;
    assert_eq!(
        free(window).await.len(),
        HOURS.len(),
        "the next free day has them"
    );

    // Somebody takes it while the form is filled in.
    window.click_first("a.slot").await;
    studio.place.fill_in(window, KIM).await;
    window
        .fill("Anything we should know?", "Left-handed.")
        .await;
    studio.somebody_books(HOURS[0]).await;
    window.press("Book this appointment").await;
    window.see("That time has just been taken").await;
    assert_eq!(window.status().await, 409);
    window.opened_at("was taken while you were writing").await;
    look(window, "site-main-slot-taken").await;
    assert_eq!(window.value_of("Your name").await, "Kim Berger");
    // By keys: another than the one that is chosen already.
    let others = window.texts(".choices label").await;
    window.tab_to(&others[0]).await;
    window.arrow_to(&others[1]).await;
    window.tab_to("Book this time").await;
    window.enter().await;
    window.see("You're booked.").await;
    window.see("Left-handed.").await;
    assert!(appointment(window).await.contains("12:00"));

    // And again when it is to be moved.
    window.follow("Choose another time").await;
    window.see("Times are").await;
    assert_eq!(free(window).await, ["11:00", "13:00"]);
    window.click_first("a.slot").await;
    window.see("Move your appointment?").await;
    studio.somebody_books(HOURS[1]).await;
    window.press("Move it").await;
    window.see("was taken meanwhile").await;
    assert_eq!(window.status().await, 409);
    window.opened_at("was taken meanwhile").await;
    look(window, "site-main-reschedule-taken").await;
    let others = window.texts(".choices strong").await;
    assert_eq!(others, ["13:00"], "the time it has already is no other one");
    window.press("Move it").await;
    window.see("Your appointment has moved.").await;
    assert!(appointment(window).await.contains("13:00"));
    assert_eq!(studio.place.bookings().await, 3);
}

#[tokio::test]
async fn an_appointment_is_added_to_a_calendar_and_a_cancelled_one_looks_so() {
    let studio = Studio::open().await;
    let window = &studio.place.browser.window().open().await;
    window.visit(&studio.page("/services")).await;
    window.follow(WORKSHOP).await;
    window.click_first("a.slot").await;
    studio.place.fill_in(window, KIM).await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    let file = window
        .run(
            "const link = [...document.querySelectorAll('a[download]')]
                 .find((it) => it.textContent === 'Add to calendar');
             return fetch(link.href).then(async (answer) => [
                 answer.status, answer.headers.get('content-type'),
                 answer.headers.get('content-disposition'), await answer.text() ]);",
        )
        .await;
    assert_eq!(file[0], 200);
    assert_eq!(file[1], "text/calendar; charset=utf-8");
    assert_eq!(file[2], "attachment; filename=\"appointment.ics\"");
    let lines: Vec<_> = file[3].as_str().unwrap().lines().collect();
    let day = studio.day.format("%Y%m%d");
    for line in [
        "BEGIN:VCALENDAR".to_owned(),
        format!("DTSTART:{day}T100000Z"),
        format!("DTEND:{day}T110000Z"),
        format!("SUMMARY:{WORKSHOP}"),
    ] {
        assert!(
            lines.iter().any(|it| it.starts_with(&line)),
            "{line}: {lines:#?}"
        );
    }

    window.follow("Cancel").await;
    window.press("Cancel this appointment").await;
    window.see("Your appointment is cancelled.").await;
    look(window, "site-main-cancelled").await;
    window.visit(&studio.page("/bookings")).await;
    window.see("Cancelled").await;
    look(window, "site-main-bookings-cancelled").await;
    window.press("Sign out on this device").await;
    window.see("You are signed out on this device.").await;
    look(window, "site-main-signed-out").await;
}
