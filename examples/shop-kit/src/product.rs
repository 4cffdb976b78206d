//! A product: what it is, what can be bought of it, or when it can be booked.

use business_client::{
    Intent, SlotQuery, TimeDelta,
    types::{Service, ServiceId, Tenant},
};
use serde::Serialize;
use site_kit::{
    Asked, Page, Trouble, Visit, Zone,
    axum::{Extension, extract::Path, response::Response},
    booking,
};

use crate::{
    buyer,
    shops::Shops,
    shown::{self, ShownVariant},
};

/// Slots offered on a product's page.
const SLOTS: u32 = 6;

/// The path of a product.
#[derive(serde::Deserialize)]
pub(crate) struct ProductPath {
    product: String,
}

/// When a product that stands for a service can be booked.
#[derive(Serialize)]
struct Bookable {
    service: booking::Service,
    days: Vec<Day>,
    /// The tenant's clock, and the visitor's where it is another.
    zone: String,
    visitor_zone: Option<String>,
    /// The calendar can't be asked for the moment.
    is_unknown: bool,
}

#[derive(Serialize)]
struct Day {
    label: String,
    slots: Vec<Offer>,
}

#[derive(Serialize)]
struct Offer {
    start: String,
    time: String,
    /// What the visitor's own clock shows then.
    beside: Option<String>,
    path: String,
}

/// How a product is had.
enum Had {
    Bought,
    Booked(Box<Bookable>),
    /// It is booked; when, the calendar can't say for the moment.
    BookedSometime,
    /// It was booked, and its service is gone. It isn't sold as a thing instead.
    NoMore,
}

pub(crate) async fn show(
    visit: Visit,
    Extension(shops): Extension<Shops>,
    Asked(Path(ProductPath { product })): Asked<Path<ProductPath>>,
) -> Response {
    let work = async {
        let buyer = shops.at(&visit)?;
        let product = buyer.shop.product(&product).await.map_err(buyer::trouble)?;
        let product = product.ok_or(Trouble::NothingHere)?;
        let terms = &product.terms;
        let variants = ShownVariant::all(&product, &visit);
        let cheapest = product.variants.iter().min_by_key(|it| it.price.gross);
        let option = product.variants.first().and_then(|it| it.options.first());
        let had = match product.service {
            Some(id) => booked(&visit, id).await,
            None => Had::Bought,
        };
        let is_booked = !matches!(had, Had::Bought);
        let is_gone = matches!(had, Had::NoMore);
        let bookable = match had {
            Had::Booked(bookable) => Some(bookable),
            _ => None,
        };
        let sold = cheapest.map(|it| shown::price(it.price, terms));
        // What is booked costs what the scheduler says, whatever stands in the shop.
        let price = match is_booked {
            true => bookable.as_ref().map(|it| it.service.price.clone()),
            false => sold,
        };
        let is_from = product.variants.len() > 1 && !is_booked;
        Ok(Page::new("product.html", &product.name)
            .with("name", &product.name)
            .with("paragraphs", &shown::paragraphs(&product.description))
            .with(
                "picture",
                &shown::picture(product.image.as_ref(), 800, &visit),
            )
            .with("facts", &facts(&product.facts))
            .with("price", &price)
            .with("is_from", &is_from)
            .with("includes_tax", &terms.prices_include_tax)
            .with("option", &option.map(|(name, _)| name))
            .with("variants", &variants)
            .with(
                "can_buy",
                &product
                    .variants
                    .iter()
                    .any(|it| it.stock != business_client::shop::Stock::Out),
            )
            .with("intent", Intent::new().token())
            .with("is_booked", &is_booked)
            .with("is_gone", &is_gone)
            .with("bookable", &bookable)
            .with("product", &product.slug))
    };
    visit.answer(work).await
}

/// A product that stands for this service.
async fn booked(visit: &Visit, id: ServiceId) -> Had {
    let storefront = match visit.storefront().await {
        Ok(storefront) => storefront,
        Err(trouble) => {
            visit.report(&trouble);
            return Had::BookedSometime;
        }
    };
    match storefront.service(id) {
        Some(service) => Had::Booked(Box::new(offers(visit, service, &storefront.tenant).await)),
        // What is known may be old.
        None if storefront.problem.is_some() => Had::BookedSometime,
        None => Had::NoMore,
    }
}

/// The next slots. When the calendar can't be asked, the page still tells what the product is.
async fn offers(visit: &Visit, service: &Service, tenant: &Tenant) -> Bookable {
    let zone = visit.zone(tenant);
    let visitor = visit.visitor_zone(&zone);
    let shown = booking::Service::of(service, visit);
    let found = find(visit, service).await;
    let is_unknown = found.is_err();
    let mut days: Vec<Day> = Vec::new();
    for start in found.unwrap_or_default() {
        let label = zone.day(start);
        let offer = offer(visit, service, (&zone, visitor.as_ref()), start);
        match days.last_mut().filter(|day| day.label == label) {
            Some(day) => day.slots.push(offer),
            None => days.push(Day {
                label,
                slots: vec![offer],
            }),
        }
    }
    Bookable {
        service: shown,
        days,
        zone: zone.spoken(),
        visitor_zone: visitor.as_ref().map(Zone::spoken),
        is_unknown,
    }
}

async fn find(
    visit: &Visit,
    service: &Service,
) -> Result<Vec<business_client::DateTime<business_client::Utc>>, Trouble> {
    let business = visit.business()?;
    let Some(first) = business.next_slot(service, None, visit.now()).await? else {
        return Ok(Vec::new());
    };
    let query = SlotQuery::new(service.id, first.start, first.start + TimeDelta::days(7));
    let page = business.slot_page(&query.at_most(SLOTS), None).await?;
    Ok(page.data.into_iter().map(|slot| slot.start).collect())
}

fn offer(
    visit: &Visit,
    service: &Service,
    (zone, visitor): (&Zone, Option<&Zone>),
    start: business_client::DateTime<business_client::Utc>,
) -> Offer {
    let written = start.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    Offer {
        time: zone.time(start),
        beside: visitor.and_then(|it| it.beside(zone, start)),
        path: visit.path(&format!("/book?service={}&start={written}", service.id)),
        start: written,
    }
}

/// What is told of a product, once for each facet.
fn facts(all: &[(String, String)]) -> Vec<(String, String)> {
    let mut facts: Vec<(String, String)> = Vec::new();
    for (facet, value) in all {
        match facts.iter_mut().find(|(known, _)| known == facet) {
            Some((_, values)) => {
                values.push_str(", ");
                values.push_str(value);
            }
            None => facts.push((facet.clone(), value.clone())),
        }
    }
    facts
}
