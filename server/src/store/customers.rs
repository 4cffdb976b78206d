//! Customers: one record a contact at a tenant.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use jiff::Timestamp;
use sqlx::Row as _;
use uuid::Uuid;

use super::{Store, StoreError, Tenant, Transaction, instant, micros, number};
use crate::session::Contact;

const TABLE: &str = "customers";

/// A customer's record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// Which one.
    pub id: String,
}

/// How codes of a customer's contact are locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeLocks {
    /// Until when; the past if they aren't.
    pub until: Timestamp,
    /// How often they were since the last right one.
    pub times: u32,
}

impl Transaction {
    /// The record of a contact, made if there is none.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn customer(
        &mut self,
        contact: &Contact,
        new_id: Uuid,
        now: Timestamp,
    ) -> Result<Customer, StoreError> {
        // Written over with itself, a record that is there already is answered as well.
        const FIND_OR_ADD: &str = "INSERT INTO customers (tenant_id, id, contact_kind, contact, \
             last_event, wrong_codes, codes_locked_until, created_at) \
             VALUES ($1, $2, $3, $4, 0, 0, 0, $5) \
             ON CONFLICT (tenant_id, contact_kind, contact) DO UPDATE SET contact = excluded.contact \
             RETURNING id";
        let row = sqlx::query(FIND_OR_ADD)
            .bind(self.tenant.clone())
            .bind(new_id.to_string())
            .bind(contact.kind())
            .bind(contact.normal_form().to_owned())
            .bind(micros(now))
            .fetch_one(&mut *self.inner)
            .await?;
        Ok(Customer {
            id: row.try_get("id")?,
        })
    }

    /// A customer's contact.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn contact_of(&mut self, customer: &str) -> Result<Contact, StoreError> {
        const FIND: &str =
            "SELECT contact_kind, contact FROM customers WHERE tenant_id = $1 AND id = $2";
        let row = sqlx::query(FIND)
            .bind(self.tenant.clone())
            .bind(customer.to_owned())
            .fetch_one(&mut *self.inner)
            .await?;
        let kind: String = row.try_get("contact_kind")?;
        Contact::kept(&kind, row.try_get("contact")?)
            .ok_or_else(|| StoreError::corrupt(TABLE, format!("the contact kind {kind}")))
    }

    /// How codes for a customer's contact are locked. Nobody else tries one until this transaction ends.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn code_locks(&mut self, customer: &str) -> Result<CodeLocks, StoreError> {
        // An update locks the row on every database.
        const LOCK: &str = "UPDATE customers SET wrong_codes = wrong_codes \
             WHERE tenant_id = $1 AND id = $2 RETURNING codes_locked_until, code_locks";
        let row = sqlx::query(LOCK)
            .bind(self.tenant.clone())
            .bind(customer.to_owned())
            .fetch_one(&mut *self.inner)
            .await?;
        Ok(CodeLocks {
            until: instant(TABLE, row.try_get("codes_locked_until")?)?,
            times: number(TABLE, row.try_get("code_locks")?)?,
        })
    }

    /// Counts a wrong code of a customer's contact, whichever session it came from; at `tries` of them
    /// locks its codes as told and begins to count again.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn count_wrong_code(
        &mut self,
        customer: &str,
        tries: u32,
        lock: CodeLocks,
    ) -> Result<(), StoreError> {
        const COUNT: &str = "UPDATE customers SET \
             codes_locked_until = CASE WHEN wrong_codes + 1 >= $3 THEN $4 ELSE codes_locked_until END, \
             code_locks = CASE WHEN wrong_codes + 1 >= $3 THEN $5 ELSE code_locks END, \
             wrong_codes = CASE WHEN wrong_codes + 1 >= $3 THEN 0 ELSE wrong_codes + 1 END \
             WHERE tenant_id = $1 AND id = $2";
        sqlx::query(COUNT)
            .bind(self.tenant.clone())
            .bind(customer.to_owned())
            .bind(i64::from(tries))
            .bind(micros(lock.until))
            .bind(i64::from(lock.times))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Forgets a customer's wrong codes, and how often they were locked: a right one came.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_wrong_codes(&mut self, customer: &str) -> Result<(), StoreError> {
        const FORGET: &str =
            "UPDATE customers SET wrong_codes = 0, code_locks = 0 WHERE tenant_id = $1 AND id = $2";
        sqlx::query(FORGET)
            .bind(self.tenant.clone())
            .bind(customer.to_owned())
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }
}

