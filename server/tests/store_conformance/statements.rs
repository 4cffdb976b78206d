//! Every statement the store runs finds its rows by an index.
//!
//! The statements are heard from the driver's own log while the whole suite runs, so none is forgotten.

use std::{
    collections::BTreeSet,
    fmt,
    sync::{Mutex, OnceLock},
};

use scheduler_server::store::Store;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};
use tracing::{
    Subscriber,
    field::{Field, Visit},
    subscriber::set_global_default,
};
use tracing_subscriber::{Layer, Registry, filter::filter_fn, layer::Context, prelude::*};

/// Tables that grow with what customers do.
const GROWING: [&str; 9] = [
    "bookings",
    "codes",
    "customers",
    "events",
    "idempotency_keys",
    "jobs",
    "manage_links",
    "rate_limits",
    "sessions",
];

/// What may look at every row: it runs when a customer is erased, or when an operator lists a tenant's queue.
const RARE: [&str; 4] = [
    "response LIKE",
    "payload LIKE",
    "subject LIKE",
    "($2 = '' OR",
];

#[tokio::test]
async fn sqlite_scans_no_table() {
    let heard = heard();
    let folder = tempfile::tempdir().unwrap();
    let url = |number: usize| format!("sqlite:{}/{number}.db", folder.path().display());
    super::every_behaviour(async |number| Store::open(&url(number), 2).await.unwrap()).await;
    let mut connection = AnyConnection::connect(&url(0)).await.unwrap();
    let statements = statements(heard);
    let mut wrong = Vec::new();
    assert!(statements.len() > 40, "the suite runs most of them");
    for statement in statements.iter().filter(|it| !it.contains("FOR UPDATE")) {
        let explain = format!("EXPLAIN QUERY PLAN {statement}");
        let Ok(plan) = sqlx::query(AssertSqlSafe(explain))
            .fetch_all(&mut connection)
            .await
        else {
            // PostgreSQL's own.
            continue;
        };
        for step in &plan {
            let step: String = step.get("detail");
            let scanned = GROWING
                .iter()
                .find(|table| step == format!("SCAN {table}") || step == format!("SCAN {table} "));
            if scanned.is_some() {
                wrong.push(format!("{statement}\nreads every row: {step}"));
            }
            let by_tenant_alone = step.starts_with("SEARCH") && step.ends_with("(tenant_id=?)");
            assert!(
                !by_tenant_alone,
                "{statement}\nreads a tenant's every row: {step}"
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[tokio::test]
async fn postgres_scans_no_table() {
    let heard = heard();
    let first = super::cluster::new_database();
    let url = |number: usize| match number {
        0 => first.clone(),
        _ => super::cluster::new_database(),
    };
    super::every_behaviour(async |number| Store::open(&url(number), 2).await.unwrap()).await;
    let mut connection = AnyConnection::connect(&first).await.unwrap();
    // Tables of a test are small enough to be read whole; a plan that has to read them whole does so still.
    for setting in [
        "SET enable_seqscan = off",
        "SET plan_cache_mode = force_generic_plan",
    ] {
        sqlx::query(setting).execute(&mut connection).await.unwrap();
    }
    let (mut explained, mut wrong) = (0, Vec::new());
    for statement in statements(heard) {
        let prepared = format!("PREPARE explained AS {statement}");
        if sqlx::raw_sql(AssertSqlSafe(prepared))
            .execute(&mut connection)
            .await
            .is_err()
        {
            // SQLite's own.
            continue;
        }
        let nothing = vec!["NULL"; parameters(&statement)].join(", ");
        let explain = match nothing.is_empty() {
            true => "EXPLAIN EXECUTE explained".to_owned(),
            false => format!("EXPLAIN EXECUTE explained({nothing})"),
        };
        let plan = sqlx::raw_sql(AssertSqlSafe(explain))
            .fetch_all(&mut connection)
            .await
            .unwrap_or_else(|error| panic!("{statement}\n{error}"));
        for step in &plan {
            let step: String = step.get(0);
            let scanned = GROWING
                .iter()
                .find(|table| step.contains(&format!("Seq Scan on {table}")));
            if scanned.is_some() {
                wrong.push(format!("{statement}\nreads every row: {step}"));
            }
        }
        explained += 1;
        sqlx::query("DEALLOCATE explained")
            .execute(&mut connection)
            .await
            .unwrap();
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(explained > 40, "the suite runs most of them: {explained}");
}

fn statements(heard: &Mutex<BTreeSet<String>>) -> BTreeSet<String> {
    let heard = heard.lock().unwrap().clone();
    heard
        .into_iter()
        .filter(|it| GROWING.iter().any(|table| it.contains(table)))
        .filter(|it| {
            let verb = it.split_whitespace().next().unwrap_or_default();
            ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"].contains(&verb)
        })
        .filter(|it| !RARE.iter().any(|rare| it.contains(rare)))
        .filter(|it| !it.contains("_sqlx") && !it.contains("COUNT(*) FROM"))
        .collect()
}

/// The highest number of a parameter.
fn parameters(statement: &str) -> usize {
    let numbers = statement.split('$').skip(1).filter_map(|rest| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<usize>().ok()
    });
    numbers.max().unwrap_or_default()
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
