//! When a service can be booked: a week at a time, and the next free day where a week has none.

use std::collections::BTreeMap;

use axum::{
    extract::{Path, Query},
    response::Response,
};
use business_client::{
    BusinessClient, DateTime, SlotQuery, Utc,
    types::{Service, ServiceId, Slot, StaffId},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Asked, Page, Trouble, Visit, Zone, dates};

/// Days shown at once.
const DAYS: i64 = 7;

/// The path of a service.
#[derive(Deserialize)]
pub(super) struct ServicePath {
    service: ServiceId,
}

/// What a visitor asked to see. Anything that can't be read is left out: these are links of ours.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Choice {
    /// The day they look at; the first free one if left out.
    #[serde(default)]
    day: String,
    /// With whom; anybody if left out.
    #[serde(default)]
    staff: String,
}

impl Choice {
    pub(super) fn staff(&self) -> Option<StaffId> {
        self.staff.parse().ok()
    }

    fn day(&self) -> Option<Date> {
        self.day.parse().ok()
    }
}

/// A week of slots.
#[derive(Serialize)]
pub(super) struct Week {
    /// From its first day to its last.
    label: String,
    days: Vec<Day>,
    /// The page of the week before and after, where anything can be there.
    previous: Option<String>,
    next: Option<String>,
    is_empty: bool,
    /// The next free day, where this week has none.
    next_free: Option<NextFree>,
    /// The tenant's clock, and the visitor's where it is another.
    zone: String,
    visitor_zone: Option<String>,
}

#[derive(Serialize)]
struct Day {
    date: String,
    /// In full, for headings.
    label: String,
    weekday: String,
    short: String,
    /// Of the month.
    number: i8,
    /// The page that shows this day on a narrow window.
    path: String,
    is_chosen: bool,
    is_past: bool,
    slots: Vec<Offer>,
}

#[derive(Serialize)]
struct NextFree {
    label: String,
    path: String,
}

/// A slot that can be chosen.
#[derive(Serialize)]
pub(super) struct Offer {
    /// For the `datetime` attribute.
    pub(super) start: String,
    pub(super) label: String,
    /// The day, for lists that span several.
    pub(super) day: String,
    /// What the visitor's own clock shows then.
    pub(super) beside: Option<String>,
    /// Seats left, of a group.
    seats: Option<u32>,
    path: String,
}

impl Offer {
    pub(super) fn of(slot: &Slot, service: &Service, clocks: &Clocks, path: String) -> Self {
        let seats = slot.staff.iter().map(|staff| staff.seats).max();
        Self {
            start: dates::for_programs(slot.start),
            label: clocks.tenant.time(slot.start),
            day: clocks.tenant.day(slot.start),
            beside: clocks.beside(slot.start),
            seats: seats.filter(|_| service.capacity > 1),
            path,
        }
    }
}

/// The tenant's clock, and the visitor's if it is another.
pub(super) struct Clocks {
    pub(super) tenant: Zone,
    visitor: Option<Zone>,
}

impl Clocks {
    pub(super) fn of(visit: &Visit, zone: Zone) -> Self {
        Self {
            visitor: visit.visitor_zone(&zone),
            tenant: zone,
        }
    }

    /// What the visitor's clock shows, if that is something else.
    pub(super) fn beside(&self, at: DateTime<Utc>) -> Option<String> {
        self.visitor.as_ref()?.beside(&self.tenant, at)
    }
}

pub(super) async fn list(
    visit: Visit,
    Asked(Path(ServicePath { service })): Asked<Path<ServicePath>>,
    Asked(Query(choice)): Asked<Query<Choice>>,
) -> Response {
    let work = async {
        let storefront = visit.storefront().await?;
        let service = storefront.service(service).ok_or(Trouble::NothingHere)?;
        let clocks = Clocks::of(&visit, visit.zone(&storefront.tenant));
        let shown = super::Service::of(service, &visit);
        let picker = Picker {
            business: visit.business()?,
            service,
            clocks: &clocks,
            now: visit.now(),
            page: shown.path.clone(),
            slot_page: visit.path("/book"),
            slot_query: format!("service={}", service.id),
        };
        let week = picker.week(&choice).await?;
        Ok(Page::new("slots.html", &service.name)
            .with("service", &shown)
            .with("staff", &choice.staff().map(|id| id.to_string()))
            .with("week", &week)
            .public())
    };
    visit.answer(work).await
}

