//! What became of messages: sent by whom, and what the provider reported of them since.

use jiff::Timestamp;
use sqlx::{Row as _, any::AnyRow};

use super::{
    ByPlace, Job, Store, StoreError, Tenant, Transaction, micros, readable_instant, readable_number,
};

/// A message that was taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentMessage<'a> {
    /// The job that sent it.
    pub job: &'a Job,
    /// To whom, masked.
    pub contact: &'a str,
    /// By whom.
    pub provider: &'a str,
    /// What they call it.
    pub provider_id: Option<&'a str>,
    /// How often it was handed over.
    pub attempts: u32,
    /// When.
    pub at: Timestamp,
}

/// What a provider reports of a message, later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryReport {
    /// Who reports.
    pub provider: String,
    /// What names the report: one of a provider counts once.
    pub event_id: String,
    /// Of which message: its job's id.
    pub message_id: String,
    /// What became of it: a word such as `delivered` or `bounced`.
    pub status: String,
    /// Why, in a word or a number of the provider's.
    pub reason: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// What became of a report that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reported {
    /// It is kept.
    New,
    /// It was kept before.
    Known,
    /// There is no such message.
    OfNoMessage,
}

/// A message that was sent. One that nobody can read is one too: what of it can't be read is nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// Which one: its job's id.
    pub id: String,
    /// What it was about.
    pub subject: String,
    /// At which revision of it.
    pub revision: Option<u32>,
    /// What was sent.
    pub kind: String,
    /// To whom, masked.
    pub contact: String,
    /// By whom.
    pub provider: String,
    /// What they call it.
    pub provider_id: Option<String>,
    /// How often it was handed over.
    pub attempts: Option<u32>,
    /// When it was due.
    pub due_at: Option<Timestamp>,
    /// When it was taken over.
    pub sent_at: Option<Timestamp>,
}

/// What was reported of a message, as it is kept. Of a report too what can't be read is nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// What became of the message: a word such as `delivered` or `bounced`.
    pub status: String,
    /// Why, in a word or a number of the provider's.
    pub reason: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
}

impl Transaction {
    /// Keeps that a message was sent; one that is kept already stays as it is.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn add_message(&mut self, sent: &SentMessage<'_>) -> Result<(), StoreError> {
        const ADD: &str = "INSERT INTO messages (tenant_id, id, subject, revision, kind, contact, \
             provider, provider_id, attempts, due_at, sent_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) \
             ON CONFLICT (tenant_id, id) DO NOTHING";
        sqlx::query(ADD)
            .bind(self.tenant.clone())
            .bind(sent.job.id.clone())
            .bind(sent.job.subject.clone())
            .bind(i64::from(sent.job.revision))
            .bind(sent.job.kind.clone())
            .bind(sent.contact.to_owned())
            .bind(sent.provider.to_owned())
            .bind(sent.provider_id.map(str::to_owned))
            .bind(i64::from(sent.attempts))
            .bind(micros(sent.job.due_at))
            .bind(micros(sent.at))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Whether a customer's record is still somebody's. With that it is locked: nobody erases it until
    /// this transaction ends.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn customer_lives(&mut self, customer: &str) -> Result<bool, StoreError> {
        // An update locks the row on every database.
        const LOCK: &str = "UPDATE customers SET wrong_codes = wrong_codes \
             WHERE tenant_id = $1 AND id = $2 AND contact_kind <> 'erased'";
        let living = sqlx::query(LOCK)
            .bind(self.tenant.clone())
            .bind(customer.to_owned())
            .execute(&mut *self.inner)
            .await?;
        Ok(living.rows_affected() == 1)
    }

    /// Keeps a report of a message that is or was to be sent. One that is kept already stays as it is.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn add_delivery_report(
        &mut self,
        report: &DeliveryReport,
    ) -> Result<Reported, StoreError> {
        const KNOWN: &str = "SELECT 1 AS known FROM messages WHERE tenant_id = $1 AND id = $2 \
             UNION ALL SELECT 1 AS known FROM jobs WHERE tenant_id = $1 AND id = $2 LIMIT 1";
        const ADD: &str = "INSERT INTO delivery_reports (tenant_id, provider, event_id, message_id, \
             status, reason, reported_at) VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (tenant_id, provider, event_id) DO NOTHING";
        let known = sqlx::query(KNOWN)
            .bind(self.tenant.clone())
            .bind(report.message_id.clone())
            .fetch_optional(&mut *self.inner)
            .await?;
        if known.is_none() {
            return Ok(Reported::OfNoMessage);
        }
        let added = sqlx::query(ADD)
            .bind(self.tenant.clone())
            .bind(report.provider.clone())
            .bind(report.event_id.clone())
            .bind(report.message_id.clone())
            .bind(report.status.clone())
            .bind(report.reason.clone())
            .bind(micros(report.at))
            .execute(&mut *self.inner)
            .await?;
        Ok(match added.rows_affected() {
            0 => Reported::Known,
            _ => Reported::New,
        })
    }
}

