//! Starting and stopping the API.

use std::{net::SocketAddr, sync::Arc};

use dropshot::{ConfigDropshot, HandlerTaskMode, HttpServer, ServerBuilder};
use secrecy::ExposeSecret as _;
use tokio_util::sync::CancellationToken;

use crate::{
    api,
    app::{App, Tolerated, Wake},
    booking::InFlight,
    clock::Clock,
    config::Config,
    drift::{CompileError, Contract},
    events::OpenStreams,
    generated::contract::SERVED,
    ids::Ids,
    store::{Store, StoreError},
    telemetry::{drain, metrics::Metrics},
};

/// Why the API doesn't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Its operations collide.
    #[error(transparent)]
    Description(#[from] api::DescriptionError),
    /// Its document can't be emitted.
    #[error("the document of the registered operations can't be emitted: {0}")]
    Document(#[from] scheduler_contracts::document::DocumentError),
    /// Its document says something the run-time check doesn't know.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// Its database doesn't open.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It can't listen.
    #[error(
        "can't listen on {address}: {reason}; is another server running there? Choose another \
             address in the configuration"
    )]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        reason: String,
    },
}

/// The document of the operations this server has registered.
///
/// # Errors
/// When they collide or can't be described.
pub fn document() -> Result<serde_json::Value, StartError> {
    Ok(scheduler_contracts::document::emit(&api::description()?)?)
}

/// Builds the application: opens its database and compiles its contract.
///
/// # Errors
/// When one of the two fails.
pub async fn build(
    config: Config,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
) -> Result<Arc<App>, StartError> {
    let document = document()?;
    let contract = Contract::compile(&document)?;
    let store = Store::open(
        config.database.url.expose_secret(),
        config.database.max_connections.get(),
    )
    .await?;
    let metrics = Metrics::new(SERVED.operations.iter().map(|(id, _)| *id));
    Ok(Arc::new(App {
        config,
        store,
        clock,
        ids,
        contract,
        document: scheduler_contracts::document::to_text(&document)?,
        metrics,
        wake: Wake::default(),
        in_flight: InFlight::default(),
        streams: OpenStreams::default(),
        tolerated: Tolerated::default(),
        shutdown: CancellationToken::new(),
    }))
}

/// The listeners of a running API.
pub struct Running {
    app: Arc<App>,
    api: HttpServer<Arc<App>>,
    operations: HttpServer<Arc<App>>,
}

/// Listens.
///
/// # Errors
/// When an address is taken or not this machine's.
pub fn start(app: &Arc<App>) -> Result<Running, StartError> {
    let api = listen(app, app.config.api.listen, api::description()?)?;
    let operations = listen(
        app,
        app.config.operations.listen,
        api::operations_listener()?,
    )?;
    Ok(Running {
        app: Arc::clone(app),
        api,
        operations,
    })
}

fn listen(
    app: &Arc<App>,
    address: SocketAddr,
    description: dropshot::ApiDescription<Arc<App>>,
) -> Result<HttpServer<Arc<App>>, StartError> {
    let config = ConfigDropshot {
        bind_address: address,
        // A booking that has begun is finished, whether or not its client still listens.
        default_handler_task_mode: HandlerTaskMode::Detached,
        ..ConfigDropshot::default()
    };
    let server = ServerBuilder::new(description, Arc::clone(app), drain::logger()).config(config);
    server.start().map_err(|error| StartError::Listen {
        address,
        reason: error.to_string(),
    })
}

impl Running {
    /// Where the API listens.
    #[must_use]
    pub fn api_address(&self) -> SocketAddr {
        self.api.local_addr()
    }

    /// Where metrics, health and readiness are.
    #[must_use]
    pub fn operations_address(&self) -> SocketAddr {
        self.operations.local_addr()
    }

    /// Stops: streams end, calls that have begun are answered, the database is closed.
    ///
    /// # Errors
    /// When a listener failed meanwhile.
    pub async fn stop(self) -> Result<(), String> {
        self.app.shutdown.cancel();
        self.api.close().await?;
        self.operations.close().await?;
        self.app.store.close().await;
        Ok(())
    }
}

/// Waits for SIGTERM or Ctrl-C.
///
/// # Errors
/// When the process can't listen for signals.
pub async fn until_told_to_stop() -> std::io::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}
