//! When to send a call again, and how long to wait before.

#![cfg_attr(
    target_arch = "wasm32",
    allow(dead_code, reason = "a page sends a call once")
)]

use std::{
    hash::{BuildHasher, RandomState},
    time::Duration,
};

use reqwest::{
    StatusCode,
    header::{HeaderMap, RETRY_AFTER},
};

/// How often and how long a call that may be repeated is sent again.
///
/// Repeated are calls that change nothing or name their intent by an `Idempotency-Key`, and only
/// when no answer came or the answer was `429`, `502`, `503`, `504` or `409 in_progress`. Waits
/// double from one attempt to the next, jittered so that clients that failed together don't return
/// together; a `Retry-After` of the server is waited out in full. When the next wait would exceed
/// `total`, the last answer is returned at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    /// Attempts at most, the first included.
    pub attempts: u32,
    /// Wait before the second attempt.
    pub first_wait: Duration,
    /// Longest wait this client chooses itself.
    pub longest_wait: Duration,
    /// Time for all attempts and the waits between them.
    pub total: Duration,
}

impl Default for Retry {
    fn default() -> Self {
        Self {
            attempts: 4,
            first_wait: Duration::from_millis(200),
            longest_wait: Duration::from_secs(5),
            total: Duration::from_secs(30),
        }
    }
}

impl Retry {
    /// One attempt, whatever comes of it.
    #[must_use]
    pub fn never() -> Self {
        Self {
            attempts: 1,
            ..Self::default()
        }
    }

    /// The wait before the attempt after `attempt`, or `None` if there is no time for another.
    pub(crate) fn wait(
        &self,
        attempt: u32,
        elapsed: Duration,
        asked: Option<Duration>,
    ) -> Option<Duration> {
        if attempt >= self.attempts {
            return None;
        }
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1).min(16));
        let longest = self
            .first_wait
            .saturating_mul(doubled)
            .min(self.longest_wait);
        let wait = match asked {
            Some(asked) => asked.saturating_add(jitter(self.first_wait)),
            None => scattered(longest),
        };
        (elapsed.saturating_add(wait) < self.total).then_some(wait)
    }
}

/// Between half of a wait and all of it.
pub(crate) fn scattered(wait: Duration) -> Duration {
    wait / 2 + jitter(wait / 2)
}

/// The seconds of `Retry-After`; the contract knows no dates there.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers
        .get(RETRY_AFTER)?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()?;
    Some(Duration::from_secs(seconds))
}

/// Whether this status says that the same call may succeed later. `409` needs a look at the code.
pub(crate) fn is_passing(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS
            | StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT
    )
}

/// Anything up to `most`, by the randomness the standard library seeds its hash maps with.
fn jitter(most: Duration) -> Duration {
    let random = RandomState::new().hash_one(most) % 1024;
    let part = u32::try_from(random).unwrap_or(512);
    most.saturating_mul(part) / 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest_and_stay_within_their_jitter() {
        let retry = Retry {
            attempts: 9,
            ..Retry::default()
        };
        for (attempt, longest) in [(1, 200), (2, 400), (3, 800), (7, 5_000), (8, 5_000)] {
            let wait = retry.wait(attempt, Duration::ZERO, None).unwrap();
            let longest = Duration::from_millis(longest);
            assert!(
                wait >= longest / 2 && wait <= longest,
                "attempt {attempt} waits {wait:?}, not up to {longest:?}"
            );
        }
    }

    #[test]
    fn what_the_server_asks_is_waited_out_in_full() {
        let wait = Retry::default().wait(1, Duration::ZERO, Some(Duration::from_secs(7)));
        assert!(wait.unwrap() >= Duration::from_secs(7));
    }

    #[test]
    fn a_wait_beyond_the_total_is_not_begun() {
        let retry = Retry::default();
        assert_eq!(
            retry.wait(1, Duration::ZERO, Some(Duration::from_secs(60))),
            None
        );
        assert_eq!(retry.wait(1, Duration::from_secs(30), None), None);
    }

    #[test]
    fn attempts_are_counted() {
        assert_eq!(Retry::never().wait(1, Duration::ZERO, None), None);
        assert_eq!(Retry::default().wait(4, Duration::ZERO, None), None);
    }

    #[test]
    fn retry_after_of_absurd_length_is_no_overflow() {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, "18446744073709551615".parse().unwrap());
        let asked = retry_after(&headers);
        assert!(asked.is_some());
        assert_eq!(Retry::default().wait(1, Duration::ZERO, asked), None);
    }
}
