//! A cart, and the placed order it becomes.

use super::{
    Error, Image, Shop,
    generated::{ViewOrder, view_order},
};

/// An amount in hundredths of the order's or shop's currency: cents of a euro, and hundredths of a yen too. So Vendure counts,
/// unless it is given another `MoneyStrategy`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// Without tax.
    pub net: i64,
    /// With tax.
    pub gross: i64,
}

impl Amount {
    pub(super) fn new(net: i64, gross: i64) -> Self {
        Self { net, gross }
    }

    /// The tax in it.
    #[must_use]
    pub fn tax(self) -> i64 {
        self.gross.saturating_sub(self.net)
    }

    /// As the shop tells its prices.
    #[must_use]
    pub fn told(self, include_tax: bool) -> i64 {
        match include_tax {
            true => self.gross,
            false => self.net,
        }
    }
}

/// A cart, or a placed order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// What the shop and its customer call it.
    pub code: String,
    /// Whether it is a cart still.
    pub is_cart: bool,
    /// Whether it is paid, or its payment is promised.
    pub is_paid: bool,
    /// What is in it.
    pub lines: Vec<Line>,
    /// Pieces in it.
    pub pieces: u64,
    /// All lines.
    pub goods: Amount,
    /// Shipping.
    pub shipping: Amount,
    /// All of it.
    pub total: Amount,
    /// ISO 4217.
    pub currency: String,
    /// Whether the shop tells its prices with tax.
    pub prices_include_tax: bool,
    /// Who ordered it.
    pub customer: Option<Customer>,
    /// Where it goes, line by line.
    pub ships_to: Vec<String>,
    /// How it goes there.
    pub ships_by: Option<String>,
    /// Vendure's word for where it stands.
    pub(super) state: String,
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// For [`Shop::adjust`] and [`Shop::remove`].
    pub id: String,
    /// The variant's name.
    pub name: String,
    /// The variant.
    pub variant_id: String,
    /// The product's name in URLs.
    pub product_slug: String,
    /// What it looks like.
    pub image: Option<Image>,
    /// Pieces.
    pub quantity: u32,
    /// For one of it.
    pub each: Amount,
    /// For all of it.
    pub all: Amount,
}

/// Who orders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where the shop writes to.
    pub email: String,
}

impl Shop {
    /// The visitor's cart; `None` if nothing was put into it yet, or all was ordered.
    ///
    /// # Errors
    /// [`Error::ChannelNotFound`], or that Vendure can't answer.
    pub async fn cart(&self) -> Result<Option<Order>, Error> {
        // Who has no cart isn't asked about: Vendure would begin a session.
        if self.cart.lock().await.is_none() {
            return Ok(None);
        }
        let variables = view_order::Variables {
            placed: false,
            code: String::new(),
        };
        let answer = self.ask::<ViewOrder>(variables).await?;
        let includes_tax = answer.active_channel.prices_include_tax;
        Ok(answer.active_order.map(|it| order(it, includes_tax)))
    }

    /// An order that was placed; `None` if this shop has no such order, or it is too old for Vendure to show it to a guest
    /// (two hours, by default).
    ///
    /// Vendure shows it to whoever has its code, name and address included: a site shows it only to the visitor who
    /// placed it.
    ///
    /// # Errors
    /// [`Error::ChannelNotFound`], or that Vendure can't answer.
    pub async fn placed(&self, code: &str) -> Result<Option<Order>, Error> {
        let variables = view_order::Variables {
            placed: true,
            code: code.to_owned(),
        };
        match self.ask::<ViewOrder>(variables).await {
            Ok(answer) => {
                let includes_tax = answer.active_channel.prices_include_tax;
                Ok(answer.order_by_code.map(|it| order(it, includes_tax)))
            }
            Err(Error::NotFound) => Ok(None),
            Err(Error::Refused { code, .. }) if code == "FORBIDDEN" => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn order(it: view_order::OrderFields, prices_include_tax: bool) -> Order {
    let lines = it.lines.into_iter().map(|it| Line {
        id: it.id,
        name: it.product_variant.name,
        variant_id: it.product_variant.id,
        product_slug: it.product_variant.product.slug,
        image: it.featured_asset.map(|it| Image { url: it.preview }),
        quantity: u32::try_from(it.quantity).unwrap_or(0),
        each: Amount::new(it.unit_price, it.unit_price_with_tax),
        all: Amount::new(it.line_price, it.line_price_with_tax),
    });
    let to = it.shipping_address.map(|it| {
        let town = [it.postal_code, it.city].into_iter().flatten();
        let town = town.collect::<Vec<_>>().join(" ");
        let all = [
            it.full_name,
            it.street_line1,
            it.street_line2,
            Some(town),
            it.country,
        ];
        let lines = all.into_iter().flatten().filter(|it| !it.trim().is_empty());
        lines.collect()
    });
    Order {
        code: it.code,
        is_cart: it.active,
        is_paid: matches!(it.state.as_str(), "PaymentSettled" | "PaymentAuthorized"),
        lines: lines.collect(),
        pieces: u64::try_from(it.total_quantity).unwrap_or(0),
        goods: Amount::new(it.sub_total, it.sub_total_with_tax),
        shipping: Amount::new(it.shipping, it.shipping_with_tax),
        total: Amount::new(it.total, it.total_with_tax),
        currency: it.currency_code,
        prices_include_tax,
        customer: it.customer.map(|it| Customer {
            first_name: it.first_name,
            last_name: it.last_name,
            email: it.email_address,
        }),
        ships_to: to.unwrap_or_default(),
        ships_by: it
            .shipping_lines
            .into_iter()
            .next()
            .map(|it| it.shipping_method.name),
        state: it.state,
    }
}
