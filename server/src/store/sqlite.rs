//! SQLite: the embedded default, for one process.

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use async_trait::async_trait;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Executor as _};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
    time::{Instant, sleep, timeout},
};

use super::{
    Engine, Limits, StoreError,
    engine::{ByPlace, Heard},
};
use crate::ids::Ids;

/// The first migration, the same for every database.
pub(super) const SCHEDULER: (i64, &str, &str) = (
    1,
    "scheduler",
    include_str!("migrations/0001_scheduler.sql"),
);

/// What became of messages, the same for every database.
pub(super) const MESSAGES: (i64, &str, &str) =
    (3, "messages", include_str!("migrations/0003_messages.sql"));

/// Indexes, the same for every database.
pub(super) const LOOKUPS: (i64, &str, &str) =
    (5, "lookups", include_str!("migrations/0005_lookups.sql"));

/// Traces of jobs, the same for every database.
pub(super) const TRACES: (i64, &str, &str) =
    (6, "traces", include_str!("migrations/0006_traces.sql"));

/// Failures of jobs, the same for every database.
pub(super) const FAILURES: (i64, &str, &str) =
    (7, "failures", include_str!("migrations/0007_failures.sql"));

/// What was laid aside, the same for every database.
pub(super) const DEAD_JOBS: (i64, &str, &str) = (
    8,
    "dead jobs",
    include_str!("migrations/0008_dead_jobs.sql"),
);

/// What is free to be claimed, the same for every database.
pub(super) const FREE_JOBS: (i64, &str, &str) = (
    9,
    "free jobs",
    include_str!("migrations/0009_free_jobs.sql"),
);

/// Streams' own stokens, the same for every database.
pub(super) const STREAM_STOKENS: (i64, &str, &str) = (
    10,
    "stream stokens",
    include_str!("migrations/0010_stream_stokens.sql"),
);

/// Locks of codes, the same for every database.
pub(super) const CODE_LOCKS: (i64, &str, &str) = (
    11,
    "code locks",
    include_str!("migrations/0011_code_locks.sql"),
);

/// What is counted a day, the same for every database.
pub(super) const DAY_COUNTS: (i64, &str, &str) = (
    12,
    "day counts",
    include_str!("migrations/0012_day_counts.sql"),
);

/// SQLite.
pub(super) struct Sqlite {
    /// SQLite has one writer. Waiting for it here is fair; waiting for its lock is a lottery.
    writer: Arc<Semaphore>,
    limits: Limits,
}

/// How long another process may take to bring the schema up to date.
const MIGRATION: Duration = Duration::from_secs(300);

impl Sqlite {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            writer: Arc::new(Semaphore::new(1)),
            limits,
        }
    }
}

fn file_of(url: &str) -> PathBuf {
    let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
    PathBuf::from(path.split('?').next().unwrap_or_default())
}

#[async_trait]
impl Engine for Sqlite {
    fn prepare(&self, url: &str) -> Result<(), StoreError> {
        let path = file_of(url);
        let path: &Path = &path;
        let made = path
            .parent()
            .map_or(Ok(()), std::fs::create_dir_all)
            .and_then(|()| {
                std::fs::OpenOptions::new()
                    .append(true)
                    .create(true)
                    .open(path)
                    .map(drop)
            });
        made.map_err(|error| StoreError::Unavailable(sqlx::Error::Io(error)))
    }

    fn place(&self, url: &str) -> String {
        format!("sqlite:{}", file_of(url).display())
    }

    async fn is_there(&self, url: &str) -> Result<bool, StoreError> {
        let file = std::fs::metadata(file_of(url));
        Ok(file.is_ok_and(|file| file.is_file() && file.len() > 0))
    }

    async fn set_up(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        connection
            .execute(AssertSqlSafe(format!(
                "PRAGMA busy_timeout = {};
                 PRAGMA journal_mode = WAL;
                 PRAGMA synchronous = FULL;
                 PRAGMA foreign_keys = ON;",
                self.limits.lock.as_millis()
            )))
            .await?;
        Ok(())
    }

    /// A file that can't be written isn't opened.
    async fn takes_writes(&self, connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
        connection.ping().await?;
        Ok(true)
    }

    /// SQLite's own locks last for a statement or a transaction, and a migration is several.
    async fn lock_schema(&self, url: &str) -> Result<Option<File>, StoreError> {
        let unavailable = |error| StoreError::Unavailable(sqlx::Error::Io(error));
        let mut name = file_of(url).into_os_string();
        name.push("-migrating");
        let file = File::options().create(true).append(true).open(name);
        let file = file.map_err(unavailable)?;
        let until = Instant::now() + MIGRATION;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Some(file)),
                Err(TryLockError::Error(error)) => return Err(unavailable(error)),
                Err(TryLockError::WouldBlock) if Instant::now() >= until => {
                    return Err(unavailable(std::io::ErrorKind::TimedOut.into()));
                }
                Err(TryLockError::WouldBlock) => sleep(Duration::from_millis(50)).await,
            }
        }
    }

    fn begin_statement(&self) -> Option<&'static str> {
        Some("BEGIN IMMEDIATE")
    }

    async fn turn(&self) -> Result<Option<OwnedSemaphorePermit>, sqlx::Error> {
        let turn = timeout(
            self.limits.acquire,
            Arc::clone(&self.writer).acquire_owned(),
        );
        match turn.await {
            Ok(Ok(turn)) => Ok(Some(turn)),
            Ok(Err(_)) | Err(_) => Err(sqlx::Error::PoolTimedOut),
        }
    }

    /// An immediate transaction is alone already.
    async fn lock_staff(
        &self,
        _: &mut AnyConnection,
        _: &str,
        _: &[&str],
    ) -> Result<(), sqlx::Error> {
        Ok(())
    }

    /// An immediate transaction is alone already.
    async fn try_lock_request(&self, _: &mut AnyConnection, _: &str) -> Result<bool, sqlx::Error> {
        Ok(true)
    }

    async fn announce(&self, _: &mut AnyConnection, _: &str) -> Result<(), sqlx::Error> {
        Ok(())
    }

    fn hear(&self, _: &str, _: Arc<dyn Ids>) -> Option<mpsc::Receiver<Heard>> {
        None
    }

    fn skips_locked(&self) -> bool {
        false
    }

    fn by_place(&self, statements: ByPlace) -> &'static str {
        statements.rowid
    }

    fn changes_in_with(&self) -> bool {
        false
    }

    fn migrations(&self) -> &'static [(i64, &'static str, &'static str)] {
        &[
            SCHEDULER,
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
