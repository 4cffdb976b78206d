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

#[tokio::test]
async fn a_call_is_one_trace_whose_id_both_sides_know() {
    let lines = Lines::default();
    let subscriber = tracing_subscriber::fmt()
        .with_writer(lines.clone())
        .with_ansi(false)
        .with_span_events(FmtSpan::CLOSE)
        .finish();
    let guard = tracing_subscriber::util::SubscriberInitExt::set_default(subscriber);
    let server = Server::answering(vec![Reply::Hangup, no_services()]).await;
    list(&server.client()).await.unwrap();
    let given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    let settings = quick().trace_parent(move || Some(given.to_owned()));
    list(&server.client().with(settings)).await.unwrap();
    drop(guard);

    let asked = server.asked();
    let parents: Vec<&str> = asked
        .iter()
        .map(|asked| asked.header("traceparent").unwrap())
        .collect();
    let [first, again, own] = parents[..] else {
        panic!("expected two attempts and a call, not {parents:?}")
    };
    assert_eq!(first, again, "attempts are of one trace");
    assert_eq!(own, given, "a site's own trace goes on");
    let parts: Vec<&str> = first.split('-').collect();
    let [version, trace, span, flags] = parts[..] else {
        panic!("no traceparent of W3C's: {first}")
    };
    assert_eq!((version, flags), ("00", "01"));
    for (part, length) in [(trace, 32), (span, 16)] {
        assert_eq!(part.len(), length, "{first}");
        assert!(part.bytes().all(|byte| byte.is_ascii_hexdigit()), "{first}");
    }
    assert!(lines.text().contains(trace), "{}", lines.text());
}
