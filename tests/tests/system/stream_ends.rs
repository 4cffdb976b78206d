//! Streams that end, aren't opened or begin anew: for want of a session, of time, of room, of what was kept.

use std::time::{Duration, Instant};

use chrono::{TimeDelta, Utc};
use scheduler_tests::{System, metrics::value, process::HANG, stream::Stream};
use serde_json::json;
use tokio::task::JoinSet;

#[tokio::test]
async fn a_stream_ends_within_a_second_of_its_session_s_time() {
    let system = System::configured()
        .on_postgres()
        // Nothing wakes the stream but the end it knows of.
        .with("NEXUS_EVENTS_HEARTBEAT_SECONDS", 3600)
        .start()
        .await;
    let kim = system.customer("kim@example.com").await;
    let ends = Utc::now() + TimeDelta::milliseconds(3500);
    let set = format!(
        "UPDATE sessions SET expires_at = {} RETURNING expires_at",
        ends.timestamp_micros()
    );
    system.database().await.number(&set).await;
    let call = system.call("event_stream").query("stoken", &kim.stoken);
    let mut stream = Stream::open(call).await;
    stream.expect("session.expiring").await;
    stream.expect("session.ended").await;
    let late = Utc::now() - ends;
    assert!(late >= TimeDelta::zero(), "it lives as long: {late}");
    assert!(late < TimeDelta::seconds(1), "and no longer: {late}");
    assert!(stream.next().await.is_none(), "nothing follows the end");
    let after = kim.call("booking_list").send().await;
    assert_eq!(after.failure(), (401, "session_ended".to_owned()));
}

#[tokio::test]
async fn a_stream_lives_for_its_time_less_a_jitter_and_asks_to_come_back() {
    let system = System::configured()
        .with("NEXUS_EVENTS_STREAM_LIFETIME_SECONDS", 3)
        .with("NEXUS_EVENTS_STREAM_JITTER_SECONDS", 2)
        .start()
        .await;
    let kim = system.customer("kim@example.com").await;
    let mut open = JoinSet::new();
    for _ in 0..10 {
        let call = system.call("event_stream").query("stoken", &kim.stoken);
        open.spawn(async move {
            let began = Instant::now();
            let mut stream = Stream::open(call).await;
            let next = stream.next().await;
            assert!(next.is_none(), "it ends in good order, not by {next:?}");
            (began.elapsed(), stream.retry)
        });
    }
    let ended = open.join_all().await;
    let mut lives: Vec<Duration> = ended.iter().map(|(life, _)| *life).collect();
    lives.sort();
    let (shortest, longest) = (lives[0], lives[lives.len() - 1]);
    assert!(shortest >= Duration::from_secs(1), "{lives:?}");
    assert!(longest < Duration::from_secs(8), "{lives:?}");
    let spread = longest - shortest;
    assert!(
        spread > Duration::from_millis(100),
        "not at once: {lives:?}"
    );
    for (_, retry) in ended {
        assert_eq!(retry.as_deref(), Some("2000"), "when to come back");
    }
}

#[tokio::test]
async fn who_comes_back_for_events_that_are_kept_no_longer_is_told_to_read_again() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let mut live = kim.watch(None).await;
    let booked = kim.book(&service, &slots[0]).await.data();
    let moving = json!({ "op": "reschedule", "start": slots[8]["start"] });
    let moved = kim.change(&booked, moving).await.data();
    kim.cancel(&moved).await.data();
    let mut ids = Vec::new();
    for name in [
        "booking.confirmed",
        "booking.rescheduled",
        "booking.cancelled",
    ] {
        ids.push(live.expect(name).await.id);
    }
    drop(live);

    // Two days later, as far as the first two are concerned; a worker tidies when it starts.
    let database = system.database().await;
    database
        .execute("UPDATE events SET created_at = created_at - 172800000000 WHERE sequence <= 2")
        .await;
    let _tidying = system.start_worker();
    system
        .until(
            || async { database.count("events").await == 1 },
            "what is old is forgotten",
        )
        .await;

    // What follows the second is still there.
    let mut resumed = kim.watch(ids[1]).await;
    assert_eq!(resumed.expect("booking.cancelled").await.id, ids[2]);
    for lost in [Some(0), ids[0]] {
        let mut stream = kim.watch(lost).await;
        let reset = stream.expect("reset").await;
        assert_eq!(reset.id, ids[2], "it goes on from here");
        let slot = if lost == Some(0) { 16 } else { 24 };
        let next = kim.book(&service, &slots[slot]).await.data();
        let told = stream.expect("booking.confirmed").await;
        assert_eq!(
            told.event["booking"], next,
            "and misses nothing from then on"
        );
        ids[2] = told.id;
    }
}

#[tokio::test]
async fn beyond_as_many_streams_as_are_allowed_the_next_is_asked_to_come_later() {
    let system = System::configured()
        .with("NEXUS_EVENTS_MAX_STREAMS", 2)
        .start()
        .await;
    let open = async || value(&system.metrics().await, "nexus_event_streams");
    let kim = system.customer("kim@example.com").await;
    let noor = system.customer("noor@example.com").await;
    let robin = system.customer("robin@example.com").await;
    let first = kim.watch(None).await;
    let _second = noor.watch(None).await;
    assert_eq!(open().await, Some(2.0));
    let third = async || {
        let call = system.call("event_stream");
        call.query("stoken", robin.stream_stoken().await)
    };
    let refused = third().await.send().await;
    assert_eq!(refused.failure(), (503, "unavailable".to_owned()));
    assert!(refused.header("retry-after").is_some());
    assert_eq!(open().await, Some(2.0), "who was refused isn't counted");

    drop(first);
    let began = Instant::now();
    while open().await != Some(1.0) {
        assert!(began.elapsed() < HANG, "its place is free");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let _third = Stream::open(third().await).await;
    assert_eq!(open().await, Some(2.0));
}
