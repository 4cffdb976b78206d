//! Idempotency: one intent is carried out once, however often it is sent.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;
use scheduler_contracts::booking::Booking;
use serde::Serialize;

use crate::{
    app::App,
    failure::Failure,
    session::TokenHash,
    store::{RequestKey, Tenant, Transaction},
};

/// What a caller wants, if it gave it a name.
#[derive(Clone, Debug, Default)]
pub struct Intent(Option<RequestKey>);

impl Intent {
    /// An intent named by an idempotency key: of an operation, a caller and what is asked. Without a
    /// key there is nothing to repeat.
    ///
    /// # Errors
    /// When what is asked can't be written as JSON.
    pub fn named(
        key: Option<String>,
        operation: &'static str,
        caller: &str,
        asked: &impl Serialize,
    ) -> Result<Self, Failure> {
        let Some(key) = key else {
            return Ok(Self(None));
        };
        let asked = json(asked)?;
        Ok(Self(Some(RequestKey {
            operation,
            caller: caller.to_owned(),
            key,
            request_hash: TokenHash::of(&[&asked]).as_str().to_owned(),
        })))
    }

    /// Keeps everybody else in this process from carrying it out at the same time.
    ///
    /// # Errors
    /// `InProgress` if somebody already is.
    pub fn begin(&self, app: &App, tenant: &Tenant) -> Result<Option<InFlightGuard>, Failure> {
        let Some(key) = &self.0 else { return Ok(None) };
        let entry = (tenant.key().to_owned(), key.clone());
        match app.in_flight.enter(entry) {
            Some(guard) => Ok(Some(guard)),
            None => Err(Failure::InProgress),
        }
    }

    /// The first success, if there was one.
    ///
    /// # Errors
    /// `IdempotencyKeyReused` if something else was asked under the key then.
    pub async fn first_success(
        &self,
        app: &App,
        transaction: &mut Transaction,
        now: Timestamp,
    ) -> Result<Option<Told>, Failure> {
        let Some(key) = &self.0 else { return Ok(None) };
        if !transaction.try_lock_request(key).await? {
            return Err(Failure::InProgress);
        }
        let since = now
            .checked_sub(app.config.idempotency.retention)
            .unwrap_or(Timestamp::MIN);
        let Some(kept) = transaction.kept_answer(key, since).await? else {
            return Ok(None);
        };
        if kept.request_hash != key.request_hash {
            return Err(Failure::IdempotencyKeyReused);
        }
        Ok(Some(Told(kept.response)))
    }

    /// What a success is told as, kept for whoever asks again.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn keep(
        &self,
        transaction: &mut Transaction,
        success: &Booking,
        now: Timestamp,
    ) -> Result<Told, Failure> {
        let told = Told(json(success)?);
        if let Some(key) = &self.0 {
            transaction.keep_answer(key, &told.0, now).await?;
        }
        Ok(told)
    }
}

/// A booking as it is told: in JSON, and told again as it was, whatever a booking has become since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told(String);

impl Told {
    /// The JSON.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.0
    }
}

fn json(value: &impl Serialize) -> Result<String, Failure> {
    serde_json::to_string(value)
        .map_err(|error| Failure::Internal(format!("an answer can't be written: {error}")))
}

type Entry = (String, RequestKey);

/// The intents being carried out at this moment. Two transactions of one intent would wait for each
/// other; the second caller is told to ask again instead.
#[derive(Clone, Debug, Default)]
pub struct InFlight(Arc<Mutex<HashSet<Entry>>>);

impl InFlight {
    fn enter(&self, mut entry: Entry) -> Option<InFlightGuard> {
        // What is asked doesn't matter here: another body under the same key waits as well.
        entry.1.request_hash.clear();
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.insert(entry.clone()).then(|| InFlightGuard {
            entries: self.clone(),
            entry,
        })
    }
}

/// Ends when the intent has been carried out or given up.
#[derive(Debug)]
pub struct InFlightGuard {
    entries: InFlight,
    entry: Entry,
}

impl Drop for InFlightGuard {
    fn drop(&mut self) {
        self.entries
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&self.entry);
    }
}
