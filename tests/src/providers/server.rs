//! An HTTP server that can fail in every way a provider can.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};

use bytes::Bytes;
use chrono::DateTime;
use http::{HeaderMap, Method, Response, StatusCode, Uri};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::{body::Incoming, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, task::JoinHandle};

/// Bytes read of a request.
const REQUEST_BYTES: usize = 4 * 1024 * 1024;

/// How the next request fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is answered with this status, and `Retry-After` if told, and nothing is done.
    Status(u16, Option<u64>),
    /// It is answered with this status and a `Retry-After` that names an instant, so long after the answer's
    /// own `Date`, by a clock that nobody here has; and nothing is done.
    StatusUntil(u16, Duration),
    /// It is not answered for so long, and nothing is done.
    Silence(Duration),
    /// It is done, and then not answered for so long.
    SilenceAfter(Duration),
    /// It is done, and the connection cut before the answer.
    CutAfter,
    /// The connection is cut and nothing is done.
    Cut,
    /// It is done and answered with this status nevertheless.
    StatusAfter(u16),
}

/// A request, whole.
pub(super) struct Asked {
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// What is answered.
pub(super) type Answer = Response<Full<Bytes>>;

/// A running server. It ends with this.
pub(super) struct Server {
    address: SocketAddr,
    faults: Arc<Mutex<VecDeque<Fault>>>,
    delay: Arc<Mutex<Duration>>,
    accepting: JoinHandle<()>,
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Server {
    /// Starts one on a free port; `answer` does what a request asks, `fails` tells which requests
    /// faults are for.
    pub(super) async fn start(
        answer: impl Fn(&Asked) -> Answer + Send + Sync + 'static,
        fails: impl Fn(&Asked) -> bool + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let faults: Arc<Mutex<VecDeque<Fault>>> = Arc::default();
        let delay: Arc<Mutex<Duration>> = Arc::default();
        let (scripted, slow) = (Arc::clone(&faults), Arc::clone(&delay));
        let answer = Arc::new(answer);
        let fails = Arc::new(fails);
        let accepting = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (scripted, slow) = (Arc::clone(&scripted), Arc::clone(&slow));
                let (answer, fails) = (Arc::clone(&answer), Arc::clone(&fails));
                let service = service_fn(move |request| {
                    let (scripted, slow) = (Arc::clone(&scripted), Arc::clone(&slow));
                    let (answer, fails) = (Arc::clone(&answer), Arc::clone(&fails));
                    async move {
                        let asked = whole(request).await?;
                        let fault = match fails(&asked) {
                            true => scripted.lock().expect("nobody panics").pop_front(),
                            false => None,
                        };
                        let slow = *slow.lock().expect("nobody panics");
                        answered(&asked, fault, slow, &*answer).await
                    }
                });
                tokio::spawn(
                    hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(stream), service),
                );
            }
        });
        Self {
            address,
            faults,
            delay,
            accepting,
        }
    }

    /// Where it is.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Lets a later request fail: the first one told fails first.
    pub(super) fn next(&self, fault: Fault) {
        self.faults.lock().expect("nobody panics").push_back(fault);
    }

    /// How many faults are still to come.
    pub(super) fn to_come(&self) -> usize {
        self.faults.lock().expect("nobody panics").len()
    }

    /// Answers everything so much later, after it is done.
    pub(super) fn slow_down(&self, delay: Duration) {
        *self.delay.lock().expect("nobody panics") = delay;
    }
}

/// Nothing but this can be said by cutting a connection.
#[derive(Debug)]
struct Cut;

impl std::fmt::Display for Cut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the connection is cut")
    }
}

impl std::error::Error for Cut {}

async fn whole(request: http::Request<Incoming>) -> Result<Asked, Cut> {
    let (parts, body) = request.into_parts();
    let body = Limited::new(body, REQUEST_BYTES).collect().await;
    Ok(Asked {
        method: parts.method,
        uri: parts.uri,
        headers: parts.headers,
        body: body.map_err(|_| Cut)?.to_bytes(),
    })
}

async fn answered(
    asked: &Asked,
    fault: Option<Fault>,
    delay: Duration,
    answer: &(dyn Fn(&Asked) -> Answer + Send + Sync),
) -> Result<Answer, Cut> {
    match fault {
        None => {
            let answer = answer(asked);
            tokio::time::sleep(delay).await;
            Ok(answer)
        }
        Some(Fault::Status(status, retry_after)) => {
            let mut answer = json(
                status,
                r#"{"name":"told_to_fail","message":"told to","code":1}"#,
            );
            if let Some(seconds) = retry_after {
                answer.headers_mut().insert("retry-after", seconds.into());
            }
            Ok(answer)
        }
        Some(Fault::StatusUntil(status, wait)) => {
            const SHOWN: i64 = 1_000_000_000;
            let wait = i64::try_from(wait.as_secs()).expect("a wait of seconds");
            let mut answer = json(
                status,
                r#"{"name":"told_to_wait","message":"told to","code":1}"#,
            );
            for (name, second) in [("date", SHOWN), ("retry-after", SHOWN + wait)] {
                let at = DateTime::from_timestamp(second, 0).expect("an instant");
                let at = at.format("%a, %d %b %Y %H:%M:%S GMT").to_string();
                let at = http::HeaderValue::from_str(&at).expect("a date is a header's value");
                answer.headers_mut().insert(name, at);
            }
            Ok(answer)
        }
        Some(Fault::Silence(time)) => {
            tokio::time::sleep(time).await;
            Err(Cut)
        }
        Some(Fault::SilenceAfter(time)) => {
            answer(asked);
            tokio::time::sleep(time).await;
            Err(Cut)
        }
        Some(Fault::CutAfter) => {
            answer(asked);
            Err(Cut)
        }
        Some(Fault::Cut) => Err(Cut),
        Some(Fault::StatusAfter(status)) => {
            answer(asked);
            Ok(json(
                status,
                r#"{"name":"told_to_fail","message":"told to","code":1}"#,
            ))
        }
    }
}

/// An answer of JSON.
pub(super) fn json(status: u16, body: impl Into<String>) -> Answer {
    let mut answer = Response::new(Full::new(Bytes::from(body.into())));
    *answer.status_mut() = StatusCode::from_u16(status).expect("it is a status");
    answer.headers_mut().insert(
        "content-type",
        http::HeaderValue::from_static("application/json"),
    );
    answer
}

/// A header as text.
pub(super) fn header<'a>(asked: &'a Asked, name: &str) -> Option<&'a str> {
    asked.headers.get(name)?.to_str().ok()
}
