//! The one source of ids and secrets. Everything that needs randomness is handed it.

use jiff::Timestamp;
use rand::Rng as _;
use uuid::Uuid;

/// Makes ids and random bytes.
pub trait Ids: Send + Sync {
    /// Fills a secret from a cryptographically secure source.
    fn secret(&self) -> [u8; 32];

    /// A number below `bound`, each as likely as any other; 0 if `bound` is.
    fn below(&self, bound: u32) -> u32;

    /// A UUIDv7 (RFC 9562, 5.7): in order of time, so that indexes grow at one end.
    fn uuid(&self, now: Timestamp) -> Uuid {
        let mut random = [0; 10];
        random
            .iter_mut()
            .zip(self.secret())
            .for_each(|(to, from)| *to = from);
        let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
    }
}

/// The operating system's randomness, stretched by a cryptographic generator a thread.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemIds;

impl Ids for SystemIds {
    fn secret(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        rand::rng().fill_bytes(&mut bytes);
        bytes
    }

    fn below(&self, bound: u32) -> u32 {
        if bound == 0 {
            return 0;
        }
        rand::RngExt::random_range(&mut rand::rng(), 0..bound)
    }
}
