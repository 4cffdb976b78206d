//! Bookings, and what occupies staff.

use std::{collections::HashMap, num::NonZeroU32};

use jiff::{SignedDuration, Timestamp};
use sqlx::{Row as _, any::AnyRow};

use super::{Store, StoreError, Tenant, Transaction, instant, micros, number, unreadable};
use crate::domain::{
    booking::BookingState,
    ids::{BookingId, ServiceId, StaffId},
    staff::{BookedTime, Staff},
};

const TABLE: &str = "bookings";

/// The longest time one booking occupies: an appointment of a day, and a day's buffer on each side.
/// Tenants' definitions are held to that, so bookings that end later than this after an instant don't
/// reach back to it.
const LONGEST: SignedDuration = SignedDuration::from_hours(72);

/// How far what an appointment occupies reaches before and after its start, at most.
const REACH: SignedDuration = SignedDuration::from_hours(48);

/// A booking as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingRow {
    /// Which one.
    pub id: String,
    /// Raised by one with each change.
    pub revision: u32,
    /// Where it is in its life.
    pub status: BookingState,
    /// The service.
    pub service_id: String,
    /// What it was called.
    pub service_name: String,
    /// Who gives it.
    pub staff_id: String,
    /// What they were called.
    pub staff_name: String,
    /// Whose it is.
    pub customer_id: String,
    /// The session it was made in.
    pub session_id: Option<String>,
    /// When it starts.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// When it begins to occupy its staff, buffer included.
    pub occupied_from: Timestamp,
    /// When it no longer does.
    pub occupied_until: Timestamp,
    /// What it may share its time with: bookings of the same service and start.
    pub shares: String,
    /// Whether it may share its time with none: it was no group when it was booked.
    pub single: bool,
    /// The buffer it was booked with.
    pub buffer_before_minutes: u32,
    /// The buffer it was booked with.
    pub buffer_after_minutes: u32,
    /// What it costs, in minor units.
    pub price_amount: i64,
    /// Of which currency.
    pub price_currency: String,
    /// The customer's name.
    pub customer_name: String,
    /// What the customer said.
    pub note: Option<String>,
    /// Why it was called off.
    pub cancel_reason: Option<String>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// Whose bookings may be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BookingScope {
    /// Those made in one session.
    Session(String),
    /// All of a customer's.
    Customer(String),
}

impl BookingScope {
    /// Whether it includes a booking.
    #[must_use]
    pub fn includes(&self, booking: &BookingRow) -> bool {
        match self {
            Self::Session(session) => booking.session_id.as_ref() == Some(session),
            Self::Customer(customer) => booking.customer_id == *customer,
        }
    }
}

/// A booking that is over and not completed, and where to go on after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverBooking {
    /// When it ended, as it is kept: it may be no instant.
    ends_at: i64,
    /// Which one.
    pub id: String,
}

/// Where a list of bookings goes on: after this start and id, newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingPage {
    /// Only those in this state.
    pub status: Option<BookingState>,
    /// How many at most.
    pub limit: u32,
    /// The last one of the page before.
    pub after: Option<(Timestamp, String)>,
}

macro_rules! select {
    () => {
        "SELECT id, revision, status, service_id, service_name, staff_id, staff_name, customer_id, session_id, \
         starts_at, ends_at, occupied_from, occupied_until, shares, single, buffer_before_minutes, \
         buffer_after_minutes, price_amount, price_currency, customer_name, note, cancel_reason, \
         created_at, updated_at FROM bookings"
    };
}

macro_rules! list_of {
    ($column:literal) => {
        concat!(
            select!(),
            " WHERE tenant_id = $1 AND ",
            $column,
            " = $2 AND ($3 = '' OR status = $3) \
             AND (starts_at < $4 OR (starts_at = $4 AND id < $5)) \
             ORDER BY starts_at DESC, id DESC LIMIT $6"
        )
    };
}

