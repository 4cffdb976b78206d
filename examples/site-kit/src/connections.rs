//! Connections: so many at once, each of which has to say in time what it wants.

use std::{io::ErrorKind, net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    pin,
    sync::{Semaphore, watch},
    task::JoinSet,
    time::Instant,
};
use tower::ServiceExt as _;

use crate::Shutdown;

/// Connections open at once. More wait until one is closed.
const MOST: usize = 4_096;

/// Time a request's head may take, and a connection that is kept may be idle.
const HEAD: Duration = Duration::from_secs(15);

/// Time from a request to the end of its answer, however slowly it is taken: whoever takes nothing of it would keep its
/// place for good.
const EXCHANGE: Duration = Duration::from_secs(120);

/// Time that requests under way have to end when the process is told to stop.
const DRAIN: Duration = Duration::from_secs(10);

/// Wait after a connection could not be accepted, as where there are too many open files.
const PAUSE: Duration = Duration::from_secs(1);

/// Serves until it is told to stop, and then until the requests under way are answered.
pub(crate) async fn serve(listener: TcpListener, app: Router, shutdown: Shutdown) {
    let room = Arc::new(Semaphore::new(MOST));
    let mut open = JoinSet::new();
    let told = shutdown.clone().told();
    pin!(told);
    loop {
        let next = async {
            let place = Arc::clone(&room).acquire_owned().await.ok()?;
            Some((place, accepted(&listener).await))
        };
        let (place, (stream, peer)) = tokio::select! {
            next = next => match next {
                Some(next) => next,
                None => break,
            },
            () = &mut told => break,
        };
        let (app, shutdown) = (app.clone(), shutdown.clone());
        open.spawn(async move {
            converse(stream, peer, app, shutdown).await;
            drop(place);
        });
        while open.try_join_next().is_some() {}
    }
    // Nobody is let in any more.
    drop(listener);
    let drained = async { while open.join_next().await.is_some() {} };
    let _ = tokio::time::timeout(DRAIN, drained).await;
}

async fn accepted(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            // The visitor's, not ours.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::ConnectionAborted
                        | ErrorKind::ConnectionReset
                        | ErrorKind::ConnectionRefused
                ) => {}
            Err(error) => {
                tracing::error!(%error, "a connection could not be accepted");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// All requests of a connection.
async fn converse(stream: TcpStream, peer: SocketAddr, app: Router, shutdown: Shutdown) {
    let (asked, last_asked) = watch::channel(Instant::now());
    let answer = service_fn(move |request: Request<Incoming>| {
        asked.send_replace(Instant::now());
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        app.clone().oneshot(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), answer);
    pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = overdue(last_asked) => {
            tracing::debug!(%peer, "a connection was closed: its answer was not taken in time");
            return;
        }
        () = shutdown.told() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    if let Err(error) = ended {
        // The visitor's browser went away, or never said what it wanted.
        tracing::debug!(%peer, %error, "a connection ended early");
    }
}

/// When the last request of a connection has taken longer than it may.
async fn overdue(mut last_asked: watch::Receiver<Instant>) {
    loop {
        let until = *last_asked.borrow_and_update() + EXCHANGE;
        tokio::select! {
            () = tokio::time::sleep_until(until) => return,
            asked = last_asked.changed() => {
                if asked.is_err() {
                    // There is nobody left to ask anything.
                    return;
                }
            }
        }
    }
}
