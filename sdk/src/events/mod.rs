//! What happens to a customer's bookings, as it happens.

mod frame;

use std::{fmt, future::poll_fn, pin::Pin, time::Duration};

use progenitor_client::ByteStream;
use tokio::time::{Instant, sleep_until, timeout, timeout_at};

use crate::{
    Client, Error, Transport,
    drift::{Drift, Named},
    misfit,
    types::{Event, TenantSlug},
};
use frame::{Frame, Frames, TooLong};

/// Silence after which a stream counts as broken: the server sends a comment every 15 seconds.
const SILENCE: Duration = Duration::from_secs(45);

/// A stream that ends sooner than this, and told nothing, is one the server doesn't keep open: a failure
/// like any other. A server that is stopped ends streams later than that.
const BARELY_OPEN: Duration = Duration::from_secs(5);

/// Wait before connecting again, until the server asks for another.
const WAIT: Duration = Duration::from_secs(1);

/// Longest wait before connecting again, whatever the server asks for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// An event, and its place in the customer's events.
#[derive(Clone, Debug, PartialEq)]
pub struct Received {
    /// Give it to [`Events::after`] to go on from here later.
    pub id: Option<u64>,
    /// What happened. A kind this contract doesn't know is kept as [`Event::Unknown`].
    pub event: Event,
}

/// The events of a session. Made by [`Client::events`].
///
/// Connects at the first [`Events::next`], by a stoken that opens one stream and nothing else, so
/// that the session's own never stands in a URL. When the stream ends or breaks it connects again
/// after the last event, ever later where it never stays open, without loss or repeat for as long as the server keeps events; what was
/// missed beyond that is told by [`Event::Reset`]: read the bookings again.
///
/// ```
/// # use scheduler_sdk::{Client, Error, Settings, types::Event};
/// # use scheduler_sdk_mock::{MockServer, MockServerExt, samples};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// # let server = MockServer::start_async().await;
/// # server.session_stream(|_, then| { then.created(&samples::stream_session(samples::start())); });
/// # let at = "2027-01-02T09:00:00Z";
/// # server.event_stream(|_, then| { then.ok(format!(
/// #     "id: 4\ndata: {{\"type\":\"notification\",\"at\":\"{at}\",\"text\":\"soon\"}}\n\n\
/// #      data: {{\"type\":\"session.ended\",\"at\":\"{at}\"}}\n\n")); });
/// # let settings = Settings::new().stoken(samples::stoken());
/// # let client = Client::connect(&server.base_url(), settings)?;
/// let mut events = client.events("stillwater");
/// while let Some(received) = events.next().await {
///     match received?.event {
///         Event::BookingCancelled { booking, .. } => println!("{} is off", booking.start),
///         Event::Unknown(newer) => println!("something new: {}", newer.name()),
///         other => println!("{other:?}"),
///     }
/// }
/// assert_eq!(events.last_event_id(), Some(4));
/// # Ok(())
/// # }
/// ```
pub struct Events {
    client: Client,
    slug: TenantSlug,
    last: Option<u64>,
    state: State,
    /// Wait between two connections.
    wait: Duration,
    failures: u32,
}

/// Where an event stream stands. All of it outlives a dropped [`Events::next`], so that a caller
/// who looks in every second still sees waits and silences end.
enum State {
    /// Connects at this instant.
    Waiting(Instant),
    Opening(Pin<Box<dyn Future<Output = Result<Open, Error>> + Send>>),
    Open(Box<Open>),
    Over,
}

struct Open {
    stream: ByteStream,
    frames: Frames,
    opened_at: Instant,
    /// Whether an event came by it.
    has_told: bool,
    /// When a stream that says nothing counts as broken.
    silent_at: Instant,
    server_version: Option<String>,
}

impl Client {
    /// The events of this client's session at a tenant.
    #[must_use]
    pub fn events(&self, slug: impl Into<TenantSlug>) -> Events {
        Events {
            client: self.clone(),
            slug: slug.into(),
            last: None,
            state: State::Waiting(Instant::now()),
            wait: WAIT,
            failures: 0,
        }
    }
}

impl Events {
    /// Begins after this event instead of now.
    #[must_use]
    pub fn after(mut self, id: u64) -> Self {
        self.last = Some(id);
        self
    }

    /// The id of the last event received.
    #[must_use]
    pub fn last_event_id(&self) -> Option<u64> {
        self.last
    }

