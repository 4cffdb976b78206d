//! Resend, as its documentation says (`POST /emails`): a bearer key, idempotency keys kept for 24 hours
//! and answered as the first time, 409 for a key with another body or one in flight, 403 for a sender whose domain
//! isn't verified.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::server::{Answer, Asked, Fault, Server, header, json as answer};

const KEY: &str = "re_test_0123456789";
const KEPT: Duration = Duration::from_secs(24 * 3600);

/// An email that was taken over, once.
#[derive(Clone, Debug)]
pub struct Email {
    /// What it is called.
    pub id: String,
    /// Under which key.
    pub key: Option<String>,
    /// What was asked.
    pub body: Value,
    /// When it was taken over.
    pub taken_at: DateTime<Utc>,
}

impl Email {
    /// A field that is text.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.body[field].as_str().unwrap_or_default()
    }

    /// Whom it goes to.
    #[must_use]
    pub fn to(&self) -> &str {
        self.body["to"][0].as_str().unwrap_or_default()
    }

    /// A tag.
    #[must_use]
    pub fn tag(&self, name: &str) -> &str {
        let tags = self.body["tags"].as_array();
        let tag = tags.into_iter().flatten().find(|tag| tag["name"] == name);
        tag.and_then(|tag| tag["value"].as_str())
            .unwrap_or_default()
    }

    /// Its calendar file, if it has one.
    #[must_use]
    pub fn calendar(&self) -> Option<String> {
        let content = self.body["attachments"][0]["content"].as_str()?;
        let bytes = STANDARD.decode(content).expect("attachments are base64");
        Some(String::from_utf8(bytes).expect("a calendar file is text"))
    }
}

struct Kept {
    body: Value,
    id: String,
    at: Instant,
}

#[derive(Default)]
struct State {
    emails: Vec<Email>,
    kept: HashMap<String, Kept>,
    requests: u64,
    /// Domains that aren't verified; all others are.
    unverified: HashSet<String>,
}

/// A running stand-in.
pub struct Resend {
    server: Server,
    state: Arc<Mutex<State>>,
}

impl Resend {
    /// Starts one on a free port.
    pub async fn start() -> Self {
        let state: Arc<Mutex<State>> = Arc::default();
        let own = Arc::clone(&state);
        let server = Server::start(move |asked| take(asked, &own), |_| true).await;
        Self { server, state }
    }

    /// Its base address.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The API key it believes.
    #[must_use]
    pub fn key(&self) -> &'static str {
        KEY
    }

    /// Lets a later request fail: the first one told fails first.
    pub fn next(&self, fault: Fault) {
        self.server.next(fault);
    }

    /// How many faults are still to come.
    #[must_use]
    pub fn faults_to_come(&self) -> usize {
        self.server.to_come()
    }

    /// Sets whether a domain is verified. At first each is.
    pub fn verified(&self, domain: &str, is: bool) {
        let mut state = self.state.lock().expect("nobody panics");
        match is {
            true => state.unverified.remove(domain),
            false => state.unverified.insert(domain.to_owned()),
        };
    }

    /// Answers so much later, after a message is taken over.
    pub fn slow_down(&self, delay: Duration) {
        self.server.slow_down(delay);
    }

    /// Everything it took over, the earliest first: each of these somebody receives.
    #[must_use]
    pub fn emails(&self) -> Vec<Email> {
        self.state.lock().expect("nobody panics").emails.clone()
    }

    /// Of those the ones of a kind to an address.
    #[must_use]
    pub fn of(&self, kind: &str, to: &str) -> Vec<Email> {
        let mut emails = self.emails();
        emails.retain(|email| email.tag("kind") == kind && email.to() == to);
        emails
    }

    /// How often each key was delivered.
    #[must_use]
    pub fn deliveries_by_key(&self) -> HashMap<String, usize> {
        let mut counts = HashMap::new();
        for email in self.emails() {
            *counts.entry(email.key.unwrap_or_default()).or_default() += 1;
        }
        counts
    }

    /// Requests it was asked, those repeated and those refused included; failed ones aside.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.state.lock().expect("nobody panics").requests
    }
}

fn refused(status: u16, name: &str) -> Answer {
    let body = json!({ "statusCode": status, "name": name, "message": "told by the stand-in" });
    answer(status, body.to_string())
}

fn take(asked: &Asked, state: &Mutex<State>) -> Answer {
    let mut state = state.lock().expect("nobody panics");
    state.requests += 1;
    if asked.method != http::Method::POST || asked.uri.path() != "/emails" {
        return refused(404, "not_found");
    }
    match header(asked, "authorization") {
        None => return refused(401, "missing_api_key"),
        Some(bearer) if bearer != format!("Bearer {KEY}") => {
            return refused(403, "invalid_api_key");
        }
        Some(_) => {}
    }
    let Ok(body) = serde_json::from_slice::<Value>(&asked.body) else {
        return refused(422, "validation_error");
    };
    let has = |field: &str| body[field].as_str().is_some_and(|text| !text.is_empty());
    if !has("from") || !has("subject") || !(has("html") || has("text")) {
        return refused(422, "missing_required_field");
    }
    let from = body["from"].as_str().unwrap_or_default();
    let domain = from.trim_end_matches('>').rsplit('@').next();
    if domain.is_some_and(|domain| state.unverified.contains(domain)) {
        return refused(403, "validation_error");
    }
    let to = body["to"].as_array().map_or(0, Vec::len);
    if !(1..=50).contains(&to) {
        return refused(422, "validation_error");
    }
    let tag_is_plain = |tag: &Value| {
        ["name", "value"].iter().all(|part| {
            tag[part].as_str().is_some_and(|text| {
                (1..=256).contains(&text.len())
                    && text
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
            })
        })
    };
    if !body["tags"]
        .as_array()
        .into_iter()
        .flatten()
        .all(tag_is_plain)
    {
        return refused(422, "invalid_parameter");
    }
    let key = header(asked, "idempotency-key").map(str::to_owned);
    if let Some(key) = &key {
        if key.is_empty() || key.len() > 256 {
            return refused(400, "invalid_idempotency_key");
        }
        if let Some(kept) = state.kept.get(key).filter(|kept| kept.at.elapsed() < KEPT) {
            return match kept.body == body {
                true => answer(200, json!({ "id": kept.id }).to_string()),
                false => refused(409, "invalid_idempotent_request"),
            };
        }
    }
    let id = format!("49a3999c-0ce1-4ea6-ab68-{:012x}", state.emails.len());
    if let Some(key) = &key {
        let kept = Kept {
            body: body.clone(),
            id: id.clone(),
            at: Instant::now(),
        };
        state.kept.insert(key.clone(), kept);
    }
    let taken = json!({ "id": id }).to_string();
    state.emails.push(Email {
        id,
        key,
        body,
        taken_at: Utc::now(),
    });
    answer(200, taken)
}
