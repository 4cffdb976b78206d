//! What is forgotten by age, and what is erased when a customer asks.

use scheduler_server::store::{
    DeliveryReport, ERASED, Erased, EventScope, NewJob, RequestKey, SentMessage, Store,
};
use uuid::Uuid;

use crate::samples::{booking, contact, customer, hash, keep, minutes, now, session, with_tenants};

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

pub async fn customers_are_gone_through_a_part_at_a_time(store: Store) {
    let tenant = with_tenants(&store).await;
    let stays = customer(&store, &tenant, "stays").await;
    let session = session(&store, &tenant, &stays, "secret").await;
    let mut transaction = store.begin(&tenant).await.unwrap();
    for number in 1..=1_100 {
        let (contact, id) = (contact(&format!("idle-{number}")), Uuid::now_v7());
        transaction.customer(&contact, id, now()).await.unwrap();
    }
    transaction.commit().await.unwrap();
    let known = async |name: &str| {
        let mut transaction = store.begin(&tenant).await.unwrap();
        let known = transaction.known_customer(&contact(name)).await.unwrap();
        known.is_some()
    };

    store.forget_customers(&tenant, minutes(1)).await.unwrap();
    assert!(!known("idle-1").await && known("idle-1100").await);
    store.forget_customers(&tenant, minutes(1)).await.unwrap();
    assert!(!known("idle-1100").await, "it went on from there");
    assert!(known("stays").await, "there is a session: {session}");
    let long_since = minutes(10_000_000);
    store.forget_sessions(&tenant, long_since).await.unwrap();
    store.forget_customers(&tenant, minutes(1)).await.unwrap();
    assert!(!known("stays").await, "it began anew");
}

pub async fn what_is_old_is_forgotten_however_much_it_is(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let (tied, apart, kept) = (1_200, 1_300, 3);
    let old = tied + apart;
    let mut transaction = store.begin(&tenant).await.unwrap();
    for number in 0..old + kept {
        let at = match number {
            _ if number < tied => now(),
            _ if number < old => minutes(-i64::try_from(number).unwrap()),
            _ => minutes(10),
        };
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

    let kind = store.contact_kind_of(&tenant, &own.id).await.unwrap();
    assert_eq!(kind.as_deref(), Some("email"));
    let mut transaction = store.begin(&tenant).await.unwrap();
    let found = transaction.known_customer(&contact("kim")).await.unwrap();
    assert!(transaction.customer_lives(&kim).await.unwrap());
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
    assert!(!transaction.customer_lives(&kim).await.unwrap());
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

pub async fn what_was_sent_to_a_customer_is_erased_with_its_reports(store: Store) {
    let tenant = with_tenants(&store).await;
    let (kim, robin) = (
        customer(&store, &tenant, "kim").await,
        customer(&store, &tenant, "robin").await,
    );
    let id = session(&store, &tenant, &kim, "secret").await;
    let (own, other) = (booking(&kim, Some(&id), 60), booking(&robin, None, 300));
    keep(&store, &tenant, &own).await;
    keep(&store, &tenant, &other).await;
    let (code, others) = (format!("{kim}/a code"), format!("{robin}/a code"));
    let mut sent = Vec::new();
    for (about, kind) in [
        (&own.id, "confirmation"),
        (&code, "session_code"),
        (&other.id, "confirmation"),
        (&others, "session_code"),
    ] {
        let job = NewJob {
            id: Uuid::now_v7().to_string(),
            subject: about.clone(),
            revision: 1,
            kind,
            payload: "{}".to_owned(),
            due_at: now(),
        };
        let mut transaction = store.begin(&tenant).await.unwrap();
        transaction.add_job(&job, now()).await.unwrap();
        transaction.commit().await.unwrap();
        let claimed = store.claim_job(now(), minutes(1), kind).await;
        let message = SentMessage {
            job: &claimed.unwrap().unwrap(),
            contact: "k…@e…",
            provider: "resend",
            provider_id: None,
            attempts: 1,
            at: now(),
        };
        let report = DeliveryReport {
            provider: "resend".to_owned(),
            event_id: job.id.clone(),
            message_id: job.id.clone(),
            status: "delivered".to_owned(),
            reason: None,
            at: now(),
        };
        let mut transaction = store.begin(&tenant).await.unwrap();
        transaction.finish_job(&job.id).await.unwrap();
        transaction.add_message(&message).await.unwrap();
        transaction.add_delivery_report(&report).await.unwrap();
        transaction.commit().await.unwrap();
        sent.push(job.id);
    }

    let mut transaction = store.begin(&tenant).await.unwrap();
    transaction
        .erase_customer(&kim, &contact("kim"), "nobody", minutes(1))
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    let mut left = Vec::new();
    for message in &sent {
        let kept = store.message(&tenant, message).await.unwrap().is_some();
        let reports = store.delivery_reports(&tenant, message).await.unwrap();
        left.push((kept, reports.len()));
    }
    assert_eq!(left, [(false, 0), (false, 0), (true, 1), (true, 1)]);
}
