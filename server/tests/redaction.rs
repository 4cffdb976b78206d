//! No stoken is ever written, whoever writes it and wherever it stands.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "what can't be written fails the test"
)]

use std::{
    io::{self, Read, Write},
    net::{SocketAddr, TcpStream},
    panic,
    sync::{Arc, Mutex},
    thread,
};

use dropshot::{ApiDescription, ServerBuilder};
use proptest::prelude::*;
use scheduler_server::{
    config::{LogConfig, LogFormat},
    telemetry::{
        drain,
        logging::subscriber,
        redaction::{RedactedLines, redact},
    },
};
use tracing_subscriber::fmt::MakeWriter;

/// Everything that was written.
#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Written {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Written {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

fn log(format: LogFormat) -> LogConfig {
    LogConfig {
        format,
        filter: "trace".to_owned(),
    }
}

/// What is logged, at any level, while `what` happens on this thread.
fn logged(format: LogFormat, what: impl FnOnce()) -> String {
    let written = Written::default();
    let subscriber = subscriber(&log(format), written.clone()).unwrap();
    tracing::subscriber::with_default(subscriber, what);
    written.text()
}

fn token() -> impl Strategy<Value = (String, String)> {
    let prefix = prop_oneof![Just("nxs_"), Just("nxe_"), Just("nxm_")];
    (prefix, "[A-Za-z0-9_-]{8,60}")
        .prop_map(|(prefix, secret)| (format!("{prefix}{secret}"), secret))
}

/// Where a token may stand.
fn around() -> impl Strategy<Value = (String, String)> {
    let known = prop_oneof![
        Just((
            "GET /api/public/x/events?stoken=",
            "&lastEventId=4 HTTP/1.1"
        )),
        Just(("Authorization: Bearer ", "\r")),
        Just(("{\"data\":{\"stoken\":\"", "\"}}")),
        Just(("{\\\"stoken\\\": \\\"", "\\\"}")),
        Just(("Stoken(\"", "\")")),
        Just(("https://x.example/manage#", "")),
        Just(("redirect=%2Fevents%3Fstoken%3D", "%26x")),
        Just(("STOKEN=", ",")),
    ]
    .prop_map(|(before, after)| (before.to_owned(), after.to_owned()));
    let anything = ("\\PC{0,20}", "[^A-Za-z0-9_%-]{0,1}\\PC{0,20}");
    prop_oneof![known, anything]
}

proptest! {
    #[test]
    fn a_token_is_taken_out_wherever_it_stands((token, secret) in token(), (before, after) in around()) {
        let clean = redact(&format!("{before}{token}{after}")).into_owned();
        prop_assert!(!clean.contains(&secret), "{clean}");
        prop_assert!(clean.contains("[redacted]"));
    }

    #[test]
    fn what_is_given_as_a_stoken_is_taken_out_whatever_it_is(value in "[A-Za-z0-9._~%+/=-]{3,40}") {
        let clean = redact(&format!("/events?x=1&stoken={value}&y=2")).into_owned();
        prop_assert_eq!(clean, "/events?x=1&stoken=[redacted]&y=2");
    }

    #[test]
    fn text_without_one_is_left_alone(text in "[a-m o-z0-9 :/?&=]{0,80}") {
        prop_assume!(!text.contains("stoken"));
        prop_assert_eq!(redact(&text), text.as_str());
    }

    #[test]
    fn nothing_more_is_taken_out_the_second_time((token, _) in token(), (before, after) in around()) {
        let once = redact(&format!("{before}{token}{after}")).into_owned();
        prop_assert_eq!(redact(&once).into_owned(), once);
    }

    #[test]
    fn a_token_written_in_pieces_is_taken_out(
        (token, secret) in token(),
        (before, after) in around(),
        pieces in prop::collection::vec(1_usize..9, 1..40),
    ) {
        let text = format!("{before}{token}{after}\nnext line {token}");
        let written = Written::default();
        let mut lines = RedactedLines::over(written.clone());
        let mut rest = text.as_bytes();
        for length in pieces {
            let (piece, left) = rest.split_at(length.min(rest.len()));
            lines.write_all(piece).unwrap();
            lines.flush().unwrap();
            rest = left;
        }
        lines.write_all(rest).unwrap();
        drop(lines);
        prop_assert!(!written.text().contains(&secret));
        prop_assert_eq!(written.text(), redact(&text).into_owned());
    }

    #[test]
    fn a_token_in_a_message_field_or_span_is_not_logged((token, secret) in token(), json in any::<bool>()) {
        let format = if json { LogFormat::Json } else { LogFormat::Text };
        let text = logged(format, || {
            let span = tracing::info_span!("asking", stoken = %token);
            let _inside = span.enter();
            tracing::warn!(url = %format!("/events?stoken={token}"), debug = ?Some(&token), "refused {token}");
        });
        prop_assert!(text.contains("refused"), "{text}");
        prop_assert!(!text.contains(&secret), "{text}");
    }
}

const STOKEN: &str = "nxs_3QvN8aLx0PzKc5TgYd7RwE1mUo2BhSfJ9iV4";

/// Asks a server of dropshot for something, and gives its status line.
fn ask(server: SocketAddr, target: &str) -> String {
    let mut stream = TcpStream::connect(server).unwrap();
    write!(
        stream,
        "GET {target} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {STOKEN}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer.lines().next().unwrap_or_default().to_owned()
}

#[test]
fn what_the_web_server_logs_of_a_request_is_its_outcome_and_not_its_address() {
    let text = logged(LogFormat::Json, || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let server = ServerBuilder::new(ApiDescription::new(), (), drain::logger())
                .start()
                .unwrap();
            let address = server.local_addr();
            let asked = tokio::task::spawn_blocking(move || {
                ask(
                    address,
                    &format!("/secret-path/{STOKEN}?stoken={STOKEN}&personal=address"),
                )
            });
            assert_eq!(asked.await.unwrap(), "HTTP/1.1 404 Not Found");
            server.close().await.unwrap();
        });
    });
    let completed = text
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find(|line| line["message"] == "request completed")
        .expect("the request is logged");
    assert_eq!(completed["level"], "INFO");
    assert_eq!(completed["method"], "GET");
    assert_eq!(completed["status"], 404);
    assert!(completed["latency_us"].is_u64());
    assert!(completed["request_id"].is_string());
    for secret in [
        "secret-path",
        "personal",
        "stoken",
        &STOKEN[4..],
        "Bearer",
        "\"uri\"",
    ] {
        assert!(!text.contains(secret), "`{secret}` is logged:\n{text}");
    }
    let connections = text
        .lines()
        .filter(|line| line.contains("accepted connection"));
    assert!(connections.clone().count() > 0, "{text}");
    assert!(
        connections.clone().all(|line| line.contains("DEBUG")),
        "{text}"
    );
}

#[test]
fn a_panic_is_logged_without_its_stokens() {
    let written = Written::default();
    let subscriber = subscriber(&log(LogFormat::Json), written.clone()).unwrap();
    let dispatch = tracing::Dispatch::new(subscriber);
    let usual = panic::take_hook();
    let failed = thread::spawn(move || {
        let _logging = tracing::dispatcher::set_default(&dispatch);
        scheduler_server::telemetry::logging::log_panics();
        panic!("no session for {STOKEN}");
    })
    .join();
    panic::set_hook(usual);
    assert!(failed.is_err());
    let text = written.text();
    assert!(text.contains("no session for nxs_[redacted]"), "{text}");
    assert!(!text.contains(&STOKEN[4..]));
}
