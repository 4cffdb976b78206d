//! The worker under a clock that is set by hand: through changes of daylight saving time, a year of
//! bookings, and a clock that is put back.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what can't be done fails the test"
)]

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::DateTime};
use scheduler_contracts::ids::ServiceId;
use scheduler_server::{
    app::App,
    booking::{self, Caller, Intent, NewBooking},
    clock::Clock,
    config::Config,
    domain::assign::StaffChoice,
    ids::SystemIds,
    messages::{Attempt, Delivery, DeliveryError, Message, Receipt, worker},
    retention, server,
    session::Contact,
    store::Tenant,
    tenants::import,
};

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

struct SetByHand(Mutex<Timestamp>);

impl Clock for SetByHand {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Takes every message over, and notes when.
#[derive(Default)]
struct Postbox(Mutex<Vec<(Timestamp, Message)>>);

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

struct World {
    app: Arc<App>,
    clock: Arc<SetByHand>,
    tenant: Tenant,
    postbox: Postbox,
    _folder: tempfile::TempDir,
}

impl World {
    async fn at(now: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}/nexus.db", folder.path().display());
        let variables = [("NEXUS_DATABASE_URL".to_owned(), url)];
        let config = Config::load(None, variables.into_iter()).unwrap();
        let clock = Arc::new(SetByHand(Mutex::new(now.parse().unwrap())));
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
            _folder: folder,
        }
    }

    fn set(&self, now: Timestamp) {
        *self.clock.0.lock().unwrap() = now;
    }

    /// Books an appointment at a local time in Berlin.
    async fn book(&self, local: &str) -> Timestamp {
        let local: DateTime = local.parse().unwrap();
        let zone = self.tenant.definition().zone().rules().clone();
        let start = zone.to_timestamp(local).unwrap();
        self.book_at(start).await;
        start
    }

    async fn book_at(&self, start: Timestamp) {
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

    async fn work(&self) {
        while worker::work_once(&self.app, &self.postbox).await.unwrap() {}
    }

    /// Lets time go by in steps, the worker working at each.
    async fn until(&self, end: Timestamp, step: SignedDuration) {
        let mut now = self.clock.now();
        while now < end {
            now = now.checked_add(step).unwrap().min(end);
            self.set(now);
            self.work().await;
        }
    }

    fn sent(&self, kind: &str) -> Vec<(Timestamp, Message)> {
        let sent = self.postbox.0.lock().unwrap();
        let of_kind = sent.iter().filter(|(_, message)| message.kind == kind);
        of_kind.cloned().collect()
    }
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn when_clocks_change_reminders_keep_elapsed_time_and_messages_tell_wall_time() {
    // Clocks go forward on 28 March 2027 at 2:00, and back on 31 October at 3:00.
    for (now, local, start, day_before, told) in [
        (
            "2027-03-26T00:00:00Z",
            "2027-03-28T09:00:00",
            "2027-03-28T07:00:00Z",
            "2027-03-27T07:00:00Z",
            "Sonntag, 28. März 2027 um 09:00 Uhr",
        ),
        (
            "2027-10-29T00:00:00Z",
            "2027-10-31T09:00:00",
            "2027-10-31T08:00:00Z",
            "2027-10-30T08:00:00Z",
            "Sonntag, 31. Oktober 2027 um 09:00 Uhr",
        ),
    ] {
        let world = World::at(now).await;
        assert_eq!(world.book(local).await, at(start));
        world.until(at(start), SignedDuration::from_mins(30)).await;
        let reminder = world.sent("day_before");
        assert_eq!(reminder.len(), 1);
        assert_eq!(reminder[0].0, at(day_before), "24 elapsed hours before");
        let hour = world.sent("hour_before");
        assert_eq!(hour[0].0, at(start).checked_sub(1.hour()).unwrap());
        for (_, message) in [&world.sent("confirmation")[0], &reminder[0], &hour[0]] {
            assert!(message.text.contains(told), "{}", message.text);
            assert!(message.html.as_ref().unwrap().contains(told));
        }
    }
}

#[tokio::test]
async fn an_hour_that_comes_twice_is_told_apart_by_when_its_reminders_come() {
    let world = World::at("2027-10-30T12:00:00Z").await;
    world.book_at(at("2027-10-31T00:30:00Z")).await;
    world.book_at(at("2027-10-31T01:30:00Z")).await;
    world
        .until(at("2027-10-31T02:00:00Z"), SignedDuration::from_mins(10))
        .await;
    let sent = world.sent("hour_before");
    let when: Vec<Timestamp> = sent.iter().map(|(at, _)| *at).collect();
    assert_eq!(
        when,
        [at("2027-10-30T23:30:00Z"), at("2027-10-31T00:30:00Z")]
    );
    for (_, message) in &sent {
        assert!(message.text.contains("02:30 Uhr"), "{}", message.text);
    }
}

#[tokio::test]
async fn a_year_of_bookings_is_confirmed_and_reminded_of_once_each() {
    let world = World::at("2027-01-01T00:00:00Z").await;
    let mut starts = Vec::new();
    for week in 0..52 {
        let start = at("2027-01-08T08:00:00Z");
        let start = start.checked_add((week * 7 * 24 + week).hours()).unwrap();
        world.book_at(start).await;
        starts.push(start);
    }
    world.work().await;
    let end = at("2028-01-12T00:00:00Z");
    while world.clock.now() < end {
        let next = world.clock.now().checked_add(24.hours()).unwrap();
        world.until(next, SignedDuration::from_mins(60)).await;
        retention::tidy(&world.app).await.unwrap();
    }
    assert_eq!(world.sent("confirmation").len(), starts.len());
    for (kind, before) in [("day_before", 24), ("hour_before", 1)] {
        let sent: Vec<Timestamp> = world.sent(kind).iter().map(|(at, _)| *at).collect();
        let due = starts
            .iter()
            .map(|start| start.checked_sub(before.hours()).unwrap());
        assert_eq!(sent, due.collect::<Vec<_>>(), "{kind}");
    }
    let depth = world.app.store.queue_depth(end).await.unwrap();
    assert_eq!((depth.due, depth.later, depth.dead), (0, 0, 0));
    let kept = world.app.store.count_messages(&world.tenant).await.unwrap();
    assert!(
        kept < 20,
        "what was sent is kept for a month, not {kept} messages"
    );
}

#[tokio::test]
async fn a_clock_that_is_put_back_sends_nothing_twice_and_loses_nothing() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    let start = at("2027-06-03T08:00:00Z");
    world.book_at(start).await;
    let step = SignedDuration::from_mins(10);
    world.until(at("2027-06-02T08:05:00Z"), step).await;
    assert_eq!(world.sent("day_before").len(), 1);

    // Six hours back, to before what was just sent was due, and then on.
    world.set(at("2027-06-02T02:05:00Z"));
    world.book_at(at("2027-06-03T10:00:00Z")).await;
    world.until(start, step).await;
    world.set(start.checked_sub(3.hours()).unwrap());
    world.until(at("2027-06-03T10:00:00Z"), step).await;

    let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (_, message) in world.postbox.0.lock().unwrap().iter() {
        let told = message.text.contains("10:00 Uhr").to_string();
        *counts.entry((message.kind.clone(), told)).or_default() += 1;
    }
    assert_eq!(
        counts.len(),
        6,
        "three messages of each booking: {counts:?}"
    );
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
}
