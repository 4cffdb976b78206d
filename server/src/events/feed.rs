//! One stream, from its opening to its end.

use std::{
    collections::HashMap,
    convert::Infallible,
    net::IpAddr,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use dropshot::Body;
use hyper::body::Frame;
use jiff::{SignedDuration, Timestamp};
use scheduler_contracts::event::Event;
use tokio::{
    sync::mpsc,
    time::{Instant, timeout},
};

use super::{
    frame,
    glance::{Glance, Watched},
    position::{Position, id_of, sequence_of},
};
use crate::{
    app::App,
    booking::contract_instant,
    failure::Failure,
    session::{Access, is_over, network},
    store::{EventScope, SessionRow, StoreError, Tenant},
    telemetry,
};

/// Frames that may wait for a reader.
const BUFFERED: usize = 16;
/// How long a frame may wait before the session is looked at again.
const SLOW: Duration = Duration::from_millis(500);
/// How long a stream outlives its database before it ends and leaves it to its client to come back.
const ENDURANCE: Duration = Duration::from_secs(60);
/// How long it waits at least, and how much longer at most, before it asks the database again: streams
/// that lost it together don't come back together.
const ASK_AGAIN: Duration = Duration::from_secs(1);
const ASK_AGAIN_JITTER_MS: u32 = 1_000;
/// Events read at once.
const BATCH: u32 = 100;
/// How long before its end a session is announced to expire.
const NOTICE: SignedDuration = SignedDuration::from_mins(5);
/// How long a client waits before it connects again.
const RETRY: Duration = Duration::from_secs(2);

/// Streams one session may have open: a tab each, and some that are about to close.
const A_SESSION: usize = 10;

/// The streams that are open, by session and by network address.
#[derive(Clone, Debug, Default)]
pub struct OpenStreams(Arc<Mutex<Open>>);

#[derive(Debug, Default)]
struct Open {
    of_session: HashMap<String, usize>,
    from_network: HashMap<String, usize>,
    all: usize,
}

/// One less under a key; none is no entry.
fn leave(counted: &mut HashMap<String, usize>, key: &str) {
    if let Some(own) = counted.get_mut(key) {
        *own = own.saturating_sub(1);
        if *own == 0 {
            counted.remove(key);
        }
    }
}

/// Who opens a stream, as it is counted.
struct Opener<'a> {
    session: &'a str,
    /// From where, if that is known and counted, and how many of there at most.
    network: Option<(String, usize)>,
}

impl OpenStreams {
    fn enter(&self, opener: Opener<'_>, at_most: usize) -> Result<OpenStream, Failure> {
        let Opener { session, network } = opener;
        let mut open = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own = open.of_session.get(session).copied().unwrap_or_default();
        let too_many_from = |(network, at_most): &(String, usize)| {
            open.from_network.get(network).copied().unwrap_or_default() >= *at_most
        };
        if own >= A_SESSION || network.as_ref().is_some_and(too_many_from) {
            return Err(Failure::RateLimited {
                retry_after_seconds: 5,
            });
        }
        let network = network.map(|(network, _)| network);
        if open.all >= at_most {
            let reason = format!("{at_most} event streams are open already");
            return Err(Failure::Unavailable(reason));
        }
        open.of_session.insert(session.to_owned(), own + 1);
        if let Some(network) = &network {
            *open.from_network.entry(network.clone()).or_default() += 1;
        }
        open.all += 1;
        Ok(OpenStream {
            streams: self.clone(),
            session: session.to_owned(),
            network,
        })
    }
}

/// A stream that counts as open until its connection is done with it.
struct OpenStream {
    streams: OpenStreams,
    session: String,
    network: Option<String>,
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        let mut open = self
            .streams
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        open.all -= 1;
        leave(&mut open.of_session, &self.session);
        if let Some(network) = &self.network {
            leave(&mut open.from_network, network);
        }
    }
}

