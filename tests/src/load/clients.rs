//! Clients that ask as fast as they are answered.

use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};

use tokio::task::JoinSet;

use super::figures::{Latencies, answered_within};
use crate::{system::System, wire::Wire};

/// A request that a client sends.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: &'static str,
    /// Path and query.
    pub path: String,
    /// Whole lines, each with its end.
    pub headers: String,
    /// JSON, or nothing.
    pub body: String,
}

/// What some clients reached together.
pub struct Load {
    /// How long each answer took them.
    pub latencies: Latencies,
    /// Answers a second.
    pub per_second: f64,
    /// How long an answer took the server on average, in milliseconds.
    pub server_ms: f64,
    /// How many requests the busiest client sent.
    pub most: i64,
}

/// Lets clients send requests for some time: the nth of a client is what `request` makes of both
/// numbers. Each must be answered with `status`.
///
/// # Panics
/// When one is answered otherwise.
pub async fn run(
    system: &System,
    operation: &str,
    status: u16,
    (clients, time): (usize, Duration),
    request: impl Fn(usize, i64) -> Request + Clone + Send + 'static,
) -> Load {
    let before = answered_within(&system.metrics().await, operation);
    let host = crate::wire::address_of(&system.url);
    let began = Instant::now();
    let mut running = JoinSet::new();
    for client in 0..clients {
        let request = request.clone();
        running.spawn(one(host, began + time, status, move |nth| {
            request(client, nth)
        }));
    }
    let mut latencies = Latencies::default();
    let mut most = 0;
    for (own, sent) in running.join_all().await {
        latencies.merge(own);
        most = most.max(sent);
    }
    let seconds = began.elapsed().as_secs_f64();
    let after = answered_within(&system.metrics().await, operation);
    #[expect(clippy::cast_precision_loss)]
    let per_second = latencies.count() as f64 / seconds;
    Load {
        latencies,
        per_second,
        server_ms: (after.0 - before.0) * 1_000.0 / (after.1 - before.1).max(1.0),
        most,
    }
}

async fn one(
    host: SocketAddr,
    until: Instant,
    status: u16,
    request: impl Fn(i64) -> Request,
) -> (Latencies, i64) {
    let mut wire = Wire::open(host, None).await.expect("the API listens");
    let mut latencies = Latencies::default();
    let mut sent = 0;
    while Instant::now() < until {
        let Request {
            method,
            path,
            headers,
            body,
        } = request(sent);
        let began = Instant::now();
        let reply = wire.call(method, &path, &headers, &body).await;
        let reply = reply.expect("the API answers");
        latencies.add(began.elapsed());
        sent += 1;
        let text = String::from_utf8_lossy(&reply.body);
        assert_eq!(reply.status, status, "{method} {path} {body}: {text}");
    }
    (latencies, sent)
}