impl Store {
    /// A booking, whoever's it is.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn booking(
        &self,
        tenant: &Tenant,
        id: &str,
    ) -> Result<Option<BookingRow>, StoreError> {
        let row = self.row_of_tenant(FIND, tenant, &[id]).await?;
        row.as_ref().map(read).transpose()
    }

    /// Bookings by start, newest first.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn bookings(
        &self,
        tenant: &Tenant,
        scope: &BookingScope,
        page: &BookingPage,
    ) -> Result<Vec<BookingRow>, StoreError> {
        let (list, of) = match scope {
            BookingScope::Session(session) => (list_of!("session_id"), session),
            BookingScope::Customer(customer) => (list_of!("customer_id"), customer),
        };
        let (before, id) = match &page.after {
            Some((start, id)) => (micros(*start), id.clone()),
            None => (i64::MAX, String::new()),
        };
        let rows = sqlx::query(list)
            .bind(tenant.key().to_owned())
            .bind(of.clone())
            .bind(page.status.map_or("", BookingState::as_str))
            .bind(before)
            .bind(id)
            .bind(i64::from(page.limit))
            .fetch_all(&mut *self.connection().await?)
            .await?;
        rows.iter().map(read).collect()
    }

    /// Gives staff the bookings that appointments which start between two instants could meet.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn fill_bookings(
        &self,
        tenant: &Tenant,
        staff: &mut [Staff],
        from: Timestamp,
        to: Timestamp,
    ) -> Result<(), StoreError> {
        let from = from.checked_sub(REACH).unwrap_or(Timestamp::MIN);
        let to = to.checked_add(REACH).unwrap_or(Timestamp::MAX);
        let mut connection = self.connection().await?;
        let rows = busy(&mut connection, tenant.key(), staff, from, to).await?;
        hand_out(rows, staff)
    }
}

const FIND: &str = concat!(select!(), " WHERE tenant_id = $1 AND id = $2");

