//! Jobs: messages to be sent at a time, kept in the transaction of what they are about.
//!
//! A job is claimed under a lease, then marked as being handed over while its booking is locked, and at
//! last settled: sent, put off or laid aside. Whoever changes a booking asks first whether one of its
//! jobs is being handed over. Every step after the claim names the claim, so that a process whose lease
//! is over changes nothing any more.

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{Store, StoreError, Transaction, instant, micros, number, unreadable};

use crate::telemetry::traces;

const TABLE: &str = "jobs";

/// Jobs added by one statement, so that there are few statements to prepare.
const AT_ONCE: usize = 8;

/// A job to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// Which one.
    pub id: String,
    /// What it is about: a booking's or a session's id.
    pub subject: String,
    /// At which revision of it.
    pub revision: u32,
    /// What it sends.
    pub kind: &'static str,
    /// What it needs besides, as JSON.
    pub payload: String,
    /// When.
    pub due_at: Timestamp,
}

/// A job that is due, claimed by this process.
#[derive(Clone, PartialEq, Eq)]
pub struct Job {
    /// Whose.
    pub tenant_key: String,
    /// Which one.
    pub id: String,
    /// What it is about.
    pub subject: String,
    /// At which revision of it.
    pub revision: u32,
    /// What it sends.
    pub kind: String,
    /// What it needs besides, as JSON.
    pub payload: String,
    /// When it was due.
    pub due_at: Timestamp,
    /// How often it was handed over before, or tried to be.
    pub attempts: u32,
    /// Since when it is unknown whether a provider took its message over.
    pub unclear_since: Option<Timestamp>,
    /// That message, as it was handed over then.
    pub sealed: Option<String>,
    /// Since when its provider, whenever it was asked, was asked too often.
    pub throttled_since: Option<Timestamp>,
    /// The trace of the call that kept it, as `traceparent` says it.
    pub traceparent: Option<String>,
    claim: String,
}

/// Payload and sealed message hold codes, links and contacts, which don't belong in a log.
impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job")
            .field("id", &self.id)
            .field("subject", &self.subject)
            .field("revision", &self.revision)
            .field("kind", &self.kind)
            .field("due_at", &self.due_at)
            .field("attempts", &self.attempts)
            .field("unclear_since", &self.unclear_since)
            .finish_non_exhaustive()
    }
}

/// A job whose message wasn't taken over, or not surely.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent<'a> {
    /// When to try again; never, if it is laid aside.
    pub again: Option<Timestamp>,
    /// Since when the outcome is unknown; nothing if it is known that nobody took it over.
    pub unclear_since: Option<Timestamp>,
    /// Since when its provider, whenever it was asked, was asked too often.
    pub throttled_since: Option<Timestamp>,
    /// How often it counts as tried by now.
    pub attempts: u32,
    /// When it failed.
    pub at: Timestamp,
    /// Why.
    pub error: &'a str,
}

