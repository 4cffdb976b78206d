//! The queue of jobs as its operators see it.

use jiff::Timestamp;
use sqlx::{
    Any, Row as _,
    any::{AnyArguments, AnyRow},
    query::Query,
};

use super::{ByPlace, Store, StoreError, Tenant, micros, readable_instant, readable_number};

/// A job, without the secrets it holds. A job that nobody can read is one too: what of it can't be read is
/// nothing, so that its operator sees the rest, and why it was laid aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRow {
    /// Which one.
    pub id: String,
    /// What it is about.
    pub subject: String,
    /// At which revision of it.
    pub revision: Option<u32>,
    /// What it sends.
    pub kind: String,
    /// `due`, `handing_over` or `dead`.
    pub state: String,
    /// When it is due.
    pub due_at: Option<Timestamp>,
    /// Until when nobody takes it up: it is claimed, or put off.
    pub held_until: Option<Timestamp>,
    /// How often it was tried.
    pub attempts: Option<u32>,
    /// Since when it is unknown whether its message was taken over.
    pub unclear_since: Option<Timestamp>,
    /// Why it wasn't sent the last time.
    pub last_error: Option<String>,
}

/// How the queue stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueDepth {
    /// Jobs that are due now.
    pub due: u64,
    /// Jobs that are due later, or claimed, or put off after a failure.
    pub later: u64,
    /// Jobs that are being handed over.
    pub handing_over: u64,
    /// Jobs that were laid aside.
    pub dead: u64,
    /// When the oldest job was due that wasn't laid aside; nothing if none is due.
    pub oldest_due: Option<Timestamp>,
}

impl QueueDepth {
    /// How two queues stand together.
    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let oldest = self.oldest_due.into_iter().chain(other.oldest_due).min();
        Self {
            due: self.due + other.due,
            later: self.later + other.later,
            handing_over: self.handing_over + other.handing_over,
            dead: self.dead + other.dead,
            oldest_due: oldest,
        }
    }
}

macro_rules! select {
    () => {
        "SELECT id, subject, revision, kind, state, due_at, claimed_until, attempts, unclear_since, \
         last_error FROM jobs WHERE tenant_id = $1"
    };
}

/// How many of some jobs stand how, and when the oldest of those was due.
macro_rules! counts {
    ($now:literal, $of:literal) => {
        concat!(
            "SELECT standing, COUNT(*) AS count, MIN(due_at) AS oldest FROM \
             (SELECT due_at, CASE WHEN state = 'dead' THEN 'dead' \
             WHEN state = 'handing_over' THEN 'handing_over' \
             WHEN due_at <= ",
            $now,
            " AND claimed_until <= ",
            $now,
            " THEN 'due' ELSE 'later' END AS standing FROM ",
            $of,
            ") AS standings GROUP BY standing"
        )
    };
}

/// The statement that puts some jobs of a tenant back into the queue.
macro_rules! retry {
    ($not_sent:literal, $of:expr) => {
        concat!(
            "UPDATE jobs SET state = 'due', claimed_until = 0, attempts = 0, throttled_since = NULL, \
             unclear_since = CASE WHEN ",
            $not_sent,
            " = 1 THEN NULL ELSE unclear_since END, sealed = CASE WHEN ",
            $not_sent,
            " = 1 THEN NULL ELSE sealed END WHERE tenant_id = $1 AND ",
            $of
        )
    };
}

/// A thousand jobs of a tenant that were laid aside before `$3`, of the kind `$2` if it isn't empty. What fails
/// again meanwhile is none of them.
macro_rules! dead {
    () => {
        "id IN (SELECT id FROM jobs WHERE tenant_id = $1 AND state = 'dead' AND ($2 = '' OR kind = $2) \
         AND COALESCE(failed_at, 0) < $3 ORDER BY due_at LIMIT 1000) AND state = 'dead'"
    };
}

