//! What `cargo run` starts: the whole system in one process tree, on SQLite in a local folder, with demo
//! tenants: API, worker, the sites, and a page of links with the messages that would have been sent.
//!
//! This crate alone knows the server and the sites. In the order things happen:
//! - [`ports`]: every port is taken before anything begins, so that a taken one is told at once
//! - [`demo`]: the demo tenants, with links that lead to the running sites
//! - [`sites`]: each site, by the configuration it would have had as a program
//! - [`vendure`]: the shop server behind them, where Node.js is
//! - [`home`], [`tenants`], [`outbox`]: the page of links, whom it lists, and the messages
//! - [`welcome`]: what is printed

mod demo;
mod home;
mod outbox;
mod ports;
mod sites;
mod tenants;
mod vendure;
mod welcome;

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use clap::Parser;
use scheduler_server::{
    clock::SystemClock,
    config::{Config, process_environment},
    ids::SystemIds,
    messages::{Outbox, worker},
    server,
    telemetry::logging,
};
use site_kit::Shutdown;
use tokio::sync::watch;
use vendure::Shops;

/// Starts Nexus scheduling for development: API, worker, demo tenants, sites.
#[derive(Parser)]
#[command(name = "nexus", version)]
struct Arguments {
    /// Port of the API. The next ones are of operations, the page of links, and the sites.
    #[arg(long, default_value_t = 8700)]
    port: u16,
    /// Folder of the database and the outbox; delete it to begin anew.
    #[arg(long, default_value = ".nexus")]
    data: PathBuf,
    /// Start no Vendure: the shops stay closed.
    #[arg(long)]
    no_shop: bool,
    /// Start the API and the worker only.
    #[arg(long)]
    no_sites: bool,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("nexus: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::load(
        None,
        settings(&arguments)
            .into_iter()
            .chain(process_environment()),
    )?;
    logging::init(&config.log)?;
    let outbox = config.delivery.outbox_folder.clone();
    let listeners = match arguments.no_sites {
        true => None,
        false => Some(ports::Listeners::bind(arguments.port).await?),
    };
    let addresses = listeners.as_ref().map(ports::Listeners::addresses);
    let app = server::build(config, Arc::new(SystemClock), Arc::new(SystemIds)).await?;
    let sites = addresses.or_else(|| ports::Addresses::beside(arguments.port));
    let tenants = demo::import(&app, sites.as_ref()).await?;
    let running = server::start(&app)?;
    let delivery = Arc::new(Outbox::new(outbox.clone()));
    let working = server::keep_beside(&app, "the worker", worker::run(Arc::clone(&app), delivery));
    let places = welcome::Places {
        api: running.api_address(),
        operations: running.operations_address(),
        outbox: outbox.clone(),
        has_shop: !arguments.no_shop,
        sites: addresses,
    };
    let (stop_sites, shutdown) = Shutdown::new();
    let (tell_shops, shops) = watch::channel(match arguments.no_shop {
        true => Shops::Closed,
        false => Shops::Opening,
    });
    let sites = match listeners {
        Some(listeners) => sites::start(&app, listeners, &places, &tenants, shops, &shutdown)?,
        None => tokio::task::JoinSet::new(),
    };
    let vendure = match addresses.filter(|_| !arguments.no_shop) {
        Some(addresses) => Some(vendure::start(
            &addresses,
            arguments.data.join("vendure"),
            tell_shops,
            shutdown,
        )),
        None => None,
    };
    welcome::print(&places, &tenants, app.clock.now());
    let told = server::until_told_to_stop(&app).await;
    stop_sites();
    sites::until_stopped(sites).await;
    if let Some(vendure) = vendure {
        vendure.await?;
    }
    app.shutdown.cancel();
    working.await?;
    let stopped = running.stop().await;
    told?;
    server::unbroken(&app)?;
    Ok(stopped?)
}

/// What differs from the default configuration; the environment still wins.
fn settings(arguments: &Arguments) -> Vec<(String, String)> {
    let port = arguments.port;
    let operations = ports::after(port, 1);
    let data = arguments.data.display();
    [
        ("NEXUS_API_LISTEN", format!("127.0.0.1:{port}")),
        ("NEXUS_OPERATIONS_LISTEN", format!("127.0.0.1:{operations}")),
        ("NEXUS_DATABASE_URL", format!("sqlite:{data}/nexus.db")),
        (
            "NEXUS_HTTPS_ALLOW_PLAIN_HTTP_ON_LOOPBACK",
            "true".to_owned(),
        ),
        ("NEXUS_DELIVERY_OUTBOX_FOLDER", format!("{data}/outbox")),
        ("NEXUS_RATE_LIMITS_BY_ADDRESS", "false".to_owned()),
        ("NEXUS_RATE_LIMITS_BY_CONTACT", "false".to_owned()),
        ("NEXUS_LOG_FILTER", "warn".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}
