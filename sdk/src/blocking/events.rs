//! Events, one after the other.

use std::time::Duration;

use super::Runtime;
use crate::{Error, Received};

/// The events of a session, as an iterator that waits for the next one. Made by
/// [`Client::events`](super::Client::events).
///
/// It connects, resumes and ends as the [asynchronous stream](crate::Events) does: after an error
/// that may pass, the next item goes on from the last event; `None` is the session's end.
#[derive(Debug)]
pub struct Events {
    events: crate::Events,
    runtime: Runtime,
}

impl Events {
    /// Waits for the events of this stream.
    #[must_use]
    pub fn new(events: crate::Events, runtime: Runtime) -> Self {
        Self { events, runtime }
    }

    /// Begins after this event instead of now.
    #[must_use]
    pub fn after(mut self, id: u64) -> Self {
        self.events = self.events.after(id);
        self
    }

    /// The id of the last event received.
    #[must_use]
    pub fn last_event_id(&self) -> Option<u64> {
        self.events.last_event_id()
    }

    /// The next event if it comes within this time; `Some(Ok(None))` if none does.
    ///
    /// # Errors
    /// As the iterator's items.
    pub fn next_within(&mut self, time: Duration) -> Option<Result<Option<Received>, Error>> {
        let next = async { tokio::time::timeout(time, self.events.next()).await };
        match self.runtime.block_on(next) {
            Err(_) => Some(Ok(None)),
            Ok(next) => next.map(|received| received.map(Some)),
        }
    }
}

impl Iterator for Events {
    type Item = Result<Received, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.runtime.block_on(self.events.next())
    }
}