/// Opens a stream of the events a session may see, to an address if it is known.
///
/// # Errors
/// `RateLimited` when the session or the address has as many open as one may have, `Unavailable` when as many are open
/// as the server takes, or the database doesn't answer.
pub async fn open(
    app: Arc<App>,
    tenant: Tenant,
    access: &Access,
    address: Option<IpAddr>,
    position: Position,
) -> Result<Body, Failure> {
    let config = &app.config;
    let number = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let address = address.filter(|_| config.rate_limits.by_address);
    let from_one = number(config.events.max_streams_by_address.get());
    let opener = Opener {
        session: access.session_id(),
        network: address.map(|address| (network(address), from_one)),
    };
    let stream = app
        .streams
        .enter(opener, number(config.events.max_streams))?;
    let (send, receive) = mpsc::channel(BUFFERED);
    let mut feed = Feed {
        scope: access.events(),
        session_id: access.session_id().to_owned(),
        watched: app.wake.of_customer(access.customer()),
        customer: access.customer().to_owned(),
        sequence: 0,
        known_end: access.expires_at(),
        announced: None,
        next_heartbeat: Instant::now() + app.config.events.heartbeat,
        send,
        tenant,
        app: Arc::clone(&app),
    };
    let first = feed.begin(position).await?;
    let counted = app.metrics.event_stream();
    tokio::spawn(async move {
        if let Err(error) = feed.run(first).await {
            tracing::warn!(%error, "an event stream ended early");
        }
    });
    Ok(Body::wrap(Frames {
        receive,
        _open: (stream, counted),
    }))
}

/// The frames of a stream as the body of an answer. The stream counts as open until the connection
/// lets go of it, however long ago its feed has ended.
struct Frames {
    receive: mpsc::Receiver<Bytes>,
    _open: (OpenStream, telemetry::metrics::OpenStream),
}

impl hyper::body::Body for Frames {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.receive
            .poll_recv(context)
            .map(|bytes| bytes.map(|bytes| Ok(Frame::data(bytes))))
    }
}

struct Feed {
    app: Arc<App>,
    tenant: Tenant,
    scope: EventScope,
    session_id: String,
    customer: String,
    /// What all streams of the customer share.
    watched: Arc<Watched>,
    /// The last event sent.
    sequence: i64,
    /// When the session ends, as far as was last seen.
    known_end: Timestamp,
    /// The end of the session that was last announced.
    announced: Option<Timestamp>,
    /// When the silence has lasted long enough. Waking up without anything to say is no reason to move
    /// it: a stream must not show that something happened which it may not tell.
    next_heartbeat: Instant,
    send: mpsc::Sender<Bytes>,
}

/// Whether a stream goes on, and when it has something to do next by itself.
enum Then {
    GoOn(Instant),
    End,
}

/// Whether somebody took what was said.
#[derive(PartialEq, Eq)]
enum Said {
    Heard,
    Unheard,
}

fn may_pass(error: &StoreError) -> bool {
    matches!(error, StoreError::Unavailable(_) | StoreError::GaveWay(_))
}

impl Feed {
    /// Finds the position, and what to say first.
    async fn begin(&mut self, position: Position) -> Result<Vec<Bytes>, StoreError> {
        let mut first = vec![frame::retry(RETRY)];
        let last = self.app.store.last_event(&self.tenant, &self.scope).await?;
        self.sequence = last;
        let Position::After(id) = position else {
            return Ok(first);
        };
        let asked = sequence_of(&self.scope, id).filter(|sequence| *sequence <= last);
        let Some(asked) = asked else {
            first.push(self.reset());
            return Ok(first);
        };
        let next = self
            .app
            .store
            .events_after(&self.tenant, &self.scope, asked, 1)
            .await?;
        match next.first() {
            // What follows is still kept, or nothing follows.
            Some(event) if event.sequence == asked + 1 => self.sequence = asked,
            None if asked == last => self.sequence = asked,
            _ => first.push(self.reset()),
        }
        Ok(first)
    }

