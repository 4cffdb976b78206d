//! Bookings: listed, changed, never two where one may be.

use scheduler_server::{
    domain::{booking::BookingState, staff::Staff},
    store::{BookingPage, BookingRow, BookingScope, EventScope, Store, StoreError},
};
use uuid::Uuid;

use crate::samples::{booking, customer, keep, minutes, now, session, with_tenants};

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

pub async fn a_single_appointment_is_never_kept_twice(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let mut first = booking(&kim, None, 100);
    keep(&store, &tenant, &first).await;
    let again = booking(&kim, None, 100);
    let mut transaction = store.begin(&tenant).await.unwrap();
    let refused = transaction.add_booking(&again).await;
    assert!(matches!(refused, Err(StoreError::Overlap(_))));
    drop(transaction);

    first.revision = 2;
    first.status = BookingState::Cancelled;
    let mut transaction = store.begin(&tenant).await.unwrap();
    assert!(transaction.update_booking(&first).await.unwrap());
    transaction.commit().await.unwrap();
    keep(&store, &tenant, &again).await;
}

pub async fn the_database_refuses_an_overlap(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    keep(&store, &tenant, &booking(&kim, None, 100)).await;
    keep(&store, &tenant, &booking(&kim, None, 160)).await;

    let mut transaction = store.begin(&tenant).await.unwrap();
    let refused = transaction.add_booking(&booking(&kim, None, 130)).await;
    assert!(
        matches!(refused, Err(StoreError::Overlap(_))),
        "two bookings of one member of staff overlap"
    );
    drop(transaction);

    let mut group = booking(&kim, None, 300);
    group.single = false;
    keep(&store, &tenant, &group).await;
    let second = BookingRow {
        id: Uuid::now_v7().to_string(),
        ..group
    };
    keep(&store, &tenant, &second).await;
}

pub async fn a_booking_that_is_over_waits_to_be_completed(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let over = booking(&kim, None, -100);
    // Two that end at once, and one before them.
    let (first, mut other) = (booking(&kim, None, -300), booking(&kim, None, -100));
    other.staff_id = "another".to_owned();
    for booking in [&over, &other, &first, &booking(&kim, None, -10)] {
        keep(&store, &tenant, booking).await;
    }
    let mut transaction = store.begin(&tenant).await.unwrap();
    let (mut found, mut after) = (Vec::new(), None);
    loop {
        let next = transaction.bookings_to_complete(now(), after.as_ref(), 1);
        let Some(next) = next.await.unwrap().pop() else {
            break;
        };
        found.push(next.id.clone());
        after = Some(next);
    }
    let mut together = [over.id, other.id];
    together.sort();
    let [one, another] = together;
    assert_eq!(found, [first.id, one, another]);
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

pub async fn what_occupies_staff_is_found_by_time(store: Store) {
    let tenant = with_tenants(&store).await;
    let kim = customer(&store, &tenant, "kim").await;
    let service = &tenant.definition().services[0].id;
    let mut staff: Vec<Staff> = tenant.definition().staff_for(service).collect();
    let day = 24 * 60;
    for (start, status) in [
        (60, BookingState::Confirmed),
        (180, BookingState::Cancelled),
        (30 * day, BookingState::Confirmed),
    ] {
        let mut row = booking(&kim, None, start);
        row.staff_id = staff[0].id.as_str().to_owned();
        row.status = status;
        keep(&store, &tenant, &row).await;
    }
    let starts = |staff: &[Staff]| {
        let booked = staff.iter().flat_map(|member| &member.bookings);
        booked.map(|booked| booked.start).collect::<Vec<_>>()
    };
    let filled = store.fill_bookings(&tenant, &mut staff, now(), minutes(day));
    filled.await.unwrap();
    assert_eq!(
        starts(&staff),
        [minutes(60)],
        "what stands, about that time"
    );

    let only = &mut staff[..1];
    let mut transaction = store.begin(&tenant).await.unwrap();
    let (from, to) = (minutes(90), minutes(40 * day));
    transaction.lock_and_fill(only, from, to).await.unwrap();
    let mut found = starts(only);
    found.sort();
    assert_eq!(found, [minutes(60), minutes(30 * day)]);
    let (from, to) = (minutes(120), minutes(150));
    transaction.lock_and_fill(only, from, to).await.unwrap();
    assert_eq!(starts(only), [], "one ends as the next begins");
}
