//! Starting and stopping the API.

use std::{convert::Infallible, net::SocketAddr, sync::Arc};

use dropshot::{ConfigDropshot, ConfigTls, HandlerTaskMode, HttpServer, ServerBuilder};
use secrecy::ExposeSecret as _;
use tokio::{sync::Mutex, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use crate::{
    api,
    app::{App, Tolerated, Wake, hear_others},
    booking::InFlight,
    clock::Clock,
    config::Config,
    drift::{CompileError, Contract},
    events::OpenStreams,
    generated::contract::SERVED,
    ids::Ids,
    store::{Store, StoreError},
    telemetry::{drain, metrics::Metrics, queue},
    tls::{Certificate, CertificateError, Occasions},
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
    /// Its certificate can't be shown.
    #[error("HTTPS can't be served: {0}")]
    Certificate(#[from] CertificateError),
    /// It can't listen.
    #[error(
        "can't listen: {reason}; is another server running on {address}? Choose another port in the \
         configuration (`--port` of the developer's process)"
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
    let store = Store::open(config.database.url.expose_secret(), &config.database).await?;
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
        broken: CancellationToken::new(),
    }))
}

/// The listeners of a running API.
pub struct Running {
    app: Arc<App>,
    api: HttpServer<Arc<App>>,
    operations: HttpServer<Arc<App>>,
    /// The own certificate; held while it is read again, so that one renewal is not overtaken by another.
    certificate: Mutex<Option<Certificate>>,
}

/// Says which database is open, and warns of one that was empty, with what to do: it may be another than was meant.
pub fn tell_of_database(store: &Store, advice: &str) {
    let database = store.place();
    match store.was_made() {
        false => tracing::info!(database, "the database is open"),
        true => tracing::warn!(
            database,
            "the database was empty and is made anew: {advice}"
        ),
    }
}

/// Listens.
///
/// # Errors
/// When an address is taken or not this machine's.
pub fn start(app: &Arc<App>) -> Result<Running, StartError> {
    let own = app.config.https.own.as_ref().map(Certificate::read);
    let (certificate, shown) = own.transpose()?.unzip();
    let api = listen(app, app.config.api.listen, shown, api::description()?)?;
    let operations = listen_for_operators(app, app.config.operations.listen)?;
    keep_beside(app, "hearing other processes", hear_others(Arc::clone(app)));
    Ok(Running {
        app: Arc::clone(app),
        api,
        operations,
        certificate: Mutex::new(certificate),
    })
}

/// Listens for the operators of a worker that has a process to itself: health, readiness, metrics.
///
/// # Errors
/// When the address is taken or not this machine's.
pub fn start_for_worker(app: &Arc<App>) -> Result<HttpServer<Arc<App>>, StartError> {
    listen_for_operators(app, app.config.worker.listen)
}

/// A process does this once, so the queue is measured once in it.
fn listen_for_operators(
    app: &Arc<App>,
    address: SocketAddr,
) -> Result<HttpServer<Arc<App>>, StartError> {
    let operations = listen(app, address, None, api::operations_listener()?)?;
    let measuring = tokio::spawn(queue::measure(Arc::clone(app)));
    tokio::spawn(async move {
        if measuring.await.is_err() {
            tracing::error!(
                "measuring the queue broke off: its gauges stay as they are until the process starts again"
            );
        }
    });
    Ok(operations)
}

fn listen(
    app: &Arc<App>,
    address: SocketAddr,
    tls: Option<ConfigTls>,
    description: dropshot::ApiDescription<Arc<App>>,
) -> Result<HttpServer<Arc<App>>, StartError> {
    let config = ConfigDropshot {
        bind_address: address,
        // A booking that has begun is finished, whether or not its client still listens.
        default_handler_task_mode: HandlerTaskMode::Detached,
        ..ConfigDropshot::default()
    };
    let server = ServerBuilder::new(description, Arc::clone(app), drain::logger())
        .config(config)
        .tls(tls);
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

    /// Shows the own certificate anew whenever its files have changed, for as long as this is awaited.
    ///
    /// # Errors
    /// When the process can't listen for SIGHUP.
    pub async fn keep_certificate(&self) -> std::io::Result<Infallible> {
        let mut occasions = Occasions::every(self.app.config.https.look_again)?;
        loop {
            occasions.next().await;
            let mut certificate = self.certificate.lock().await;
            let Some(certificate) = certificate.as_mut() else {
                continue;
            };
            let renewed = match certificate.renewed() {
                Ok(Some(renewed)) => self.api.refresh_tls(&renewed).await,
                Ok(None) => continue,
                Err(error) => Err(error.to_string()),
            };
            match renewed {
                Ok(()) => tracing::info!("the certificate was read again and is in use"),
                Err(reason) => {
                    tracing::error!(
                        reason,
                        "the certificate in use stays: the new one can't be shown"
                    );
                }
            }
        }
    }

    /// Stops: streams end, calls that have begun are answered as long as there is time, the database is
    /// closed.
    ///
    /// # Errors
    /// When a listener failed meanwhile, or calls were still being answered when the time was up.
    pub async fn stop(self) -> Result<(), StopError> {
        self.app.shutdown.cancel();
        let allowed = self.app.config.api.shutdown;
        let closing = async {
            self.api.close().await?;
            self.operations.close().await?;
            self.app.store.close().await;
            Ok(())
        };
        let closed = tokio::time::timeout(allowed, closing).await;
        closed
            .map_err(|_| StopError::Late {
                seconds: allowed.as_secs(),
            })?
            .map_err(StopError::Listener)
    }
}

/// The API didn't stop cleanly.
#[derive(Debug, thiserror::Error)]
pub enum StopError {
    /// Calls were still being answered.
    #[error(
        "calls were still being answered after {seconds} seconds and were cut off; raise \
         `api.shutdown_seconds` if they need longer"
    )]
    Late {
        /// How long they were given.
        seconds: u64,
    },
    /// A listener failed.
    #[error("a listener failed: {0}")]
    Listener(String),
}

/// Runs a part that the process can't do without beside its listeners. If a fault of the program's ends it, the
/// process is [told to stop](until_told_to_stop): it would go on looking well without it.
pub fn keep_beside(
    app: &Arc<App>,
    part: &'static str,
    work: impl Future<Output = ()> + Send + 'static,
) -> JoinHandle<()> {
    let app = Arc::clone(app);
    tokio::spawn(async move {
        if tokio::spawn(work).await.is_err() {
            tracing::error!(part, "a part of the process broke off");
            app.broken.cancel();
        }
    })
}

/// A process that wasn't told to stop, and has to.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// It can't listen for signals.
    #[error("can't listen for signals: {0}")]
    Signals(#[from] std::io::Error),
    /// One of its parts ended by a fault of the program's.
    #[error(
        "a part of the process broke off, the log says which and where; start the process again"
    )]
    Part,
}

/// Whether every [part](keep_beside) of the process has held so far.
///
/// # Errors
/// When one broke off.
pub fn unbroken(app: &App) -> Result<(), Broken> {
    match app.broken.is_cancelled() {
        true => Err(Broken::Part),
        false => Ok(()),
    }
}

/// Waits for SIGTERM or Ctrl-C.
///
/// # Errors
/// When the process can't listen for signals, or a [part](keep_beside) of it broke off.
pub async fn until_told_to_stop(app: &App) -> Result<(), Broken> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => Ok(interrupted?),
        _ = terminate.recv() => Ok(()),
        () = app.broken.cancelled() => Err(Broken::Part),
    }
}
