//! The token that shows that a form came out of a page of ours.
//!
//! It is a keyed hash of the visitor's id, so nothing has to be kept for visitors who only look. Each
//! rendering masks it anew: a page's compressed length tells nothing of it (BREACH).

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use rand::Rng as _;
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

use crate::cookie::VisitorId;

const LENGTH: usize = 32;

/// Makes and checks the tokens of one process.
pub(crate) struct Seal {
    key: [u8; LENGTH],
}

impl Seal {
    /// With a key of its own: forms rendered by another process are not taken, and say so.
    pub(crate) fn new() -> Self {
        Self { key: random() }
    }

    /// A token for a form rendered for this visitor.
    pub(crate) fn token(&self, visitor: &VisitorId) -> String {
        let mask: [u8; LENGTH] = random();
        let mut token = mask.to_vec();
        token.extend(xor(&mask, &self.hash(visitor)));
        URL_SAFE_NO_PAD.encode(token)
    }

    /// Whether a token was made for this visitor. Takes the same time for every wrong one.
    pub(crate) fn fits(&self, token: &str, visitor: &VisitorId) -> bool {
        let Ok(token) = URL_SAFE_NO_PAD.decode(token) else {
            return false;
        };
        let Some((mask, masked)) = token.split_at_checked(LENGTH) else {
            return false;
        };
        let is_whole = masked.len() == LENGTH;
        is_whole && bool::from(xor(mask, masked).ct_eq(&self.hash(visitor)))
    }

    fn hash(&self, visitor: &VisitorId) -> Vec<u8> {
        // A key of any length is taken, so there is always one.
        Hmac::<Sha256>::new_from_slice(&self.key)
            .map(|mac| {
                mac.chain_update(visitor.bytes())
                    .finalize()
                    .into_bytes()
                    .to_vec()
            })
            .unwrap_or_default()
    }
}

fn random() -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

fn xor(mask: &[u8], bytes: &[u8]) -> Vec<u8> {
    mask.iter()
        .zip(bytes)
        .map(|(mask, byte)| mask ^ byte)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_fits_the_visitor_it_was_made_for_and_nobody_else() {
        let (seal, visitor) = (Seal::new(), VisitorId::new());
        let (first, second) = (seal.token(&visitor), seal.token(&visitor));
        assert_ne!(first, second, "each rendering has another token");
        assert!(seal.fits(&first, &visitor) && seal.fits(&second, &visitor));
        assert!(
            !seal.fits(&first, &VisitorId::new()),
            "not another visitor's"
        );
        assert!(!Seal::new().fits(&first, &visitor), "not another process's");
        for wrong in ["", "AAAA", &first[..60], &format!("{first}AAAA")] {
            assert!(!seal.fits(wrong, &visitor), "{wrong:?} is no token");
        }
    }
}
