//! Traces: how long each part of a call and of its messages took, across processes.
//!
//! A call takes up the trace its client names in `traceparent` (W3C Trace Context), a message that of the
//! call it is kept by. Spans go to a collector by OTLP over HTTP, if one is configured; else there are none.
//!
//! A span says which operation or message it is, and how it ended: words known beforehand, besides ids of
//! requests and jobs. Only the spans made here leave the process, and nothing that is logged does.

use std::time::Duration;

use http::HeaderMap;
use opentelemetry::{
    KeyValue,
    propagation::{Extractor, Injector, TextMapPropagator as _},
    trace::TracerProvider as _,
};
use opentelemetry_otlp::{
    ExporterBuildError, Protocol, SpanExporter, WithExportConfig as _, WithHttpConfig as _,
};
use opentelemetry_sdk::{
    Resource,
    propagation::TraceContextPropagator,
    trace::{BatchConfigBuilder, BatchSpanProcessor, Sampler, SdkTracerProvider, Tracer},
};
use tracing::{Span, field::Empty, info_span};
use tracing_opentelemetry::OpenTelemetrySpanExt as _;

use crate::config::TracesConfig;

/// What our spans are found under, so that logs can leave them out and the collector gets nothing else.
pub(super) const TARGET: &str = "nexus_trace";
/// How long spans are gathered before they are sent.
const DELAY: Duration = Duration::from_secs(1);
/// How long the collector may take.
const COLLECTOR: Duration = Duration::from_secs(5);
/// Where a collector takes spans.
const PATH: &str = "/v1/traces";

/// Spans can't be sent.
#[derive(Debug, thiserror::Error)]
pub enum TracesError {
    /// The client that would send them can't be made.
    #[error("no HTTP client for traces.endpoint can be made: {0}")]
    Client(String),
    /// What would send them can't be made.
    #[error("traces can't be sent to traces.endpoint: {0}")]
    Exporter(#[from] ExporterBuildError),
}

/// What sends spans to a collector, until it is told to stop.
#[derive(Debug)]
pub struct Traces(SdkTracerProvider);

impl Traces {
    /// Begins to send spans of a service to the configured collector; nothing if none is.
    ///
    /// # Errors
    /// When the endpoint is none.
    pub fn begin(
        config: &TracesConfig,
        service: &'static str,
    ) -> Result<Option<Self>, TracesError> {
        let Some(endpoint) = &config.endpoint else {
            return Ok(None);
        };
        let exporter = SpanExporter::builder()
            .with_http()
            .with_protocol(Protocol::HttpJson)
            .with_endpoint(format!("{}{PATH}", endpoint.trim_end_matches('/')))
            .with_timeout(COLLECTOR)
            .with_http_client(client()?)
            .build()?;
        let gathered = BatchConfigBuilder::default()
            .with_scheduled_delay(DELAY)
            .build();
        let processor = BatchSpanProcessor::builder(exporter)
            .with_batch_config(gathered)
            .build();
        let share = f64::from(config.sampled_percent) / 100.0;
        let resource = Resource::builder_empty()
            .with_service_name(service)
            .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
            .build();
        let provider = SdkTracerProvider::builder()
            .with_span_processor(processor)
            .with_sampler(Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(
                share,
            ))))
            .with_resource(resource)
            .build();
        Ok(Some(Self(provider)))
    }

    /// What spans are made by.
    pub(super) fn tracer(&self) -> Tracer {
        self.0.tracer("scheduler-server")
    }

    /// Sends what has been gathered, and ends.
    pub async fn end(self) {
        // It waits for its own thread.
        let ended = tokio::task::spawn_blocking(move || self.0.shutdown()).await;
        if let Ok(Err(error)) = ended {
            tracing::warn!(%error, "the last traces could not be sent");
        }
    }
}

/// It blocks, on the thread that sends spans, and can't be made where tasks run.
fn client() -> Result<reqwest::blocking::Client, TracesError> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let made = std::thread::spawn(|| {
        reqwest::blocking::Client::builder()
            .timeout(COLLECTOR)
            .build()
            .map_err(|error| error.to_string())
    });
    let made = made.join().unwrap_or_else(|_| Err("it broke".to_owned()));
    made.map_err(TracesError::Client)
}

/// The span of a call, in the trace its client names.
pub(crate) fn of_call(operation: &str, request_id: &str, headers: &HeaderMap) -> Span {
    let span = info_span!(
        target: TARGET,
        "call",
        otel.name = operation,
        otel.kind = "server",
        otel.status_code = Empty,
        operation,
        request_id,
        http.response.status_code = Empty,
    );
    if !span.is_disabled() {
        // `tracestate` is whatever its client wrote, and would go on to the collector. Without a parent that
        // can be read, this begins a trace of its own.
        let named = headers.get(TRACEPARENT).and_then(|it| it.to_str().ok());
        let parent = One(named.unwrap_or_default().to_owned());
        let _ = span.set_parent(TraceContextPropagator::new().extract(&parent));
    }
    span
}

/// Says how a call ended.
pub(crate) fn ended(span: &Span, status: u16) {
    span.record("http.response.status_code", status);
    if status >= 500 {
        span.record("otel.status_code", "ERROR");
    }
}

/// The span of a message's way to its provider, in the trace of the call that kept it.
pub(crate) fn of_message(kind: &str, job: &str, traceparent: Option<&str>) -> Span {
    let span = info_span!(
        target: TARGET,
        "message",
        otel.name = kind,
        otel.kind = "consumer",
        kind,
        job,
    );
    if let Some(traceparent) = traceparent.filter(|_| !span.is_disabled()) {
        let parent = TraceContextPropagator::new().extract(&One(traceparent.to_owned()));
        let _ = span.set_parent(parent);
    }
    span
}

/// The trace that is going on, as `traceparent` says it; nothing where none is.
pub(crate) fn current() -> Option<String> {
    let span = Span::current();
    if span.is_disabled() {
        return None;
    }
    let mut one = One(String::new());
    TraceContextPropagator::new().inject_context(&span.context(), &mut one);
    (!one.0.is_empty()).then_some(one.0)
}

/// `traceparent` alone: what a client adds beside it is not ours to keep.
struct One(String);

const TRACEPARENT: &str = "traceparent";

impl Extractor for One {
    fn get(&self, key: &str) -> Option<&str> {
        (key == TRACEPARENT).then_some(self.0.as_str())
    }

    fn keys(&self) -> Vec<&str> {
        vec![TRACEPARENT]
    }
}

impl Injector for One {
    fn set(&mut self, key: &str, value: String) {
        if key == TRACEPARENT {
            self.0 = value;
        }
    }
}
