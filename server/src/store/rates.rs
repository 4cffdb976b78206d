//! What is counted, a window or a day, so that a limit holds for all processes together.

use jiff::Timestamp;
use sqlx::Row as _;

use super::{ByPlace, Store, StoreError, Tenant, Transaction, micros};

impl Store {
    /// Counts one call of a subject in the window that began at `window_start`, and says how many
    /// there were with it.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn count_call(
        &self,
        tenant: &Tenant,
        subject: &str,
        window_start: Timestamp,
    ) -> Result<i64, StoreError> {
        const COUNT: &str = "INSERT INTO rate_limits (tenant_id, subject, window_start, calls) \
             VALUES ($1, $2, $3, 1) ON CONFLICT (tenant_id, subject, window_start) \
             DO UPDATE SET calls = rate_limits.calls + 1 RETURNING calls";
        let _turn = self.engine.turn().await?;
        let row = sqlx::query(COUNT)
            .bind(tenant.key().to_owned())
            .bind(subject.to_owned())
            .bind(micros(window_start))
            .fetch_one(&mut *self.connection().await?)
            .await?;
        Ok(row.try_get("calls")?)
    }

    /// Forgets the windows that began before `before`.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_calls(&self, tenant: &Tenant, before: Timestamp) -> Result<(), StoreError> {
        const FORGET: ByPlace = forget!("rate_limits", "window_start");
        self.forget(FORGET, tenant, before).await
    }

    /// Forgets what was counted on days that began before `before`.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_day_counts(
        &self,
        tenant: &Tenant,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        const FORGET: ByPlace = forget!("day_counts", "day");
        self.forget(FORGET, tenant, before).await
    }
}

impl Transaction {
    /// How much was counted of a subject on a day.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn counted_on(&mut self, subject: &str, day: Timestamp) -> Result<i64, StoreError> {
        const FIND: &str = "SELECT counted FROM day_counts \
             WHERE tenant_id = $1 AND subject = $2 AND day = $3";
        let row = sqlx::query(FIND)
            .bind(self.tenant.clone())
            .bind(subject.to_owned())
            .bind(micros(day))
            .fetch_optional(&mut *self.inner)
            .await?;
        row.map_or(Ok(0), |row| Ok(row.try_get("counted")?))
    }

    /// Counts one of a subject on a day, and says how many there are with it.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn count_on(&mut self, subject: &str, day: Timestamp) -> Result<i64, StoreError> {
        const COUNT: &str = "INSERT INTO day_counts (tenant_id, subject, day, counted) \
             VALUES ($1, $2, $3, 1) ON CONFLICT (tenant_id, subject, day) \
             DO UPDATE SET counted = day_counts.counted + 1 RETURNING counted";
        let row = sqlx::query(COUNT)
            .bind(self.tenant.clone())
            .bind(subject.to_owned())
            .bind(micros(day))
            .fetch_one(&mut *self.inner)
            .await?;
        Ok(row.try_get("counted")?)
    }
}
