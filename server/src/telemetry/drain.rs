//! The web server's own log records, handed on as far as they may be kept.
//!
//! dropshot logs through slog, and with each request its whole URI, `?stoken=` included, besides headers,
//! the client's address and messages that may repeat what a client sent. So nothing of a record is kept
//! but what is named here; what a later version of dropshot adds is dropped until somebody adds it.

use std::fmt::{self, Write as _};

use slog::{Drain, KV, Key, Level, Logger, Never, OwnedKVList, Record, Serializer};

/// What the records are found under in a filter: `dropshot=warn` shows its warnings only.
const TARGET: &str = "dropshot";

/// The first status that is the server's own fault.
const SERVER_ERROR: u16 = 500;

/// A logger for dropshot, whose records come out with the others.
pub fn logger() -> Logger {
    Logger::root(TracingDrain, slog::o!())
}

/// Hands slog records to tracing, without anything a client may have written.
#[derive(Clone, Copy, Debug)]
pub struct TracingDrain;

impl Drain for TracingDrain {
    type Ok = ();
    type Err = Never;

    fn log(&self, record: &Record<'_>, values: &OwnedKVList) -> Result<(), Never> {
        let message = record.msg().to_string();
        let mut kept = Kept::default();
        // A value that can't be written is one that isn't kept.
        let _ = values.serialize(record, &mut kept);
        let _ = record.kv().serialize(record, &mut kept);
        let level = level(record.level(), &message, kept.is_own_fault());
        kept.hand_over(level, &message);
        Ok(())
    }
}

/// How loud a record is. What dropshot says of every connection, and of clients that leave, is no news: a window
/// that is closed ends its calls in the middle. Nobody is told of an answer they no longer waited for but the log, so
/// one that is the server's own fault is as loud there as dropshot has it.
fn level(level: Level, message: &str, own_fault: bool) -> Level {
    match message {
        "accepted connection" | "registered endpoint" => Level::Debug,
        "request completed after handler was already cancelled" if !own_fault => Level::Debug,
        message if message.starts_with("request handling cancelled") => Level::Debug,
        _ => level,
    }
}

/// What is kept of a record.
#[derive(Debug, Default)]
struct Kept {
    request_id: Option<String>,
    method: Option<String>,
    operation: Option<String>,
    status: Option<u16>,
    latency_us: Option<u64>,
    local_addr: Option<String>,
    reason: Option<String>,
}

impl Kept {
    fn is_own_fault(&self) -> bool {
        self.status.is_none_or(|status| status >= SERVER_ERROR)
    }

    fn hand_over(self, level: Level, message: &str) {
        let own_fault = self.is_own_fault();
        let reason = self.reason.filter(|_| own_fault);
        macro_rules! say {
            ($level:ident) => {
                tracing::$level!(
                    target: TARGET,
                    request_id = self.request_id.as_deref(),
                    method = self.method.as_deref(),
                    operation = self.operation.as_deref(),
                    status = self.status,
                    latency_us = self.latency_us,
                    local_addr = self.local_addr.as_deref(),
                    reason = reason.as_deref(),
                    "{message}"
                )
            };
        }
        match level {
            Level::Critical | Level::Error => say!(error),
            Level::Warning => say!(warn),
            Level::Info => say!(info),
            Level::Debug => say!(debug),
            Level::Trace => say!(trace),
        }
    }
}

impl Serializer for Kept {
    fn emit_arguments(&mut self, key: Key, value: &fmt::Arguments<'_>) -> slog::Result {
        let mut text = String::new();
        text.write_fmt(*value)?;
        match key.as_ref() {
            "req_id" => self.request_id = Some(text),
            "method" => self.method = Some(text),
            "operation" | "operation_id" => self.operation = Some(text),
            "response_code" => self.status = text.parse().ok(),
            "latency_us" => self.latency_us = text.parse().ok(),
            "local_addr" => self.local_addr = Some(text),
            // Why a request failed through no fault of its client, or why a connection was not accepted.
            "error_message_internal" | "error" => self.reason = Some(text),
            _ => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_leaves_is_no_news_unless_what_it_missed_was_the_servers_fault() {
        let left = "request completed after handler was already cancelled";
        let of = |status| {
            let kept = Kept {
                status,
                ..Kept::default()
            };
            level(Level::Warning, left, kept.is_own_fault())
        };
        assert_eq!(of(Some(200)), Level::Debug);
        assert_eq!(of(Some(409)), Level::Debug);
        assert_eq!(of(Some(500)), Level::Warning);
        assert_eq!(of(None), Level::Warning, "who knows what it was");
        let other = level(Level::Warning, "request failed to be read", false);
        assert_eq!(other, Level::Warning, "nothing else is quieter");
    }
}
