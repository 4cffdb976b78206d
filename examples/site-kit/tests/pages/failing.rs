//! A server that is down, silent, or was built from another contract.

use std::{
    io::Write,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use scheduler_sdk_mock::{MockServerExt, samples};
use site_kit::{booking, tokio::net::TcpListener};

use crate::visitor::{Visitor, assert_kept, details, practice, practices, typed};

/// Longer than any page may take, and no measure of how long it does.
const BOUND: Duration = Duration::from_secs(25);

/// What the operator's log holds.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn drift_pauses_booking_keeps_the_form_and_tells_the_operator() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .finish();
    // Everything of this test runs on this thread.
    let _logging = tracing::subscriber::set_default(subscriber);
    let api = practice().await;
    let place = serde_json::json!([{ "at": "/party", "expected": "integer", "found": "missing" }]);
    let drift = samples::refusal(
        "contract_drift",
        &[
            ("operationId", "booking_create".into()),
            ("serverVersion", "2.0.0".into()),
            ("places", place),
            ("advice", "Update the site.".into()),
        ],
    );
    api.booking_create(|_, then| {
        then.server_error(500, &drift);
    });
    let visitor = Visitor::of(&api.base_url()).await;
    let form = details(&visitor).await;
    let page = visitor.post("/book", &form).await;
    assert_eq!(page.status, 503);
    assert!(page.body.contains("Booking is paused"), "{}", page.body);
    assert_kept(&page);
    let intent = |form: &[(String, String)]| {
        let found = form.iter().find(|(name, _)| name == "intent");
        found.expect("a form of booking has an intent").1.clone()
    };
    assert_eq!(
        intent(&page.form("/book")),
        intent(&form),
        "sent again it is the same intent"
    );

    let metrics = visitor.get("/metrics").await.body;
    let counted = "site_contract_drift_total{operation=\"booking_create\",side=\"request\"} 1";
    assert!(metrics.contains(counted), "{metrics}");
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    let line = log
        .lines()
        .find(|line| line.contains("ERROR"))
        .expect("an error is logged");
    assert!(
        line.contains("booking_create") && line.contains("/party"),
        "{line}"
    );
    assert!(
        !log.contains("kim@example.com"),
        "nothing of the customer's is logged"
    );
}

#[tokio::test]
async fn a_server_that_is_down_is_told_in_time_and_the_form_survives() {
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", gone.local_addr().unwrap());
    drop(gone);
    assert_told(&url).await;
}

#[tokio::test]
async fn a_server_that_never_answers_is_told_in_time_and_the_form_survives() {
    // Connections come about, and nobody takes them.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    assert_told(&format!("http://{}", silent.local_addr().unwrap())).await;
}

#[tokio::test]
async fn work_that_takes_too_long_is_given_up_in_time_and_the_form_survives() {
    let api = practice().await;
    api.booking_create(|_, then| {
        let then = then.into_inner().delay(Duration::from_secs(4));
        then.status(201)
            .header("content-type", "application/json")
            .json_body(serde_json::json!(samples::booking_data()));
    });
    let site = practices(&api.base_url(), Some(samples::SLUG)).patience(Duration::from_millis(800));
    let visitor = Visitor::of_site(site, booking::router()).await;
    let form = details(&visitor).await;
    let began = Instant::now();
    let page = visitor.post("/book", &form).await;
    assert!(began.elapsed() < Duration::from_secs(4));
    assert_eq!(page.status, 503);
    assert!(
        page.body.contains("data-trouble=\"unavailable\""),
        "{}",
        page.body
    );
    assert_kept(&page);
}

#[tokio::test]
async fn a_list_of_appointments_that_fails_or_is_slow_keeps_nobody_from_booking() {
    let api = practice().await;
    let booked = api.booking_create(|_, then| {
        then.created(&samples::booking_data());
    });
    // Longer than looking and booking together need, and shorter than waiting for the list.
    let site = practices(&api.base_url(), Some(samples::SLUG)).patience(Duration::from_secs(8));
    let visitor = Visitor::of_site(site, booking::router()).await;
    let mut form = details(&visitor).await;
    assert_eq!(visitor.post("/book", &form).await.status, 303);

    let mut failing = api.booking_list(|_, then| {
        then.server_error(500, &samples::refusal("internal", &[]));
    });
    form.retain(|(name, _)| name != "note");
    let answer = visitor.post("/book", &form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    booked.assert_calls(2);
    let metrics = visitor.get("/metrics").await.body;
    assert!(
        metrics.contains("site_trouble_total{kind=\"unavailable\"} 1"),
        "the operator is told:\n{metrics}"
    );
    failing.delete();

    api.booking_list(|_, then| {
        let then = then.into_inner().delay(Duration::from_secs(20));
        then.status(200)
            .header("content-type", "application/json")
            .json_body(serde_json::json!(samples::booking_page()));
    });
    form.push(("note".to_owned(), "Something else.".to_owned()));
    let answer = visitor.post("/book", &form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    booked.assert_calls(3);
}

async fn assert_told(api: &str) {
    let visitor = Visitor::of(api).await;
    let mut form = visitor.get("/sign-in").await.form("/sign-in");
    form.push(("service".to_owned(), samples::service().id.to_string()));
    form.push(("start".to_owned(), "2027-01-02T09:00:00Z".to_owned()));
    form.extend(typed());
    let began = Instant::now();
    let page = visitor.post("/book", &form).await;
    assert!(
        began.elapsed() < BOUND,
        "the visitor waits {:?}",
        began.elapsed()
    );
    assert_eq!(page.status, 503);
    assert!(
        page.body.contains("data-trouble=\"unavailable\""),
        "{}",
        page.body
    );
    assert_kept(&page);
    assert_eq!(
        visitor.get("/health").await.status,
        200,
        "the site itself is well"
    );
}
