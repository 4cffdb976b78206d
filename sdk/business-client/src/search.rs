//! Slots: of a day or a week, page by page, and the next one there is.

use chrono::{DateTime, TimeDelta, Utc};
use scheduler_sdk::types::{Service, ServiceId, Slot, SlotPage, StaffId};

use crate::{BusinessClient, Error, pages};

/// Elapsed time one search may span: the contract's limit.
const WIDEST: TimeDelta = TimeDelta::days(62);

/// Searches at most for the next slot: together they span more than any service's horizon.
const SEARCHES: usize = 13;

/// Which slots to look for.
///
/// ```
/// use business_client::{SlotQuery, TimeDelta, Utc};
/// # let service = business_client::types::ServiceId(uuid::Uuid::nil());
/// let monday = Utc::now();
/// let week = SlotQuery::new(service, monday, monday + TimeDelta::days(7)).at_most(40);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct SlotQuery {
    service: ServiceId,
    staff: Option<StaffId>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    limit: u32,
}

impl SlotQuery {
    /// Slots of `service` that start at or after `from` and before `to`. For a day or a week of the
    /// tenant these are the midnights of its own zone, in UTC.
    #[must_use]
    pub fn new(service: ServiceId, from: DateTime<Utc>, to: DateTime<Utc>) -> Self {
        Self {
            service,
            staff: None,
            from,
            to,
            limit: pages::SIZE,
        }
    }

    /// With this member of staff and nobody else.
    #[must_use]
    pub fn with_staff(mut self, staff: impl Into<Option<StaffId>>) -> Self {
        self.staff = staff.into();
        self
    }

    /// So many slots a page: 1 to 1,000, which is the default.
    #[must_use]
    pub fn at_most(mut self, slots: u32) -> Self {
        self.limit = slots.clamp(1, pages::SIZE);
        self
    }
}

impl BusinessClient {
    /// The slots of a service that start at or after `from` and before `to`, with whomever is free.
    ///
    /// A slot is free at this moment and may be gone the next: [`BusinessClient::book`] says.
    ///
    /// # Errors
    /// [`Error::Invalid`] if `to` is not after `from`, or more than 62 days after it;
    /// [`Error::NotFound`] if the tenant has no such service; [`Error::TooMany`] beyond 20 pages.
    pub async fn slots(
        &self,
        service: ServiceId,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Result<Vec<Slot>, Error> {
        self.find_slots(&SlotQuery::new(service, from, to)).await
    }

    /// The slots of a service with one member of staff. See [`BusinessClient::slots`].
    ///
    /// # Errors
    /// As [`BusinessClient::slots`].
    pub async fn slots_with(
        &self,
        service: ServiceId,
        staff: StaffId,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Result<Vec<Slot>, Error> {
        self.find_slots(&SlotQuery::new(service, from, to).with_staff(staff))
            .await
    }

    /// All slots of a query, in order of time, whatever its pages hold.
    ///
    /// # Errors
    /// As [`BusinessClient::slots`].
    pub async fn find_slots(&self, query: &SlotQuery) -> Result<Vec<Slot>, Error> {
        pages::all(|token| async move {
            let page = self.slot_page(query, token.as_deref()).await?;
            Ok((page.data, page.next_page_token))
        })
        .await
    }

    /// One page of slots, and the token of the next page if there is one.
    ///
    /// # Errors
    /// As [`BusinessClient::slots`]; [`Error::Invalid`] for a token of another query.
    pub async fn slot_page(
        &self,
        query: &SlotQuery,
        page_token: Option<&str>,
    ) -> Result<SlotPage, Error> {
        let mut call = self
            .api
            .slot_list()
            .slug(self.slug.clone())
            .service_id(query.service)
            .from(query.from)
            .to(query.to)
            .limit(query.limit);
        if let Some(staff) = query.staff {
            call = call.staff_id(staff);
        }
        if let Some(token) = page_token {
            call = call.page_token(token);
        }
        Ok(call.send().await?.into_inner())
    }

    /// The first slot of a service at or after `from`, for a page whose day or week has none. `None`
    /// if nothing is free up to the service's horizon.
    ///
    /// Reads one slot, by one call for every 62 days of that horizon at most.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the tenant has no such service.
    pub async fn next_slot(
        &self,
        service: &Service,
        staff: impl Into<Option<StaffId>>,
        from: DateTime<Utc>,
    ) -> Result<Option<Slot>, Error> {
        let staff = staff.into();
        let horizon = self.now() + TimeDelta::days(service.horizon_days.into());
        let mut from = from.max(self.now());
        for _ in 0..SEARCHES {
            if from >= horizon {
                break;
            }
            let to = (from + WIDEST).min(horizon);
            let query = SlotQuery::new(service.id, from, to).with_staff(staff);
            let page = self.slot_page(&query.at_most(1), None).await?;
            if let Some(slot) = page.data.into_iter().next() {
                return Ok(Some(slot));
            }
            from = to;
        }
        Ok(None)
    }
}
