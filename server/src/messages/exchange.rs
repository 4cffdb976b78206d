//! Asking a provider over HTTPS: bounded in time and in what is read of its answer.

use std::time::Duration;

use http::{HeaderMap, StatusCode, header};
use reqwest::{Client, RequestBuilder};
use url::Url;

use super::DeliveryError;

/// Bytes read of an answer. A page of a hundred text messages fits many times.
const ANSWER_BYTES: usize = 1024 * 1024;
/// How long connecting may take.
const CONNECT: Duration = Duration::from_secs(3);
/// The longest wait a provider can ask for.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(3600);
/// How long to wait when a provider says that it is asked too often, but not for how long.
const USUAL_WAIT: Duration = Duration::from_secs(5);

/// Asks one provider.
#[derive(Clone)]
pub(super) struct Exchange {
    provider: &'static str,
    base: Url,
    http: Client,
}

/// What a provider answered.
pub(super) struct ProviderAnswer {
    pub(super) status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Exchange {
    /// Asks a provider at its base address, giving it as long as `timeout` for each answer.
    ///
    /// # Errors
    /// When TLS can't be set up.
    pub(super) fn new(
        provider: &'static str,
        base: &Url,
        timeout: Duration,
    ) -> Result<Self, reqwest::Error> {
        // Where another part of the process has set it up already, that one holds.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder()
            .timeout(timeout)
            .connect_timeout(CONNECT.min(timeout))
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("nexus-scheduling/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self {
            provider,
            base: base.clone(),
            http,
        })
    }

    /// The HTTP client.
    pub(super) fn http(&self) -> &Client {
        &self.http
    }

    /// An address below the base, path and query as they are written.
    ///
    /// # Errors
    /// When it isn't below the base.
    pub(super) fn address(&self, path: &str) -> Result<Url, DeliveryError> {
        let base = self.base.as_str().trim_end_matches('/');
        let address = Url::parse(&format!("{base}{path}")).ok();
        address
            .filter(|address| path.starts_with('/') && address.origin() == self.base.origin())
            .ok_or_else(|| DeliveryError::NotTaken {
                reason: format!("{}: an address that can't be asked", self.provider),
                retry_after: None,
            })
    }

    /// Sends a request and reads the answer.
    ///
    /// # Errors
    /// `NotTaken` if the provider was never reached; `Unclear` if it was and didn't answer.
    pub(super) async fn ask(
        &self,
        request: RequestBuilder,
    ) -> Result<ProviderAnswer, DeliveryError> {
        let mut response = request.send().await.map_err(|error| self.failed(error))?;
        let (status, headers) = (response.status(), response.headers().clone());
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.failed(error))? {
            if body.len() + chunk.len() > ANSWER_BYTES {
                break;
            }
            body.extend_from_slice(&chunk);
        }
        Ok(ProviderAnswer {
            status,
            headers,
            body,
        })
    }

    fn failed(&self, error: reqwest::Error) -> DeliveryError {
        let unreached = error.is_connect() || error.is_builder();
        // Addresses name whom a message goes to.
        let reason = format!("{}: {}", self.provider, in_full(&error.without_url()));
        match unreached {
            true => DeliveryError::NotTaken {
                reason,
                retry_after: None,
            },
            false => DeliveryError::Unclear {
                reason,
                retry_after: None,
            },
        }
    }

    /// What was answered; `named` is what the provider calls the reason.
    pub(super) fn said(&self, answer: &ProviderAnswer, named: &str) -> String {
        let (provider, status) = (self.provider, answer.status.as_u16());
        format!("{provider} answered {status}{named}")
    }

    /// What an answer means that isn't a success; `named` is what the provider calls the reason.
    pub(super) fn refused(&self, answer: &ProviderAnswer, named: &str) -> DeliveryError {
        let reason = self.said(answer, named);
        let retry_after = answer.retry_after();
        match answer.status {
            StatusCode::TOO_MANY_REQUESTS => DeliveryError::Throttled {
                reason,
                retry_after: retry_after.unwrap_or(USUAL_WAIT),
            },
            StatusCode::REQUEST_TIMEOUT | StatusCode::CONFLICT => DeliveryError::Unclear {
                reason,
                retry_after,
            },
            // About the key or the account, not about one message.
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                DeliveryError::NotAllowed { reason }
            }
            status if status.is_client_error() => DeliveryError::Refused { reason },
            _ => DeliveryError::Unclear {
                reason,
                retry_after,
            },
        }
    }
}

impl ProviderAnswer {
    /// The body as JSON, as far as it has the shape.
    pub(super) fn json<T: serde::de::DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&self.body).ok()
    }

    /// What `Retry-After` asks (RFC 9110, 10.2.3): seconds or a date; no more than an hour.
    fn retry_after(&self) -> Option<Duration> {
        let text = self.headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
        let wait = match text.parse::<u64>() {
            Ok(seconds) => Duration::from_secs(seconds),
            Err(_) => {
                let until = jiff::fmt::rfc2822::parse(text).ok()?.timestamp();
                Duration::try_from(until.duration_since(self.date()?)).ok()?
            }
        };
        Some(wait.min(LONGEST_WAIT))
    }

    /// When the provider answered, by its own clock.
    fn date(&self) -> Option<jiff::Timestamp> {
        let text = self.headers.get(header::DATE)?.to_str().ok()?;
        Some(jiff::fmt::rfc2822::parse(text).ok()?.timestamp())
    }
}

/// An error with everything that led to it.
fn in_full(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}
