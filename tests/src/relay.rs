//! A relay between a process and what it needs: it passes on what comes, until it is told to fail.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{
        TcpListener, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    sync::{mpsc, watch},
    task::JoinHandle,
    time::Instant,
};

/// Pieces of answers that are held back at once.
const HELD_BACK: usize = 64;

/// How a relay behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Everything passes.
    Sound,
    /// Connections are closed as soon as they are opened.
    Down,
    /// Whatever is answered comes this much later.
    Slow(Duration),
    /// Connections are closed after so many bytes of answers.
    CutAfter(usize),
    /// What has one of these in it is asked and carried out, and in place of its answer the connection is closed.
    LosesAnswersTo(&'static [&'static str]),
    /// What has one of these in it is neither passed on nor answered.
    Keeps(&'static [&'static str]),
    /// The same as `LosesAnswersTo`, after so many bytes of the answer.
    CutsAnswersTo(&'static [&'static str], usize),
}

impl Condition {
    fn delay(self) -> Duration {
        match self {
            Self::Slow(delay) => delay,
            _ => Duration::ZERO,
        }
    }

    /// The bytes that come of an answer that is to be lost.
    fn left_of_lost(self) -> usize {
        match self {
            Self::CutsAnswersTo(_, bytes) => bytes,
            _ => 0,
        }
    }

    /// Whether the answer to this is to be lost.
    fn loses(self, asked: &[u8]) -> bool {
        match self {
            Self::LosesAnswersTo(these) | Self::CutsAnswersTo(these, _) => has(asked, these),
            _ => false,
        }
    }

    /// Whether this is not to be passed on.
    fn keeps(self, asked: &[u8]) -> bool {
        matches!(self, Self::Keeps(these) if has(asked, these))
    }
}

fn has(asked: &[u8], these: &[&str]) -> bool {
    these.iter().any(|this| {
        let mut parts = asked.windows(this.len());
        parts.any(|part| part == this.as_bytes())
    })
}

/// Changes what is sent, before it is passed on.
pub type Rewrite = dyn Fn(&mut Vec<u8>) + Send + Sync;

/// A relay on a free port of loopback.
pub struct Relay {
    address: SocketAddr,
    condition: watch::Sender<Condition>,
    accepting: JoinHandle<()>,
}

impl Relay {
    /// Passes everything on to a URL's host and port.
    pub async fn to(url: &str) -> Self {
        Self::rewriting(url, |_| {}).await
    }

    /// Changes every piece of what is sent; a request's head comes in one piece from clients that write it in one.
    ///
    /// # Panics
    /// When there is no free port, or the URL names no address.
    pub async fn rewriting(
        url: &str,
        rewrite: impl Fn(&mut Vec<u8>) + Send + Sync + 'static,
    ) -> Self {
        let url = url::Url::parse(url).expect("a URL");
        let target = url.socket_addrs(|| None).expect("an address")[0];
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener
            .local_addr()
            .expect("a bound socket has an address");
        let (condition, changes) = watch::channel(Condition::Sound);
        let rewrite: Arc<Rewrite> = Arc::new(rewrite);
        let accepting = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(pass(client, target, changes.clone(), Arc::clone(&rewrite)));
            }
        });
        Self {
            address,
            condition,
            accepting,
        }
    }

    /// Where it listens: `http://…`, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on it behaves so. Connections that are open are closed.
    pub fn becomes(&self, condition: Condition) {
        self.condition.send_replace(condition);
    }
}

/// Puts a fingerprint nobody knows in place of a client's own, in a request it belongs to: what a client of another
/// contract would send.
///
/// # Panics
/// When the request's head breaks off.
pub fn grow_old(request: &mut Vec<u8>) {
    const HEADER: &[u8] = b"nexus-contract: ";
    const OLD: &[u8] = b"0.9.0; 0123456789abcdef";
    let Some(at) = request
        .windows(HEADER.len())
        .position(|part| part == HEADER)
    else {
        return;
    };
    let from = at + HEADER.len();
    let length = request[from..]
        .iter()
        .position(|byte| *byte == b'\r')
        .expect("a line ends");
    request.splice(from..from + length, OLD.iter().copied());
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// One connection, until either side ends it or the relay's condition changes.
async fn pass(
    client: TcpStream,
    target: SocketAddr,
    mut changes: watch::Receiver<Condition>,
    rewrite: Arc<Rewrite>,
) {
    let condition = *changes.borrow_and_update();
    if condition == Condition::Down {
        return;
    }
    let Ok(server) = TcpStream::connect(target).await else {
        return;
    };
    let (from_client, to_client) = client.into_split();
    let (from_server, to_server) = server.into_split();
    let is_lost = AtomicBool::new(false);
    let look = |asked: &[u8]| {
        if condition.loses(asked) {
            is_lost.store(true, Ordering::SeqCst);
        }
        !condition.keeps(asked)
    };
    // What was asked last may still be answered when a client has said that it will ask no more.
    let there = send(from_client, to_server, &*rewrite, look);
    let back = answer(from_server, to_client, condition, &is_lost);
    tokio::select! {
        () = back => {}
        _ = changes.changed() => {}
        () = async { there.await; std::future::pending::<()>().await } => {}
    }
}

async fn send(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    rewrite: &Rewrite,
    passes: impl Fn(&[u8]) -> bool,
) {
    let mut piece = vec![0; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut piece).await {
        let mut sent = piece[..length].to_vec();
        rewrite(&mut sent);
        if !passes(&sent) {
            return std::future::pending().await;
        }
        if to.write_all(&sent).await.is_err() {
            return;
        }
    }
}

/// Each piece on its own way, so that an answer of many pieces comes no later than one of few.
async fn answer(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    condition: Condition,
    is_lost: &AtomicBool,
) {
    let (leaves, mut arrives) = mpsc::channel::<(Instant, Vec<u8>)>(HELD_BACK);
    let read = async move {
        let mut piece = vec![0; 64 * 1024];
        while let Ok(length @ 1..) = from.read(&mut piece).await {
            let due = Instant::now() + condition.delay();
            let is_lost = is_lost.load(Ordering::SeqCst);
            let passed = match is_lost {
                true => length.min(condition.left_of_lost()),
                false => length,
            };
            let is_gone = leaves.send((due, piece[..passed].to_vec())).await.is_err();
            if is_lost || is_gone {
                return;
            }
        }
    };
    let write = async move {
        let mut left = match condition {
            Condition::CutAfter(bytes) => bytes,
            _ => usize::MAX,
        };
        while let Some((due, piece)) = arrives.recv().await {
            tokio::time::sleep_until(due).await;
            let passed = piece.len().min(left);
            left -= passed;
            if to.write_all(&piece[..passed]).await.is_err() || left == 0 {
                return;
            }
        }
    };
    tokio::select! {
        () = write => {}
        () = async { read.await; std::future::pending::<()>().await } => {}
    }
}
