//! What the filter lets through is written, whatever else was asked about before.

#![allow(clippy::unwrap_used, reason = "what can't be written fails the test")]

use std::{
    io::{self, Write},
    sync::{Arc, Mutex},
};

use scheduler_server::{
    config::{LogConfig, LogFormat},
    telemetry::logging::subscriber,
};
use tracing::Level;

#[derive(Clone, Default)]
struct Written(Arc<Mutex<Vec<u8>>>);

impl Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_line_is_written_after_somebody_asked_about_another() {
    let config = LogConfig {
        format: LogFormat::Text,
        filter: "warn,wanted=info".to_owned(),
    };
    let written = Written::default();
    let writer = written.clone();
    let log = subscriber(&config, move || writer.clone()).unwrap();

    let asked = tracing::subscriber::with_default(log, || {
        let asked = tracing::enabled!(target: "unwanted", Level::INFO);
        tracing::info!(target: "wanted", "listening");
        asked
    });

    assert!(!asked, "the filter keeps the other out");
    let text = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    assert!(
        text.contains("listening"),
        "what it lets through is written: {text}"
    );
}