    fn reset(&self) -> Bytes {
        let at = contract_instant(self.app.clock.now());
        frame::reset(id_of(&self.scope, self.sequence), &Event::Reset { at })
    }

    async fn run(mut self, first: Vec<Bytes>) -> Result<(), StoreError> {
        for bytes in first {
            if self.say(bytes).await? == Said::Unheard {
                return Ok(());
            }
        }
        let app = Arc::clone(&self.app);
        let lifetime = app.config.events.stream_lifetime;
        let jitter = u32::try_from(app.config.events.stream_jitter.as_millis()).unwrap_or(u32::MAX);
        let early = Duration::from_millis(u64::from(app.ids.below(jitter)));
        let ends = Instant::now() + lifetime.saturating_sub(early);
        let woken = Arc::clone(&self.watched);
        let mut lost: Option<Instant> = None;
        loop {
            // Begins to wait before it reads, so that nothing falls between.
            let notified = woken.notified();
            tokio::pin!(notified);
            notified.as_mut().enable();
            let then = tokio::select! {
                then = self.look() => then,
                () = app.shutdown.cancelled() => Ok(Then::End),
                () = tokio::time::sleep_until(ends) => Ok(Then::End),
            };
            let next = match then {
                Ok(Then::GoOn(next)) => {
                    lost = None;
                    next
                }
                Ok(Then::End) => return Ok(()),
                // What was told stays told: the position has not moved beyond it.
                Err(error) if may_pass(&error) => {
                    let since = *lost.get_or_insert_with(Instant::now);
                    if since.elapsed() >= ENDURANCE || self.known_end <= app.clock.now() {
                        return Err(error);
                    }
                    let jitter = Duration::from_millis(app.ids.below(ASK_AGAIN_JITTER_MS).into());
                    Instant::now() + ASK_AGAIN + jitter
                }
                Err(error) => return Err(error),
            };
            tokio::select! {
                () = &mut notified => {}
                () = app.shutdown.cancelled() => return Ok(()),
                () = self.send.closed() => return Ok(()),
                () = tokio::time::sleep_until(ends) => return Ok(()),
                () = tokio::time::sleep_until(next.min(self.next_heartbeat)) => {
                    let silent = Instant::now() >= self.next_heartbeat;
                    // A heartbeat tells nothing that its session must live for.
                    if silent && self.hand_over(frame::HEARTBEAT).await == Said::Unheard {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Looks at the session, and says what has happened since the last event.
    async fn look(&mut self) -> Result<Then, StoreError> {
        let glance = self
            .watched
            .look(&self.app, &self.tenant, &self.customer)
            .await?;
        let lives = |session: &&SessionRow| !is_over(session, self.app.clock.now());
        let own;
        let session = match glance.session(&self.session_id).filter(lives) {
            Some(session) => Some(session),
            // The end of a stream is told on what the session is now.
            None => {
                own = self.session().await?;
                own.as_ref()
            }
        };
        let Some(session) = session else {
            let at = contract_instant(self.app.clock.now());
            self.hand_over(frame::passing(&Event::SessionEnded { at }))
                .await;
            return Ok(Then::End);
        };
        self.known_end = session.expires_at;
        match self.catch_up(session, &glance).await? {
            Said::Heard => Ok(Then::GoOn(Instant::now() + self.until_next(session))),
            Said::Unheard => Ok(Then::End),
        }
    }

    /// The session, as long as it lives.
    async fn session(&self) -> Result<Option<SessionRow>, StoreError> {
        let session = self
            .app
            .store
            .session_of_id(&self.tenant, &self.session_id)
            .await?;
        Ok(session.filter(|session| !is_over(session, self.app.clock.now())))
    }

    /// Says what has happened since the last event.
    async fn catch_up(
        &mut self,
        session: &SessionRow,
        glance: &Glance,
    ) -> Result<Said, StoreError> {
        if self.widen(session).await? == Said::Unheard {
            return Ok(Said::Unheard);
        }
        if let Some(events) = glance.after(&self.scope, self.sequence) {
            for (sequence, frame) in events {
                if self.say(frame).await? == Said::Unheard {
                    return Ok(Said::Unheard);
                }
                self.sequence = sequence;
            }
            return self.announce_end(session).await;
        }
        loop {
            let events = self
                .app
                .store
                .events_after(&self.tenant, &self.scope, self.sequence, BATCH)
                .await?;
            let full = u32::try_from(events.len()).is_ok_and(|count| count == BATCH);
            for event in events {
                let id = id_of(&self.scope, event.sequence);
                if self.say(frame::kept(id, &event.payload)).await? == Said::Unheard {
                    return Ok(Said::Unheard);
                }
                self.sequence = event.sequence;
            }
            if !full {
                break;
            }
            if self.session().await?.is_none() {
                return Ok(Said::Unheard);
            }
        }
        self.announce_end(session).await
    }

    /// Says that the session is about to end, once for each end it has.
    async fn announce_end(&mut self, session: &SessionRow) -> Result<Said, StoreError> {
        let now = self.app.clock.now();
        let soon = session.expires_at.duration_since(now) <= NOTICE;
        if soon && self.announced != Some(session.expires_at) {
            self.announced = Some(session.expires_at);
            let expires_at = contract_instant(session.expires_at);
            let event = Event::SessionExpiring {
                at: contract_instant(now),
                expires_at,
            };
            return self.say(frame::passing(&event)).await;
        }
        Ok(Said::Heard)
    }

    /// A session that was verified meanwhile sees more, under other numbers.
    async fn widen(&mut self, session: &SessionRow) -> Result<Said, StoreError> {
        let verified = session.level == crate::session::Level::Verified;
        if !verified || matches!(self.scope, EventScope::Customer(_)) {
            return Ok(Said::Heard);
        }
        self.scope = EventScope::Customer(self.customer.clone());
        self.sequence = self.app.store.last_event(&self.tenant, &self.scope).await?;
        self.say(self.reset()).await
    }

    /// How long nothing will happen by itself: until the session ends or has to be announced to.
    fn until_next(&self, session: &SessionRow) -> Duration {
        let left = session.expires_at.duration_since(self.app.clock.now());
        let next = if self.announced == Some(session.expires_at) {
            left
        } else {
            left - NOTICE
        };
        let next = Duration::try_from(next).unwrap_or_default();
        next.max(Duration::from_millis(100))
    }

    /// Hands a frame to the reader. As long as it is not taken the session is looked at: what its holder
    /// may no longer see is not left lying about.
    async fn say(&mut self, bytes: Bytes) -> Result<Said, StoreError> {
        let began = Instant::now();
        while began.elapsed() < self.app.config.events.patience {
            match timeout(SLOW, self.send.reserve()).await {
                Ok(Ok(place)) => {
                    place.send(bytes);
                    self.next_heartbeat = Instant::now() + self.app.config.events.heartbeat;
                    return Ok(Said::Heard);
                }
                Ok(Err(_)) => return Ok(Said::Unheard),
                Err(_) => {
                    if self.session().await?.is_none() {
                        return Ok(Said::Unheard);
                    }
                }
            }
        }
        Ok(Said::Unheard)
    }

    /// Hands a frame to the reader; one that leaves too much waiting is cut off.
    async fn hand_over(&mut self, bytes: Bytes) -> Said {
        match timeout(self.app.config.events.patience, self.send.send(bytes)).await {
            Ok(Ok(())) => {
                self.next_heartbeat = Instant::now() + self.app.config.events.heartbeat;
                Said::Heard
            }
            Ok(Err(_)) | Err(_) => Said::Unheard,
        }
    }
}
