//! Several API processes and workers on one PostgreSQL: what one does holds at every other.

use std::time::{Duration, Instant};

use chrono::{Timelike as _, Utc};
use scheduler_tests::{
    Answer, Api, Call, System,
    customer::{booking, booking_of, text},
    outbox,
    stream::Stream,
};
use serde_json::json;
use tokio::task::JoinSet;

/// Two API processes.
async fn two() -> (System, Api) {
    two_with(&[]).await
}

async fn two_with(variables: &[(&str, &str)]) -> (System, Api) {
    let mut system = System::configured()
        .on_postgres()
        // A stream that tells something here heard of it from the other process.
        .with("NEXUS_EVENTS_HEARTBEAT_SECONDS", 3600);
    for (name, value) in variables {
        system = system.with(name, value);
    }
    let system = system.start().await;
    let other = system.start_api().await;
    (system, other)
}

/// Sends calls at once, every second one through the other process.
async fn at_once(calls: impl IntoIterator<Item = Call>, other: &Api) -> Vec<Answer> {
    let mut sent = JoinSet::new();
    for (number, call) in calls.into_iter().enumerate() {
        let call = match number % 2 {
            0 => call,
            _ => call.through(other),
        };
        sent.spawn(call.send());
    }
    sent.join_all().await
}

fn with_status(answers: &[Answer], status: u16) -> usize {
    answers.iter().filter(|it| it.status() == status).count()
}

#[tokio::test]
async fn a_session_is_one_at_every_process_and_its_end_is_its_end_everywhere() {
    let (system, other) = two().await;
    let kim = system.customer("kim@example.com").await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;

    // Made here, used there: the stoken, its stream's, its code, its ceiling.
    let stream = || async {
        system
            .call("event_stream")
            .query("stoken", kim.stream_stoken().await)
    };
    let mut here = Stream::open(stream().await).await;
    let mut there = Stream::open(stream().await.through(&other)).await;
    let booked = kim.book(&service, &slots[0]).await.data();
    for watching in [&mut here, &mut there] {
        let told = watching.expect("booking.confirmed").await;
        assert_eq!(told.event["booking"], booked);
    }
    let code = kim.code().await;
    let verified = kim
        .call("session_verify")
        .through(&other)
        .json(&json!({ "code": code }))
        .send()
        .await;
    assert_eq!(verified.data()["level"], "verified");
    for watching in [&mut here, &mut there] {
        watching.expect("reset").await;
    }
    let refreshed = kim.call("session_refresh").through(&other).send().await;
    assert!(text(&refreshed.data()["expiresAt"]) > text(&kim.session["expiresAt"]));

    let since = Instant::now();
    let ended = kim.call("session_end").through(&other).send().await;
    assert_eq!(ended.status(), 204);
    for watching in [&mut here, &mut there] {
        watching.expect("session.ended").await;
        assert!(watching.next().await.is_none(), "nothing follows the end");
    }
    assert!(
        since.elapsed() < Duration::from_secs(1),
        "streams of every process end within a second: {:?}",
        since.elapsed()
    );
    for call in [kim.call("booking_list"), kim.call("session_stream")] {
        assert_eq!(call.send().await.failure().1, "session_ended");
    }
}

#[tokio::test]
async fn a_manage_link_is_exchanged_once_whoever_is_asked() {
    let (system, other) = two().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let body = booking_of(&service, &slots[0], "noor@example.com");
    let booked = system
        .call("booking_create")
        .json(&body)
        .send()
        .await
        .data();
    let message = outbox::wait_for(&system, "confirmation", "noor@example.com", 1).await;
    let link = outbox::manage_token(&message[0]);

    let calls = (0..10).map(|_| {
        let call = system.call("session_redeem");
        call.json(&json!({ "manageToken": link }))
    });
    let answers = at_once(calls, &other).await;
    assert_eq!(with_status(&answers, 201), 1, "it works once");
    for answer in answers.iter().filter(|it| it.status() != 201) {
        assert_eq!(answer.failure(), (401, "session_ended".to_owned()));
        assert!(
            text(&answer.error()["message"]).contains("code"),
            "a used link leads to the code"
        );
    }
    let session = answers.iter().find(|it| it.status() == 201).unwrap().data();
    assert_eq!(session["level"], "verified");
    let seen = system
        .call("booking_view")
        .at("id", text(&booked["id"]))
        .stoken(&text(&session["stoken"]))
        .through(&other)
        .send()
        .await;
    assert_eq!(seen.data(), booked);
}

#[tokio::test]
async fn wrong_codes_are_counted_by_contact_over_all_sessions_and_processes() {
    let (system, other) = two().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let code = kim.code().await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    let mut guesses = Vec::new();
    for _ in 0..12 {
        let guesser = system.customer("KIM@example.com").await;
        guesses.push(
            guesser
                .call("session_verify")
                .json(&json!({ "code": wrong })),
        );
    }
    let answers = at_once(guesses, &other).await;
    assert_eq!(
        (with_status(&answers, 403), with_status(&answers, 429)),
        (5, 7),
        "five tries, and then they are locked, however many try at once"
    );
    for call in [
        kim.call("session_verify").json(&json!({ "code": code })),
        kim.call("session_code"),
    ] {
        let refused = call.through(&other).send().await;
        assert_eq!(refused.failure(), (429, "rate_limited".to_owned()));
        let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
        assert!(
            (14 * 60..=15 * 60).contains(&wait),
            "it says for how long: {wait} seconds"
        );
    }
    let call = kim
        .call("booking_create")
        .json(&booking(&service, &slots[0]));
    assert_eq!(
        call.through(&other).send().await.status(),
        201,
        "booking is never locked"
    );
}

