//! Databases of earlier releases, with data in them, brought up to date.

use scheduler_server::{
    domain::booking::BookingState,
    store::{BookingPage, BookingScope, EventScope, Store},
};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};

/// Each release that changed the schema, as both databases dumped it.
const RELEASES: [(&str, &str, &str); 1] = [(
    "1.0.0",
    include_str!("released/1.0.0.sqlite.sql"),
    include_str!("released/1.0.0.postgres.sql"),
)];

#[tokio::test]
async fn a_sqlite_database_of_every_release_is_brought_up_to_date() {
    for (release, sqlite, _) in RELEASES {
        let folder = tempfile::tempdir().unwrap();
        let new = format!("sqlite:{}/new.db", folder.path().display());
        let old = format!("sqlite:{}/old.db?mode=rwc", folder.path().display());
        is_brought_up_to_date(release, sqlite, &old, &new).await;
    }
}

#[tokio::test]
async fn a_postgres_database_of_every_release_is_brought_up_to_date() {
    for (release, _, postgres) in RELEASES {
        let (old, new) = (
            super::cluster::new_database(),
            super::cluster::new_database(),
        );
        is_brought_up_to_date(release, postgres, &old, &new).await;
    }
}

async fn is_brought_up_to_date(release: &str, dump: &'static str, old: &str, new: &str) {
    sqlx::any::install_default_drivers();
    let mut connection = AnyConnection::connect(old).await.unwrap();
    sqlx::raw_sql(dump).execute(&mut connection).await.unwrap();
    let jobs = count(&mut connection, "jobs").await;

    let store = Store::open(old, 2).await.unwrap();
    let tenant = store.tenant("stillwater").await.unwrap().unwrap();
    assert_eq!(tenant.definition().name, "Stillwater Hypnotherapy");
    let kim: String = sqlx::query("SELECT id FROM customers")
        .fetch_one(&mut connection)
        .await
        .unwrap()
        .get("id");
    let page = BookingPage {
        status: None,
        limit: 10,
        after: None,
    };
    let bookings = store
        .bookings(&tenant, &BookingScope::Customer(kim.clone()), &page)
        .await
        .unwrap();
    let states: Vec<_> = bookings.iter().map(|it| it.status).collect();
    assert_eq!(
        states,
        [BookingState::Cancelled, BookingState::Confirmed],
        "bookings of {release} are there"
    );
    let events = store
        .events_after(&tenant, &EventScope::Customer(kim), 0, 10)
        .await
        .unwrap();
    assert_eq!(events.len(), 3, "events of {release} are there");
    assert_eq!(
        count(&mut connection, "jobs").await,
        jobs,
        "messages of {release} are still to be sent"
    );

    let fresh = Store::open(new, 2).await.unwrap();
    let mut other = AnyConnection::connect(new).await.unwrap();
    assert_eq!(
        count(&mut connection, "_sqlx_migrations").await,
        count(&mut other, "_sqlx_migrations").await,
        "nothing is left to be done"
    );
    fresh.close().await;
    store.close().await;
    Store::open(old, 1).await.unwrap().ping().await.unwrap();
}

async fn count(connection: &mut AnyConnection, table: &str) -> i64 {
    sqlx::query(AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}")))
        .fetch_one(connection)
        .await
        .unwrap()
        .get(0)
}
