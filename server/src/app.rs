//! What the API keeps between calls: built once, handed to every handler.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    time::Duration,
};

use scheduler_contracts::drift::Tolerance;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::{
    booking::InFlight,
    clock::Clock,
    config::Config,
    drift::Contract,
    events::{OpenStreams, Watched},
    ids::Ids,
    store::{Heard, Store},
    telemetry::metrics::Metrics,
};

/// The application.
pub struct App {
    /// How it was configured.
    pub config: Config,
    /// Its database.
    pub store: Store,
    /// Its clock.
    pub clock: Arc<dyn Clock>,
    /// Its ids and secrets.
    pub ids: Arc<dyn Ids>,
    /// The contract it holds its clients to: that of the operations it has registered.
    pub contract: Contract,
    /// The document of that contract.
    pub document: String,
    /// What is measured.
    pub metrics: Metrics,
    /// Who waits for what.
    pub wake: Wake,
    /// The intents being carried out.
    pub in_flight: InFlight,
    /// The event streams that are open.
    pub streams: OpenStreams,
    /// The harmless differences that were named in the log.
    pub tolerated: Tolerated,
    /// Cancelled when the process shuts down: streams end, the worker stops.
    pub shutdown: CancellationToken,
    /// Cancelled when a part the process can't do without broke off: it stops, and says that it failed.
    pub broken: CancellationToken,
}

/// Customers who are woken together when everybody is: 20,000 of them in a second.
const AT_ONCE: usize = 200;
/// How long until the next ones are.
const BETWEEN: Duration = Duration::from_millis(10);

/// Wakes whoever waits for a customer's events or for work. A wake-up carries nothing: whoever wakes
/// reads the database.
#[derive(Default)]
pub struct Wake {
    customers: Mutex<Customers>,
    worker: Notify,
}

/// The customers somebody watches, and some nobody does any more.
#[derive(Default)]
struct Customers {
    watched: HashMap<String, Weak<Watched>>,
    /// At how many those nobody watches any more are forgotten.
    forget_at: usize,
}

impl Wake {
    /// Something happened to a customer's bookings or sessions.
    pub fn customer(&self, id: &str) {
        let customers = self.customers();
        if let Some(watched) = customers.watched.get(id).and_then(Weak::upgrade) {
            watched.wake();
        }
    }

    /// Anything may have happened to anybody. They are woken a few at a time, since each of them asks the
    /// database.
    pub async fn everybody(&self) {
        let watched: Vec<Weak<Watched>> = self.customers().watched.values().cloned().collect();
        for some in watched.chunks(AT_ONCE) {
            some.iter()
                .filter_map(Weak::upgrade)
                .for_each(|watched| watched.wake());
            tokio::time::sleep(BETWEEN).await;
        }
    }

    /// What all streams of a customer share.
    pub fn of_customer(&self, id: &str) -> Arc<Watched> {
        let mut customers = self.customers();
        if let Some(watched) = customers.watched.get(id).and_then(Weak::upgrade) {
            return watched;
        }
        if customers.watched.len() >= customers.forget_at {
            customers
                .watched
                .retain(|_, watched| watched.strong_count() > 0);
            customers.forget_at = 2 * customers.watched.len() + 16;
        }
        let watched = Arc::new(Watched::default());
        customers
            .watched
            .insert(id.to_owned(), Arc::downgrade(&watched));
        watched
    }

    fn customers(&self) -> MutexGuard<'_, Customers> {
        self.customers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// A message is due.
    pub fn worker(&self) {
        self.worker.notify_one();
    }

    /// Waits for a message that is due.
    pub async fn of_worker(&self) {
        self.worker.notified().await;
    }
}

/// Names each harmless difference between a released contract and this one once in the log.
#[derive(Debug, Default)]
pub struct Tolerated(Mutex<HashSet<(String, &'static str)>>);

impl Tolerated {
    /// A client of that release called that operation.
    pub fn note(
        &self,
        operation: &str,
        version: &'static str,
        request: Tolerance,
        response: Tolerance,
    ) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.insert((operation.to_owned(), version)) {
            tracing::info!(
                operation,
                client_version = version,
                ?request,
                ?response,
                "clients of an earlier release are served"
            );
        }
    }
}

/// Passes on what other processes announce, until this one shuts down.
pub async fn hear_others(app: Arc<App>) {
    let Some(mut heard) = app.store.hear(Arc::clone(&app.ids)) else {
        return;
    };
    loop {
        tokio::select! {
            () = app.shutdown.cancelled() => return,
            said = heard.recv() => match said {
                Some(Heard::Customer(customer)) => app.wake.customer(&customer),
                Some(Heard::Anything) => {
                    app.metrics.hears_others(true);
                    app.wake.everybody().await;
                }
                Some(Heard::Silence) => app.metrics.hears_others(false),
                None if app.shutdown.is_cancelled() => return,
                None => {
                    app.metrics.hears_others(false);
                    tracing::error!("what hears other processes broke off");
                    app.broken.cancel();
                    return;
                }
            },
        }
    }
}
