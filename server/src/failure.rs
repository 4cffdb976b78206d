//! Why a call fails: the server's one error above the store.

use jiff::Timestamp;
use scheduler_contracts::{
    VERSION,
    booking::Booking,
    error::{ApiError, DriftPlace, InvalidField, PolicyRule},
    slot::Slot,
};

use crate::{
    domain::{booking::ChangeRefusal, policy::PastCutOff},
    session::{Limited, SessionRefusal, VerifyRefusal},
    store::{GaveWay, StoreError},
};

/// Why a call fails.
#[derive(Debug)]
pub enum Failure {
    /// The request isn't what it says it is; the text says where.
    Malformed(String),
    /// A stoken stands in a URL where none belongs.
    StokenInQuery,
    /// There is no session.
    SessionRequired,
    /// The session or the link is over.
    SessionEnded,
    /// The session has to be verified first; the text says how.
    VerificationRequired(&'static str),
    /// A policy forbids it.
    Policy(PolicyRule, String),
    /// It came over plain HTTP.
    HttpsRequired,
    /// There is no such thing, or it isn't the caller's.
    NotFound(&'static str),
    /// The slot can't be had.
    SlotTaken(Vec<Slot>),
    /// The booking was changed meanwhile.
    RevisionConflict(Box<Booking>),
    /// The same call is being answered.
    InProgress,
    /// The body is too large.
    TooLarge,
    /// The body has another media type.
    UnsupportedMediaType,
    /// Values are wrong.
    Invalid(Vec<InvalidField>),
    /// The idempotency key came with another body.
    IdempotencyKeyReused,
    /// Too many calls.
    RateLimited {
        /// When to try again.
        retry_after_seconds: u32,
    },
    /// The client's contract is another.
    Drift(Drift),
    /// The server failed; the text is for its log alone.
    Internal(String),
    /// The server can't answer for the moment; the text is for its log alone.
    Unavailable(String),
    /// What was begun was undone so that something else could go on; the text is for the log alone.
    GaveWay(String),
}

/// How a client's contract differs.
#[derive(Clone, Debug)]
pub struct Drift {
    /// The client's contract version, if it named one.
    pub client_version: Option<String>,
    /// Where the request differs; empty if the fingerprint alone told.
    pub places: Vec<DriftPlace>,
}

impl Failure {
    /// One wrong value.
    #[must_use]
    pub fn invalid(at: impl Into<String>, expected: impl Into<String>) -> Self {
        Self::Invalid(vec![InvalidField {
            at: at.into(),
            expected: expected.into(),
        }])
    }

    /// What belongs into the log and nowhere else.
    #[must_use]
    pub fn for_the_log(&self) -> Option<&str> {
        match self {
            Self::Internal(reason) | Self::Unavailable(reason) | Self::GaveWay(reason) => {
                Some(reason)
            }
            _ => None,
        }
    }

    /// The failure as it is answered.
    #[must_use]
    pub fn answered(self, operation_id: &str, request_id: String) -> ApiError {
        match self {
            Self::Malformed(message) => ApiError::Malformed { message, request_id },
            Self::StokenInQuery => ApiError::StokenInQuery {
                message: "A stoken stands in the URL of an operation that takes none there. Treat it as \
                          leaked: end the session, and send stokens as `Authorization: Bearer`."
                    .to_owned(),
                request_id,
            },
            Self::SessionRequired => ApiError::SessionRequired {
                message: "This needs a session. Start one and send its stoken as \
                          `Authorization: Bearer`."
                    .to_owned(),
                request_id,
            },
            Self::SessionEnded => ApiError::SessionEnded {
                message: "The session is over, or the link was used. Start a new session and verify it by \
                          a code."
                    .to_owned(),
                request_id,
            },
            Self::VerificationRequired(message) => {
                ApiError::VerificationRequired { message: message.to_owned(), request_id }
            }
            Self::Policy(rule, message) => ApiError::Policy { message, request_id, rule },
            Self::HttpsRequired => ApiError::HttpsRequired {
                message: "This is served over HTTPS only.".to_owned(),
                request_id,
            },
            Self::NotFound(message) => ApiError::NotFound { message: message.to_owned(), request_id },
            Self::SlotTaken(alternatives) => ApiError::SlotTaken {
                message: if alternatives.is_empty() {
                    "This slot can't be had, and none near it is free.".to_owned()
                } else {
                    "This slot can't be had. These near it were free a moment ago.".to_owned()
                },
                request_id,
                alternatives,
            },
            Self::RevisionConflict(booking) => ApiError::RevisionConflict {
                message: "The booking was changed meanwhile. Look at it as it stands and decide again."
                    .to_owned(),
                request_id,
                booking,
            },
            Self::InProgress => ApiError::InProgress {
                message: "The same call is being answered. Ask again in a moment.".to_owned(),
                request_id,
                retry_after_seconds: 1,
            },
            Self::TooLarge => ApiError::TooLarge {
                message: format!(
                    "The body is larger than {} bytes.",
                    scheduler_contracts::limits::BODY_BYTES
                ),
                request_id,
            },
            Self::UnsupportedMediaType => ApiError::UnsupportedMediaType {
                message: "Send the body as `Content-Type: application/json`.".to_owned(),
                request_id,
            },
            Self::Invalid(fields) => ApiError::ValidationFailed {
                message: "Some values aren't what the contract asks; see `fields`.".to_owned(),
                request_id,
                fields,
            },
            Self::IdempotencyKeyReused => ApiError::IdempotencyKeyReused {
                message: "This idempotency key came with another body before. Make a new key for a new \
                          intent."
                    .to_owned(),
                request_id,
            },
            Self::RateLimited { retry_after_seconds } => ApiError::RateLimited {
                message: format!("Too many calls. Wait {retry_after_seconds} seconds."),
                request_id,
                retry_after_seconds,
            },
            Self::Drift(drift) => ApiError::ContractDrift {
                message: format!(
                    "The client of `{operation_id}` was built from another contract than this server's \
                     {VERSION}. Nothing was read or written."
                ),
                request_id,
                operation_id: operation_id.to_owned(),
                server_version: VERSION.to_owned(),
                client_version: drift.client_version,
                places: drift.places,
                advice: "Update the contracts to this server's, or to a release it supports (see \
                         `contract_view`), and regenerate the SDK: `cargo codegen generate`."
                    .to_owned(),
            },
            Self::Internal(_) => ApiError::Internal {
                message: "The server failed. Tell its operator the request id.".to_owned(),
                request_id,
            },
            Self::Unavailable(_) | Self::GaveWay(_) => ApiError::Unavailable {
                message: "The server can't answer for the moment. Try again shortly.".to_owned(),
                request_id,
                retry_after_seconds: 2,
            },
        }
    }
}

impl GaveWay for Failure {
    fn gave_way(&self) -> bool {
        matches!(self, Self::GaveWay(_))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(_) => Self::Unavailable(error.to_string()),
            StoreError::GaveWay(_) => Self::GaveWay(error.to_string()),
            error => Self::Internal(error.to_string()),
        }
    }
}

impl From<SessionRefusal> for Failure {
    fn from(refusal: SessionRefusal) -> Self {
        match refusal {
            SessionRefusal::Unknown => Self::SessionRequired,
            SessionRefusal::Ended => Self::SessionEnded,
            SessionRefusal::Store(error) => error.into(),
        }
    }
}

impl From<VerifyRefusal> for Failure {
    fn from(refusal: VerifyRefusal) -> Self {
        match refusal {
            VerifyRefusal::Wrong => Self::VerificationRequired(
                "The code is wrong, has expired or was used. Ask for a new one.",
            ),
            VerifyRefusal::Ended => Self::SessionEnded,
            VerifyRefusal::Locked { wait } | VerifyRefusal::Capped { wait, .. } => {
                Self::RateLimited {
                    retry_after_seconds: u32::try_from(wait.as_secs().max(1)).unwrap_or(u32::MAX),
                }
            }
            VerifyRefusal::Store(error) => error.into(),
        }
    }
}

impl From<Limited> for Failure {
    fn from(limited: Limited) -> Self {
        match limited {
            Limited::Wait { seconds } => Self::RateLimited {
                retry_after_seconds: seconds.max(1),
            },
            Limited::Store(error) => error.into(),
        }
    }
}

impl From<PastCutOff> for Failure {
    fn from(past: PastCutOff) -> Self {
        let rule = match past.change {
            "cancelled" => PolicyRule::CancelCutoff,
            _ => PolicyRule::RescheduleCutoff,
        };
        Self::Policy(rule, sentence(&past.to_string()))
    }
}

impl Failure {
    /// Why a booking can't be changed; `current` is the booking as it stands.
    #[must_use]
    pub fn of_change(refusal: ChangeRefusal, current: Booking) -> Self {
        match refusal {
            ChangeRefusal::RevisionConflict { .. } => Self::RevisionConflict(Box::new(current)),
            ChangeRefusal::NotConfirmed { .. } | ChangeRefusal::NotYet { .. } => {
                Self::Policy(PolicyRule::Status, sentence(&refusal.to_string()))
            }
            ChangeRefusal::PastCutOff(past) => past.into(),
        }
    }

    /// A start that is too soon.
    #[must_use]
    pub fn too_soon(earliest: Timestamp) -> Self {
        Self::Policy(
            PolicyRule::MinNotice,
            format!("This start is too soon to be booked. Choose one at or after {earliest}."),
        )
    }

    /// A start that is too far ahead.
    #[must_use]
    pub fn beyond_horizon(before: Timestamp) -> Self {
        Self::Policy(
            PolicyRule::Horizon,
            format!("This start is too far ahead to be booked. Choose one before {before}."),
        )
    }
}

/// A fragment as a sentence, for a person.
pub(crate) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().collect::<String>());
    format!("{}{}.", first.unwrap_or_default(), letters.as_str())
}
