//! Jobs: messages to be sent at a time, kept in the transaction of what they are about.

use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Row as _, any::AnyRow};

use super::{Store, StoreError, Tenant, Transaction, instant, micros, number};

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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// How often it was tried before.
    pub attempts: u32,
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
                 attempts, claimed_until, state, last_error) VALUES {} \
                 ON CONFLICT (tenant_id, subject, revision, kind) DO NOTHING",
                rows.join(", ")
            );
            // Nothing but numbers of parameters is made up here.
            let mut query = sqlx::query(AssertSqlSafe(add))
                .bind(self.tenant.clone())
                .bind(micros(now));
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

    /// Removes the jobs of a subject that are still due and belong to a revision before `before`.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn remove_jobs(&mut self, subject: &str, before: u32) -> Result<(), StoreError> {
        const REMOVE: &str = "DELETE FROM jobs WHERE tenant_id = $1 AND subject = $2 \
             AND revision < $3 AND state = 'due'";
        sqlx::query(REMOVE)
            .bind(self.tenant.clone())
            .bind(subject.to_owned())
            .bind(i64::from(before))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }
}

impl Transaction {
    /// Forgets a job that is done.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn finish_job(&mut self, id: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM jobs WHERE tenant_id = $1 AND id = $2")
            .bind(self.tenant.clone())
            .bind(id.to_owned())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }
}

/// The values of the job of an index among those added at once.
fn row_of_job(index: usize) -> String {
    let first = 3 + index * 6;
    let [id, subject, revision, kind, payload, due_at] = [0, 1, 2, 3, 4, 5].map(|nth| first + nth);
    format!(
        "($1, $2, ${id}, ${subject}, ${revision}, ${kind}, ${payload}, ${due_at}, 0, 0, 'due', NULL)"
    )
}

macro_rules! claim {
    ($materialized:literal, $beside_others:literal) => {
        concat!(
            "WITH oldest AS ",
            $materialized,
            " (SELECT tenant_id, id FROM jobs WHERE state = 'due' \
             AND due_at <= $1 AND claimed_until <= $1 ORDER BY due_at LIMIT 1",
            $beside_others,
            ") UPDATE jobs SET claimed_until = $2, attempts = attempts + 1 \
             WHERE (tenant_id, id) IN (SELECT tenant_id, id FROM oldest) AND claimed_until <= $1 \
             RETURNING tenant_id, id, subject, revision, kind, payload, due_at, attempts"
        )
    };
}

impl Store {
    /// Claims the oldest job that is due until `until`, for this process alone.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn claim_job(
        &self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<Job>, StoreError> {
        const CLAIM: &str = claim!("", "");
        const CLAIM_BESIDE_OTHERS: &str = claim!("MATERIALIZED", " FOR UPDATE SKIP LOCKED");
        let claim = if self.engine.skips_locked() {
            CLAIM_BESIDE_OTHERS
        } else {
            CLAIM
        };
        let _turn = self.engine.turn().await?;
        let row = sqlx::query(claim)
            .bind(micros(now))
            .bind(micros(until))
            .fetch_optional(&mut *self.connection().await?)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// Puts a job off after a failure, or lays it aside for good.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn postpone_job(
        &self,
        tenant: &Tenant,
        id: &str,
        due_at: Option<Timestamp>,
        error: &str,
    ) -> Result<(), StoreError> {
        const POSTPONE: &str = "UPDATE jobs SET due_at = COALESCE($3, due_at), claimed_until = 0, \
             state = $4, last_error = $5 WHERE tenant_id = $1 AND id = $2";
        let _turn = self.engine.turn().await?;
        sqlx::query(POSTPONE)
            .bind(tenant.key().to_owned())
            .bind(id.to_owned())
            .bind(due_at.map(micros))
            .bind(if due_at.is_some() { "due" } else { "dead" })
            .bind(error.to_owned())
            .execute(&mut *self.connection().await?)
            .await?;
        Ok(())
    }
}

fn read(row: &AnyRow) -> Result<Job, StoreError> {
    Ok(Job {
        tenant_key: row.try_get("tenant_id")?,
        id: row.try_get("id")?,
        subject: row.try_get("subject")?,
        revision: number(TABLE, row.try_get("revision")?)?,
        kind: row.try_get("kind")?,
        payload: row.try_get("payload")?,
        due_at: instant(TABLE, row.try_get("due_at")?)?,
        attempts: number(TABLE, row.try_get("attempts")?)?,
    })
}
