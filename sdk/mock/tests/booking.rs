//! A site's test: a booking from start to end, against the mock.

use scheduler_sdk::{
    Client, Error, Settings,
    types::{ApiError, BookingCreate, Contact},
};
use scheduler_sdk_mock::{MockServer, MockServerExt, samples};

fn wish() -> scheduler_sdk::types::builder::BookingCreate {
    let contact = Contact::Email {
        address: "kim@example.com".to_owned(),
    };
    BookingCreate::builder()
        .service_id(samples::service().id)
        .start(samples::start())
        .customer_name("Kim Berger")
        .contact(contact)
}

#[tokio::test]
async fn the_first_free_slot_is_booked() {
    let server = MockServer::start_async().await;
    let services = server.service_list(|when, then| {
        when.slug(&samples::SLUG.into());
        then.ok(&samples::service_page());
    });
    let slots = server.slot_list(|when, then| {
        when.service_id(&samples::service().id);
        then.ok(&samples::slot_page());
    });
    let bookings = server.booking_create(|when, then| {
        when.body(&wish().try_into().expect("a whole wish"));
        then.created(&samples::booking_data());
    });
    let client = Client::connect(&server.base_url(), Settings::new()).expect("a URL");

    let page = client
        .service_list()
        .slug(samples::SLUG)
        .send()
        .await
        .expect("services");
    let service = page.data.first().expect("a service");
    let from = samples::start();
    let slots_found = client
        .slot_list()
        .slug(samples::SLUG)
        .service_id(service.id)
        .from(from)
        .to(from + chrono::TimeDelta::days(1))
        .send()
        .await
        .expect("slots");
    assert_eq!(slots_found.data.first(), Some(&samples::slot()));
    let booked = client
        .booking_create()
        .slug(samples::SLUG)
        .body(wish())
        .send()
        .await;
    assert_eq!(
        booked.expect("a booking").into_inner().data,
        samples::booking()
    );

    services.assert();
    slots.assert();
    bookings.assert();
}

#[tokio::test]
async fn a_taken_slot_is_refused_with_what_else_is_free() {
    let server = MockServer::start_async().await;
    let free = serde_json::json!([samples::slot_at(
        samples::start() + chrono::TimeDelta::hours(2)
    )]);
    server.booking_create(|_, then| {
        then.client_error(
            409,
            &samples::refusal("slot_taken", &[("alternatives", free)]),
        );
    });
    let client = Client::connect(&server.base_url(), Settings::new()).expect("a URL");
    let error = client
        .booking_create()
        .slug(samples::SLUG)
        .body(wish())
        .send()
        .await;
    let error = Error::from(error.map(|_| ()).expect_err("a refusal"));
    match error.api() {
        Some(ApiError::SlotTaken { alternatives, .. }) => assert_eq!(alternatives.len(), 1),
        _ => panic!("expected a taken slot, not {error}"),
    }
}

#[tokio::test]
async fn a_calendar_file_is_answered_as_one() {
    let server = MockServer::start_async().await;
    server.booking_calendar(|when, then| {
        when.id(&samples::booking().id);
        then.ok("BEGIN:VCALENDAR");
    });
    let client = Client::connect(&server.base_url(), Settings::new()).expect("a URL");
    let answer = client
        .booking_calendar()
        .slug(samples::SLUG)
        .id(samples::booking().id)
        .send()
        .await
        .expect("a calendar");
    let text = scheduler_sdk::read_text(answer).await.expect("a text");
    assert_eq!(text, "BEGIN:VCALENDAR");
}
