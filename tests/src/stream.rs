//! An event stream, read as a browser would.

use reqwest::Response;
use serde_json::Value;
use tokio::time::timeout;

use crate::{call::Call, document::assert_is_event, process::HANG};

/// An event as it came.
#[derive(Clone, Debug)]
pub struct Received {
    /// Its id, if it can be resumed after.
    pub id: Option<u64>,
    /// Its name: the same as its `type`.
    pub name: String,
    /// The event.
    pub event: Value,
}

/// An open stream.
pub struct Stream {
    response: Response,
    unread: String,
    /// What the server asks clients to wait before they come back.
    pub retry: Option<String>,
}

impl Stream {
    /// Opens one.
    ///
    /// # Panics
    /// When it is refused.
    pub async fn open(call: Call) -> Self {
        let response = call.response().await;
        let status = response.status();
        assert_eq!(
            status,
            200,
            "the stream is opened: {:?}",
            response.headers()
        );
        let header = |name| {
            response
                .headers()
                .get(name)
                .expect("a stream has this header")
        };
        assert_eq!(header("content-type"), "text/event-stream");
        assert_eq!(header("cache-control"), "no-store");
        assert!(response.headers().contains_key("nexus-contract"));
        Self {
            response,
            unread: String::new(),
            retry: None,
        }
    }

    /// The next event; nothing when the stream has ended.
    ///
    /// # Panics
    /// When neither comes in time, or the event isn't one of the document's.
    pub async fn next(&mut self) -> Option<Received> {
        loop {
            while let Some((block, rest)) = self.unread.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.unread = rest;
                if let Some(received) = self.read(&block) {
                    return Some(received);
                }
            }
            let chunk = timeout(HANG, self.response.chunk())
                .await
                .expect("an event comes, or the stream ends");
            let chunk = chunk.expect("the stream ends in good order")?;
            self.unread.push_str(&String::from_utf8_lossy(&chunk));
        }
    }

    /// The next event, which must be of this type.
    ///
    /// # Panics
    /// When it is another.
    pub async fn expect(&mut self, name: &str) -> Received {
        let next = self.next().await;
        let found = next.as_ref().map(|it| it.name.as_str());
        assert_eq!(found, Some(name), "the next event is {name}");
        next.expect("it was just looked at")
    }

    fn read(&mut self, block: &str) -> Option<Received> {
        let field = |name: &str| {
            block
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
        };
        if let Some(retry) = field("retry") {
            self.retry = Some(retry.to_owned());
        }
        let data = field("data")?;
        let event: Value = serde_json::from_str(data).expect("an event's data is JSON");
        assert_is_event(&event);
        let name = field("event").expect("an event has a name").to_owned();
        assert_eq!(event["type"], name, "an event's name is its type");
        Some(Received {
            id: field("id").map(|id| id.parse().expect("ids are numbers")),
            name,
            event,
        })
    }
}
