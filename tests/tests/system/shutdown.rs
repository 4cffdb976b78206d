//! Being told to stop: streams end, what has begun is answered, the programs end well.

use scheduler_tests::{System, customer::booking_of};
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
