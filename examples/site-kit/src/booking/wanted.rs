//! A slot somebody wants: as a link or a form names it, and as pages show it.

use business_client::{
    DateTime, Storefront, Utc,
    types::{Service, ServiceId, StaffId},
};
use serde::Serialize;

use super::slots::Clocks;
use crate::{Trouble, Visit, dates};

/// A slot somebody wants.
pub(super) struct Wanted<'a> {
    pub(super) service: &'a Service,
    pub(super) start: DateTime<Utc>,
    pub(super) staff: Option<StaffId>,
}

/// The slot, as pages show it.
#[derive(Serialize)]
pub(super) struct Appointment {
    service: super::Service,
    start: String,
    day: String,
    time: String,
    zone: String,
    beside: Option<String>,
    staff: Option<String>,
    staff_name: Option<String>,
    /// Where to choose another.
    other_path: String,
}

impl<'a> Wanted<'a> {
    /// Of what a link or a form brought; anybody's, where `staff` names nobody.
    pub(super) fn of(
        storefront: &'a Storefront,
        service: &str,
        start: &str,
        staff: &str,
    ) -> Result<Self, Trouble> {
        let service: ServiceId = service.parse().map_err(|_| Trouble::NothingHere)?;
        Ok(Self {
            service: storefront.service(service).ok_or(Trouble::NothingHere)?,
            start: start.parse().map_err(|_| Trouble::NothingHere)?,
            staff: staff.parse().ok(),
        })
    }

    pub(super) fn appointment(&self, visit: &Visit, clocks: &Clocks) -> Appointment {
        let service = super::Service::of(self.service, visit);
        let person = self
            .service
            .staff
            .iter()
            .find(|it| Some(it.id) == self.staff);
        let day = clocks.tenant.date(self.start);
        Appointment {
            other_path: format!("{}?day={day}", service.path),
            start: dates::for_programs(self.start),
            day: clocks.tenant.day(self.start),
            time: clocks.tenant.time(self.start),
            zone: clocks.tenant.spoken(),
            beside: clocks.beside(self.start),
            staff: self.staff.map(|id| id.to_string()),
            staff_name: person.map(|it| it.name.clone()),
            service,
        }
    }

    /// The page that asks for the details once more, of somebody who has booked the slot already.
    pub(super) fn again_path(&self, visit: &Visit) -> String {
        let staff = match self.staff {
            Some(staff) => format!("&staff={staff}"),
            None => String::new(),
        };
        let start = dates::for_programs(self.start);
        visit.path(&format!(
            "/book?service={}&start={start}{staff}&again={start}",
            self.service.id
        ))
    }

    /// Whether this, as that page and its form bring it, was said of this slot: not of one that was wanted before.
    pub(super) fn is_said_again(&self, start: &str) -> bool {
        start.parse() == Ok(self.start)
    }
}
