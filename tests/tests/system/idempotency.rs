//! One intent is carried out once, however often it is sent.

use scheduler_tests::{
    System,
    customer::{booking, booking_of},
};
use serde_json::json;
use tokio::task::JoinSet;

#[tokio::test]
async fn the_same_key_and_body_answer_the_first_success_again() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let book = |body| {
        kim.call("booking_create")
            .key("intent-1")
            .json(&body)
            .send()
    };

    let first = book(booking(&service, &slots[0])).await;
    let again = book(booking(&service, &slots[0])).await;
    assert_eq!((first.status(), first.json()), (201, again.json()));
    assert_eq!(system.database().await.count("bookings").await, 1);

    let other = book(booking(&service, &slots[4])).await;
    assert_eq!(other.failure(), (422, "idempotency_key_reused".to_owned()));

    // A change is an intent of its own, whatever its key.
    let change = |start: &serde_json::Value| {
        let body = json!({ "revision": 1, "change": { "op": "reschedule", "start": start } });
        let call = kim.call_about("booking_change", &first.data());
        call.key("intent-1").json(&body).send()
    };
    let moved = change(&slots[6]["start"]).await;
    assert_eq!(moved.data()["revision"], 2);
    assert_eq!(change(&slots[6]["start"]).await.json(), moved.json());
    assert_eq!(
        change(&slots[7]["start"]).await.failure().1,
        "idempotency_key_reused"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn concurrent_calls_of_one_intent_make_one_booking() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let mut calls = JoinSet::new();
    for _ in 0..40 {
        let call = kim.call("booking_create").key("intent-1");
        calls.spawn(call.json(&booking(&service, &slots[0])).send());
    }
    let answers = calls.join_all().await;
    let made: Vec<_> = answers.iter().filter(|it| it.status() == 201).collect();
    assert!(!made.is_empty(), "somebody succeeds");
    for answer in &answers {
        match answer.status() {
            201 => assert_eq!(answer.json(), made[0].json(), "all successes are the same"),
            _ => {
                assert_eq!(answer.failure(), (409, "in_progress".to_owned()));
                assert!(
                    answer.header("retry-after").is_some(),
                    "it says when to ask again"
                );
            }
        }
    }
    let database = system.database().await;
    assert_eq!(database.count("bookings").await, 1);
    assert_eq!(database.count("events").await, 1);
}

#[tokio::test]
async fn a_key_belongs_to_a_tenant_and_a_caller() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let haircut = system.service_at("northside-barbers", "Haircut").await;
    let barbers = system.free_slots(&haircut).await;

    let kim = system.customer("kim@example.com").await;
    let noor = system.customer("noor@example.com").await;
    let abroad = system
        .customer_at("northside-barbers", "kim@example.com")
        .await;
    for (who, service, slot) in [
        (&kim, &service, &slots[0]),
        (&noor, &service, &slots[3]),
        (&abroad, &haircut, &barbers[0]),
    ] {
        let made = who
            .call("booking_create")
            .key("k")
            .json(&booking(service, slot))
            .send()
            .await;
        assert_eq!(made.status(), 201, "{}", made.text());
    }
    // Without a session the caller is the contact.
    for (email, slot) in [("a@example.com", &slots[6]), ("b@example.com", &slots[9])] {
        let body = booking_of(&service, slot, email);
        let made = system
            .call("booking_create")
            .key("k")
            .json(&body)
            .send()
            .await;
        assert_eq!(made.status(), 201, "{}", made.text());
    }
}

#[tokio::test]
async fn failures_are_not_kept() {
    let system = System::start().await;
    let service = system.service("Deep session").await;
    let slots = system.free_slots(&service).await;
    let other = system.customer("noor@example.com").await;
    let theirs = other.book(&service, &slots[0]).await.data();
    let kim = system.customer("kim@example.com").await;
    let book = || {
        let call = kim.call("booking_create").key("intent-1");
        call.json(&booking(&service, &slots[0])).send()
    };
    assert_eq!(book().await.failure(), (409, "slot_taken".to_owned()));
    other.cancel(&theirs).await.data();
    assert_eq!(
        book().await.status(),
        201,
        "the slot is free now, and the key as well"
    );
}

#[tokio::test]
async fn a_key_that_is_none_is_refused() {
    let system = System::start().await;
    let service = system.service("First conversation").await;
    let slots = system.free_slots(&service).await;
    let kim = system.customer("kim@example.com").await;
    let body = booking(&service, &slots[0]);
    for key in ["", "with space", &"x".repeat(129)] {
        let refused = kim.call("booking_create").key(key).json(&body).send().await;
        assert_eq!(
            refused.failure(),
            (422, "validation_failed".to_owned()),
            "key {key:?}"
        );
        assert_eq!(refused.places(), ["header:Idempotency-Key"]);
    }
    let twice = kim
        .call("booking_create")
        .key("a")
        .key("b")
        .json(&body)
        .send()
        .await;
    assert_eq!(twice.failure(), (422, "validation_failed".to_owned()));
    assert_eq!(system.database().await.count("bookings").await, 0);
}
