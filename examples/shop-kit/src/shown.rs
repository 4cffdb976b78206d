//! Products and carts, as pages show them.

use business_client::{
    Storefront,
    shop::{Amount, Card, Image, Order, Product, Stock, Terms, Variant},
};
use serde::Serialize;
use site_kit::{Visit, booking, money};

/// Sides of the squares that pictures come in, in pixels.
pub(crate) const SIDES: [u16; 3] = [160, 400, 800];

/// A price in this shop's own way of telling it.
pub(crate) fn price(amount: Amount, terms: &Terms) -> String {
    money::hundredths(amount.told(terms.prices_include_tax), &terms.currency)
}

/// The path of a picture on this site.
pub(crate) fn picture(image: Option<&Image>, side: u16, visit: &Visit) -> Option<String> {
    let path = image?.path()?;
    Some(visit.path(&format!("/pictures/{side}/{path}")))
}

/// The path of a product.
pub(crate) fn product_path(slug: &str, visit: &Visit) -> String {
    let slug: String = form_urlencoded::byte_serialize(slug.as_bytes()).collect();
    visit.path(&format!("/products/{slug}"))
}

/// A product in a list.
#[derive(Serialize)]
pub(crate) struct ShownCard {
    name: String,
    path: String,
    picture: Option<String>,
    /// What it is sold or booked at, where that is known.
    price: Option<String>,
    /// Whether `price` is the lowest of several.
    is_from: bool,
    pub(crate) is_bookable: bool,
    /// The service it stands for is gone.
    is_gone: bool,
    is_sold_out: bool,
}

impl ShownCard {
    /// What is booked costs what the scheduler says, whatever stands in the shop.
    pub(crate) fn of(
        card: &Card,
        terms: &Terms,
        storefront: Option<&Storefront>,
        visit: &Visit,
    ) -> Self {
        let is_gone = |id| {
            // What is known may be old.
            storefront.is_some_and(|it| it.problem.is_none() && it.service(id).is_none())
        };
        let booked = |id| Some(booking::Service::of(storefront?.service(id)?, visit).price);
        Self {
            name: card.name.clone(),
            path: product_path(&card.slug, visit),
            picture: picture(card.image.as_ref(), 400, visit),
            price: match card.service {
                Some(id) => booked(id),
                None => Some(price(card.from, terms)),
            },
            is_from: card.from != card.to && card.service.is_none(),
            is_bookable: card.service.is_some(),
            is_gone: card.service.is_some_and(is_gone),
            is_sold_out: !card.in_stock && card.service.is_none(),
        }
    }
}

/// What can be bought of a product.
#[derive(Serialize)]
pub(crate) struct ShownVariant {
    id: String,
    name: String,
    price: String,
    is_out: bool,
    stock: String,
    picture: Option<String>,
}

impl ShownVariant {
    /// Those of a product. Where some have a picture of their own, the others look as the product does.
    pub(crate) fn all(product: &Product, visit: &Visit) -> Vec<Self> {
        let variants = &product.variants;
        let are_seen = variants.iter().any(|it| it.image.is_some());
        let whole = product.image.as_ref().filter(|_| are_seen);
        let shown = variants
            .iter()
            .map(|it| Self::of(it, &product.terms, it.image.as_ref().or(whole), visit));
        shown.collect()
    }

    fn of(variant: &Variant, terms: &Terms, image: Option<&Image>, visit: &Visit) -> Self {
        let options: Vec<_> = variant
            .options
            .iter()
            .map(|(_, value)| value.as_str())
            .collect();
        Self {
            id: variant.id.clone(),
            name: match options.is_empty() {
                true => variant.name.clone(),
                false => options.join(", "),
            },
            price: price(variant.price, terms),
            is_out: variant.stock == Stock::Out,
            stock: match &variant.stock {
                Stock::In => "In stock".to_owned(),
                Stock::Low => "Only a few left".to_owned(),
                Stock::Out => "Sold out".to_owned(),
                Stock::Other(words) => words.clone(),
            },
            picture: picture(image, 160, visit),
        }
    }
}

/// A cart or an order.
#[derive(Serialize)]
pub(crate) struct ShownOrder {
    pub(crate) code: String,
    lines: Vec<ShownLine>,
    pieces: u64,
    goods: String,
    shipping: Option<String>,
    tax: Option<String>,
    /// Whether `goods` and `shipping` have the tax in them.
    includes_tax: bool,
    total: String,
    /// In minor units, as it is agreed to.
    pub(crate) agreed: i64,
    name: String,
    pub(crate) email: String,
    ships_to: Vec<String>,
    ships_by: Option<String>,
    is_paid: bool,
}

#[derive(Serialize)]
struct ShownLine {
    id: String,
    name: String,
    path: String,
    picture: Option<String>,
    quantity: u32,
    each: String,
    all: String,
}

impl ShownOrder {
    pub(crate) fn of(order: &Order, visit: &Visit) -> Self {
        let includes_tax = order.prices_include_tax;
        let written = |amount: i64| money::hundredths(amount, &order.currency);
        let told = |amount: Amount| written(amount.told(includes_tax));
        let lines = order.lines.iter().map(|line| ShownLine {
            id: line.id.clone(),
            name: line.name.clone(),
            path: product_path(&line.product_slug, visit),
            picture: picture(line.image.as_ref(), 160, visit),
            quantity: line.quantity,
            each: told(line.each),
            all: told(line.all),
        });
        let customer = order.customer.as_ref();
        Self {
            code: order.code.clone(),
            lines: lines.collect(),
            pieces: order.pieces,
            goods: told(order.goods),
            shipping: order.ships_by.as_ref().map(|_| match order.shipping.gross {
                0 => "Free".to_owned(),
                _ => told(order.shipping),
            }),
            tax: (order.total.tax() > 0).then(|| written(order.total.tax())),
            includes_tax,
            total: written(order.total.gross),
            agreed: order.total.gross,
            name: customer
                .map(|it| format!("{} {}", it.first_name, it.last_name))
                .unwrap_or_default(),
            email: customer.map(|it| it.email.clone()).unwrap_or_default(),
            ships_to: order.ships_to.clone(),
            ships_by: order.ships_by.clone(),
            is_paid: order.is_paid,
        }
    }
}

/// Text of a description, which its owner may have written as HTML: tags end words or paragraphs and are dropped.
pub(crate) fn paragraphs(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.trim_start_matches('/').split([' ', '/']).next();
        if matches!(
            name,
            Some("p" | "br" | "li" | "div" | "h1" | "h2" | "h3" | "ul" | "ol")
        ) {
            text.push('\n');
        }
        rest = after;
    }
    text.push_str(rest);
    let text = text
        .replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
    let paragraphs = text.lines().map(str::trim).filter(|it| !it.is_empty());
    paragraphs.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn a_description_becomes_text_whatever_is_in_it() {
        assert_eq!(paragraphs("Plain words."), ["Plain words."]);
        assert_eq!(
            paragraphs("<p>Salt &amp; <b class=\"x\">pepper</b></p><p>Two<br/>lines</p>"),
            ["Salt & pepper", "Two", "lines"]
        );
        assert_eq!(paragraphs("<script>alert(1)</script>"), ["alert(1)"]);
        assert_eq!(paragraphs("broken <a href="), ["broken"]);
        assert_eq!(paragraphs("a &amp;lt; b"), ["a &lt; b"], "once, not twice");
    }
}
