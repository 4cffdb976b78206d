//! Secrets handed to customers: 256 random bits behind a prefix that secret scanners know.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::ids::Ids;

/// What a secret is good for, told by its prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A session.
    Session,
    /// Opening event streams of a session.
    Stream,
    /// A manage link.
    ManageLink,
}

impl Kind {
    /// How its secrets begin.
    #[must_use]
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Session => "nxs_",
            Self::Stream => "nxe_",
            Self::ManageLink => "nxm_",
        }
    }
}

/// A secret on its way in or out. It can't be printed, logged or compared; only its hash is kept.
#[derive(Clone)]
pub struct Stoken(SecretString);

impl Stoken {
    /// A new secret.
    #[must_use]
    pub fn new(kind: Kind, ids: &dyn Ids) -> Self {
        let random = URL_SAFE_NO_PAD.encode(ids.secret());
        Self(SecretString::from(format!("{}{random}", kind.prefix())))
    }

    /// A secret as it came from outside.
    #[must_use]
    pub fn received(text: impl Into<String>) -> Self {
        Self(SecretString::from(text.into()))
    }

    /// Its text, for the one answer that hands it out.
    #[must_use]
    pub fn reveal(&self) -> String {
        self.0.expose_secret().to_owned()
    }

    /// What is kept of it.
    #[must_use]
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(&[self.0.expose_secret()])
    }
}

impl std::fmt::Debug for Stoken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Stoken([redacted])")
    }
}

/// SHA-256 of a secret, in hex. Secrets of 256 random bits need no salt.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenHash(String);

impl TokenHash {
    /// The hash of some parts, told apart whatever they contain.
    #[must_use]
    pub fn of(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Self(
            hash.finalize()
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect(),
        )
    }

    /// A hash as it was kept.
    #[must_use]
    pub fn kept(text: String) -> Self {
        Self(text)
    }

    /// Its hex digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether two are the same, in time that doesn't tell where they differ.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl std::fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TokenHash(…)")
    }
}