impl Store {
    /// How the queue of all tenants stands, as far as it is counted: among the 10,000 jobs that are to be sent
    /// first, and up to 10,000 that were laid aside. So it costs the same however many reminders wait.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn queue_depth(&self, now: Timestamp) -> Result<QueueDepth, StoreError> {
        const COUNT: &str = counts!(
            "$1",
            "(SELECT * FROM (SELECT state, due_at, claimed_until FROM jobs WHERE state <> 'dead' \
             ORDER BY due_at LIMIT 10000) AS waiting \
             UNION ALL SELECT * FROM (SELECT 'dead' AS state, due_at, 0 AS claimed_until FROM jobs \
             WHERE state = 'dead' ORDER BY tenant_id, due_at LIMIT 10000) AS aside) AS counted"
        );
        let rows = sqlx::query(COUNT)
            .bind(micros(now))
            .fetch_all(&mut *self.connection().await?)
            .await?;
        depth(&rows, now)
    }

    /// How the queue of a tenant stands, counted whole; of one kind, if it isn't empty.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn queue_depth_of(
        &self,
        tenant: &Tenant,
        kind: &str,
        now: Timestamp,
    ) -> Result<QueueDepth, StoreError> {
        const COUNT: &str = counts!("$3", "jobs WHERE tenant_id = $1 AND ($2 = '' OR kind = $2)");
        let rows = sqlx::query(COUNT)
            .bind(tenant.key().to_owned())
            .bind(kind.to_owned())
            .bind(micros(now))
            .fetch_all(&mut *self.connection().await?)
            .await?;
        depth(&rows, now)
    }

    /// Why a job of a tenant wasn't sent, the last time one wasn't, and when; of one state and kind, where
    /// they aren't empty.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn last_failure(
        &self,
        tenant: &Tenant,
        state: &str,
        kind: &str,
    ) -> Result<Option<(Timestamp, String)>, StoreError> {
        // Before 0007 it wasn't kept when a job failed. If nobody can read when, the reason is told all the same.
        const LAST: &str = "SELECT COALESCE(failed_at, due_at) AS at, last_error FROM jobs \
             WHERE tenant_id = $1 AND ($2 = '' OR state = $2) AND ($3 = '' OR kind = $3) \
             AND last_error IS NOT NULL ORDER BY at DESC LIMIT 1";
        let row = self.row_of_tenant(LAST, tenant, &[state, kind]).await?;
        let Some(row) = row else { return Ok(None) };
        let at = readable_instant(&row, "at").unwrap_or(Timestamp::UNIX_EPOCH);
        Ok(Some((at, row.try_get("last_error")?)))
    }

    /// The jobs of a tenant, the ones due first first; of one state and kind, where they aren't empty.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn jobs(
        &self,
        tenant: &Tenant,
        state: &str,
        kind: &str,
        limit: u32,
    ) -> Result<Vec<JobRow>, StoreError> {
        const LIST: &str = concat!(
            select!(),
            " AND ($2 = '' OR state = $2) AND ($3 = '' OR kind = $3) ORDER BY due_at, id LIMIT $4"
        );
        let rows = self
            .rows_of_tenant(LIST, tenant, &[state, kind], limit)
            .await?;
        rows.iter().map(read).collect()
    }

    /// A job.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn job(&self, tenant: &Tenant, id: &str) -> Result<Option<JobRow>, StoreError> {
        const FIND: &str = concat!(select!(), " AND id = $2");
        let row = self.row_of_tenant(FIND, tenant, &[id]).await?;
        row.as_ref().map(read).transpose()
    }

    /// Puts a job that was laid aside back into the queue, with all its attempts; false if it wasn't
    /// laid aside. Told that its message was `not_sent`, it forgets that this was unknown.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn retry_job(
        &self,
        tenant: &Tenant,
        id: &str,
        not_sent: bool,
    ) -> Result<bool, StoreError> {
        const RETRY: &str = retry!("$3", "id = $2 AND state = 'dead'");
        let _turn = self.engine.turn().await?;
        let done = sqlx::query(RETRY)
            .bind(tenant.key().to_owned())
            .bind(id.to_owned())
            .bind(i64::from(not_sent))
            .execute(&mut *self.connection().await?)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Puts every job of a tenant that was laid aside before `now` back into the queue, as
    /// [`retry_job`](Self::retry_job) does; of one kind, if it isn't empty. How many they are.
    ///
    /// # Errors
    /// When the database doesn't answer; those that are done stay so.
    pub async fn retry_dead_jobs(
        &self,
        tenant: &Tenant,
        kind: &str,
        now: Timestamp,
        not_sent: bool,
    ) -> Result<u64, StoreError> {
        const RETRY: &str = retry!("$4", dead!());
        self.settle_dead_jobs(|| {
            sqlx::query(RETRY)
                .bind(tenant.key().to_owned())
                .bind(kind.to_owned())
                .bind(micros(now))
                .bind(i64::from(not_sent))
        })
        .await
    }

    /// Drops every job of a tenant that was laid aside before `now`; of one kind, if it isn't empty. How many
    /// they are.
    ///
    /// # Errors
    /// When the database doesn't answer; those that are done stay so.
    pub async fn drop_dead_jobs(
        &self,
        tenant: &Tenant,
        kind: &str,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        const DROP: &str = concat!("DELETE FROM jobs WHERE tenant_id = $1 AND ", dead!());
        self.settle_dead_jobs(|| {
            sqlx::query(DROP)
                .bind(tenant.key().to_owned())
                .bind(kind.to_owned())
                .bind(micros(now))
        })
        .await
    }

    /// Runs a statement about what `dead!` finds until that is nothing more: others get their turn in between.
    async fn settle_dead_jobs(
        &self,
        statement: impl Fn() -> Query<'static, Any, AnyArguments>,
    ) -> Result<u64, StoreError> {
        let mut settled = 0;
        loop {
            let _turn = self.engine.turn().await?;
            let done = statement()
                .execute(&mut *self.connection().await?)
                .await?
                .rows_affected();
            settled += done;
            // Fewer than it found may be left for it: somebody else settles some too.
            if done == 0 {
                return Ok(settled);
            }
        }
    }

    /// Drops a job that isn't being handed over; false if there is none.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn drop_job(
        &self,
        tenant: &Tenant,
        id: &str,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        const DROP: &str = "DELETE FROM jobs WHERE tenant_id = $1 AND id = $2 \
             AND (state <> 'handing_over' OR claimed_until <= $3)";
        let _turn = self.engine.turn().await?;
        let done = sqlx::query(DROP)
            .bind(tenant.key().to_owned())
            .bind(id.to_owned())
            .bind(micros(now))
            .execute(&mut *self.connection().await?)
            .await?;
        Ok(done.rows_affected() == 1)
    }

    /// Forgets the jobs that were laid aside and were due before `before`.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_dead_jobs(
        &self,
        tenant: &Tenant,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        const FORGET: ByPlace = forget!("jobs", "due_at", " AND state = 'dead'");
        self.forget(FORGET, tenant, before).await
    }
}

