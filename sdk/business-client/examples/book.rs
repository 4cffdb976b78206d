//! Books the first free slot of a tenant, and cancels it again.
//!
//! ```text
//! cargo run -p business-client --example book -- http://127.0.0.1:8700 stillwater
//! ```
//!
//! Without arguments the server is `SCHEDULER_URL` or the one `cargo run` starts, and the tenant
//! `stillwater`.

use std::env;

use business_client::{Booked, BusinessClient, Cancelled, Error, NewBooking, TimeDelta, Utc};

#[tokio::main]
async fn main() {
    if let Err(error) = book().await {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

async fn book() -> Result<(), Error> {
    let url = env::args()
        .nth(1)
        .or_else(|| env::var("SCHEDULER_URL").ok())
        .unwrap_or_else(|| "http://127.0.0.1:8700".to_owned());
    let slug = env::args()
        .nth(2)
        .unwrap_or_else(|| "stillwater".to_owned());
    let business = BusinessClient::connect(&url, slug)?;
    println!("{}", business.tenant().await?.name);

    // Late enough that the tenant still lets it be cancelled.
    let from = Utc::now() + TimeDelta::days(3);
    for service in business.services().await? {
        let slots = business
            .slots(service.id, from, from + TimeDelta::days(14))
            .await?;
        let Some(slot) = slots.first() else {
            println!("{}: nothing free in these two weeks", service.name);
            continue;
        };
        println!(
            "{}: {} slots, the first at {}",
            service.name,
            slots.len(),
            slot.start
        );

        let wish = NewBooking::new(service.id, slot.start, "Kim Berger").email("kim@example.com");
        let booking = match business.book(&wish).await? {
            Booked::Confirmed(booking) => booking,
            Booked::SlotTaken { alternatives } => {
                println!("somebody was faster; free are {alternatives:?}");
                return Ok(());
            }
        };
        println!("booked with {}: {}", booking.staff.name, booking.id);
        println!("{}", business.calendar(booking.id).await?);

        match business
            .cancel(&booking, Some("This was an example."))
            .await?
        {
            Cancelled::Confirmed(booking) => println!("now {}", booking.status),
            Cancelled::ChangedMeanwhile(booking) => println!("meanwhile {}", booking.status),
        }
        return business.end_session().await;
    }
    Ok(())
}
