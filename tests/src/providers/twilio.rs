//! Twilio's messages, as its documentation says: an account's SID and token, a form to send by, no
//! idempotency, and lists by number and date in pages, the latest first.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use url::form_urlencoded;

use super::server::{Answer, Asked, Fault, Server, header, json as answer};

const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
const TOKEN: &str = "twilio_test_token";

/// A text message that was taken over.
#[derive(Clone, Debug)]
pub struct TextMessage {
    /// What it is called.
    pub sid: String,
    /// Whom it goes to.
    pub to: String,
    /// Whom it comes from.
    pub from: String,
    /// What it says.
    pub body: String,
    /// Where what becomes of it is to be reported.
    pub callback: Option<String>,
    /// When it was taken over.
    pub taken_at: DateTime<Utc>,
}

/// A running stand-in.
pub struct Twilio {
    server: Server,
    messages: Arc<Mutex<Vec<TextMessage>>>,
}

impl Twilio {
    /// Starts one on a free port. Faults are for sending, not for listing.
    pub async fn start() -> Self {
        let messages: Arc<Mutex<Vec<TextMessage>>> = Arc::default();
        let own = Arc::clone(&messages);
        let server = Server::start(
            move |asked| take(asked, &own),
            |asked| asked.method == http::Method::POST,
        )
        .await;
        Self { server, messages }
    }

    /// Its base address.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The account it knows.
    #[must_use]
    pub fn account(&self) -> &'static str {
        ACCOUNT
    }

    /// Its token.
    #[must_use]
    pub fn token(&self) -> &'static str {
        TOKEN
    }

    /// Lets a later sending fail: the first one told fails first.
    pub fn next(&self, fault: Fault) {
        self.server.next(fault);
    }

    /// How many faults are still to come.
    #[must_use]
    pub fn faults_to_come(&self) -> usize {
        self.server.to_come()
    }

    /// Answers so much later, after a message is taken over.
    pub fn slow_down(&self, delay: Duration) {
        self.server.slow_down(delay);
    }

    /// Everything it took over, the earliest first: each of these somebody receives.
    #[must_use]
    pub fn messages(&self) -> Vec<TextMessage> {
        self.messages.lock().expect("nobody panics").clone()
    }

    /// Of those the ones to a number.
    #[must_use]
    pub fn to(&self, number: &str) -> Vec<TextMessage> {
        let mut messages = self.messages();
        messages.retain(|message| message.to == number);
        messages
    }

    /// Takes over so many messages to a number that somebody else of the same account sends.
    ///
    /// # Panics
    /// When another thread panicked over its messages.
    pub fn sent_by_others(&self, number: &str, count: usize) {
        let mut messages = self.messages.lock().expect("nobody panics");
        for parcel in 0..count {
            let sid = sid(messages.len());
            messages.push(TextMessage {
                sid,
                to: number.to_owned(),
                from: "Parcels".to_owned(),
                body: format!("Your parcel {parcel} has arrived"),
                callback: None,
                taken_at: Utc::now(),
            });
        }
    }

    /// How often each text was delivered to each number.
    #[must_use]
    pub fn deliveries_by_body(&self) -> HashMap<(String, String), usize> {
        let mut counts = HashMap::new();
        for message in self.messages() {
            *counts.entry((message.to, message.body)).or_default() += 1;
        }
        counts
    }
}

fn refused(status: u16, code: u32) -> Answer {
    let body = json!({ "code": code, "message": "told by the stand-in", "status": status,
        "more_info": format!("https://www.twilio.com/docs/errors/{code}") });
    answer(status, body.to_string())
}

fn take(asked: &Asked, messages: &Mutex<Vec<TextMessage>>) -> Answer {
    let path = format!("/2010-04-01/Accounts/{ACCOUNT}/Messages.json");
    if asked.uri.path() != path {
        return refused(404, 20404);
    }
    let expected = format!("Basic {}", STANDARD.encode(format!("{ACCOUNT}:{TOKEN}")));
    if header(asked, "authorization") != Some(&expected) {
        return refused(401, 20003);
    }
    let mut messages = messages.lock().expect("nobody panics");
    match asked.method {
        http::Method::POST => send(&asked.body, &mut messages),
        http::Method::GET => list(asked.uri.query().unwrap_or_default(), &path, &messages),
        _ => refused(405, 20004),
    }
}

fn send(form: &[u8], messages: &mut Vec<TextMessage>) -> Answer {
    let form: HashMap<String, String> = form_urlencoded::parse(form).into_owned().collect();
    let field = |name: &str| form.get(name).filter(|value| !value.is_empty()).cloned();
    let Some(to) = field("To") else {
        return refused(400, 21604);
    };
    let digits = to.strip_prefix('+').unwrap_or_default();
    if !(7..=15).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return refused(400, 21211);
    }
    let Some(from) = field("From") else {
        return refused(400, 21603);
    };
    let Some(body) = field("Body") else {
        return refused(400, 21602);
    };
    if body.chars().count() > 1600 {
        return refused(400, 21617);
    }
    let message = TextMessage {
        sid: sid(messages.len()),
        to,
        from,
        body,
        callback: field("StatusCallback"),
        taken_at: Utc::now(),
    };
    let taken = shown(&message).to_string();
    messages.push(message);
    answer(201, taken)
}

/// What a message is called that comes after so many others.
fn sid(before: usize) -> String {
    format!("SM{:032x}", before + 1)
}

fn shown(message: &TextMessage) -> Value {
    json!({
        "account_sid": ACCOUNT,
        "api_version": "2010-04-01",
        "body": message.body,
        "date_created": message.taken_at.to_rfc2822(),
        "date_sent": null,
        "direction": "outbound-api",
        "error_code": null,
        "from": message.from,
        "sid": message.sid,
        "status": "queued",
        "to": message.to,
    })
}

/// A page, the latest first. What still waits has no date of sending and isn't found by one.
fn list(query: &str, path: &str, messages: &[TextMessage]) -> Answer {
    let asked: HashMap<String, String> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let number = |name: &str, otherwise: usize| {
        let asked = asked.get(name).and_then(|value| value.parse().ok());
        asked.unwrap_or(otherwise)
    };
    let (size, page) = (number("PageSize", 50).clamp(1, 1000), number("Page", 0));
    let by_date = asked.keys().any(|name| name.starts_with("DateSent"));
    let found: Vec<&TextMessage> = messages
        .iter()
        .rev()
        .filter(|message| !by_date && asked.get("To").is_none_or(|to| *to == message.to))
        .filter(|message| asked.get("From").is_none_or(|from| *from == message.from))
        .collect();
    let rows: Vec<Value> = found
        .iter()
        .skip(page * size)
        .take(size)
        .map(|message| shown(message))
        .collect();
    let more = found.len() > (page + 1) * size;
    let next = more.then(|| {
        let mut next = form_urlencoded::Serializer::new(String::new());
        for (name, value) in asked.iter().filter(|(name, _)| *name != "Page") {
            next.append_pair(name, value);
        }
        next.append_pair("Page", &(page + 1).to_string());
        format!("{path}?{}", next.finish())
    });
    let body = json!({ "messages": rows, "page": page, "page_size": size, "next_page_uri": next });
    answer(200, body.to_string())
}
