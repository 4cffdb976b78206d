//! What strangers can have sent in a day: codes to one contact, text messages to anybody; and addresses that aren't
//! an address alone.

use chrono::{Timelike as _, Utc};
use scheduler_tests::{
    System,
    customer::{booking_of, text},
    providers::{Resend, Twilio},
};
use serde_json::json;

/// Caps count by the day of UTC: begins one that lasts for what a test does.
async fn well_before_midnight() {
    while Utc::now().num_seconds_from_midnight() >= 24 * 3_600 - 300 {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    }
}

fn limited() -> (u16, String) {
    (429, "rate_limited".to_owned())
}

#[tokio::test]
async fn one_contact_is_sent_so_many_codes_a_day_however_slowly_they_are_asked_for() {
    let system = System::configured()
        .with("NEXUS_RATE_LIMITS_BY_CONTACT", true)
        .with("NEXUS_RATE_LIMITS_CODES_PER_CONTACT_DAY", 3)
        .start()
        .await;
    well_before_midnight().await;
    for number in 0..3 {
        let stranger = system.customer("kim@example.com").await;
        let sent = stranger.call("session_code").send().await;
        assert_eq!(sent.status(), 200, "code {number} is within the cap");
    }
    let kim = system.customer("kim@example.com").await;
    let refused = kim.call("session_code").send().await;
    assert_eq!(refused.failure(), limited());
    let wait: i64 = refused.header("retry-after").unwrap().parse().unwrap();
    let left = 24 * 3_600 - i64::from(Utc::now().num_seconds_from_midnight());
    assert!((wait - left).abs() < 60, "until the next day: {wait}");
    let codes = "jobs WHERE kind = 'session_code'";
    let sent = "messages WHERE kind = 'session_code'";
    let database = system.database().await;
    assert_eq!(
        database.count(codes).await + database.count(sent).await,
        3,
        "what is refused is not sent"
    );
    let counted = r#"nexus_refused_by_cap_total{cap="codes_of_contact"} 1"#;
    let page = system.metrics().await;
    assert!(page.contains(counted), "{page}");
    let log = system.api.written();
    let told = log.lines().filter(|line| line.contains("a cap of the day"));
    assert_eq!(told.count(), 1, "the operator is told once: {log}");
    assert!(log.contains("rate_limits.codes_per_contact_day"), "{log}");
    let other = system.customer("noor@example.com").await;
    assert_eq!(other.call("session_code").send().await.status(), 200);
}

#[tokio::test]
async fn text_messages_of_a_tenant_beyond_its_cap_are_laid_aside_and_bookings_stand() {
    let (resend, twilio) = tokio::join!(Resend::start(), Twilio::start());
    let system = System::configured()
        .sending_by(&resend, &twilio)
        .with("NEXUS_RATE_LIMITS_SMS_PER_TENANT_DAY", 2)
        .start()
        .await;
    let service = system.service("Hypnotherapy session").await;
    let slots = system.free_slots(&service).await;
    well_before_midnight().await;
    for index in [0, 8, 16] {
        let number = format!("+49151000000{index:02}");
        let booked = system.book_by_phone(&service, &slots[index], &number).await;
        assert_eq!(booked.status(), 201, "{}", booked.text());
        system.until_nothing_is_due().await;
    }
    assert_eq!(twilio.messages().len(), 2, "the third is beyond the cap");
    let dead = system.jobs(&["list", "--state", "dead"]).await;
    assert!(
        dead.contains("rate_limits.sms_per_tenant_day"),
        "its operator is told which key: {dead}"
    );

    let contact = json!({ "kind": "phone", "number": "+4915100000099" });
    let session = system.call("session_create");
    let session = session.json(&json!({ "contact": contact })).send().await;
    let by_phone = system
        .call("session_code")
        .stoken(&text(&session.data()["stoken"]));
    assert_eq!(
        by_phone.send().await.failure(),
        limited(),
        "nobody waits for a code that isn't sent"
    );
    let kim = system.customer("kim@example.com").await;
    assert_eq!(kim.call("session_code").send().await.status(), 200);
    system.until_nothing_is_due().await;
    assert_eq!(resend.emails().len(), 1, "emails go on");
    let page = system
        .http
        .get(format!("{}/metrics", system.worker_operations_url().await));
    let page = page.send().await.unwrap().text().await.unwrap();
    let counted = r#"nexus_refused_by_cap_total{cap="texts_of_tenant"} 1"#;
    assert!(page.contains(counted), "{page}");
}

#[tokio::test]
async fn an_address_that_holds_another_is_refused_and_an_unusual_one_is_not() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let before = system.database().await.rows().await;
    let create = |address: &str| {
        let contact = json!({ "kind": "email", "address": address });
        system
            .call("session_create")
            .json(&json!({ "contact": contact }))
            .send()
    };
    for address in [
        "a<kim@example.com>",
        "<kim@example.com>",
        "kim@example.com>",
        "kim@example.com,robin",
        "robin,kim@example.com",
        "kim;robin@example.com",
        "\"kim\"@example.com",
        "kim(friend)@example.com",
        "kim@example.com(friend)",
        "kim@[127.0.0.1]",
        "kim\\@example.com",
        ".kim@example.com",
        "kim@example..com",
        "kim@example.com\u{85}",
        "kim\u{200b}@example.com",
        "kim\u{202e}@example.com",
        "kim\u{61c}@example.com",
        "kim\u{3164}@example.com",
        "kim\u{e0001}@example.com",
    ] {
        let refused = create(address).await;
        assert_eq!(
            refused.failure(),
            (422, "validation_failed".to_owned()),
            "{address}"
        );
        assert_eq!(refused.error()["fields"][0]["at"], "/contact/address");
        let booking = booking_of(&service, &slots[0], address);
        let refused = system.call("booking_create").json(&booking).send().await;
        assert_eq!(refused.failure().0, 422, "{address}");
    }
    assert_eq!(system.database().await.rows().await, before);
    for address in [
        "kim@example.com",
        "Kim.O'Berger+nexus@mail.example.co.uk",
        "kim@localhost",
        "用户@例子.广告",
        "jürgen_müller@bäckerei.example",
        "!#$%&'*+/=?^_`{|}~-@example.com",
    ] {
        assert_eq!(create(address).await.status(), 201, "{address}");
    }
}
