//! Vendure as a child of `cargo run`.

use std::time::Duration;

use business_client::shop::{ChannelToken, Search, Shop};
use site_shop::vendure;
use tokio::time::timeout;

use crate::folder;

#[tokio::test]
async fn it_runs_while_its_end_is_waited_for_and_stops_when_told_to() {
    // What another has seeded.
    crate::vendure().await;
    let data = folder("vendure-again");
    let _ = std::fs::remove_dir_all(&data);
    std::fs::create_dir_all(&data).unwrap();
    for file in ["vendure.sqlite", "superadmin.json"] {
        std::fs::copy(folder("vendure").join(file), data.join(file)).unwrap();
    }

    let mut running = vendure::start(0, &data).await.unwrap();
    let ended = timeout(Duration::from_secs(3), running.ended()).await;
    assert!(ended.is_err(), "it ended by itself: {ended:?}");
    let token = ChannelToken::new("kiln-and-clay").unwrap();
    let shop = Shop::connect(running.url(), token).unwrap();
    let listing = shop.products(&Search::new()).await.unwrap();
    assert!(listing.total > 0, "it sells what was seeded before");

    timeout(Duration::from_secs(10), running.stop())
        .await
        .expect("it stops in bounded time");
    assert!(shop.products(&Search::new()).await.is_err(), "it is gone");
}
