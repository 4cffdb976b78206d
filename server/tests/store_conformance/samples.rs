//! Tenants, sessions and bookings to keep.

use jiff::{Timestamp, ToSpan as _};
use scheduler_server::{
    domain::booking::BookingState,
    session::{Contact, Level, TokenHash},
    store::{BookingRow, NewSession, Store, Tenant},
    tenants::{definition::TenantDefinition, import},
};
use uuid::Uuid;

const DEMO: &str = include_str!("../../demo/tenants.toml");

pub fn now() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

pub fn minutes(count: i64) -> Timestamp {
    now() + count.minutes()
}

pub fn definitions() -> Vec<TenantDefinition> {
    import::read(DEMO, "demo").unwrap().tenants
}

pub fn contact(name: &str) -> Contact {
    Contact::Email(format!("{name}@example.com"))
}

pub fn hash(secret: &str) -> TokenHash {
    TokenHash::of(&[secret])
}

/// A store with the demo tenants, and the first of them.
pub async fn with_tenants(store: &Store) -> Tenant {
    let definitions = definitions();
    store
        .import_tenants(&definitions, Uuid::now_v7)
        .await
        .unwrap();
    store.tenant(&definitions[0].slug.0).await.unwrap().unwrap()
}

pub async fn customer(store: &Store, tenant: &Tenant, name: &str) -> String {
    let mut transaction = store.begin(tenant).await.unwrap();
    let customer = transaction
        .customer(&contact(name), Uuid::now_v7(), now())
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    customer.id
}

pub async fn session(store: &Store, tenant: &Tenant, customer: &str, stoken: &str) -> String {
    let session = NewSession {
        id: Uuid::now_v7().to_string(),
        token: hash(stoken),
        parent: None,
        customer: customer.to_owned(),
        level: Level::Claimed,
        expires_at: minutes(30),
        refreshable_until: minutes(60),
    };
    let mut transaction = store.begin(tenant).await.unwrap();
    transaction.add_session(&session, now()).await.unwrap();
    transaction.commit().await.unwrap();
    session.id
}

/// A booking of an hour that starts so many minutes from now.
pub fn booking(customer: &str, session: Option<&str>, start: i64) -> BookingRow {
    BookingRow {
        id: Uuid::now_v7().to_string(),
        shares: format!("Massage at {start}"),
        single: true,
        revision: 1,
        status: BookingState::Confirmed,
        service_id: Uuid::nil().to_string(),
        service_name: "Massage".to_owned(),
        staff_id: "staff".to_owned(),
        staff_name: "Mara".to_owned(),
        customer_id: customer.to_owned(),
        session_id: session.map(str::to_owned),
        start: minutes(start),
        end: minutes(start + 60),
        occupied_from: minutes(start),
        occupied_until: minutes(start + 60),
        buffer_before_minutes: 0,
        buffer_after_minutes: 0,
        price_amount: 4_500,
        price_currency: "EUR".to_owned(),
        customer_name: "Kim".to_owned(),
        note: None,
        cancel_reason: None,
        created_at: now(),
        updated_at: now(),
    }
}

pub async fn keep(store: &Store, tenant: &Tenant, booking: &BookingRow) {
    let mut transaction = store.begin(tenant).await.unwrap();
    transaction.add_booking(booking).await.unwrap();
    transaction.commit().await.unwrap();
}
