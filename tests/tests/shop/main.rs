//! The catalogue client and its drift check, against a real Vendure with the demo shops.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    missing_docs
)]

mod cart;
mod catalogue;
mod checkout;
mod drift;
mod long_list;
mod running;
mod site;
mod trouble;

use std::path::{Path, PathBuf};

use business_client::shop::{ChannelToken, Shop};

/// Where the one Vendure of these tests is.
async fn vendure() -> &'static str {
    scheduler_tests::vendure::url(&folder("vendure")).await
}

/// Where a Vendure of these tests has its data.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A visitor of a demo shop, without a cart.
async fn shop(tenant: &str) -> Shop {
    Shop::connect(vendure().await, ChannelToken::new(tenant).unwrap()).unwrap()
}
