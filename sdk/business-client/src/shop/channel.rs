//! Which shop, and whose cart.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Error;

const LONGEST: usize = 512;

/// Names the channel a shop is in. Never empty: without one, Vendure answers for its default channel, which sees the
/// products of every tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelToken(String);

impl ChannelToken {
    /// # Errors
    /// [`Error::InvalidRequest`] if the token is empty, or can't stand in a header.
    pub fn new(token: impl Into<String>) -> Result<Self, Error> {
        let token = token.into();
        match is_header(&token) {
            true => Ok(Self(token)),
            false => Err(Error::InvalidRequest(
                "the channel's token is empty or has something else than visible ASCII in it; Vendure's admin \
                 shows it under Settings, Channels"
                    .to_owned(),
            )),
        }
    }

    /// As Vendure knows it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Names a visitor's cart, and lets whoever has it see and change the cart. Keep it on the site's side.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CartToken(String);

impl CartToken {
    /// A token as Vendure gave it; `None` if it is none.
    pub(super) fn new(token: &str) -> Option<Self> {
        is_header(token).then(|| Self(token.to_owned()))
    }

    /// The token itself, for a header; `None` if what was kept is none.
    pub(super) fn bearer(&self) -> Option<String> {
        is_header(&self.0).then(|| format!("Bearer {}", self.0))
    }
}

impl fmt::Debug for CartToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CartToken(…)")
    }
}

fn is_header(token: &str) -> bool {
    (1..=LONGEST).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::{CartToken, ChannelToken};

    #[test]
    fn a_channel_token_is_never_empty() {
        for token in ["", " ", "two words", "line\nbreak", "größe"] {
            assert!(ChannelToken::new(token).is_err(), "{token:?} was taken");
        }
        assert!(ChannelToken::new("kiln-and-clay").is_ok());
    }

    #[test]
    fn a_cart_token_tells_itself_to_nobody() {
        let token = CartToken::new("c4f5-secret").unwrap();
        assert!(!format!("{token:?}").contains("secret"));
    }
}
