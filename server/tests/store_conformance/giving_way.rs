//! Two transactions in each other's way: the database lets one go on, and the other is carried out again.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use scheduler_server::{
    ids::SystemIds,
    store::{GaveWay as _, Store, StoreError, carried_out},
};
use tokio::sync::Barrier;

use super::samples::{booking, customer, keep, with_tenants};

#[tokio::test]
async fn who_gave_way_in_a_deadlock_is_carried_out_again() {
    let store = Store::open(&super::cluster::new_database(), 4)
        .await
        .unwrap();
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let (one, other) = (booking(&kim, None, 60), booking(&kim, None, 300));
    keep(&store, &tenant, &one).await;
    keep(&store, &tenant, &other).await;

    let both_hold_one = Arc::new(Barrier::new(2));
    let attempts = Arc::new(AtomicU32::new(0));
    let lock_both = |first: String, second: String| {
        let (store, tenant) = (store.clone(), tenant.clone());
        let (met, attempts) = (Arc::clone(&both_hold_one), Arc::clone(&attempts));
        async move {
            let first_time = std::sync::atomic::AtomicBool::new(true);
            carried_out(&SystemIds, || async {
                attempts.fetch_add(1, Ordering::Relaxed);
                let mut transaction = store.begin(&tenant).await?;
                transaction.locked_booking(&first).await?;
                if first_time.swap(false, Ordering::Relaxed) {
                    met.wait().await;
                }
                transaction.locked_booking(&second).await?;
                transaction.commit().await
            })
            .await
        }
    };
    let (here, there) = tokio::join!(
        lock_both(one.id.clone(), other.id.clone()),
        lock_both(other.id.clone(), one.id.clone())
    );
    here.unwrap();
    there.unwrap();
    assert_eq!(
        attempts.load(Ordering::Relaxed),
        3,
        "one of the two had to try again"
    );
}

#[tokio::test]
async fn who_always_gives_way_is_told_so_in_the_end() {
    let attempts = AtomicU32::new(0);
    let gave_way = || async {
        attempts.fetch_add(1, Ordering::Relaxed);
        Err::<(), _>(StoreError::GaveWay(sqlx::Error::RowNotFound))
    };
    let outcome = carried_out(&SystemIds, gave_way).await;
    assert!(outcome.unwrap_err().gave_way());
    assert_eq!(attempts.load(Ordering::Relaxed), 5, "tries are bounded");

    let attempts = AtomicU32::new(0);
    let refused = || async {
        attempts.fetch_add(1, Ordering::Relaxed);
        Err::<(), _>(StoreError::Unavailable(sqlx::Error::PoolClosed))
    };
    assert!(
        !carried_out(&SystemIds, refused)
            .await
            .unwrap_err()
            .gave_way()
    );
    assert_eq!(
        attempts.load(Ordering::Relaxed),
        1,
        "nothing else is tried again"
    );
}
