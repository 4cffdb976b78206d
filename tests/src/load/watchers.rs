//! Thousands of open event streams, and when each hears what.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};

use tokio::{io::AsyncReadExt as _, net::TcpStream, sync::mpsc, task::JoinSet, time::timeout};

use crate::wire::Wire;

/// Streams that are being opened at once.
const OPENING: usize = 64;
/// Streams that connect from one address, well below the ports it has.
const AN_ADDRESS: usize = 5_000;
/// The longest event.
const AT_MOST: usize = 64 * 1024;

/// What a stream heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    /// Which one, in the order they were opened.
    pub stream: usize,
    /// When.
    pub at: Instant,
    /// The event's name; `None` for the end of the stream.
    pub name: Option<String>,
    /// The event's id.
    pub id: Option<u64>,
}

/// Streams that are open.
pub struct Watchers {
    heard: mpsc::UnboundedReceiver<Heard>,
    _reading: JoinSet<()>,
}

impl Watchers {
    /// Opens a stream for each path, and waits until all have begun.
    ///
    /// # Panics
    /// When one isn't opened.
    pub async fn open(host: SocketAddr, paths: Vec<String>) -> Self {
        let (send, heard) = mpsc::unbounded_channel();
        let mut reading = JoinSet::new();
        let mut opening = JoinSet::new();
        let mut paths = paths.into_iter().enumerate();
        loop {
            while opening.len() < OPENING
                && let Some((stream, path)) = paths.next()
            {
                opening.spawn(async move { (stream, begin(host, stream, &path).await) });
            }
            let Some(opened) = opening.join_next().await else {
                break;
            };
            let (stream, begun) = opened.expect("nothing panics while it opens");
            let (rest, connection) =
                begun.unwrap_or_else(|error| panic!("stream {stream} is opened: {error}"));
            reading.spawn(read(stream, rest, connection, send.clone()));
        }
        Self {
            heard,
            _reading: reading,
        }
    }

    /// The next thing any of them hears, if it comes in time.
    pub async fn next(&mut self, within: Duration) -> Option<Heard> {
        timeout(within, self.heard.recv()).await.ok().flatten()
    }

    /// Waits until so many streams heard what is looked for, and gives when each did.
    ///
    /// # Panics
    /// When they don't in time.
    pub async fn until(
        &mut self,
        streams: usize,
        within: Duration,
        looked_for: impl Fn(&Heard) -> bool,
    ) -> Vec<Instant> {
        let began = Instant::now();
        let mut found = Vec::with_capacity(streams);
        while found.len() < streams {
            let left = within.saturating_sub(began.elapsed());
            let heard = self.next(left).await;
            let heard =
                heard.unwrap_or_else(|| panic!("{} of {streams} streams heard it", found.len()));
            if looked_for(&heard) {
                found.push(heard.at);
            }
        }
        found
    }
}

async fn begin(host: SocketAddr, stream: usize, path: &str) -> io::Result<(Vec<u8>, TcpStream)> {
    let address = u8::try_from(stream / AN_ADDRESS + 1).unwrap_or(u8::MAX);
    let from = IpAddr::V4(Ipv4Addr::new(127, 0, 0, address));
    let mut wire = Wire::open(host, Some(from)).await?;
    wire.send(
        "GET",
        path,
        "Accept: text/event-stream\r\nConnection: close\r\n",
        "",
    )
    .await?;
    let (status, head) = wire.head().await?;
    match status {
        200 => Ok(wire.into_parts()),
        _ => Err(io::Error::other(head)),
    }
}

/// Reads blocks that end with an empty line. Lines of the transfer encoding stand between them and are
/// nothing the format knows.
async fn read(
    stream: usize,
    mut rest: Vec<u8>,
    mut connection: TcpStream,
    heard: mpsc::UnboundedSender<Heard>,
) {
    let say = |name, id| {
        let at = Instant::now();
        // Whoever listened may be gone.
        let _ = heard.send(Heard {
            stream,
            at,
            name,
            id,
        });
    };
    loop {
        while let Some(end) = rest.windows(2).position(|two| two == b"\n\n") {
            let block: Vec<u8> = rest.drain(..end + 2).collect();
            let block = String::from_utf8_lossy(&block);
            let field = |name: &str| block.lines().find_map(|line| line.strip_prefix(name));
            if let Some(name) = field("event: ") {
                let id = field("id: ").and_then(|id| id.parse().ok());
                say(Some(name.to_owned()), id);
            }
        }
        match connection.read_buf(&mut rest).await {
            Ok(1..) if rest.len() < AT_MOST => {}
            Ok(_) | Err(_) => {
                say(None, None);
                return;
            }
        }
    }
}
