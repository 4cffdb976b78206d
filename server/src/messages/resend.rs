//! Emails by Resend (`POST /emails`).
//!
//! Resend keeps an idempotency key for 24 hours: the same key and body is answered as before and sent
//! once. A message whose outcome was unknown for longer is not handed over again by itself.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::StatusCode;
use jiff::SignedDuration;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use super::{
    Attempt, DeliveryError, Message, Receipt,
    exchange::{Exchange, ProviderAnswer},
};

/// How this provider is called.
pub const RESEND: &str = "resend";

/// How long its idempotency keys are relied on; they are kept for 24 hours.
const KEYS_LAST: SignedDuration = SignedDuration::from_hours(23);

/// How it names a sender that isn't allowed, answering 403.
const BAD_SENDER: &str = "validation_error";

/// Sends emails.
pub(super) struct Resend {
    exchange: Exchange,
    key: SecretString,
}

#[derive(Deserialize)]
struct Taken {
    id: String,
}

#[derive(Deserialize)]
struct Refusal {
    name: String,
}

impl Resend {
    /// At a base address, with an API key.
    pub(super) fn new(
        base: &Url,
        key: SecretString,
        timeout: std::time::Duration,
    ) -> Result<Self, reqwest::Error> {
        Ok(Self {
            exchange: Exchange::new(RESEND, base, timeout)?,
            key,
        })
    }

    /// Hands an email over.
    pub(super) async fn send(
        &self,
        message: &Message,
        address: &str,
        attempt: Attempt,
    ) -> Result<Receipt, DeliveryError> {
        if let Some(since) = attempt.unclear_since
            && attempt.at.duration_since(since) > KEYS_LAST
        {
            return Err(DeliveryError::Refused {
                reason: format!(
                    "unknown since {since} whether resend took it over, longer than it knows its keys; \
                     look it up there and retry it with `--not-sent`, or drop it"
                ),
            });
        }
        let request = self
            .exchange
            .http()
            .post(self.exchange.address("/emails")?)
            .bearer_auth(self.key.expose_secret())
            .header("Idempotency-Key", format!("nexus/{}", message.id))
            .json(&email(message, address));
        let answer = self.exchange.ask(request).await?;
        if answer.status.is_success() {
            return Ok(Receipt {
                provider: RESEND,
                id: answer.json::<Taken>().map(|taken| taken.id),
            });
        }
        Err(self.refused(&answer))
    }

    /// What an answer means that isn't a success. Of 403s its documentation has those about the key and, as
    /// `validation_error`, two about the sender: its domain isn't verified, or it is Resend's own and may send tests to
    /// the account's owner only. Any other is about the account.
    fn refused(&self, answer: &ProviderAnswer) -> DeliveryError {
        let named = named(answer);
        if answer.status != StatusCode::FORBIDDEN || named.trim() != BAD_SENDER {
            return self.exchange.refused(answer, &named);
        }
        let said = self.exchange.said(answer, &named);
        DeliveryError::SenderNotAllowed {
            reason: format!("{said}: the domain of `senders.email_from` has to be verified there"),
        }
    }
}

fn email(message: &Message, address: &str) -> Value {
    let mut email = json!({
        "from": message.from,
        "to": [address],
        "subject": message.subject,
        "text": message.text,
        "tags": [
            { "name": "tenant", "value": message.tenant },
            { "name": "message", "value": message.id },
            { "name": "kind", "value": message.kind },
        ],
    });
    let Some(fields) = email.as_object_mut() else {
        return email;
    };
    if let Some(html) = &message.html {
        fields.insert("html".to_owned(), json!(html));
    }
    if let Some(reply_to) = &message.reply_to {
        fields.insert("reply_to".to_owned(), json!(reply_to));
    }
    if let Some(calendar) = &message.calendar {
        let attachment = json!({
            "filename": "appointment.ics",
            "content": STANDARD.encode(&calendar.content),
            "content_type": format!("text/calendar; charset=utf-8; method={}", calendar.method),
        });
        fields.insert("attachments".to_owned(), json!([attachment]));
    }
    email
}

/// What Resend calls the reason. Its message may name the receiver and is left out.
fn named(answer: &ProviderAnswer) -> String {
    let is_word = |name: &String| {
        name.len() <= 64
            && name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    let refusal = answer.json::<Refusal>().map(|refusal| refusal.name);
    refusal
        .filter(is_word)
        .map_or_else(String::new, |name| format!(" {name}"))
}
