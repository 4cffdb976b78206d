//! What can be booked.

use axum::response::Response;
use business_client::types;
use serde::Serialize;

use crate::{Page, Visit, dates, money};

/// A service, as pages show it.
#[derive(Clone, Debug, Serialize)]
pub struct Service {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The language that is written in, and so are its description and its staff's names.
    pub lang: Option<String>,
    /// What a customer gets.
    pub description: String,
    /// How long it lasts: `1 hour 30 minutes`.
    pub length: String,
    /// What it costs: `€110`, or `Free`.
    pub price: String,
    /// Seats, if it is a group's.
    pub seats: Option<u32>,
    /// Who gives it.
    pub staff: Vec<Staff>,
    /// The page of its slots.
    pub path: String,
}

/// A member of staff, as pages show them.
#[derive(Clone, Debug, Serialize)]
pub struct Staff {
    /// Their id.
    pub id: String,
    /// How customers know them.
    pub name: String,
}

impl Service {
    /// A service of the tenant being visited.
    #[must_use]
    pub fn of(service: &types::Service, visit: &Visit) -> Self {
        let staff = service.staff.iter().map(|person| Staff {
            id: person.id.to_string(),
            name: person.name.clone(),
        });
        Self {
            id: service.id.to_string(),
            name: service.name.clone(),
            lang: visit.locale(),
            description: service.description.clone(),
            length: dates::length(service.duration_minutes),
            price: money::written(&service.price),
            seats: (service.capacity > 1).then_some(service.capacity),
            staff: staff.collect(),
            path: visit.path(&format!("/services/{}", service.id)),
        }
    }
}

/// All services of a tenant, as pages show them.
#[must_use]
pub fn offered(services: &[types::Service], visit: &Visit) -> Vec<Service> {
    services
        .iter()
        .map(|service| Service::of(service, visit))
        .collect()
}

pub(super) async fn list(visit: Visit) -> Response {
    let work = async {
        let storefront = visit.storefront().await?;
        let services = offered(&storefront.services, &visit);
        Ok(Page::new("services.html", "Services")
            .with("services", &services)
            .public())
    };
    visit.answer(work).await
}
