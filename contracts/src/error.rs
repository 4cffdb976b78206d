//! Failures: one typed union over `code`, the same on every operation.

use dropshot::{ErrorStatusCode, HttpError, HttpResponseError};
use http::StatusCode;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{booking::Booking, limits, slot::Slot};

/// The body of every failure.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
pub struct ErrorBody {
    /// What went wrong.
    pub error: ApiError,
}

/// What went wrong, for a program in `code` and for a person in `message`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(
    tag = "code",
    rename_all = "snake_case",
    rename_all_fields = "camelCase"
)]
pub enum ApiError {
    /// 400: the request isn't what its media type says, or its headers can't be read.
    #[serde(rename_all = "camelCase")]
    Malformed {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
    },
    /// 400: a stoken stands in the URL of an operation that doesn't take one there.
    #[serde(rename_all = "camelCase")]
    StokenInQuery {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
    },
    /// 401: there is no session, or nobody knows it here.
    #[serde(rename_all = "camelCase")]
    SessionRequired {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
    },
    /// 401: the session is over, or the manage link was used: start again with a code.
    #[serde(rename_all = "camelCase")]
    SessionEnded {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
    },
    /// 403: the session has to be verified by a code first, or the code was wrong.
    #[serde(rename_all = "camelCase")]
    VerificationRequired {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
    },
    /// 403: the tenant's policies don't allow it.
    #[serde(rename_all = "camelCase")]
    Policy {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
        /// Which policy.
        rule: PolicyRule,
    },
    /// 403: this is served over HTTPS only.
    #[serde(rename_all = "camelCase")]
    HttpsRequired {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
    },
    /// 404: there is no such thing here, or it isn't the caller's.
    #[serde(rename_all = "camelCase")]
    NotFound {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
    },
    /// 409: the slot cannot be had any more, or never existed.
    #[serde(rename_all = "camelCase")]
    SlotTaken {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
        /// The nearest slots that were free at that moment, in order of time.
        #[schemars(length(max = "limits::ALTERNATIVES"))]
        alternatives: Vec<Slot>,
    },
    /// 409: somebody changed the booking meanwhile.
    #[serde(rename_all = "camelCase")]
    RevisionConflict {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
        /// As it stands now.
        booking: Box<Booking>,
    },
    /// 409: the same call is being answered at this moment.
    #[serde(rename_all = "camelCase")]
    InProgress {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
        /// When to try again.
        #[schemars(range(min = 1, max = "limits::RETRY_SECONDS"))]
        retry_after_seconds: u32,
    },
    /// 413: the body is larger than the server reads.
    #[serde(rename_all = "camelCase")]
    TooLarge {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
    },
    /// 415: the body has another media type than the operation reads.
    #[serde(rename_all = "camelCase")]
    UnsupportedMediaType {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
    },
    /// 422: the shape is right but values aren't.
    #[serde(rename_all = "camelCase")]
    ValidationFailed {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
        /// Each value that is wrong.
        #[schemars(length(max = "limits::PLACES"))]
        fields: Vec<InvalidField>,
    },
    /// 422: this idempotency key came with another body before.
    #[serde(rename_all = "camelCase")]
    IdempotencyKeyReused {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
    },
    /// 429: too many calls.
    #[serde(rename_all = "camelCase")]
    RateLimited {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
        /// When to try again.
        #[schemars(range(min = 1, max = "limits::RETRY_SECONDS"))]
        retry_after_seconds: u32,
    },
    /// 500: the client was built from another contract. Nothing was read or written.
    #[serde(rename_all = "camelCase")]
    ContractDrift {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
        /// Which operation.
        operation_id: String,
        /// The server's contract version.
        server_version: String,
        /// The client's contract version, if it named one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        client_version: Option<String>,
        /// Where the request differs; the header alone if its fingerprint told, before all else was read.
        #[schemars(length(max = "limits::PLACES"))]
        places: Vec<DriftPlace>,
        /// What to do about it.
        advice: String,
    },
    /// 500: the server failed; its log knows more under the request id.
    #[serde(rename_all = "camelCase")]
    Internal {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
    },
    /// 503: the server cannot answer for the moment.
    #[serde(rename_all = "camelCase")]
    Unavailable {
        /// For a person.
        message: String,
        /// Names this request in the server's log.
        request_id: String,
        /// When to try again.
        #[schemars(range(min = 1, max = "limits::RETRY_SECONDS"))]
        retry_after_seconds: u32,
    },
}

