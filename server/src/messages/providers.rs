//! Which provider brings a message: emails go by Resend, text messages by Twilio.

use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use tokio::time::Instant;

use super::{
    Attempt, Delivery, DeliveryError, Message, RESEND, Receipt, Rest, TWILIO, resend::Resend,
    twilio::Twilio, webhook,
};
use crate::{config::ProvidersConfig, session::Contact};

/// How long a provider is left alone that refuses the key.
const REFUSING: Duration = Duration::from_secs(30);

/// The providers of emails and of text messages.
pub struct Providers {
    resend: Option<(Resend, Pause)>,
    twilio: Option<(Twilio, Pause)>,
}

/// Why there are no providers.
#[derive(Debug, thiserror::Error)]
#[error("the providers can't be asked: {0}")]
pub struct ProvidersError(#[from] reqwest::Error);

impl Providers {
    /// Those that are configured, giving each as long as `timeout` to answer.
    ///
    /// # Errors
    /// When TLS can't be set up.
    pub fn new(config: &ProvidersConfig, timeout: Duration) -> Result<Self, ProvidersError> {
        let resend = config.resend.as_ref().map(|resend| {
            Ok::<_, reqwest::Error>((
                Resend::new(&resend.url, resend.key.clone(), timeout)?,
                Pause::default(),
            ))
        });
        let twilio = config.twilio.as_ref().map(|twilio| {
            let callback = config.webhook_url.as_ref().map(webhook::twilio_address);
            let (account, token) = (twilio.account.clone(), twilio.token.clone());
            Ok::<_, reqwest::Error>((
                Twilio::new(&twilio.url, account, token, callback, timeout)?,
                Pause::default(),
            ))
        });
        Ok(Self {
            resend: resend.transpose()?,
            twilio: twilio.transpose()?,
        })
    }
}

#[async_trait]
impl Delivery for Providers {
    async fn deliver(&self, message: &Message, attempt: Attempt) -> Result<Receipt, DeliveryError> {
        match message.to.contact() {
            Some(Contact::Email(address)) => {
                let (resend, pause) = self.resend.as_ref().ok_or_else(|| nobody("emails"))?;
                pause.over()?;
                let sent = resend.send(message, &address, attempt).await;
                if let Err(DeliveryError::SenderNotAllowed { reason }) = &sent {
                    let tenant = &message.tenant;
                    tracing::error!(tenant, reason, "a provider refuses a tenant's sender");
                }
                pause.noted(sent)
            }
            Some(Contact::Phone(number)) => {
                let (twilio, pause) = self
                    .twilio
                    .as_ref()
                    .ok_or_else(|| nobody("text messages"))?;
                pause.over()?;
                pause.noted(twilio.send(message, &number, attempt).await)
            }
            None => Err(DeliveryError::Refused {
                reason: "a contact that is neither an address nor a number".to_owned(),
            }),
        }
    }

    fn provider_of(&self, message: &Message) -> &'static str {
        match message.to.contact() {
            Some(Contact::Phone(_)) => TWILIO,
            _ => RESEND,
        }
    }

    fn rests(&self) -> Vec<Rest> {
        let emails = self.resend.as_ref().map(|(_, pause)| ("email", pause));
        let texts = self.twilio.as_ref().map(|(_, pause)| ("phone", pause));
        let resting = emails.into_iter().chain(texts);
        resting
            .filter_map(|(contact_kind, pause)| {
                let left = pause.left()?;
                Some(Rest { contact_kind, left })
            })
            .collect()
    }
}

fn nobody(what: &str) -> DeliveryError {
    DeliveryError::Refused {
        reason: format!("no provider of {what} is configured; see `[delivery]`"),
    }
}

/// Until when a provider that was asked too often, or that refuses the key, is left alone by this
/// process.
#[derive(Default)]
struct Pause(Mutex<Option<Instant>>);

impl Pause {
    /// How much longer; nothing if it is over.
    fn left(&self) -> Option<Duration> {
        let until = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = until?.saturating_duration_since(Instant::now());
        (!left.is_zero()).then_some(left)
    }

    fn over(&self) -> Result<(), DeliveryError> {
        match self.left() {
            Some(left) => Err(DeliveryError::Throttled {
                reason: "the provider asked to wait".to_owned(),
                retry_after: left,
            }),
            None => Ok(()),
        }
    }

    fn noted(&self, outcome: Result<Receipt, DeliveryError>) -> Result<Receipt, DeliveryError> {
        let rest = match &outcome {
            Err(DeliveryError::Throttled { retry_after, .. }) => *retry_after,
            Err(DeliveryError::NotAllowed { reason }) => {
                tracing::error!(
                    reason,
                    "a provider refuses the worker: check its key and its account, see `[delivery]`"
                );
                REFUSING
            }
            _ => return outcome,
        };
        let until = Instant::now() + rest;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(until);
        outcome
    }
}