impl Transaction {
    /// Gives staff the bookings that occupy them between two instants, and keeps everybody else from
    /// booking them until this transaction ends.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn lock_and_fill(
        &mut self,
        staff: &mut [Staff],
        from: Timestamp,
        to: Timestamp,
    ) -> Result<(), StoreError> {
        let mut ids: Vec<&str> = staff.iter().map(|member| member.id.as_str()).collect();
        // Always in one order, so that two bookings never wait for each other.
        ids.sort_unstable();
        self.engine
            .lock_staff(&mut self.inner, &self.tenant, &ids)
            .await?;
        let rows = busy(&mut self.inner, &self.tenant, staff, from, to).await?;
        hand_out(rows, staff)
    }

    /// A booking, whoever's it is, kept from everybody else's changes until this transaction ends.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn locked_booking(&mut self, id: &str) -> Result<Option<BookingRow>, StoreError> {
        // An update locks the row on every database.
        const LOCK: &str =
            "UPDATE bookings SET revision = revision WHERE tenant_id = $1 AND id = $2";
        sqlx::query(LOCK)
            .bind(self.tenant.clone())
            .bind(id.to_owned())
            .execute(&mut *self.inner)
            .await?;
        self.booking(id).await
    }

    /// The bookings that are confirmed and over, the oldest first; those after one, if one is given.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn bookings_to_complete(
        &mut self,
        now: Timestamp,
        after: Option<&OverBooking>,
        limit: u32,
    ) -> Result<Vec<OverBooking>, StoreError> {
        const OVER: &str = "SELECT ends_at, id FROM bookings WHERE tenant_id = $1 \
             AND status = 'confirmed' AND ends_at <= $2 AND ends_at >= $3 AND (ends_at > $3 OR id > $4) \
             ORDER BY ends_at, id LIMIT $5";
        let (ended, id) = after.map_or((i64::MIN, ""), |over| (over.ends_at, over.id.as_str()));
        let rows = sqlx::query(OVER)
            .bind(self.tenant.clone())
            .bind(micros(now))
            .bind(ended)
            .bind(id.to_owned())
            .bind(i64::from(limit))
            .fetch_all(&mut *self.inner)
            .await?;
        let read = |row: &AnyRow| {
            Ok(OverBooking {
                ends_at: row.try_get("ends_at")?,
                id: row.try_get("id")?,
            })
        };
        rows.iter().map(read).collect()
    }

    /// A booking, whoever's it is.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn booking(&mut self, id: &str) -> Result<Option<BookingRow>, StoreError> {
        let row = sqlx::query(FIND)
            .bind(self.tenant.clone())
            .bind(id.to_owned())
            .fetch_optional(&mut *self.inner)
            .await?;
        row.as_ref().map(read).transpose()
    }

    /// Keeps a new booking.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn add_booking(&mut self, booking: &BookingRow) -> Result<(), StoreError> {
        const ADD: &str = "INSERT INTO bookings (tenant_id, id, revision, status, service_id, \
             service_name, staff_id, staff_name, customer_id, session_id, starts_at, ends_at, \
             occupied_from, occupied_until, shares, single, buffer_before_minutes, buffer_after_minutes, \
             price_amount, price_currency, customer_name, note, cancel_reason, created_at, updated_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, \
             $19, $20, $21, $22, $23, $24, $25)";
        sqlx::query(ADD)
            .bind(self.tenant.clone())
            .bind(booking.id.clone())
            .bind(i64::from(booking.revision))
            .bind(booking.status.as_str())
            .bind(booking.service_id.clone())
            .bind(booking.service_name.clone())
            .bind(booking.staff_id.clone())
            .bind(booking.staff_name.clone())
            .bind(booking.customer_id.clone())
            .bind(booking.session_id.clone())
            .bind(micros(booking.start))
            .bind(micros(booking.end))
            .bind(micros(booking.occupied_from))
            .bind(micros(booking.occupied_until))
            .bind(booking.shares.clone())
            .bind(i64::from(booking.single))
            .bind(i64::from(booking.buffer_before_minutes))
            .bind(i64::from(booking.buffer_after_minutes))
            .bind(booking.price_amount)
            .bind(booking.price_currency.clone())
            .bind(booking.customer_name.clone())
            .bind(booking.note.clone())
            .bind(booking.cancel_reason.clone())
            .bind(micros(booking.created_at))
            .bind(micros(booking.updated_at))
            .execute(&mut *self.inner)
            .await?;
        Ok(())
    }

    /// Writes what a change may change, if the row is still at the revision before.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn update_booking(&mut self, booking: &BookingRow) -> Result<bool, StoreError> {
        const UPDATE: &str = "UPDATE bookings SET revision = $3, status = $4, staff_id = $5, \
             staff_name = $6, starts_at = $7, ends_at = $8, occupied_from = $9, occupied_until = $10, \
             buffer_before_minutes = $11, buffer_after_minutes = $12, cancel_reason = $13, \
             updated_at = $14, shares = $15, single = $16 WHERE tenant_id = $1 AND id = $2 AND revision = $3 - 1";
        let done = sqlx::query(UPDATE)
            .bind(self.tenant.clone())
            .bind(booking.id.clone())
            .bind(i64::from(booking.revision))
            .bind(booking.status.as_str())
            .bind(booking.staff_id.clone())
            .bind(booking.staff_name.clone())
            .bind(micros(booking.start))
            .bind(micros(booking.end))
            .bind(micros(booking.occupied_from))
            .bind(micros(booking.occupied_until))
            .bind(i64::from(booking.buffer_before_minutes))
            .bind(i64::from(booking.buffer_after_minutes))
            .bind(booking.cancel_reason.clone())
            .bind(micros(booking.updated_at))
            .bind(booking.shares.clone())
            .bind(i64::from(booking.single))
            .execute(&mut *self.inner)
            .await?;
        Ok(done.rows_affected() == 1)
    }
}

macro_rules! busy {
    ($whose:literal) => {
        concat!(
            "SELECT id, service_id, staff_id, starts_at, ends_at, buffer_before_minutes, \
             buffer_after_minutes FROM bookings WHERE tenant_id = $1 AND occupied_until > $2 \
             AND occupied_until < $3 AND occupied_from < $4 AND status <> 'cancelled'",
            $whose
        )
    };
}

