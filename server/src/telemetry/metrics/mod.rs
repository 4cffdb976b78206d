//! Counts and durations, in the OpenMetrics format.
//!
//! Every label is a word known beforehand: an operation of the contract, a release, an outcome.
//! Nobody outside can make the server keep a new series, and nothing personal can end up in one.

mod labels;
mod outcomes;
#[cfg(test)]
mod tests;

use std::{collections::BTreeSet, time::Duration};

use jiff::Timestamp;
use prometheus_client::{
    encoding::text,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram, info::Info},
    registry::{Registry, Unit},
};

use crate::{
    daily_caps::Cap,
    domain::zone,
    retention::Step,
    store::{Connections, QueueDepth},
};

use labels::{
    BookingLabels, CapLabels, ConnectionLabels, DriftLabels, MessageLabels, OperationLabels,
    QueueLabels, RequestLabels, UpkeepLabels, VersionLabels,
};
pub use outcomes::{BookingOutcome, DriftReason, MessageOutcome};

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
    capped: Family<CapLabels, Counter>,
    connections: Family<ConnectionLabels, Gauge>,
    database_up: Gauge,
    hears_others: Gauge,
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
        let capped = Family::default();
        registry.register(
            "refused_by_cap",
            "Codes refused and text messages laid aside, by the cap of the day they were beyond",
            capped.clone(),
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
        let hears_others = Gauge::default();
        // Where there is one process only, and until it is found to be otherwise.
        hears_others.set(1);
        registry.register(
            "hears_others",
            "1 while what other processes announce is heard at once, 0 while streams see it at their next heartbeat",
            hears_others.clone(),
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
            capped,
            connections,
            database_up,
            hears_others,
        };
        for outcome in BookingOutcome::ALL {
            metrics.bookings.get_or_create(&outcome.labels()).inc_by(0);
        }
        for cap in Cap::ALL {
            let cap = cap.as_str();
            metrics.capped.get_or_create(&CapLabels { cap }).inc_by(0);
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

    /// Counts what was refused or laid aside, since it is beyond a cap of the day.
    pub fn capped(&self, cap: Cap) {
        let cap = cap.as_str();
        self.capped.get_or_create(&CapLabels { cap }).inc();
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

    /// Says whether what other processes announce is heard.
    pub fn hears_others(&self, hears: bool) {
        self.hears_others.set(i64::from(hears));
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