/// Finds the slots of a week and says where choosing one leads.
pub(super) struct Picker<'a> {
    pub(super) business: &'a BusinessClient,
    pub(super) service: &'a Service,
    pub(super) clocks: &'a Clocks,
    pub(super) now: DateTime<Utc>,
    /// The page that shows a week.
    pub(super) page: String,
    /// The page a slot leads to, and what its query begins with.
    pub(super) slot_page: String,
    pub(super) slot_query: String,
}

impl Picker<'_> {
    /// The week of the day that was asked for, or of the first free one.
    pub(super) async fn week(&self, choice: &Choice) -> Result<Week, Trouble> {
        let zone = &self.clocks.tenant;
        let staff = choice.staff();
        let today = zone.date(self.now);
        let asked = choice.day().map(|day| day.clamp(today, self.last_day()));
        let first = match asked {
            Some(day) => Some(day),
            None => {
                let business = self.business;
                let first = business.next_slot(self.service, staff, self.now).await?;
                first.map(|slot| zone.date(slot.start))
            }
        };
        let chosen = first.unwrap_or(today);
        let monday = dates::monday(chosen);
        let end = dates::later(monday, DAYS);
        let slots = self.between(monday, end, staff).await?;
        let is_empty = slots.is_empty();
        let next_free = match (is_empty, first, zone.midnight(end)) {
            (true, Some(_), Some(end)) => self.next_free(staff, end).await?,
            // Where the search for the first one found none, there is no later one.
            _ => None,
        };
        let mut by_day: BTreeMap<Date, Vec<Offer>> = BTreeMap::new();
        for slot in &slots {
            let offers = by_day.entry(zone.date(slot.start)).or_default();
            offers.push(self.offer(slot, staff));
        }
        // Who asked for no particular day is shown one with something on it.
        let chosen = match (asked, by_day.keys().next()) {
            (None, Some(first)) => *first,
            _ => chosen,
        };
        let days = (0..DAYS).map(|offset| {
            let date = dates::later(monday, offset);
            Day {
                date: date.to_string(),
                label: zone.long(date),
                weekday: date.strftime("%a").to_string(),
                short: zone.short(date),
                number: date.day(),
                path: self.path(date, staff),
                is_chosen: date == chosen,
                is_past: date < today,
                slots: by_day.remove(&date).unwrap_or_default(),
            }
        });
        let sunday = dates::later(monday, DAYS - 1);
        Ok(Week {
            days: days.collect(),
            label: format!("{} – {}", zone.short(monday), zone.short(sunday)),
            previous: (monday > today).then(|| self.path(dates::later(monday, -DAYS), staff)),
            next: (end <= self.last_day()).then(|| self.path(end, staff)),
            is_empty,
            next_free,
            zone: zone.spoken(),
            visitor_zone: self.clocks.visitor.as_ref().map(Zone::spoken),
        })
    }

    /// The last day anything can be booked on.
    fn last_day(&self) -> Date {
        let horizon = business_client::TimeDelta::days(self.service.horizon_days.into());
        self.clocks.tenant.date(self.now + horizon)
    }

    async fn between(
        &self,
        first: Date,
        end: Date,
        staff: Option<StaffId>,
    ) -> Result<Vec<Slot>, Trouble> {
        let zone = &self.clocks.tenant;
        let (Some(from), Some(to)) = (zone.midnight(first), zone.midnight(end)) else {
            return Ok(Vec::new());
        };
        let from = from.max(self.now);
        if from >= to {
            return Ok(Vec::new());
        }
        let query = SlotQuery::new(self.service.id, from, to).with_staff(staff);
        Ok(self.business.find_slots(&query).await?)
    }

    async fn next_free(
        &self,
        staff: Option<StaffId>,
        from: DateTime<Utc>,
    ) -> Result<Option<NextFree>, Trouble> {
        let slot = self.business.next_slot(self.service, staff, from).await?;
        Ok(slot.map(|slot| {
            let date = self.clocks.tenant.date(slot.start);
            NextFree {
                label: self.clocks.tenant.long(date),
                path: self.path(date, staff),
            }
        }))
    }

    fn offer(&self, slot: &Slot, staff: Option<StaffId>) -> Offer {
        let mut offer = Offer::of(slot, self.service, self.clocks, String::new());
        let staff = staff
            .map(|staff| format!("&staff={staff}"))
            .unwrap_or_default();
        let Self {
            slot_page,
            slot_query,
            ..
        } = self;
        offer.path = format!("{slot_page}?{slot_query}&start={}{staff}", offer.start);
        offer
    }

    fn path(&self, day: Date, staff: Option<StaffId>) -> String {
        let staff = staff
            .map(|staff| format!("&staff={staff}"))
            .unwrap_or_default();
        format!("{}?day={day}{staff}", self.page)
    }
}
