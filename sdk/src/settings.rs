//! What a client is set up with.

#[cfg(feature = "tracing")]
use std::{collections::BTreeSet, sync::Mutex};
use std::{fmt, net::IpAddr, sync::Arc, time::Duration};

use crate::{Retry, Stoken};

type TraceParent = Arc<dyn Fn() -> Option<String> + Send + Sync>;

/// How a [`Client`](crate::Client) calls: as whom, how patiently, how much it reads.
///
/// The defaults suit a server-rendered site. Cloning is cheap, and clones share what was already
/// warned of.
///
/// ```
/// use std::time::Duration;
/// use scheduler_sdk::{Retry, Settings};
///
/// let settings = Settings::new()
///     .attempt_timeout(Duration::from_secs(3))
///     .retry(Retry { attempts: 2, ..Retry::default() });
/// ```
#[derive(Clone)]
pub struct Settings {
    pub(crate) stoken: Option<Stoken>,
    pub(crate) visitor: Option<IpAddr>,
    pub(crate) attempt_timeout: Duration,
    pub(crate) retry: Retry,
    pub(crate) answer_limit: usize,
    pub(crate) plain_http: bool,
    pub(crate) trace_parent: Option<TraceParent>,
    #[cfg(feature = "tracing")]
    warned: Arc<Mutex<BTreeSet<String>>>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            stoken: None,
            visitor: None,
            attempt_timeout: Duration::from_secs(10),
            retry: Retry::default(),
            answer_limit: 8 * 1024 * 1024,
            plain_http: false,
            trace_parent: None,
            #[cfg(feature = "tracing")]
            warned: Arc::default(),
        }
    }
}

impl Settings {
    /// The defaults: no stoken, 10 seconds an attempt, 4 attempts within 30 seconds, answers of at
    /// most 8 MiB, HTTPS unless the server is on this machine.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Calls as the customer of this session.
    #[must_use]
    pub fn stoken(mut self, stoken: impl Into<Option<Stoken>>) -> Self {
        self.stoken = stoken.into();
        self
    }

    /// Names the address of the person on whose behalf this process calls, so that rate limits
    /// count people and not the site. The server believes it from the sites it was told to trust.
    #[must_use]
    pub fn visitor(mut self, address: impl Into<Option<IpAddr>>) -> Self {
        self.visitor = address.into();
        self
    }

    /// Time for one attempt, from connecting to the answer's last byte.
    #[must_use]
    pub fn attempt_timeout(mut self, time: Duration) -> Self {
        self.attempt_timeout = time;
        self
    }

    /// How calls that may be repeated are repeated.
    #[must_use]
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = retry;
        self
    }

    /// Bytes of an answer that are read at most.
    #[must_use]
    pub fn answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = bytes;
        self
    }

    /// Allows `http://` to other machines, for a network that encrypts by itself. Without this a
    /// stoken never leaves this machine unencrypted.
    #[must_use]
    pub fn allow_plain_http(mut self) -> Self {
        self.plain_http = true;
        self
    }

    /// Where to find the trace a call belongs to: the value of `traceparent` (W3C Trace Context),
    /// asked for anew with every call. Without one a call begins a trace of its own where the feature
    /// `tracing` is on, and else sends no header.
    #[must_use]
    pub fn trace_parent(
        mut self,
        current: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.trace_parent = Some(Arc::new(current));
        self
    }

    /// Whether this is the first time that this operation's drift is warned of.
    #[cfg(feature = "tracing")]
    pub(crate) fn warn_once(&self, operation: &str) -> bool {
        self.warned
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .insert(operation.to_owned())
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("stoken", &self.stoken)
            .field("visitor", &self.visitor)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("retry", &self.retry)
            .field("answer_limit", &self.answer_limit)
            .field("plain_http", &self.plain_http)
            .finish_non_exhaustive()
    }
}
