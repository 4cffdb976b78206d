//! Tenants are imported whole and never see each other.

use scheduler_server::store::{BookingPage, BookingScope, ImportSummary, Store};
use uuid::Uuid;

use crate::samples::{booking, customer, definitions, hash, keep, session, with_tenants};

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
