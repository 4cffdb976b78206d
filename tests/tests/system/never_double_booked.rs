//! Whatever races, two bookings never share what they may not share.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, Utc};
use scheduler_tests::{Answer, Service, System, customer::booking_of, customer::text};
use serde_json::Value;
use tokio::{sync::Barrier, task::JoinSet};

/// So many customers at once, each with a connection of their own.
async fn all_at_once(
    system: &System,
    count: usize,
    service: &Service,
    slot: &Value,
) -> Vec<Answer> {
    let together = Arc::new(Barrier::new(count));
    let mut customers = JoinSet::new();
    for number in 0..count {
        let body = booking_of(service, slot, &format!("customer{number}@example.com"));
        let mut body = body;
        body["staffId"] = slot["staff"][0]["id"].clone();
        let call = system
            .call("booking_create")
            .tenant(&service.tenant)
            .json(&body);
        let together = Arc::clone(&together);
        customers.spawn(async move {
            together.wait().await;
            call.send().await
        });
    }
    customers.join_all().await
}

fn outcomes(answers: &[Answer]) -> BTreeMap<(u16, String), usize> {
    let mut outcomes = BTreeMap::new();
    for answer in answers {
        *outcomes.entry(answer.failure()).or_default() += 1;
    }
    outcomes
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_five_hundred_bookings_of_one_slot_one_is_made() {
    let mut system = System::start().await;
    let service = system.service("Hypnotherapy session").await;
    let slot = system.free_slots(&service).await[0].clone();

    let answers = all_at_once(&system, 500, &service, &slot).await;

    let expected = [
        ((201, String::new()), 1),
        ((409, "slot_taken".to_owned()), 499),
    ];
    assert_eq!(
        outcomes(&answers),
        BTreeMap::from(expected),
        "one gets it, all others are told"
    );
    let database = system.database().await;
    assert_eq!(database.count("bookings").await, 1, "one row was written");
    assert_eq!(
        database.count("customers").await,
        1,
        "and nothing for those who lost"
    );

    // Every alternative is truly free, in order of time.
    let free = system.free_slots(&service).await;
    let wanted = slot["staff"][0]["id"].clone();
    for answer in answers.iter().filter(|answer| answer.status() == 409) {
        let alternatives = answer.error()["alternatives"].as_array().unwrap().clone();
        assert!(!alternatives.is_empty(), "there is much free around it");
        let starts: Vec<DateTime<Utc>> = alternatives
            .iter()
            .map(|it| text(&it["start"]).parse().unwrap())
            .collect();
        assert!(
            starts.is_sorted(),
            "alternatives come in order of time: {starts:?}"
        );
        for alternative in &alternatives {
            let offered = free
                .iter()
                .find(|slot| slot["start"] == alternative["start"]);
            let Some(offered) = offered else {
                // Earlier than the search of this test begins.
                assert!(
                    text(&alternative["start"]) < text(&slot["start"]),
                    "{alternative} is free"
                );
                continue;
            };
            let staff = offered["staff"].as_array().unwrap();
            assert!(
                staff.iter().any(|member| member["id"] == wanted),
                "{alternative} is free"
            );
        }
    }
    let last = answers
        .iter()
        .find(|answer| answer.status() == 409)
        .unwrap();
    let mut instead = last.error()["alternatives"][0].clone();
    instead["staff"][0]["id"] = wanted;
    let kim = system.customer("kim@example.com").await;
    assert_eq!(
        kim.book(&service, &instead).await.status(),
        201,
        "an alternative can be booked"
    );
    system.assert_well().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_group_of_eight_seats_takes_exactly_eight() {
    let system = System::start().await;
    let service = system
        .service_at("kiln-and-clay", "Wheel class for beginners")
        .await;
    let slots = system.free_slots(&service).await;
    let slot = slots
        .iter()
        .find(|slot| slot["staff"].as_array().unwrap().len() == 1);
    let slot = slot.unwrap_or(&slots[0]).clone();
    assert_eq!(slot["staff"][0]["seats"], 8);

    let answers = all_at_once(&system, 60, &service, &slot).await;

    let expected = [
        ((201, String::new()), 8),
        ((409, "slot_taken".to_owned()), 52),
    ];
    assert_eq!(outcomes(&answers), BTreeMap::from(expected));
    let database = system.database().await;
    assert_eq!(
        database.count("bookings").await,
        8,
        "eight rows were written"
    );
    assert_eq!(
        database
            .count("(SELECT DISTINCT staff_id, starts_at FROM bookings)")
            .await,
        1,
        "they are one group, not two"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn neighbours_and_reschedules_race_without_overlapping() {
    let mut system = System::start().await;
    let service = system.service("Deep session").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let booked = kim.book(&service, slots.last().unwrap()).await.data();

    // Thirty people want the first ten slots, which overlap each other, and Kim wants to move there.
    let mut calls: Vec<_> = (0..30)
        .map(|number| {
            let body = booking_of(
                &service,
                &slots[number % 10],
                &format!("c{number}@example.com"),
            );
            system.call("booking_create").json(&body)
        })
        .collect();
    for slot in &slots[..10] {
        let change = serde_json::json!({ "op": "reschedule", "start": slot["start"] });
        let body = serde_json::json!({ "revision": 1, "change": change });
        calls.push(kim.call_about("booking_change", &booked).json(&body));
    }
    let mut sent = JoinSet::new();
    for call in calls {
        sent.spawn(call.send());
    }
    for (status, code) in sent.join_all().await.iter().map(Answer::failure) {
        let expected = matches!(status, 200 | 201)
            || matches!(code.as_str(), "slot_taken" | "revision_conflict");
        assert!(
            expected,
            "a race is won or lost, not answered {status} {code}"
        );
    }
    let overlapping = "bookings a JOIN bookings b ON a.id < b.id AND a.staff_id = b.staff_id \
                       AND a.status = 'confirmed' AND b.status = 'confirmed' \
                       AND a.occupied_from < b.occupied_until AND b.occupied_from < a.occupied_until";
    assert_eq!(
        system.database().await.count(overlapping).await,
        0,
        "nobody is booked twice"
    );
    system.assert_well().await;
}