/// Each limit is counted for itself, by tenant; starting a session and exchanging a link are one.
#[tokio::test]
async fn what_an_address_may_do_in_a_minute_is_one_for_all_processes() {
    let (system, other) = two_with(&[("NEXUS_RATE_LIMITS_BY_ADDRESS", "true")]).await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    while Utc::now().second() >= 40 {
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    let mut abroad = Vec::new();
    for number in 0..15 {
        let email = format!("c{number}@example.com");
        abroad.push(system.customer_at("kiln-and-clay", &email).await);
    }
    let starting = (0..30).map(|number| {
        let contact = json!({ "kind": "email", "address": format!("c{number}@example.com") });
        let call = system.call("session_create");
        call.json(&json!({ "contact": contact }))
    });
    let exchanging = (0..30).map(|number| {
        let call = system.call("session_redeem").tenant("northside-barbers");
        call.json(&json!({ "manageToken": format!("nxm_{number}") }))
    });
    // Each in a session of its own, so that codes aren't locked before.
    let trying = abroad.iter().map(|customer| {
        let call = customer.call("session_verify");
        call.json(&json!({ "code": "000000" }))
    });
    let asking = abroad.iter().map(|customer| customer.call("session_code"));
    let booking = (0..30).map(|number| {
        let body = booking_of(&service, &slots[number], &format!("b{number}@example.com"));
        system.call("booking_create").json(&body)
    });
    let attempts: [(&str, Vec<Call>, usize); 5] = [
        ("starting a session", starting.collect(), 20),
        ("exchanging a link", exchanging.collect(), 20),
        ("trying a code", trying.collect(), 10),
        ("asking for a code", asking.collect(), 5),
        ("booking", booking.collect(), 20),
    ];
    for (what, calls, allowed) in attempts {
        let all = calls.len();
        let answers = at_once(calls, &other).await;
        let refused: Vec<_> = answers.iter().filter(|it| it.status() == 429).collect();
        assert_eq!(
            all - refused.len(),
            allowed,
            "{what}, through whichever process: as often a minute"
        );
        for answer in refused {
            let wait: u64 = answer.header("retry-after").unwrap().parse().unwrap();
            assert!((1..=60).contains(&wait), "{what}: {wait}");
        }
    }
    let database = system.database().await;
    assert!((1..=20).contains(&database.count("bookings").await));
    assert_eq!(database.count("codes").await, 5);
}

#[tokio::test]
async fn an_intent_is_carried_out_by_one_process() {
    let (system, other) = two().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let calls = (0..24).map(|_| {
        let call = kim.call("booking_create").key("intent-1");
        call.json(&booking(&service, &slots[0]))
    });
    let answers = at_once(calls, &other).await;
    let made: Vec<_> = answers.iter().filter(|it| it.status() == 201).collect();
    assert!(!made.is_empty(), "somebody succeeds");
    for answer in &answers {
        match answer.status() {
            201 => assert_eq!(answer.json(), made[0].json(), "all successes are the same"),
            _ => assert_eq!(answer.failure(), (409, "in_progress".to_owned())),
        }
    }
    let database = system.database().await;
    assert_eq!(database.count("bookings").await, 1);
    assert_eq!(database.count("events").await, 1);
    let again = kim.call("booking_create").key("intent-1").through(&other);
    let again = again.json(&booking(&service, &slots[0])).send().await;
    assert_eq!(
        again.json(),
        made[0].json(),
        "the other process knows it too"
    );
}

#[tokio::test]
async fn a_stream_resumes_at_another_process_and_misses_and_repeats_nothing() {
    let (mut system, other) = two().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let stoken = kim.stoken.clone();
    let mut stream = kim.watch(None).await;
    kim.book(&service, &slots[0]).await.data();
    let mut last = stream.expect("booking.confirmed").await.id;

    system.api.terminate();
    assert!(
        stream.next().await.is_none(),
        "a process that stops ends its streams in good order"
    );
    assert!(system.api.ended().await.success());

    // Some while nobody listens, the others while somebody does.
    for number in 1..=6 {
        if number == 4 {
            let call = system.call("event_stream").through(&other);
            let call = call.query("stoken", &stoken);
            stream = Stream::open(call.query("lastEventId", last.unwrap())).await;
        }
        let call = system.call("booking_create").through(&other);
        let call = call.stoken(&stoken);
        let made = call
            .json(&booking(&service, &slots[number * 8]))
            .send()
            .await;
        assert_eq!(made.status(), 201, "{}", made.text());
    }
    // And over the restart of the process that served it.
    let again = system.start_api().await;
    let mut told = Vec::new();
    for number in 1..=6 {
        if number == 3 {
            let call = system.call("event_stream").through(&again);
            let call = call.query("stoken", &stoken);
            stream = Stream::open(call.query("lastEventId", last.unwrap())).await;
        }
        let next = stream.expect("booking.confirmed").await;
        assert!(next.id > last, "ids increase");
        last = next.id;
        told.push(next.event["booking"]["start"].clone());
    }
    let made: Vec<_> = (1..=6)
        .map(|number| slots[number * 8]["start"].clone())
        .collect();
    assert_eq!(told, made, "each event once, in order");
}
