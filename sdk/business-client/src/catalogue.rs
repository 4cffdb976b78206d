//! What the tenant offers, to anybody.

use scheduler_sdk::types::{Service, ServiceId, Tenant};

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
        pages::all(|token| async move {
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
}
