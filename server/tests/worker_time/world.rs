//! A tenant in Berlin, its server, and a worker whose messages land in a postbox.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp, civil::DateTime};
use scheduler_contracts::ids::ServiceId;
use scheduler_server::{
    app::App,
    booking::{self, Caller, Intent, NewBooking},
    clock::Clock,
    config::Config,
    domain::assign::StaffChoice,
    ids::SystemIds,
    messages::{Attempt, Delivery, DeliveryError, Message, Receipt, worker},
    server,
    session::Contact,
    store::{JobRow, Tenant},
    tenants::import,
};
use sqlx::{Connection as _, SqliteConnection};

/// A tenant in Berlin that is open at all hours.
const TENANT: &str = r##"
[[tenants]]
slug = "always"
name = "Always Open"
time_zone = "Europe/Berlin"
locale = "de-DE"
site_url = "https://always.example"
[tenants.branding]
primary_color = "#2f5d62"
accent_color = "#dfeeea"
[tenants.senders]
email_from = "hello@always.example"
[tenants.policies]
min_notice_minutes = 0
horizon_days = 400
cancel_cutoff_minutes = 0
reschedule_cutoff_minutes = 0
[[tenants.services]]
id = "0197a3c0-1f40-7a10-8c1e-5b7d20a4e001"
name = "Gespräch"
duration_minutes = 30
slot_interval_minutes = 30
price = { amount = 0, currency = "EUR" }
staff = ["0197a3c0-1f40-7a10-8c1e-5b7d20a4f001"]
[[tenants.staff]]
id = "0197a3c0-1f40-7a10-8c1e-5b7d20a4f001"
name = "Ada"
[tenants.staff.weekly]
mon = [["00:00", "24:00"]]
tue = [["00:00", "24:00"]]
wed = [["00:00", "24:00"]]
thu = [["00:00", "24:00"]]
fri = [["00:00", "24:00"]]
sat = [["00:00", "24:00"]]
sun = [["00:00", "24:00"]]
"##;

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
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}/nexus.db", folder.path().display());
        let variables = [("NEXUS_DATABASE_URL".to_owned(), url)];
        let config = Config::load(None, variables.into_iter()).unwrap();
        let clock = Arc::new(SetByHand(Mutex::new((
            now.parse().unwrap(),
            SignedDuration::ZERO,
        ))));
        let handed_in: Arc<dyn Clock> = clock.clone();
        let app = server::build(config, handed_in, Arc::new(SystemIds));
        let app = app.await.unwrap();
        let import = import::read(TENANT, "always.toml").unwrap();
        app.store
            .import_tenants(&import.tenants, || app.ids.uuid(app.clock.now()))
            .await
            .unwrap();
        let tenant = app.store.tenant("always").await.unwrap().unwrap();
        Self {
            app,
            clock,
            tenant,
            postbox: Postbox::default(),
            folder,
        }
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
        let url = format!("sqlite:{}/nexus.db", self.folder.path().display());
        let mut database = SqliteConnection::connect(&url).await.unwrap();
        sqlx::query(statement).execute(&mut database).await.unwrap();
        database.close().await.unwrap();
    }

    /// The jobs in the queue.
    pub(crate) async fn jobs(&self) -> Vec<JobRow> {
        self.app
            .store
            .jobs(&self.tenant, "", "", 100)
            .await
            .unwrap()
    }

    /// Books an appointment at a local time in Berlin.
    pub(crate) async fn book(&self, local: &str) -> Timestamp {
        let local: DateTime = local.parse().unwrap();
        let zone = self.tenant.definition().zone().rules().clone();
        let start = zone.to_timestamp(local).unwrap();
        self.book_at(start).await;
        start
    }

    pub(crate) async fn book_at(&self, start: Timestamp) {
        let service: ServiceId =
            serde_json::from_str(r#""0197a3c0-1f40-7a10-8c1e-5b7d20a4e001""#).unwrap();
        let caller = Caller::Contact(Contact::Email("kim@example.com".to_owned()));
        let new = NewBooking {
            service,
            start,
            choice: StaffChoice::Anybody,
            customer_name: "Kim".to_owned(),
            note: None,
        };
        let intent = Intent::default();
        let booked = booking::create(&self.app, &self.tenant, &caller, &new, &intent);
        booked.await.unwrap();
    }

    pub(crate) async fn work(&self) {
        while worker::work_once(&self.app, &self.postbox).await.unwrap() {}
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
