//! A shop's first page: what it sells, searched and narrowed; and what can be booked, whether or not Vendure answers.

use business_client::{
    Error, Storefront,
    shop::{Error as ShopError, Listing, Search, Sort},
};
use form_urlencoded::Serializer;
use serde::Serialize;
use site_kit::{
    Asked, Page, Trouble, Visit,
    axum::{Extension, extract::Query, response::Response},
    booking,
};

use crate::{shops::Shops, shown::ShownCard};

/// Products on a page.
const PAGE_SIZE: u32 = 9;
const MOST_FIELDS: usize = 30;

/// What the visitor asked for, as it stands in the URL.
#[derive(Clone, Default)]
struct Wish {
    term: String,
    facet_values: Vec<String>,
    only_in_stock: bool,
    sort: String,
    page: u32,
}

impl Wish {
    fn read(fields: Vec<(String, String)>) -> Self {
        let mut wish = Self::default();
        for (name, value) in fields.into_iter().take(MOST_FIELDS) {
            match name.as_str() {
                "q" => wish.term = value.trim().chars().take(100).collect(),
                "f" if !value.is_empty() => wish.facet_values.push(value),
                "stock" => wish.only_in_stock = value == "1",
                "sort" => wish.sort = value,
                "page" => wish.page = value.parse().unwrap_or(1),
                _ => {}
            }
        }
        wish
    }

    fn search(&self) -> Search {
        let sort = match self.sort.as_str() {
            "name" => Sort::Name,
            "up" => Sort::PriceUp,
            "down" => Sort::PriceDown,
            _ => Sort::Best,
        };
        let search = Search::new()
            .term(&self.term)
            .only_in_stock(self.only_in_stock)
            .sort(sort)
            .page_size(PAGE_SIZE)
            .page(self.page);
        let values = self.facet_values.iter();
        values.fold(search, |search, value| search.with(value))
    }

    fn is_narrow(&self) -> bool {
        !self.term.is_empty() || !self.facet_values.is_empty() || self.only_in_stock
    }

    /// The page that shows this, in the shop with this front.
    fn path(&self, front: &str) -> String {
        let mut query = Serializer::new(String::new());
        if !self.term.is_empty() {
            query.append_pair("q", &self.term);
        }
        for value in &self.facet_values {
            query.append_pair("f", value);
        }
        if self.only_in_stock {
            query.append_pair("stock", "1");
        }
        if !self.sort.is_empty() {
            query.append_pair("sort", &self.sort);
        }
        if self.page > 1 {
            query.append_pair("page", &self.page.to_string());
        }
        let query = query.finish();
        match query.is_empty() {
            true => front.to_owned(),
            false => format!("{front}?{query}"),
        }
    }
}

#[derive(Serialize)]
struct ShownFacet {
    name: String,
    values: Vec<ShownValue>,
}

#[derive(Serialize)]
struct ShownValue {
    name: String,
    count: u64,
    is_chosen: bool,
    /// The page with this value chosen, or no longer.
    path: String,
}

#[derive(Serialize)]
struct ShownListing {
    cards: Vec<ShownCard>,
    facets: Vec<ShownFacet>,
    total: u64,
    pages: u32,
    page: u32,
    previous: Option<String>,
    next: Option<String>,
    includes_tax: bool,
}

impl ShownListing {
    /// What is sold before what is booked, each in the order it was in.
    fn sold_first(&mut self) {
        self.cards.sort_by_key(|card| card.is_bookable);
    }
}

