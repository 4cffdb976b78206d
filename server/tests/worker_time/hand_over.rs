//! What goes wrong between a job's claim and its end.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use scheduler_server::{
    app::App,
    clock::Clock as _,
    erasure,
    messages::{Attempt, Delivery, DeliveryError, Message, Receipt, Rest, worker},
    session::Contact,
};

use crate::world::{BERLIN, Place, World, at};

/// The database takes so long that the lease is nearly over when the message is written down: a change
/// of the booking could go on before the provider has answered.
#[tokio::test]
async fn a_message_that_was_written_down_too_late_is_put_off_unsent_and_counted_once() {
    let place = Place {
        sms_from: Some("+4930555010"),
        ..BERLIN
    };
    let now = at("2027-06-01T08:00:00Z");
    let one_a_day = [("NEXUS_RATE_LIMITS_SMS_PER_CONTACT_DAY", "1")];
    let world = World::with(now, place, &one_a_day).await;
    let kim = Contact::Phone("+4915112345678".to_owned());
    world.book_for(kim, at("2027-06-03T08:00:00Z")).await;
    let lease = world.app.config.worker.lease;
    let too_much = lease - world.app.config.delivery.timeout + Duration::from_secs(1);
    world.passes_by_look(SignedDuration::try_from(too_much).unwrap());
    assert!(worker::work_once(&world.app, &world.postbox).await.unwrap());
    world.passes_by_look(SignedDuration::ZERO);

    assert_eq!(
        world.sent("confirmation").len(),
        0,
        "the lease is nearly over"
    );
    let jobs = world.jobs().await;
    let late = jobs.iter().find(|job| job.kind == "confirmation").unwrap();
    assert_eq!((late.state.as_str(), late.attempts), ("due", Some(1)));
    assert_eq!(late.unclear_since, None, "nobody was handed anything");

    world.set(
        world
            .clock
            .now()
            .checked_add(Duration::from_secs(60))
            .unwrap(),
    );
    world.work().await;
    assert_eq!(world.sent("confirmation").len(), 1);
}

/// Breaks off on the first message, by a fault of the program's.
#[derive(Default)]
struct Breaking {
    asked: AtomicUsize,
}

#[async_trait]
impl Delivery for Breaking {
    async fn deliver(&self, _: &Message, _: Attempt) -> Result<Receipt, DeliveryError> {
        let before = self.asked.fetch_add(1, Ordering::Relaxed);
        assert!(before > 0, "a fault of the worker's");
        Ok(Receipt {
            provider: "postbox",
            id: None,
        })
    }

    fn provider_of(&self, _: &Message) -> &'static str {
        "postbox"
    }
}

#[tokio::test]
async fn a_message_that_breaks_its_worker_off_is_put_off_like_any_other() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    world.book("2027-06-03T10:00:00").await;
    world.book("2027-06-04T10:00:00").await;
    let delivery = Arc::new(Breaking::default());
    let working = tokio::spawn(worker::run(Arc::clone(&world.app), delivery.clone()));
    let both = async {
        while delivery.asked.load(Ordering::Relaxed) < 2 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), both)
        .await
        .expect("the worker goes on");
    world.app.shutdown.cancel();
    working.await.unwrap();

    let jobs = world.jobs().await;
    let mut left = jobs.iter().filter(|job| job.kind == "confirmation");
    let broken = left.next().unwrap();
    assert_eq!(left.next(), None, "the other one is sent");
    assert_eq!((broken.state.as_str(), broken.attempts), ("due", Some(1)));
    assert!(broken.held_until > Some(world.clock.now()));
    assert!(
        broken.unclear_since.is_some(),
        "nobody knows how far it came"
    );
    let error = broken.last_error.as_deref().unwrap_or_default();
    assert!(error.contains("its log says which"), "{error}");
}

/// Takes a message over while its customer is erased.
struct ErasedMeanwhile(Arc<App>);

#[async_trait]
impl Delivery for ErasedMeanwhile {
    async fn deliver(&self, _: &Message, _: Attempt) -> Result<Receipt, DeliveryError> {
        let app = &self.0;
        let erased = erasure::erase(
            &app.store,
            &app.clock,
            &app.ids,
            "always",
            "kim@example.com",
        );
        assert!(erased.await.unwrap().is_some());
        Ok(Receipt {
            provider: "postbox",
            id: None,
        })
    }

    fn provider_of(&self, _: &Message) -> &'static str {
        "postbox"
    }
}

#[tokio::test]
async fn a_customer_erased_while_a_message_is_handed_over_stays_erased() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    world.book("2027-06-03T10:00:00").await;
    let meanwhile = ErasedMeanwhile(Arc::clone(&world.app));
    world.work_by(&meanwhile).await;
    assert_eq!(world.jobs().await, []);
    let kept = world
        .app
        .store
        .count_messages(&world.tenant, "")
        .await
        .unwrap();
    assert_eq!(kept, 0, "nothing is kept of what was sent");
}

/// A provider of emails that rests, and counts how often it is asked all the same.
struct Resting {
    left: Mutex<Option<Duration>>,
    asked: AtomicUsize,
}

