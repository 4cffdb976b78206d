//! Books the first free slot of a tenant through the raw SDK, and cancels it again.
//!
//! ```text
//! cargo run -p scheduler-example-book -- http://127.0.0.1:8700 stillwater
//! ```
//!
//! Without arguments the server is `SCHEDULER_URL` or the one `cargo run` starts, and the tenant the
//! first that wishes to be found.

use std::{env, time::SystemTime};

use chrono::{DateTime, TimeDelta, Utc};
use scheduler_sdk::{
    Client, Error, Settings, Stoken,
    types::{BookingChange, BookingCreate, Change, Contact, SessionCreate, TenantSlug},
};

#[tokio::main]
async fn main() {
    if let Err(error) = book().await {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

async fn book() -> Result<(), Error> {
    let client = Client::connect(&url(), Settings::new())?;
    let Some(slug) = tenant(&client).await? else {
        println!("There is no tenant yet: import one.");
        return Ok(());
    };

    let services = client.service_list().slug(slug.clone()).send().await?;
    // Late enough that the tenant still lets it be cancelled.
    let from = DateTime::<Utc>::from(SystemTime::now()) + TimeDelta::days(3);
    for service in &services.data {
        let slots = client
            .slot_list()
            .slug(slug.clone())
            .service_id(service.id)
            .from(from)
            .to(from + TimeDelta::days(14))
            .limit(1_u32)
            .send()
            .await?;
        let Some(slot) = slots.data.first() else {
            println!("{}: nothing free in these two weeks", service.name);
            continue;
        };
        println!("{}: free at {}", service.name, slot.start);

        let contact = Contact::Email {
            address: "kim@example.com".to_owned(),
        };
        let session = SessionCreate::builder().contact(contact);
        let session = client
            .session_create()
            .slug(slug.clone())
            .body(session)
            .send()
            .await?;
        let client = client.with_stoken(Stoken::new(session.into_inner().data.stoken)?);

        let booking = BookingCreate::builder()
            .service_id(service.id)
            .start(slot.start)
            .customer_name("Kim Berger");
        let booking = client
            .booking_create()
            .slug(slug.clone())
            .body(booking)
            .send()
            .await?;
        let booking = booking.into_inner().data;
        println!("booked with {}: {}", booking.staff.name, booking.id);

        let change = BookingChange::builder()
            .revision(booking.revision)
            .change(Change::Cancel { reason: None });
        let changed = client
            .booking_change()
            .slug(slug)
            .id(booking.id)
            .body(change)
            .send()
            .await?;
        println!("now {}", changed.data.status);
        return Ok(());
    }
    Ok(())
}

fn url() -> String {
    env::args()
        .nth(1)
        .or_else(|| env::var("SCHEDULER_URL").ok())
        .unwrap_or_else(|| "http://127.0.0.1:8700".to_owned())
}

async fn tenant(client: &Client) -> Result<Option<TenantSlug>, Error> {
    if let Some(slug) = env::args().nth(2) {
        return Ok(Some(TenantSlug::from(slug)));
    }
    let tenants = client.tenant_list().limit(1_u32).send().await?;
    Ok(tenants
        .into_inner()
        .data
        .into_iter()
        .next()
        .map(|tenant| tenant.slug))
}
