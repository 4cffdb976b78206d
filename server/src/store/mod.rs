//! What is kept: tenants, customers, sessions, bookings, events, jobs.
//!
//! Every question is asked of one tenant: [`Store::tenant`] or [`Store::begin`] first, and what they
//! return has no way to see another's rows. SQL stands beside the function that runs it, once for
//! every database; where databases differ, [`Engine`] does.
//!
//! Instants are kept as microseconds since the epoch, ids as text, so that both databases read them
//! the same.

mod bookings;
mod customers;
mod engine;
mod error;
mod events;
mod idempotency;
mod jobs;
mod links;
mod postgres;
mod rates;
mod sessions;
mod sqlite;
mod tenants;

use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use sqlx::{AnyPool, Connection as _, any::AnyPoolOptions};
use tokio::sync::mpsc;

pub use bookings::{BookingPage, BookingRow, BookingScope};
pub use customers::Customer;
pub use engine::{Engine, Heard};
pub use error::StoreError;
pub use events::{EventScope, StoredEvent};
pub use idempotency::{KeptAnswer, RequestKey};
pub use jobs::{Job, NewJob};
pub use sessions::{NewSession, SessionRow};
pub use tenants::{ImportSummary, Tenant};

/// How long a call waits for a connection before the store counts as unavailable.
const CONNECTION_WAIT: Duration = Duration::from_secs(5);

/// How long a connection is believed to be there after it was used.
const TRUSTED: Duration = Duration::from_secs(1);

/// The database.
#[derive(Clone)]
pub struct Store {
    url: SecretString,
    pool: AnyPool,
    engine: Arc<dyn Engine>,
    tenants: Arc<tenants::Cache>,
}

impl Store {
    /// Opens the database at `url` and brings its schema up to date.
    ///
    /// # Errors
    /// When it doesn't answer, or its schema is a later version's.
    pub async fn open(url: &str, connections: u32) -> Result<Self, StoreError> {
        sqlx::any::install_default_drivers();
        let engine = engine::of(url)?;
        engine.prepare(url)?;
        let set_up = Arc::clone(&engine);
        let pool = AnyPoolOptions::new()
            .max_connections(connections)
            .acquire_timeout(CONNECTION_WAIT)
            // A connection that was just in use is there; asking it first would be a round trip a call.
            .test_before_acquire(false)
            .before_acquire(|connection, about| {
                Box::pin(async move {
                    if about.idle_for >= TRUSTED {
                        connection.ping().await?;
                    }
                    Ok(true)
                })
            })
            .after_connect(move |connection, _| {
                let set_up = Arc::clone(&set_up);
                Box::pin(async move { set_up.set_up(connection).await })
            })
            .connect(url)
            .await?;
        engine.migrate(&pool).await?;
        Ok(Self {
            url: SecretString::from(url),
            pool,
            engine,
            tenants: Arc::default(),
        })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it doesn't.
    pub async fn ping(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Begins a transaction that writes to one tenant's rows. Dropped, it undoes everything.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn begin(&self, tenant: &Tenant) -> Result<Transaction, StoreError> {
        let turn = self.engine.turn().await?;
        let inner = tenants::begin(&self.pool, self.engine.begin_statement()).await?;
        Ok(Transaction {
            inner,
            tenant: tenant.key().to_owned(),
            engine: Arc::clone(&self.engine),
            _turn: turn,
        })
    }

    async fn forget(
        &self,
        statement: &'static str,
        tenant: &Tenant,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        let _turn = self.engine.turn().await?;
        sqlx::query(statement)
            .bind(tenant.key().to_owned())
            .bind(micros(before))
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Hears what other processes announce; nothing, where there is one process only.
    #[must_use]
    pub fn hear(&self) -> Option<mpsc::Receiver<Heard>> {
        self.engine.hear(self.url.expose_secret())
    }

    /// The tenant of a slug as it was last read, without asking the database.
    #[must_use]
    pub fn remembered_tenant(&self, slug: &str) -> Option<Tenant> {
        self.tenants.of_slug(slug)
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.pool.close().await;
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

    /// Makes everything done in it last.
    ///
    /// # Errors
    /// When the database doesn't answer; nothing lasts then.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.inner.commit().await?;
        Ok(())
    }
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
