//! Everything that can keep a customer from what they wanted, and what a site does about it.

use std::{fmt, time::Duration};

use scheduler_sdk::{
    CallError, Drift, Refusal, Transport,
    types::{ApiError, ErrorBody, InvalidField, PolicyRule},
};

/// Why a call came to nothing.
///
/// Each variant is a page a site shows. `Display` is for the site's log: it says what happened and
/// what to do, and contains neither a stoken nor anything of the customer's.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Error {
    /// There is no session: ask for a contact and [start one](crate::BusinessClient::start_session),
    /// or book, which does.
    SessionRequired,
    /// The session is over and has been dropped: ask for the contact again.
    SessionEnded,
    /// The session has to be verified first: [send a code](crate::BusinessClient::send_code), ask
    /// for it, and [verify](crate::BusinessClient::verify).
    VerificationRequired,
    /// The code was wrong, too old, or tried too often: ask again, or send another.
    WrongCode,
    /// The manage link was used before: ask for the contact and send a code.
    LinkUsed,
    /// The tenant's policies don't allow it.
    Policy {
        /// Which.
        rule: PolicyRule,
        /// The server's words for a person.
        message: String,
    },
    /// There is no such thing here, or it isn't this customer's.
    NotFound,
    /// Something the customer gave can't be taken: show these fields again.
    Invalid {
        /// Each that is wrong.
        fields: Vec<InvalidField>,
    },
    /// Too many calls.
    RateLimited {
        /// When to try again.
        retry_after: Duration,
    },
    /// The server can't answer for the moment, or failed.
    Unavailable {
        /// When to try again, if it said so.
        retry_after: Option<Duration>,
        /// Names the request in its log.
        request_id: String,
    },
    /// This site and the server were built from different contracts: say that booking is paused,
    /// keep what the customer typed, and tell the operator.
    Drift(Box<Drift>),
    /// The server wasn't reached, or what came back wasn't its answer. A booking may have been made:
    /// try the same intent again.
    Transport(Transport),
    /// A list went on for longer than a site reads.
    TooMany {
        /// Pages that were read.
        pages: usize,
    },
    /// Another refusal, or one that is newer than this client.
    Refused(Box<Refusal>),
    /// The call could not be put together; nothing was sent.
    InvalidRequest(String),
}

impl Error {
    /// Whether the same call may succeed later without anybody doing anything.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::RateLimited { .. } | Self::Unavailable { .. } => true,
            Self::Transport(transport) => {
                scheduler_sdk::Error::Transport(transport.clone()).may_pass()
            }
            Self::Refused(refusal) => refusal.retry_after.is_some(),
            _ => false,
        }
    }

    /// What the contract asks of a field of the form, if that one is wrong: `/customerName`,
    /// `/contact/address`, `/note`, `/code`. `/contact` finds what is wrong anywhere in it.
    #[must_use]
    pub fn field(&self, at: &str) -> Option<&str> {
        let Self::Invalid { fields } = self else {
            return None;
        };
        let within = |place: &str| {
            place
                .strip_prefix(at)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let found = fields.iter().find(|field| within(&field.at))?;
        Some(&found.expected)
    }

    fn of_refusal(refusal: Box<Refusal>) -> Self {
        match &refusal.error {
            ApiError::SessionRequired { .. } => Self::SessionRequired,
            ApiError::SessionEnded { .. } => Self::SessionEnded,
            ApiError::VerificationRequired { .. } => Self::VerificationRequired,
            ApiError::Policy { rule, message, .. } => Self::Policy {
                rule: *rule,
                message: message.clone(),
            },
            ApiError::NotFound { .. } => Self::NotFound,
            ApiError::ValidationFailed { fields, .. } => Self::Invalid {
                fields: fields.clone(),
            },
            ApiError::RateLimited { .. } => Self::RateLimited {
                retry_after: refusal.retry_after.unwrap_or(Duration::from_secs(1)),
            },
            ApiError::Internal { .. } | ApiError::Unavailable { .. } => Self::Unavailable {
                retry_after: refusal.retry_after,
                request_id: refusal.request_id().to_owned(),
            },
            _ => Self::Refused(refusal),
        }
    }
}

impl From<scheduler_sdk::Error> for Error {
    fn from(error: scheduler_sdk::Error) -> Self {
        use scheduler_sdk::Error as Sdk;
        match error {
            Sdk::Api(refusal) => Self::of_refusal(refusal),
            Sdk::ContractDrift(drift) => Self::Drift(drift),
            Sdk::Transport(transport) => Self::Transport(transport),
            Sdk::InvalidRequest(reason) => Self::InvalidRequest(reason),
            other => Self::InvalidRequest(other.to_string()),
        }
    }
}

impl From<CallError<ErrorBody>> for Error {
    fn from(error: CallError<ErrorBody>) -> Self {
        scheduler_sdk::Error::from(error).into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SessionRequired => {
                f.write_str("there is no session: start one with the customer's contact")
            }
            Self::SessionEnded => {
                f.write_str("the session is over: start another with the customer's contact")
            }
            Self::VerificationRequired => {
                f.write_str("the session isn't verified: send a code to its contact and ask for it")
            }
            Self::WrongCode => f.write_str(
                "the code was wrong, too old or tried too often: ask again or send another",
            ),
            Self::LinkUsed => f.write_str(
                "the manage link was used before: start a session with the contact and send a code",
            ),
            Self::Policy { message, .. } => {
                write!(f, "the tenant's policies don't allow it: {message}")
            }
            Self::NotFound => {
                f.write_str("there is no such thing at this tenant, or it isn't this customer's")
            }
            Self::Invalid { fields } => {
                f.write_str("what was sent can't be taken; ask for it again:")?;
                for field in fields {
                    write!(f, " {} should be {};", field.at, field.expected)?;
                }
                Ok(())
            }
            Self::RateLimited { retry_after } => {
                write!(
                    f,
                    "too many calls: try again in {} seconds",
                    retry_after.as_secs()
                )
            }
            Self::Unavailable { request_id, .. } => write!(
                f,
                "the scheduling server can't answer for the moment: try again later; its log knows \
                 more under request {request_id}"
            ),
            Self::Drift(drift) => drift.fmt(f),
            Self::Transport(transport) => transport.fmt(f),
            Self::TooMany { pages } => {
                write!(
                    f,
                    "the list goes on after {pages} pages: ask for less of it"
                )
            }
            Self::Refused(refusal) => write!(
                f,
                "the scheduling server refused with {} {}: {} (request {})",
                refusal.status.as_u16(),
                refusal.code(),
                refusal.message(),
                refusal.request_id()
            ),
            Self::InvalidRequest(reason) => write!(f, "the call could not be made: {reason}"),
        }
    }
}

impl std::error::Error for Error {}
