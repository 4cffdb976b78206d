//! What the shop sells.

use scheduler_sdk::types::ServiceId;

use super::{
    Amount, Error, Shop,
    generated::{Browse, ViewProduct, browse, view_product},
};

const PAGE_SIZE: u32 = 12;
const LARGEST_PAGE: u32 = 100;
const LONGEST_TERM: usize = 100;
const MOST_FILTERS: usize = 20;
const LONGEST_ID: usize = 64;

/// What to look for. Everything, in the shop's order, unless told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    term: String,
    facet_values: Vec<String>,
    only_in_stock: bool,
    sort: Sort,
    page: u32,
    page_size: u32,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best match first; the shop's own order without a term.
    #[default]
    Best,
    /// By name.
    Name,
    /// The cheapest first.
    PriceUp,
    /// The dearest first.
    PriceDown,
}

impl Default for Search {
    fn default() -> Self {
        Self {
            term: String::new(),
            facet_values: Vec::new(),
            only_in_stock: false,
            sort: Sort::Best,
            page: 1,
            page_size: PAGE_SIZE,
        }
    }
}

impl Search {
    /// Everything.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// What has these words in its name or description; cut after 100 letters.
    #[must_use]
    pub fn term(self, term: &str) -> Self {
        let term = term.trim().chars().take(LONGEST_TERM).collect();
        Self { term, ..self }
    }

    /// Only what has this value, by its [`FacetValue::id`]; what is asked for more than once must all be so.
    #[must_use]
    pub fn with(mut self, facet_value: &str) -> Self {
        let is_id = (1..=LONGEST_ID).contains(&facet_value.len());
        if is_id
            && self.facet_values.len() < MOST_FILTERS
            && !self.facet_values.iter().any(|it| it == facet_value)
        {
            self.facet_values.push(facet_value.to_owned());
        }
        self
    }

    /// Only what can be had now.
    #[must_use]
    pub fn only_in_stock(self, only_in_stock: bool) -> Self {
        Self {
            only_in_stock,
            ..self
        }
    }

    /// In this order.
    #[must_use]
    pub fn sort(self, sort: Sort) -> Self {
        Self { sort, ..self }
    }

    /// The page, counted from 1.
    #[must_use]
    pub fn page(self, page: u32) -> Self {
        Self {
            page: page.clamp(1, 10_000),
            ..self
        }
    }

    /// Products on a page: 12 unless told, 100 at most.
    #[must_use]
    pub fn page_size(self, page_size: u32) -> Self {
        Self {
            page_size: page_size.clamp(1, LARGEST_PAGE),
            ..self
        }
    }
}

/// What the shop's prices are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// ISO 4217.
    pub currency: String,
    /// Whether prices are usually told with tax, as in Europe, or without, as in the United States.
    pub prices_include_tax: bool,
}

/// A page of products.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    /// The products of this page.
    pub cards: Vec<Card>,
    /// Products on all pages.
    pub total: u64,
    /// This page, counted from 1.
    pub page: u32,
    /// Pages there are; 1 if nothing is found.
    pub pages: u32,
    /// What the products found differ in.
    pub facets: Vec<Facet>,
    /// What the prices are.
    pub terms: Terms,
}

/// A product in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its name in URLs.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it looks like.
    pub image: Option<Image>,
    /// The price of its cheapest variant.
    pub from: Amount,
    /// The price of its dearest variant.
    pub to: Amount,
    /// Whether any variant can be had now.
    pub in_stock: bool,
    /// The service it stands for.
    pub service: Option<ServiceId>,
}

/// Something products differ in, such as their glaze.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Its name.
    pub name: String,
    /// What it can be.
    pub values: Vec<FacetValue>,
}

/// One value of a facet, such as celadon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// For [`Search::with`].
    pub id: String,
    /// Its name.
    pub name: String,
    /// Products found that have it.
    pub count: u64,
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
    fn new(level: String) -> Self {
        match level.as_str() {
            "IN_STOCK" => Self::In,
            "LOW_STOCK" => Self::Low,
            "OUT_OF_STOCK" => Self::Out,
            _ => Self::Other(level),
        }
    }
}

