//! What can go wrong with a call, and what to do about it.

use std::{fmt, ops::Deref, sync::Arc, time::Duration};

use reqwest::StatusCode;

#[cfg(not(target_arch = "wasm32"))]
use crate::answer::{Context, Trouble};
use crate::{
    drift::{Drift, Named},
    types::{ApiError, DriftPlace, ErrorBody},
};

/// Why a call came to nothing.
///
/// `Display` says what happened and what to do. Neither it nor `Debug` ever contains a stoken, a
/// URL's query or a value of a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// The server wasn't reached, or what came back wasn't its answer. Whether it did something is
    /// unknown unless the kind says otherwise.
    Transport(Transport),
    /// The server refused, and says why by a code.
    Api(Box<Refusal>),
    /// This client and the server were built from different contracts.
    ContractDrift(Box<Drift>),
    /// The call could not be put together; nothing was sent.
    InvalidRequest(String),
}

/// The server's refusal: the [`ApiError`] it derefs to, and how it came.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: StatusCode,
    /// When to try again, where the server says that this helps.
    pub retry_after: Option<Duration>,
    /// What the server says. A code this contract doesn't know is kept as `ApiError::Unknown`.
    pub error: ApiError,
    code: String,
    message: String,
    request_id: String,
}

/// How a call failed on its way.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Transport {
    /// No connection came about: nothing was sent.
    Connect(Source),
    /// The time for an attempt ran out.
    TimedOut(Source),
    /// An event stream didn't open in time, or nothing came any more.
    Silent,
    /// The connection broke, or an answer ended before it was whole.
    Interrupted(Source),
    /// The answer is longer than this client reads.
    TooLong {
        /// Bytes it reads at most.
        limit: usize,
    },
    /// Something other than a Nexus server answered: a proxy, a login page, a wrong URL.
    Foreign {
        /// The status of that answer.
        status: StatusCode,
    },
}

/// What lies beneath: reqwest's error without its URL.
#[derive(Clone, Debug)]
pub struct Source(Arc<reqwest::Error>);

impl Refusal {
    pub(crate) fn new(status: StatusCode, retry_after: Option<Duration>, error: ApiError) -> Self {
        let json = serde_json::to_value(&error).unwrap_or_default();
        let text = |key: &str| {
            json.get(key)
                .and_then(serde_json::Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        let seconds = json
            .get("retryAfterSeconds")
            .and_then(serde_json::Value::as_u64);
        Self {
            status,
            retry_after: retry_after.or(seconds.map(Duration::from_secs)),
            code: text("code"),
            message: text("message"),
            request_id: text("requestId"),
            error,
        }
    }

    /// The code as it came, such as `slot_taken`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// For a person.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Names the request in the server's log.
    #[must_use]
    pub fn request_id(&self) -> &str {
        &self.request_id
    }
}

impl Deref for Refusal {
    type Target = ApiError;

    fn deref(&self) -> &ApiError {
        &self.error
    }
}

impl Error {
    /// What the server says, if it refused.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError> {
        match self {
            Self::Api(refusal) => Some(&refusal.error),
            _ => None,
        }
    }

    /// The HTTP status, if there was an answer and it was the server's refusal.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(refusal) => Some(refusal.status),
            Self::Transport(Transport::Foreign { status }) => Some(*status),
            _ => None,
        }
    }

    /// Whether the same call may succeed later. A call that changes something and names no
    /// `Idempotency-Key` may have been carried out all the same.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Transport(Transport::Foreign { status }) => crate::retry::is_passing(*status),
            Self::Transport(Transport::TooLong { .. }) => false,
            Self::Transport(_) => true,
            Self::Api(refusal) => {
                refusal.retry_after.is_some() || crate::retry::is_passing(refusal.status)
            }
            Self::ContractDrift(_) | Self::InvalidRequest(_) => false,
        }
    }

    /// A failure of reqwest's, its URL taken off: a query may hold a stoken.
    pub(crate) fn of_transport(error: reqwest::Error) -> Self {
        let kind = if error.is_builder() {
            return Self::InvalidRequest(innermost(&error.without_url()));
        } else if error.is_timeout() {
            Transport::TimedOut
        } else if is_connect(&error) {
            Transport::Connect
        } else {
            Transport::Interrupted
        };
        Self::Transport(kind(Source(Arc::new(error.without_url()))))
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn of_trouble(trouble: &Trouble) -> Self {
        match trouble {
            Trouble::Drift(drift) => Self::ContractDrift(Box::new(drift.clone())),
            Trouble::TooLong { limit } => Self::Transport(Transport::TooLong { limit: *limit }),
            Trouble::Foreign { status } => Self::Transport(Transport::Foreign { status: *status }),
        }
    }

    /// A status the contract doesn't have, or what took the place of an answer that is none.
    fn of_unexpected(response: &reqwest::Response) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        let operation = match response.extensions().get::<Context>() {
            Some(Context {
                trouble: Some(trouble),
                ..
            }) => return Self::of_trouble(trouble),
            context => context.map(|context| context.operation),
        };
        #[cfg(target_arch = "wasm32")]
        let operation = None;
        let status = response.status();
        let version = Named::in_headers(response.headers()).map(|named| named.version);
        if version.is_none() && !status.is_success() {
            return Self::Transport(Transport::Foreign { status });
        }
        let place = DriftPlace {
            at: "status".to_owned(),
            expected: "a status of the contract".to_owned(),
            found: status.as_u16().to_string(),
        };
        Self::ContractDrift(Box::new(Drift::of_answer(operation, version, vec![place])))
    }
}

