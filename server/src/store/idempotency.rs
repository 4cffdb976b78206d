//! Answers kept under idempotency keys.

use jiff::Timestamp;
use sqlx::Row as _;

use super::{ByPlace, Store, StoreError, Tenant, Transaction, micros};

/// Which request an idempotency key belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequestKey {
    /// The operation.
    pub operation: &'static str,
    /// Who calls: a session or a contact.
    pub caller: String,
    /// The key itself.
    pub key: String,
    /// SHA-256 of what was asked, in hex.
    pub request_hash: String,
}

/// The first success of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptAnswer {
    /// SHA-256 of what was asked then, in hex.
    pub request_hash: String,
    /// The body that was answered.
    pub response: String,
}

impl Transaction {
    /// Keeps every other process from carrying out a request until this transaction ends; false if
    /// one is doing so.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn try_lock_request(&mut self, key: &RequestKey) -> Result<bool, StoreError> {
        let RequestKey {
            operation,
            caller,
            key,
            ..
        } = key;
        let request = format!("{} {operation} {caller} {key}", self.tenant);
        Ok(self
            .engine
            .try_lock_request(&mut self.inner, &request)
            .await?)
    }

    /// The answer kept under a key since `since`.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn kept_answer(
        &mut self,
        key: &RequestKey,
        since: Timestamp,
    ) -> Result<Option<KeptAnswer>, StoreError> {
        const FIND: &str = "SELECT request_hash, response FROM idempotency_keys WHERE tenant_id = $1 \
             AND operation = $2 AND caller = $3 AND idempotency_key = $4 AND created_at > $5";
        let row = sqlx::query(FIND)
            .bind(self.tenant.clone())
            .bind(key.operation)
            .bind(key.caller.clone())
            .bind(key.key.clone())
            .bind(micros(since))
            .fetch_optional(&mut *self.inner)
            .await?;
        row.map(|row| {
            Ok(KeptAnswer {
                request_hash: row.try_get("request_hash")?,
                response: row.try_get("response")?,
            })
        })
        .transpose()
    }

    /// Keeps the first success of a request, in place of one that is too old to count.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn keep_answer(
        &mut self,
        key: &RequestKey,
        response: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const KEEP: &str = "INSERT INTO idempotency_keys (tenant_id, operation, caller, \
             idempotency_key, request_hash, response, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (tenant_id, operation, caller, idempotency_key) DO UPDATE SET \
             request_hash = excluded.request_hash, response = excluded.response, \
             created_at = excluded.created_at";
        sqlx::query(KEEP)
            .bind(self.tenant.clone())
            .bind(key.operation)
            .bind(key.caller.clone())
            .bind(key.key.clone())
            .bind(key.request_hash.clone())
            .bind(response.to_owned())
            .bind(micros(now))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }
}

impl Store {
    /// Forgets the answers kept since before `before`.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_answers(
        &self,
        tenant: &Tenant,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        const FORGET: ByPlace = forget!("idempotency_keys", "created_at");
        self.forget(FORGET, tenant, before).await
    }
}
