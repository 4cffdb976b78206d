//! The SDK and the business client, as a tenant's site uses them, against the real server.

use business_client::{Booked, BusinessClient, Cancelled, NewBooking, Rescheduled, TimeDelta, Utc};
use scheduler_sdk::{
    Client, Error, Settings,
    types::{BookingCreate, Contact},
};
use scheduler_tests::System;

#[tokio::test]
async fn the_sdk_books() {
    let system = System::start().await;
    let client = Client::connect(&system.url, Settings::new()).expect("a client");
    let services = client
        .service_list()
        .slug("stillwater")
        .send()
        .await
        .expect("services");
    let service = services.data[0].id;
    let from = Utc::now() + TimeDelta::days(3);
    let slots = client.slot_list().slug("stillwater").service_id(service);
    let slots = slots
        .from(from)
        .to(from + TimeDelta::days(10))
        .send()
        .await
        .expect("slots");
    let contact = Contact::Email {
        address: "kim@example.com".to_owned(),
    };
    let wish = BookingCreate::builder()
        .service_id(service)
        .start(slots.data[0].start)
        .customer_name("Kim Berger")
        .contact(contact);
    let booked = client
        .booking_create()
        .slug("stillwater")
        .body(wish)
        .send()
        .await
        .expect("a booking");
    assert_eq!(booked.data.start, slots.data[0].start);
    let missing = client
        .tenant_view()
        .slug("nobody")
        .send()
        .await
        .expect_err("there is no such tenant");
    assert!(
        matches!(Error::from(missing), Error::Api(_)),
        "a refusal is typed"
    );
}

#[tokio::test]
async fn a_site_books_moves_and_cancels() {
    let system = System::start().await;
    let site = BusinessClient::connect(&system.url, "stillwater").expect("a site");
    let services = site.services().await.expect("services");
    let from = Utc::now() + TimeDelta::days(3);
    let slots = site
        .slots(services[0].id, from, from + TimeDelta::days(10))
        .await
        .expect("slots");
    let wish =
        NewBooking::new(services[0].id, slots[0].start, "Kim Berger").email("kim@example.com");
    let Booked::Confirmed(booking) = site.book(&wish).await.expect("an answer") else {
        panic!("the slot was free");
    };
    let again = site.book(&wish).await.expect("an answer");
    assert!(
        matches!(again, Booked::Confirmed(same) if same.id == booking.id),
        "one wish is one booking"
    );
    let Rescheduled::Confirmed(moved) = site
        .reschedule(&booking, slots[7].start, None)
        .await
        .expect("an answer")
    else {
        panic!("the other slot was free");
    };
    assert_eq!(moved.start, slots[7].start);
    let cancelled = site.cancel(&moved, None).await.expect("an answer");
    assert!(matches!(cancelled, Cancelled::Confirmed(_)));
    assert_eq!(site.bookings().await.expect("bookings").len(), 1);
}