impl Transaction {
    /// Keeps a job; one of the same subject, revision and kind stays as it is.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn add_job(&mut self, job: &NewJob, now: Timestamp) -> Result<(), StoreError> {
        self.add_jobs(std::slice::from_ref(job), now).await
    }

    /// Keeps jobs in one round trip; one of the same subject, revision and kind stays as it is.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn add_jobs(&mut self, jobs: &[NewJob], now: Timestamp) -> Result<(), StoreError> {
        for some in jobs.chunks(AT_ONCE) {
            let rows: Vec<String> = (0..some.len()).map(row_of_job).collect();
            let add = format!(
                "INSERT INTO jobs (tenant_id, created_at, id, subject, revision, kind, payload, due_at, \
                 attempts, claimed_until, state, last_error, traceparent) VALUES {} \
                 ON CONFLICT (tenant_id, subject, revision, kind) DO NOTHING",
                rows.join(", ")
            );
            // Nothing but numbers of parameters is made up here.
            let mut query = sqlx::query(AssertSqlSafe(add))
                .bind(self.tenant.clone())
                .bind(micros(now))
                .bind(traces::current());
            for job in some {
                query = query
                    .bind(job.id.clone())
                    .bind(job.subject.clone())
                    .bind(i64::from(job.revision))
                    .bind(job.kind)
                    .bind(job.payload.clone())
                    .bind(micros(job.due_at));
            }
            query.execute(&mut *self.inner).await?;
        }
        Ok(())
    }

    /// Until when at the latest a message about a subject is being handed over; nothing if none is.
    /// With the subject's booking locked, none begins to be until this transaction ends.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn handing_over_until(
        &mut self,
        subject: &str,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, StoreError> {
        const FIND: &str = "SELECT MAX(claimed_until) AS until FROM jobs WHERE tenant_id = $1 \
             AND subject = $2 AND state = 'handing_over' AND claimed_until > $3";
        let row = sqlx::query(FIND)
            .bind(self.tenant.clone())
            .bind(subject.to_owned())
            .bind(micros(now))
            .fetch_one(&mut *self.inner)
            .await?;
        let until: Option<i64> = row.try_get("until")?;
        until.map(|until| instant(TABLE, until)).transpose()
    }

    /// Removes the jobs of a subject that are to be sent yet and belong to a revision before `before`.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn remove_jobs(&mut self, subject: &str, before: u32) -> Result<(), StoreError> {
        const REMOVE: &str = "DELETE FROM jobs WHERE tenant_id = $1 AND subject = $2 \
             AND revision < $3 AND state <> 'dead'";
        sqlx::query(REMOVE)
            .bind(self.tenant.clone())
            .bind(subject.to_owned())
            .bind(i64::from(before))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Marks a claimed job as being handed over until `until`, with the message it sends; false if the
    /// claim is lost. From here on, until it is settled, nobody knows whether the message was taken
    /// over.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn begin_hand_over(
        &mut self,
        job: &Job,
        sealed: &str,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<bool, StoreError> {
        const BEGIN: &str = "UPDATE jobs SET state = 'handing_over', attempts = attempts + 1, \
             unclear_since = COALESCE(unclear_since, $4), sealed = $5, claimed_until = $6 \
             WHERE tenant_id = $1 AND id = $2 AND claim = $3";
        let done = sqlx::query(BEGIN)
            .bind(self.tenant.clone())
            .bind(job.id.clone())
            .bind(job.claim.clone())
            .bind(micros(now))
            .bind(sealed.to_owned())
            .bind(micros(until))
            .execute(&mut *self.inner)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Forgets a job that is done; false if it was gone already. A message that was sent is sent, whoever
    /// holds the job by now.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn finish_job(&mut self, id: &str) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM jobs WHERE tenant_id = $1 AND id = $2")
            .bind(self.tenant.clone())
            .bind(id.to_owned())
            .execute(&mut *self.inner)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}

/// The values of the job of an index among those added at once.
fn row_of_job(index: usize) -> String {
    let first = 4 + index * 6;
    let [id, subject, revision, kind, payload, due_at] = [0, 1, 2, 3, 4, 5].map(|nth| first + nth);
    format!(
        "($1, $2, ${id}, ${subject}, ${revision}, ${kind}, ${payload}, ${due_at}, 0, 0, 'due', NULL, $3)"
    )
}

/// Since when a job may be claimed, as the index `jobs_free` has it.
macro_rules! free_since {
    () => {
        "CASE WHEN claimed_until > due_at THEN claimed_until ELSE due_at END"
    };
}

macro_rules! claim {
    ($materialized:literal, $beside_others:literal) => {
        concat!(
            "WITH oldest AS ",
            $materialized,
            " (SELECT tenant_id, id FROM jobs WHERE state <> 'dead' AND ",
            free_since!(),
            " <= $1 ORDER BY ",
            free_since!(),
            " LIMIT 1",
            $beside_others,
            ") UPDATE jobs SET claimed_until = $2, claim = $3, state = 'due' \
             WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM oldest) AND claimed_until <= $1 \
             RETURNING tenant_id, id, subject, revision, kind, payload, due_at, attempts, \
             unclear_since, throttled_since, sealed, claim, traceparent"
        )
    };
}

/// The statement that ends a claim, names why (`$4`) and when (`$5`) its message wasn't sent, and settles the rest.
macro_rules! settled {
    ($rest:literal) => {
        concat!(
            "UPDATE jobs SET claim = NULL, last_error = $4, failed_at = $5, ",
            $rest,
            " WHERE tenant_id = $1 AND id = $2 AND claim = $3"
        )
    };
}

