//! Sets up what is written to the log, and how.
//!
//! Lines go to standard error, redacted. Panics become lines too, since what a panic says may hold
//! anything.

use std::{backtrace::Backtrace, io, panic};

use tracing::Subscriber;
use tracing_subscriber::{
    EnvFilter, Layer, Registry,
    filter::{FilterExt as _, ParseError, dynamic_filter_fn, filter_fn},
    fmt::{self, MakeWriter},
    layer::SubscriberExt,
    registry::LookupSpan,
    util::{SubscriberInitExt, TryInitError},
};

use super::{
    redaction::{Redacting, redact},
    traces::{self, Traces, TracesError},
};
use crate::config::{LogConfig, LogFormat, TracesConfig};

/// Begins to log to standard error, for the whole process and once in its life.
///
/// # Errors
/// If the filter can't be read, or logging has begun already.
pub fn init(config: &LogConfig) -> Result<(), LoggingError> {
    subscriber(config, io::stderr)?.try_init()?;
    log_panics();
    Ok(())
}

/// The same for a process that may send traces as well: of a service of this name, until they are ended.
///
/// # Errors
/// If the filter can't be read, logging has begun already, or the collector's endpoint is none.
pub fn init_with_traces(
    config: &LogConfig,
    traces: &TracesConfig,
    service: &'static str,
) -> Result<Option<Traces>, LoggingError> {
    let Some(traces) = Traces::begin(traces, service)? else {
        init(config)?;
        return Ok(None);
    };
    let spans = tracing_opentelemetry::layer()
        .with_tracer(traces.tracer())
        .with_location(false)
        .with_threads(false)
        .with_target(false)
        .with_tracked_inactivity(false)
        .with_filter(filter_fn(|about| about.target() == traces::TARGET));
    subscriber(config, io::stderr)?.with(spans).try_init()?;
    log_panics();
    Ok(Some(traces))
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
) -> Result<impl Subscriber + for<'span> LookupSpan<'span> + Send + Sync + use<W>, LoggingError>
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
    // Spans are for the collector: a line says what it says, whether there is one or not. The filter is a dynamic
    // one, so that each event is judged by itself: where the answer is remembered by call site, an event that
    // somebody merely asked about (`tracing::enabled!`, as sqlx does) keeps the next one from being written.
    let filter = filter.and(dynamic_filter_fn(|about, _| {
        about.target() != traces::TARGET
    }));
    Ok(Registry::default().with(lines.with_filter(filter)))
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
    /// Traces can't be sent.
    #[error(transparent)]
    Traces(#[from] TracesError),
    /// Something logs already.
    #[error("logging has begun already; begin it once, at the start of the process: {0}")]
    Begun(#[from] TryInitError),
}
