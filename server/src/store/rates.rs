//! Calls counted a window, so that a limit holds for all processes together.

use jiff::Timestamp;
use sqlx::Row as _;

use super::{ByPlace, Store, StoreError, Tenant, micros};

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
}
