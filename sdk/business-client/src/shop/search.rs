//! What to look for in the shop.

use super::generated::browse;

const PAGE_SIZE: u32 = 12;
/// Vendure tells no more at once.
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
    pub(super) page: u32,
    pub(super) page_size: u32,
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

    /// Only what has this value, by its [`FacetValue::id`](super::FacetValue::id); what is asked for more than once must all be so.
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

impl Search {
    pub(super) fn input(&self) -> browse::SearchInput {
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
