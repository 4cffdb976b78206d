//! What one process does while another erases or forgets a customer: PostgreSQL, where both go on at once.

use std::time::Duration;

use scheduler_server::{
    session::Level,
    store::{NewSession, Store},
};
use tokio::time::sleep;
use uuid::Uuid;

use super::samples::{booking, contact, customer, hash, minutes, now, session, with_tenants};

/// Long enough for a statement to begin to wait for another transaction's lock.
const A_MOMENT: Duration = Duration::from_millis(300);

async fn store() -> Store {
    Store::open(&super::cluster::new_database(), 4)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_session_of_a_customer_who_is_being_erased_is_over_for_whoever_books() {
    let store = store().await;
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let id = session(&store, &tenant, &kim, "secret").await;

    let mut erasing = store.begin(&tenant).await.unwrap();
    erasing
        .erase_customer(&kim, &contact("kim"), "nobody", now())
        .await
        .unwrap();
    let booking = tokio::spawn({
        let (store, tenant) = (store.clone(), tenant.clone());
        async move {
            let mut booking = store.begin(&tenant).await.unwrap();
            booking.session_lives(&id, now()).await.unwrap()
        }
    });
    sleep(A_MOMENT).await;
    assert!(!booking.is_finished(), "it waits for what becomes of them");
    erasing.commit().await.unwrap();
    assert!(!booking.await.unwrap(), "nothing is booked in this session");
}

#[tokio::test]
async fn an_erasure_waits_for_a_booking_that_came_first_and_erases_it_too() {
    let store = store().await;
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let id = session(&store, &tenant, &kim, "secret").await;
    let own = booking(&kim, Some(&id), 60);

    let mut books = store.begin(&tenant).await.unwrap();
    assert!(books.session_lives(&id, now()).await.unwrap());
    let erasing = tokio::spawn({
        let (store, tenant) = (store.clone(), tenant.clone());
        async move {
            let mut erasing = store.begin(&tenant).await.unwrap();
            let erased = erasing
                .erase_customer(&kim, &contact("kim"), "nobody", now())
                .await
                .unwrap();
            erasing.commit().await.unwrap();
            erased
        }
    });
    sleep(A_MOMENT).await;
    books.add_booking(&own).await.unwrap();
    books.commit().await.unwrap();
    assert_eq!(erasing.await.unwrap().bookings, 1);
}

#[tokio::test]
async fn a_link_that_is_used_during_an_erasure_leaves_no_session() {
    let store = store().await;
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let mut adding = store.begin(&tenant).await.unwrap();
    adding
        .add_manage_link(&hash("link"), &kim, minutes(60))
        .await
        .unwrap();
    adding.commit().await.unwrap();

    let mut using = store.begin(&tenant).await.unwrap();
    using.use_manage_link(&hash("link"), now()).await.unwrap();
    let erasing = tokio::spawn({
        let (store, tenant, kim) = (store.clone(), tenant.clone(), kim.clone());
        async move {
            let mut erasing = store.begin(&tenant).await.unwrap();
            erasing
                .erase_customer(&kim, &contact("kim"), "nobody", now())
                .await
                .unwrap();
            erasing.commit().await.unwrap();
        }
    });
    sleep(A_MOMENT).await;
    let opened = NewSession {
        id: Uuid::now_v7().to_string(),
        token: hash("secret"),
        parent: None,
        customer: kim,
        level: Level::Verified,
        expires_at: minutes(30),
        refreshable_until: minutes(60),
    };
    using.add_session(&opened, now()).await.unwrap();
    using.commit().await.unwrap();
    erasing.await.unwrap();
    let mut asking = store.begin(&tenant).await.unwrap();
    let ended = asking.extend_session(&opened.id, minutes(50), now()).await;
    assert!(!ended.unwrap(), "the session is gone with the customer");
}

#[tokio::test]
async fn a_customer_under_whom_somebody_books_just_now_is_not_forgotten() {
    let store = store().await;
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    customer(&store, &tenant, "robin").await;

    let mut books = store.begin(&tenant).await.unwrap();
    let again = books.customer(&contact("kim"), Uuid::now_v7(), now()).await;
    assert_eq!(again.unwrap().id, kim);
    let forgetting = tokio::spawn({
        let (store, tenant) = (store.clone(), tenant.clone());
        async move { store.forget_customers(&tenant, minutes(10)).await.unwrap() }
    });
    sleep(A_MOMENT).await;
    books.add_booking(&booking(&kim, None, 60)).await.unwrap();
    books.commit().await.unwrap();
    forgetting.await.unwrap();

    let mut asking = store.begin(&tenant).await.unwrap();
    let known = asking.known_customer(&contact("kim")).await.unwrap();
    assert_eq!(known, Some(kim), "the booking is still somebody's");
    let other = asking.known_customer(&contact("robin")).await.unwrap();
    assert_eq!(other, None, "whoever nobody booked under is forgotten");
}