impl Store {
    /// Claims until `until` the job that has been free to be claimed for longest, under a name nobody claimed
    /// anything by before. One that was put off stands behind those that became due meanwhile.
    ///
    /// # Errors
    /// When the database doesn't answer. [`StoreError::Corrupt`] when that job can't be read: it is laid aside,
    /// the log says which, and the next one is there to be claimed.
    pub async fn claim_job(
        &self,
        now: Timestamp,
        until: Timestamp,
        claim: &str,
    ) -> Result<Option<Job>, StoreError> {
        const CLAIM: &str = claim!("", "");
        const CLAIM_BESIDE_OTHERS: &str = claim!("MATERIALIZED", " FOR UPDATE SKIP LOCKED");
        let statement = if self.engine.skips_locked() {
            CLAIM_BESIDE_OTHERS
        } else {
            CLAIM
        };
        let _turn = self.engine.turn().await?;
        let row = sqlx::query(statement)
            .bind(micros(now))
            .bind(micros(until))
            .bind(claim.to_owned())
            .fetch_optional(&mut *self.connection().await?)
            .await?;
        let Some(row) = row else { return Ok(None) };
        match read(&row) {
            Ok(job) => Ok(Some(job)),
            Err(error) => {
                let error = unreadable(TABLE, error);
                self.lay_aside(&row, now, &error).await?;
                Err(error)
            }
        }
    }

    /// Lays a job aside that nobody can read.
    async fn lay_aside(
        &self,
        row: &AnyRow,
        now: Timestamp,
        error: &StoreError,
    ) -> Result<(), StoreError> {
        const ASIDE: &str = settled!("state = 'dead', claimed_until = 0");
        let (tenant, job): (String, String) = (row.try_get("tenant_id")?, row.try_get("id")?);
        tracing::error!(tenant, job, %error, "a message is laid aside: its job can't be read");
        sqlx::query(ASIDE)
            .bind(tenant)
            .bind(job)
            .bind(row.try_get::<String, _>("claim")?)
            .bind(error.to_string())
            .bind(micros(now))
            .execute(&mut *self.connection().await?)
            .await?;
        Ok(())
    }

    /// Puts a claimed job off after a failure, or lays it aside for good; false if the claim is lost.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn postpone_job(&self, job: &Job, unsent: &Unsent<'_>) -> Result<bool, StoreError> {
        const POSTPONE: &str = settled!(
            "state = $6, claimed_until = $7, unclear_since = $8, \
             sealed = CASE WHEN $9 = 1 THEN sealed ELSE NULL END, attempts = $10, throttled_since = $11"
        );
        let _turn = self.engine.turn().await?;
        let done = sqlx::query(POSTPONE)
            .bind(job.tenant_key.clone())
            .bind(job.id.clone())
            .bind(job.claim.clone())
            .bind(unsent.error.to_owned())
            .bind(micros(unsent.at))
            .bind(if unsent.again.is_some() {
                "due"
            } else {
                "dead"
            })
            .bind(unsent.again.map_or(0, micros))
            .bind(unsent.unclear_since.map(micros))
            .bind(i64::from(unsent.unclear_since.is_some()))
            .bind(i64::from(unsent.attempts))
            .bind(unsent.throttled_since.map(micros))
            .execute(&mut *self.connection().await?)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}

fn read(row: &AnyRow) -> Result<Job, StoreError> {
    let unclear_since: Option<i64> = row.try_get("unclear_since")?;
    let throttled_since: Option<i64> = row.try_get("throttled_since")?;
    Ok(Job {
        tenant_key: row.try_get("tenant_id")?,
        id: row.try_get("id")?,
        subject: row.try_get("subject")?,
        revision: number(TABLE, row.try_get("revision")?)?,
        kind: row.try_get("kind")?,
        payload: row.try_get("payload")?,
        due_at: instant(TABLE, row.try_get("due_at")?)?,
        attempts: number(TABLE, row.try_get("attempts")?)?,
        unclear_since: unclear_since
            .map(|since| instant(TABLE, since))
            .transpose()?,
        throttled_since: throttled_since
            .map(|since| instant(TABLE, since))
            .transpose()?,
        sealed: row.try_get("sealed")?,
        traceparent: row.try_get("traceparent")?,
        claim: row.try_get("claim")?,
    })
}
