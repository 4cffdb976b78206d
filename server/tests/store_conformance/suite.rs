//! What every database must do.

use scheduler_server::{
    domain::booking::BookingState,
    session::Level,
    store::{
        BookingPage, BookingScope, DeliveryReport, ERASED, Erased, EventScope, ImportSummary, Job,
        NewJob, Reported, RequestKey, SentMessage, Store, Unsent,
    },
};
use uuid::Uuid;

use super::samples::{
    booking, contact, customer, definitions, hash, keep, minutes, now, session, with_tenants,
};

pub async fn an_import_is_whole_and_idempotent(store: Store) {
    let mut definitions = definitions();
    let first = store
        .import_tenants(&definitions, Uuid::now_v7)
        .await
        .unwrap();
    assert_eq!(
        first,
        ImportSummary {
            added: 3,
            changed: 0,
            unchanged: 0
        }
    );

    definitions[1].name = "Another name".to_owned();
    let second = store
        .import_tenants(&definitions, Uuid::now_v7)
        .await
        .unwrap();
    assert_eq!(
        second,
        ImportSummary {
            added: 0,
            changed: 1,
            unchanged: 2
        }
    );
    let renamed = store.tenant(&definitions[1].slug.0).await.unwrap().unwrap();
    assert_eq!(renamed.definition().name, "Another name");
    assert!(store.tenant("nobody").await.unwrap().is_none());
}

pub async fn a_contact_has_one_customer(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    assert_eq!(customer(&store, &tenant, "kim").await, kim);
    assert_ne!(customer(&store, &tenant, "robin").await, kim);
    let mut transaction = store.begin(&tenant).await.unwrap();
    assert_eq!(transaction.contact_of(&kim).await.unwrap(), contact("kim"));
}

