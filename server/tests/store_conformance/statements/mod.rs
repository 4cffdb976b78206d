//! Every statement the store runs finds its rows by an index, and reads little more than it needs.
//!
//! The statements are heard from the driver's own log while the whole suite runs, so none is forgotten.

mod forgetting;
mod grown;
mod plan;
mod postgres;
mod sqlite;

use std::{
    collections::BTreeSet,
    fmt,
    sync::{Mutex, OnceLock},
};

use tracing::{
    Subscriber,
    field::{Field, Visit},
    subscriber::set_global_default,
};
use tracing_subscriber::{Layer, Registry, filter::filter_fn, layer::Context, prelude::*};

/// Tables that grow with what customers do.
const GROWING: [&str; 12] = [
    "bookings",
    "codes",
    "customers",
    "day_counts",
    "delivery_reports",
    "events",
    "idempotency_keys",
    "jobs",
    "manage_links",
    "messages",
    "rate_limits",
    "sessions",
];

/// What may look at every row of a tenant: it runs when a customer is erased, or when an operator lists a queue.
const RARE: [&str; 4] = [
    "response LIKE",
    "payload LIKE",
    "subject LIKE",
    "($2 = '' OR",
];

/// The statements about growing tables that were heard, but for those that are rare.
fn statements(heard: &Mutex<BTreeSet<String>>) -> BTreeSet<String> {
    let heard = heard.lock().unwrap().clone();
    let statements: BTreeSet<String> = heard
        .into_iter()
        .filter(|it| GROWING.iter().any(|table| it.contains(table)))
        .filter(|it| {
            let verb = it.split_whitespace().next().unwrap_or_default();
            ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(&verb)
        })
        .filter(|it| !RARE.iter().any(|rare| it.contains(rare)))
        // What asks about nothing in particular is a test's own.
        .filter(|it| it.contains("$1"))
        .collect();
    assert!(
        statements.len() > 40,
        "the suite runs most of them: {}",
        statements.len()
    );
    statements
}

/// The statements that were run since this was first asked.
fn heard() -> &'static Mutex<BTreeSet<String>> {
    static HEARD: OnceLock<&Mutex<BTreeSet<String>>> = OnceLock::new();
    HEARD.get_or_init(|| {
        let heard: &'static Mutex<BTreeSet<String>> = Box::leak(Box::default());
        let of_the_driver = filter_fn(|about| about.target() == "sqlx::query");
        let listener = Registry::default().with(Listener(heard).with_filter(of_the_driver));
        set_global_default(listener).unwrap();
        heard
    })
}

struct Listener(&'static Mutex<BTreeSet<String>>);

impl<S: Subscriber> Layer<S> for Listener {
    fn on_event(&self, event: &tracing::Event<'_>, _: Context<'_, S>) {
        let mut said = Said::default();
        event.record(&mut said);
        let statement = match said.whole.trim() {
            "" => said.summary,
            whole => whole.to_owned(),
        };
        self.0.lock().unwrap().insert(statement);
    }
}

#[derive(Default)]
struct Said {
    summary: String,
    whole: String,
}

impl Visit for Said {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => self.summary = value.to_owned(),
            "db.statement" => self.whole = value.to_owned(),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}
