//! What the shop sells, one by one.

use scheduler_sdk::types::ServiceId;

use super::{
    Amount, Error, Shop,
    generated::{ViewProduct, view_product},
};

/// What the shop's prices are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// ISO 4217.
    pub currency: String,
    /// Whether prices are usually told with tax, as in Europe, or without, as in the United States.
    pub prices_include_tax: bool,
}

/// A picture, at Vendure's own URL: `?w=`, `?h=`, `?mode=crop` and `?format=webp` change what comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Where it is.
    pub url: String,
}

/// A product, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// Its name in URLs.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// HTML, as the shop's owner wrote it: escape or clean it before it goes into a page.
    pub description: String,
    /// What it looks like.
    pub image: Option<Image>,
    /// What it is, by facet and value.
    pub facts: Vec<(String, String)>,
    /// The service it stands for: then it is booked, not bought.
    pub service: Option<ServiceId>,
    /// What can be bought of it.
    pub variants: Vec<Variant>,
    /// What the prices are.
    pub terms: Terms,
}

/// What can be bought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// For [`Shop::add`].
    pub id: String,
    /// Its full name.
    pub name: String,
    /// The shop's number of it.
    pub sku: String,
    /// For one of it.
    pub price: Amount,
    /// Whether it can be had.
    pub stock: Stock,
    /// What it looks like, if that is different from the product.
    pub image: Option<Image>,
    /// What sets it apart, by option and value, such as glaze and celadon.
    pub options: Vec<(String, String)>,
}

/// Whether something can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stock {
    /// Yes.
    In,
    /// Yes, but not for long.
    Low,
    /// Not now.
    Out,
    /// In words of the shop's own.
    Other(String),
}

impl Stock {
    pub(super) fn new(level: String) -> Self {
        match level.as_str() {
            "IN_STOCK" => Self::In,
            "LOW_STOCK" => Self::Low,
            "OUT_OF_STOCK" => Self::Out,
            _ => Self::Other(level),
        }
    }
}

impl Shop {
    /// One product, by its name in URLs.
    ///
    /// # Errors
    /// [`Error::ChannelNotFound`], or that Vendure can't answer.
    pub async fn product(&self, slug: &str) -> Result<Option<Product>, Error> {
        let slug = slug.to_owned();
        let answer = self
            .ask::<ViewProduct>(view_product::Variables { slug })
            .await?;
        let terms = Terms {
            currency: answer.active_channel.currency_code,
            prices_include_tax: answer.active_channel.prices_include_tax,
        };
        Ok(answer.product.map(|it| product(it, terms)))
    }
}

fn product(it: view_product::ViewProductProduct, terms: Terms) -> Product {
    let facts = it
        .facet_values
        .into_iter()
        .map(|it| (it.facet.name, it.name));
    let variants = it.variants.into_iter().map(|it| Variant {
        id: it.id,
        name: it.name,
        sku: it.sku,
        price: Amount::new(it.price, it.price_with_tax),
        stock: Stock::new(it.stock_level),
        image: it.featured_asset.map(|it| Image { url: it.preview }),
        options: it
            .options
            .into_iter()
            .map(|it| (it.group.name, it.name))
            .collect(),
    });
    Product {
        slug: it.slug,
        name: it.name,
        description: it.description,
        image: it.featured_asset.map(|it| Image { url: it.preview }),
        facts: facts.collect(),
        service: service(it.custom_fields.and_then(|it| it.service_id)),
        variants: variants.collect(),
        terms,
    }
}

/// What is no service's id stands for none: the product is sold like any other.
pub(super) fn service(id: Option<String>) -> Option<ServiceId> {
    id?.parse().ok()
}
