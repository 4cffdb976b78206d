//! The worker: sends the messages that are due.

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

/// Sends the Nexus scheduling messages that are due, until told to stop by SIGTERM or Ctrl-C.
#[derive(Parser)]
#[command(name = "scheduler-worker", version)]
struct Arguments {
    /// Configuration file; every key has a default.
    #[arg(long, env = "NEXUS_CONFIG")]
    config: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match work(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("scheduler-worker: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn work(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let config = Config::load(arguments.config.as_deref(), process_environment())?;
    logging::init(&config.log)?;
    let outbox = Arc::new(Outbox::new(config.delivery.outbox_folder.clone()));
    let app = server::build(config, Arc::new(SystemClock), Arc::new(SystemIds)).await?;
    let working = tokio::spawn(worker::run(Arc::clone(&app), outbox));
    tracing::info!("working");
    server::until_told_to_stop().await?;
    tracing::info!("stopping");
    app.shutdown.cancel();
    working.await?;
    app.store.close().await;
    Ok(())
}
