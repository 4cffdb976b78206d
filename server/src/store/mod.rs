//! What is kept: tenants, customers, sessions, bookings, events, jobs.
//!
//! Every question is asked of one tenant: [`Store::tenant`] or [`Store::begin`] first, and what they
//! return has no way to see another's rows. SQL stands beside the function that runs it, once for
//! every database; where databases differ, [`Engine`] does.
//!
//! Instants are kept as microseconds since the epoch, ids as text, so that both databases read them
//! the same.

/// The statements that forget the oldest thousand rows of a table from before `$2`, for each database. The rows
/// are found by age and deleted by their place: by age alone those as old as the last of them would go too,
/// however many, and by their keys PostgreSQL would look for them among all of the tenant's.
macro_rules! forget {
    ($table:literal, $age:literal) => {
        forget!($table, $age, "")
    };
    ($table:literal, $age:literal, $only:literal) => {
        $crate::store::ByPlace {
            ctid: concat!(
                "DELETE FROM ",
                $table,
                " WHERE ctid = ANY(ARRAY(",
                forget!(oldest "ctid", $table, $age, $only),
                "))"
            ),
            rowid: concat!(
                "DELETE FROM ",
                $table,
                " WHERE rowid IN (",
                forget!(oldest "rowid", $table, $age, $only),
                ")"
            ),
        }
    };
    (oldest $place:literal, $table:literal, $age:literal, $only:literal) => {
        concat!(
            "SELECT ",
            $place,
            " FROM ",
            $table,
            " WHERE tenant_id = $1 AND ",
            $age,
            " < $2",
            $only,
            " ORDER BY ",
            $age,
            " LIMIT 1000"
        )
    };
}

mod bookings;
mod connections;
mod customers;
mod engine;
mod erasure;
mod error;
mod events;
mod giving_way;
mod idempotency;
mod jobs;
mod links;
mod messages;
mod postgres;
mod queue;
mod rates;
mod sessions;
mod sqlite;
mod tenants;

use std::{future::Future, sync::Arc};

use jiff::Timestamp;
use sqlx::{
    Any, Row as _,
    any::{AnyArguments, AnyRow},
    pool::PoolConnection,
    query::Query,
};
use tokio::{sync::mpsc, time::timeout};

use crate::ids::Ids;

pub use bookings::{BookingPage, BookingRow, BookingScope, OverBooking};
use connections::Pool;

pub use connections::{Connections, Limits};
pub use customers::{CodeLocks, Customer};
pub use engine::{ByPlace, Engine, Heard};
pub use erasure::{ERASED, Erased};
pub use error::StoreError;
pub use events::{EventScope, NumberedEvent, StoredEvent};
pub use giving_way::{GaveWay, carried_out};
pub use idempotency::{KeptAnswer, RequestKey};
pub use jobs::{Job, NewJob, Unsent};
pub use messages::{DeliveryReport, MessageRow, ReportRow, Reported, SentMessage};
pub use queue::{JobRow, QueueDepth};
pub use sessions::{LivingSession, NewSession, SessionRow};
pub use tenants::{ImportSummary, Tenant};

/// The database.
#[derive(Clone)]
pub struct Store {
    pool: Pool,
    engine: Arc<dyn Engine>,
    tenants: Arc<tenants::Cache>,
    gone_through: Arc<customers::GoneThrough>,
    made: bool,
}

