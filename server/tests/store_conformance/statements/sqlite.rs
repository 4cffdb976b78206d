//! Plans of SQLite, which doesn't need to know how much there is.

use std::collections::BTreeSet;

use scheduler_server::store::Store;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};
use tokio::sync::OnceCell;

use super::{GROWING, heard, statements};
use crate::every_behaviour;

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
    let url = format!("sqlite:{}/empty.db", folder.path().display());
    Store::open(&url, 1).await.unwrap().close().await;
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
            let whole = GROWING
                .iter()
                .any(|table| step.trim_end() == format!("SCAN {table}"));
            let by_tenant_alone = step.starts_with("SEARCH") && step.ends_with("(tenant_id=?)");
            if whole || by_tenant_alone {
                wrong.push(format!("{statement}\nreads too much: {step}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Whether only PostgreSQL knows what a statement says.
fn is_of_postgres(statement: &str) -> bool {
    ["FOR UPDATE", "AS (UPDATE"]
        .iter()
        .any(|part| statement.contains(part))
}

/// However much there is to forget, no statement takes long and others get their turn.
#[tokio::test]
async fn what_is_old_is_forgotten_so_many_at_a_time() {
    let forgetting: Vec<&String> = statements_of_the_suite()
        .await
        .iter()
        .filter(|it| it.starts_with("DELETE") && it.contains(" < $2"))
        .collect();
    for table in GROWING.iter().filter(|table| **table != "bookings") {
        let delete = format!("DELETE FROM {table} ");
        let of_table = forgetting.iter().find(|it| it.starts_with(&delete));
        let statement = of_table.unwrap_or_else(|| panic!("{table} is never forgotten"));
        // Customers are chosen by another statement, a hundred at a time.
        let chosen_before = *table == "customers" && statement.ends_with("id = $3");
        assert!(
            chosen_before || statement.contains("LIMIT 1000"),
            "{statement}"
        );
    }
}
