//! Time as it passes, jumps and is put back.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp, ToSpan as _};
use scheduler_server::{clock::Clock as _, retention};
use sqlx::{Connection as _, SqliteConnection};

use crate::world::{World, at};

#[tokio::test]
async fn when_clocks_change_reminders_keep_elapsed_time_and_messages_tell_wall_time() {
    // Clocks go forward on 28 March 2027 at 2:00, and back on 31 October at 3:00.
    for (now, local, start, day_before, told) in [
        (
            "2027-03-26T00:00:00Z",
            "2027-03-28T09:00:00",
            "2027-03-28T07:00:00Z",
            "2027-03-27T07:00:00Z",
            "Sonntag, 28. März 2027 um 09:00 Uhr",
        ),
        (
            "2027-10-29T00:00:00Z",
            "2027-10-31T09:00:00",
            "2027-10-31T08:00:00Z",
            "2027-10-30T08:00:00Z",
            "Sonntag, 31. Oktober 2027 um 09:00 Uhr",
        ),
    ] {
        let world = World::at(now).await;
        assert_eq!(world.book(local).await, at(start));
        world.until(at(start), SignedDuration::from_mins(30)).await;
        let reminder = world.sent("day_before");
        assert_eq!(reminder.len(), 1);
        assert_eq!(reminder[0].0, at(day_before), "24 elapsed hours before");
        let hour = world.sent("hour_before");
        assert_eq!(hour[0].0, at(start).checked_sub(1.hour()).unwrap());
        for (_, message) in [&world.sent("confirmation")[0], &reminder[0], &hour[0]] {
            assert!(message.text.contains(told), "{}", message.text);
            assert!(message.html.as_ref().unwrap().contains(told));
        }
        let confirmation = &world.sent("confirmation")[0].1;
        let file = &confirmation.calendar.as_ref().unwrap().content;
        assert!(
            file.contains("DESCRIPTION:Bei Ada\r\n"),
            "the calendar file speaks the tenant's language: {file}"
        );
    }
}

#[tokio::test]
async fn an_hour_that_comes_twice_is_told_apart_by_when_its_reminders_come() {
    let world = World::at("2027-10-30T12:00:00Z").await;
    world.book_at(at("2027-10-31T00:30:00Z")).await;
    world.book_at(at("2027-10-31T01:30:00Z")).await;
    world
        .until(at("2027-10-31T02:00:00Z"), SignedDuration::from_mins(10))
        .await;
    let sent = world.sent("hour_before");
    let when: Vec<Timestamp> = sent.iter().map(|(at, _)| *at).collect();
    assert_eq!(
        when,
        [at("2027-10-30T23:30:00Z"), at("2027-10-31T00:30:00Z")]
    );
    for (_, message) in &sent {
        assert!(message.text.contains("02:30 Uhr"), "{}", message.text);
    }
}

#[tokio::test]
async fn a_year_of_bookings_is_confirmed_and_reminded_of_once_each() {
    let world = World::at("2027-01-01T00:00:00Z").await;
    let mut starts = Vec::new();
    for week in 0..52 {
        let start = at("2027-01-08T08:00:00Z");
        let start = start.checked_add((week * 7 * 24 + week).hours()).unwrap();
        world.book_at(start).await;
        starts.push(start);
    }
    world.work().await;
    let end = at("2028-01-12T00:00:00Z");
    while world.clock.now() < end {
        let next = world.clock.now().checked_add(24.hours()).unwrap();
        world.until(next, SignedDuration::from_mins(60)).await;
        retention::tidy(&world.app).await.unwrap();
    }
    assert_eq!(world.sent("confirmation").len(), starts.len());
    for (kind, before) in [("day_before", 24), ("hour_before", 1)] {
        let sent: Vec<Timestamp> = world.sent(kind).iter().map(|(at, _)| *at).collect();
        let due = starts
            .iter()
            .map(|start| start.checked_sub(before.hours()).unwrap());
        assert_eq!(sent, due.collect::<Vec<_>>(), "{kind}");
    }
    let depth = world.app.store.queue_depth(end).await.unwrap();
    assert_eq!((depth.due, depth.later, depth.dead), (0, 0, 0));
    let kept = world
        .app
        .store
        .count_messages(&world.tenant, "")
        .await
        .unwrap();
    assert!(
        kept < 20,
        "what was sent is kept for a month, not {kept} messages"
    );
}

#[tokio::test]
async fn bookings_that_cannot_be_read_keep_no_other_from_being_completed() {
    const UNREADABLE: usize = 60;
    let world = World::at("2027-06-01T08:00:00Z").await;
    let first = at("2027-06-03T08:00:00Z");
    for number in 0..UNREADABLE + 2 {
        let half_hours = i64::try_from(number).unwrap() * 30;
        world.book_at(first + half_hours.minutes()).await;
    }
    for change in [
        "UPDATE bookings SET revision = -1 WHERE id IN (SELECT id FROM bookings ORDER BY ends_at LIMIT 60)",
        "UPDATE bookings SET revision = 1, starts_at = 'a secret' \
         WHERE id = (SELECT id FROM bookings ORDER BY ends_at LIMIT 1)",
        "UPDATE bookings SET revision = 1, staff_id = 'nobody' \
         WHERE id = (SELECT id FROM bookings ORDER BY ends_at LIMIT 1 OFFSET 1)",
        "UPDATE bookings SET revision = 0 \
         WHERE id = (SELECT id FROM bookings ORDER BY ends_at LIMIT 1 OFFSET 2)",
    ] {
        world.by_hand(change).await;
    }
    world.set(at("2027-06-06T00:00:00Z"));
    retention::tidy(&world.app).await.unwrap();
    let mut database = SqliteConnection::connect(&world.database_url())
        .await
        .unwrap();
    let states: Vec<String> = sqlx::query_scalar("SELECT status FROM bookings ORDER BY ends_at")
        .fetch_all(&mut database)
        .await
        .unwrap();
    let (unreadable, others) = states.split_at(UNREADABLE);
    assert!(unreadable.iter().all(|state| state == "confirmed"));
    assert_eq!(others, ["completed", "completed"]);
    let each_once = format!("nexus_upkeep_failures_total{{step=\"completion\"}} {UNREADABLE}");
    let page = world.app.metrics.encode();
    assert!(page.contains(&each_once), "{page}");
}

#[tokio::test]
async fn a_clock_that_is_put_back_sends_nothing_twice_and_loses_nothing() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    let start = at("2027-06-03T08:00:00Z");
    world.book_at(start).await;
    let step = SignedDuration::from_mins(10);
    world.until(at("2027-06-02T08:05:00Z"), step).await;
    assert_eq!(world.sent("day_before").len(), 1);

    // Six hours back, to before what was just sent was due, and then on.
    world.set(at("2027-06-02T02:05:00Z"));
    world.book_at(at("2027-06-03T10:00:00Z")).await;
    world.until(start, step).await;
    world.set(start.checked_sub(3.hours()).unwrap());
    world.until(at("2027-06-03T10:00:00Z"), step).await;

    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (_, message) in world.postbox.0.lock().unwrap().iter() {
        let told = message.text.contains("10:00 Uhr").to_string();
        *counts.entry((message.kind.clone(), told)).or_default() += 1;
    }
    assert_eq!(
        counts.len(),
        6,
        "three messages of each booking: {counts:?}"
    );
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
}
