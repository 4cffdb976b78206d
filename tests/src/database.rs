//! The database, read behind the system's back: what was written, and what wasn't.

use std::path::Path;

use sqlx::{
    AssertSqlSafe, Row as _, SqlitePool,
    sqlite::{SqliteConnectOptions, SqlitePoolOptions},
};

/// The database of a system.
pub struct Database(SqlitePool);

impl Database {
    pub(crate) async fn open(file: &Path) -> Self {
        let options = SqliteConnectOptions::new()
            .filename(file)
            .busy_timeout(crate::process::HANG);
        let pool = SqlitePoolOptions::new().max_connections(1);
        let pool = pool.connect_with(options).await;
        Self(pool.expect("the system's database is there"))
    }

    /// How many rows a table has; a condition may follow its name.
    pub async fn count(&self, table: &str) -> i64 {
        let statement = format!("SELECT COUNT(*) FROM {table}");
        let row = sqlx::query(AssertSqlSafe(statement))
            .fetch_one(&self.0)
            .await;
        row.expect("rows can be counted").get(0)
    }

    /// How many rows each table has that a call could write to, those that only count calls aside.
    pub async fn rows(&self) -> Vec<(&'static str, i64)> {
        let mut rows = Vec::new();
        for table in [
            "customers",
            "sessions",
            "codes",
            "manage_links",
            "bookings",
            "events",
            "idempotency_keys",
            "jobs",
        ] {
            rows.push((table, self.count(table).await));
        }
        rows
    }

    /// Changes rows, to make something happen that would take too long otherwise.
    pub async fn execute(&self, statement: &'static str) {
        let done = sqlx::query(statement).execute(&self.0).await;
        let changed = done.expect("the statement runs").rows_affected();
        assert!(changed > 0, "{statement} changes something");
    }
}
