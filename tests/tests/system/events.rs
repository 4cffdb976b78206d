//! What customers are told as it happens: resumed without loss, ended in time.

use std::time::Instant;

use scheduler_tests::{System, customer::text};
use serde_json::json;

use crate::valid::{Valid, with_stoken};

#[tokio::test]
async fn a_stream_resumes_after_the_last_event_without_loss_or_repeat() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;

    let mut live = kim.watch(None).await;
    let booked = kim.book(&service, &slots[0]).await.data();
    let first = live.expect("booking.confirmed").await;
    assert_eq!(first.event["booking"], booked);
    assert!(
        live.retry.is_some(),
        "clients are told how long to wait before they come back"
    );
    drop(live);

    // While nobody listens it is moved and cancelled.
    let moved = kim
        .change(
            &booked,
            json!({ "op": "reschedule", "start": slots[5]["start"] }),
        )
        .await
        .data();
    kim.cancel(&moved).await.data();

    let mut resumed = kim.watch(first.id).await;
    let second = resumed.expect("booking.rescheduled").await;
    assert_eq!(second.event["booking"], moved);
    let third = resumed.expect("booking.cancelled").await;
    assert!(first.id < second.id && second.id < third.id, "ids increase");

    let mut whole = kim.watch(Some(0)).await;
    for (name, id) in [
        ("booking.confirmed", first.id),
        ("booking.rescheduled", second.id),
        ("booking.cancelled", third.id),
    ] {
        assert_eq!(whole.expect(name).await.id, id, "events keep their ids");
    }

    // An `EventSource` says the same in a header.
    let call = system
        .call("event_stream")
        .query("stoken", kim.stream_stoken().await);
    let call = call.header("Last-Event-ID", &second.id.unwrap().to_string());
    let mut by_header = scheduler_tests::stream::Stream::open(call).await;
    assert_eq!(by_header.expect("booking.cancelled").await.id, third.id);
}

#[tokio::test]
async fn an_id_that_is_not_known_is_answered_by_a_reset() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    kim.book(&service, &slots[0]).await.data();
    for unknown in [9_007_199_254_740_991_u64, 40, 41] {
        let mut stream = kim.watch(Some(unknown)).await;
        let reset = stream.expect("reset").await;
        assert!(reset.id.is_some(), "it says where to resume from now on");
    }
}

#[tokio::test]
async fn a_stream_ends_within_a_second_of_its_session() {
    let system = System::start().await;
    let kim = system.customer("kim@example.com").await;
    let mut stream = kim.watch(None).await;
    let ended = kim.call("session_end").send().await;
    assert_eq!(ended.status(), 204);
    let since = Instant::now();
    stream.expect("session.ended").await;
    assert!(stream.next().await.is_none(), "nothing follows the end");
    assert!(
        since.elapsed().as_secs_f64() < 1.0,
        "a stream outlives its session by a second at most"
    );
    let after = kim.call("booking_list").send().await;
    assert_eq!(after.failure(), (401, "session_ended".to_owned()));
}

#[tokio::test]
async fn a_stream_stoken_opens_streams_and_nothing_else() {
    let system = System::start().await;
    let valid = Valid::at(&system).await;
    let stream = valid.kim.stream_stoken().await;
    let rows = system.database().await.rows().await;
    for operation in with_stoken() {
        let call = valid.bare(operation).stoken(&stream);
        let call = match valid.body(operation) {
            Some(body) => call.json(&body),
            None => call,
        };
        assert_eq!(
            call.send().await.failure(),
            (401, "session_required".to_owned()),
            "{}",
            operation.id
        );
    }
    assert_eq!(system.database().await.rows().await, rows);
    let opened = system
        .call("event_stream")
        .query("stoken", &stream)
        .response()
        .await;
    assert_eq!(opened.status(), 200);

    // It serves for a minute, and no longer than its session.
    system
        .database()
        .await
        .execute("UPDATE sessions SET expires_at = created_at WHERE parent_id IS NOT NULL")
        .await;
    let late = system
        .call("event_stream")
        .query("stoken", &stream)
        .send()
        .await;
    assert_eq!(late.failure(), (401, "session_ended".to_owned()));
}

#[tokio::test]
async fn a_claimed_session_sees_only_its_own_events() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let owner = system.customer("kim@example.com").await;
    let curious = system.customer("kim@example.com").await;
    let mut watching = curious.watch(Some(0)).await;
    owner.book(&service, &slots[0]).await.data();
    let own = curious.book(&service, &slots[8]).await.data();
    let seen = watching.expect("booking.confirmed").await;
    assert_eq!(
        seen.event["booking"], own,
        "only what was booked in this session"
    );

    // Nor do ids tell how much else happens: both sessions count from one on.
    let mut first = owner.watch(Some(0)).await;
    assert_eq!(first.expect("booking.confirmed").await.id, seen.id);

    // Once it is verified it sees all, under other numbers, and is told to read again.
    let code = curious.code().await;
    curious.verify(&code).await.data();
    let reset = watching.expect("reset").await;
    let moved = owner
        .change(&owner.bookings().await[0], json!({ "op": "cancel" }))
        .await
        .data();
    let other = watching.expect("booking.cancelled").await;
    assert_eq!(text(&other.event["booking"]["id"]), text(&moved["id"]));
    assert!(other.id > reset.id);
}

#[tokio::test]
async fn a_session_about_to_end_says_so() {
    let system = System::configured()
        .with("NEXUS_SESSION_LIFETIME_MINUTES", 1)
        .start()
        .await;
    let kim = system.customer("kim@example.com").await;
    let mut stream = kim.watch(None).await;
    let expiring = stream.expect("session.expiring").await;
    assert_eq!(expiring.event["expiresAt"], kim.session["expiresAt"]);
    assert_eq!(expiring.id, None, "it isn't resumed after");
}
