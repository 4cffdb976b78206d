//! Counts and durations, in the OpenMetrics format.
//!
//! Every label is a word known beforehand: an operation of the contract, a release, a variant below.
//! Nobody outside can make the server keep a new series, and nothing personal can end up in one.

use std::{collections::BTreeSet, time::Duration};

use jiff::Timestamp;
use prometheus_client::{
    encoding::{EncodeLabelSet, text},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};

use crate::{
    domain::zone,
    drift::Refusal,
    retention::Step,
    store::{Connections, QueueDepth},
};

/// Media type of [`Metrics::encode`].
pub const CONTENT_TYPE: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What a request is counted under that met no operation.
const NO_OPERATION: &str = "none";

/// Upper bounds of durations, in seconds: from a look-up to a stream.
const SECONDS: [f64; 13] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0,
];

/// Everything that is counted.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    operations: BTreeSet<&'static str>,
    requests: Family<RequestLabels, Counter>,
    durations: Family<OperationLabels, Histogram, fn() -> Histogram>,
    drift: Family<DriftLabels, Counter>,
    bookings: Family<BookingLabels, Counter>,
    event_streams: Gauge,
    messages: Family<MessageLabels, Counter>,
    queue: Family<QueueLabels, Gauge>,
    oldest_due: Gauge,
    upkeep: Family<UpkeepLabels, Counter>,
    connections: Family<ConnectionLabels, Gauge>,
    database_up: Gauge,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    operation: &'static str,
    status: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OperationLabels {
    operation: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct DriftLabels {
    operation: &'static str,
    client_version: &'static str,
    reason: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct BookingLabels {
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct MessageLabels {
    provider: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct QueueLabels {
    state: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct UpkeepLabels {
    step: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct ConnectionLabels {
    state: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct VersionLabels {
    contract_version: &'static str,
    time_zone_database: &'static str,
}

impl Metrics {
    /// All at zero, for a server of these operations.
    #[must_use]
    pub fn new(operations: impl IntoIterator<Item = &'static str>) -> Self {
        let mut registry = Registry::with_prefix("nexus");
        let requests = Family::default();
        registry.register(
            "requests",
            "Requests answered, by operation and class of status",
            requests.clone(),
        );
        let durations: Family<_, _, fn() -> Histogram> =
            Family::new_with_constructor(|| Histogram::new(SECONDS));
        registry.register_with_unit(
            "request_duration",
            "Time from a request's arrival to its answer's first byte, by operation",
            Unit::Seconds,
            durations.clone(),
        );
        let drift = Family::default();
        registry.register(
            "contract_drift",
            "Requests whose contract or shape differs from the server's, by operation, client version and reason",
            drift.clone(),
        );
        let bookings = Family::default();
        registry.register(
            "bookings",
            "Attempts to book or to change a booking, by outcome",
            bookings.clone(),
        );
        let event_streams = Gauge::default();
        registry.register(
            "event_streams",
            "Event streams open now",
            event_streams.clone(),
        );
        let messages = Family::default();
        registry.register(
            "messages",
            "Attempts to hand a message over and reports of messages, by provider and outcome",
            messages.clone(),
        );
        let queue = Family::default();
        registry.register(
            "jobs",
            "Messages in the queue, by state: among the 10,000 that are due first, and up to 10,000 dead",
            queue.clone(),
        );
        let oldest_due = Gauge::default();
        registry.register_with_unit(
            "jobs_oldest_due",
            "How long ago the oldest message was due that is to be sent; 0 if none is due",
            Unit::Seconds,
            oldest_due.clone(),
        );
        let upkeep = Family::default();
        registry.register(
            "upkeep_failures",
            "What could not be tidied away for a tenant, by step; the log names the tenant and why",
            upkeep.clone(),
        );
        let connections = Family::default();
        registry.register(
            "database_connections",
            "Connections to the database, by what they do: at most `database.max_connections` in all",
            connections.clone(),
        );
        let database_up = Gauge::default();
        registry.register(
            "database_up",
            "1 while the database answers, 0 while calls are turned away because it doesn't",
            database_up.clone(),
        );
        let versions = VersionLabels {
            contract_version: scheduler_contracts::VERSION,
            time_zone_database: zone::rules_version(),
        };
        registry.register(
            "server",
            "What this server was built with",
            Info::new(versions),
        );

        let metrics = Self {
            registry,
            operations: operations.into_iter().collect(),
            requests,
            durations,
            drift,
            bookings,
            event_streams,
            messages,
            queue,
            oldest_due,
            upkeep,
            connections,
            database_up,
        };
        for outcome in BookingOutcome::ALL {
            metrics.bookings.get_or_create(&outcome.labels()).inc_by(0);
        }
        for step in Step::ALL {
            let step = step.as_str();
            metrics
                .upkeep
                .get_or_create(&UpkeepLabels { step })
                .inc_by(0);
        }
        metrics
    }

    /// Counts a request that was answered. `operation` is the operation id, if there is one.
    pub fn request(&self, operation: Option<&str>, status: u16, duration: Duration) {
        let operation = self.known(operation);
        let status = status_class(status);
        self.requests
            .get_or_create(&RequestLabels { operation, status })
            .inc();
        self.durations
            .get_or_create(&OperationLabels { operation })
            .observe(duration.as_secs_f64());
    }

    /// Counts a difference between a client's contract and the server's. `client_version` is a released
    /// version or `unknown`, never what the client wrote.
    pub fn drift(&self, operation: &str, client_version: &'static str, reason: DriftReason) {
        let labels = DriftLabels {
            operation: self.known(Some(operation)),
            client_version,
            reason: reason.as_str(),
        };
        self.drift.get_or_create(&labels).inc();
    }

    /// Counts what became of a booking or of a change to one.
    pub fn booking(&self, outcome: BookingOutcome) {
        self.bookings.get_or_create(&outcome.labels()).inc();
    }

    /// Counts an event stream as open for as long as what it gives is kept.
    #[must_use]
    pub fn event_stream(&self) -> OpenStream {
        self.event_streams.inc();
        OpenStream {
            open: self.event_streams.clone(),
        }
    }

    /// Counts what became of handing a message over. `provider` is a word of ours.
    pub fn message(&self, provider: &'static str, outcome: MessageOutcome) {
        let outcome = outcome.as_str();
        self.messages
            .get_or_create(&MessageLabels { provider, outcome })
            .inc();
    }

    /// Tells how the queue stands.
    pub fn queue(&self, depth: &QueueDepth, now: Timestamp) {
        for (state, count) in [
            ("due", depth.due),
            ("later", depth.later),
            ("handing_over", depth.handing_over),
            ("dead", depth.dead),
        ] {
            self.queue
                .get_or_create(&QueueLabels { state })
                .set(i64::try_from(count).unwrap_or(i64::MAX));
        }
        let age = depth
            .oldest_due
            .map(|due| now.duration_since(due).as_secs());
        self.oldest_due.set(age.unwrap_or_default());
    }

    /// Counts a step of upkeep that failed for a tenant. `step` is a word of ours.
    pub fn upkeep_failed(&self, step: &'static str) {
        self.upkeep.get_or_create(&UpkeepLabels { step }).inc();
    }

    /// Says how the database stands, as it is when somebody asks.
    pub fn database(&self, answers: bool, connections: Connections) {
        self.database_up.set(i64::from(answers));
        let counts = [("busy", connections.busy), ("idle", connections.idle)];
        for (state, count) in counts {
            self.connections
                .get_or_create(&ConnectionLabels { state })
                .set(count.into());
        }
    }

    /// Everything, as OpenMetrics text.
    #[must_use]
    pub fn encode(&self) -> String {
        let mut page = String::new();
        if let Err(error) = text::encode(&mut page, &self.registry) {
            // The page lacks its last line then, and whoever collects it says so.
            tracing::error!(%error, "the metrics can't be written");
        }
        page
    }

    /// The operation as it may be a label.
    fn known(&self, operation: Option<&str>) -> &'static str {
        operation
            .and_then(|operation| self.operations.get(operation))
            .copied()
            .unwrap_or(NO_OPERATION)
    }
}

fn status_class(status: u16) -> &'static str {
    match status {
        100..=199 => "1xx",
        200..=299 => "2xx",
        300..=399 => "3xx",
        400..=499 => "4xx",
        _ => "5xx",
    }
}

/// An event stream that is open until this is dropped.
#[derive(Debug)]
pub struct OpenStream {
    open: Gauge,
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        self.open.dec();
    }
}

/// How a client's contract, or what it sent, differs from the server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DriftReason {
    /// It is of a release within the threshold: served.
    Tolerated,
    /// The header that names it can't be read.
    MalformedHeader,
    /// It was never released, or is supported no longer.
    UnknownContract,
    /// It is of a release beyond the threshold.
    BeyondThreshold,
    /// What was sent doesn't have the contract's shape, whatever the header says.
    Shape,
}

impl DriftReason {
    /// As the label says it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tolerated => "tolerated",
            Self::MalformedHeader => "malformed_header",
            Self::UnknownContract => "unknown_contract",
            Self::BeyondThreshold => "beyond_threshold",
            Self::Shape => "shape",
        }
    }
}

impl From<Refusal> for DriftReason {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Malformed => Self::MalformedHeader,
            Refusal::Unknown => Self::UnknownContract,
            Refusal::BeyondThreshold => Self::BeyondThreshold,
        }
    }
}

