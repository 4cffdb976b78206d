//! Vendure, beside everything else: started where Node.js is, and missed kindly where it isn't.

use std::path::PathBuf;

use site_kit::Shutdown;
use site_shop::vendure::{self, NotStarted};
use tokio::{sync::watch, task::JoinHandle};

use crate::ports::Addresses;

/// Whether anything can be bought.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shops {
    /// Vendure starts.
    Opening,
    Open,
    /// Vendure was not asked for, didn't start or has ended.
    Closed,
}

/// Starts it without waiting: until it is ready, the shops say that they open in a moment.
pub(crate) fn start(
    sites: &Addresses,
    data: PathBuf,
    shops: watch::Sender<Shops>,
    shutdown: Shutdown,
) -> JoinHandle<()> {
    let (port, shop) = (sites.vendure.port(), sites.shop);
    tokio::spawn(async move {
        let started = tokio::select! {
            started = vendure::start(port, &data) => started,
            () = shutdown.clone().told() => return,
        };
        match started {
            Ok(mut vendure) => {
                println!("  The shops are open: http://{shop}");
                shops.send_replace(Shops::Open);
                tokio::select! {
                    ended = vendure.ended() => eprintln!("nexus: Vendure ended ({ended}); the shops are closed"),
                    () = shutdown.told() => vendure.stop().await,
                }
            }
            Err(error @ NotStarted::NoNode(_)) => println!("  The shops stay closed: {error}"),
            Err(error) => eprintln!("nexus: the shops stay closed: {error}"),
        }
        shops.send_replace(Shops::Closed);
    })
}
