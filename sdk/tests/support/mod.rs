//! A server on this machine that answers as told and remembers what it was asked.

#![allow(dead_code, unreachable_pub, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test ends where this fails")]

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use scheduler_sdk::{Client, Retry, Settings, contract};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

pub const STOKEN: &str = "nxs_keep_this_secret";
pub const SERVICE: &str = "018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e1a";
pub const BOOKING: &str = "018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e3a";

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Asked {
    pub line: String,
    pub head: String,
    pub body: String,
    pub at: tokio::time::Instant,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// What to answer.
#[derive(Clone, Debug)]
pub enum Reply {
    /// A whole answer.
    Whole(u16, Vec<(&'static str, String)>, String),
    /// Announces more bytes than it sends.
    Half(String),
    /// Closes the connection without a word.
    Hangup,
    /// Takes so long before it answers at all.
    Late(Duration),
    /// Sends a byte at a time, each after so long.
    Drip(Duration),
    /// An event stream of these pieces, then the end of it.
    Stream(Vec<String>),
    /// More than anybody reads.
    Endless,
}

impl Reply {
    pub fn json(status: u16, body: &str) -> Self {
        Self::Whole(
            status,
            vec![
                ("content-type", "application/json".to_owned()),
                (
                    "nexus-contract",
                    format!("{}; 0123456789abcdef", contract::VERSION),
                ),
            ],
            body.to_owned(),
        )
    }

    pub fn refusal(status: u16, code: &str) -> Self {
        Self::json(
            status,
            &format!(r#"{{"error":{{"code":"{code}","message":"No.","requestId":"r1"}}}}"#),
        )
    }

    pub fn passing(status: u16, code: &str, seconds: u64) -> Self {
        Self::json(
            status,
            &format!(
                r#"{{"error":{{"code":"{code}","message":"Later.","requestId":"r1","retryAfterSeconds":{seconds}}}}}"#
            ),
        )
        .with("retry-after", &seconds.to_string())
    }

    pub fn with(self, name: &'static str, value: &str) -> Self {
        match self {
            Self::Whole(status, mut headers, body) => {
                headers.push((name, value.to_owned()));
                Self::Whole(status, headers, body)
            }
            other => other,
        }
    }
}

/// A server that gives its replies in turn, the last one for ever.
pub struct Server {
    pub url: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    pub async fn answering(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let asked = Arc::<Mutex<Vec<Asked>>>::default();
        let seen = Arc::clone(&asked);
        tokio::spawn(async move {
            while let Ok((mut connection, _)) = listener.accept().await {
                let (seen, replies) = (Arc::clone(&seen), replies.clone());
                tokio::spawn(async move {
                    let Some(request) = read(&mut connection).await else {
                        return;
                    };
                    let turn = {
                        let mut seen = seen.lock().unwrap();
                        seen.push(request);
                        seen.len() - 1
                    };
                    let reply = replies.get(turn).or(replies.last()).unwrap().clone();
                    write(&mut connection, reply).await;
                });
            }
        });
        Self { url, asked }
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    pub fn client(&self) -> Client {
        Client::connect(&self.url, quick()).unwrap()
    }
}

/// Settings that fail soon.
pub fn quick() -> Settings {
    Settings::new()
        .attempt_timeout(Duration::from_millis(400))
        .retry(Retry {
            attempts: 3,
            first_wait: Duration::from_millis(10),
            longest_wait: Duration::from_millis(40),
            total: Duration::from_secs(4),
        })
}

async fn read(connection: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let asked = Asked {
                line: head.lines().next()?.to_owned(),
                head: head.to_owned(),
                body: body.to_owned(),
                at: tokio::time::Instant::now(),
            };
            let length = asked
                .header("content-length")
                .and_then(|length| length.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some(asked);
            }
        }
        if connection.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
}

async fn write(connection: &mut TcpStream, reply: Reply) {
    let stream_head =
        "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
    match reply {
        Reply::Whole(status, headers, body) => {
            let mut head = format!("HTTP/1.1 {status} x\r\nconnection: close\r\n");
            for (name, value) in headers {
                head.push_str(&format!("{name}: {value}\r\n"));
            }
            head.push_str(&format!("content-length: {}\r\n\r\n", body.len()));
            say(connection, &head).await;
            say(connection, &body).await;
        }
        Reply::Half(body) => {
            let length = body.len() + 100;
            say(
                connection,
                &format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n{body}"),
            )
            .await;
        }
        Reply::Hangup => {}
        Reply::Late(time) => tokio::time::sleep(time).await,
        Reply::Drip(time) => {
            say(
                connection,
                "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n",
            )
            .await;
            for _ in 0..1000 {
                tokio::time::sleep(time).await;
                say(connection, " ").await;
            }
        }
        Reply::Stream(pieces) => {
            say(connection, stream_head).await;
            for piece in pieces {
                say(connection, &piece).await;
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        }
        Reply::Endless => {
            say(connection, "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n").await;
            let piece = "x".repeat(64 * 1024);
            while connection.write_all(piece.as_bytes()).await.is_ok() {}
        }
    }
    let _ = connection.shutdown().await;
}

async fn say(connection: &mut TcpStream, text: &str) {
    let _ = connection.write_all(text.as_bytes()).await;
}

pub fn booking_json() -> String {
    format!(
        r#"{{"id":"{BOOKING}","revision":1,"status":"confirmed","serviceId":"{SERVICE}","serviceName":"First session",
        "staff":{{"id":"018f3c5e-7b1a-7c3d-9e4f-0a1b2c3d4e2a","name":"Mara Lindqvist"}},
        "start":"2027-01-02T09:00:00Z","end":"2027-01-02T10:00:00Z","timeZone":"Europe/Berlin",
        "price":{{"amount":9500,"currency":"EUR"}},"customerName":"Kim Berger",
        "cancelBefore":"2027-01-01T09:00:00Z","rescheduleBefore":"2027-01-01T09:00:00Z",
        "createdAt":"2026-12-01T09:00:00Z","updatedAt":"2026-12-01T09:00:00Z"}}"#
    )
}

pub fn booked() -> Reply {
    Reply::json(201, &format!(r#"{{"data":{}}}"#, booking_json()))
}

pub fn no_services() -> Reply {
    Reply::json(200, r#"{"data":[]}"#)
}

/// Lists the services of a tenant.
pub async fn list(client: &Client) -> Result<(), scheduler_sdk::Error> {
    client.service_list().slug("stillwater").send().await?;
    Ok(())
}

/// Books something.
pub async fn book(client: &Client) -> Result<scheduler_sdk::types::Booking, scheduler_sdk::Error> {
    let booking = scheduler_sdk::types::BookingCreate::builder()
        .service_id(SERVICE.parse::<scheduler_sdk::types::ServiceId>().unwrap())
        .start(
            "2027-01-02T09:00:00Z"
                .parse::<chrono::DateTime<chrono::Utc>>()
                .unwrap(),
        )
        .customer_name("Kim Berger");
    let booked = client
        .booking_create()
        .slug("stillwater")
        .body(booking)
        .send()
        .await?;
    Ok(booked.into_inner().data)
}

/// Starts a session: changes something and names no intent.
pub async fn start_session(client: &Client) -> Result<(), scheduler_sdk::Error> {
    let contact = scheduler_sdk::types::Contact::Email {
        address: "kim@example.com".to_owned(),
    };
    let session = scheduler_sdk::types::SessionCreate::builder().contact(contact);
    client
        .session_create()
        .slug("stillwater")
        .body(session)
        .send()
        .await?;
    Ok(())
}
