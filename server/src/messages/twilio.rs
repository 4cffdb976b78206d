//! Text messages by Twilio (`POST /2010-04-01/Accounts/{sid}/Messages.json`).
//!
//! Twilio has no idempotency keys. Where it is unknown whether a message was taken over, the messages
//! to its number are listed first, the latest first, until those that were made before the first
//! attempt; the one that carries this message's mark is this message.

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use url::{Url, form_urlencoded};

use super::{
    Attempt, DeliveryError, Message, Receipt,
    exchange::{Exchange, ProviderAnswer},
};

/// How this provider is called.
pub const TWILIO: &str = "twilio";

/// Messages on a page of a list.
const PAGE: u32 = 100;
/// Pages read of a list. Two thousand messages to one number within a day are no customer's.
const PAGES: u32 = 20;
/// How far the provider's clock may be behind.
const CLOCKS: SignedDuration = SignedDuration::from_mins(10);

/// Sends text messages.
pub(super) struct Twilio {
    exchange: Exchange,
    account: String,
    token: SecretString,
    callback: Option<Url>,
}

#[derive(Deserialize)]
struct Taken {
    sid: String,
}

#[derive(Deserialize)]
struct Refusal {
    code: u32,
}

#[derive(Deserialize)]
struct MessagePage {
    messages: Vec<Listed>,
    next_page_uri: Option<String>,
}

#[derive(Deserialize)]
struct Listed {
    sid: String,
    #[serde(default)]
    body: Option<String>,
    #[serde(default)]
    direction: Option<String>,
    #[serde(default)]
    date_created: Option<String>,
}

impl Twilio {
    /// At a base address, for an account; `callback` is where it reports what became of messages.
    pub(super) fn new(
        base: &Url,
        account: String,
        token: SecretString,
        callback: Option<Url>,
        timeout: std::time::Duration,
    ) -> Result<Self, reqwest::Error> {
        Ok(Self {
            exchange: Exchange::new(TWILIO, base, timeout)?,
            account,
            token,
            callback,
        })
    }

    /// Hands a text message over.
    pub(super) async fn send(
        &self,
        message: &Message,
        number: &str,
        attempt: Attempt,
    ) -> Result<Receipt, DeliveryError> {
        if let Some(since) = attempt.unclear_since
            && let Some(sid) = self.taken_already(message, number, since).await?
        {
            return Ok(receipt(sid));
        }
        let callback = self.callback_of(message);
        let mut form = vec![
            ("To", number),
            ("From", message.from.as_str()),
            ("Body", message.text.as_str()),
        ];
        if let Some(callback) = &callback {
            form.push(("StatusCallback", callback.as_str()));
        }
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(form)
            .finish();
        let request = self
            .exchange
            .http()
            .post(self.exchange.address(&self.messages())?)
            .basic_auth(&self.account, Some(self.token.expose_secret()))
            .header(
                http::header::CONTENT_TYPE,
                "application/x-www-form-urlencoded",
            )
            .body(body);
        let answer = self.exchange.ask(request).await?;
        if answer.status.is_success() {
            return Ok(Receipt {
                provider: TWILIO,
                id: answer.json::<Taken>().map(|taken| taken.sid),
            });
        }
        Err(self.exchange.refused(&answer, &named(&answer)))
    }

    fn messages(&self) -> String {
        format!("/2010-04-01/Accounts/{}/Messages.json", self.account)
    }

    /// Where Twilio reports of a message: the address tells of which.
    fn callback_of(&self, message: &Message) -> Option<Url> {
        let mut callback = self.callback.clone()?;
        callback
            .query_pairs_mut()
            .append_pair("tenant", &message.tenant)
            .append_pair("message", &message.id);
        Some(callback)
    }

    /// The message, if it was taken over since then. What isn't known to be listed yet was not sent:
    /// a date of sending would leave out what still waits, so none is asked for.
    async fn taken_already(
        &self,
        message: &Message,
        number: &str,
        since: Timestamp,
    ) -> Result<Option<String>, DeliveryError> {
        let since = since.checked_sub(CLOCKS).unwrap_or(Timestamp::MIN);
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("To", number)
            .append_pair("PageSize", &PAGE.to_string())
            .finish();
        let mut path = Some(format!("{}?{query}", self.messages()));
        for _ in 0..PAGES {
            let Some(at) = path else { return Ok(None) };
            let request = self
                .exchange
                .http()
                .get(self.exchange.address(&at)?)
                .basic_auth(&self.account, Some(self.token.expose_secret()));
            let page = self.page(request).await?;
            let found = page.messages.iter().find(|listed| listed.is(message));
            if let Some(listed) = found {
                return Ok(Some(listed.sid.clone()));
            }
            let last = page.messages.last().and_then(Listed::created);
            if last.is_some_and(|created| created < since) {
                return Ok(None);
            }
            path = page.next_page_uri;
        }
        Err(DeliveryError::Refused {
            reason: format!(
                "unknown since {since} whether twilio took it over, and too many messages went to its \
                 number to find out; look it up there and retry it with `--not-sent`, or drop it"
            ),
        })
    }

    /// A page of a list. Whatever goes wrong with it leaves the outcome as unknown as it was.
    async fn page(&self, request: reqwest::RequestBuilder) -> Result<MessagePage, DeliveryError> {
        let answer = self.exchange.ask(request).await?;
        let page = match answer.status.is_success() {
            true => answer.json(),
            false => return Err(self.exchange.refused(&answer, &named(&answer))),
        };
        page.ok_or_else(|| DeliveryError::Unclear {
            reason: "twilio answered no list of messages".to_owned(),
            retry_after: None,
        })
    }
}

impl Listed {
    /// Whether it is this message: one of ours with its mark in it, or with its whole text. Accounts on
    /// trial have words put before.
    fn is(&self, message: &Message) -> bool {
        let body = self.body.as_deref().unwrap_or_default();
        let outbound = self
            .direction
            .as_deref()
            .is_none_or(|direction| direction.starts_with("outbound"));
        outbound
            && match &message.mark {
                Some(mark) => body.contains(mark.as_str()),
                None => body.trim().ends_with(message.text.trim()),
            }
    }

    fn created(&self) -> Option<Timestamp> {
        let text = self.date_created.as_deref()?;
        Some(jiff::fmt::rfc2822::parse(text).ok()?.timestamp())
    }
}

fn receipt(sid: String) -> Receipt {
    Receipt {
        provider: TWILIO,
        id: Some(sid),
    }
}

/// The code Twilio gives the reason. Its message may name the receiver and is left out.
fn named(answer: &ProviderAnswer) -> String {
    answer
        .json::<Refusal>()
        .map_or_else(String::new, |refusal| {
            format!(" error {} (twilio.com/docs/errors)", refusal.code)
        })
}
