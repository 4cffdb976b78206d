//! The whole system in one process, for a developer's machine: SQLite in a local folder, demo tenants,
//! API and worker.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use clap::Parser;
use jiff::SignedDuration;
use scheduler_server::{
    app::App,
    clock::SystemClock,
    config::{Config, process_environment},
    ids::SystemIds,
    messages::{Outbox, worker},
    server,
    telemetry::logging,
    tenants::{definition::TenantDefinition, import},
};

const DEMO_TENANTS: &str = include_str!("../../../server/demo/tenants.toml");

/// Starts Nexus scheduling for development: API, worker, demo tenants.
#[derive(Parser)]
#[command(name = "nexus", version)]
struct Arguments {
    /// Port of the API; the operations' port is the next one.
    #[arg(long, default_value_t = 8700)]
    port: u16,
    /// Folder of the database and the outbox; delete it to begin anew.
    #[arg(long, default_value = ".nexus")]
    data: PathBuf,
    /// Start the API and the worker only. This release has no sites, so it always does.
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
    let app = server::build(config, Arc::new(SystemClock), Arc::new(SystemIds)).await?;
    let demo = import_demo(&app).await?;
    let running = server::start(&app)?;
    let working = tokio::spawn(worker::run(
        Arc::clone(&app),
        Arc::new(Outbox::new(outbox.clone())),
    ));
    welcome(
        &app,
        running.api_address(),
        running.operations_address(),
        &outbox,
        &demo,
    );
    server::until_told_to_stop().await?;
    app.shutdown.cancel();
    working.await?;
    running.stop().await?;
    Ok(())
}

/// What differs from the default configuration; the environment still wins.
fn settings(arguments: &Arguments) -> Vec<(String, String)> {
    let port = arguments.port;
    let operations = if port == 0 { 0 } else { port.saturating_add(1) };
    let data = arguments.data.display();
    [
        ("NEXUS_API_LISTEN", format!("127.0.0.1:{port}")),
        ("NEXUS_OPERATIONS_LISTEN", format!("127.0.0.1:{operations}")),
        ("NEXUS_DATABASE_URL", format!("sqlite:{data}/nexus.db")),
        ("NEXUS_DELIVERY_OUTBOX_FOLDER", format!("{data}/outbox")),
        ("NEXUS_RATE_LIMITS_BY_ADDRESS", "false".to_owned()),
        ("NEXUS_RATE_LIMITS_BY_CONTACT", "false".to_owned()),
        ("NEXUS_LOG_FILTER", "warn".to_owned()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .to_vec()
}

async fn import_demo(app: &App) -> Result<Vec<TenantDefinition>, Box<dyn std::error::Error>> {
    let import = import::read(DEMO_TENANTS, "server/demo/tenants.toml")?;
    app.store
        .import_tenants(&import.tenants, || app.ids.uuid(app.clock.now()))
        .await?;
    Ok(import.tenants)
}

fn welcome(
    app: &App,
    api: SocketAddr,
    operations: SocketAddr,
    outbox: &Path,
    demo: &[TenantDefinition],
) {
    let outbox = outbox.display();
    println!(
        "
  Nexus scheduling is running. Ctrl-C stops it.

  API         http://{api}/api/public
  Document    http://{api}/openapi.json
  Metrics     http://{operations}/metrics
  Outbox      {outbox} (messages land here instead of being sent; rate limits are off)

  Demo tenants"
    );
    for tenant in demo {
        let TenantDefinition {
            slug,
            name,
            time_zone,
            ..
        } = tenant;
        println!("    {:<18} {name}, {}", slug.0, time_zone.name());
    }
    let Some((tenant, service)) = demo.iter().find_map(|it| Some((it, it.services.first()?)))
    else {
        return;
    };
    let (slug, service) = (&tenant.slug.0, service.id);
    let now = app.clock.now();
    let from = now.strftime("%Y-%m-%dT%H:%M:%SZ");
    let to = now
        .checked_add(SignedDuration::from_hours(5 * 24))
        .unwrap_or(now);
    let to = to.strftime("%Y-%m-%dT%H:%M:%SZ");
    println!(
        "
  Try it
    curl http://{api}/api/public/{slug}/services
    curl 'http://{api}/api/public/{slug}/slots?serviceId={service}&from={from}&to={to}'
    curl http://{api}/api/public/{slug}/session -H 'Content-Type: application/json' -d '{SESSION}'
"
    );
}

const SESSION: &str = r#"{"contact":{"kind":"email","address":"kim@example.com"}}"#;