impl Shop {
    /// Looks for products.
    ///
    /// # Errors
    /// [`Error::ChannelNotFound`], or that Vendure can't answer.
    pub async fn products(&self, search: &Search) -> Result<Listing, Error> {
        let variables = browse::Variables {
            // Grouped by product, a result says of one variant only whether it is in stock.
            sold_out: browse::SearchInput {
                in_stock: Some(false),
                take: Some(LARGEST_PAGE.into()),
                skip: Some(0),
                ..search.input()
            },
            input: search.input(),
        };
        Ok(listing(search, self.ask::<Browse>(variables).await?))
    }

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

impl Search {
    fn input(&self) -> browse::SearchInput {
        let filters = self.facet_values.iter().map(|id| {
            let id = Some(id.clone());
            browse::FacetValueFilterInput { and: id, or: None }
        });
        let (name, price) = match self.sort {
            Sort::Best => (None, None),
            Sort::Name => (Some(browse::SortOrder::ASC), None),
            Sort::PriceUp => (None, Some(browse::SortOrder::ASC)),
            Sort::PriceDown => (None, Some(browse::SortOrder::DESC)),
        };
        browse::SearchInput {
            term: Some(self.term.clone()).filter(|it| !it.is_empty()),
            facet_value_filters: Some(filters.collect()),
            collection_id: None,
            collection_ids: None,
            collection_slug: None,
            collection_slugs: None,
            group_by_product: Some(true),
            take: Some(self.page_size.into()),
            skip: Some(i64::from(self.page.saturating_sub(1)) * i64::from(self.page_size)),
            sort: (self.sort != Sort::Best)
                .then_some(browse::SearchResultSortParameter { name, price }),
            in_stock: self.only_in_stock.then_some(true),
        }
    }
}

fn listing(search: &Search, answer: browse::ResponseData) -> Listing {
    let services: Vec<_> = answer
        .bookable
        .items
        .into_iter()
        .filter_map(|it| Some((it.id, service(it.custom_fields?.service_id)?)))
        .collect();
    let sold_out = answer.sold_out.items;
    let cards = answer.search.items.into_iter().map(|it| {
        let (net_from, net_to) = net_range(&it.price);
        let (gross_from, gross_to) = gross_range(&it.price_with_tax);
        Card {
            service: services
                .iter()
                .find(|(product, _)| *product == it.product_id)
                .map(|(_, service)| *service),
            slug: it.slug,
            name: it.product_name,
            image: it.product_asset.map(|it| Image { url: it.preview }),
            from: Amount::new(net_from, gross_from),
            to: Amount::new(net_to, gross_to),
            in_stock: !sold_out.iter().any(|out| out.product_id == it.product_id),
        }
    });
    let cards = cards.collect();
    let mut facets: Vec<(String, Facet)> = Vec::new();
    for counted in answer.search.facet_values {
        let browse::BrowseSearchFacetValuesFacetValue { id, name, facet } = counted.facet_value;
        let count = u64::try_from(counted.count).unwrap_or(0);
        let value = FacetValue { id, name, count };
        match facets.iter_mut().find(|(id, _)| *id == facet.id) {
            Some((_, known)) => known.values.push(value),
            None => {
                let (name, values) = (facet.name, vec![value]);
                facets.push((facet.id, Facet { name, values }));
            }
        }
    }
    let total = u64::try_from(answer.search.total_items).unwrap_or(0);
    let pages = total.div_ceil(u64::from(search.page_size)).max(1);
    Listing {
        cards,
        total,
        page: search.page,
        pages: u32::try_from(pages).unwrap_or(u32::MAX),
        facets: facets.into_iter().map(|(_, facet)| facet).collect(),
        terms: Terms {
            currency: answer.active_channel.currency_code,
            prices_include_tax: answer.active_channel.prices_include_tax,
        },
    }
}

fn net_range(price: &browse::BrowseSearchItemsPrice) -> (i64, i64) {
    use browse::BrowseSearchItemsPrice as Price;
    match price {
        Price::PriceRange(range) => (range.min, range.max),
        Price::SinglePrice(single) => (single.value, single.value),
        Price::Unknown => (0, 0),
    }
}

fn gross_range(price: &browse::BrowseSearchItemsPriceWithTax) -> (i64, i64) {
    use browse::BrowseSearchItemsPriceWithTax as Price;
    match price {
        Price::PriceRange(range) => (range.min, range.max),
        Price::SinglePrice(single) => (single.value, single.value),
        Price::Unknown => (0, 0),
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
fn service(id: Option<String>) -> Option<ServiceId> {
    id?.parse().ok()
}
