//! The client without `async` has all the other one has, and books.

#![allow(clippy::expect_used, reason = "a test ends where this fails")]

use std::{collections::BTreeSet, fs, path::Path};

use business_client::{
    Booked, Error, NewBooking, Utc,
    blocking::{BusinessClient, Directory},
};
use scheduler_sdk_mock::{MockServer, MockServerExt, samples};

#[test]
fn a_program_without_async_books_and_keeps_its_session() {
    let server = MockServer::start();
    server.tenant_list(|_, then| {
        then.ok(&samples::tenant_page());
    });
    server.service_list(|_, then| {
        then.ok(&samples::service_page());
    });
    server.session_create(|_, then| {
        then.created(&samples::session(Utc::now()));
    });
    server.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    server.booking_list(|_, then| {
        then.ok(&samples::booking_page());
    });
    let directory = Directory::connect(&server.base_url()).expect("a URL");
    let tenants = directory.tenants().expect("tenants");
    let business = directory.business(tenants.first().expect("one").slug.clone());
    let nobody = business.bookings();
    assert!(matches!(nobody, Err(Error::SessionRequired)), "{nobody:?}");
    let services = business.services().expect("services");
    let service = services.first().expect("one");
    let wish = NewBooking::new(service.id, samples::start(), "Kim").email("kim@example.com");
    let booked = business.book(&wish).expect("an outcome");
    assert_eq!(booked, Booked::Confirmed(samples::booking()));
    let kept = business.session().expect("a session");
    let next_request = BusinessClient::connect(&server.base_url(), samples::SLUG)
        .expect("a URL")
        .for_visitor(None)
        .resume(kept);
    assert_eq!(next_request.bookings().expect("bookings").len(), 1);
}

#[test]
fn every_call_that_waits_by_async_waits_without_it() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut names = BTreeSet::new();
    let mut blocking = String::new();
    for entry in fs::read_dir(sources).expect("sources") {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|it| it != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        // The shop's catalogue is a client of its own.
        match path.file_stem().and_then(|it| it.to_str()) {
            Some("blocking") => blocking = text,
            Some(name) if name.starts_with("shop") => {}
            _ => names.extend(
                text.lines()
                    .filter_map(|line| line.trim().strip_prefix("pub async fn "))
                    .filter_map(|rest| rest.split(['(', '<']).next())
                    .map(str::to_owned),
            ),
        }
    }
    assert!(names.len() > 20, "they were found: {names:?}");
    let missing: Vec<_> = names
        .iter()
        .filter(|name| !blocking.contains(&format!(" {name}(")))
        .collect();
    assert!(missing.is_empty(), "blocking has no {missing:?}");
}