impl Store {
    /// Opens the database at `url`, within `limits` (or their defaults for so many connections), and
    /// brings its schema up to date.
    ///
    /// # Errors
    /// When it doesn't answer, or its schema is a later version's.
    pub async fn open(url: &str, limits: impl Into<Limits>) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let limits = limits.into();
        let engine = engine::of(url, limits)?;
        engine.prepare(url)?;
        let made = !is_there(&engine, url, limits).await?;
        Self::open_by(engine, url, limits, made).await
    }

    /// Opens a database that is there already, for a command that makes none: in the wrong folder it would
    /// find an empty one.
    ///
    /// # Errors
    /// When there is none, and as [`Self::open`].
    pub async fn open_existing(url: &str, limits: impl Into<Limits>) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let limits = limits.into();
        let engine = engine::of(url, limits)?;
        if !is_there(&engine, url, limits).await? {
            return Err(StoreError::NoDatabase {
                at: engine.place(url),
            });
        }
        Self::open_by(engine, url, limits, false).await
    }

    async fn open_by(
        engine: Arc<dyn Engine>,
        url: &str,
        limits: Limits,
        made: bool,
    ) -> Result<Self, StoreError> {
        let pool = Pool::open(url, limits, &engine).await?;
        engine.migrate(url).await?;
        Ok(Self {
            pool,
            engine,
            tenants: Arc::default(),
            gone_through: Arc::default(),
            made,
        })
    }

    /// Whether the database answers, and takes writes, however busy the connections to it are.
    ///
    /// # Errors
    /// When it doesn't.
    pub async fn ping(&self) -> Result<(), StoreError> {
        Ok(self.pool.ready().await?)
    }

    /// Works as long as the database answers; nothing if it stopped to before the work was done.
    pub async fn while_it_answers<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        self.pool.while_it_answers(work).await
    }

    /// Whether the database answered when it was last doubted.
    #[must_use]
    pub fn answers(&self) -> bool {
        self.pool.answers_calls()
    }

    /// Whether there was none before it was opened.
    #[must_use]
    pub fn was_made(&self) -> bool {
        self.made
    }

    /// Where the database is, as it may be told: without user and password.
    #[must_use]
    pub fn place(&self) -> String {
        self.engine.place(self.pool.url())
    }

    /// The connections as they are now.
    #[must_use]
    pub fn connections(&self) -> Connections {
        let (open, idle) = (self.pool.inner().size(), self.pool.inner().num_idle());
        let idle = u32::try_from(idle).unwrap_or(u32::MAX).min(open);
        Connections {
            busy: open - idle,
            idle,
        }
    }

    async fn connection(&self) -> Result<PoolConnection<Any>, sqlx::Error> {
        self.pool.take().await
    }

    async fn begin_writing(&self) -> Result<sqlx::Transaction<'static, Any>, sqlx::Error> {
        let pool = self.pool.inner();
        match self.engine.begin_statement() {
            Some(statement) => self.pool.obtain(pool.begin_with(statement)).await,
            None => self.pool.obtain(pool.begin()).await,
        }
    }

    /// Begins a transaction that writes to one tenant's rows. Dropped, it undoes everything.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn begin(&self, tenant: &Tenant) -> Result<Transaction, StoreError> {
        let turn = self.engine.turn().await?;
        let inner = self.begin_writing().await?;
        Ok(Transaction {
            inner,
            tenant: tenant.key().to_owned(),
            engine: Arc::clone(&self.engine),
            _turn: turn,
        })
    }

    /// The row of a tenant that a statement finds by texts, which follow the tenant's key.
    async fn row_of_tenant(
        &self,
        statement: &'static str,
        tenant: &Tenant,
        texts: &[&str],
    ) -> Result<Option<AnyRow>, StoreError> {
        let question = question_of_tenant(statement, tenant, texts);
        Ok(question
            .fetch_optional(&mut *self.connection().await?)
            .await?)
    }

    /// The rows of a tenant that a statement finds by texts, as many as its last parameter allows.
    async fn rows_of_tenant(
        &self,
        statement: &'static str,
        tenant: &Tenant,
        texts: &[&str],
        limit: u32,
    ) -> Result<Vec<AnyRow>, StoreError> {
        let question = question_of_tenant(statement, tenant, texts).bind(i64::from(limit));
        Ok(question.fetch_all(&mut *self.connection().await?).await?)
    }

    /// Runs what `forget!` made until there is nothing left for it: each time is done long before
    /// its own is up, and others get their turn between them.
    async fn forget(
        &self,
        statements: ByPlace,
        tenant: &Tenant,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = self.engine.by_place(statements);
        loop {
            let _turn = self.engine.turn().await?;
            let done = sqlx::query(statement)
                .bind(tenant.key().to_owned())
                .bind(micros(before))
                .execute(&mut *self.connection().await?)
                .await?;
            if done.rows_affected() < 1_000 {
                return Ok(());
            }
        }
    }

    /// Hears what other processes announce; nothing, where there is one process only.
    #[must_use]
    pub fn hear(&self, ids: Arc<dyn Ids>) -> Option<mpsc::Receiver<Heard>> {
        self.engine.hear(self.pool.url(), ids)
    }

    /// The tenant of a slug as it was last read, without asking the database.
    #[must_use]
    pub fn remembered_tenant(&self, slug: &str) -> Option<Tenant> {
        self.tenants.of_slug(slug)
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.pool.inner().close().await;
    }
}

