//! Everything that can keep a visitor from the shop.

use std::{fmt, time::Duration};

/// Why a call to the shop came to nothing. `Display` is for the site's log and holds nothing of the visitor's.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// Vendure has no channel with this token: the site is set up wrong.
    ChannelNotFound {
        /// As it was sent.
        token: String,
    },
    /// Vendure wasn't reached, or the connection broke. A change may have been made: read the cart again.
    Unreachable(String),
    /// Vendure didn't answer in time. A change may have been made: read the cart again.
    TooSlow(Duration),
    /// Vendure, or something before it, failed.
    Unavailable {
        /// The HTTP status.
        status: u16,
    },
    /// The answer is none of Vendure's, or not the one this client was built to read: `cargo codegen check --vendure URL`
    /// says what has changed.
    Drift {
        /// The query, as its file is named.
        query: &'static str,
        /// What doesn't fit.
        reason: String,
    },
    /// There is no such product, variant or line in this shop, or it is not this visitor's.
    NotFound,
    /// Vendure refused, for a reason this client has no word for.
    Refused {
        /// The query, as its file is named.
        query: &'static str,
        /// Vendure's code, such as `FORBIDDEN`.
        code: String,
    },
    /// The answer is larger than this client reads.
    TooLarge {
        /// Bytes that are read at most.
        limit: usize,
    },
    /// The call could not be put together; nothing was sent.
    InvalidRequest(String),
}

impl Error {
    /// Whether the same call may succeed later without anybody doing anything.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        matches!(
            self,
            Self::Unreachable(_) | Self::TooSlow(_) | Self::Unavailable { .. }
        )
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ChannelNotFound { token } => write!(
                f,
                "Vendure has no channel with the token `{token}`: correct the site's configuration, or add the channel"
            ),
            Self::Unreachable(reason) => {
                write!(
                    f,
                    "Vendure wasn't reached ({reason}): is it running, and is this its URL?"
                )
            }
            Self::TooSlow(limit) => write!(f, "Vendure gave no answer within {limit:?}"),
            Self::Unavailable { status } => write!(f, "Vendure failed with status {status}"),
            Self::Drift { query, reason } => write!(
                f,
                "Vendure's answer to `{query}` is not the one this client was built for ({reason}): run `cargo codegen check --vendure URL`"
            ),
            Self::NotFound => f.write_str("Vendure knows no such product, variant or line here"),
            Self::Refused { query, code } => {
                write!(f, "Vendure refused `{query}` with {code}")
            }
            Self::TooLarge { limit } => {
                write!(
                    f,
                    "Vendure's answer has more than {limit} bytes: ask for less at once"
                )
            }
            Self::InvalidRequest(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for Error {}