/// A browser doesn't tell why it got no answer.
fn is_connect(error: &reqwest::Error) -> bool {
    #[cfg(not(target_arch = "wasm32"))]
    return error.is_connect();
    #[cfg(target_arch = "wasm32")]
    return error.is_request();
}

impl From<progenitor_client::Error<ErrorBody>> for Error {
    fn from(error: progenitor_client::Error<ErrorBody>) -> Self {
        use progenitor_client::Error as Raw;
        match error {
            Raw::InvalidRequest(reason) | Raw::Custom(reason) => Self::InvalidRequest(reason),
            Raw::CommunicationError(error)
            | Raw::InvalidUpgrade(error)
            | Raw::ResponseBodyError(error) => Self::of_transport(error),
            Raw::ErrorResponse(response) => {
                let status = response.status();
                let retry_after = crate::retry::retry_after(response.headers());
                let error = response.into_inner().error;
                match Drift::of_error(&error) {
                    Some(drift) => Self::ContractDrift(Box::new(drift)),
                    None => Self::Api(Box::new(Refusal::new(status, retry_after, error))),
                }
            }
            Raw::InvalidResponsePayload(..) => {
                Self::ContractDrift(Box::new(Drift::of_answer(None, None, Vec::new())))
            }
            Raw::UnexpectedResponse(response) => Self::of_unexpected(&response),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(transport) => transport.fmt(f),
            Self::Api(refusal) => {
                let Refusal {
                    status,
                    code,
                    message,
                    request_id,
                    ..
                } = &**refusal;
                write!(
                    f,
                    "the server refused with {} {code}: {message}",
                    status.as_u16()
                )?;
                if let Some(wait) = refusal.retry_after {
                    write!(f, " Try again in {} seconds.", wait.as_secs())?;
                }
                write!(f, " (request {request_id})")
            }
            Self::ContractDrift(drift) => drift.fmt(f),
            Self::InvalidRequest(reason) => write!(f, "the call could not be made: {reason}"),
        }
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect(source) => write!(
                f,
                "the scheduling server could not be reached ({source}): check its URL and whether \
                 it runs; nothing was sent"
            ),
            Self::TimedOut(_) => f.write_str(
                "the scheduling server did not answer in time: try again, with the same intent if \
                 this was a booking",
            ),
            Self::Silent => f.write_str(
                "the event stream fell silent: it is opened again from the last event received",
            ),
            Self::Interrupted(source) => write!(
                f,
                "the connection to the scheduling server broke ({source}): try again, with the \
                 same intent if this was a booking"
            ),
            Self::TooLong { limit } => write!(
                f,
                "the answer is longer than {limit} bytes: ask for smaller pages, or raise \
                 Settings::answer_limit"
            ),
            Self::Foreign { status } => write!(
                f,
                "something that is no Nexus server answered with {}: check the URL and the proxies \
                 before it",
                status.as_u16()
            ),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(
                Transport::Connect(source)
                | Transport::TimedOut(source)
                | Transport::Interrupted(source),
            ) => Some(source),
            _ => None,
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&innermost(&*self.0))
    }
}

impl std::error::Error for Source {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&*self.0)
    }
}

/// The last error of a chain, which is the one that names the cause.
fn innermost(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}
