//! Something that is being put into a cart: the answer may get lost.

use std::time::Duration;

use business_client::{DateTime, TimeDelta, Utc, shop::Order};
use serde::{Deserialize, Serialize};

/// How long a wish for the same may be the same wish, sent again. After it they want another.
const SENT_AGAIN: TimeDelta = TimeDelta::minutes(5);

/// How long the shop may be about it, when its answer isn't waited for any more: as long as a call may take.
const UNDER_WAY: TimeDelta = TimeDelta::seconds(8);

/// A variant, as a form wished for it. Each rendering of a form has an intent of its own, so one that is sent twice shows.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wish {
    intent: String,
    variant: String,
}

impl Wish {
    pub(crate) fn new(intent: &str, variant: &str) -> Self {
        let (intent, variant) = (intent.to_owned(), variant.to_owned());
        Self { intent, variant }
    }

    /// Whether it is told which form wished for it.
    pub(crate) fn is_known(&self) -> bool {
        !self.intent.is_empty()
    }
}

/// What is noted before the shop is asked.
#[derive(Serialize, Deserialize)]
pub(crate) struct Adding {
    variant: String,
    /// Pieces of it that were in the cart before.
    before: u64,
    at: DateTime<Utc>,
}

impl Adding {
    pub(crate) fn new(variant: &str, before: u64, at: DateTime<Utc>) -> Self {
        Self {
            variant: variant.to_owned(),
            before,
            at,
        }
    }

    /// Whether this is the same wish, sent again, and has been fulfilled already: so many pieces are in the cart now.
    pub(crate) fn is_done(&self, again: &Self) -> bool {
        self.variant == again.variant
            && again.at - self.at < SENT_AGAIN
            && again.before > self.before
    }

    /// How long it may still take until this is fulfilled, if it was sent again before anything of it shows.
    pub(crate) fn may_take(&self, again: &Self) -> Option<Duration> {
        let is_same = self.variant == again.variant && self.before == again.before;
        let rest = UNDER_WAY - (again.at - self.at);
        rest.to_std().ok().filter(|_| is_same)
    }
}

/// Pieces of a variant in a cart.
pub(crate) fn pieces(cart: Option<&Order>, variant: &str) -> u64 {
    let lines = cart.map_or(&[][..], |cart| &cart.lines);
    let of_it = lines.iter().filter(|line| line.variant_id == variant);
    of_it.map(|line| u64::from(line.quantity)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_is_done_only_if_the_cart_got_more_of_it_a_moment_ago() {
        let then = DateTime::<Utc>::default();
        let soon = then + TimeDelta::minutes(1);
        let mug = Adding::new("7", 1, then);
        let is_done = |variant, now_in_it, at| mug.is_done(&Adding::new(variant, now_in_it, at));
        assert!(is_done("7", 2, soon));
        assert!(!is_done("7", 1, soon), "it never came to the shop");
        assert!(!is_done("7", 0, soon), "the cart was emptied meanwhile");
        assert!(!is_done("8", 2, soon), "another thing");
        let later = then + TimeDelta::hours(3);
        assert!(!is_done("7", 2, later), "hours later it is another wish");
    }

    #[test]
    fn a_wish_sent_again_waits_for_the_first_only_as_long_as_that_may_take() {
        let then = DateTime::<Utc>::default();
        let mug = Adding::new("7", 1, then);
        let may_take = |variant, now_in_it, seconds| {
            let at = then + TimeDelta::seconds(seconds);
            mug.may_take(&Adding::new(variant, now_in_it, at))
        };
        assert_eq!(may_take("7", 1, 6), Some(Duration::from_secs(2)));
        assert_eq!(may_take("7", 1, 9), None, "it never came to the shop");
        assert_eq!(may_take("7", 2, 6), None, "it is in the cart already");
        assert_eq!(may_take("8", 1, 6), None, "another thing");
    }
}
