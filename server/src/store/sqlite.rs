//! SQLite: the embedded default, for one process.

use std::{path::Path, sync::Arc};

use async_trait::async_trait;
use sqlx::{AnyConnection, Executor as _};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
    time::timeout,
};

use super::{CONNECTION_WAIT, Engine, StoreError, engine::Heard};

/// The first migration, the same for every database.
pub(super) const SCHEDULER: (i64, &str, &str) = (
    1,
    "scheduler",
    include_str!("migrations/0001_scheduler.sql"),
);

/// SQLite.
pub(super) struct Sqlite {
    /// SQLite has one writer. Waiting for it here is fair; waiting for its lock is a lottery.
    writer: Arc<Semaphore>,
}

impl Default for Sqlite {
    fn default() -> Self {
        Self {
            writer: Arc::new(Semaphore::new(1)),
        }
    }
}

#[async_trait]
impl Engine for Sqlite {
    fn prepare(&self, url: &str) -> Result<(), StoreError> {
        let path = url.trim_start_matches("sqlite:").trim_start_matches("//");
        let path = Path::new(path.split('?').next().unwrap_or_default());
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

    async fn set_up(&self, connection: &mut AnyConnection) -> Result<(), sqlx::Error> {
        connection
            .execute(
                "PRAGMA journal_mode = WAL;
                 PRAGMA synchronous = FULL;
                 PRAGMA foreign_keys = ON;
                 PRAGMA busy_timeout = 5000;",
            )
            .await?;
        Ok(())
    }

    fn begin_statement(&self) -> Option<&'static str> {
        Some("BEGIN IMMEDIATE")
    }

    async fn turn(&self) -> Result<Option<OwnedSemaphorePermit>, sqlx::Error> {
        let turn = timeout(CONNECTION_WAIT, Arc::clone(&self.writer).acquire_owned());
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

    fn hear(&self, _: &str) -> Option<mpsc::Receiver<Heard>> {
        None
    }

    fn skips_locked(&self) -> bool {
        false
    }

    fn changes_in_with(&self) -> bool {
        false
    }

    fn migrations(&self) -> &'static [(i64, &'static str, &'static str)] {
        &[SCHEDULER]
    }
}
