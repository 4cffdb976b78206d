//! A customer's personal data, erased. What remains is that staff were busy.

use super::{StoreError, Transaction, micros};
use crate::session::{Contact, TokenHash};
use jiff::Timestamp;
use sqlx::Row as _;

/// What stands for a customer's name once it is erased.
pub const ERASED: &str = "(erased)";

/// What was erased of a customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Bookings that are nobody's now.
    pub bookings: u64,
    /// Sessions that are over and gone, those of streams among them.
    pub sessions: u64,
    /// Manage links that are gone.
    pub links: u64,
    /// Events that are gone.
    pub events: u64,
    /// Messages that will not be sent.
    pub messages: u64,
    /// Answers that are no longer given again.
    pub answers: u64,
}

/// That a message was sent to a customer: about a booking, or a code, whose subject begins with whose it is.
macro_rules! sent {
    () => {
        "(subject IN (SELECT id FROM bookings WHERE tenant_id = $1 AND customer_id = $2) \
         OR subject LIKE $2 || '/%')"
    };
}

impl Transaction {
    /// The customer of a contact, if there is one.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn known_customer(
        &mut self,
        contact: &Contact,
    ) -> Result<Option<String>, StoreError> {
        const FIND: &str = "SELECT id FROM customers \
             WHERE tenant_id = $1 AND contact_kind = $2 AND contact = $3";
        let row = sqlx::query(FIND)
            .bind(self.tenant.clone())
            .bind(contact.kind())
            .bind(contact.normal_form().to_owned())
            .fetch_optional(&mut *self.inner)
            .await?;
        row.map(|row| Ok(row.try_get("id")?)).transpose()
    }

    /// Erases everything personal of a customer. Bookings stay as time that is taken; the customer's
    /// record stays as one of nobody, `nobody` standing for its contact.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn erase_customer(
        &mut self,
        customer: &str,
        contact: &Contact,
        nobody: &str,
        now: Timestamp,
    ) -> Result<Erased, StoreError> {
        const RECORD: &str = "UPDATE customers SET contact_kind = 'erased', contact = $3, \
             wrong_codes = 0, codes_locked_until = 0, code_locks = 0 WHERE tenant_id = $1 AND id = $2";
        // What was told of a booking names it, whoever asked.
        const ANSWERS: &str = "DELETE FROM idempotency_keys WHERE tenant_id = $1 AND (caller = $3 \
             OR EXISTS (SELECT 1 FROM bookings b WHERE b.tenant_id = $1 AND b.customer_id = $2 \
             AND idempotency_keys.response LIKE '%' || b.id || '%'))";
        const MESSAGES: &str = "DELETE FROM jobs WHERE tenant_id = $1 AND subject IN \
             (SELECT id FROM bookings WHERE tenant_id = $1 AND customer_id = $2)";
        const SENT: &str = concat!("DELETE FROM messages WHERE tenant_id = $1 AND ", sent!());
        const REPORTS: &str = concat!(
            "DELETE FROM delivery_reports WHERE tenant_id = $1 AND message_id IN \
             (SELECT id FROM messages WHERE tenant_id = $1 AND ",
            sent!(),
            ")"
        );
        const CODES_TO_SEND: &str = "DELETE FROM jobs WHERE tenant_id = $1 AND \
             payload LIKE '%' || $2 || '%' ESCAPE '\\'";
        const BOOKINGS: &str = "UPDATE bookings SET customer_name = $3, note = NULL, \
             cancel_reason = NULL, session_id = NULL, updated_at = $4 \
             WHERE tenant_id = $1 AND customer_id = $2";
        const CODES: &str = "DELETE FROM codes WHERE tenant_id = $1 AND session_id IN \
             (SELECT id FROM sessions WHERE tenant_id = $1 AND customer_id = $2)";
        const SESSIONS: &str = "DELETE FROM sessions WHERE tenant_id = $1 AND customer_id = $2";
        const LINKS: &str = "DELETE FROM manage_links WHERE tenant_id = $1 AND customer_id = $2";
        const EVENTS: &str = "DELETE FROM events WHERE tenant_id = $1 AND customer_id = $2";
        const CALLS: &str =
            "DELETE FROM rate_limits WHERE tenant_id = $1 AND subject LIKE '%' || $2";

        const COUNTS: &str =
            "DELETE FROM day_counts WHERE tenant_id = $1 AND subject LIKE '%' || $2";

        // The record first: whoever works on this customer waits for it, or is waited for.
        self.erase(RECORD, &[customer, nobody]).await?;
        let hash = TokenHash::of(&[contact.kind(), contact.normal_form()]);
        let caller = format!("contact {}", hash.as_str());
        let answers = self.erase(ANSWERS, &[customer, &caller]).await?;
        let messages = self.erase(MESSAGES, &[customer]).await?;
        let address = serde_json::to_string(contact.normal_form())
            .map_err(|error| StoreError::corrupt("customers", error.to_string()))?;
        let codes = self.erase(CODES_TO_SEND, &[&literally(&address)]).await?;
        // What was on its way when its job was to be erased is sent by now.
        self.erase(REPORTS, &[customer]).await?;
        self.erase(SENT, &[customer]).await?;
        let bookings = sqlx::query(BOOKINGS)
            .bind(self.tenant.clone())
            .bind(customer.to_owned())
            .bind(ERASED)
            .bind(micros(now))
            .execute(&mut *self.inner)
            .await?
            .rows_affected();
        // Links before sessions: one that is being used is waited for, and its session goes as well.
        let links = self.erase(LINKS, &[customer]).await?;
        self.erase(CODES, &[customer]).await?;
        let sessions = self.erase(SESSIONS, &[customer]).await?;
        let events = self.erase(EVENTS, &[customer]).await?;
        self.erase(CALLS, &[&caller]).await?;
        self.erase(COUNTS, &[&caller]).await?;
        Ok(Erased {
            bookings,
            sessions,
            links,
            events,
            messages: messages + codes,
            answers,
        })
    }

    async fn erase(&mut self, statement: &'static str, about: &[&str]) -> Result<u64, StoreError> {
        let mut query = sqlx::query(statement).bind(self.tenant.clone());
        for value in about {
            query = query.bind((*value).to_owned());
        }
        Ok(query.execute(&mut *self.inner).await?.rows_affected())
    }
}

/// A text as `LIKE` takes it for itself.
fn literally(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}
