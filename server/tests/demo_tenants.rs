//! The demo tenants: what the file says is what customers and the slot search are told, and there is always
//! something to book.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what can't be read fails the test"
)]

use std::ops::Range;

use jiff::{
    Timestamp,
    civil::{Date, date},
};
use scheduler_contracts::ids::{ServiceId, StaffId};
use scheduler_server::{
    domain::{
        slots::{Slot, SlotSearch},
        staff::Staff,
        zone::WallTime,
    },
    tenants::{
        definition::{TenantDefinition, TenantsFile},
        import,
    },
};

const DEMO: &str = include_str!("../demo/tenants.toml");

fn imported(text: &str) -> import::Import {
    import::read(text, "tenants.toml").unwrap_or_else(|refused| panic!("{refused}"))
}

fn demo() -> Vec<TenantDefinition> {
    let import = imported(DEMO);
    assert_eq!(import.warnings, [], "the demo means what it says");
    import.tenants
}

#[test]
fn has_three_tenants_in_order_all_listed() {
    let slugs: Vec<_> = demo().iter().map(|tenant| tenant.slug.0.clone()).collect();
    assert_eq!(slugs, ["stillwater", "kiln-and-clay", "northside-barbers"]);
    assert!(demo().iter().all(|tenant| tenant.listed));
}

#[test]
fn is_the_same_through_the_stored_document_and_back() {
    for tenant in demo() {
        let stored = serde_json::to_string(&tenant).unwrap();
        let read: TenantDefinition = serde_json::from_str(&stored).unwrap();
        assert_eq!(read, tenant);
    }
}

#[test]
fn is_the_same_written_out_as_a_file_and_imported_again() {
    let file = TenantsFile { tenants: demo() };
    let written = toml::to_string(&file).unwrap();
    assert_eq!(imported(&written).tenants, file.tenants);
}

#[test]
fn tells_customers_its_services_in_the_order_of_the_file_with_what_holds_for_them() {
    let stillwater = &demo()[0];
    let services = stillwater.services();
    let names: Vec<_> = services
        .iter()
        .map(|service| service.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "First conversation",
            "Hypnotherapy session",
            "Deep session",
            "Self-hypnosis, in a small group"
        ]
    );
    let notices: Vec<_> = services
        .iter()
        .map(|service| service.min_notice_minutes)
        .collect();
    assert_eq!(
        notices,
        [30, 120, 1440, 120],
        "own notice, or else the tenant's"
    );
    let horizons: Vec<_> = services
        .iter()
        .map(|service| service.horizon_days)
        .collect();
    assert_eq!(horizons, [30, 90, 90, 90]);
    let givers: Vec<_> = services[1]
        .staff
        .iter()
        .map(|staff| staff.name.as_str())
        .collect();
    assert_eq!(givers, ["Dr. Mareike Thoma", "Jonas Weidner"]);
    assert_eq!(
        stillwater.service(&services[2].id).as_ref(),
        Some(&services[2])
    );
}

#[test]
fn tells_the_slot_search_the_same_as_it_tells_customers() {
    for tenant in demo() {
        for told in tenant.services() {
            let searched = tenant.domain_service(&told.id).unwrap();
            assert_eq!(searched.id.as_str(), told.id.to_string());
            assert_eq!(ServiceId::try_from(&searched.id), Ok(told.id));
            assert_eq!(searched.duration_minutes.get(), told.duration_minutes);
            assert_eq!(searched.capacity.get(), told.capacity);
            assert_eq!(searched.min_notice_minutes, told.min_notice_minutes);
            assert_eq!(searched.horizon_days, told.horizon_days);
            let staff: Vec<_> = tenant
                .staff_for(&told.id)
                .map(|staff| StaffId::try_from(&staff.id).unwrap())
                .collect();
            let told: Vec<_> = told.staff.iter().map(|staff| staff.id).collect();
            assert_eq!(staff, told);
        }
    }
}

#[test]
fn knows_no_service_of_another_tenant() {
    let tenants = demo();
    let other = tenants[1].services[0].id;
    assert_eq!(tenants[0].service(&other), None);
    assert_eq!(tenants[0].domain_service(&other), None);
    assert_eq!(tenants[0].staff_for(&other).count(), 0);
}

#[test]
fn has_a_class_of_eight_seats() {
    let kiln = &demo()[1];
    assert_eq!(kiln.services()[0].capacity, 8);
}

#[test]
fn has_a_slot_tomorrow_or_the_day_after_whatever_the_date() {
    for tenant in demo() {
        for day in days(date(2026, 1, 1)..date(2029, 1, 1)) {
            let late = tenant.zone().instant_of(day, "23:00".parse().unwrap());
            let days_ahead = 1..3;
            let some = tenant
                .services
                .iter()
                .any(|service| !slots(&tenant, service.id, late, days_ahead.clone()).is_empty());
            assert!(
                some,
                "{} has nothing on the two days after {day}",
                tenant.name
            );
        }
    }
}

#[test]
fn has_a_slot_of_every_service_within_nine_days_whatever_the_date() {
    for tenant in demo() {
        for service in &tenant.services {
            for day in days(date(2026, 11, 1)..date(2027, 4, 1)) {
                let now = tenant.zone().instant_of(day, WallTime::MIDNIGHT);
                let found = slots(&tenant, service.id, now, 0..9);
                assert!(
                    !found.is_empty(),
                    "{} has no {} after {day}",
                    tenant.name,
                    service.name
                );
            }
        }
    }
}

fn days(range: Range<Date>) -> impl Iterator<Item = Date> {
    std::iter::successors(Some(range.start), |day| day.tomorrow().ok())
        .take_while(move |day| *day < range.end)
}

/// The slots of the local days so many days from `now`.
fn slots(
    tenant: &TenantDefinition,
    service: ServiceId,
    now: Timestamp,
    ahead: Range<i64>,
) -> Vec<Slot> {
    let zone = tenant.zone();
    let today = zone.date_of(now);
    let midnight = |days: i64| {
        let day = today.saturating_add(jiff::Span::new().days(days));
        zone.instant_of(day, WallTime::MIDNIGHT)
    };
    let service = tenant.domain_service(&service).unwrap();
    let id = ServiceId::try_from(&service.id).unwrap();
    let staff: Vec<Staff> = tenant.staff_for(&id).collect();
    SlotSearch::new(zone, &service, &staff, now)
        .list(midnight(ahead.start), midnight(ahead.end))
        .unwrap()
}
