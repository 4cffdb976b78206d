//! Rate limits: per address and per contact, with the time to wait; and locked codes.

use chrono::{Timelike as _, Utc};
use scheduler_tests::{Answer, System, customer::booking, customer::booking_of};
use serde_json::json;

fn limited() -> (u16, String) {
    (429, "rate_limited".to_owned())
}

/// Limits count by the minute of the clock: begins one that lasts for what a test does.
async fn early_in_a_minute() {
    while Utc::now().second() >= 40 {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn one_address_starts_twenty_sessions_a_minute() {
    let system = System::configured()
        .with("NEXUS_RATE_LIMITS_BY_ADDRESS", true)
        .start()
        .await;
    early_in_a_minute().await;
    let start = |number: usize| {
        let contact = json!({ "kind": "email", "address": format!("c{number}@example.com") });
        system
            .call("session_create")
            .json(&json!({ "contact": contact }))
            .send()
    };
    for number in 0..20 {
        assert_eq!(
            start(number).await.status(),
            201,
            "session {number} is within the limit"
        );
    }
    let refused = start(20).await;
    assert_eq!(refused.failure(), limited());
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!(
        (1..=60).contains(&wait),
        "the next minute begins within one: {wait}"
    );
    assert_eq!(
        system.database().await.count("sessions").await,
        20,
        "what is refused writes nothing"
    );

    // Another tenant counts for itself.
    let contact = json!({ "kind": "email", "address": "c@example.com" });
    let call = system.call("session_create").tenant("kiln-and-clay");
    assert_eq!(
        call.json(&json!({ "contact": contact }))
            .send()
            .await
            .status(),
        201
    );
}

#[tokio::test]
async fn one_contact_is_sent_five_codes_a_minute_whoever_asks() {
    let system = System::configured()
        .with("NEXUS_RATE_LIMITS_BY_CONTACT", true)
        .start()
        .await;
    early_in_a_minute().await;
    let mut answers: Vec<Answer> = Vec::new();
    for _ in 0..6 {
        let kim = system.customer("kim@example.com").await;
        answers.push(kim.call("session_code").send().await);
    }
    let sent = answers.iter().filter(|it| it.status() == 200).count();
    assert_eq!(sent, 5);
    assert_eq!(answers[5].failure(), limited());
    let other = system.customer("noor@example.com").await;
    assert_eq!(
        other.call("session_code").send().await.status(),
        200,
        "others are not held up"
    );
}

#[tokio::test]
async fn one_contact_books_twenty_times_a_minute() {
    let system = System::configured()
        .with("NEXUS_RATE_LIMITS_BY_CONTACT", true)
        .start()
        .await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    early_in_a_minute().await;
    for (number, slot) in slots.iter().enumerate().take(20) {
        let body = booking_of(&service, slot, "kim@example.com");
        let answer = system.call("booking_create").json(&body).send().await;
        assert_ne!(answer.status(), 429, "attempt {number} is within the limit");
    }
    let body = booking_of(&service, &slots[30], "kim@example.com");
    assert_eq!(
        system
            .call("booking_create")
            .json(&body)
            .send()
            .await
            .failure(),
        limited()
    );
}

#[tokio::test]
async fn wrong_codes_lock_codes_across_sessions_but_never_booking() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let code = kim.code().await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for number in 0..5 {
        // Each from a session of its own: the contact is what counts.
        let guesser = system.customer("kim@example.com").await;
        let refused = guesser.verify(wrong).await;
        assert_eq!(
            refused.failure(),
            (403, "verification_required".to_owned()),
            "guess {number}"
        );
    }
    assert_eq!(
        kim.verify(&code).await.failure(),
        limited(),
        "even the right code is locked now"
    );
    assert_eq!(kim.call("session_code").send().await.failure(), limited());
    let call = kim
        .call("booking_create")
        .json(&booking(&service, &slots[0]));
    assert_eq!(call.send().await.status(), 201, "booking goes on");
    let abroad = system.customer_at("kiln-and-clay", "kim@example.com").await;
    assert_eq!(
        abroad.call("session_code").send().await.status(),
        200,
        "other tenants don't mind"
    );
}

#[tokio::test]
async fn one_session_and_one_address_ask_so_often_a_minute_for_streams() {
    let system = System::configured()
        .with("NEXUS_RATE_LIMITS_STREAM_PER_MINUTE", 5)
        .with("NEXUS_RATE_LIMITS_BY_CONTACT", true)
        .start()
        .await;
    let by_address = [
        ("NEXUS_RATE_LIMITS_BY_CONTACT", "false"),
        ("NEXUS_RATE_LIMITS_BY_ADDRESS", "true"),
    ];
    let elsewhere = system.start_api_with(&by_address).await;
    let (kim, stranger) = (
        system.customer("kim@example.com").await,
        system.customer("kim@example.com").await,
    );
    early_in_a_minute().await;
    for number in 0..5 {
        let given = stranger.call("session_stream").send().await;
        assert_eq!(given.status(), 201, "stoken {number} is within the limit");
    }
    let refused = stranger.call("session_stream").send().await;
    assert_eq!(refused.failure(), limited());
    assert!(refused.header("retry-after").is_some());
    let kept = "sessions WHERE parent_id IS NOT NULL";
    assert_eq!(
        system.database().await.count(kept).await,
        5,
        "what is refused writes nothing"
    );
    assert_eq!(
        kim.call("session_stream").send().await.status(),
        201,
        "whoever gives Kim's address takes nothing from Kim"
    );

    let ask = |number: usize| {
        let who = if number.is_multiple_of(2) {
            &kim
        } else {
            &stranger
        };
        who.call("session_stream").through(&elsewhere).send()
    };
    for number in 0..5 {
        assert_eq!(ask(number).await.status(), 201, "{number}");
    }
    assert_eq!(
        ask(5).await.failure(),
        limited(),
        "an address counts through all its sessions"
    );
}

#[tokio::test]
async fn one_address_has_so_many_streams_open_and_takes_nobody_else_s() {
    let system = System::configured()
        .with("NEXUS_RATE_LIMITS_BY_ADDRESS", true)
        .with("NEXUS_RATE_LIMITS_TRUSTED_SITES", "127.0.0.1")
        .with("NEXUS_EVENTS_MAX_STREAMS_BY_ADDRESS", 2)
        .start()
        .await;
    let (kim, robin) = (
        system.customer("kim@example.com").await,
        system.customer("robin@example.com").await,
    );
    // Each by a stoken of its own, as a browser comes; the site says from where.
    let open = async |number: usize, address: &str| {
        let who = if number.is_multiple_of(2) {
            &kim
        } else {
            &robin
        };
        let call = system.call("event_stream");
        let call = call.query("stoken", who.stream_stoken().await);
        call.header("X-Forwarded-For", address).response().await
    };
    for addresses in [
        ["203.0.113.9"; 3],
        ["2001:db8::1", "2001:db8::2", "2001:db8::3"],
    ] {
        let one = open(0, addresses[0]).await;
        let other = open(1, addresses[1]).await;
        assert!(
            one.status() == 200 && other.status() == 200,
            "{addresses:?}"
        );
        let beyond = open(2, addresses[2]).await;
        assert_eq!(beyond.status(), 429, "{addresses:?}");
        assert!(beyond.headers().contains_key("retry-after"));
        for elsewhere in ["203.0.113.10", "2001:db8:0:1::1"] {
            assert_eq!(open(3, elsewhere).await.status(), 200, "{elsewhere}");
        }
        drop(one);
        system
            .until(
                || async { open(4, addresses[2]).await.status() == 200 },
                "a stream that is closed leaves its place",
            )
            .await;
        drop(other);
    }
    let mut unknown = Vec::new();
    for number in 0..3_usize {
        let call = system.call("event_stream");
        let who = if number.is_multiple_of(2) {
            &kim
        } else {
            &robin
        };
        let stream = call.query("stoken", who.stream_stoken().await);
        unknown.push(stream.response().await);
    }
    assert!(
        unknown.iter().all(|stream| stream.status() == 200),
        "a site that forwards no address isn't counted as one visitor"
    );
}
