//! A visitor in a shop, and what is noted about them.

use business_client::{
    DateTime, TimeDelta, Utc,
    shop::{CartToken, CheckoutChoices, Error as ShopError, Order, Shop},
};
use site_kit::{Trouble, Turn, Visit};

use crate::adding::{Adding, Wish};

/// Names of what is noted about a visitor.
const CART: &str = "cart";
const PIECES: &str = "pieces";
const ORDERS: &str = "orders";
/// The cart that is being ordered: the answer may get lost.
const ORDERING: &str = "ordering";
/// Since when its payment may be under way.
const PAYING: &str = "paying";
/// What is being put into the cart: the answer may get lost.
const ADDING: &str = "adding";
/// What was put into the cart, by the forms that asked for it.
const ADDED: &str = "added";
/// Who orders and where to, for who changes something.
const DELIVERY: &str = "delivery";
/// Codes of orders noted at most: a guest sees an order for two hours.
const MOST_ORDERS: usize = 20;
/// How long a payment may be under way whose answer never came. Vendure would take another one meanwhile.
const PAYMENT: TimeDelta = TimeDelta::minutes(1);
/// Forms remembered at most by what they put into the cart: one that is sent twice is sent twice within moments.
const MOST_ADDED: usize = 20;

/// A visitor in a shop.
pub(crate) struct Buyer<'a> {
    visit: &'a Visit,
    pub(crate) shop: Shop,
    /// Held while this request changes something.
    _turn: Option<Turn>,
}

impl<'a> Buyer<'a> {
    /// The visitor, with the cart that is theirs.
    pub(crate) fn new(visit: &'a Visit, shop: &Shop) -> Self {
        let kept = visit.note(CART);
        let cart = kept.and_then(|it| serde_json::from_str::<CartToken>(&it).ok());
        Self {
            visit,
            shop: shop.for_visitor(cart),
            _turn: None,
        }
    }

    /// The same while it is this request's turn.
    pub(crate) fn in_turn(self, turn: Turn) -> Self {
        Self {
            _turn: Some(turn),
            ..self
        }
    }

    /// Notes which cart is this visitor's. Ask after every change, failed ones included.
    pub(crate) async fn keep(&self) {
        let token = self.shop.cart_token().await;
        let token = token.and_then(|it| serde_json::to_string(&it).ok());
        if let Some(token) = token.filter(|it| self.visit.note(CART).as_ref() != Some(it)) {
            self.visit.keep_note(CART, token);
        }
    }

    /// The cart, with something in it.
    pub(crate) async fn cart(&self) -> Result<Option<Order>, Trouble> {
        let cart = self.shop.cart().await;
        self.keep().await;
        let cart = cart.map_err(trouble)?;
        self.count(cart.as_ref());
        Ok(cart.filter(|cart| !cart.lines.is_empty()))
    }

    /// The same, and what can be chosen for it.
    pub(crate) async fn cart_and_choices(
        &self,
    ) -> Result<Option<(Order, CheckoutChoices)>, Trouble> {
        let (cart, choices) = tokio::join!(self.cart(), self.shop.checkout_choices());
        self.keep().await;
        match cart? {
            Some(cart) => Ok(Some((cart, choices.map_err(trouble)?))),
            None => Ok(None),
        }
    }

    /// Notes how much is in it, for the header.
    pub(crate) fn count(&self, cart: Option<&Order>) {
        let pieces = cart.map_or(0, |cart| cart.pieces);
        if pieces > 0 || self.visit.note(PIECES).is_some() {
            self.visit.keep_note(PIECES, pieces.to_string());
        }
    }

    /// Notes what is about to be put into this visitor's cart.
    pub(crate) fn adds(&self, adding: &Adding) {
        if let Ok(note) = serde_json::to_string(adding) {
            self.visit.keep_note(ADDING, note);
        }
    }

    /// Notes that it came to nothing.
    pub(crate) fn has_not_added(&self) {
        self.visit.drop_note(ADDING);
    }

