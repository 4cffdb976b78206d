//! The worker: sends the messages that are due.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use clap::{Parser, Subcommand};
use scheduler_server::{
    clock::SystemClock,
    config::{Config, DeliveredBy, process_environment},
    ids::SystemIds,
    messages::{Delivery, Outbox, Providers, worker},
    server,
    store::{Limits, Store},
    telemetry::logging,
};
use secrecy::ExposeSecret as _;

#[path = "scheduler-worker/jobs.rs"]
mod jobs;

/// Sends the Nexus scheduling messages that are due, until told to stop by SIGTERM or Ctrl-C.
#[derive(Parser)]
#[command(name = "scheduler-worker", version)]
struct Arguments {
    /// Configuration file; every key has a default.
    #[arg(long, env = "NEXUS_CONFIG", global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Send messages until told to stop. The default.
    Work,
    /// See and settle what is in the queue, what was laid aside and what was sent.
    Jobs {
        #[command(subcommand)]
        command: jobs::Jobs,
    },
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command.unwrap_or(Command::Work) {
        Command::Work => work(arguments.config).await,
        Command::Jobs { command } => settle(arguments.config, command).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("scheduler-worker: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn work(config: Option<PathBuf>) -> Outcome {
    let config = Config::load(config.as_deref(), process_environment())?;
    let traces = logging::init_with_traces(&config.log, &config.traces, "scheduler-worker")?;
    let delivery = delivery(&config)?;
    let app = server::build(config, Arc::new(SystemClock), Arc::new(SystemIds)).await?;
    server::tell_of_database(
        &app.store,
        "set `database.url` (`NEXUS_DATABASE_URL`) as the API has it if another was meant",
    );
    if let DeliveredBy::Outbox = app.config.delivery.by {
        tell_of_outbox(&app.config.delivery.outbox_folder);
    }
    let listener = server::start_for_worker(&app)?;
    let working = server::keep_beside(&app, "the worker", worker::run(Arc::clone(&app), delivery));
    tracing::info!(worker = %listener.local_addr(), "working");
    let told = server::until_told_to_stop(&app).await;
    tracing::info!("stopping");
    app.shutdown.cancel();
    working.await?;
    listener.close().await?;
    app.store.close().await;
    if let Some(traces) = traces {
        traces.end().await;
    }
    told?;
    Ok(server::unbroken(&app)?)
}

fn tell_of_outbox(folder: &Path) {
    let shown = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    tracing::warn!(
        folder = %shown.display(),
        "messages are sent to nobody: they land in a folder, since `delivery.by` is \"outbox\"; for production set it to \
         \"providers\" (`NEXUS_DELIVERY_BY`)"
    );
}

fn delivery(config: &Config) -> Result<Arc<dyn Delivery>, Box<dyn std::error::Error>> {
    let delivery = &config.delivery;
    Ok(match delivery.by {
        DeliveredBy::Outbox => Arc::new(Outbox::new(delivery.outbox_folder.clone())),
        DeliveredBy::Providers => Arc::new(Providers::new(&delivery.providers, delivery.timeout)?),
    })
}

async fn settle(config: Option<PathBuf>, command: jobs::Jobs) -> Outcome {
    let config = Config::load(config.as_deref(), process_environment())?;
    let url = config.database.url.expose_secret();
    let store = Store::open_existing(url, Limits::of_command(&config.database)).await?;
    eprintln!("database: {}", store.place());
    let outcome = jobs::run(&store, command).await;
    store.close().await;
    outcome
}