#[async_trait]
impl Delivery for Resting {
    async fn deliver(&self, _: &Message, _: Attempt) -> Result<Receipt, DeliveryError> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Ok(Receipt {
            provider: "resting",
            id: None,
        })
    }

    fn provider_of(&self, _: &Message) -> &'static str {
        "resting"
    }

    fn rests(&self) -> Vec<Rest> {
        let left = *self.left.lock().unwrap();
        let rest = left.map(|left| Rest {
            contact_kind: "email",
            left,
        });
        rest.into_iter().collect()
    }
}

#[tokio::test]
async fn while_a_provider_rests_its_messages_wait_without_being_written() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    world.book("2027-06-03T10:00:00").await;
    let provider = Resting {
        left: Mutex::new(Some(Duration::from_secs(20))),
        asked: AtomicUsize::new(0),
    };
    world.work_by(&provider).await;
    let jobs = world.jobs().await;
    let waiting = jobs.iter().find(|job| job.kind == "confirmation").unwrap();
    assert_eq!((waiting.state.as_str(), waiting.attempts), ("due", Some(0)));
    let again: Timestamp = at("2027-06-01T08:00:20Z");
    assert!(
        waiting.held_until >= Some(again),
        "not before {:?}",
        waiting.held_until
    );
    assert_eq!(provider.asked.load(Ordering::Relaxed), 0);

    *provider.left.lock().unwrap() = None;
    world.set(at("2027-06-01T08:01:00Z"));
    world.work_by(&provider).await;
    assert_eq!(provider.asked.load(Ordering::Relaxed), 1);
}

/// The day is named as it is when the reminder is sent, not as it was when it was due.
#[tokio::test]
async fn a_reminder_names_the_day_from_when_it_is_sent() {
    for (start, sent, day) in [
        (
            "2027-06-03T10:00:00",
            "2027-06-02T08:00:00Z",
            "ist morgen um 10:00 Uhr",
        ),
        (
            "2027-06-03T10:00:00",
            "2027-06-03T06:00:00Z",
            "ist heute um 10:00 Uhr",
        ),
        (
            "2027-11-01T00:30:00",
            "2027-10-30T23:30:00Z",
            "ist morgen um 00:30 Uhr",
        ),
        (
            "2027-03-28T23:30:00",
            "2027-03-27T21:30:00Z",
            "ist morgen um 23:30 Uhr",
        ),
        // Clocks go forward: 24 elapsed hours before 00:30 it is 23:30 two calendar days before.
        (
            "2027-03-29T00:30:00",
            "2027-03-27T22:30:00Z",
            "ist am Montag, 29. März 2027 um 00:30 Uhr",
        ),
    ] {
        let before = at(sent)
            .checked_sub(SignedDuration::from_hours(72))
            .unwrap();
        let world = World::at(&before.to_string()).await;
        world.book(start).await;
        world.work().await;
        world.set(at(sent));
        world.work().await;
        let reminders = world.sent("day_before");
        assert_eq!(reminders.len(), 1, "{start}");
        let subject = &reminders[0].1.subject;
        assert!(subject.contains(day), "{start}: {subject}");
    }
}

/// A confirmation that couldn't be sent in time tells nobody of what is over.
#[tokio::test]
async fn nobody_is_told_of_an_appointment_that_is_over() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    world.book("2027-06-03T10:00:00").await;
    world.set(at("2027-06-03T08:30:00Z"));
    world.work().await;
    assert_eq!(world.sent("confirmation").len(), 0);
    assert_eq!(world.jobs().await, []);
}

/// A provider that is asked too often, whenever it is asked.
struct Throttling;

#[async_trait]
impl Delivery for Throttling {
    async fn deliver(&self, _: &Message, _: Attempt) -> Result<Receipt, DeliveryError> {
        Err(DeliveryError::Throttled {
            reason: "asked too often".to_owned(),
            retry_after: Duration::from_secs(1800),
        })
    }

    fn provider_of(&self, _: &Message) -> &'static str {
        "throttling"
    }
}

/// Patience with a provider begins when it is asked too often first, however late that is, and again when
/// its message is put back into the queue.
#[tokio::test]
async fn a_message_that_is_throttled_is_tried_for_a_day_from_then_on() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    world.book("2027-06-10T10:00:00").await;
    let state = async || {
        let jobs = world.jobs().await;
        let job = jobs.into_iter().find(|job| job.kind == "confirmation");
        let job = job.unwrap();
        (job.id, job.state)
    };
    for (hour, expected) in [
        ("2027-06-03T08:00:00Z", "due"),
        ("2027-06-04T07:00:00Z", "due"),
        ("2027-06-04T09:00:00Z", "dead"),
    ] {
        world.set(at(hour));
        world.work_by(&Throttling).await;
        assert_eq!(state().await.1, expected, "{hour}");
    }
    let id = state().await.0;
    assert!(
        world
            .app
            .store
            .retry_job(&world.tenant, &id, false)
            .await
            .unwrap()
    );
    world.work_by(&Throttling).await;
    assert_eq!(state().await.1, "due", "it was put back");

    let failure = world
        .app
        .store
        .last_failure(&world.tenant, "", "confirmation");
    let (when, why) = failure.await.unwrap().unwrap();
    assert_eq!(
        (when, why.as_str()),
        (
            at("2027-06-04T09:00:00Z"),
            "not taken over: asked too often"
        )
    );
}