/// What occupies staff between two instants; bookings of others may be among it.
async fn busy(
    connection: &mut sqlx::AnyConnection,
    tenant: &str,
    staff: &[Staff],
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<AnyRow>, StoreError> {
    const OF_ALL: &str = busy!("");
    const OF_ONE: &str = busy!(" AND staff_id = $5");
    let until = to.checked_add(LONGEST).unwrap_or(Timestamp::MAX);
    let only = match staff {
        [] => return Ok(Vec::new()),
        [only] => Some(only.id.as_str().to_owned()),
        _ => None,
    };
    let query = sqlx::query(if only.is_some() { OF_ONE } else { OF_ALL })
        .bind(tenant.to_owned())
        .bind(micros(from))
        .bind(micros(until))
        .bind(micros(to));
    let query = match only {
        Some(only) => query.bind(only),
        None => query,
    };
    Ok(query.fetch_all(connection).await?)
}

fn hand_out(rows: Vec<AnyRow>, staff: &mut [Staff]) -> Result<(), StoreError> {
    let mut by_staff: HashMap<String, Vec<BookedTime>> = HashMap::new();
    for row in rows {
        by_staff
            .entry(row.try_get("staff_id")?)
            .or_default()
            .push(BookedTime {
                booking: Some(BookingId::from(row.try_get::<String, _>("id")?)),
                service: ServiceId::from(row.try_get::<String, _>("service_id")?),
                start: instant(TABLE, row.try_get("starts_at")?)?,
                end: instant(TABLE, row.try_get("ends_at")?)?,
                buffer_before_minutes: number(TABLE, row.try_get("buffer_before_minutes")?)?,
                buffer_after_minutes: number(TABLE, row.try_get("buffer_after_minutes")?)?,
                seats: NonZeroU32::MIN,
            });
    }
    for member in staff {
        member.bookings = by_staff.remove(member.id.as_str()).unwrap_or_default();
    }
    Ok(())
}

fn read(row: &AnyRow) -> Result<BookingRow, StoreError> {
    columns(row).map_err(|error| unreadable(TABLE, error))
}

fn columns(row: &AnyRow) -> Result<BookingRow, StoreError> {
    let status: String = row.try_get("status")?;
    Ok(BookingRow {
        id: row.try_get("id")?,
        revision: number(TABLE, row.try_get("revision")?)?,
        status: state(&status)?,
        service_id: row.try_get("service_id")?,
        service_name: row.try_get("service_name")?,
        staff_id: row.try_get("staff_id")?,
        staff_name: row.try_get("staff_name")?,
        customer_id: row.try_get("customer_id")?,
        session_id: row.try_get("session_id")?,
        start: instant(TABLE, row.try_get("starts_at")?)?,
        end: instant(TABLE, row.try_get("ends_at")?)?,
        occupied_from: instant(TABLE, row.try_get("occupied_from")?)?,
        occupied_until: instant(TABLE, row.try_get("occupied_until")?)?,
        shares: row.try_get("shares")?,
        single: row.try_get::<i64, _>("single")? == 1,
        buffer_before_minutes: number(TABLE, row.try_get("buffer_before_minutes")?)?,
        buffer_after_minutes: number(TABLE, row.try_get("buffer_after_minutes")?)?,
        price_amount: row.try_get("price_amount")?,
        price_currency: row.try_get("price_currency")?,
        customer_name: row.try_get("customer_name")?,
        note: row.try_get("note")?,
        cancel_reason: row.try_get("cancel_reason")?,
        created_at: instant(TABLE, row.try_get("created_at")?)?,
        updated_at: instant(TABLE, row.try_get("updated_at")?)?,
    })
}

fn state(status: &str) -> Result<BookingState, StoreError> {
    [
        BookingState::Confirmed,
        BookingState::Cancelled,
        BookingState::Completed,
        BookingState::NoShow,
    ]
    .into_iter()
    .find(|state| state.as_str() == status)
    .ok_or_else(|| StoreError::corrupt(TABLE, format!("the status {status}")))
}

impl BookingRow {
    /// The booking as the domain judges it.
    ///
    /// # Errors
    /// When the row's revision is none.
    pub fn judged(&self) -> Result<crate::domain::booking::Booking, StoreError> {
        Ok(crate::domain::booking::Booking {
            id: BookingId::from(self.id.as_str()),
            revision: crate::domain::booking::Revision::numbered(self.revision)
                .ok_or_else(|| StoreError::corrupt(TABLE, "the revision 0"))?,
            state: self.status,
            service: ServiceId::from(self.service_id.as_str()),
            staff: StaffId::from(self.staff_id.as_str()),
            start: self.start,
            end: self.end,
            buffer_before_minutes: self.buffer_before_minutes,
            buffer_after_minutes: self.buffer_after_minutes,
            seats: NonZeroU32::MIN,
        })
    }
}
