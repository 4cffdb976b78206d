//! Being told to stop: streams end, what has begun is answered, the programs end well.

use std::time::Duration;

use scheduler_tests::{
    System,
    customer::booking_of,
    metrics::value,
    providers::{Resend, Twilio},
};
use tokio::task::JoinSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_has_begun_is_finished_when_the_server_is_told_to_stop() {
    let mut system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let mut stream = system.customer("kim@example.com").await.watch(None).await;
    let mut calls = JoinSet::new();
    for (number, slot) in slots.iter().enumerate().take(40) {
        let body = booking_of(&service, slot, &format!("c{number}@example.com"));
        calls.spawn(system.call("booking_create").json(&body).send());
    }
    // The first is answered, so that others are under way.
    let mut answers = vec![calls.join_next().await.unwrap()];
    system.api.terminate();
    answers.extend(outcomes_of(calls).await);

    let confirmed = answers
        .iter()
        .flatten()
        .filter(|it| it.status() == 201)
        .count();
    for answer in answers.iter().flatten() {
        let fine = matches!(answer.status(), 201 | 409 | 503);
        assert!(
            fine,
            "a call is answered or turned away, not {} {}",
            answer.status(),
            answer.text()
        );
    }
    assert!(
        stream.next().await.is_none(),
        "the stream ends in good order"
    );
    let ended = system.api.ended().await;
    assert!(
        ended.success(),
        "the API ends well: {ended}\n{}",
        system.api.written()
    );
    let rows = system.database().await.count("bookings").await;
    assert!(
        usize::try_from(rows).unwrap() >= confirmed && confirmed > 0,
        "{confirmed} were told that they have a booking, {rows} have one"
    );

    system.worker.terminate();
    assert!(
        system.worker.ended().await.success(),
        "{}",
        system.worker.written()
    );
}

/// What became of calls; those that found the door closed are nothing.
async fn outcomes_of<T: 'static>(mut calls: JoinSet<T>) -> Vec<Result<T, tokio::task::JoinError>> {
    let mut outcomes = Vec::new();
    while let Some(outcome) = calls.join_next().await {
        outcomes.push(outcome);
    }
    outcomes
}

#[tokio::test]
async fn an_idle_server_stops_at_once() {
    let mut system = System::start().await;
    system.api.terminate();
    assert!(system.api.ended().await.success());
    let refused = system
        .http
        .get(format!("{}/health", system.url))
        .send()
        .await;
    assert!(refused.is_err(), "nobody listens any more");
}

#[tokio::test]
async fn while_it_stops_a_process_is_not_ready_and_answers_what_it_has_begun() {
    let mut system = System::configured()
        .on_postgres()
        .with("NEXUS_DATABASE_LOCK_TIMEOUT_SECONDS", 60)
        .with("NEXUS_DATABASE_STATEMENT_TIMEOUT_SECONDS", 60)
        .with("NEXUS_API_SHUTDOWN_SECONDS", 60)
        .start()
        .await;
    let operators = system.operations_url.clone();
    assert_eq!(system.readiness(&operators).await, Some(200));
    let list = system
        .customer("kim@example.com")
        .await
        .call("booking_list");

    // Given a call that waits for somebody's lock.
    let holder = system.database().await;
    holder.run("BEGIN; LOCK TABLE bookings").await;
    let waiting = tokio::spawn(list.send());
    let busy = "nexus_database_connections{state=\"busy\"}";
    system
        .until(
            || async { value(&system.metrics().await, busy) == Some(1.0) },
            "a call is under way",
        )
        .await;

    system.api.terminate();
    system
        .until(
            || async { system.readiness(&operators).await == Some(503) },
            "a balancer is told to send nobody any more",
        )
        .await;
    assert!(system.api.lives() && !waiting.is_finished());
    holder.run("ROLLBACK").await;
    let answer = waiting.await.unwrap();
    assert_eq!(answer.status(), 200, "{}", answer.text());
    assert!(system.api.ended().await.success());
    assert_eq!(system.readiness(&operators).await, None);
}

#[tokio::test]
async fn a_worker_that_is_told_to_stop_ends_what_it_hands_over_and_takes_up_nothing_more() {
    let (resend, twilio) = tokio::join!(Resend::start(), Twilio::start());
    let mut system = System::configured()
        .sending_by(&resend, &twilio)
        .with("NEXUS_WORKER_CONCURRENCY", 1)
        .with("NEXUS_DELIVERY_TIMEOUT_SECONDS", 10)
        .with("NEXUS_WORKER_LEASE_SECONDS", 30)
        .start()
        .await;
    let operators = system.worker_operations_url().await;
    assert_eq!(system.readiness(&operators).await, Some(200));
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    resend.slow_down(Duration::from_secs(3));
    for (number, slot) in [&slots[0], &slots[8]].into_iter().enumerate() {
        let body = booking_of(&service, slot, &format!("c{number}@example.com"));
        let booked = system.call("booking_create").json(&body).send().await;
        assert_eq!(booked.status(), 201, "{}", booked.text());
    }
    let database = system.database().await;
    let handing_over = "jobs WHERE state = 'handing_over'";
    system
        .until(
            || async { database.count(handing_over).await == 1 },
            "one is handed over",
        )
        .await;

    system.worker.terminate();
    system
        .until(
            || async { system.readiness(&operators).await == Some(503) },
            "it isn't ready while it stops",
        )
        .await;
    assert!(system.worker.lives(), "it is not done yet");
    let ended = system.worker.ended().await;
    assert!(ended.success(), "{ended}\n{}", system.worker.written());
    assert_eq!(resend.emails().len(), 1, "one was sent");
    assert_eq!(database.count("messages").await, 1, "and is known to be");
    let waiting = "jobs WHERE kind = 'confirmation' AND state = 'due' AND attempts = 0";
    assert_eq!(database.count(waiting).await, 1, "the other waits");
    assert_eq!(database.count(handing_over).await, 0);
}