    /// Notes that it was put into the cart.
    pub(crate) fn has_added(&self, wish: &Wish) {
        self.visit.drop_note(ADDING);
        if wish.is_known() {
            let mut added = self.added();
            added.insert(0, wish.clone());
            added.truncate(MOST_ADDED);
            if let Ok(note) = serde_json::to_string(&added) {
                self.visit.keep_note(ADDED, note);
            }
        }
    }

    /// Whether this very form has put it into the cart already.
    pub(crate) fn was_added(&self, wish: &Wish) -> bool {
        wish.is_known() && self.added().contains(wish)
    }

    fn added(&self) -> Vec<Wish> {
        let note = self.visit.note(ADDED).unwrap_or_default();
        serde_json::from_str(&note).unwrap_or_default()
    }

    /// What was about to be put into the cart, if nothing is known of what came of it.
    pub(crate) fn adding(&self) -> Option<Adding> {
        serde_json::from_str(&self.visit.note(ADDING)?).ok()
    }

    /// Notes that this visitor placed an order, and so may see it.
    pub(crate) fn placed(&self, code: &str) {
        let known = self.visit.note(ORDERS).unwrap_or_default();
        let codes = std::iter::once(code).chain(known.split(' '));
        let codes: Vec<_> = codes
            .filter(|it| !it.is_empty())
            .take(MOST_ORDERS)
            .collect();
        self.visit.keep_customers_note(ORDERS, codes.join(" "));
        self.keep_delivery(String::new());
        self.count(None);
    }

    /// Notes that this visitor's cart is about to be ordered.
    pub(crate) fn orders(&self, code: &str) {
        self.visit.keep_note(ORDERING, code.to_owned());
        let now = self.visit.now().to_rfc3339();
        self.visit.keep_note(PAYING, now);
    }

    /// Notes that nothing of its payment is under way any more.
    pub(crate) fn pays_no_more(&self) {
        self.visit.drop_note(PAYING);
    }

    /// Whether the payment of this cart may still be under way: it was asked for a moment ago, and nothing is known of
    /// what came of it.
    pub(crate) fn may_be_paying(&self, code: &str) -> bool {
        let since = self.visit.note(PAYING).and_then(|it| it.parse().ok());
        self.ordering().as_deref() == Some(code)
            && since.is_some_and(|since: DateTime<Utc>| self.visit.now() < since + PAYMENT)
    }

    /// The cart that was about to be ordered, if nothing is known of what came of it.
    pub(crate) fn ordering(&self) -> Option<String> {
        let code = self.visit.note(ORDERING)?;
        (!self.has_placed(&code)).then_some(code)
    }

    /// Whether this visitor's cart, which they were about to order, has become an order; notes it then. A code says
    /// nothing by itself: whoever knows one could have sent it.
    pub(crate) async fn has_become_order(&self, code: &str) -> Result<bool, ShopError> {
        if code.is_empty() || self.visit.note(ORDERING).as_deref() != Some(code) {
            return Ok(false);
        }
        let order = self.shop.placed(code).await?;
        let is_placed = order.is_some_and(|order| !order.is_cart);
        if is_placed {
            self.placed(code);
        }
        Ok(is_placed)
    }

    pub(crate) fn keep_delivery(&self, delivery: String) {
        self.visit.keep_note(DELIVERY, delivery);
    }

    pub(crate) fn delivery(&self) -> Option<String> {
        self.visit.note(DELIVERY)
    }

    pub(crate) fn has_placed(&self, code: &str) -> bool {
        let known = self.visit.note(ORDERS).unwrap_or_default();
        !code.is_empty() && known.split(' ').any(|it| it == code)
    }
}

/// Pieces in the visitor's cart, as far as this site knows; 0 for none.
pub(crate) fn pieces(visit: &Visit) -> u64 {
    visit
        .note(PIECES)
        .and_then(|it| it.parse().ok())
        .unwrap_or(0)
}

/// The page about a shop that can't be asked, or hasn't got what was asked for.
pub(crate) fn trouble(error: ShopError) -> Trouble {
    match error {
        ShopError::NotFound => Trouble::NothingHere,
        error => Trouble::Shop(error.to_string()),
    }
}
