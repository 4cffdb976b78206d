//! Jobs: claimed by one, handed over under a lease, kept as sent.

use jiff::Timestamp;
use scheduler_server::store::{
    DeliveryReport, Job, NewJob, QueueDepth, ReportRow, Reported, SentMessage, Store, Unsent,
};
use uuid::Uuid;

use crate::samples::{minutes, now, with_tenants};

fn job(subject: &str, revision: u32, due: i64) -> NewJob {
    NewJob {
        id: Uuid::now_v7().to_string(),
        subject: subject.to_owned(),
        revision,
        kind: "confirmation",
        payload: "{}".to_owned(),
        due_at: minutes(due),
    }
}

/// What is written with a message that isn't sent now.
fn unsent(again: Option<i64>, unclear_since: Option<Timestamp>, error: &str) -> Unsent<'_> {
    Unsent {
        again: again.map(minutes),
        unclear_since,
        throttled_since: None,
        attempts: 1,
        at: now(),
        error,
    }
}

async fn claimed(store: &Store, from: i64, until: i64, claim: &str) -> Option<Job> {
    store
        .claim_job(minutes(from), minutes(until), claim)
        .await
        .unwrap()
}

pub async fn a_job_is_claimed_by_one(store: Store) {
    let tenant = with_tenants(&store).await;
    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction
        .add_job(&job("late", 1, 10), now())
        .await
        .unwrap();
    transaction.add_job(&job("due", 1, 0), now()).await.unwrap();
    transaction.add_job(&job("due", 1, 0), now()).await.unwrap();
    transaction.commit().await.unwrap();

    let first = claimed(&store, 0, 1, "a").await.unwrap();
    assert_eq!(first.subject, "due");
    assert_eq!(
        claimed(&store, 0, 1, "b").await,
        None,
        "it is claimed already"
    );
    let again = claimed(&store, 2, 3, "c").await.unwrap();
    assert_eq!(again.id, first.id, "its claim ran out");

    let put_off = unsent(Some(5), None, "busy");
    let held = store.postpone_job(&first, &put_off).await.unwrap();
    assert!(!held, "whoever lost the claim changes nothing");
    assert!(store.postpone_job(&again, &put_off).await.unwrap());
    assert_eq!(claimed(&store, 4, 6, "d").await, None);
    let third = claimed(&store, 5, 6, "e").await.unwrap();
    assert_eq!(third.attempts, 1);
    let aside = unsent(None, None, "never");
    store.postpone_job(&third, &aside).await.unwrap();
    assert_eq!(claimed(&store, 9, 10, "f").await, None, "it is laid aside");

    let depth = store.queue_depth(minutes(9)).await.unwrap();
    assert_eq!((depth.due, depth.later, depth.dead), (0, 1, 1));
    assert!(store.retry_job(&tenant, &third.id, false).await.unwrap());
    assert_eq!(
        store.queue_depth(minutes(9)).await.unwrap().oldest_due,
        Some(now())
    );
    assert_eq!(claimed(&store, 9, 10, "g").await.unwrap().attempts, 0);
}

pub async fn who_was_put_off_stands_behind_who_became_due_meanwhile(store: Store) {
    let (tenant, other) = (
        with_tenants(&store).await,
        store.tenant("northside-barbers").await.unwrap().unwrap(),
    );
    for (tenant, subject, due) in [
        (&tenant, "first", 0),
        (&other, "second", 2),
        (&tenant, "third", 4),
    ] {
        let mut transaction = store.begin(tenant).await.unwrap();
        let job = job(subject, 1, due);
        transaction.add_job(&job, now()).await.unwrap();
        transaction.commit().await.unwrap();
    }
    let first = claimed(&store, 1, 9, "a").await.unwrap();
    let put_off = unsent(Some(3), None, "busy");
    assert!(store.postpone_job(&first, &put_off).await.unwrap());

    let mut order = Vec::new();
    while let Some(job) = claimed(&store, 5, 9, &format!("b{}", order.len())).await {
        order.push(job.subject);
    }
    assert_eq!(order, ["second", "first", "third"]);
    let crashed = claimed(&store, 9, 10, "c").await.unwrap();
    assert!(
        order.contains(&crashed.subject),
        "a claim that ran out is free again"
    );
}

