//! HTTP/1.1 as thin as it gets, for programs that measure: what a client costs is time the server
//! doesn't have where both share a machine. Tests use [`crate::call`], which judges what it gets.

use std::{
    io,
    net::{IpAddr, SocketAddr},
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpSocket, TcpStream},
};

/// The longest head and the longest body that are read.
const AT_MOST: usize = 16 * 1024 * 1024;

/// A connection that is kept alive.
pub struct Wire {
    stream: TcpStream,
    host: SocketAddr,
    read: Vec<u8>,
}

/// What was answered.
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Wire {
    /// Connects, from an address of this machine if one is given.
    ///
    /// # Errors
    /// When nobody listens.
    pub async fn open(host: SocketAddr, from: Option<IpAddr>) -> io::Result<Self> {
        let socket = TcpSocket::new_v4()?;
        if let Some(from) = from {
            socket.bind(SocketAddr::new(from, 0))?;
        }
        let stream = socket.connect(host).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            host,
            read: Vec::new(),
        })
    }

    /// Sends a request. `headers` are whole lines, each with its line end.
    ///
    /// # Errors
    /// When the connection breaks.
    pub async fn send(
        &mut self,
        method: &str,
        path: &str,
        headers: &str,
        body: &str,
    ) -> io::Result<()> {
        let head = match body.is_empty() {
            true => String::new(),
            false => format!(
                "Content-Type: application/json\r\nContent-Length: {}\r\n",
                body.len()
            ),
        };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {}\r\n{headers}{head}\r\n{body}",
            self.host
        );
        self.stream.write_all(request.as_bytes()).await
    }

    /// Sends a request and reads its answer.
    ///
    /// # Errors
    /// When the connection breaks, or the answer isn't one of a known length.
    pub async fn call(
        &mut self,
        method: &str,
        path: &str,
        headers: &str,
        body: &str,
    ) -> io::Result<Reply> {
        self.send(method, path, headers, body).await?;
        let (status, head) = self.head().await?;
        let nothing = (status == 204).then_some("0");
        let length = field(&head, "content-length")
            .or(nothing)
            .and_then(|length| length.parse::<usize>().ok())
            .filter(|length| *length <= AT_MOST)
            .ok_or_else(|| io::Error::other(format!("an answer of no known length: {head}")))?;
        while self.read.len() < length {
            self.more().await?;
        }
        let body = self.read.drain(..length).collect();
        Ok(Reply { status, body })
    }

    /// Reads the head of an answer and leaves its body.
    ///
    /// # Errors
    /// When the connection breaks, or it is no answer.
    pub async fn head(&mut self) -> io::Result<(u16, String)> {
        loop {
            if let Some(end) = self.read.windows(4).position(|four| four == b"\r\n\r\n") {
                let head: Vec<u8> = self.read.drain(..end + 4).collect();
                let head = String::from_utf8_lossy(&head).into_owned();
                let status = head
                    .split(' ')
                    .nth(1)
                    .and_then(|status| status.parse().ok());
                let status = status.ok_or_else(|| io::Error::other("an answer has a status"))?;
                return Ok((status, head));
            }
            self.more().await?;
        }
    }

    /// What has been read of a body so far and the connection, for whoever reads on.
    #[must_use]
    pub fn into_parts(self) -> (Vec<u8>, TcpStream) {
        (self.read, self.stream)
    }

    async fn more(&mut self) -> io::Result<()> {
        if self.read.len() > AT_MOST {
            return Err(io::Error::other("an answer without end"));
        }
        match self.stream.read_buf(&mut self.read).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

fn field<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| {
        let (field, value) = line.split_once(':')?;
        field.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// The address of a base URL `http://address:port`.
///
/// # Panics
/// When it is another kind of URL.
#[must_use]
pub fn address_of(url: &str) -> SocketAddr {
    let address = url.strip_prefix("http://").expect("plain HTTP");
    address.parse().expect("an address and a port")
}
