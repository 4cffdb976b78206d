//! What became of a change of the cart or of an order, told on the page it leads to.

use business_client::shop::{NotPlaced, Problem};

/// It, as it stands in the query of that page's address.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
pub(crate) struct Said {
    #[serde(default)]
    said: String,
    /// Pieces there are.
    #[serde(default)]
    left: u32,
}

impl Said {
    /// The words for it, if there are any.
    pub(crate) fn words(&self) -> Option<String> {
        let words = match self.said.as_str() {
            "stock" if self.left == 0 => "Sorry, none is left of that.",
            "stock" => {
                let left = self.left;
                return Some(format!(
                    "There are only {left} of that. Your cart has what there is."
                ));
            }
            "full" => "Your cart is as full as it gets.",
            "paying" => {
                "This cart is being paid for in another window. Finish there, or try again."
            }
            "refused" => "The shop could not take that change.",
            "again" => {
                "This is in your cart already: the form came twice. If you want more of it, change how many here."
            }
            "unsure" => {
                "We lost the shop's answer when you put this into your cart. It is in it now: please see whether it is as \
                 many as you want."
            }
            "ordering" => {
                "Your order is being taken already. Please look here again in a minute: if it was, you come to it; if \
                 not, you can order then."
            }
            "empty" => {
                "There is nothing in your cart to order. If you have just ordered, it is done."
            }
            "changed" => "The total has changed. Please look it over before you order.",
            "declined" => {
                "The payment was declined. Nothing was charged; please try again or pay another way."
            }
            "payment" => "Please choose how you pay.",
            "details" => "Please tell us who orders and where to, before you order.",
            "shipping" => "Please choose how it is to be sent.",
            "account" => {
                "This address belongs to a customer with an account. Please order with another."
            }
            "not-taken" => {
                "The shop could not take the order: something may have been sold meanwhile. Please look over your cart."
            }
            _ => return None,
        };
        Some(words.to_owned())
    }
}

/// The cart's page, with what a change came to.
pub(crate) fn of_change(problem: Option<&Problem>) -> String {
    match problem {
        None => "/cart".to_owned(),
        Some(Problem::InsufficientStock { available }) => {
            format!("/cart?said=stock&left={available}")
        }
        Some(Problem::CartFull) => "/cart?said=full".to_owned(),
        Some(Problem::BeingPaid) => "/cart?said=paying".to_owned(),
        Some(_) => "/cart?said=refused".to_owned(),
    }
}

/// The page where an order that wasn't placed goes on.
pub(crate) fn of_order(reason: &NotPlaced) -> &'static str {
    match reason {
        NotPlaced::EmptyCart => "/cart?said=empty",
        NotPlaced::NotPrepared => "/checkout?said=details",
        NotPlaced::ShippingNotPossible => "/checkout?said=shipping",
        NotPlaced::EmailTaken => "/checkout?said=account",
        NotPlaced::TotalChanged => "/checkout/review?said=changed",
        NotPlaced::PaymentDeclined => "/checkout/review?said=declined",
        NotPlaced::PaymentNotPossible => "/checkout/review?said=payment",
        _ => "/checkout/review?said=not-taken",
    }
}
