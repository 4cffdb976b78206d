//! From a listener to its end.

use std::{
    future::Future, io::IsTerminal as _, net::SocketAddr, path::PathBuf, process::ExitCode,
    time::Duration,
};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse as _, Response},
    routing::get,
};
use tokio::sync::watch;
use tower_http::compression::CompressionLayer;
use tracing_subscriber::EnvFilter;

use crate::{Config, Error, Listener, Reply, Site, Trouble, Visit, assets, headers, setup};

/// Time any answer may take: the last resort, for what the site's patience with a page's work leaves
/// out, such as a form that arrives byte by byte.
const ANSWER: Duration = Duration::from_secs(30);

/// Time that requests under way have to end when the process is told to stop.
const DRAIN: Duration = Duration::from_secs(10);

/// Tells a site to stop: once told, it takes no new requests and ends those under way.
#[derive(Clone, Debug)]
pub struct Shutdown(watch::Receiver<bool>);

impl Shutdown {
    /// One that is told by this function when it is called.
    pub fn new() -> (impl FnOnce() + Send + 'static, Self) {
        let (sender, receiver) = watch::channel(false);
        let tell = move || {
            sender.send_replace(true);
        };
        (tell, Self(receiver))
    }

    /// One that is told by SIGINT or SIGTERM.
    #[must_use]
    pub fn on_signal() -> Self {
        let (tell, shutdown) = Self::new();
        tokio::spawn(async move {
            signal().await;
            tell();
        });
        shutdown
    }

    /// Waits until it is told. If nobody is left who could tell it, it is told too.
    pub async fn told(mut self) {
        let _ = self.0.wait_for(|told| *told).await;
    }
}

#[cfg(unix)]
async fn signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

#[cfg(not(unix))]
async fn signal() {
    let _ = tokio::signal::ctrl_c().await;
}

const USAGE: &str = "\
A tenant's booking site. Stops on SIGTERM or Ctrl-C.

Usage: SITE [--config FILE]

Keys of the file (TOML), each also a variable SITE_<KEY>, which wins:
  listen           where it listens
  public_url       where visitors reach it
  api_url          the scheduling server
  api_public_url   the same for visitors' browsers, if that differs
  tenant           whose site it is, by slug
  trusted_proxies  networks whose X-Forwarded-For is believed
  log              what is logged, as a filter of tracing
  [shop]           url and channels of a Vendure";

/// What a site's program is: configuration by `--config FILE` or `SITE_…`, logs, and `serve` until it is told to stop.
/// The port is taken when the site serves: what is wrong with it is told before.
pub async fn run<F, Fut>(serve: F) -> ExitCode
where
    F: FnOnce(Listener, Config, Shutdown) -> Fut,
    Fut: Future<Output = Result<(), Error>>,
{
    if let Some("--help" | "-h") = std::env::args().nth(1).as_deref() {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match start(serve).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn start<F, Fut>(serve: F) -> Result<(), Error>
where
    F: FnOnce(Listener, Config, Shutdown) -> Fut,
    Fut: Future<Output = Result<(), Error>>,
{
    let mut arguments = std::env::args().skip(1);
    let file = match (arguments.next().as_deref(), arguments.next()) {
        (None, _) => None,
        (Some("--config"), Some(file)) => Some(PathBuf::from(file)),
        _ => {
            return Err(crate::UnfitConfig::Unfit {
                reason: "the only argument is `--config FILE`; `--help` says what can stand in it"
                    .to_owned(),
            }
            .into());
        }
    };
    let config = Config::load(file.as_deref(), std::env::vars())?;
    let filter = EnvFilter::try_new(&config.log).map_err(|error| crate::UnfitConfig::Unfit {
        reason: format!("`log` is no filter: {error}"),
    })?;
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(has_colours())
        .init();
    serve(Listener::at(config.listen), config, Shutdown::on_signal()).await
}

/// Whether the log is read on a terminal, by somebody who hasn't forbidden colours (<https://no-color.org>).
fn has_colours() -> bool {
    let is_forbidden = std::env::var_os("NO_COLOR").is_some_and(|it| !it.is_empty());
    !is_forbidden && std::io::stdout().is_terminal()
}

impl Site {
    /// The site's whole router: its own pages, assets, health and metrics, with the headers every
    /// answer carries.
    pub fn app(&self, pages: Router<Site>) -> Router {
        let assets = Router::new()
            .route("/assets/{file}", get(assets::file))
            .route("/assets/brand/{file}", get(assets::brand));
        pages
            .merge(assets)
            .route("/health", get(async || "ok\n"))
            .route("/ready", get(setup::ready))
            .route("/metrics", get(metrics))
            .fallback(nothing_here)
            .method_not_allowed_fallback(nothing_here)
            .layer(middleware::from_fn(in_time))
            .layer(middleware::from_fn_with_state(self.clone(), headers::add))
            .layer(CompressionLayer::new())
            .with_state(self.clone())
    }

    /// Serves these pages until it is told to stop, and then until the requests under way are
    /// answered, for ten seconds at most.
    ///
    /// # Errors
    /// If the port can't be had, or fails for good.
    pub async fn serve(
        &self,
        listener: impl Into<Listener>,
        pages: Router<Site>,
        shutdown: Shutdown,
    ) -> Result<(), Error> {
        let listener = listener.into().take().await?;
        tracing::info!(
            address = %listener.local_addr()?,
            public_url = %self.config().public_url,
            "serving"
        );
        tokio::spawn(setup::look(self.clone()));
        let app = self.app(pages);
        let app = app.into_make_service_with_connect_info::<SocketAddr>();
        let serving = axum::serve(listener, app).with_graceful_shutdown(shutdown.clone().told());
        tokio::select! {
            ended = serving => Ok(ended?),
            () = async { shutdown.told().await; tokio::time::sleep(DRAIN).await } => Ok(()),
        }
    }
}

async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(ANSWER, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            let sorry = "This took too long. Please go back and try again in a minute.\n";
            (StatusCode::SERVICE_UNAVAILABLE, sorry).into_response()
        }
    }
}

async fn metrics(State(site): State<Site>) -> Response {
    let openmetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static(openmetrics))];
    (headers, site.metrics().page()).into_response()
}

async fn nothing_here(visit: Visit) -> Response {
    visit
        .answer(async { Err::<Reply, _>(Trouble::NothingHere) })
        .await
}
