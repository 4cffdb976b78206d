//! Answers that are text and not JSON.

use std::future::poll_fn;

use progenitor_client::{ByteStream, ResponseValue};

use crate::{
    Error, Transport,
    drift::{Drift, Named},
    types::DriftPlace,
};

/// Bytes of a text that are read at most.
const TEXT_LIMIT: usize = 1024 * 1024;

/// The text of an answer such as `booking_calendar`'s, at most 1 MiB of it.
///
/// ```
/// # use scheduler_sdk::{Client, Error, Settings};
/// # use scheduler_sdk_mock::{MockServer, MockServerExt, samples};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// # let server = MockServer::start_async().await;
/// # server.booking_calendar(|_, then| { then.ok("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"); });
/// # let client = Client::connect(&server.base_url(), Settings::new())?;
/// # let id = samples::booking().id;
/// let answer = client.booking_calendar().slug("stillwater").id(id).send().await?;
/// let calendar: String = scheduler_sdk::read_text(answer).await?;
/// assert!(calendar.starts_with("BEGIN:VCALENDAR"));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`Error::Transport`] if it breaks off or is longer, [`Error::ContractDrift`] if it isn't UTF-8.
pub async fn read_text(response: ResponseValue<ByteStream>) -> Result<String, Error> {
    let server_version = Named::in_headers(response.headers()).map(|named| named.version);
    let mut stream = response.into_inner_stream();
    let mut text = Vec::new();
    while let Some(chunk) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
        let chunk = chunk.map_err(Error::of_transport)?;
        if text.len().saturating_add(chunk.len()) > TEXT_LIMIT {
            return Err(Error::Transport(Transport::TooLong { limit: TEXT_LIMIT }));
        }
        text.extend_from_slice(&chunk);
    }
    String::from_utf8(text).map_err(|_| {
        let place = DriftPlace {
            at: String::new(),
            expected: "text in UTF-8".to_owned(),
            found: "other bytes".to_owned(),
        };
        Error::ContractDrift(Box::new(Drift::of_answer(
            None,
            server_version,
            vec![place],
        )))
    })
}
