//! What the shop sells, page by page.

use std::collections::{HashMap, HashSet};

use scheduler_sdk::types::ServiceId;

use super::{
    Amount, Error, Image, Search, Shop, Stock, Terms,
    catalogue::service,
    generated::{Browse, TellApart, browse, tell_apart},
};

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

impl Shop {
    /// Looks for products: one call, and another where the list of this page leaves open what stands for a service or is
    /// in stock.
    ///
    /// # Errors
    /// [`Error::ChannelNotFound`], or that Vendure can't answer.
    pub async fn products(&self, search: &Search) -> Result<Listing, Error> {
        let input = search.input();
        let found = self.ask::<Browse>(browse::Variables { input }).await?;
        let ids = doubtful(&found);
        let told_apart = match ids.is_empty() {
            true => Vec::new(),
            false => {
                let variables = tell_apart::Variables { ids };
                self.ask::<TellApart>(variables).await?.products.items
            }
        };
        Ok(listing(search, found, told_apart))
    }
}

/// The products of a page of which its answer doesn't tell all.
fn doubtful(found: &browse::ResponseData) -> Vec<String> {
    let bookable = &found.bookable;
    let told = u64::try_from(bookable.items.len()).unwrap_or(u64::MAX);
    let has_more = u64::try_from(bookable.total_items).is_ok_and(|total| total > told);
    let is_told = |id: &String| bookable.items.iter().any(|it| it.id == *id);
    let products = found.search.items.iter();
    products
        // Grouped by product, a result may say of one variant only whether it is in stock.
        .filter(|it| !it.in_stock || (has_more && !is_told(&it.product_id)))
        .map(|it| it.product_id.clone())
        .collect()
}

fn listing(
    search: &Search,
    answer: browse::ResponseData,
    told_apart: Vec<tell_apart::TellApartProductsItems>,
) -> Listing {
    let bookable = answer.bookable.items.into_iter();
    let mut services: HashMap<String, ServiceId> = bookable
        .filter_map(|it| Some((it.id, service(it.custom_fields?.service_id)?)))
        .collect();
    let mut in_stock = HashSet::new();
    for product in told_apart {
        let mut levels = product.variants.into_iter().map(|it| it.stock_level);
        if levels.any(|level| matches!(Stock::new(level), Stock::In | Stock::Low)) {
            in_stock.insert(product.id.clone());
        }
        if let Some(service) = service(product.custom_fields.and_then(|it| it.service_id)) {
            services.insert(product.id, service);
        }
    }
    let cards = answer.search.items.into_iter().map(|it| {
        let (net_from, net_to) = net_range(&it.price);
        let (gross_from, gross_to) = gross_range(&it.price_with_tax);
        Card {
            service: services.get(&it.product_id).copied(),
            in_stock: it.in_stock || in_stock.contains(&it.product_id),
            slug: it.slug,
            name: it.product_name,
            image: it.product_asset.map(|it| Image { url: it.preview }),
            from: Amount::new(net_from, gross_from),
            to: Amount::new(net_to, gross_to),
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
