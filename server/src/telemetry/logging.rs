//! Sets up what is written to the log, and how.
//!
//! Lines go to standard error, redacted. Panics become lines too, since what a panic says may hold
//! anything.

use std::{backtrace::Backtrace, io, panic};

use tracing::Subscriber;
use tracing_subscriber::{
    EnvFilter, Layer, Registry,
    filter::ParseError,
    fmt::{self, MakeWriter},
    layer::SubscriberExt,
    util::{SubscriberInitExt, TryInitError},
};

use super::redaction::{Redacting, redact};
use crate::config::{LogConfig, LogFormat};

/// Begins to log to standard error, for the whole process and once in its life.
///
/// # Errors
/// If the filter can't be read, or logging has begun already.
pub fn init(config: &LogConfig) -> Result<(), LoggingError> {
    subscriber(config, io::stderr)?.try_init()?;
    log_panics();
    Ok(())
}

/// Lets panics be logged, instead of written to standard error as they are. Where nothing logs errors they
/// are written there still, redacted.
pub fn log_panics() {
    panic::set_hook(Box::new(log_panic));
}

/// What logs to a writer of somebody's choice, for those who want to read it.
///
/// # Errors
/// If the filter can't be read.
pub fn subscriber<W>(
    config: &LogConfig,
    writer: W,
) -> Result<impl Subscriber + Send + Sync + use<W>, LoggingError>
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let filter = EnvFilter::builder().parse(&config.filter)?;
    // Without colours: their codes could stand between a name and a secret.
    let lines = fmt::layer().with_ansi(false).with_writer(Redacting(writer));
    let lines: Box<dyn Layer<Registry> + Send + Sync> = match config.format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().flatten_event(true).boxed(),
    };
    Ok(Registry::default().with(lines).with(filter))
}

fn log_panic(panic: &panic::PanicHookInfo<'_>) {
    if !tracing::event_enabled!(target: "panic", tracing::Level::ERROR) {
        eprintln!("{}", redact(&panic.to_string()));
        return;
    }
    let backtrace = Backtrace::capture();
    tracing::error!(
        target: "panic",
        message = panic.payload_as_str().unwrap_or("a panic without a message"),
        location = panic.location().map(tracing::field::display),
        %backtrace,
    );
}

/// Logging can't begin.
#[derive(Debug, thiserror::Error)]
pub enum LoggingError {
    /// The filter is none.
    #[error("log.filter can't be read: {0}; write a level such as `info`, or `info,sqlx=warn`")]
    Filter(#[from] ParseError),
    /// Something logs already.
    #[error("logging has begun already; begin it once, at the start of the process: {0}")]
    Begun(#[from] TryInitError),
}
