//! A tenant that is open at all hours, its server under a clock that is set by hand, and a worker whose
//! messages land in a postbox.

#[path = "../always_open/mod.rs"]
mod always_open;

use std::sync::{Arc, Mutex};

use always_open::served;
pub(crate) use always_open::{Place, appointment, import_into};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp, civil::DateTime};
use scheduler_server::{
    app::App,
    booking::{self, Caller, Intent},
    clock::Clock,
    messages::{Attempt, Delivery, DeliveryError, Message, Receipt, worker},
    session::Contact,
    store::{JobRow, Tenant},
};
use sqlx::{AssertSqlSafe, Connection as _, Row as _, SqliteConnection};

/// The tenant is in Berlin, and sends no text messages.
pub(crate) const BERLIN: Place = Place {
    time_zone: "Europe/Berlin",
    locale: "de-DE",
    sms_from: None,
};

/// A clock that is set by hand, and goes on by so much whenever it is looked at.
pub(crate) struct SetByHand(Mutex<(Timestamp, SignedDuration)>);

impl Clock for SetByHand {
    fn now(&self) -> Timestamp {
        let mut shown = self.0.lock().unwrap();
        let (now, on) = *shown;
        shown.0 = now.checked_add(on).unwrap();
        now
    }
}

/// Takes every message over, and notes when.
#[derive(Default)]
pub(crate) struct Postbox(pub(crate) Mutex<Vec<(Timestamp, Message)>>);

#[async_trait]
impl Delivery for Postbox {
    async fn deliver(&self, message: &Message, attempt: Attempt) -> Result<Receipt, DeliveryError> {
        self.0.lock().unwrap().push((attempt.at, message.clone()));
        Ok(Receipt {
            provider: "postbox",
            id: None,
        })
    }

    fn provider_of(&self, _: &Message) -> &'static str {
        "postbox"
    }
}

pub(crate) struct World {
    pub(crate) app: Arc<App>,
    pub(crate) clock: Arc<SetByHand>,
    pub(crate) tenant: Tenant,
    pub(crate) postbox: Postbox,
    folder: tempfile::TempDir,
}

impl World {
    pub(crate) async fn at(now: &str) -> Self {
        Self::with(now.parse().unwrap(), BERLIN, &[]).await
    }

    /// At an instant and a place, its server configured by these variables besides.
    pub(crate) async fn with(now: Timestamp, place: Place, configured: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}/nexus.db", folder.path().display());
        let configured = configured.iter().copied();
        let variables = configured.chain([("NEXUS_DATABASE_URL", url.as_str())]);
        let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let clock = Arc::new(SetByHand(Mutex::new((now, SignedDuration::ZERO))));
        let (app, tenant) = served(place, variables.collect(), clock.clone()).await;
        Self {
            app,
            clock,
            tenant,
            postbox: Postbox::default(),
            folder,
        }
    }

    /// Where its database is.
    pub(crate) fn database_url(&self) -> String {
        format!("sqlite:{}/nexus.db", self.folder.path().display())
    }

    pub(crate) fn set(&self, now: Timestamp) {
        self.clock.0.lock().unwrap().0 = now;
    }

    /// From now on, so much time passes between one look at the clock and the next.
    pub(crate) fn passes_by_look(&self, on: SignedDuration) {
        self.clock.0.lock().unwrap().1 = on;
    }

    /// The database, as somebody changes it by hand.
    pub(crate) async fn by_hand(&self, statement: &'static str) {
        let mut database = SqliteConnection::connect(&self.database_url())
            .await
            .unwrap();
        sqlx::query(statement).execute(&mut database).await.unwrap();
        database.close().await.unwrap();
    }

    /// How many rows a table has; a condition may follow its name.
    pub(crate) async fn count(&self, table: &str) -> i64 {
        let mut database = SqliteConnection::connect(&self.database_url())
            .await
            .unwrap();
        let count = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        let row = sqlx::query(count).fetch_one(&mut database).await.unwrap();
        database.close().await.unwrap();
        row.get(0)
    }

    /// The jobs in the queue.
    pub(crate) async fn jobs(&self) -> Vec<JobRow> {
        self.app
            .store
            .jobs(&self.tenant, "", "", 100)
            .await
            .unwrap()
    }

    /// The jobs that were laid aside.
    pub(crate) async fn dead(&self) -> Vec<JobRow> {
        let dead = self.app.store.jobs(&self.tenant, "dead", "", 100);
        dead.await.unwrap()
    }

    /// Books an appointment at a local time in Berlin.
    pub(crate) async fn book(&self, local: &str) -> Timestamp {
        let local: DateTime = local.parse().unwrap();
        let zone = self.tenant.definition().zone().rules().clone();
        let start = zone.to_timestamp(local).unwrap();
        self.book_at(start).await;
        start
    }

    /// Books an appointment for Kim, who is told by email.
    pub(crate) async fn book_at(&self, start: Timestamp) {
        let kim = Contact::Email("kim@example.com".to_owned());
        self.book_for(kim, start).await;
    }

    pub(crate) async fn book_for(&self, contact: Contact, start: Timestamp) {
        let (caller, intent) = (Caller::Contact(contact), Intent::default());
        let new = appointment(start);
        let booked = booking::create(&self.app, &self.tenant, &caller, &new, &intent);
        booked.await.unwrap();
    }

    pub(crate) async fn work(&self) {
        self.work_by(&self.postbox).await;
    }

    /// Lets the worker work on what is due until nothing is.
    pub(crate) async fn work_by(&self, delivery: &dyn Delivery) {
        while worker::work_once(&self.app, delivery).await.unwrap() {}
    }

    /// Lets time go by in steps, the worker working at each.
    pub(crate) async fn until(&self, end: Timestamp, step: SignedDuration) {
        let mut now = self.clock.now();
        while now < end {
            now = now.checked_add(step).unwrap().min(end);
            self.set(now);
            self.work().await;
        }
    }

    pub(crate) fn sent(&self, kind: &str) -> Vec<(Timestamp, Message)> {
        let sent = self.postbox.0.lock().unwrap();
        let of_kind = sent.iter().filter(|(_, message)| message.kind == kind);
        of_kind.cloned().collect()
    }
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}