macro_rules! select {
    () => {
        "SELECT id, subject, revision, kind, contact, provider, provider_id, attempts, due_at, \
         sent_at FROM messages WHERE tenant_id = $1"
    };
}

impl Store {
    /// The messages of a tenant that were sent, the latest first; of one kind, if it isn't empty.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn messages(
        &self,
        tenant: &Tenant,
        kind: &str,
        limit: u32,
    ) -> Result<Vec<MessageRow>, StoreError> {
        const LIST: &str = concat!(
            select!(),
            " AND ($2 = '' OR kind = $2) ORDER BY sent_at DESC, id DESC LIMIT $3"
        );
        let rows = self.rows_of_tenant(LIST, tenant, &[kind], limit).await?;
        rows.iter().map(read).collect()
    }

    /// A message that was sent.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn message(
        &self,
        tenant: &Tenant,
        id: &str,
    ) -> Result<Option<MessageRow>, StoreError> {
        const FIND: &str = concat!(select!(), " AND id = $2");
        let row = self.row_of_tenant(FIND, tenant, &[id]).await?;
        row.as_ref().map(read).transpose()
    }

    /// Of which kind the contact is that a booking's messages go to; nothing if there is no such booking.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn contact_kind_of(
        &self,
        tenant: &Tenant,
        booking: &str,
    ) -> Result<Option<String>, StoreError> {
        const FIND: &str = "SELECT customers.contact_kind FROM bookings JOIN customers \
             ON customers.tenant_id = bookings.tenant_id AND customers.id = bookings.customer_id \
             WHERE bookings.tenant_id = $1 AND bookings.id = $2";
        let row = self.row_of_tenant(FIND, tenant, &[booking]).await?;
        row.map(|row| Ok(row.try_get("contact_kind")?)).transpose()
    }

    /// How many messages of a tenant are kept as sent; of one kind, if it isn't empty.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn count_messages(&self, tenant: &Tenant, kind: &str) -> Result<u64, StoreError> {
        const COUNT: &str = "SELECT COUNT(*) AS count FROM messages WHERE tenant_id = $1 \
             AND ($2 = '' OR kind = $2)";
        let row = sqlx::query(COUNT)
            .bind(tenant.key().to_owned())
            .bind(kind.to_owned())
            .fetch_one(&mut *self.connection().await?)
            .await?;
        Ok(u64::try_from(row.try_get::<i64, _>("count")?).unwrap_or_default())
    }

    /// What was reported of a message, the earliest first.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn delivery_reports(
        &self,
        tenant: &Tenant,
        message: &str,
    ) -> Result<Vec<ReportRow>, StoreError> {
        const LIST: &str = "SELECT status, reason, reported_at FROM delivery_reports \
             WHERE tenant_id = $1 AND message_id = $2 ORDER BY reported_at, event_id LIMIT $3";
        let rows = self.rows_of_tenant(LIST, tenant, &[message], 100).await?;
        let report = |row: &AnyRow| ReportRow {
            status: row.try_get("status").unwrap_or_default(),
            reason: row.try_get("reason").unwrap_or_default(),
            at: readable_instant(row, "reported_at"),
        };
        Ok(rows.iter().map(report).collect())
    }

    /// Forgets the messages sent before `before`, and what was reported before it.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_messages(
        &self,
        tenant: &Tenant,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        const MESSAGES: ByPlace = forget!("messages", "sent_at");
        const REPORTS: ByPlace = forget!("delivery_reports", "reported_at");
        self.forget(MESSAGES, tenant, before).await?;
        self.forget(REPORTS, tenant, before).await
    }
}

fn read(row: &AnyRow) -> Result<MessageRow, StoreError> {
    Ok(MessageRow {
        id: row.try_get("id")?,
        subject: row.try_get("subject").unwrap_or_default(),
        revision: readable_number(row, "revision"),
        kind: row.try_get("kind").unwrap_or_default(),
        contact: row.try_get("contact").unwrap_or_default(),
        provider: row.try_get("provider").unwrap_or_default(),
        provider_id: row.try_get("provider_id").unwrap_or_default(),
        attempts: readable_number(row, "attempts"),
        due_at: readable_instant(row, "due_at"),
        sent_at: readable_instant(row, "sent_at"),
    })
}
