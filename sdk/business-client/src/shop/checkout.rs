//! From a cart to a placed order, as a guest.

use std::fmt;

use serde_json::Value;

use super::{
    Amount, Customer, Error, Order, Shop,
    generated::{Deliver, MoveTo, Pay, ViewCheckout, deliver, move_to, pay, view_checkout},
};

/// Vendure's words for a cart that is being filled, and one that is being paid for.
pub(super) const FILLING: &str = "AddingItems";
const PAYING: &str = "ArrangingPayment";

/// What a customer can choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckoutChoices {
    /// Where the shop sends to.
    pub countries: Vec<Country>,
    /// How it sends the cart.
    pub shipping: Vec<ShippingMethod>,
    /// How it can be paid.
    pub payment: Vec<PaymentMethod>,
}

/// A country the shop sends to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// ISO 3166-1, two letters.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// A way to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShippingMethod {
    /// For [`Delivery::shipping_method`].
    pub id: String,
    /// Its name.
    pub name: String,
    /// The shop's words.
    pub description: String,
    /// What it costs for this cart.
    pub price: Amount,
}

/// A way to pay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentMethod {
    /// For [`Payment::method`].
    pub code: String,
    /// Its name.
    pub name: String,
    /// The shop's words.
    pub description: String,
}

/// Who orders, and where to and how it goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Who orders.
    pub customer: Customer,
    /// Where to.
    pub address: Address,
    /// By [`ShippingMethod::id`].
    pub shipping_method: String,
}

/// How a cart is paid.
#[derive(Clone, PartialEq, Eq)]
pub struct Payment {
    /// By [`PaymentMethod::code`].
    pub method: String,
    /// What the payment method needs, such as its provider's token.
    pub details: Value,
    /// What the customer agreed to pay, with tax and shipping, in minor units: an order over anything else isn't placed.
    pub agreed_total: i64,
}

/// Where to send.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// Whatever else the postman needs.
    pub street_2: Option<String>,
    /// Postal code.
    pub postal_code: String,
    /// Town.
    pub city: String,
    /// By [`Country::code`].
    pub country: String,
}

impl fmt::Debug for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery")
            .field("shipping_method", &self.shipping_method)
            .finish_non_exhaustive()
    }
}

/// Without the shop's words, which may quote names and addresses: those are for whoever they are told, and for no log.
impl fmt::Debug for NotPlaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::EmptyCart => "EmptyCart",
            Self::NotPrepared => "NotPrepared",
            Self::TotalChanged => "TotalChanged",
            Self::EmailTaken => "EmailTaken",
            Self::ShippingNotPossible => "ShippingNotPossible",
            Self::PaymentNotPossible => "PaymentNotPossible",
            Self::PaymentDeclined => "PaymentDeclined",
            Self::Refused { .. } => "Refused",
        })
    }
}

impl fmt::Debug for Payment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Payment")
            .field("method", &self.method)
            .field("agreed_total", &self.agreed_total)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address")
            .field("country", &self.country)
            .finish_non_exhaustive()
    }
}

/// What came of a checkout.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Ordered {
    /// It is placed.
    Placed(Box<Order>),
    /// It isn't, and this is the cart.
    NotPlaced {
        /// Why.
        reason: NotPlaced,
        /// As it is now; `None` if there is none.
        cart: Option<Box<Order>>,
    },
}

/// Why no order was placed.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotPlaced {
    /// There is nothing in the cart: it was ordered already, in another window perhaps.
    EmptyCart,
    /// Nobody said yet who orders, or how it is to be sent.
    NotPrepared,
    /// It costs something else by now: show the cart, and ask again.
    TotalChanged,
    /// The address belongs to somebody with an account, who has to log in there.
    EmailTaken,
    /// It can't be sent this way: ask for another.
    ShippingNotPossible,
    /// It can't be paid this way: ask for another.
    PaymentNotPossible,
    /// The payment was declined: ask for another.
    PaymentDeclined,
    /// The shop doesn't take the order as it is, because something was sold meanwhile, say.
    Refused {
        /// The shop's words.
        message: String,
    },
}

/// What a step came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Done,
    Stopped(NotPlaced),
}

impl Step {
    fn refused(message: impl Into<String>) -> Self {
        Self::Stopped(refused(message))
    }
}