pub async fn a_session_lives_until_it_ends(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let id = session(&store, &tenant, &kim, "secret").await;
    let found = store
        .session(&tenant, &hash("secret"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (found.id.as_str(), found.level),
        (id.as_str(), Level::Claimed)
    );
    assert!(
        store
            .session(&tenant, &hash("another"))
            .await
            .unwrap()
            .is_none()
    );

    let mut transaction = store.begin(&tenant).await.unwrap();
    assert!(
        transaction
            .extend_session(&id, minutes(45), minutes(1))
            .await
            .unwrap()
    );
    transaction.verify_session(&id).await.unwrap();
    transaction.end_session(&id, minutes(2)).await.unwrap();
    assert!(
        !transaction
            .extend_session(&id, minutes(50), minutes(3))
            .await
            .unwrap()
    );
    transaction.commit().await.unwrap();

    let ended = store.session_of_id(&tenant, &id).await.unwrap().unwrap();
    assert_eq!(ended.level, Level::Verified);
    assert_eq!(
        (ended.expires_at, ended.ended_at),
        (minutes(45), Some(minutes(2)))
    );
}

pub async fn wrong_codes_of_all_sessions_count_together(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let id = session(&store, &tenant, &kim, "secret").await;
    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction
        .set_code(&id, &hash("1"), minutes(10))
        .await
        .unwrap();
    transaction
        .set_code(&id, &hash("2"), minutes(10))
        .await
        .unwrap();
    assert!(
        transaction
            .code(&id, now())
            .await
            .unwrap()
            .unwrap()
            .matches(&hash("2"))
    );
    assert!(transaction.code(&id, minutes(10)).await.unwrap().is_none());

    for _ in 0..2 {
        transaction
            .count_wrong_code(&kim, 3, minutes(15))
            .await
            .unwrap();
        assert!(transaction.codes_locked_until(&kim).await.unwrap() < now());
    }
    transaction
        .count_wrong_code(&kim, 3, minutes(15))
        .await
        .unwrap();
    assert_eq!(
        transaction.codes_locked_until(&kim).await.unwrap(),
        minutes(15)
    );
}

pub async fn a_manage_link_works_once(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction
        .add_manage_link(&hash("link"), &kim, minutes(5))
        .await
        .unwrap();
    transaction
        .add_manage_link(&hash("old"), &kim, minutes(-5))
        .await
        .unwrap();
    let used = transaction
        .use_manage_link(&hash("link"), now())
        .await
        .unwrap();
    assert_eq!(used, Some(kim));
    assert_eq!(
        transaction
            .use_manage_link(&hash("link"), now())
            .await
            .unwrap(),
        None
    );
    assert_eq!(
        transaction
            .use_manage_link(&hash("old"), now())
            .await
            .unwrap(),
        None
    );
}

pub async fn bookings_are_listed_by_scope_newest_first(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let id = session(&store, &tenant, &kim, "secret").await;
    let rows = [
        booking(&kim, None, 100),
        booking(&kim, Some(&id), 200),
        booking(&kim, Some(&id), 300),
    ];
    for row in &rows {
        keep(&store, &tenant, row).await;
    }
    let page = |after, limit| BookingPage {
        status: None,
        limit,
        after,
    };
    let all = BookingScope::Customer(kim);
    let first = store.bookings(&tenant, &all, &page(None, 2)).await.unwrap();
    assert_eq!(first, [rows[2].clone(), rows[1].clone()]);
    let after = Some((first[1].start, first[1].id.clone()));
    let rest = store
        .bookings(&tenant, &all, &page(after, 2))
        .await
        .unwrap();
    assert_eq!(rest, [rows[0].clone()]);
    let own = BookingScope::Session(id);
    assert_eq!(
        store
            .bookings(&tenant, &own, &page(None, 9))
            .await
            .unwrap()
            .len(),
        2
    );
    let cancelled = BookingPage {
        status: Some(BookingState::Cancelled),
        limit: 9,
        after: None,
    };
    assert!(
        store
            .bookings(&tenant, &all, &cancelled)
            .await
            .unwrap()
            .is_empty()
    );
}

pub async fn a_change_needs_the_revision_before(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let mut row = booking(&kim, None, 100);
    keep(&store, &tenant, &row).await;
    row.revision = 2;
    row.status = BookingState::Cancelled;
    row.cancel_reason = Some("ill".to_owned());
    let mut transaction = store.begin(&tenant).await.unwrap();
    assert!(transaction.update_booking(&row).await.unwrap());
    assert!(
        !transaction.update_booking(&row).await.unwrap(),
        "revision 2 is not before 2"
    );
    transaction.commit().await.unwrap();
    assert_eq!(store.booking(&tenant, &row.id).await.unwrap(), Some(row));
}

pub async fn what_a_transaction_did_is_undone_with_it(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let row = booking(&kim, None, 100);
    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction.add_booking(&row).await.unwrap();
    transaction
        .add_event(&kim, None, "{}", now())
        .await
        .unwrap();
    drop(transaction);
    assert_eq!(store.booking(&tenant, &row.id).await.unwrap(), None);
    let scope = EventScope::Customer(kim);
    assert_eq!(store.last_event(&tenant, &scope).await.unwrap(), 0);
}

pub async fn events_are_numbered_by_customer_and_by_session(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let id = session(&store, &tenant, &kim, "secret").await;
    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction.add_event(&kim, None, "1", now()).await.unwrap();
    transaction
        .add_event(&kim, Some(&id), "2", now())
        .await
        .unwrap();
    transaction
        .add_event(&kim, Some(&id), "3", minutes(1))
        .await
        .unwrap();
    transaction.commit().await.unwrap();

    let (customer, session) = (EventScope::Customer(kim), EventScope::Session(id));
    let numbers = |events: Vec<scheduler_server::store::StoredEvent>| {
        events
            .into_iter()
            .map(|event| (event.sequence, event.payload))
            .collect::<Vec<_>>()
    };
    let all = store.events_after(&tenant, &customer, 1, 10).await.unwrap();
    assert_eq!(numbers(all), [(2, "2".to_owned()), (3, "3".to_owned())]);
    let own = store.events_after(&tenant, &session, 0, 1).await.unwrap();
    assert_eq!(numbers(own), [(1, "2".to_owned())]);

    store.forget_events(&tenant, minutes(1)).await.unwrap();
    assert_eq!(store.last_event(&tenant, &customer).await.unwrap(), 3);
    let kept = store.events_after(&tenant, &customer, 0, 10).await.unwrap();
    assert_eq!(numbers(kept), [(3, "3".to_owned())]);
}

pub async fn an_answer_is_kept_for_its_caller_alone(store: Store) {
    let tenant = with_tenants(&store).await;
    let key = |caller: &str| RequestKey {
        operation: "booking_create",
        caller: caller.to_owned(),
        key: "key".to_owned(),
        request_hash: "hash".to_owned(),
    };
    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction
        .keep_answer(&key("kim"), "{}", now())
        .await
        .unwrap();
    let kept = transaction
        .kept_answer(&key("kim"), minutes(-1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (kept.response.as_str(), kept.request_hash.as_str()),
        ("{}", "hash")
    );
    assert!(
        transaction
            .kept_answer(&key("robin"), minutes(-1))
            .await
            .unwrap()
            .is_none()
    );
    assert!(
        transaction
            .kept_answer(&key("kim"), now())
            .await
            .unwrap()
            .is_none(),
        "too old"
    );
}

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
fn unsent(again: Option<i64>, unclear_since: Option<jiff::Timestamp>, error: &str) -> Unsent<'_> {
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

    store.forget_dead_jobs(&tenant, minutes(10)).await.unwrap();
    let jobs = store.jobs(&tenant, "", "", 9).await.unwrap();
    let left: Vec<_> = jobs.iter().map(|job| job.subject.as_str()).collect();
    assert_eq!(left, ["dead since", "waits"]);
    store.forget_dead_jobs(&tenant, minutes(60)).await.unwrap();
    let depth = store.queue_depth(minutes(30)).await.unwrap();
    assert_eq!((depth.due, depth.dead), (1, 0), "what waits is to be sent");
    assert_eq!(depth.oldest_due, Some(minutes(20)));
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
    assert_eq!(reports, [report("1", &sent.id)], "one event counts once");
    store.forget_messages(&tenant, minutes(2)).await.unwrap();
    assert_eq!(store.count_messages(&tenant, "").await.unwrap(), 0);
    assert_eq!(store.delivery_reports(&tenant, &sent.id).await.unwrap(), []);
}

pub async fn customers_nobody_booked_under_are_forgotten(store: Store) {
    let tenant = with_tenants(&store).await;
    let idle = customer(&store, &tenant, "idle").await;
    let booker = customer(&store, &tenant, "kim").await;
    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction
        .add_booking(&booking(&booker, None, 0))
        .await
        .unwrap();
    transaction.commit().await.unwrap();

    store.forget_customers(&tenant, now()).await.unwrap();
    let mut transaction = store.begin(&tenant).await.unwrap();
    assert!(
        transaction.contact_of(&idle).await.is_ok(),
        "it is too young"
    );
    drop(transaction);
    store.forget_customers(&tenant, minutes(1)).await.unwrap();
    let mut transaction = store.begin(&tenant).await.unwrap();
    assert!(transaction.contact_of(&booker).await.is_ok());
    assert!(transaction.contact_of(&idle).await.is_err());
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

pub async fn calls_are_counted_by_window(store: Store) {
    let tenant = with_tenants(&store).await;
    assert_eq!(store.count_call(&tenant, "book", now()).await.unwrap(), 1);
    assert_eq!(store.count_call(&tenant, "book", now()).await.unwrap(), 2);
    assert_eq!(
        store.count_call(&tenant, "book", minutes(1)).await.unwrap(),
        1
    );
    store.forget_calls(&tenant, minutes(1)).await.unwrap();
    assert_eq!(store.count_call(&tenant, "book", now()).await.unwrap(), 1);
}

pub async fn one_tenant_never_sees_another(store: Store) {
    let tenant = with_tenants(&store).await;
    let other = store
        .tenant(&definitions()[1].slug.0)
        .await
        .unwrap()
        .unwrap();
    let kim = customer(&store, &tenant, "kim").await;
    let id = session(&store, &tenant, &kim, "secret").await;
    let row = booking(&kim, Some(&id), 100);
    keep(&store, &tenant, &row).await;

    assert!(
        store
            .session(&other, &hash("secret"))
            .await
            .unwrap()
            .is_none()
    );
    assert!(store.session_of_id(&other, &id).await.unwrap().is_none());
    assert!(store.booking(&other, &row.id).await.unwrap().is_none());
    let page = BookingPage {
        status: None,
        limit: 9,
        after: None,
    };
    let scope = BookingScope::Customer(kim);
    assert!(
        store
            .bookings(&other, &scope, &page)
            .await
            .unwrap()
            .is_empty()
    );
}

pub async fn the_database_refuses_an_overlap(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    keep(&store, &tenant, &booking(&kim, None, 100)).await;
    keep(&store, &tenant, &booking(&kim, None, 160)).await;

    let mut transaction = store.begin(&tenant).await.unwrap();
    let refused = transaction.add_booking(&booking(&kim, None, 130)).await;
    assert!(
        matches!(
            refused,
            Err(scheduler_server::store::StoreError::Overlap(_))
        ),
        "two bookings of one member of staff overlap"
    );
    drop(transaction);

    let mut group = booking(&kim, None, 300);
    group.single = false;
    keep(&store, &tenant, &group).await;
    let second = scheduler_server::store::BookingRow {
        id: Uuid::now_v7().to_string(),
        ..group
    };
    keep(&store, &tenant, &second).await;
}

pub async fn a_single_appointment_is_never_kept_twice(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let mut first = booking(&kim, None, 100);
    keep(&store, &tenant, &first).await;
    let again = booking(&kim, None, 100);
    let mut transaction = store.begin(&tenant).await.unwrap();
    let refused = transaction.add_booking(&again).await;
    assert!(matches!(
        refused,
        Err(scheduler_server::store::StoreError::Overlap(_))
    ));
    drop(transaction);

    first.revision = 2;
    first.status = BookingState::Cancelled;
    let mut transaction = store.begin(&tenant).await.unwrap();
    assert!(transaction.update_booking(&first).await.unwrap());
    transaction.commit().await.unwrap();
    keep(&store, &tenant, &again).await;
}

pub async fn a_booking_that_is_over_waits_to_be_completed(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let over = booking(&kim, None, -100);
    keep(&store, &tenant, &over).await;
    keep(&store, &tenant, &booking(&kim, None, -10)).await;
    let mut transaction = store.begin(&tenant).await.unwrap();
    assert_eq!(
        transaction.bookings_to_complete(now(), 9).await.unwrap(),
        [over]
    );
}

pub async fn what_is_personal_of_a_customer_is_erased(store: Store) {
    let tenant = with_tenants(&store).await;
    let (kim, robin) = (
        customer(&store, &tenant, "kim").await,
        customer(&store, &tenant, "robin").await,
    );
    let id = session(&store, &tenant, &kim, "secret").await;
    let mut own = booking(&kim, Some(&id), 60);
    own.note = Some("Ground floor, please".to_owned());
    let other = booking(&robin, None, 300);
    keep(&store, &tenant, &own).await;
    keep(&store, &tenant, &other).await;
    let request = RequestKey {
        operation: "booking_create",
        caller: format!("session {id}"),
        key: "k".to_owned(),
        request_hash: "asked".to_owned(),
    };
    let mut transaction = store.begin(&tenant).await.unwrap();
    for (about, payload) in [
        (own.id.as_str(), "{}"),
        ("a code", r#"{"contact":{"address":"kim@example.com"}}"#),
        (other.id.as_str(), "{}"),
    ] {
        let job = NewJob {
            id: Uuid::now_v7().to_string(),
            subject: about.to_owned(),
            revision: 1,
            kind: "confirmation",
            payload: payload.to_owned(),
            due_at: now(),
        };
        transaction.add_job(&job, now()).await.unwrap();
    }
    transaction
        .add_event(&kim, Some(&id), r#"{"name":"Kim"}"#, now())
        .await
        .unwrap();
    transaction
        .add_manage_link(&hash("link"), &kim, minutes(60))
        .await
        .unwrap();
    let answer = format!(r#"{{"id":"{}","customerName":"Kim"}}"#, own.id);
    transaction
        .keep_answer(&request, &answer, now())
        .await
        .unwrap();
    transaction.commit().await.unwrap();

    let mut transaction = store.begin(&tenant).await.unwrap();
    let found = transaction.known_customer(&contact("kim")).await.unwrap();
    assert_eq!(found.as_deref(), Some(kim.as_str()));
    let erased = transaction
        .erase_customer(&kim, &contact("kim"), "nobody", minutes(1))
        .await
        .unwrap();
    assert_eq!(
        erased,
        Erased {
            bookings: 1,
            sessions: 1,
            links: 1,
            events: 1,
            messages: 2,
            answers: 1,
        }
    );
    assert_eq!(
        transaction.known_customer(&contact("kim")).await.unwrap(),
        None,
        "nobody is known by that contact"
    );
    assert_eq!(
        transaction
            .kept_answer(&request, minutes(-60))
            .await
            .unwrap(),
        None
    );
    transaction.commit().await.unwrap();

    let kept = store.booking(&tenant, &own.id).await.unwrap().unwrap();
    assert_eq!(
        (kept.customer_name.as_str(), &kept.note, &kept.session_id),
        (ERASED, &None, &None)
    );
    assert_eq!(
        (kept.start, kept.status),
        (own.start, own.status),
        "the time stays taken"
    );
    let others = store.booking(&tenant, &other.id).await.unwrap().unwrap();
    assert_eq!(others, other, "nobody else's is touched");
    assert_eq!(store.session(&tenant, &hash("secret")).await.unwrap(), None);
    let again = customer(&store, &tenant, "kim").await;
    assert_ne!(again, kim, "whoever comes back begins anew");
}

pub async fn what_is_old_is_forgotten_however_much_it_is(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let (old, kept) = (2_100, 3);
    let mut transaction = store.begin(&tenant).await.unwrap();
    for number in 0..old + kept {
        let at = if number < old { now() } else { minutes(10) };
        transaction.add_event(&kim, None, "{}", at).await.unwrap();
    }
    transaction.commit().await.unwrap();
    store.forget_events(&tenant, minutes(5)).await.unwrap();
    let left = store
        .events_after(&tenant, &EventScope::Customer(kim), 0, 10)
        .await
        .unwrap();
    assert_eq!(left.len(), kept, "only what is young enough is left");
    store.forget_answers(&tenant, minutes(5)).await.unwrap();
    store.forget_sessions(&tenant, minutes(5)).await.unwrap();
    store
        .forget_manage_links(&tenant, minutes(5))
        .await
        .unwrap();
}