/// What `counts!` answers.
fn depth(rows: &[AnyRow], now: Timestamp) -> Result<QueueDepth, StoreError> {
    let mut depth = QueueDepth::default();
    for row in rows {
        let count = u64::try_from(row.try_get::<i64, _>("count")?).unwrap_or_default();
        let standing: String = row.try_get("standing")?;
        match standing.as_str() {
            "due" => depth.due = count,
            "handing_over" => depth.handing_over = count,
            "dead" => {
                depth.dead = count;
                continue;
            }
            _ => depth.later = count,
        }
        // Of those put off, the oldest may have been due before any that is due now.
        let due = readable_instant(row, "oldest").filter(|at| *at <= now);
        depth.oldest_due = depth.oldest_due.into_iter().chain(due).min();
    }
    Ok(depth)
}

fn read(row: &AnyRow) -> Result<JobRow, StoreError> {
    Ok(JobRow {
        id: row.try_get("id")?,
        subject: row.try_get("subject").unwrap_or_default(),
        revision: readable_number(row, "revision"),
        kind: row.try_get("kind").unwrap_or_default(),
        state: row.try_get("state").unwrap_or_default(),
        due_at: readable_instant(row, "due_at"),
        held_until: readable_instant(row, "claimed_until"),
        attempts: readable_number(row, "attempts"),
        unclear_since: readable_instant(row, "unclear_since"),
        last_error: row.try_get("last_error").unwrap_or_default(),
    })
}
