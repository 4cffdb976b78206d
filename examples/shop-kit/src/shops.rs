//! Which shop a visit is in, and where its front is.

use std::{collections::BTreeMap, sync::Arc};

use business_client::shop::{ChannelToken, Error as ShopError, Shop};
use serde::Serialize;
use site_kit::{Config, Error, ShopConfig, Trouble, UnfitConfig, Visit};

use crate::buyer::{self, Buyer};

/// The shops of a site, by whose pages a visitor is on. Clones are the same shops.
#[derive(Clone, Debug)]
pub struct Shops(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// By their tenants' slugs.
    all: BTreeMap<String, Shop>,
    /// The path of each one's front, below its tenant's first page.
    front: &'static str,
}

/// A shop, as templates of every page know it.
#[derive(Serialize)]
pub(crate) struct ShownShop {
    /// The path of its front.
    front: String,
    /// Pieces in the visitor's cart, as far as the site knows.
    pieces: u64,
}

impl Shops {
    /// All shops of the configuration. The front of each is its tenant's first page, which a tenant without a shop has
    /// too: it shows what can be booked there.
    ///
    /// # Errors
    /// If the configuration of a shop can't be used.
    pub fn of_all_tenants(config: &Config) -> Result<Self, Error> {
        let all = config.shop.iter();
        let all = all.flat_map(|shop| shop.channels.keys().map(move |slug| (shop, slug)));
        Ok(Self(Arc::new(Inner {
            all: all
                .map(|(shop, slug)| Ok((slug.clone(), connect(shop, slug)?)))
                .collect::<Result<_, Error>>()?,
            front: "/",
        })))
    }

    /// The shop of the one tenant whose site it is, with its front at a path such as `/shop`; `None` if the configuration
    /// has none for that tenant.
    ///
    /// # Errors
    /// If the configuration of the shop can't be used.
    pub fn of_tenant(config: &Config, front: &'static str) -> Result<Option<Self>, Error> {
        let (Some(shop), Some(slug)) = (&config.shop, &config.tenant) else {
            return Ok(None);
        };
        if !shop.channels.contains_key(slug) {
            return Ok(None);
        }
        let all = BTreeMap::from([(slug.clone(), connect(shop, slug)?)]);
        Ok(Some(Self(Arc::new(Inner { all, front }))))
    }

    /// The slugs of tenants that have one.
    pub fn slugs(&self) -> impl Iterator<Item = &str> {
        self.0.all.keys().map(String::as_str)
    }

    /// Whether a tenant has one.
    #[must_use]
    pub fn sell_for(&self, slug: &str) -> bool {
        self.0.all.contains_key(slug)
    }

    /// The path of each one's front, below its tenant's first page.
    pub(crate) fn front(&self) -> &'static str {
        self.0.front
    }

    /// Whether a tenant's first page is its shop's front.
    pub(crate) fn front_is_home(&self) -> bool {
        self.0.front == "/"
    }

    /// The shop of the tenant being visited, with the visitor's cart; `None` if the tenant has none.
    pub(crate) fn of<'a>(&self, visit: &'a Visit) -> Result<Option<Buyer<'a>>, Trouble> {
        let shop = self.0.all.get(visit.business()?.slug().as_str());
        Ok(shop.map(|shop| Buyer::new(visit, shop)))
    }

    /// The shop of the tenant being visited.
    pub(crate) fn at<'a>(&self, visit: &'a Visit) -> Result<Buyer<'a>, Trouble> {
        self.of(visit)?.ok_or(Trouble::NothingHere)
    }

    /// The same for a request that changes cart or order: the visitor's others that do wait until it is done.
    pub(crate) async fn alone_at<'a>(&self, visit: &'a Visit) -> Result<Buyer<'a>, Trouble> {
        // Nothing is kept about whoever asks where there is no shop.
        self.at(visit)?;
        let turn = visit.turn().await;
        // Only now is it known which cart is theirs.
        Ok(self.at(visit)?.in_turn(turn))
    }

    /// The shop of the tenant being visited, for templates.
    pub(crate) fn shown(&self, visit: &Visit) -> Option<ShownShop> {
        let slug = visit.business().ok()?.slug();
        self.sell_for(slug.as_str()).then(|| ShownShop {
            front: visit.path(self.front()),
            pieces: buyer::pieces(visit),
        })
    }
}

/// The shop of a tenant that has a channel.
fn connect(shop: &ShopConfig, slug: &str) -> Result<Shop, Error> {
    let token = shop.channels.get(slug).map_or("", String::as_str);
    let shop = ChannelToken::new(token).and_then(|token| Shop::connect(shop.url.as_str(), token));
    let unfit = |error: ShopError| UnfitConfig::Unfit {
        reason: format!("the shop of `{slug}`: {error}"),
    };
    Ok(shop.map_err(unfit)?)
}