/// What became of a booking or of a change to one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookingOutcome {
    /// It was made.
    Confirmed,
    /// It was moved.
    Rescheduled,
    /// It was called off.
    Cancelled,
    /// Somebody else had the time already.
    SlotTaken,
    /// It had been changed meanwhile.
    RevisionConflict,
    /// Notice, horizon or cut-off didn't allow it.
    RefusedByPolicy,
    /// It had been done already, and the first answer was given again.
    Repeated,
}

impl BookingOutcome {
    /// Every one, in the order of their telling.
    pub const ALL: [Self; 7] = [
        Self::Confirmed,
        Self::Rescheduled,
        Self::Cancelled,
        Self::SlotTaken,
        Self::RevisionConflict,
        Self::RefusedByPolicy,
        Self::Repeated,
    ];

    /// As the label says it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Rescheduled => "rescheduled",
            Self::Cancelled => "cancelled",
            Self::SlotTaken => "slot_taken",
            Self::RevisionConflict => "revision_conflict",
            Self::RefusedByPolicy => "refused_by_policy",
            Self::Repeated => "repeated",
        }
    }

    fn labels(self) -> BookingLabels {
        BookingLabels {
            outcome: self.as_str(),
        }
    }
}

/// What became of handing a message over, or of the message since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageOutcome {
    /// It was taken over.
    Accepted,
    /// It never will be.
    Refused,
    /// It wasn't, and is tried again.
    NotTaken,
    /// It wasn't, since too many were.
    Throttled,
    /// Nobody knows.
    Unclear,
    /// There was nothing to say any more.
    Withdrawn,
    /// The provider reports that it arrived.
    Delivered,
    /// The provider reports that it didn't.
    Undelivered,
}

