//! Sessions, by the hash of their stoken, and the codes that verify them.

use jiff::Timestamp;
use sqlx::Row as _;

use super::{ByPlace, Store, StoreError, Tenant, Transaction, instant, micros};
use crate::session::{Contact, Level, TokenHash};

const TABLE: &str = "sessions";

/// A session to be kept.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Which one.
    pub id: String,
    /// Its stoken's hash.
    pub token: TokenHash,
    /// The session a stream's stoken was made from.
    pub parent: Option<String>,
    /// Whose it is.
    pub customer: String,
    /// What it may see.
    pub level: Level,
    /// When it ends unless it is refreshed.
    pub expires_at: Timestamp,
    /// When it ends even so.
    pub refreshable_until: Timestamp,
}

/// A session as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Which one.
    pub id: String,
    /// The session a stream's stoken was made from.
    pub parent: Option<String>,
    /// Whose it is.
    pub customer: String,
    /// The customer's contact.
    pub contact: Contact,
    /// What it may see.
    pub level: Level,
    /// When it ends unless it is refreshed.
    pub expires_at: Timestamp,
    /// When it ends even so.
    pub refreshable_until: Timestamp,
    /// When it was ended before its time.
    pub ended_at: Option<Timestamp>,
}

/// A session that lives, and how far its events have come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LivingSession {
    /// The session.
    pub session: SessionRow,
    /// The number of its last event.
    pub last_event: i64,
    /// The number of its customer's last event.
    pub customer_last_event: i64,
}

macro_rules! select {
    ($besides:literal) => {
        concat!(
            "SELECT s.id, s.parent_id, s.customer_id, s.level, s.expires_at, s.refreshable_until, \
             s.ended_at, c.contact_kind, c.contact",
            $besides,
            " FROM sessions s JOIN customers c ON c.tenant_id = s.tenant_id AND c.id = s.customer_id \
             WHERE s.tenant_id = $1"
        )
    };
}

impl Store {
    /// The session of a stoken's hash, over or not.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn session(
        &self,
        tenant: &Tenant,
        token: &TokenHash,
    ) -> Result<Option<SessionRow>, StoreError> {
        const FIND: &str = concat!(select!(""), " AND s.token_hash = $2");
        let row = self.row_of_tenant(FIND, tenant, &[token.as_str()]).await?;
        row.as_ref().map(read).transpose()
    }

    /// The session of an id, over or not.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn session_of_id(
        &self,
        tenant: &Tenant,
        id: &str,
    ) -> Result<Option<SessionRow>, StoreError> {
        const FIND: &str = concat!(select!(""), " AND s.id = $2");
        let row = self.row_of_tenant(FIND, tenant, &[id]).await?;
        row.as_ref().map(read).transpose()
    }

    /// The sessions of a customer that live, but for streams' own stokens.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn sessions_of(
        &self,
        tenant: &Tenant,
        customer: &str,
        now: Timestamp,
    ) -> Result<Vec<LivingSession>, StoreError> {
        const FIND: &str = concat!(
            select!(", s.last_event, c.last_event AS customer_last_event"),
            " AND s.customer_id = $2 AND s.parent_id IS NULL \
             AND s.ended_at IS NULL AND s.expires_at > $3"
        );
        let rows = sqlx::query(FIND)
            .bind(tenant.key().to_owned())
            .bind(customer.to_owned())
            .bind(micros(now))
            .fetch_all(&mut *self.connection().await?)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(LivingSession {
                    session: read(row)?,
                    last_event: row.try_get("last_event")?,
                    customer_last_event: row.try_get("customer_last_event")?,
                })
            })
            .collect()
    }

    /// Forgets streams' own stokens that were over before `before`.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_stream_stokens(
        &self,
        tenant: &Tenant,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        const STOKENS: ByPlace = forget!("sessions", "expires_at", " AND parent_id IS NOT NULL");
        self.forget(STOKENS, tenant, before).await
    }

    /// Forgets sessions that were over before `before`, and their codes. Bookings made in them stay.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_sessions(
        &self,
        tenant: &Tenant,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        const CODES: ByPlace = forget!("codes", "expires_at");
        const SESSIONS: ByPlace = forget!("sessions", "expires_at");
        self.forget(CODES, tenant, before).await?;
        self.forget(SESSIONS, tenant, before).await
    }
}

