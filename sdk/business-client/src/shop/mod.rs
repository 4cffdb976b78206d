//! The tenant's shop: catalogue, cart and checkout, by the Shop API of a
//! [Vendure](https://www.vendure.io) 3.
//!
//! A [`Shop`] speaks for one visitor in one channel. It keeps the visitor's cart between calls, by a token that belongs
//! on the site's side and never in a page. It knows Vendure's Shop API and nothing of bookings; a product that stands for
//! a bookable service names it in [`Product::service`].
//!
//! ```no_run
//! use business_client::shop::{ChannelToken, Search, Shop};
//!
//! # async fn browse() -> Result<(), business_client::shop::Error> {
//! let shop = Shop::connect("http://127.0.0.1:8706", ChannelToken::new("kiln-and-clay")?)?;
//! let found = shop.products(&Search::new().term("mug")).await?;
//! for card in &found.cards {
//!     println!("{} from {} {}", card.name, card.from.gross, found.terms.currency);
//! }
//! let Some(product) = shop.product("morning-mug").await? else { return Ok(()) };
//! if let Some(variant) = product.variants.first() {
//!     let changed = shop.add(&variant.id, 1).await?;
//!     println!("{:?}; in the cart: {:?}", changed.problem, changed.cart);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! In the order a visitor meets them:
//! - [`Shop`], [`ChannelToken`], [`CartToken`]: which shop, for whom
//! - [`Search`], [`Listing`], [`Product`], [`Picture`]: looking around
//! - [`Order`], [`Changed`]: the cart, and what came of a change
//! - [`CheckoutChoices`], [`Delivery`], [`Payment`], [`Ordered`]: from the cart to a placed order
//! - [`Error`]: everything else that can happen

mod cart;
mod catalogue;
mod channel;
mod checkout;
mod client;
mod error;
mod generated;
mod listing;
mod order;
mod picture;
pub(crate) mod scalars;
mod search;
mod transport;

pub use cart::{Changed, Problem};
pub use catalogue::{Image, Product, Stock, Terms, Variant};
pub use channel::{CartToken, ChannelToken};
pub use checkout::{
    Address, CheckoutChoices, Country, Delivery, NotPlaced, Ordered, Payment, PaymentMethod,
    ShippingMethod,
};
pub use client::Shop;
pub use error::Error;
pub use listing::{Card, Facet, FacetValue, Listing};
pub use order::{Amount, Customer, Line, Order};
pub use picture::Picture;
pub use search::{Search, Sort};
