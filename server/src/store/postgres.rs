//! PostgreSQL: for production, with any number of processes.

use std::{fs::File, sync::Arc, time::Duration};

use async_trait::async_trait;
use sqlx::{
    AnyConnection, AssertSqlSafe, Connection as _, Executor as _, Row as _,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};
use tokio::{
    sync::{OwnedSemaphorePermit, mpsc},
    time::{Instant, sleep_until, timeout},
};

use super::{
    Engine, Limits, StoreError,
    engine::{ByPlace, Heard},
    sqlite::{
        CODE_LOCKS, DAY_COUNTS, DEAD_JOBS, FAILURES, FREE_JOBS, LOOKUPS, MESSAGES, SCHEDULER,
        STREAM_STOKENS, TRACES,
    },
};
use crate::ids::Ids;

/// The channel on which processes announce what happened.
const CHANNEL: &str = "nexus_customers";
/// Announcements that may wait to be heard.
const BUFFERED: usize = 1_024;
/// How long to wait at least before listening again after the connection was lost.
const PAUSE: Duration = Duration::from_millis(250);
/// How much longer at most, by chance: processes that lost it together don't come back together.
const JITTER_MS: u32 = 500;
/// How long to try to connect.
const CONNECTING: Duration = Duration::from_secs(3);
/// How often the connection is asked whether it is still there: one that died without a word would never
/// say anything again.
const LOOK: Duration = Duration::from_secs(2);
/// How long it has to answer that.
const ANSWER: Duration = Duration::from_secs(2);

/// PostgreSQL.
pub(super) struct Postgres {
    limits: Limits,
}

impl Postgres {
    pub(super) fn new(limits: Limits) -> Self {
        Self { limits }
    }
}

#[async_trait]
impl Engine for Postgres {
    fn prepare(&self, _: &str) -> Result<(), StoreError> {
        Ok(())
    }

    fn place(&self, url: &str) -> String {
        let Ok(options) = url.parse::<PgConnectOptions>() else {
            return "postgres:".to_owned();
        };
        let (host, port) = (options.get_host(), options.get_port());
        let database = options.get_database().unwrap_or_default();
        format!("postgres://{host}:{port}/{database}")
    }

    async fn is_there(&self, url: &str) -> Result<bool, StoreError> {
        const TENANTS: &str = "SELECT to_regclass('tenants') IS NOT NULL AS there";
        let mut connection = AnyConnection::connect(url).await?;
        let row = sqlx::query(TENANTS).fetch_one(&mut connection).await?;
        connection.close().await?;
        Ok(row.try_get("there")?)
    }

    async fn set_up(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        connection
            .execute(AssertSqlSafe(format!(
                "SET statement_timeout = {};
                 SET lock_timeout = {};
                 SET idle_in_transaction_session_timeout = '30s';
                 SET synchronous_commit = on;",
                self.limits.statement.as_millis(),
                self.limits.lock.as_millis(),
            )))
            .await?;
        Ok(())
    }

    async fn takes_writes(&self, connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
        // It is `on` in a standby too, whatever is configured.
        const ASKED: &str = "SELECT current_setting('transaction_read_only') = 'off' AS takes";
        let row = sqlx::query(ASKED).fetch_one(connection).await?;
        row.try_get("takes")
    }

    /// sqlx takes an advisory lock.
    async fn lock_schema(&self, _: &str) -> Result<Option<File>, StoreError> {
        Ok(None)
    }

    fn begin_statement(&self) -> Option<&'static str> {
        None
    }

    async fn turn(&self) -> Result<Option<OwnedSemaphorePermit>, sqlx::Error> {
        Ok(None)
    }

    async fn lock_staff(
        &self,
        connection: &mut AnyConnection,
        tenant: &str,
        staff: &[&str],
    ) -> Result<(), sqlx::Error> {
        // `unnest` keeps the order, and its rows are looked at one after the other.
        const LOCK: &str = "SELECT COUNT(pg_advisory_xact_lock(hashtextextended($1 || ' ' || id, 0))) \
             FROM unnest(string_to_array($2, ' ')) AS member (id)";
        sqlx::query(LOCK)
            .bind(tenant.to_owned())
            .bind(staff.join(" "))
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn try_lock_request(
        &self,
        connection: &mut AnyConnection,
        request: &str,
    ) -> Result<bool, sqlx::Error> {
        let row =
            sqlx::query("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 1)) AS locked")
                .bind(request.to_owned())
                .fetch_one(connection)
                .await?;
        row.try_get("locked")
    }

    async fn announce(
        &self,
        connection: &mut AnyConnection,
        customer: &str,
    ) -> Result<(), sqlx::Error> {
        sqlx::query("SELECT pg_notify($1, $2)")
            .bind(CHANNEL)
            .bind(customer.to_owned())
            .execute(connection)
            .await?;
        Ok(())
    }

    fn hear(&self, url: &str, ids: Arc<dyn Ids>) -> Option<mpsc::Receiver<Heard>> {
        let (send, receive) = mpsc::channel(BUFFERED);
        tokio::spawn(listen(url.to_owned(), send, ids));
        Some(receive)
    }

    fn skips_locked(&self) -> bool {
        true
    }

    fn by_place(&self, statements: ByPlace) -> &'static str {
        statements.ctid
    }

    fn changes_in_with(&self) -> bool {
        true
    }

    fn migrations(&self) -> &'static [(i64, &'static str, &'static str)] {
        const NO_OVERLAP: (i64, &str, &str) = (
            2,
            "no overlap",
            include_str!("migrations/0002_no_overlap.postgres.sql"),
        );
        &[
            SCHEDULER,
            NO_OVERLAP,
            MESSAGES,
            LOOKUPS,
            TRACES,
            FAILURES,
            DEAD_JOBS,
            FREE_JOBS,
            STREAM_STOKENS,
            CODE_LOCKS,
            DAY_COUNTS,
        ]
    }
}

async fn listen(url: String, send: mpsc::Sender<Heard>, ids: Arc<dyn Ids>) {
    while !send.is_closed() {
        if let Err(error) = listen_once(&url, &send).await {
            tracing::warn!(%error, "the announcements of other processes can't be heard; trying again");
        }
        if send.send(Heard::Silence).await.is_err() {
            return;
        }
        let pause = PAUSE + Duration::from_millis(u64::from(ids.below(JITTER_MS)));
        tokio::select! {
            () = send.closed() => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}

async fn listen_once(url: &str, send: &mpsc::Sender<Heard>) -> Result<(), sqlx::Error> {
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .max_lifetime(None)
        .idle_timeout(None)
        .acquire_timeout(CONNECTING);
    let mut listener = PgListener::connect_with(&pool.connect(url).await?).await?;
    listener.listen(CHANNEL).await?;
    // Whatever was announced while nobody listened has to be looked for.
    let mut heard = Some(Heard::Anything);
    let mut look = Instant::now() + LOOK;
    loop {
        if let Some(heard) = heard.take()
            && send.send(heard).await.is_err()
        {
            return Ok(());
        }
        tokio::select! {
            () = send.closed() => return Ok(()),
            notification = listener.try_recv() => {
                heard = Some(match notification? {
                    Some(notification) => Heard::Customer(notification.payload().to_owned()),
                    None => Heard::Anything,
                });
            }
            () = sleep_until(look) => {
                let asked = timeout(ANSWER, listener.execute("SELECT 1")).await;
                asked.map_err(|_| sqlx::Error::Io(std::io::ErrorKind::TimedOut.into()))??;
                look = Instant::now() + LOOK;
            }
        }
    }
}