    /// The next event; waits for it. `None` once the session has ended.
    ///
    /// May be dropped while it waits, as in `tokio::select!`, and called again. Each new connection
    /// is tried as often as the client's [`Retry`](crate::Retry) says; after an error that may pass
    /// the next call goes on from the last event.
    ///
    /// # Errors
    /// Any [`Error`] of `session_stream` and `event_stream`; [`Error::ContractDrift`] for an event
    /// that doesn't fit the contract, after which the stream goes on.
    pub async fn next(&mut self) -> Option<Result<Received, Error>> {
        loop {
            match &mut self.state {
                State::Over => return None,
                State::Waiting(until) => {
                    sleep_until(*until).await;
                    let call = open(self.client.clone(), self.slug.clone(), self.last);
                    self.state = State::Opening(Box::pin(call));
                }
                State::Opening(call) => match call.await {
                    Ok(open) => self.state = State::Open(Box::new(open)),
                    Err(error) => {
                        if let Some(error) = self.fail(error) {
                            return Some(Err(error));
                        }
                    }
                },
                State::Open(open) => {
                    if let Some(frame) = open.frames.pop() {
                        open.has_told = true;
                        let version = open.server_version.clone();
                        return Some(self.receive(&frame, version));
                    }
                    match open.read().await {
                        Ok(true) => {}
                        Ok(false) if open.is_barely_open() => {
                            if let Some(error) = self.fail(Error::Transport(Transport::Silent)) {
                                return Some(Err(error));
                            }
                        }
                        Ok(false) => {
                            self.failures = 0;
                            self.connect_later();
                        }
                        Err(error) => {
                            if let Some(error) = self.fail(error) {
                                return Some(Err(error));
                            }
                        }
                    }
                }
            }
        }
    }

    /// What of a failure the caller has to know.
    fn fail(&mut self, error: Error) -> Option<Error> {
        if !error.may_pass() {
            self.state = State::Over;
            return Some(error);
        }
        self.failures += 1;
        let told = self.failures >= self.client.settings().retry.attempts;
        self.connect_later();
        if told {
            self.failures = 0;
        }
        told.then_some(error)
    }

    fn connect_later(&mut self) {
        if let State::Open(open) = &self.state
            && let Some(wait) = open.frames.retry()
        {
            self.wait = wait;
        }
        let doubled = 2_u32.saturating_pow(self.failures.min(6));
        let wait = self.wait.saturating_mul(doubled).min(LONGEST_WAIT);
        self.state = State::Waiting(Instant::now() + crate::retry::scattered(wait));
    }

    fn receive(&mut self, frame: &Frame, version: Option<String>) -> Result<Received, Error> {
        self.failures = 0;
        let id = frame.id.as_deref().and_then(|id| id.parse().ok());
        self.last = id.or(self.last);
        match serde_json::from_str::<Event>(&frame.data) {
            Ok(event) => {
                if matches!(event, Event::SessionEnded { .. }) {
                    self.state = State::Over;
                }
                Ok(Received { id, event })
            }
            Err(_) => {
                let place = misfit::first::<Event>(frame.data.as_bytes());
                Err(Error::ContractDrift(Box::new(Drift::of_answer(
                    Some("event_stream"),
                    version,
                    place.into_iter().collect(),
                ))))
            }
        }
    }
}

async fn open(client: Client, slug: TenantSlug, last: Option<u64>) -> Result<Open, Error> {
    let time = client.settings().attempt_timeout;
    let opening = async {
        let session = client.session_stream().slug(slug.clone()).send().await?;
        let mut call = client
            .event_stream()
            .slug(slug)
            .stoken(session.into_inner().data.stoken);
        if let Some(last) = last {
            call = call.last_event_id(last);
        }
        Ok(call.send().await?)
    };
    let response = timeout(time, opening)
        .await
        .unwrap_or(Err(Error::Transport(Transport::Silent)))?;
    Ok(Open {
        server_version: Named::in_headers(response.headers()).map(|named| named.version),
        stream: response.into_inner(),
        frames: Frames::default(),
        opened_at: Instant::now(),
        has_told: false,
        silent_at: Instant::now() + SILENCE,
    })
}

impl Open {
    fn is_barely_open(&self) -> bool {
        !self.has_told && self.opened_at.elapsed() < BARELY_OPEN
    }

    /// Reads on; `false` at the end.
    async fn read(&mut self) -> Result<bool, Error> {
        let piece = poll_fn(|context| self.stream.as_mut().poll_next(context));
        match timeout_at(self.silent_at, piece).await {
            Err(_) => Err(Error::Transport(Transport::Silent)),
            Ok(None) => Ok(false),
            Ok(Some(Err(error))) => Err(Error::of_transport(error)),
            Ok(Some(Ok(piece))) => {
                self.silent_at = Instant::now() + SILENCE;
                match self.frames.push(&piece) {
                    Ok(()) => Ok(true),
                    Err(TooLong { limit }) => Err(Error::Transport(Transport::TooLong { limit })),
                }
            }
        }
    }
}

impl fmt::Debug for Events {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("slug", &self.slug)
            .field("last", &self.last)
            .finish_non_exhaustive()
    }
}