impl MessageOutcome {
    /// As the label says it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::NotTaken => "not_taken",
            Self::Throttled => "throttled",
            Self::Unclear => "unclear",
            Self::Withdrawn => "withdrawn",
            Self::Delivered => "delivered",
            Self::Undelivered => "undelivered",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metrics() -> Metrics {
        Metrics::new(["booking_create", "slot_list"])
    }

    #[test]
    fn requests_are_counted_by_operation_and_class_with_their_durations() {
        let metrics = metrics();
        metrics.request(Some("slot_list"), 200, Duration::from_millis(7));
        metrics.request(Some("slot_list"), 404, Duration::from_millis(70));
        let page = metrics.encode();
        for line in [
            r#"nexus_requests_total{operation="slot_list",status="2xx"} 1"#,
            r#"nexus_requests_total{operation="slot_list",status="4xx"} 1"#,
            r#"nexus_request_duration_seconds_bucket{le="0.01",operation="slot_list"} 1"#,
            r#"nexus_request_duration_seconds_count{operation="slot_list"} 2"#,
        ] {
            assert!(page.contains(line), "`{line}` is not in\n{page}");
        }
    }

    #[test]
    fn an_operation_nobody_has_makes_no_series_of_its_own() {
        let metrics = metrics();
        metrics.request(Some("nxs_abc"), 404, Duration::ZERO);
        metrics.request(None, 405, Duration::ZERO);
        metrics.drift("nxs_abc", "unknown", DriftReason::Shape);
        let page = metrics.encode();
        assert!(!page.contains("nxs_abc"));
        assert!(page.contains(r#"nexus_requests_total{operation="none",status="4xx"} 2"#));
    }

    #[test]
    fn drift_is_counted_by_operation_version_and_reason() {
        let metrics = metrics();
        metrics.drift("booking_create", "1.2.0", DriftReason::BeyondThreshold);
        let line = r#"nexus_contract_drift_total{operation="booking_create",client_version="1.2.0",reason="beyond_threshold"} 1"#;
        assert!(metrics.encode().contains(line), "{}", metrics.encode());
    }

    #[test]
    fn streams_are_counted_while_they_are_open() {
        let metrics = metrics();
        let (one, other) = (metrics.event_stream(), metrics.event_stream());
        assert!(metrics.encode().contains("nexus_event_streams 2"));
        drop(one);
        assert!(metrics.encode().contains("nexus_event_streams 1"));
        drop(other);
        assert!(metrics.encode().contains("nexus_event_streams 0"));
    }

    #[test]
    fn outcomes_of_bookings_are_there_before_the_first() {
        let metrics = metrics();
        metrics.booking(BookingOutcome::SlotTaken);
        let page = metrics.encode();
        assert!(page.contains(r#"nexus_bookings_total{outcome="confirmed"} 0"#));
        assert!(page.contains(r#"nexus_bookings_total{outcome="slot_taken"} 1"#));
    }

    #[test]
    fn the_page_says_what_the_server_was_built_with_and_is_whole() {
        let page = metrics().encode();
        let line = format!(
            "nexus_server_info{{contract_version=\"{}\",time_zone_database=\"{}\"}} 1",
            scheduler_contracts::VERSION,
            zone::rules_version()
        );
        assert!(page.contains(&line), "{page}");
        assert!(page.ends_with("# EOF\n"));
    }
}