impl Shop {
    /// What can be chosen for the cart as it is.
    ///
    /// # Errors
    /// [`Error::ChannelNotFound`], or that Vendure can't answer.
    pub async fn checkout_choices(&self) -> Result<CheckoutChoices, Error> {
        let answer = self.ask::<ViewCheckout>(view_checkout::Variables).await?;
        // The countries of the shop's own zone; all that Vendure knows, if it has none.
        let zone = answer.active_channel.default_shipping_zone;
        let members = zone.into_iter().flat_map(|it| it.members);
        let mut countries: Vec<_> = members.map(|it| country(it.code, it.name)).collect();
        if countries.is_empty() {
            let known = answer.available_countries.into_iter();
            countries.extend(known.map(|it| country(it.code, it.name)));
        }
        let shipping = answer.eligible_shipping_methods.into_iter();
        let shipping = shipping.map(|it| ShippingMethod {
            id: it.id,
            name: it.name,
            description: it.description,
            price: Amount::new(it.price, it.price_with_tax),
        });
        let payment = answer.eligible_payment_methods.into_iter();
        let payment = payment.filter(|it| it.is_eligible).map(|it| PaymentMethod {
            code: it.code,
            name: it.name,
            description: it.description,
        });
        Ok(CheckoutChoices {
            countries,
            shipping: shipping.collect(),
            payment: payment.collect(),
        })
    }

    /// Tells the shop who orders and how it is to be sent. What comes back is the cart with its total, or why it can't be
    /// sent like this.
    ///
    /// # Errors
    /// That Vendure can't answer.
    pub async fn prepare(&self, delivery: &Delivery) -> Result<Result<Order, NotPlaced>, Error> {
        match self.deliver(delivery).await? {
            Step::Done => Ok(self.cart().await?.ok_or(NotPlaced::EmptyCart)),
            Step::Stopped(reason) => Ok(Err(reason)),
        }
    }

    /// Orders what is in the cart, once it is [prepared](Shop::prepare). After an error, an order may have been placed:
    /// look for the cart's code by [`Shop::placed`] before trying again.
    ///
    /// # Errors
    /// That Vendure can't answer.
    pub async fn place_order(&self, payment: &Payment) -> Result<Ordered, Error> {
        match self.cart().await? {
            Some(cart) => self.place_cart(&cart, payment).await,
            None => Ok(Ordered::NotPlaced {
                reason: NotPlaced::EmptyCart,
                cart: None,
            }),
        }
    }

    /// The same for a cart that was just [read](Shop::cart): a call less to wait for.
    ///
    /// # Errors
    /// That Vendure can't answer.
    pub async fn place_cart(&self, cart: &Order, payment: &Payment) -> Result<Ordered, Error> {
        if cart.lines.is_empty() {
            return Ok(Ordered::NotPlaced {
                reason: NotPlaced::EmptyCart,
                cart: None,
            });
        }
        if let Step::Stopped(reason) = self.pay(payment, cart).await? {
            let cart = self.cart().await?.map(Box::new);
            return Ok(Ordered::NotPlaced { reason, cart });
        }
        match self.placed(&cart.code).await? {
            Some(order) if !order.is_cart => Ok(Ordered::Placed(Box::new(order))),
            _ => Ok(Ordered::NotPlaced {
                reason: NotPlaced::Refused {
                    message: "The payment does not cover the order.".to_owned(),
                },
                cart: self.cart().await?.map(Box::new),
            }),
        }
    }

    async fn deliver(&self, delivery: &Delivery) -> Result<Step, Error> {
        let Some(cart) = self.cart().await?.filter(|cart| !cart.lines.is_empty()) else {
            return Ok(Step::Stopped(NotPlaced::EmptyCart));
        };
        let variables = deliver::Variables {
            // A cart that somebody began to pay for can't be sent another way.
            reopens: cart.state != FILLING,
            filling: FILLING.to_owned(),
            customer: customer(&delivery.customer),
            address: address(delivery),
            method: vec![delivery.shipping_method.clone()],
        };
        let told = match self.ask_for_steps::<Deliver>(variables).await {
            Err(Error::NotFound) => return Ok(Step::Stopped(NotPlaced::ShippingNotPossible)),
            told => told?,
        };
        if let Some(stopped) = reopened(told.reopened)
            .or(named(told.named))
            .or(addressed(told.addressed))
        {
            return Ok(Step::Stopped(stopped));
        }
        use deliver::DeliverOutcome as It;
        Ok(match told.outcome {
            It::Order => Step::Done,
            It::IneligibleShippingMethodError(_) => Step::Stopped(NotPlaced::ShippingNotPossible),
            It::NoActiveOrderError(_) => Step::Stopped(NotPlaced::EmptyCart),
            It::OrderModificationError(it) => Step::refused(it.message),
            It::Unknown => Step::refused(""),
        })
    }

