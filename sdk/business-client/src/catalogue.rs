//! What the tenant offers, to anybody.

use chrono::{DateTime, Utc};
use scheduler_sdk::types::{Service, ServiceId, Slot, StaffId, Tenant};

use crate::{BusinessClient, Error, pages};

impl BusinessClient {
    /// The tenant: its name, time zone, looks and policies.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such tenant.
    pub async fn tenant(&self) -> Result<Tenant, Error> {
        let answer = self
            .api
            .tenant_view()
            .slug(self.slug.clone())
            .send()
            .await?;
        Ok(answer.into_inner().data)
    }

    /// What can be booked.
    ///
    /// # Errors
    /// [`Error::NotFound`] if there is no such tenant; [`Error::TooMany`] beyond 20 pages.
    pub async fn services(&self) -> Result<Vec<Service>, Error> {
        pages::all(async |token| {
            let mut call = self
                .api
                .service_list()
                .slug(self.slug.clone())
                .limit(pages::SIZE);
            if let Some(token) = token {
                call = call.page_token(token);
            }
            let page = call.send().await?.into_inner();
            Ok((page.data, page.next_page_token))
        })
        .await
    }

    /// One service.
    ///
    /// # Errors
    /// [`Error::NotFound`] if the tenant has no such service.
    pub async fn service(&self, id: ServiceId) -> Result<Service, Error> {
        let call = self
            .api
            .service_view()
            .slug(self.slug.clone())
            .service_id(id);
        Ok(call.send().await?.into_inner().data)
    }

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
        self.find_slots(service, None, from, to).await
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
        self.find_slots(service, Some(staff), from, to).await
    }

    async fn find_slots(
        &self,
        service: ServiceId,
        staff: Option<StaffId>,
        from: DateTime<Utc>,
        to: DateTime<Utc>,
    ) -> Result<Vec<Slot>, Error> {
        pages::all(async |token| {
            let mut call = self
                .api
                .slot_list()
                .slug(self.slug.clone())
                .service_id(service)
                .from(from)
                .to(to)
                .limit(pages::SIZE);
            if let Some(staff) = staff {
                call = call.staff_id(staff);
            }
            if let Some(token) = token {
                call = call.page_token(token);
            }
            let page = call.send().await?.into_inner();
            Ok((page.data, page.next_page_token))
        })
        .await
    }
}
