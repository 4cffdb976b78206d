//! The API server.

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use clap::{Parser, Subcommand};
use scheduler_server::{
    clock::{Clock, SystemClock},
    config::{Config, process_environment},
    erasure,
    ids::{Ids, SystemIds},
    output, server,
    store::{Limits, Store, StoreError, carried_out},
    telemetry::logging,
    tenants::import,
};
use secrecy::ExposeSecret as _;

/// Serves the Nexus scheduling API.
#[derive(Parser)]
#[command(name = "scheduler-api", version)]
struct Arguments {
    /// Configuration file; every key has a default.
    #[arg(long, env = "NEXUS_CONFIG", global = true)]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve until told to stop by SIGTERM or Ctrl-C. The default.
    Serve,
    /// Keep tenants.
    Tenants {
        #[command(subcommand)]
        command: Tenants,
    },
    /// Keep customers' wishes.
    Customers {
        #[command(subcommand)]
        command: Customers,
    },
    /// Print the document of the operations this binary has registered.
    Openapi,
}

#[derive(Subcommand)]
enum Tenants {
    /// Add or replace the tenants of a TOML file, all or none. Tenants it doesn't name stay.
    Import {
        /// The file.
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum Customers {
    /// Erase everything personal of a customer. Bookings stay as time that is taken, by nobody.
    Erase {
        /// The tenant's slug.
        tenant: String,
        /// The customer's email address, or phone number with its `+`.
        contact: String,
    },
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.command.unwrap_or(Command::Serve) {
        Command::Openapi => print_document(),
        Command::Serve => serve(arguments.config).await,
        Command::Tenants {
            command: Tenants::Import { file },
        } => import_tenants(arguments.config, file).await,
        Command::Customers {
            command: Customers::Erase { tenant, contact },
        } => erase_customer(arguments.config, &tenant, &contact).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("scheduler-api: {error}");
            ExitCode::FAILURE
        }
    }
}

fn print_document() -> Outcome {
    let document = scheduler_contracts::document::to_text(&server::document()?)?;
    Ok(output::tell(&document)?)
}

async fn serve(config: Option<PathBuf>) -> Outcome {
    let config = Config::load(config.as_deref(), process_environment())?;
    let traces = logging::init_with_traces(&config.log, &config.traces, "scheduler-api")?;
    let app = server::build(config, Arc::new(SystemClock), Arc::new(SystemIds)).await?;
    server::tell_of_database(
        &app.store,
        "import tenants, or set `database.url` (`NEXUS_DATABASE_URL`) if another was meant",
    );
    let running = server::start(&app)?;
    tracing::info!(api = %running.api_address(), operations = %running.operations_address(), "listening");
    let told = tokio::select! {
        told = server::until_told_to_stop(&app) => told,
        Err(deaf) = running.keep_certificate() => Err(deaf.into()),
    };
    tracing::info!("stopping");
    let stopped = running.stop().await;
    if let Some(traces) = traces {
        traces.end().await;
    }
    told?;
    server::unbroken(&app)?;
    Ok(stopped?)
}

/// The database, for a command that does one thing.
async fn open(config: &Config) -> Result<Store, StoreError> {
    let url = config.database.url.expose_secret();
    Store::open(url, Limits::of_command(&config.database)).await
}

/// The database, for a command that needs one to be there. Says which it is: "nobody is known" means nothing
/// of another's database.
async fn open_existing(config: &Config) -> Result<Store, StoreError> {
    let url = config.database.url.expose_secret();
    let store = Store::open_existing(url, Limits::of_command(&config.database)).await?;
    eprintln!("database: {}", store.place());
    Ok(store)
}

async fn erase_customer(config: Option<PathBuf>, tenant: &str, contact: &str) -> Outcome {
    let config = Config::load(config.as_deref(), process_environment())?;
    let store = open_existing(&config).await?;
    let (clock, ids): (Arc<dyn Clock>, Arc<dyn Ids>) = (Arc::new(SystemClock), Arc::new(SystemIds));
    match erasure::erase(&store, &clock, &ids, tenant, contact).await? {
        None => println!("{tenant}: nobody is known by this contact; there is nothing to erase"),
        Some(erased) => println!(
            "{tenant}: erased. Bookings made anonymous: {}; gone: sessions {}, manage links {}, \
             events {}, messages {}, kept answers {}",
            erased.bookings,
            erased.sessions,
            erased.links,
            erased.events,
            erased.messages,
            erased.answers
        ),
    }
    store.close().await;
    // Nobody may be known any more whose messages are there.
    let folder = &config.delivery.outbox_folder;
    let files = erasure::erase_outbox(folder, tenant, contact).await?;
    if files > 0 {
        println!(
            "{tenant}: gone from the outbox at {}: {files}",
            folder.display()
        );
    }
    Ok(())
}

async fn import_tenants(config: Option<PathBuf>, file: PathBuf) -> Outcome {
    let config = Config::load(config.as_deref(), process_environment())?;
    let name = file.display().to_string();
    let text =
        std::fs::read_to_string(&file).map_err(|error| format!("{name} can't be read: {error}"))?;
    let import = import::read(&text, &name)?;
    for warning in &import.warnings {
        eprintln!("warning: {warning}");
    }
    let store = open(&config).await?;
    let new_id = || SystemIds.uuid(SystemClock.now());
    let summary = carried_out(&SystemIds, || store.import_tenants(&import.tenants, new_id)).await?;
    println!(
        "{name}: {} added, {} changed, {} unchanged",
        summary.added, summary.changed, summary.unchanged
    );
    store.close().await;
    Ok(())
}