    async fn pay(&self, payment: &Payment, cart: &Order) -> Result<Step, Error> {
        if cart.customer.is_none() || cart.ships_by.is_none() {
            return Ok(Step::Stopped(NotPlaced::NotPrepared));
        }
        if cart.total.gross != payment.agreed_total {
            return Ok(Step::Stopped(NotPlaced::TotalChanged));
        }
        let variables = pay::Variables {
            begins: cart.state != PAYING,
            paying: PAYING.to_owned(),
            input: pay::PaymentInput {
                method: payment.method.clone(),
                metadata: payment.details.clone(),
            },
        };
        let told = self.ask_for_steps::<Pay>(variables).await?;
        // Where it didn't begin, no payment was taken: Vendure takes none in another state.
        if let Some(stopped) = begun(told.begun) {
            return Ok(Step::Stopped(stopped));
        }
        use pay::PayOutcome as It;
        Ok(match told.outcome {
            It::Order => Step::Done,
            It::IneligiblePaymentMethodError(_) => Step::Stopped(NotPlaced::PaymentNotPossible),
            It::PaymentDeclinedError(_) | It::PaymentFailedError(_) => {
                Step::Stopped(NotPlaced::PaymentDeclined)
            }
            It::NoActiveOrderError(_) => Step::Stopped(NotPlaced::EmptyCart),
            It::CouponRemovedDuringCheckoutError(_) => Step::Stopped(NotPlaced::TotalChanged),
            It::OrderPaymentStateError(it) => Step::refused(it.message),
            It::OrderStateTransitionError(it) => Step::refused(it.transition_error),
            It::Unknown => Step::refused(""),
        })
    }

    pub(super) async fn move_to(&self, state: &str) -> Result<Step, Error> {
        let state = state.to_owned();
        use move_to::MoveToOutcome as It;
        let answer = self.ask::<MoveTo>(move_to::Variables { state }).await?;
        Ok(match answer.outcome {
            Some(It::Order) => Step::Done,
            Some(It::OrderStateTransitionError(it)) => Step::refused(it.transition_error),
            Some(It::Unknown) => Step::refused(""),
            None => Step::Stopped(NotPlaced::EmptyCart),
        })
    }
}

fn customer(customer: &Customer) -> deliver::CreateCustomerInput {
    deliver::CreateCustomerInput {
        title: None,
        first_name: customer.first_name.clone(),
        last_name: customer.last_name.clone(),
        phone_number: None,
        email_address: customer.email.clone(),
    }
}

fn address(delivery: &Delivery) -> deliver::CreateAddressInput {
    let Delivery {
        customer, address, ..
    } = delivery;
    deliver::CreateAddressInput {
        full_name: Some(format!("{} {}", customer.first_name, customer.last_name)),
        company: None,
        street_line1: address.street.clone(),
        street_line2: address.street_2.clone(),
        city: Some(address.city.clone()),
        province: None,
        postal_code: Some(address.postal_code.clone()),
        country_code: address.country.clone(),
        phone_number: None,
        default_shipping_address: None,
        default_billing_address: None,
    }
}

// What the steps that go before another came to, if they came to nothing.

fn reopened(step: Option<deliver::DeliverReopened>) -> Option<NotPlaced> {
    use deliver::DeliverReopened as It;
    match step? {
        It::Order => None,
        It::OrderStateTransitionError(it) => Some(refused(it.transition_error)),
        It::Unknown => Some(refused("")),
    }
}

fn named(step: deliver::DeliverNamed) -> Option<NotPlaced> {
    use deliver::DeliverNamed as It;
    match step {
        // A guest is never logged in here; who is, has a customer already.
        It::Order | It::AlreadyLoggedInError(_) => None,
        It::EmailAddressConflictError(_) => Some(NotPlaced::EmailTaken),
        It::NoActiveOrderError(_) => Some(NotPlaced::EmptyCart),
        It::GuestCheckoutError(it) => Some(refused(it.message)),
        It::Unknown => Some(refused("")),
    }
}

fn addressed(step: deliver::DeliverAddressed) -> Option<NotPlaced> {
    use deliver::DeliverAddressed as It;
    match step {
        It::Order => None,
        It::NoActiveOrderError(_) => Some(NotPlaced::EmptyCart),
        It::Unknown => Some(refused("")),
    }
}

fn begun(step: Option<pay::PayBegun>) -> Option<NotPlaced> {
    use pay::PayBegun as It;
    match step? {
        It::Order => None,
        It::OrderStateTransitionError(it) => Some(refused(it.transition_error)),
        It::Unknown => Some(refused("")),
    }
}

fn refused(message: impl Into<String>) -> NotPlaced {
    let message = message.into();
    NotPlaced::Refused { message }
}

fn country(code: String, name: String) -> Country {
    Country { code, name }
}

#[cfg(test)]
mod tests {
    use super::refused;

    #[test]
    fn what_the_shop_says_of_a_customer_gets_into_no_log() {
        let reason = refused("kim@example.com can't be sent to");
        assert_eq!(format!("{reason:?}"), "Refused");
    }
}