/// Customers looked at in one transaction.
const AT_ONCE: i64 = 100;
/// Transactions of a tenant each time: nearly all of its customers booked and stay, so they are gone through a part
/// at a time.
const EACH_TIME: usize = 10;

/// Up to which customer each tenant's were gone through, by the tenants' keys.
#[derive(Default)]
pub(super) struct GoneThrough(Mutex<HashMap<String, String>>);

impl GoneThrough {
    /// Before the first, if nothing is known.
    fn of(&self, tenant: &Tenant) -> String {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.get(tenant.key()).cloned().unwrap_or_default()
    }

    /// Nothing: they are begun with anew.
    fn note(&self, tenant: &Tenant, customer: Option<&str>) {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match customer {
            Some(customer) => last.insert(tenant.key().to_owned(), customer.to_owned()),
            None => last.remove(tenant.key()),
        };
    }
}

/// That there is nothing of a customer in a table. With `LIMIT` PostgreSQL looks by the customer, instead of
/// reading all of the tenant's rows first.
macro_rules! nothing_in {
    ($table:literal) => {
        concat!(
            " AND (SELECT 1 FROM ",
            $table,
            " WHERE tenant_id = customers.tenant_id AND customer_id = customers.id LIMIT 1) IS NULL"
        )
    };
}

/// Those kept before `$2` under whom there is nothing.
macro_rules! unused {
    () => {
        concat!(
            " WHERE tenant_id = $1 AND created_at < $2 AND codes_locked_until < $2",
            nothing_in!("bookings"),
            nothing_in!("sessions"),
            nothing_in!("manage_links"),
            nothing_in!("events")
        )
    };
}

impl Store {
    /// Forgets the customers kept before `before` under whom nothing was booked, who have no session and
    /// no link, and whose codes aren't locked. It goes through a thousand customers, on from those of the time
    /// before, and begins anew behind the last. Whoever somebody works on at the moment stays until then.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn forget_customers(
        &self,
        tenant: &Tenant,
        before: Timestamp,
    ) -> Result<(), StoreError> {
        const NEXT: &str = "SELECT MAX(id) AS last FROM (SELECT id FROM customers WHERE tenant_id = $1 \
             AND id > $2 ORDER BY id LIMIT $3) AS page";
        const OLD: &str = concat!(
            "SELECT id FROM customers",
            unused!(),
            " AND id > $3 AND id <= $4"
        );
        const OLD_AND_FREE: &str = concat!(
            "SELECT id FROM customers",
            unused!(),
            " AND id > $3 AND id <= $4 FOR UPDATE SKIP LOCKED"
        );
        // Asked again once the row is locked: what somebody committed just before is seen only then.
        const FORGET: &str = concat!("DELETE FROM customers", unused!(), " AND id = $3");
        let old = match self.engine.skips_locked() {
            true => OLD_AND_FREE,
            false => OLD,
        };
        for _ in 0..EACH_TIME {
            let from = self.gone_through.of(tenant);
            let mut transaction = self.begin(tenant).await?;
            let page = sqlx::query(NEXT)
                .bind(tenant.key().to_owned())
                .bind(from.clone())
                .bind(AT_ONCE)
                .fetch_one(&mut *transaction.inner)
                .await?;
            let last: Option<String> = page.try_get("last")?;
            let Some(last) = last else {
                self.gone_through.note(tenant, None);
                break;
            };
            let rows = sqlx::query(old)
                .bind(tenant.key().to_owned())
                .bind(micros(before))
                .bind(from)
                .bind(last.clone())
                .fetch_all(&mut *transaction.inner)
                .await?;
            for row in rows {
                sqlx::query(FORGET)
                    .bind(tenant.key().to_owned())
                    .bind(micros(before))
                    .bind(row.try_get::<String, _>("id")?)
                    .execute(&mut *transaction.inner)
                    .await?;
            }
            transaction.commit().await?;
            self.gone_through.note(tenant, Some(&last));
        }
        Ok(())
    }
}
