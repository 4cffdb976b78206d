//! Something that is being put into a cart: the answer may get lost.

use business_client::{DateTime, TimeDelta, Utc, shop::Order};
use serde::{Deserialize, Serialize};

/// How long a wish for the same may be the same wish, sent again. After it they want another.
const SENT_AGAIN: TimeDelta = TimeDelta::minutes(5);

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
}
