//! What a window sent and got.

use std::collections::HashSet;

use serde_json::Value;

use super::{Window, command};

/// A request a window sent.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its method.
    pub method: String,
    /// Where to, with the query.
    pub url: String,
    /// Its `Referer`, if it had one.
    pub referer: Option<String>,
    /// What it was for, as Chromium says: `Document`, `Stylesheet`, `EventSource`…
    pub kind: String,
}

/// Requests in order, and how much came back.
#[derive(Clone, Debug, Default)]
pub struct Traffic {
    /// Every request, redirects included.
    pub requests: Vec<Request>,
    /// Bytes that came over the wire: heads and bodies as they were sent, compressed or not.
    pub bytes: u64,
    /// Chromium's names of the requests, those of its own pages left out.
    known: HashSet<String>,
}

impl Window {
    /// What went over the wire since this was last asked.
    pub async fn traffic(&self) -> Traffic {
        let mut traffic = Traffic::default();
        for entry in command::log(&self.client, "performance").await {
            let message = entry["message"].as_str().expect("an entry has a message");
            let message: Value = serde_json::from_str(message).expect("a message is JSON");
            traffic.take(&message["message"]);
        }
        traffic
    }

    /// Lines of the page's console that tell of a mistake: a policy broken, a script failed, a thing missing.
    pub async fn complaints(&self) -> Vec<String> {
        let entries = command::log(&self.client, "browser").await;
        entries
            .iter()
            .filter(|entry| entry["level"] == "SEVERE")
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect()
    }
}

impl Traffic {
    fn take(&mut self, message: &Value) {
        let parameters = &message["params"];
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        match message["method"].as_str() {
            Some("Network.requestWillBeSent") => {
                let request = &parameters["request"];
                if !text(&request["url"]).starts_with("http") {
                    return;
                }
                self.known.insert(text(&parameters["requestId"]));
                self.requests.push(Request {
                    method: text(&request["method"]),
                    url: text(&request["url"]),
                    referer: header(&request["headers"], "referer"),
                    kind: text(&parameters["type"]),
                });
            }
            Some("Network.loadingFinished")
                if self.known.contains(&text(&parameters["requestId"])) =>
            {
                let length = parameters["encodedDataLength"].as_f64().unwrap_or_default();
                // Whole bytes, though the protocol counts them as a number of JavaScript.
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                let length = length as u64;
                self.bytes += length;
            }
            _ => {}
        }
    }
}

fn header(headers: &Value, name: &str) -> Option<String> {
    headers
        .as_object()?
        .iter()
        .find(|(header, _)| header.eq_ignore_ascii_case(name))
        .and_then(|(_, value)| value.as_str().map(str::to_owned))
}