pub(crate) async fn show(
    visit: Visit,
    Extension(shops): Extension<Shops>,
    Asked(Query(fields)): Asked<Query<Vec<(String, String)>>>,
) -> Response {
    let work = async {
        let wish = Wish::read(fields);
        let buyer = shops.of(&visit)?;
        let (storefront, listing) = tokio::join!(visit.storefront(), async {
            match &buyer {
                Some(buyer) => Some(buyer.shop.products(&wish.search()).await),
                None => None,
            }
        });
        let storefront = match (storefront, &listing) {
            (Ok(storefront), _) => Some(storefront),
            (Err(trouble @ (Trouble::NothingHere | Trouble::Business(Error::NotFound))), _) => {
                return Err(trouble);
            }
            // Who can't be booked, for whatever reason, may still sell.
            (Err(trouble), Some(Ok(_))) => {
                visit.report(&trouble);
                None
            }
            (Err(trouble), _) => return Err(trouble),
        };
        let services = storefront
            .as_deref()
            .map(|it| booking::offered(&it.services, &visit));
        let problem = match &listing {
            Some(Err(error)) => {
                visit.report(&Trouble::Shop(error.to_string()));
                let was_open = buyer.as_ref().is_some_and(|it| it.shop.has_answered());
                Some(told(error, was_open))
            }
            _ => None,
        };
        let listing = listing.and_then(Result::ok);
        let front = visit.path(shops.front());
        let mut shown = listing
            .as_ref()
            .map(|it| shown(it, storefront.as_deref(), &wish, &front, &visit));
        // A shop beside a first page of the tenant's: that says what can be booked, and this what is sold.
        let has_services = shops.front_is_home() || shown.is_none();
        if let Some(shown) = shown.as_mut()
            && !shops.front_is_home()
            && wish.sort.is_empty()
        {
            shown.sold_first();
        }
        Ok(Page::new("listing.html", "Shop")
            .with("listing", &shown)
            .with(
                "services",
                &services
                    .as_deref()
                    .filter(|_| has_services)
                    .unwrap_or_default(),
            )
            .with("is_bookable", &services.is_some())
            .with("problem", &problem)
            .with("term", &wish.term)
            .with("facet_values", &wish.facet_values)
            .with("only_in_stock", &wish.only_in_stock)
            .with("sort", &wish.sort)
            .with("is_narrow", &wish.is_narrow())
            .with("is_first", &(!wish.is_narrow() && wish.page <= 1)))
    };
    visit.answer(work).await
}

/// What a visitor is told of a shop that can't be asked. One that never was open since this site started may be starting
/// too.
fn told(error: &ShopError, was_open: bool) -> &'static str {
    match error {
        ShopError::Unreachable(_) if !was_open => {
            "The shop opens in a moment. Please look again shortly."
        }
        _ => "The shop can't be shown for the moment. Please look again in a few minutes.",
    }
}

fn shown(
    listing: &Listing,
    storefront: Option<&Storefront>,
    wish: &Wish,
    front: &str,
    visit: &Visit,
) -> ShownListing {
    let cards = listing.cards.iter();
    let cards = cards.map(|card| ShownCard::of(card, &listing.terms, storefront, visit));
    let facets = listing.facets.iter().map(|facet| ShownFacet {
        name: facet.name.clone(),
        values: facet
            .values
            .iter()
            .map(|value| {
                let is_chosen = wish.facet_values.contains(&value.id);
                let mut other = Wish {
                    page: 1,
                    ..wish.clone()
                };
                match is_chosen {
                    true => other.facet_values.retain(|id| *id != value.id),
                    false => other.facet_values.push(value.id.clone()),
                }
                ShownValue {
                    name: value.name.clone(),
                    count: value.count,
                    is_chosen,
                    path: other.path(front),
                }
            })
            .collect(),
    });
    let at = |page: u32| {
        Wish {
            page,
            ..wish.clone()
        }
        .path(front)
    };
    ShownListing {
        cards: cards.collect(),
        facets: facets.collect(),
        total: listing.total,
        pages: listing.pages,
        page: listing.page,
        previous: (listing.page > 1).then(|| at(listing.page.saturating_sub(1))),
        next: (listing.page < listing.pages).then(|| at(listing.page.saturating_add(1))),
        includes_tax: listing.terms.prices_include_tax,
    }
}
