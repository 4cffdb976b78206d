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
mod running;
mod site;
mod trouble;

use std::path::{Path, PathBuf};

use business_client::shop::{ChannelToken, Shop};
use site_shop::vendure::{self, Vendure};
use tokio::sync::OnceCell;

/// One Vendure for all tests. It ends with this process, whose end closes its standard input.
async fn vendure() -> &'static str {
    static ONE: OnceCell<(tokio::runtime::Runtime, Vendure)> = OnceCell::const_new();
    let (_, vendure) = ONE
        .get_or_init(async || {
            // A runtime of its own: each test's ends with the test, and what it reads would go unread.
            std::thread::spawn(|| {
                let runtime = tokio::runtime::Builder::new_multi_thread()
                    .worker_threads(1)
                    .enable_all()
                    .build()
                    .unwrap();
                let data = folder("vendure");
                let _ = std::fs::remove_dir_all(&data);
                let vendure = runtime.block_on(vendure::start(0, &data));
                (runtime, vendure.expect("Vendure starts"))
            })
            .join()
            .unwrap()
        })
        .await;
    vendure.url()
}

/// Where a Vendure of these tests has its data.
fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// A visitor of a demo shop, without a cart.
async fn shop(tenant: &str) -> Shop {
    Shop::connect(vendure().await, ChannelToken::new(tenant).unwrap()).unwrap()
}
