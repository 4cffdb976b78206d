//! Manage links: each works once.

use jiff::Timestamp;
use sqlx::Row as _;

use super::{ByPlace, Store, StoreError, Tenant, Transaction, micros};
use crate::session::TokenHash;

impl Transaction {
    /// Keeps a manage link of a customer; one that is kept already stays as it is.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn add_manage_link(
        &mut self,
        token: &TokenHash,
        customer: &str,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        const ADD: &str = "INSERT INTO manage_links (tenant_id, token_hash, customer_id, expires_at, \
             used_at) VALUES ($1, $2, $3, $4, NULL) \
             ON CONFLICT (tenant_id, token_hash) DO NOTHING";
        sqlx::query(ADD)
            .bind(self.tenant.clone())
            .bind(token.as_str().to_owned())
            .bind(customer.to_owned())
            .bind(micros(expires_at))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Uses a manage link: its customer, the first time; nothing after that or once it has expired.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn use_manage_link(
        &mut self,
        token: &TokenHash,
        now: Timestamp,
    ) -> Result<Option<String>, StoreError> {
        const USE: &str = "UPDATE manage_links SET used_at = $3 WHERE tenant_id = $1 \
             AND token_hash = $2 AND used_at IS NULL AND expires_at > $3 RETURNING customer_id";
        let row = sqlx::query(USE)
            .bind(self.tenant.clone())
            .bind(token.as_str().to_owned())
            .bind(micros(now))
            .fetch_optional(&mut *self.inner)
            .await?;
        row.map(|row| Ok(row.try_get("customer_id")?)).transpose()
    }
}

impl Store {
    /// Forgets the manage links that expired before `before`, used or not.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_manage_links(
        &self,
        tenant: &Tenant,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        const FORGET: ByPlace = forget!("manage_links", "expires_at");
        self.forget(FORGET, tenant, before).await
    }
}
