//! Events of customers, numbered so that a stream can resume.

use jiff::Timestamp;
use sqlx::Row as _;

use super::{ByPlace, Store, StoreError, Tenant, Transaction, micros};

/// Whose events are read, and by which numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EventScope {
    /// Those of bookings made in one session, numbered by it: a claimed session learns no more.
    Session(String),
    /// All of a customer's, numbered by the customer.
    Customer(String),
}

/// An event as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its number in the scope it was read by, from 1.
    pub sequence: i64,
    /// Its body as JSON.
    pub payload: String,
}

/// An event with every number it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberedEvent {
    /// Its number among the customer's.
    pub sequence: i64,
    /// The session it comes from, and its number there.
    pub of_session: Option<(String, i64)>,
    /// Its body as JSON.
    pub payload: String,
}

impl Transaction {
    /// Adds an event of a customer, and of the session it comes from.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn add_event(
        &mut self,
        customer: &str,
        session: Option<&str>,
        payload: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        if self.engine.changes_in_with() {
            return self
                .add_event_at_once(customer, session, payload, now)
                .await;
        }
        const NEXT: &str = "UPDATE customers SET last_event = last_event + 1 \
             WHERE tenant_id = $1 AND id = $2 RETURNING last_event";
        const NEXT_OF_SESSION: &str = "UPDATE sessions SET last_event = last_event + 1 \
             WHERE tenant_id = $1 AND id = $2 RETURNING last_event";
        const ADD: &str = "INSERT INTO events (tenant_id, customer_id, sequence, session_id, \
             session_sequence, payload, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let sequence: i64 = sqlx::query(NEXT)
            .bind(self.tenant.clone())
            .bind(customer.to_owned())
            .fetch_one(&mut *self.inner)
            .await?
            .try_get("last_event")?;
        let mut session_sequence: Option<i64> = None;
        if let Some(session) = session {
            let row = sqlx::query(NEXT_OF_SESSION)
                .bind(self.tenant.clone())
                .bind(session.to_owned())
                .fetch_optional(&mut *self.inner)
                .await?;
            session_sequence = row.map(|row| row.try_get("last_event")).transpose()?;
        }
        sqlx::query(ADD)
            .bind(self.tenant.clone())
            .bind(customer.to_owned())
            .bind(sequence)
            .bind(
                session
                    .filter(|_| session_sequence.is_some())
                    .map(str::to_owned),
            )
            .bind(session_sequence)
            .bind(payload.to_owned())
            .bind(micros(now))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// The same in one round trip.
    async fn add_event_at_once(
        &mut self,
        customer: &str,
        session: Option<&str>,
        payload: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const ADD: &str = "WITH customer AS (UPDATE customers SET last_event = last_event + 1 \
             WHERE tenant_id = $1 AND id = $2 RETURNING id, last_event), \
             session AS (UPDATE sessions SET last_event = last_event + 1 \
             WHERE tenant_id = $1 AND id = $3 RETURNING id, last_event) \
             INSERT INTO events (tenant_id, customer_id, sequence, session_id, session_sequence, \
             payload, created_at) SELECT $1, customer.id, customer.last_event, session.id, \
             session.last_event, $4, $5 FROM customer LEFT JOIN session ON TRUE";
        let added = sqlx::query(ADD)
            .bind(self.tenant.clone())
            .bind(customer.to_owned())
            .bind(session.map(str::to_owned))
            .bind(payload.to_owned())
            .bind(micros(now))
            .execute(&mut *self.inner)
            .await?;
        match added.rows_affected() {
            1 => Ok(()),
            _ => Err(sqlx::Error::RowNotFound.into()),
        }
    }
}

impl Store {
    /// Events after a number, oldest first.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn events_after(
        &self,
        tenant: &Tenant,
        scope: &EventScope,
        after: i64,
        limit: u32,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        const OF_SESSION: &str = "SELECT session_sequence AS number, payload FROM events \
             WHERE tenant_id = $1 AND session_id = $2 AND session_sequence > $3 \
             ORDER BY session_sequence LIMIT $4";
        const OF_CUSTOMER: &str = "SELECT sequence AS number, payload FROM events \
             WHERE tenant_id = $1 AND customer_id = $2 AND sequence > $3 ORDER BY sequence LIMIT $4";
        let (statement, of) = match scope {
            EventScope::Session(session) => (OF_SESSION, session),
            EventScope::Customer(customer) => (OF_CUSTOMER, customer),
        };
        let rows = sqlx::query(statement)
            .bind(tenant.key().to_owned())
            .bind(of.clone())
            .bind(after)
            .bind(i64::from(limit))
            .fetch_all(&mut *self.connection().await?)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(StoredEvent {
                    sequence: row.try_get("number")?,
                    payload: row.try_get("payload")?,
                })
            })
            .collect()
    }

    /// A customer's events after a number, oldest first, with the numbers they have in their sessions.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn numbered_events(
        &self,
        tenant: &Tenant,
        customer: &str,
        after: i64,
        limit: u32,
    ) -> Result<Vec<NumberedEvent>, StoreError> {
        const FIND: &str = "SELECT sequence, session_id, session_sequence, payload FROM events \
             WHERE tenant_id = $1 AND customer_id = $2 AND sequence > $3 ORDER BY sequence LIMIT $4";
        let rows = sqlx::query(FIND)
            .bind(tenant.key().to_owned())
            .bind(customer.to_owned())
            .bind(after)
            .bind(i64::from(limit))
            .fetch_all(&mut *self.connection().await?)
            .await?;
        rows.iter()
            .map(|row| {
                let session: Option<String> = row.try_get("session_id")?;
                let number: Option<i64> = row.try_get("session_sequence")?;
                Ok(NumberedEvent {
                    sequence: row.try_get("sequence")?,
                    of_session: session.zip(number),
                    payload: row.try_get("payload")?,
                })
            })
            .collect()
    }

    /// The number of a scope's newest event, kept or not; 0 if there never was one.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn last_event(&self, tenant: &Tenant, scope: &EventScope) -> Result<i64, StoreError> {
        const OF_SESSION: &str = "SELECT last_event FROM sessions WHERE tenant_id = $1 AND id = $2";
        const OF_CUSTOMER: &str =
            "SELECT last_event FROM customers WHERE tenant_id = $1 AND id = $2";
        let (statement, of) = match scope {
            EventScope::Session(session) => (OF_SESSION, session),
            EventScope::Customer(customer) => (OF_CUSTOMER, customer),
        };
        let row = sqlx::query(statement)
            .bind(tenant.key().to_owned())
            .bind(of.clone())
            .fetch_optional(&mut *self.connection().await?)
            .await?;
        Ok(row
            .map(|row| row.try_get("last_event"))
            .transpose()?
            .unwrap_or_default())
    }

    /// Forgets events older than `before`.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_events(
        &self,
        tenant: &Tenant,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        const FORGET: ByPlace = forget!("events", "created_at");
        self.forget(FORGET, tenant, before).await
    }
}
