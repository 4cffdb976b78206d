//! What happens to a change while it waits, what the database alone refuses, and what is wrong with one
//! tenant only.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what can't be done fails the test"
)]

mod always_open;
#[path = "../../tests/src/cluster.rs"]
#[allow(dead_code, missing_docs, unreachable_pub)]
mod cluster;

use std::{sync::Arc, time::Duration};

use always_open::{Place, appointment, served, service};
use jiff::{SignedDuration, Timestamp};
use scheduler_contracts::booking::{Booking, BookingChange};
use scheduler_server::{
    app::App,
    booking::{self, Caller, Intent},
    clock::SystemClock,
    domain::staff::Staff,
    failure::Failure,
    retention,
    session::{self, Access, Contact},
    store::{BookingRow, Tenant},
};
use serde_json::json;
use sqlx::{AnyConnection, Connection as _, Row as _};
use uuid::Uuid;

const PLACE: Place = Place {
    time_zone: "UTC",
    locale: "en-GB",
    sms_from: None,
};

struct World {
    url: String,
    app: Arc<App>,
    tenant: Tenant,
    kim: Access,
    booked: BookingRow,
}

impl World {
    /// Kim has a session, and a booking in it the day after tomorrow at noon.
    async fn with_a_booking() -> Self {
        let url = cluster::new_database();
        let variables = vec![("NEXUS_DATABASE_URL".to_owned(), url.clone())];
        let (app, tenant) = served(PLACE, variables, Arc::new(SystemClock)).await;
        let contact = Contact::Email("kim@example.com".to_owned());
        let opened = session::open(&app, &tenant, &contact).await.unwrap();
        let now = app.clock.now();
        let kim = session::authenticate(&app.store, &tenant, &opened.stoken, now);
        let kim = kim.await.unwrap();
        let new = appointment(noon(&app));
        let caller = Caller::Session(Box::new(kim.clone()));
        let intent = Intent::default();
        let told = booking::create(&app, &tenant, &caller, &new, &intent);
        let told = told.await.unwrap();
        let shown: Booking = serde_json::from_str(told.json()).unwrap();
        let booked = app.store.booking(&tenant, &shown.id.to_string()).await;
        let booked = booked.unwrap().unwrap();
        Self {
            url,
            app,
            tenant,
            kim,
            booked,
        }
    }

    async fn reschedule(&self, start: Timestamp) -> Result<(), Failure> {
        let asked =
            json!({"revision": 1, "change": {"op": "reschedule", "start": start.to_string()}});
        let asked: BookingChange = serde_json::from_value(asked).unwrap();
        let intent = Intent::default();
        let id = &self.booked.id;
        let told = booking::change(&self.app, &self.tenant, &self.kim, id, &asked, &intent);
        told.await.map(drop)
    }
}

fn noon(app: &App) -> Timestamp {
    let day = SignedDuration::from_hours(24);
    let seconds = (app.clock.now().as_second() / day.as_secs() + 2) * day.as_secs();
    Timestamp::from_second(seconds).unwrap() + SignedDuration::from_hours(12)
}

#[tokio::test]
async fn a_session_that_ends_while_a_change_waits_for_staff_changes_nothing() {
    let world = Arc::new(World::with_a_booking().await);
    let later = noon(&world.app) + SignedDuration::from_hours(2);
    let mut staff: Vec<Staff> = world.tenant.definition().staff_for(&service()).collect();
    let mut other = world.app.store.begin(&world.tenant).await.unwrap();
    other.lock_and_fill(&mut staff, later, later).await.unwrap();

    let changing = tokio::spawn({
        let world = Arc::clone(&world);
        async move { world.reschedule(later).await }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    assert!(!changing.is_finished(), "it waits for the member of staff");
    session::end(&world.app, &world.tenant, &world.kim)
        .await
        .unwrap();
    other.undo().await.unwrap();

    let outcome = changing.await.unwrap();
    assert!(matches!(outcome, Err(Failure::SessionEnded)), "{outcome:?}");
    let id = &world.booked.id;
    let kept = world.app.store.booking(&world.tenant, id).await.unwrap();
    assert_eq!(kept.unwrap(), world.booked);
}

#[tokio::test]
async fn a_move_that_the_database_alone_refuses_is_answered_with_what_is_free() {
    let world = World::with_a_booking().await;
    let later = noon(&world.app) + SignedDuration::from_hours(2);
    // Something this server doesn't know of keeps the member of staff busy.
    let unknown = BookingRow {
        id: Uuid::now_v7().to_string(),
        start: later + SignedDuration::from_hours(1),
        end: later + SignedDuration::from_mins(90),
        occupied_from: later,
        occupied_until: later + SignedDuration::from_mins(90),
        shares: "something else".to_owned(),
        ..world.booked.clone()
    };
    let mut other = world.app.store.begin(&world.tenant).await.unwrap();
    other.add_booking(&unknown).await.unwrap();
    other.commit().await.unwrap();

    match world.reschedule(later).await {
        Err(Failure::SlotTaken(alternatives)) => {
            assert!(!alternatives.is_empty(), "there is plenty free that day");
        }
        outcome => panic!("the slot is taken, not {outcome:?}"),
    }
}

#[tokio::test]
async fn what_is_wrong_with_one_tenant_keeps_no_other_from_being_tidied() {
    let world = World::with_a_booking().await;
    let mut connection = AnyConnection::connect(&world.url).await.unwrap();
    let broken = "INSERT INTO tenants (id, slug, revision, listed, definition) \
         VALUES ('0', 'the-first', 1, 0, '{')";
    let unreadable = "UPDATE bookings SET ends_at = 1, revision = -1";
    for change in [broken, unreadable] {
        sqlx::query(change).execute(&mut connection).await.unwrap();
    }
    let long_ago = world.app.clock.now() - SignedDuration::from_hours(48);
    let (store, tenant) = (&world.app.store, &world.tenant);
    store
        .count_call(tenant, "somebody", long_ago)
        .await
        .unwrap();

    retention::tidy(&world.app).await.unwrap();

    let left: i64 = sqlx::query("SELECT COUNT(*) FROM rate_limits")
        .fetch_one(&mut connection)
        .await
        .unwrap()
        .get(0);
    assert_eq!(left, 0, "the other tenant, and its other steps, are done");
    let page = world.app.metrics.encode();
    for step in ["tenant", "completion"] {
        let line = format!("nexus_upkeep_failures_total{{step=\"{step}\"}} 1");
        assert!(page.contains(&line), "`{line}` is not in\n{page}");
    }
}
