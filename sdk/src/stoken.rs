//! The session token.

use std::fmt;

use reqwest::header::HeaderValue;
use serde::{Deserialize, Serialize};

use crate::Error;

/// A session token: whoever has it is the customer, so nothing here ever prints it.
///
/// `Debug` and `Display` say that there is one and nothing of it. [`Stoken::expose`] gives it away
/// and is meant for one place only: the `HttpOnly` cookie of a site.
///
/// ```
/// use scheduler_sdk::Stoken;
///
/// let stoken = Stoken::new("nxs_3q2hT0p7")?;
/// assert_eq!(format!("{stoken:?} {stoken}"), "Stoken(redacted) redacted");
/// assert_eq!(stoken.expose(), "nxs_3q2hT0p7");
/// assert!(Stoken::new("with a line\nbreak").is_err());
/// # Ok::<(), scheduler_sdk::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Stoken(String);

impl Stoken {
    /// Takes a stoken as the server gave it.
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] if it is empty or has characters no stoken has, which could not
    /// stand in a header.
    pub fn new(text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Error::InvalidRequest(
                "the stoken is empty or has characters no stoken has: start a session and use what \
                 the server answers"
                    .to_owned(),
            ));
        }
        Ok(Self(text))
    }

    /// The secret itself.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// The value of `Authorization`, marked so that reqwest doesn't print it either.
    pub(crate) fn authorization(&self) -> Option<HeaderValue> {
        let mut value = HeaderValue::from_str(&format!("Bearer {}", self.0)).ok()?;
        value.set_sensitive(true);
        Some(value)
    }
}

impl TryFrom<String> for Stoken {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl TryFrom<&str> for Stoken {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl From<Stoken> for String {
    fn from(stoken: Stoken) -> Self {
        stoken.0
    }
}

impl fmt::Debug for Stoken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stoken(redacted)")
    }
}

impl fmt::Display for Stoken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("redacted")
    }
}
