//! One call: its attempts, the waits between them, and the answer.

use reqwest::{Request, Response};

use crate::{Client, Settings, answer::Answer, contract::Operation, retry};

/// An answer of this media type is read as it comes.
const STREAM: &str = "text/event-stream";

/// Time an event stream may live: the server ends it after ten minutes with jitter.
const STREAM_LIFE: std::time::Duration = std::time::Duration::from_secs(20 * 60);

/// How a call went.
#[cfg_attr(
    not(feature = "tracing"),
    expect(dead_code, reason = "told to the trace alone")
)]
pub(crate) struct Called {
    pub(crate) attempts: u32,
    pub(crate) status: Option<u16>,
    pub(crate) result: reqwest::Result<Response>,
}

/// Sends a request, and again where that is safe and may help.
pub(crate) async fn send(
    client: &Client,
    settings: &Settings,
    mut request: Request,
    operation: &'static Operation,
) -> Called {
    let started = tokio::time::Instant::now();
    let mut attempts = 1;
    loop {
        let spare = if operation.retry_is_safe {
            request.try_clone()
        } else {
            None
        };
        let left = settings.retry.total.saturating_sub(started.elapsed());
        let attempt = attempt(client, settings, request, operation, left).await;
        let wait = match attempt.asks_for_another() {
            Some(asked) => settings.retry.wait(attempts, started.elapsed(), asked),
            None => None,
        };
        match (wait, spare) {
            (Some(wait), Some(spare)) => {
                tokio::time::sleep(wait).await;
                request = spare;
                attempts += 1;
            }
            _ => return attempt.finish(operation, attempts),
        }
    }
}

enum Attempt {
    Failed(reqwest::Error),
    Streaming(Response),
    Answered(Answer),
}

async fn attempt(
    client: &Client,
    settings: &Settings,
    mut request: Request,
    operation: &'static Operation,
    left: std::time::Duration,
) -> Attempt {
    let streams = operation.media_type == Some(STREAM);
    *request.timeout_mut() = Some(if streams {
        STREAM_LIFE
    } else if operation.retry_is_safe {
        settings.attempt_timeout.min(left)
    } else {
        settings.attempt_timeout
    });
    let response = match client.client.execute(request).await {
        Ok(response) => response,
        Err(error) => return Attempt::Failed(error),
    };
    if streams && response.status().is_success() {
        return Attempt::Streaming(response);
    }
    match Answer::read(response, settings.answer_limit).await {
        Ok(answer) => Attempt::Answered(answer),
        Err(error) => Attempt::Failed(error),
    }
}

impl Attempt {
    /// Whether another attempt may help, and when the server wants it.
    #[expect(
        clippy::option_option,
        reason = "may it help; and if so, did the server say when"
    )]
    fn asks_for_another(&self) -> Option<Option<std::time::Duration>> {
        match self {
            Self::Failed(error) => (!error.is_builder()).then_some(None),
            Self::Streaming(_) => None,
            Self::Answered(answer) => (retry::is_passing(answer.status())
                || answer.is_in_progress())
            .then(|| retry::retry_after(answer.headers())),
        }
    }

    fn finish(self, operation: &'static Operation, attempts: u32) -> Called {
        let (status, result) = match self {
            Self::Failed(error) => (None, Err(error)),
            Self::Streaming(response) => (Some(response.status()), Ok(response)),
            Self::Answered(answer) => (
                Some(answer.status()),
                Ok(answer.into_response(operation.id)),
            ),
        };
        Called {
            attempts,
            status: status.map(|status| status.as_u16()),
            result,
        }
    }
}