impl Transaction {
    /// Keeps a new session.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn add_session(
        &mut self,
        session: &NewSession,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        const ADD: &str = "INSERT INTO sessions (tenant_id, id, token_hash, parent_id, customer_id, \
             level, last_event, created_at, expires_at, refreshable_until, ended_at) \
             VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, NULL)";
        sqlx::query(ADD)
            .bind(self.tenant.clone())
            .bind(session.id.clone())
            .bind(session.token.as_str().to_owned())
            .bind(session.parent.clone())
            .bind(session.customer.clone())
            .bind(session.level.as_str())
            .bind(micros(now))
            .bind(micros(session.expires_at))
            .bind(micros(session.refreshable_until))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Moves a living session's end; a session that is over stays so, and the answer is false.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn extend_session(
        &mut self,
        id: &str,
        expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        const EXTEND: &str = "UPDATE sessions SET expires_at = $3 \
             WHERE tenant_id = $1 AND id = $2 AND ended_at IS NULL AND expires_at > $4";
        let done = sqlx::query(EXTEND)
            .bind(self.tenant.clone())
            .bind(id.to_owned())
            .bind(micros(expires_at))
            .bind(micros(now))
            .execute(&mut *self.inner)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Whether a session lives at an instant. If so, its customer isn't erased until this transaction
    /// ends: an erasure under way is waited for, one that comes later waits.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn session_lives(&mut self, id: &str, now: Timestamp) -> Result<bool, StoreError> {
        // An update locks the row on every database. The kind of contact is looked at again after the
        // wait for another's lock; the session is not.
        const LIVES: &str = "UPDATE customers SET wrong_codes = wrong_codes \
             WHERE tenant_id = $1 AND contact_kind <> 'erased' AND id = (SELECT customer_id \
             FROM sessions WHERE tenant_id = $1 AND id = $2 AND ended_at IS NULL AND expires_at > $3)";
        let locked = sqlx::query(LIVES)
            .bind(self.tenant.clone())
            .bind(id.to_owned())
            .bind(micros(now))
            .execute(&mut *self.inner)
            .await?;
        Ok(locked.rows_affected() == 1)
    }

    /// Ends a session and every stream stoken made from it.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn end_session(&mut self, id: &str, now: Timestamp) -> Result<(), StoreError> {
        const END: &str = "UPDATE sessions SET ended_at = $3 WHERE tenant_id = $1 AND id IN \
             (SELECT id FROM sessions WHERE tenant_id = $1 AND id = $2 \
             UNION SELECT id FROM sessions WHERE tenant_id = $1 AND parent_id = $2) \
             AND ended_at IS NULL";
        sqlx::query(END)
            .bind(self.tenant.clone())
            .bind(id.to_owned())
            .bind(micros(now))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Makes a session verified.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn verify_session(&mut self, id: &str) -> Result<(), StoreError> {
        const VERIFY: &str = "UPDATE sessions SET level = 'verified' WHERE tenant_id = $1 AND id IN \
             (SELECT id FROM sessions WHERE tenant_id = $1 AND id = $2 \
             UNION SELECT id FROM sessions WHERE tenant_id = $1 AND parent_id = $2)";
        sqlx::query(VERIFY)
            .bind(self.tenant.clone())
            .bind(id.to_owned())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Keeps the code of a session in place of one before.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn set_code(
        &mut self,
        session: &str,
        code: &TokenHash,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        const SET: &str = "INSERT INTO codes (tenant_id, session_id, code_hash, expires_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, session_id) \
             DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at";
        sqlx::query(SET)
            .bind(self.tenant.clone())
            .bind(session.to_owned())
            .bind(code.as_str().to_owned())
            .bind(micros(expires_at))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// The code of a session that is still good.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn code(
        &mut self,
        session: &str,
        now: Timestamp,
    ) -> Result<Option<TokenHash>, StoreError> {
        const FIND: &str = "SELECT code_hash FROM codes \
             WHERE tenant_id = $1 AND session_id = $2 AND expires_at > $3";
        let row = sqlx::query(FIND)
            .bind(self.tenant.clone())
            .bind(session.to_owned())
            .bind(micros(now))
            .fetch_optional(&mut *self.inner)
            .await?;
        row.map(|row| Ok(TokenHash::kept(row.try_get("code_hash")?)))
            .transpose()
    }

    /// Forgets the code of a session: it was used.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_code(&mut self, session: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM codes WHERE tenant_id = $1 AND session_id = $2")
            .bind(self.tenant.clone())
            .bind(session.to_owned())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }
}

fn read(row: &sqlx::any::AnyRow) -> Result<SessionRow, StoreError> {
    let level: String = row.try_get("level")?;
    let kind: String = row.try_get("contact_kind")?;
    Ok(SessionRow {
        id: row.try_get("id")?,
        parent: row.try_get("parent_id")?,
        customer: row.try_get("customer_id")?,
        contact: Contact::kept(&kind, row.try_get("contact")?)
            .ok_or_else(|| StoreError::corrupt("customers", format!("the contact kind {kind}")))?,
        level: Level::kept(&level)
            .ok_or_else(|| StoreError::corrupt(TABLE, format!("the level {level}")))?,
        expires_at: instant(TABLE, row.try_get("expires_at")?)?,
        refreshable_until: instant(TABLE, row.try_get("refreshable_until")?)?,
        ended_at: row
            .try_get::<Option<i64>, _>("ended_at")?
            .map(|at| instant(TABLE, at))
            .transpose()?,
    })
}
