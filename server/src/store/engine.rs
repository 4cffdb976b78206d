//! Where databases differ.

use std::{borrow::Cow, fs::File, sync::Arc};

use async_trait::async_trait;
use sqlx::{
    AnyConnection, SqlStr,
    any::AnyPoolOptions,
    migrate::{Migration, MigrationType, Migrator},
};
use tokio::sync::{OwnedSemaphorePermit, mpsc};

use super::{Limits, StoreError, postgres::Postgres, sqlite::Sqlite};
use crate::ids::Ids;

/// What another process announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Something happened to this customer.
    Customer(String),
    /// They are heard again, after a while in which anything may have happened to anybody.
    Anything,
    /// They can't be heard for the moment.
    Silence,
}

/// A statement that finds rows by their place, as each database calls it.
#[derive(Clone, Copy, Debug)]
pub struct ByPlace {
    /// As PostgreSQL calls it.
    pub ctid: &'static str,
    /// As SQLite calls it.
    pub rowid: &'static str,
}

/// A kind of database. All SQL that is the same for every kind stays out of it.
#[async_trait]
pub trait Engine: Send + Sync {
    /// Makes what must exist before the first connection: a folder, for instance.
    ///
    /// # Errors
    /// When it can't be made.
    fn prepare(&self, url: &str) -> Result<(), StoreError>;

    /// Where the database is, as it may be told: without user and password.
    fn place(&self, url: &str) -> String;

    /// Whether there is a database of this server's.
    ///
    /// # Errors
    /// When that can't be found out.
    async fn is_there(&self, url: &str) -> Result<bool, StoreError>;

    /// Sets up a new connection.
    ///
    /// # Errors
    /// When the database refuses.
    async fn set_up(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error>;

    /// Whether the database behind a connection takes writes: one that was left behind in a fail-over, or locked,
    /// answers questions all the same.
    ///
    /// # Errors
    /// When it doesn't answer.
    async fn takes_writes(&self, connection: &mut AnyConnection) -> Result<bool, sqlx::Error>;

    /// The statement that begins a writing transaction, if not the usual one.
    fn begin_statement(&self) -> Option<&'static str>;

    /// Waits for this process's turn to write, where only one can.
    ///
    /// # Errors
    /// When it doesn't come in time.
    async fn turn(&self) -> Result<Option<OwnedSemaphorePermit>, sqlx::Error>;

    /// Keeps every other transaction from booking these members of staff until this one ends. They are
    /// locked in the order they stand in, which must be the same for everybody.
    ///
    /// # Errors
    /// When the database doesn't answer.
    async fn lock_staff(
        &self,
        connection: &mut AnyConnection,
        tenant: &str,
        staff: &[&str],
    ) -> Result<(), sqlx::Error>;

    /// Keeps every other transaction from carrying out this request until this one ends; false if
    /// another is doing so.
    ///
    /// # Errors
    /// When the database doesn't answer.
    async fn try_lock_request(
        &self,
        connection: &mut AnyConnection,
        request: &str,
    ) -> Result<bool, sqlx::Error>;

    /// Tells every process that something happened to a customer, once this transaction lasts.
    ///
    /// # Errors
    /// When the database doesn't answer.
    async fn announce(
        &self,
        connection: &mut AnyConnection,
        customer: &str,
    ) -> Result<(), sqlx::Error>;

    /// Hears what other processes announce, until the receiver is dropped. Nothing, where there is one
    /// process only.
    fn hear(&self, url: &str, ids: Arc<dyn Ids>) -> Option<mpsc::Receiver<Heard>>;

    /// What a statement that claims a row adds so as not to wait for rows others are claiming.
    fn skips_locked(&self) -> bool;

    /// The statement that calls a row's place as this database does.
    fn by_place(&self, statements: ByPlace) -> &'static str;

    /// Whether `WITH` may change rows: what takes several statements elsewhere is one round trip then.
    fn changes_in_with(&self) -> bool;

    /// The migrations, oldest first: version, description, SQL.
    fn migrations(&self) -> &'static [(i64, &'static str, &'static str)];

    /// Keeps other processes from changing the schema for as long as what it gives is kept, where the
    /// database has no lock of its own for that.
    ///
    /// # Errors
    /// When they take too long.
    async fn lock_schema(&self, url: &str) -> Result<Option<File>, StoreError>;

    /// Brings the schema up to date, under a lock, since several processes may try at once.
    ///
    /// # Errors
    /// When the database refuses, or its schema is a later version's.
    async fn migrate(&self, url: &str) -> Result<(), StoreError> {
        let migrations = self.migrations().iter().map(|(version, description, sql)| {
            Migration::new(
                *version,
                Cow::Borrowed(*description),
                MigrationType::Simple,
                SqlStr::from_static(sql),
                false,
            )
        });
        let migrator = Migrator::with_migrations(migrations.collect());
        let _alone = self.lock_schema(url).await?;
        // A migration takes as long as it takes, and so does waiting for another process's: its connection
        // has no limits of time. sqlx's lock goes with that connection, whichever way the migration went.
        let pool = AnyPoolOptions::new()
            .max_connections(1)
            .connect(url)
            .await?;
        let migrated = migrator.run(&pool).await;
        pool.close().await;
        Ok(migrated?)
    }
}

/// The engine a URL names.
pub(super) fn of(url: &str, limits: Limits) -> Result<Arc<dyn Engine>, StoreError> {
    match url.split(':').next().unwrap_or_default() {
        "sqlite" => Ok(Arc::new(Sqlite::new(limits))),
        "postgres" | "postgresql" => Ok(Arc::new(Postgres::new(limits))),
        scheme => Err(StoreError::UnknownDatabase {
            scheme: scheme.to_owned(),
        }),
    }
}
