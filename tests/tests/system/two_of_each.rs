//! Two APIs and two workers on one PostgreSQL, and a thousand customers at once.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
    time::Instant,
};

use scheduler_tests::{
    Answer, Api, System,
    customer::text,
    load::practice::{Practice, instant, midnight_in},
};
use serde_json::Value;
use tokio::{sync::Barrier, task::JoinSet};

const CUSTOMERS: usize = 1_000;
const SEATS: usize = 8;
const ALONE: Practice = Practice::always_open("alone", 4);
const TOGETHER: Practice = Practice {
    seats: 8,
    ..Practice::always_open("together", 2)
};

/// An appointment of a member of staff.
#[derive(Clone, Copy)]
struct Slot {
    practice: &'static Practice,
    member: usize,
    start: i64,
}

/// Twenty: four members of staff have three single ones each, two have four of a group each.
fn twenty_slots() -> Vec<Slot> {
    let noon = midnight_in(4) + 12 * 3_600;
    let of = |practice: &'static Practice, starts: i64| {
        (0..practice.staff).flat_map(move |member| {
            (0..starts).map(move |nth| Slot {
                practice,
                member,
                start: noon + nth * 1_800,
            })
        })
    };
    of(&ALONE, 3).chain(of(&TOGETHER, 4)).collect()
}

/// An attempt to book a slot, and what came of it.
struct Attempt {
    slot: Slot,
    sent: Instant,
    answered: Instant,
    answer: Answer,
}

async fn attempt(system: &System, other: &Api, number: usize, slot: Slot) -> Attempt {
    let email = format!("customer{number}@example.com");
    let body = slot.practice.booking(slot.member, slot.start, &email);
    let call = system
        .call("booking_create")
        .tenant(slot.practice.slug)
        .json(&body);
    let call = match number % 2 {
        0 => call,
        _ => call.through(other),
    };
    let sent = Instant::now();
    let answer = call.send().await;
    Attempt {
        slot,
        sent,
        answered: Instant::now(),
        answer,
    }
}

/// What an answer offers instead: members of staff and starts.
fn offered(attempt: &Attempt) -> Vec<(String, String)> {
    let alternatives = attempt.answer.error()["alternatives"]
        .as_array()
        .unwrap()
        .clone();
    let staff = |slot: &Value| -> Vec<String> {
        let staff = slot["staff"].as_array().unwrap();
        staff.iter().map(|member| text(&member["id"])).collect()
    };
    alternatives
        .iter()
        .flat_map(|slot| {
            staff(slot)
                .into_iter()
                .map(|member| (member, text(&slot["start"])))
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_thousand_bookings_over_twenty_slots_as_many_are_made_as_there_are_seats() {
    let system = System::configured()
        .on_postgres()
        // A machine that is busy with other tests may let a thousand wait long.
        .with("NEXUS_DATABASE_ACQUIRE_TIMEOUT_SECONDS", 60)
        .with("NEXUS_DATABASE_LOCK_TIMEOUT_SECONDS", 60)
        .with("NEXUS_DATABASE_STATEMENT_TIMEOUT_SECONDS", 60)
        .start()
        .await;
    system
        .import_tenants(&(ALONE.toml() + &TOGETHER.toml()))
        .await;
    let other = system.start_api().await;
    let mut worker = system.start_worker();
    let slots = twenty_slots();

    // Given a thousand customers who all ask at the same moment, half of them each process.
    let shared = Arc::new((system, other));
    let ready = Arc::new(Barrier::new(CUSTOMERS));
    let mut asking = JoinSet::new();
    for number in 0..CUSTOMERS {
        let slot = slots[number / 2 % slots.len()];
        let (shared, ready) = (Arc::clone(&shared), Arc::clone(&ready));
        asking.spawn(async move {
            ready.wait().await;
            attempt(&shared.0, &shared.1, number, slot).await
        });
    }
    let mut attempts = asking.join_all().await;
    let (mut system, other) = Arc::into_inner(shared).expect("nobody asks any more");

    // Then each seat is booked once, and everybody else is told that it is taken.
    let mut outcomes = BTreeMap::new();
    for attempt in &attempts {
        *outcomes.entry(attempt.answer.failure()).or_default() += 1;
    }
    let seats = 4 * 3 + 2 * 4 * SEATS;
    let expected = [
        ((201, String::new()), seats),
        ((409, "slot_taken".to_owned()), CUSTOMERS - seats),
    ];
    assert_eq!(outcomes, BTreeMap::from(expected));
    let database = system.database().await;
    for (practice, most) in [(ALONE, 1), (TOGETHER, SEATS)] {
        let one_by_one = format!(
            "(SELECT COUNT(*) AS seats FROM bookings WHERE service_id = '{}' GROUP BY staff_id, starts_at) \
             AS slots",
            practice.service()
        );
        let slots = if most == 1 { 12 } else { 8 };
        assert_eq!(database.count(&one_by_one).await, slots);
        let beyond = format!("{one_by_one} WHERE seats <> {most}");
        assert_eq!(
            database.count(&beyond).await,
            0,
            "every slot has as many bookings as seats"
        );
    }

    // And whoever asks when all is over, at either process, is offered what is free.
    for (number, slot) in slots.iter().enumerate() {
        for process in 0..2 {
            let number = CUSTOMERS + number * 2 + process;
            attempts.push(attempt(&system, &other, number, *slot).await);
        }
    }
    assert_offers_were_free(&attempts);
    let mut booked = HashSet::new();
    for late in &attempts[CUSTOMERS..] {
        let free = offered(late);
        let free = free.into_iter().find(|offer| booked.insert(offer.clone()));
        let Some((member, start)) = free else {
            continue;
        };
        let practice = late.slot.practice;
        let mut body = practice.booking(0, 0, "late@example.com");
        body["staffId"] = member.into();
        body["start"] = start.into();
        let call = system.call("booking_create").tenant(practice.slug);
        let answer = call.json(&body).send().await;
        assert_eq!(answer.status(), 201, "an offer can be taken: {body}");
    }
    assert!(booked.len() >= 6, "much is free around a full slot");
    assert!(worker.lives(), "{}", worker.written());
    system.assert_well().await;
}

/// Nothing was offered that had been given away, to somebody who was answered before this was asked.
fn assert_offers_were_free(attempts: &[Attempt]) {
    let mut given: HashMap<(String, String), Vec<Instant>> = HashMap::new();
    for attempt in attempts.iter().filter(|it| it.answer.status() == 201) {
        let Slot {
            practice,
            member,
            start,
        } = attempt.slot;
        let slot = (practice.member(member), instant(start));
        given.entry(slot).or_default().push(attempt.answered);
    }
    let mut judged = 0;
    for attempt in attempts.iter().filter(|it| it.answer.status() == 409) {
        let seats = usize::try_from(attempt.slot.practice.seats).unwrap();
        let offers = offered(attempt);
        assert!(!offers.is_empty(), "there is much free around it");
        for offer in offers {
            let before = given.get(&offer).map_or(0, |answered| {
                answered.iter().filter(|at| **at < attempt.sent).count()
            });
            assert!(before < seats, "{offer:?} was offered and taken");
            judged += 1;
        }
    }
    assert!(judged > CUSTOMERS, "most were offered several");
}