pub async fn jobs_of_an_old_revision_go(store: Store) {
    let tenant = with_tenants(&store).await;
    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction
        .add_job(&job("booking", 1, 0), now())
        .await
        .unwrap();
    transaction
        .add_job(&job("booking", 2, 0), now())
        .await
        .unwrap();
    transaction.remove_jobs("booking", 2).await.unwrap();
    transaction.commit().await.unwrap();
    let left = claimed(&store, 0, 1, "a").await.unwrap();
    assert_eq!(left.revision, 2);
    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction.finish_job(&left.id).await.unwrap();
    transaction.commit().await.unwrap();
    assert_eq!(claimed(&store, 9, 10, "b").await, None);
}

pub async fn what_was_laid_aside_long_ago_is_forgotten_and_nothing_else(store: Store) {
    let tenant = with_tenants(&store).await;
    let mut transaction = store.begin(&tenant).await.unwrap();
    for (subject, due) in [("dead", 0), ("dead since", 10), ("waits", 20)] {
        let job = job(subject, 1, due);
        transaction.add_job(&job, now()).await.unwrap();
    }
    transaction.commit().await.unwrap();
    for due in [0, 10] {
        let job = claimed(&store, due, due + 1, &due.to_string()).await;
        let aside = unsent(None, None, "never");
        let held = store.postpone_job(&job.unwrap(), &aside).await;
        assert!(held.unwrap());
    }
    assert_eq!(store.queue_depth(minutes(30)).await.unwrap().dead, 2);

    let depth = store.queue_depth_of(&tenant, "confirmation", minutes(15));
    let depth = depth.await.unwrap();
    assert_eq!((depth.due, depth.later, depth.dead), (0, 1, 2));
    let other = store.queue_depth_of(&tenant, "rescheduled", minutes(15));
    assert_eq!(other.await.unwrap(), QueueDepth::default());
    let last = store.last_failure(&tenant, "dead", "").await.unwrap();
    assert_eq!(last, Some((now(), "never".to_owned())));

    let settled = store
        .retry_dead_jobs(&tenant, "confirmation", minutes(30), true)
        .await;
    assert_eq!(settled.unwrap(), 2);
    for due in [0, 10] {
        let again = claimed(&store, due, due + 1, &format!("again {due}")).await;
        let aside = unsent(None, None, "never");
        let held = store.postpone_job(&again.unwrap(), &aside).await;
        assert!(held.unwrap());
    }
    let dropped = store.drop_dead_jobs(&tenant, "", now()).await;
    assert_eq!(dropped.unwrap(), 0, "these were laid aside since");

    store.forget_dead_jobs(&tenant, minutes(10)).await.unwrap();
    let jobs = store.jobs(&tenant, "", "", 9).await.unwrap();
    let left: Vec<_> = jobs.iter().map(|job| job.subject.as_str()).collect();
    assert_eq!(left, ["dead since", "waits"]);
    store.forget_dead_jobs(&tenant, minutes(60)).await.unwrap();
    let depth = store.queue_depth(minutes(30)).await.unwrap();
    assert_eq!((depth.due, depth.dead), (1, 0), "what waits is to be sent");
    assert_eq!(depth.oldest_due, Some(minutes(20)));
    let waits = &jobs.last().unwrap().id;
    assert!(store.drop_job(&tenant, waits, now()).await.unwrap());
    assert_eq!(store.jobs(&tenant, "", "", 9).await.unwrap(), []);
}

