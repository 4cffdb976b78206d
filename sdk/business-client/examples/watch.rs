//! Watches a customer's bookings while one is made, moved and cancelled.
//!
//! ```text
//! cargo run -p business-client --example watch -- http://127.0.0.1:8700 stillwater
//! ```
//!
//! Without arguments the server is `SCHEDULER_URL` or the one `cargo run` starts, and the tenant
//! `stillwater`.

use std::{env, time::Duration};

use business_client::{
    BusinessClient, Error, Events, NewBooking, TimeDelta, Utc, types::Contact, types::Event,
};

#[tokio::main]
async fn main() {
    if let Err(error) = watch().await {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

async fn watch() -> Result<(), Error> {
    let url = env::args()
        .nth(1)
        .or_else(|| env::var("SCHEDULER_URL").ok())
        .unwrap_or_else(|| "http://127.0.0.1:8700".to_owned());
    let slug = env::args()
        .nth(2)
        .unwrap_or_else(|| "stillwater".to_owned());
    let business = BusinessClient::connect(&url, slug)?;
    let contact = Contact::Email {
        address: "kim@example.com".to_owned(),
    };
    business.start_session(contact.clone()).await?;
    let events = business.events().await?;
    let watching = tokio::spawn(print(events));

    let from = Utc::now() + TimeDelta::days(3);
    for service in business.services().await? {
        let slots = business
            .slots(service.id, from, from + TimeDelta::days(14))
            .await?;
        let (Some(slot), Some(later)) = (slots.first(), slots.last()) else {
            continue;
        };
        let wish = NewBooking::new(service.id, slot.start, "Kim Berger").contact(contact);
        if let Some(booking) = business.book(&wish).await?.booking()
            && let Some(moved) = business
                .reschedule(&booking, later.start, None)
                .await?
                .booking()
        {
            let _ = business.cancel(&moved, None).await?;
        }
        break;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    business.end_session().await?;
    let _ = watching.await;
    Ok(())
}

async fn print(mut events: Events) {
    while let Some(received) = events.next().await {
        match received {
            Ok(received) => match received.event {
                Event::BookingConfirmed { booking, .. } => println!("booked for {}", booking.start),
                Event::BookingRescheduled { booking, .. } => println!("moved to {}", booking.start),
                Event::BookingCancelled { booking, .. } => println!("{} is off", booking.start),
                Event::SessionEnded { .. } => println!("the session has ended"),
                other => println!("{other:?}"),
            },
            Err(error) => println!("{error}"),
        }
    }
}
