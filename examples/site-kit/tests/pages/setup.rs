//! A site that is set up wrong: what its operator is told, by the log and by `/ready`.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use scheduler_sdk_mock::{MockServer, MockServerExt, samples};
use site_kit::{
    tokio,
    tracing::{self, subscriber::DefaultGuard},
};
use tracing_subscriber::fmt::MakeWriter;

use crate::visitor::{Visitor, details, practice, practices};

/// A log that is read here.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// What this test's thread logs from now on.
    fn begin() -> (Self, DefaultGuard) {
        let log = Self::default();
        let subscriber = tracing_subscriber::fmt()
            .with_ansi(false)
            .with_writer(log.clone())
            .finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    fn lines(&self, words: &str) -> Vec<String> {
        let text = String::from_utf8(self.0.lock().unwrap().clone()).unwrap();
        let lines = text.lines().filter(|line| line.contains(words));
        lines.map(str::to_owned).collect()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

const NO_TENANT: &str = "has no such tenant";
const NO_LISTENING: &str = "may not listen for live events";
/// How long the server takes to say whether pages may listen.
const SLOW: Duration = Duration::from_secs(4);
const BOUND: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_tenant_the_server_does_not_have_is_told_to_the_operator_once() {
    let (log, _guard) = Log::begin();
    let api = MockServer::start_async().await;
    api.tenant_view(|_, then| {
        then.client_error(404, &samples::refusal("not_found", &[]));
    });
    let visitor = Visitor::of(&api.base_url()).await;
    for _ in 0..3 {
        assert_eq!(visitor.get("/services").await.status, 404);
    }
    let ready = visitor.get("/ready").await;
    assert_eq!(ready.status, 503);
    assert!(ready.body.contains(samples::SLUG), "{}", ready.body);
    let told = log.lines(NO_TENANT);
    assert_eq!(told.len(), 1, "{told:?}");
    for words in ["ERROR", samples::SLUG, &api.base_url(), "tenants import"] {
        assert!(told[0].contains(words), "{words} in {told:?}");
    }
}

#[tokio::test]
async fn a_site_whose_tenant_is_there_is_ready_and_says_nothing() {
    let (log, _guard) = Log::begin();
    let api = practice().await;
    let visitor = Visitor::of(&api.base_url()).await;
    assert_eq!(visitor.get("/services").await.status, 200);
    let ready = visitor.get("/ready").await;
    assert_eq!(
        (ready.status.as_u16(), ready.body.as_str()),
        (200, "ready\n")
    );
    assert!(log.lines(NO_TENANT).is_empty());
}

#[tokio::test]
async fn whether_a_sites_pages_may_listen_is_asked_once_and_keeps_no_visitor_waiting() {
    for (status, allowed) in [
        (204, "https://practice.example"),
        (204, "https://elsewhere.example"),
        (405, ""),
        (503, ""),
    ] {
        let (log, _guard) = Log::begin();
        let api = practice().await;
        api.booking_create(|_, then| {
            then.created(&samples::booking_data());
        });
        api.session_stream(|_, then| {
            then.created(&samples::stream_session(business_client::Utc::now()));
        });
        let asked = api.mock(|when, then| {
            when.method("OPTIONS")
                .header("origin", "https://practice.example");
            then.status(status)
                .delay(SLOW)
                .header("access-control-allow-origin", allowed);
        });
        let visitor = Visitor::of(&api.base_url()).await;
        let form = details(&visitor).await;
        assert_eq!(visitor.post("/book", &form).await.status, 303);
        let began = Instant::now();
        for _ in 0..3 {
            assert_eq!(visitor.get("/live").await.status, 200);
        }
        assert!(began.elapsed() < SLOW, "{status} is waited for");
        tokio::time::timeout(BOUND, async {
            while asked.calls_async().await == 0 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        })
        .await
        .expect("the server is asked as a browser asks");
        assert_eq!(visitor.get("/live").await.status, 200);
        assert_eq!(asked.calls_async().await, 1, "and not for each visitor");
        let found = log.lines(NO_LISTENING);
        assert!(found.is_empty(), "it may be about to be let: {found:?}");
    }
}

#[test]
fn a_template_that_is_wrong_is_named_with_its_line() {
    let site = practices("http://127.0.0.1:8700", Some(samples::SLUG));
    let site = site.template("home.html", "<p>\n{% if %}\n</p>");
    let error = site.build().expect_err("no condition").to_string();
    assert!(error.contains("home.html:2"), "{error}");
}
