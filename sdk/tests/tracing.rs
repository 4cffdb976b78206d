//! What a call tells the trace.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test ends where this fails"
)]

mod support;

use std::{
    io,
    sync::{Arc, Mutex},
};

use scheduler_sdk::Stoken;
use support::{Reply, STOKEN, Server, list, no_services, quick};
use tracing_subscriber::fmt::{MakeWriter, format::FmtSpan};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn harmless_drift_is_warned_of_once_and_a_call_is_a_span_without_secrets() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(lines.clone())
        .with_ansi(false)
        .with_span_events(FmtSpan::CLOSE)
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .finish();
    let guard = tracing_subscriber::util::SubscriberInitExt::set_default(subscriber);
    let server = Server::answering(vec![Reply::Hangup, no_services()]).await;
    let client = server
        .client()
        .with(quick().stoken(Stoken::new(STOKEN).unwrap()));
    list(&client).await.unwrap();
    list(&client.clone()).await.unwrap();
    drop(guard);
    let text = lines.text();
    assert_eq!(
        text.matches("differs from this client's").count(),
        1,
        "{text}"
    );
    assert!(text.contains("operation=\"service_list\""), "{text}");
    assert!(
        text.contains("status=200") && text.contains("attempts=2"),
        "{text}"
    );
    assert!(!text.contains(STOKEN), "{text}");
}
