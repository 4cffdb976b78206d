//! One look at the database for all streams of a customer.
//!
//! What wakes one stream of a customer wakes all of them, and all would read the same. So the first one
//! to wake reads, and the others take what it read, if that is no older than what woke them.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use tokio::{
    sync::{Mutex, Notify, Semaphore},
    time::Instant,
};

use super::{frame, position::id_of};
use crate::{
    app::App,
    store::{EventScope, NumberedEvent, SessionRow, StoreError, Tenant},
};

/// How old a look may be for a stream that was not woken but looks again by itself.
const FRESH: Duration = Duration::from_secs(1);
/// Events one look takes along; a stream that is further behind reads for itself.
const AT_MOST: u32 = 100;
/// Looks at the database at once, so that thousands of streams that wake together leave connections to
/// everybody else.
static LOOKING: Semaphore = Semaphore::const_new(4);

/// A customer whose streams are open.
#[derive(Default)]
pub struct Watched {
    notify: Notify,
    /// How often it was woken.
    woken: AtomicU64,
    last: Mutex<Option<Arc<Glance>>>,
}

impl Watched {
    /// Something happened to the customer.
    pub fn wake(&self) {
        self.woken.fetch_add(1, Ordering::SeqCst);
        self.notify.notify_waiters();
    }

    /// What to wait on. Begin to wait before looking, or miss what comes between.
    pub fn notified(&self) -> tokio::sync::futures::Notified<'_> {
        self.notify.notified()
    }

    /// What there is to be seen of the customer, at least as new as the last wake-up.
    ///
    /// # Errors
    /// When the database doesn't answer.
    pub async fn look(
        &self,
        app: &App,
        tenant: &Tenant,
        customer: &str,
    ) -> Result<Arc<Glance>, StoreError> {
        let woken = self.woken.load(Ordering::SeqCst);
        let mut last = self.last.lock().await;
        if let Some(last) = &*last
            && last.woken >= woken
            && last.at.elapsed() < FRESH
        {
            return Ok(Arc::clone(last));
        }
        // Never closed.
        let _permit = LOOKING.acquire().await;
        let woken = self.woken.load(Ordering::SeqCst);
        let glance = Glance::take(app, tenant, customer, woken, last.as_deref()).await?;
        Ok(Arc::clone(last.insert(Arc::new(glance))))
    }
}

/// What one look saw.
pub struct Glance {
    woken: u64,
    at: Instant,
    /// The sessions that live, by id, with the number of the last event of each.
    sessions: HashMap<String, (SessionRow, i64)>,
    /// The number of the customer's last event.
    last_event: i64,
    /// What is new since the look before.
    events: Vec<Seen>,
}

/// An event, and its frame as every stream of the whole customer sends it.
struct Seen {
    event: NumberedEvent,
    frame: Bytes,
}

impl Glance {
    async fn take(
        app: &App,
        tenant: &Tenant,
        customer: &str,
        woken: u64,
        before: Option<&Self>,
    ) -> Result<Self, StoreError> {
        let at = Instant::now();
        let now = app.clock.now();
        let living = app.store.sessions_of(tenant, customer, now).await?;
        let last_event = living.first().map(|living| living.customer_last_event);
        // Nobody watches without a session that lives.
        let last_event = last_event.unwrap_or_default();
        let mut events = Vec::new();
        if let Some(before) = before.filter(|before| before.last_event < last_event) {
            let (store, after) = (&app.store, before.last_event);
            events = store
                .numbered_events(tenant, customer, after, AT_MOST)
                .await?;
        }
        let scope = EventScope::Customer(customer.to_owned());
        let seen = |event: NumberedEvent| {
            let frame = frame::kept(id_of(&scope, event.sequence), &event.payload);
            Seen { event, frame }
        };
        Ok(Self {
            woken,
            at,
            sessions: living
                .into_iter()
                .map(|living| {
                    let id = living.session.id.clone();
                    (id, (living.session, living.last_event))
                })
                .collect(),
            last_event,
            events: events.into_iter().map(seen).collect(),
        })
    }

    /// A session, if it lived when this look was taken.
    #[must_use]
    pub fn session(&self, id: &str) -> Option<&SessionRow> {
        self.sessions.get(id).map(|(session, _)| session)
    }

    /// The numbers and frames of a scope's events after a number; nothing if this look didn't see all of
    /// them.
    #[must_use]
    pub fn after(&self, scope: &EventScope, sequence: i64) -> Option<Vec<(i64, Bytes)>> {
        let numbered: Vec<(i64, Bytes)> = self
            .events
            .iter()
            .filter_map(|seen| match scope {
                EventScope::Customer(_) => Some((seen.event.sequence, seen.frame.clone())),
                EventScope::Session(id) => {
                    let (of, number) = seen.event.of_session.as_ref()?;
                    let frame = || frame::kept(id_of(scope, *number), &seen.event.payload);
                    (of == id && *number > sequence).then(|| (*number, frame()))
                }
            })
            .filter(|(number, _)| *number > sequence)
            .collect();
        let last = match scope {
            EventScope::Customer(_) => self.last_event,
            EventScope::Session(id) => self.sessions.get(id).map_or(i64::MAX, |(_, last)| *last),
        };
        let reached = numbered.last().map_or(sequence, |(number, _)| *number);
        let begins = numbered
            .first()
            .is_none_or(|(number, _)| *number == sequence + 1);
        (begins && reached >= last).then_some(numbered)
    }
}
