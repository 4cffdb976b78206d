//! Customers, their sessions and codes, links and counted calls.

use scheduler_server::{
    session::Level,
    store::{CodeLocks, NewSession, Store, Transaction},
};

use crate::samples::{contact, customer, hash, minutes, now, session, with_tenants};

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

    let living = store.sessions_of(&tenant, &kim, now()).await.unwrap();
    assert_eq!(living.len(), 1);
    assert_eq!(living[0].session, found);
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

    let living = store.sessions_of(&tenant, &kim, now()).await.unwrap();
    assert_eq!(living, []);
    let ended = store.session_of_id(&tenant, &id).await.unwrap().unwrap();
    assert_eq!(ended.level, Level::Verified);
    assert_eq!(
        (ended.expires_at, ended.ended_at),
        (minutes(45), Some(minutes(2)))
    );
}

pub async fn stokens_of_streams_are_forgotten_before_their_session(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let id = session(&store, &tenant, &kim, "secret").await;
    let mut transaction = store.begin(&tenant).await.unwrap();
    for (name, until) in [("over", minutes(1)), ("connects", minutes(20))] {
        let stoken = NewSession {
            id: name.to_owned(),
            token: hash(name),
            parent: Some(id.clone()),
            customer: kim.clone(),
            level: Level::Claimed,
            expires_at: until,
            refreshable_until: until,
        };
        transaction.add_session(&stoken, now()).await.unwrap();
    }
    transaction.commit().await.unwrap();
    let living = store.sessions_of(&tenant, &kim, now()).await.unwrap();
    assert_eq!(living.len(), 1, "a stream's stoken is no session");

    store
        .forget_stream_stokens(&tenant, minutes(10))
        .await
        .unwrap();
    let found = async |name: &str| store.session(&tenant, &hash(name)).await.unwrap();
    assert_eq!(found("over").await, None);
    assert!(found("connects").await.is_some() && found("secret").await.is_some());
    let all = store.forget_stream_stokens(&tenant, minutes(600)).await;
    all.unwrap();
    assert_eq!(found("connects").await, None);
    assert!(found("secret").await.is_some(), "it is older, and stays");
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

    let lock = |until: i64, times| CodeLocks {
        until: minutes(until),
        times,
    };
    let wrong = async |transaction: &mut Transaction, lock| {
        let counted = transaction.count_wrong_code(&kim, 3, lock).await;
        counted.unwrap();
        transaction.code_locks(&kim).await.unwrap()
    };
    for _ in 0..2 {
        let locks = wrong(&mut transaction, lock(15, 1)).await;
        assert!(locks.until < now() && locks.times == 0);
    }
    assert_eq!(wrong(&mut transaction, lock(15, 1)).await, lock(15, 1));

    // A right one came each time: whoever is wrong again begins to count anew, locks too.
    for _ in 0..3 {
        wrong(&mut transaction, lock(60, 2)).await;
        transaction.forget_wrong_codes(&kim).await.unwrap();
        transaction.forget_code(&id).await.unwrap();
    }
    assert_eq!(transaction.code_locks(&kim).await.unwrap(), lock(15, 0));
    assert!(transaction.code(&id, now()).await.unwrap().is_none());
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

    let counted = async |subject: &str, day| {
        let mut transaction = store.begin(&tenant).await.unwrap();
        transaction.counted_on(subject, day).await.unwrap()
    };
    let mut transaction = store.begin(&tenant).await.unwrap();
    for expected in 1..=3 {
        let counted = transaction.count_on("texts", now()).await.unwrap();
        assert_eq!(counted, expected);
    }
    transaction.commit().await.unwrap();
    let mut undone = store.begin(&tenant).await.unwrap();
    undone.count_on("texts", now()).await.unwrap();
    undone.undo().await.unwrap();
    assert_eq!(counted("texts", now()).await, 3);
    assert_eq!(counted("texts", minutes(1_440)).await, 0);
    assert_eq!(counted("codes", now()).await, 0);
    store.forget_day_counts(&tenant, minutes(1)).await.unwrap();
    assert_eq!(counted("texts", now()).await, 0);
}
