//! A database that answers, but not everybody in time: calls are turned away, nothing is left half done, and
//! all is well when there is room again.

use std::time::{Duration, Instant};

use scheduler_tests::{Answer, System, customer::booking_of, database::Database, metrics::value};
use tokio::task::JoinSet;

const UNAVAILABLE: (u16, &str) = (503, "unavailable");

/// Somebody who has all bookings to themselves until they let go.
async fn hold_bookings(system: &System) -> Database {
    let holder = system.database().await;
    holder.run("BEGIN; LOCK TABLE bookings").await;
    holder
}

/// Turned away, and told when to come back.
fn assert_turned_away(answer: &Answer, what: &str) {
    let (status, code) = answer.failure();
    assert_eq!((status, code.as_str()), UNAVAILABLE, "{what}");
    assert_eq!(answer.header("retry-after"), Some("2"), "{what}");
}

#[tokio::test]
async fn nobody_waits_long_for_a_connection_and_the_pool_recovers() {
    let mut system = System::configured()
        .on_postgres()
        .with("NEXUS_DATABASE_MAX_CONNECTIONS", 2)
        .with("NEXUS_DATABASE_ACQUIRE_TIMEOUT_SECONDS", 1)
        .with("NEXUS_DATABASE_LOCK_TIMEOUT_SECONDS", 60)
        .with("NEXUS_DATABASE_STATEMENT_TIMEOUT_SECONDS", 60)
        .start()
        .await;
    // Nobody else waits for the same lock.
    system.worker_operations_url().await;
    system.worker.terminate();
    assert!(system.worker.ended().await.success());
    let kim = system.customer("kim@example.com").await;
    let connections = async |state: &str| {
        let series = format!("nexus_database_connections{{state=\"{state}\"}}");
        value(&system.metrics().await, &series).expect("connections are told")
    };

    // Given two calls that wait for somebody's lock, each with one of the two connections.
    let holder = hold_bookings(&system).await;
    let mut waiting = JoinSet::new();
    for _ in 0..2 {
        waiting.spawn(kim.call("booking_list").send());
    }
    let looking = system.database().await;
    let both = "pg_locks WHERE NOT granted AND relation = 'bookings'::regclass";
    system
        .until(|| async { looking.count(both).await == 2 }, "both wait")
        .await;
    assert_eq!(connections("busy").await, 2.0);
    assert_eq!(connections("idle").await, 0.0);

    // Then others are turned away when their time is up, in the order they came or all at once.
    for at_once in [1, 20] {
        let began = Instant::now();
        let mut others = JoinSet::new();
        for _ in 0..at_once {
            others.spawn(system.call("tenant_list").send());
        }
        for turned_away in others.join_all().await {
            assert_turned_away(&turned_away, "no connection is free");
        }
        let waited = began.elapsed();
        assert!(waited >= Duration::from_millis(900), "{waited:?}");
        assert!(waited < Duration::from_secs(6), "{waited:?}");
    }
    let up = value(&system.metrics().await, "nexus_database_up");
    assert_eq!(up, Some(1.0), "the database is busy, not gone");

    // And nobody is any more once the lock is gone.
    holder.run("ROLLBACK").await;
    for answer in waiting.join_all().await {
        assert_eq!(answer.status(), 200, "{}", answer.text());
    }
    for _ in 0..5 {
        let served = system.call("tenant_list").send().await;
        assert_eq!(served.status(), 200, "{}", served.text());
    }
    system
        .until(
            || async { connections("busy").await == 0.0 },
            "nobody uses one any more",
        )
        .await;
    assert_eq!(connections("idle").await, 2.0, "never more than two");
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_given_up_and_nothing_of_its_call_stays() {
    const CALLS: usize = 12;
    let system = System::configured().on_postgres().start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let counted = system.database().await;
    for (round, limit) in ["LOCK", "STATEMENT"].into_iter().enumerate() {
        let variable = format!("NEXUS_DATABASE_{limit}_TIMEOUT_SECONDS");
        let api = system.start_api_with(&[(&variable, "1")]).await;
        let booked_before = counted.count("bookings").await;
        let calls: Vec<_> = (0..CALLS)
            .map(|number| {
                let slot = &slots[(round * CALLS + number) * 4];
                let body = booking_of(&service, slot, &format!("{limit}{number}@example.com"));
                let call = system.call("booking_create").through(&api).json(&body);
                call.key(&format!("{limit}-{number}"))
            })
            .collect();

        // More at once than there are connections.
        let holder = hold_bookings(&system).await;
        let began = Instant::now();
        let mut sent = JoinSet::new();
        for call in &calls {
            sent.spawn(call.clone().send());
        }
        for answer in sent.join_all().await {
            assert_turned_away(&answer, limit);
        }
        let waited = began.elapsed();
        assert!(waited >= Duration::from_millis(900), "{limit}: {waited:?}");
        assert!(waited < Duration::from_secs(7), "{limit}: {waited:?}");
        let reason = format!("canceling statement due to {}", limit.to_lowercase());
        let log = api.process.written();
        assert!(log.contains(&reason), "the log says why: {log}");
        assert_eq!(
            system.readiness(&api.operations_url).await,
            Some(200),
            "the database answers"
        );
        let customers = format!("customers WHERE contact LIKE '{}%'", limit.to_lowercase());
        assert_eq!(counted.count(&customers).await, 0, "nothing stays");

        holder.run("ROLLBACK").await;
        for call in calls {
            let answer = call.send().await;
            assert_eq!(answer.status(), 201, "{limit}: {}", answer.text());
        }
        let booked = counted.count("bookings").await - booked_before;
        assert_eq!(usize::try_from(booked), Ok(CALLS), "{limit}: once each");
    }
}
