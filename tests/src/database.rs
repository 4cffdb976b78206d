//! The database, read behind the system's back: what was written, and what wasn't.

use sqlx::{
    AnyPool, AssertSqlSafe, Executor as _, Row as _,
    any::{AnyPoolOptions, install_default_drivers},
};

/// The database of a system.
pub struct Database(AnyPool);

impl Database {
    /// Opens the database of an address, `sqlite:…` or `postgres:…`.
    ///
    /// # Panics
    /// When it doesn't answer.
    pub async fn open(url: &str) -> Self {
        install_default_drivers();
        let sqlite = url.starts_with("sqlite:");
        let pool = AnyPoolOptions::new()
            .max_connections(1)
            .after_connect(move |connection, _| {
                Box::pin(async move {
                    if sqlite {
                        connection.execute("PRAGMA busy_timeout = 60000").await?;
                    }
                    Ok(())
                })
            });
        Self(
            pool.connect(url)
                .await
                .expect("the system's database is there"),
        )
    }

    /// How many rows a table has; a condition may follow its name.
    pub async fn count(&self, table: &str) -> i64 {
        self.number(&format!("SELECT COUNT(*) FROM {table}")).await
    }

    /// The number a statement answers.
    ///
    /// # Panics
    /// When it answers none.
    pub async fn number(&self, statement: &str) -> i64 {
        let row = sqlx::query(AssertSqlSafe(statement.to_owned()))
            .fetch_one(&self.0)
            .await;
        row.unwrap_or_else(|error| panic!("{statement}: {error}"))
            .get(0)
    }

    /// The text a statement answers.
    ///
    /// # Panics
    /// When it answers none.
    pub async fn text(&self, statement: &'static str) -> String {
        let row = sqlx::query(statement).fetch_one(&self.0).await;
        row.unwrap_or_else(|error| panic!("{statement}: {error}"))
            .get(0)
    }

    /// Runs statements, whatever they do.
    ///
    /// # Panics
    /// When the database refuses them.
    pub async fn run(&self, statements: &'static str) {
        let done = sqlx::raw_sql(statements).execute(&self.0).await;
        done.unwrap_or_else(|error| panic!("{statements}: {error}"));
    }

    /// The texts a statement answers, a row each.
    ///
    /// # Panics
    /// When it answers something else.
    pub async fn texts(&self, statement: &str) -> Vec<String> {
        let rows = sqlx::query(AssertSqlSafe(statement.to_owned()))
            .fetch_all(&self.0)
            .await;
        let rows = rows.unwrap_or_else(|error| panic!("{statement}: {error}"));
        rows.iter().map(|row| row.get(0)).collect()
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
    ///
    /// # Panics
    /// When nothing changes.
    pub async fn execute(&self, statement: &'static str) {
        let done = sqlx::query(statement).execute(&self.0).await;
        let changed = done.expect("the statement runs").rows_affected();
        assert!(changed > 0, "{statement} changes something");
    }
}
