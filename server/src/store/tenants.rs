//! Tenants and their definitions.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use sqlx::{Row as _, any::AnyRow};
use uuid::Uuid;

use super::{Store, StoreError};
use crate::tenants::definition::TenantDefinition;

const TABLE: &str = "tenants";

/// A tenant, as whoever asks the store must name it.
#[derive(Clone, Debug)]
pub struct Tenant {
    id: String,
    revision: i64,
    definition: Arc<TenantDefinition>,
}

impl Tenant {
    /// What every one of its rows begins with.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.id
    }

    /// What it offers and how it works.
    #[must_use]
    pub fn definition(&self) -> &TenantDefinition {
        &self.definition
    }
}

/// What an import changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImportSummary {
    /// Tenants that weren't there before.
    pub added: usize,
    /// Tenants whose definition changed.
    pub changed: usize,
    /// Tenants that stayed as they were.
    pub unchanged: usize,
}

/// Parsed definitions by tenant, kept as long as the row's revision stands.
#[derive(Default)]
pub(super) struct Cache {
    parsed: Mutex<HashMap<String, Tenant>>,
}

impl Cache {
    fn get(&self, id: &str, revision: i64) -> Option<Tenant> {
        let parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        parsed
            .get(id)
            .filter(|tenant| tenant.revision == revision)
            .cloned()
    }

    pub(super) fn of_slug(&self, slug: &str) -> Option<Tenant> {
        let parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        parsed
            .values()
            .find(|tenant| tenant.definition.slug.0 == slug)
            .cloned()
    }

    fn keep(&self, tenant: &Tenant) {
        let mut parsed = self.parsed.lock().unwrap_or_else(PoisonError::into_inner);
        parsed.insert(tenant.id.clone(), tenant.clone());
    }
}

impl Store {
    /// The tenant of a slug.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn tenant(&self, slug: &str) -> Result<Option<Tenant>, StoreError> {
        const VERSION: &str = "SELECT id, revision FROM tenants WHERE slug = $1";
        const DEFINITION: &str = "SELECT id, revision, definition FROM tenants WHERE slug = $1";
        let Some(row) = sqlx::query(VERSION)
            .bind(slug.to_owned())
            .fetch_optional(&mut *self.connection().await?)
            .await?
        else {
            return Ok(None);
        };
        if let Some(tenant) = self
            .tenants
            .get(row.try_get("id")?, row.try_get("revision")?)
        {
            return Ok(Some(tenant));
        }
        let row = sqlx::query(DEFINITION)
            .bind(slug.to_owned())
            .fetch_optional(&mut *self.connection().await?)
            .await?;
        row.map(|row| self.parse(&row)).transpose()
    }

    /// The tenants that wish to be found, by slug, from after `after` on.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn listed_tenants(&self, after: &str, limit: u32) -> Result<Vec<Tenant>, StoreError> {
        const LIST: &str = "SELECT id, revision, definition FROM tenants \
             WHERE listed = 1 AND slug > $1 ORDER BY slug LIMIT $2";
        let rows = sqlx::query(LIST)
            .bind(after.to_owned())
            .bind(i64::from(limit))
            .fetch_all(&mut *self.connection().await?)
            .await?;
        rows.iter().map(|row| self.parse(row)).collect()
    }

    /// Every tenant's key, for work that goes round all of them.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn tenant_keys(&self) -> Result<Vec<String>, StoreError> {
        let rows = sqlx::query("SELECT id FROM tenants ORDER BY id")
            .fetch_all(&mut *self.connection().await?)
            .await?;
        rows.iter().map(|row| Ok(row.try_get("id")?)).collect()
    }

    /// The tenant of a key.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn tenant_of_key(&self, key: &str) -> Result<Option<Tenant>, StoreError> {
        const FIND: &str = "SELECT id, revision, definition FROM tenants WHERE id = $1";
        let row = sqlx::query(FIND)
            .bind(key.to_owned())
            .fetch_optional(&mut *self.connection().await?)
            .await?;
        row.map(|row| self.parse(&row)).transpose()
    }

    /// Adds or replaces tenants, all or none. Those not named stay as they are.
    ///
    /// # Errors
    /// When the database doesn't answer; nothing has changed then.
    pub async fn import_tenants(
        &self,
        definitions: &[TenantDefinition],
        mut new_id: impl FnMut() -> Uuid,
    ) -> Result<ImportSummary, StoreError> {
        const FIND: &str = "SELECT id, definition FROM tenants WHERE slug = $1";
        const ADD: &str = "INSERT INTO tenants (id, slug, revision, listed, definition) \
             VALUES ($1, $2, 1, $3, $4)";
        const REPLACE: &str = "UPDATE tenants SET revision = revision + 1, listed = $2, definition = $3 \
             WHERE id = $1";
        let mut summary = ImportSummary::default();
        let _turn = self.engine.turn().await?;
        let mut transaction = self.begin_writing().await?;
        for definition in definitions {
            let text = serde_json::to_string(definition)
                .map_err(|error| StoreError::corrupt(TABLE, error.to_string()))?;
            let listed = i64::from(definition.listed);
            let known = sqlx::query(FIND)
                .bind(definition.slug.0.clone())
                .fetch_optional(&mut *transaction)
                .await?;
            match known {
                Some(row) if row.try_get::<String, _>("definition")? == text => {
                    summary.unchanged += 1
                }
                Some(row) => {
                    sqlx::query(REPLACE)
                        .bind(row.try_get::<String, _>("id")?)
                        .bind(listed)
                        .bind(text)
                        .execute(&mut *transaction)
                        .await?;
                    summary.changed += 1;
                }
                None => {
                    sqlx::query(ADD)
                        .bind(new_id().to_string())
                        .bind(definition.slug.0.clone())
                        .bind(listed)
                        .bind(text)
                        .execute(&mut *transaction)
                        .await?;
                    summary.added += 1;
                }
            }
        }
        transaction.commit().await?;
        Ok(summary)
    }

    fn parse(&self, row: &AnyRow) -> Result<Tenant, StoreError> {
        let (id, revision): (String, i64) = (row.try_get("id")?, row.try_get("revision")?);
        if let Some(tenant) = self.tenants.get(&id, revision) {
            return Ok(tenant);
        }
        let definition: TenantDefinition = serde_json::from_str(row.try_get("definition")?)
            .map_err(|error| StoreError::corrupt(TABLE, error.to_string()))?;
        let tenant = Tenant {
            id,
            revision,
            definition: Arc::new(definition),
        };
        self.tenants.keep(&tenant);
        Ok(tenant)
    }
}
