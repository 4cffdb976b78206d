//! Plans of SQLite, which doesn't need to know how much there is.

use std::collections::BTreeSet;

use scheduler_server::store::Store;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};
use tokio::sync::OnceCell;

use super::{forgetting::each_forgets_a_thousand, heard, statements};
use crate::every_behaviour;

/// Indexes that are read in their order, until there is enough.
const WALKED: [&str; 2] = [" INDEX jobs_waiting", " INDEX jobs_dead"];

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

/// A database whose schema is up to date.
async fn empty(folder: &tempfile::TempDir) -> String {
    let url = format!("sqlite:{}/empty.db", folder.path().display());
    Store::open(&url, 1).await.unwrap().close().await;
    url
}