pub async fn a_message_being_handed_over_is_seen_until_its_lease_is_over(store: Store) {
    let tenant = with_tenants(&store).await;
    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction
        .add_job(&job("booking", 1, 0), now())
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    let first = claimed(&store, 0, 1, "a").await.unwrap();

    let mut transaction = store.begin(&tenant).await.unwrap();
    let seen = transaction.handing_over_until("booking", now()).await;
    assert_eq!(seen.unwrap(), None, "it is claimed only");
    let begun = transaction
        .begin_hand_over(&first, "sealed", now(), minutes(2))
        .await;
    assert!(begun.unwrap());
    let seen = transaction.handing_over_until("booking", minutes(1)).await;
    assert_eq!(seen.unwrap(), Some(minutes(2)));
    let over = transaction.handing_over_until("booking", minutes(2)).await;
    assert_eq!(over.unwrap(), None);
    transaction.commit().await.unwrap();

    let second = claimed(&store, 2, 3, "b").await.unwrap();
    assert_eq!(
        second.unclear_since,
        Some(now()),
        "nobody knows whether it was sent"
    );
    assert_eq!(second.sealed.as_deref(), Some("sealed"));
    let mut transaction = store.begin(&tenant).await.unwrap();
    let late = transaction
        .begin_hand_over(&first, "other", minutes(2), minutes(3))
        .await;
    assert!(!late.unwrap(), "the first lost its claim");
    transaction.commit().await.unwrap();

    let known = unsent(Some(4), None, "refused before it was read");
    store.postpone_job(&second, &known).await.unwrap();
    let third = claimed(&store, 4, 5, "c").await.unwrap();
    assert_eq!((third.unclear_since, third.sealed), (None, None));
}

pub async fn a_message_that_was_sent_is_kept_with_its_reports(store: Store) {
    let tenant = with_tenants(&store).await;
    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction
        .add_job(&job("booking", 1, 0), now())
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    let sent = claimed(&store, 0, 1, "a").await.unwrap();
    let report = |event: &str, message: &str| DeliveryReport {
        provider: "resend".to_owned(),
        event_id: event.to_owned(),
        message_id: message.to_owned(),
        status: "bounced".to_owned(),
        reason: None,
        at: minutes(1),
    };
    let mut transaction = store.begin(&tenant).await.unwrap();
    let early = transaction
        .add_delivery_report(&report("1", &sent.id))
        .await;
    assert_eq!(
        early.unwrap(),
        Reported::New,
        "a report can be faster than who sent the message"
    );
    let message = SentMessage {
        job: &sent,
        contact: "k…@e…",
        provider: "resend",
        provider_id: Some("49a3999c"),
        attempts: 1,
        at: now(),
    };
    transaction.add_message(&message).await.unwrap();
    assert!(transaction.finish_job(&sent.id).await.unwrap());
    for (again, expected) in [
        (report("1", &sent.id), Reported::Known),
        (report("2", "nobody's"), Reported::OfNoMessage),
    ] {
        let reported = transaction.add_delivery_report(&again).await;
        assert_eq!(reported.unwrap(), expected);
    }
    transaction.commit().await.unwrap();

    let kept = store.message(&tenant, &sent.id).await.unwrap().unwrap();
    assert_eq!(kept.provider_id.as_deref(), Some("49a3999c"));
    assert_eq!(
        store.messages(&tenant, "confirmation", 9).await.unwrap(),
        [kept]
    );
    let reports = store.delivery_reports(&tenant, &sent.id).await.unwrap();
    let bounced = ReportRow {
        status: "bounced".to_owned(),
        reason: None,
        at: Some(minutes(1)),
    };
    assert_eq!(reports, [bounced], "one event counts once");
    store.forget_messages(&tenant, minutes(2)).await.unwrap();
    assert_eq!(store.count_messages(&tenant, "").await.unwrap(), 0);
    assert_eq!(store.delivery_reports(&tenant, &sent.id).await.unwrap(), []);
}
