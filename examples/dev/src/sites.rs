//! The sites, each by the configuration it would have had as a program.

use std::{net::SocketAddr, sync::Arc};

use scheduler_server::{app::App, tenants::definition::TenantDefinition};
use site_kit::{Config, Error, ShopConfig, Shutdown};
use tokio::{sync::watch, task::JoinSet};

use crate::{demo, home, ports::Listeners, vendure::Shops, welcome::Places};

/// Starts them, with what they sell if Vendure is started behind them. Each ends by itself when it is told to.
pub(crate) fn start(
    app: &Arc<App>,
    listeners: Listeners,
    places: &Places,
    tenants: &[TenantDefinition],
    shops: watch::Receiver<Shops>,
    shutdown: &Shutdown,
) -> Result<JoinSet<Result<(), Error>>, Box<dyn std::error::Error>> {
    let addresses = listeners.addresses();
    let config = |address: SocketAddr| -> Result<Config, Box<dyn std::error::Error>> {
        Ok(Config {
            listen: address,
            public_url: format!("http://{address}").parse()?,
            api_url: format!("http://{}", places.api).parse()?,
            ..Config::default()
        })
    };
    let mut sites = JoinSet::new();
    let home = Arc::new(home::Home::new(Arc::clone(app), places.clone(), shops));
    sites.spawn(home::serve(
        listeners.home,
        config(addresses.home)?,
        home,
        shutdown.clone(),
    ));
    sites.spawn(site_main::serve(
        listeners.main.into(),
        config(addresses.main)?,
        shutdown.clone(),
    ));
    let channels = tenants.iter().map(|tenant| tenant.slug.0.clone());
    let shop = ShopConfig {
        url: format!("http://{}/shop-api", addresses.vendure).parse()?,
        // `examples/vendure` names each channel after its tenant.
        channels: channels.map(|slug| (slug.clone(), slug)).collect(),
    };
    let shop = places.has_shop.then_some(shop);
    sites.spawn(site_shop::serve(
        listeners.shop.into(),
        Config {
            shop: shop.clone(),
            ..config(addresses.shop)?
        },
        shutdown.clone(),
    ));
    let practice = Config {
        tenant: Some(demo::PRACTICE.to_owned()),
        shop,
        ..config(addresses.hypno)?
    };
    sites.spawn(site_hypno::serve(
        listeners.hypno.into(),
        practice,
        shutdown.clone(),
    ));
    Ok(sites)
}

/// Waits for their end, and says what went wrong with one.
pub(crate) async fn until_stopped(mut sites: JoinSet<Result<(), Error>>) {
    while let Some(ended) = sites.join_next().await {
        match ended {
            Ok(Ok(())) => {}
            Ok(Err(error)) => eprintln!("nexus: a site failed: {error}"),
            Err(error) => eprintln!("nexus: a site failed: {error}"),
        }
    }
}
