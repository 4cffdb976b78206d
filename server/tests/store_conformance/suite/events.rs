//! Events are numbered, answers kept.

use scheduler_server::store::{EventScope, RequestKey, Store, StoredEvent};

use crate::samples::{customer, minutes, now, session, with_tenants};

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

    let customer = EventScope::Customer(kim.clone());
    let session = EventScope::Session(id);
    let numbers = |events: Vec<StoredEvent>| {
        events
            .into_iter()
            .map(|event| (event.sequence, event.payload))
            .collect::<Vec<_>>()
    };
    let all = store.events_after(&tenant, &customer, 1, 10).await.unwrap();
    assert_eq!(numbers(all), [(2, "2".to_owned()), (3, "3".to_owned())]);
    let own = store.events_after(&tenant, &session, 0, 1).await.unwrap();
    assert_eq!(numbers(own), [(1, "2".to_owned())]);

    let numbered = store.numbered_events(&tenant, &kim, 1, 9).await.unwrap();
    let both: Vec<_> = numbered
        .into_iter()
        .map(|event| (event.sequence, event.of_session.unwrap().1))
        .collect();
    assert_eq!(both, [(2, 1), (3, 2)], "each number of an event is known");
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