/// A transaction on one tenant's rows.
pub struct Transaction {
    inner: sqlx::Transaction<'static, sqlx::Any>,
    tenant: String,
    engine: Arc<dyn Engine>,
    _turn: Option<tokio::sync::OwnedSemaphorePermit>,
}

impl Transaction {
    /// Tells every process that something happened to a customer, once this transaction lasts.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn announce(&mut self, customer: &str) -> Result<(), StoreError> {
        Ok(self.engine.announce(&mut self.inner, customer).await?)
    }

    /// Undoes everything done in it, before this returns.
    ///
    /// # Errors
    /// When the database doesn't answer; nothing lasts then either.
    pub async fn undo(self) -> Result<(), StoreError> {
        self.inner.rollback().await?;
        Ok(())
    }

    /// Makes everything done in it last.
    ///
    /// # Errors
    /// When the database doesn't answer; nothing lasts then.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.inner.commit().await?;
        Ok(())
    }
}

/// Whether there is a database of this server's. One that takes the call and says nothing is waited for no longer than
/// for a connection.
async fn is_there(engine: &Arc<dyn Engine>, url: &str, limits: Limits) -> Result<bool, StoreError> {
    match timeout(limits.acquire, engine.is_there(url)).await {
        Ok(told) => told,
        Err(_) => Err(StoreError::Unavailable(sqlx::Error::PoolTimedOut)),
    }
}

fn question_of_tenant(
    statement: &'static str,
    tenant: &Tenant,
    texts: &[&str],
) -> Query<'static, Any, AnyArguments> {
    let of_tenant = sqlx::query(statement).bind(tenant.key().to_owned());
    let texts = texts.iter().map(|text| (*text).to_owned());
    texts.fold(of_tenant, |query, text| query.bind(text))
}

fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

fn instant(table: &'static str, micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros)
        .map_err(|_| StoreError::corrupt(table, format!("the instant {micros}")))
}

fn number(table: &'static str, number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|_| StoreError::corrupt(table, format!("the number {number}")))
}

/// That a row can't be read, whatever its driver says of it: that names what the row holds.
fn unreadable(table: &'static str, error: StoreError) -> StoreError {
    match error {
        StoreError::Database(sqlx::Error::ColumnDecode { index, .. }) => {
            StoreError::corrupt(table, format!("what isn't of its type in {index}"))
        }
        StoreError::Database(_) => StoreError::corrupt(table, "what can't be read"),
        error => error,
    }
}

/// The number in a column; nothing if there is none, or none that can be read.
fn readable_number(row: &AnyRow, column: &str) -> Option<u32> {
    let number: i64 = row.try_get(column).ok()?;
    u32::try_from(number).ok()
}

/// The instant in a column; nothing if there is none, or none that can be read.
fn readable_instant(row: &AnyRow, column: &str) -> Option<Timestamp> {
    let micros: i64 = row.try_get(column).ok()?;
    Timestamp::from_microsecond(micros).ok()
}
