//! Databases of earlier releases, with data in them: brought up to date, and written to by servers of both releases
//! at once.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use jiff::{SignedDuration, Timestamp};
use scheduler_server::{
    domain::booking::BookingState,
    store::{BookingPage, BookingScope, EventScope, Store},
};
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};

use super::cluster::{new_database, schema_of};

/// Each release, as both databases dumped it: SQLite, then PostgreSQL.
fn releases() -> BTreeMap<String, [String; 2]> {
    let folder = here("tests/store_conformance/released");
    let dumped = |version: &str, database: &str| {
        let file = folder.join(format!("{version}.{database}.sql"));
        std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    };
    let releases: BTreeMap<_, _> = names_in(&folder)
        .iter()
        .filter_map(|name| name.strip_suffix(".sqlite.sql"))
        .map(|version| {
            let dumps = ["sqlite", "postgres"].map(|database| dumped(version, database));
            (version.to_owned(), dumps)
        })
        .collect();
    assert!(!releases.is_empty(), "there are releases");
    releases
}

fn here(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.collect()
}

/// Whoever releases leaves the two dumps behind that the release's database is known by from then on.
#[test]
fn every_release_left_a_database_of_either_kind() {
    let frozen = names_in(&here("../contracts/history"));
    let frozen: BTreeSet<_> = frozen
        .iter()
        .filter_map(|name| name.strip_suffix(".json"))
        .collect();
    let releases = releases();
    let dumped: BTreeSet<_> = releases.keys().map(String::as_str).collect();
    assert_eq!(
        dumped, frozen,
        "contracts/history has a release whose database isn't in server/tests/store_conformance/released: dump \
         one of either kind, with bookings in it, as `<version>.sqlite.sql` (`sqlite3 FILE .dump`) and \
         `<version>.postgres.sql` (`pg_dump --inserts`)"
    );
}

#[tokio::test]
async fn a_sqlite_database_of_every_release_is_brought_up_to_date() {
    for (release, [sqlite, _]) in releases() {
        let folder = tempfile::tempdir().unwrap();
        let new = format!("sqlite:{}/new.db", folder.path().display());
        let old = format!("sqlite:{}/old.db?mode=rwc", folder.path().display());
        is_brought_up_to_date(&release, sqlite, &old, &new).await;
        assert_eq!(sqlite_schema(&old).await, sqlite_schema(&new).await);
    }
}

#[tokio::test]
async fn a_postgres_database_of_every_release_is_brought_up_to_date() {
    for (release, [_, postgres]) in releases() {
        let (old, new) = (new_database(), new_database());
        is_brought_up_to_date(&release, postgres, &old, &new).await;
        assert_eq!(schema_of(&old), schema_of(&new), "from {release} or anew");
    }
}

/// While APIs are upgraded one after the other, those of the release before write to the newer schema.
#[tokio::test]
async fn what_an_earlier_release_writes_beside_a_newer_one_is_good_for_both() {
    for (release, [_, postgres]) in releases() {
        let (old, new) = (new_database(), new_database());
        let mut before = connected(&old).await;
        run(&mut before, &postgres).await;
        let store = Store::open(&new, 2).await.unwrap();
        let mut after = connected(&new).await;

        // What it knows is there, and nothing that it doesn't know is asked of it.
        let (known, found) = (columns(&mut before).await, columns(&mut after).await);
        for (column, kind) in &known {
            assert_eq!(found.get(column), Some(kind), "{release} needs {column}");
        }
        let tables: BTreeSet<_> = known.keys().map(|it| table_of(it)).collect();
        let added = found.iter().filter(|(column, _)| {
            tables.contains(table_of(column)) && !known.contains_key(*column)
        });
        for (column, kind) in added {
            let left_out = !kind.ends_with("NOT NULL");
            assert!(left_out, "{release} leaves {column} out, {kind}");
        }
        let allowed = rules(&mut before).await;
        for (rule, table) in rules(&mut after).await {
            let new = tables.contains(table.as_str()) && !allowed.contains_key(&rule);
            assert!(!new, "{release} doesn't know that it must keep to {rule}");
        }

        // And so it writes what the newer one reads.
        for line in postgres.lines().filter(|it| it.starts_with("INSERT INTO")) {
            if !line.contains("_sqlx_migrations") {
                run(&mut after, line).await;
            }
        }
        is_there(&release, &store, &mut after).await;
        let due: Timestamp = "2030-01-01T00:00:00Z".parse().unwrap();
        let until = due + SignedDuration::from_secs(20);
        let job = store.claim_job(due, until, "claim").await.unwrap();
        assert!(job.is_some(), "messages of {release} are taken up");
    }
}