/// A policy of the tenant or of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PolicyRule {
    /// The start is too soon.
    MinNotice,
    /// The start is too far ahead.
    Horizon,
    /// It is too late to cancel.
    CancelCutoff,
    /// It is too late to reschedule.
    RescheduleCutoff,
    /// The booking is not in a state that can be changed.
    Status,
}

/// A value that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct InvalidField {
    /// Where: a JSON pointer (RFC 6901) into the body, or `query:name`, or `header:name`.
    pub at: String,
    /// What the contract asks there.
    pub expected: String,
}

/// A place where a request and the contract differ in shape.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DriftPlace {
    /// Where: a JSON pointer (RFC 6901) into the body, or `query:name`, or `header:Nexus-Contract`.
    pub at: String,
    /// What the contract has there.
    pub expected: String,
    /// The JSON type that was found, or `missing`; never the value.
    pub found: String,
}

impl ApiError {
    /// The HTTP status this failure is answered with.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Malformed { .. } | Self::StokenInQuery { .. } => StatusCode::BAD_REQUEST,
            Self::SessionRequired { .. } | Self::SessionEnded { .. } => StatusCode::UNAUTHORIZED,
            Self::VerificationRequired { .. }
            | Self::Policy { .. }
            | Self::HttpsRequired { .. } => StatusCode::FORBIDDEN,
            Self::NotFound { .. } => StatusCode::NOT_FOUND,
            Self::SlotTaken { .. } | Self::RevisionConflict { .. } | Self::InProgress { .. } => {
                StatusCode::CONFLICT
            }
            Self::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedMediaType { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::ValidationFailed { .. } | Self::IdempotencyKeyReused { .. } => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::RateLimited { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::ContractDrift { .. } | Self::Internal { .. } => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Seconds after which to try again, where that helps: the value of `Retry-After` (RFC 9110,
    /// 10.2.3).
    #[must_use]
    pub fn retry_after_seconds(&self) -> Option<u32> {
        match self {
            Self::InProgress {
                retry_after_seconds,
                ..
            }
            | Self::RateLimited {
                retry_after_seconds,
                ..
            }
            | Self::Unavailable {
                retry_after_seconds,
                ..
            } => Some(*retry_after_seconds),
            _ => None,
        }
    }

    /// For a person.
    #[must_use]
    pub fn message(&self) -> &str {
        match self {
            Self::Malformed { message, .. }
            | Self::StokenInQuery { message, .. }
            | Self::SessionRequired { message, .. }
            | Self::SessionEnded { message, .. }
            | Self::VerificationRequired { message, .. }
            | Self::Policy { message, .. }
            | Self::HttpsRequired { message, .. }
            | Self::NotFound { message, .. }
            | Self::SlotTaken { message, .. }
            | Self::RevisionConflict { message, .. }
            | Self::InProgress { message, .. }
            | Self::TooLarge { message, .. }
            | Self::UnsupportedMediaType { message, .. }
            | Self::ValidationFailed { message, .. }
            | Self::IdempotencyKeyReused { message, .. }
            | Self::RateLimited { message, .. }
            | Self::ContractDrift { message, .. }
            | Self::Internal { message, .. }
            | Self::Unavailable { message, .. } => message,
        }
    }
}

impl std::fmt::Display for ErrorBody {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.error.message())
    }
}

/// dropshot asks for this of every operation's error type. Operations answer through
/// [`crate::call::Answer`] instead, which keeps the headers, so what arrives here is a failure of
/// dropshot itself and says nothing of its cause.
impl From<HttpError> for ErrorBody {
    fn from(_: HttpError) -> Self {
        Self {
            error: ApiError::Internal {
                message: "The server failed before it reached the operation.".to_owned(),
                request_id: String::new(),
            },
        }
    }
}

impl HttpResponseError for ErrorBody {
    fn status_code(&self) -> ErrorStatusCode {
        ErrorStatusCode::try_from(self.error.status())
            .unwrap_or(ErrorStatusCode::INTERNAL_SERVER_ERROR)
    }
}
