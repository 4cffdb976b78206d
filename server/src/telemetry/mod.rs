//! What a process tells its operators: log lines, metrics and traces. Never a stoken, never where it stood.
//!
//! Two things keep stokens out. What is logged of a request is its operation and outcome, not its path,
//! query or headers ([`drain`]); and whatever is logged all the same passes [`redaction`] as its last step
//! before it leaves the process. Metrics have no free text: their labels are words known beforehand.
//!
//! - [`logging`]: sets up what is written, and how.
//! - [`drain`]: the web server's own log records, as far as they may be kept.
//! - [`redaction`]: takes stokens out of text.
//! - [`traces`]: how long what took, across processes, by OpenTelemetry.
//! - [`metrics`]: counts and durations, in the OpenMetrics format; [`queue`]: how the queue stands, for them.

pub mod drain;
pub mod logging;
pub mod metrics;
pub mod queue;
pub mod redaction;
pub mod traces;