fn table_of(column: &str) -> &str {
    column.split('.').next().unwrap_or_default()
}

async fn connected(url: &str) -> AnyConnection {
    sqlx::any::install_default_drivers();
    AnyConnection::connect(url).await.unwrap()
}

async fn run(connection: &mut AnyConnection, statements: &str) {
    let statements = AssertSqlSafe(statements.to_owned());
    sqlx::raw_sql(statements).execute(connection).await.unwrap();
}

/// What a statement answers: names, and what is said of each.
async fn pairs(
    connection: &mut AnyConnection,
    statement: &'static str,
) -> BTreeMap<String, String> {
    let rows = sqlx::query(statement).fetch_all(connection).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

/// Columns as `table.column`, each with its type, and whether a row must name it.
async fn columns(connection: &mut AnyConnection) -> BTreeMap<String, String> {
    let columns = "SELECT (table_name || '.' || column_name)::text, (data_type || \
        CASE WHEN is_nullable = 'NO' AND column_default IS NULL THEN ' NOT NULL' ELSE '' END)::text \
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_sqlx_migrations'";
    pairs(connection, columns).await
}

/// What a row must keep to besides, each with its table.
async fn rules(connection: &mut AnyConnection) -> BTreeMap<String, String> {
    let rules = "SELECT pg_get_indexdef(indexrelid), indrelid::regclass::text FROM pg_index \
        WHERE indisunique AND indrelid::regclass::text IN (SELECT tablename FROM pg_tables \
        WHERE schemaname = 'public') UNION SELECT conname || ' ' || pg_get_constraintdef(oid), \
        conrelid::regclass::text FROM pg_constraint WHERE connamespace = 'public'::regnamespace";
    pairs(connection, rules).await
}

async fn sqlite_schema(url: &str) -> BTreeMap<String, String> {
    let schema = "SELECT type || ' ' || name, COALESCE(sql, '') FROM sqlite_master \
        WHERE tbl_name <> '_sqlx_migrations'";
    let mut schema = pairs(&mut connected(url).await, schema).await;
    for statement in schema.values_mut() {
        *statement = statement.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    assert!(schema.len() > 10, "there are tables and indexes");
    schema
}

async fn is_brought_up_to_date(release: &str, dump: String, old: &str, new: &str) {
    let mut connection = connected(old).await;
    run(&mut connection, &dump).await;
    let jobs = count(&mut connection, "jobs").await;
    let store = Store::open(old, 2).await.unwrap();
    is_there(release, &store, &mut connection).await;
    assert_eq!(
        count(&mut connection, "jobs").await,
        jobs,
        "messages of {release} are still to be sent"
    );

    let fresh = Store::open(new, 2).await.unwrap();
    let mut other = connected(new).await;
    assert_eq!(
        count(&mut connection, "_sqlx_migrations").await,
        count(&mut other, "_sqlx_migrations").await,
        "nothing is left to be done"
    );
    fresh.close().await;
    store.close().await;
    Store::open(old, 1).await.unwrap().ping().await.unwrap();
}

/// What a release's dump has is read.
async fn is_there(release: &str, store: &Store, connection: &mut AnyConnection) {
    let tenant = store.tenant("stillwater").await.unwrap().unwrap();
    assert_eq!(tenant.definition().name, "Stillwater Hypnotherapy");
    let kim: String = sqlx::query("SELECT id FROM customers")
        .fetch_one(&mut *connection)
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
}

async fn count(connection: &mut AnyConnection, table: &str) -> i64 {
    sqlx::query(AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}")))
        .fetch_one(connection)
        .await
        .unwrap()
        .get(0)
}
