//! What is left when all is quiet, held to what customers were told.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    time::{Duration, Instant},
};

use super::{Ledger, deliveries::Providers, ledger::Noted};
use crate::{database::Database, system::System};

/// What was found.
#[derive(Debug)]
pub struct Findings {
    /// What was killed how often.
    pub killed: BTreeMap<&'static str, u32>,
    /// What customers were told.
    pub noted: Noted,
    /// Bookings in the database.
    pub bookings: i64,
    /// Messages the providers took, each counted as often as it would have reached its receiver.
    pub delivered: usize,
    /// What must not be.
    pub wrong: Vec<String>,
}

impl fmt::Display for Findings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "killed: {:?}", self.killed)?;
        writeln!(
            f,
            "promised: {} bookings and changes, {} refused as taken, {} requests sent again, {} races with a \
             reminder",
            self.noted.promises.len(),
            self.noted.taken,
            self.noted.again,
            self.noted.races
        )?;
        writeln!(
            f,
            "kept: {} bookings, {} messages delivered",
            self.bookings, self.delivered
        )?;
        match self.wrong.len() {
            0 => write!(f, "nothing is wrong"),
            count => write!(f, "WRONG, {count} findings:\n  {}", self.wrong.join("\n  ")),
        }
    }
}

/// Waits until no message is due any more.
///
/// # Panics
/// When that takes too long.
pub(super) async fn until_quiet(system: &System, within: Duration) {
    let began = Instant::now();
    let mut silent = 0;
    // Twice, since the last one may have set another in motion.
    while silent < 2 {
        let database = system.database().await;
        let now = chrono::Utc::now().timestamp_micros();
        let due = format!("jobs WHERE state <> 'dead' AND due_at <= {now}");
        silent = match database.count(&due).await {
            0 => silent + 1,
            _ => 0,
        };
        assert!(
            began.elapsed() < within,
            "messages are still due after {within:?}: {:?}",
            database
                .texts(&format!(
                    "SELECT kind || ' ' || COALESCE(last_error, '') FROM {due}"
                ))
                .await
        );
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// What every statement here finds is wrong.
const NEVER: [(&str, &str); 9] = [
    (
        "a member of staff has two appointments at once",
        "SELECT a.id || ' and ' || b.id FROM bookings a JOIN bookings b ON a.tenant_id = b.tenant_id \
         AND a.staff_id = b.staff_id AND a.id < b.id AND a.status <> 'cancelled' \
         AND b.status <> 'cancelled' AND a.occupied_from < b.occupied_until \
         AND b.occupied_from < a.occupied_until",
    ),
    (
        "a booking has not one event for each of its revisions",
        "SELECT b.id || ' at revision ' || b.revision || ' has ' || (SELECT COUNT(*) FROM events e \
         WHERE e.tenant_id = b.tenant_id AND e.payload::json->'booking'->>'id' = b.id) FROM bookings b \
         WHERE b.revision <> (SELECT COUNT(*) FROM events e WHERE e.tenant_id = b.tenant_id \
         AND e.payload::json->'booking'->>'id' = b.id)",
    ),
    (
        "a customer's events are not numbered one by one",
        "SELECT c.id FROM customers c WHERE c.last_event <> (SELECT COUNT(*) FROM events e \
         WHERE e.tenant_id = c.tenant_id AND e.customer_id = c.id)",
    ),
    (
        "a booking was told to nobody: neither is its message to be sent nor was it",
        "SELECT b.id || ' at revision ' || b.revision FROM bookings b WHERE NOT EXISTS (\
         SELECT 1 FROM messages m WHERE m.tenant_id = b.tenant_id AND m.subject = b.id \
         AND m.revision = b.revision AND m.kind IN ('confirmation', 'rescheduled', 'cancelled'))",
    ),
    (
        "a message was sent twice under different names",
        "SELECT subject || ' ' || revision || ' ' || kind FROM messages WHERE kind <> 'session_code' \
         GROUP BY subject, revision, kind HAVING COUNT(*) > 1",
    ),
    (
        "a message was laid aside",
        "SELECT id || ' ' || kind || ': ' || COALESCE(last_error, '') FROM jobs WHERE state = 'dead'",
    ),
    (
        "a message waits for what is not there",
        "SELECT id || ' ' || kind FROM jobs j WHERE NOT EXISTS (\
         SELECT 1 FROM bookings b WHERE b.tenant_id = j.tenant_id AND b.id = j.subject)",
    ),
    (
        "a message of an old revision is still to be sent",
        "SELECT j.id || ' ' || j.kind FROM jobs j JOIN bookings b ON b.tenant_id = j.tenant_id \
         AND b.id = j.subject WHERE j.revision < b.revision AND j.state <> 'dead'",
    ),
    (
        "a reminder that was due was not sent",
        "SELECT b.id || ' ' || (b.starts_at - 3600000000) FROM bookings b WHERE b.status = 'confirmed' \
         AND b.starts_at - 3600000000 > b.updated_at + 1000000 AND b.starts_at - 3600000000 < \
         (EXTRACT(EPOCH FROM now()) * 1000000)::bigint - 20000000 AND NOT EXISTS (SELECT 1 FROM messages m \
         WHERE m.tenant_id = b.tenant_id AND m.subject = b.id AND m.revision = b.revision \
         AND m.kind = 'hour_before')",
    ),
];

pub(super) async fn look(
    system: &System,
    ledger: &Ledger,
    providers: &Providers,
    killed: BTreeMap<&'static str, u32>,
) -> Findings {
    let database = system.database().await;
    let noted = ledger.noted();
    let mut wrong: Vec<String> = noted.faults.clone();
    for (what, statement) in NEVER {
        let found = database.texts(statement).await;
        wrong.extend(found.into_iter().map(|row| format!("{what}: {row}")));
    }
    wrong.extend(broken_promises(&database, &noted).await);
    let delivered = misdelivered(&database, &noted, providers, &mut wrong).await;
    Findings {
        killed,
        bookings: database.count("bookings").await,
        noted,
        delivered,
        wrong,
    }
}

async fn broken_promises(database: &Database, noted: &Noted) -> Vec<String> {
    let rows = "SELECT id || ' ' || revision || ' ' || status FROM bookings";
    let kept: HashMap<String, (i64, String)> = database
        .texts(rows)
        .await
        .iter()
        .filter_map(|row| {
            let mut words = row.split(' ');
            let id = words.next()?.to_owned();
            Some((id, (words.next()?.parse().ok()?, words.next()?.to_owned())))
        })
        .collect();
    let broken = noted.promises.iter().filter_map(|promise| {
        let what = format!(
            "booking {} at revision {}",
            promise.booking, promise.revision
        );
        match kept.get(&promise.booking) {
            None => Some(format!("{what} was answered and is not there")),
            Some((revision, _)) if *revision < promise.revision => {
                Some(format!("{what} was answered and is at revision {revision}"))
            }
            Some((_, status)) if promise.cancelled && status != "cancelled" => {
                Some(format!("{what} was answered as cancelled and is {status}"))
            }
            Some(_) => None,
        }
    });
    broken.collect()
}

/// Holds what providers took to what the database says was sent.
async fn misdelivered(
    database: &Database,
    noted: &Noted,
    providers: &Providers,
    wrong: &mut Vec<String>,
) -> usize {
    // Ids of messages at their provider, and what they tell of.
    let rows = "SELECT COALESCE(provider_id, 'none') || ' ' || subject || ' ' || revision || ' ' || kind \
                FROM messages";
    let mut told: HashMap<String, (String, i64, String)> = HashMap::new();
    for row in database.texts(rows).await {
        let words: Vec<&str> = row.split(' ').collect();
        let [id, subject, revision, kind] = words[..] else {
            continue;
        };
        let revision = revision.parse().unwrap_or_default();
        let of = (subject.to_owned(), revision, kind.to_owned());
        if let Some(other) = told.insert(id.to_owned(), of) {
            wrong.push(format!(
                "two messages have one id at a provider: {row}, {other:?}"
            ));
        }
    }
    let rows = "SELECT b.id || ' ' || c.contact FROM bookings b \
                JOIN customers c ON c.tenant_id = b.tenant_id AND c.id = b.customer_id";
    let booked_by: HashMap<String, String> = database
        .texts(rows)
        .await
        .iter()
        .filter_map(|row| row.split_once(' '))
        .map(|(id, contact)| (id.to_owned(), contact.to_owned()))
        .collect();
    let deliveries = providers.deliveries();
    let mut counted: HashMap<(String, i64, String), u32> = HashMap::new();
    let mut said: HashMap<(&String, &String), u32> = HashMap::new();
    for delivery in &deliveries {
        *said.entry((&delivery.to, &delivery.says)).or_insert(0) += 1;
        let Some(of) = told.get(&delivery.id) else {
            // Whoever handed it over was killed before that was kept, and the booking changed before anybody
            // took it up again.
            let overtaken = noted.promises.iter().any(|promise| {
                promise.revision > 1
                    && booked_by.get(&promise.booking) == Some(&delivery.to)
                    && delivery.at <= promise.answered_at
            });
            if !overtaken {
                wrong.push(format!(
                    "{} was delivered to {} and nobody knows of it",
                    delivery.id, delivery.to
                ));
            }
            continue;
        };
        *counted.entry(of.clone()).or_default() += 1;
        let moved = noted
            .promises
            .iter()
            .find(|promise| promise.booking == of.0 && promise.revision > of.1);
        if let Some(moved) = moved
            && delivery.at > moved.answered_at
        {
            wrong.push(format!(
                "{of:?} was delivered {} us after revision {} was answered",
                delivery.at - moved.answered_at,
                moved.revision
            ));
        }
    }
    for ((to, says), times) in said {
        if times > 1 {
            wrong.push(format!("{to} was told {times} times: {says}"));
        }
    }
    for of in told.values() {
        match counted.get(of) {
            Some(1) => {}
            Some(times) => wrong.push(format!("{of:?} was delivered {times} times")),
            None => wrong.push(format!("{of:?} counts as sent and was not delivered")),
        }
    }
    deliveries.len()
}
