//! Plans of SQLite, which doesn't need to know how much there is.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use scheduler_server::store::Store;
use sqlx::{
    AnyConnection, AssertSqlSafe, Connection as _, Executor as _, Row as _, SqliteConnection,
};
use tokio::sync::OnceCell;

use super::{
    forgetting::each_forgets_a_thousand,
    grown::{ROWS, at},
    heard, statements,
};
use crate::every_behaviour;

/// Indexes that are read in their order, until there is enough.
const WALKED: [&str; 2] = [" INDEX jobs_waiting", " INDEX jobs_dead"];

/// Steps of SQLite's machine in which a message is claimed: to read the nine hundred that were put off takes
/// several thousand.
const STEPS_OF_A_CLAIM: u64 = 1_000;

/// The statements of the suite, run once.
async fn statements_of_the_suite() -> &'static BTreeSet<String> {
    static STATEMENTS: OnceCell<BTreeSet<String>> = OnceCell::const_new();
    let run = async || {
        let (heard, folder) = (heard(), tempfile::tempdir().unwrap());
        let url = |number: usize| format!("sqlite:{}/{number}.db", folder.path().display());
        every_behaviour(async |number| Store::open(&url(number), 2).await.unwrap()).await;
        statements(heard)
    };
    STATEMENTS.get_or_init(run).await
}

#[tokio::test]
async fn sqlite_reads_neither_a_whole_table_nor_a_whole_tenant() {
    let folder = tempfile::tempdir().unwrap();
    let url = empty(&folder).await;
    let mut connection = AnyConnection::connect(&url).await.unwrap();
    let mut wrong = Vec::new();
    for statement in statements_of_the_suite().await {
        let explain = format!("EXPLAIN QUERY PLAN {statement}");
        let Ok(plan) = sqlx::query(AssertSqlSafe(explain))
            .fetch_all(&mut connection)
            .await
        else {
            assert!(is_of_postgres(statement), "{statement}");
            continue;
        };
        for step in &plan {
            let step: String = step.get("detail");
            let whole = step
                .strip_prefix("SCAN ")
                .is_some_and(|of| !is_within_bounds(of.trim_end(), statement));
            let by_tenant_alone = step.starts_with("SEARCH") && step.ends_with("(tenant_id=?)");
            if whole || by_tenant_alone {
                wrong.push(format!("{statement}\nreads too much: {step}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Whether what is scanned is no table, but for what is read in the order of its index under a limit: a table may
/// stand under another name.
fn is_within_bounds(scanned: &str, statement: &str) -> bool {
    let name = scanned.split(' ').next().unwrap_or_default();
    let is_named_here = statement.contains(&format!(") AS {name}"))
        || statement.contains(&format!("WITH {name} AS"));
    let in_order =
        WALKED.iter().any(|index| scanned.ends_with(index)) && statement.contains("LIMIT");
    scanned == "CONSTANT ROW" || name.starts_with('(') || is_named_here || in_order
}

/// Whether only PostgreSQL knows what a statement says.
fn is_of_postgres(statement: &str) -> bool {
    ["FOR UPDATE", "AS (UPDATE", "ctid"]
        .iter()
        .any(|part| statement.contains(part))
}

#[tokio::test]
async fn what_is_old_is_forgotten_on_sqlite_so_many_at_a_time() {
    let statements = statements_of_the_suite().await;
    let folder = tempfile::tempdir().unwrap();
    each_forgets_a_thousand(&empty(&folder).await, "rowid", statements).await;
}

#[tokio::test]
async fn sqlite_claims_a_message_without_reading_those_that_were_put_off() {
    let statements = statements_of_the_suite().await;
    let claims = |it: &&String| it.starts_with("WITH oldest AS") && !is_of_postgres(it);
    let claim = statements.iter().find(claims).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut connection = SqliteConnection::connect(&empty(&folder).await)
        .await
        .unwrap();
    let (table, row) = ROWS
        .iter()
        .find(|(table, _)| table.starts_with("jobs"))
        .unwrap();
    let row = row.replace("$at", &format!("({} + n * {})", at(0), at(1) - at(0)));
    let insert = format!(
        "INSERT INTO {table} WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers \
         WHERE n < 2000) SELECT {row} FROM (SELECT 'tenant' AS t) AS tenants, numbers"
    );
    connection.execute(AssertSqlSafe(insert)).await.unwrap();

    let steps = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&steps);
    let mut handle = connection.lock_handle().await.unwrap();
    handle.set_progress_handler(1, move || {
        counted.fetch_add(1, Ordering::Relaxed);
        true
    });
    drop(handle);
    let claimed = sqlx::query(AssertSqlSafe(claim.clone()))
        .bind(at(1_000))
        .bind(at(1_001))
        .bind("claim")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert_eq!(
        claimed.get::<String, _>("id"),
        "job-901",
        "900 is laid aside"
    );
    let steps = steps.load(Ordering::Relaxed);
    assert!(steps < STEPS_OF_A_CLAIM, "{claim}\ntakes {steps} steps");
}

/// A database whose schema is up to date.
async fn empty(folder: &tempfile::TempDir) -> String {
    let url = format!("sqlite:{}/empty.db", folder.path().display());
    Store::open(&url, 1).await.unwrap().close().await;
    url
}
