//! What is forgotten, each at its own age and not a minute before.

use async_trait::async_trait;
use jiff::SignedDuration;
use scheduler_server::{
    booking::{self, Caller, Intent},
    clock::Clock as _,
    erasure,
    messages::{Attempt, Delivery, DeliveryError, Message, Receipt},
    retention,
    session::{self, Contact},
};

use crate::world::{BERLIN, World, appointment, at};

const NOW: &str = "2027-06-01T08:00:00Z";

/// What there is of a day's work, by the minutes it is kept from then on. No two rules have one age, so that none can
/// stand for another.
const KEPT: [(i64, &[&str]); 9] = [
    (60, &["rate_limits"]),
    (70, &["sessions WHERE parent_id IS NOT NULL"]),
    (2 * 60, &["events WHERE payload LIKE '%booking.confirmed%'"]),
    (5 * 60, &["idempotency_keys"]),
    (24 * 60 + 10, &["codes"]),
    (24 * 60 + 30, &["sessions WHERE parent_id IS NULL"]),
    (2 * 24 * 60, &["day_counts WHERE subject = 'somebody'"]),
    (
        7 * 24 * 60,
        &["messages", "delivery_reports", "jobs WHERE state = 'dead'"],
    ),
    (
        31 * 24 * 60,
        &["customers WHERE contact = 'idle@example.com'"],
    ),
];
const LINKS: i64 = 60 * 24 * 60;

/// What was sent is reported as delivered.
const REPORTED: &str = "INSERT INTO delivery_reports (tenant_id, provider, event_id, message_id, status, reported_at) \
     SELECT tenant_id, 'resend', id, id, 'delivered', sent_at FROM messages";

/// Takes nothing over, ever.
struct Refusing;

#[async_trait]
impl Delivery for Refusing {
    async fn deliver(&self, _: &Message, _: Attempt) -> Result<Receipt, DeliveryError> {
        Err(DeliveryError::Refused {
            reason: "not here".to_owned(),
        })
    }

    fn provider_of(&self, _: &Message) -> &'static str {
        "refusing"
    }
}

#[tokio::test]
async fn each_table_is_forgotten_at_its_own_age_and_bookings_stay() {
    let configured = [
        ("NEXUS_EVENTS_RETENTION_MINUTES", "120"),
        ("NEXUS_IDEMPOTENCY_RETENTION_MINUTES", "300"),
        ("NEXUS_WORKER_RETENTION_DAYS", "7"),
        ("NEXUS_SESSION_STREAM_SECONDS", "600"),
    ];
    let world = World::with(at(NOW), BERLIN, &configured).await;
    let (app, tenant) = (&world.app, &world.tenant);

    // Given something of everything, all of it from now.
    let idle = Contact::Email("idle@example.com".to_owned());
    let opened = session::open(app, tenant, &idle).await.unwrap();
    let now = world.clock.now();
    let access = session::authenticate(&app.store, tenant, &opened.stoken, now);
    let access = access.await.unwrap();
    session::send_code(app, tenant, &access).await.unwrap();
    let stream = session::open_stream(app, tenant, &access).await.unwrap();
    assert_eq!(stream.connect_before, now + SignedDuration::from_mins(10));
    let mut transaction = app.store.begin(tenant).await.unwrap();
    transaction.count_on("somebody", now).await.unwrap();
    transaction.commit().await.unwrap();
    let counted = app.store.count_call(tenant, "session of somebody", now);
    assert_eq!(counted.await.unwrap(), 1);
    let kim = Caller::Contact(Contact::Email("kim@example.com".to_owned()));
    let start = now + SignedDuration::from_hours(100 * 24);
    let key = Some("key".to_owned());
    let intent = Intent::named(key, "booking_create", &kim.name(), &"asked").unwrap();
    let new = appointment(start);
    let booked = booking::create(app, tenant, &kim, &new, &intent);
    booked.await.unwrap();
    world.work().await;
    world.by_hand(REPORTED).await;
    world.book_at(start + SignedDuration::from_hours(1)).await;
    world.work_by(&Refusing).await;

    // Then each goes when its time has come, and not before.
    let minutes = |count: i64| now + SignedDuration::from_mins(count);
    for (age, tables) in KEPT
        .into_iter()
        .chain([(LINKS, ["manage_links"].as_slice())])
    {
        for (minute, there) in [(age - 1, true), (age + 1, false)] {
            world.set(minutes(minute));
            retention::tidy(app).await.unwrap();
            for table in tables {
                let rows = world.count(table).await;
                assert_eq!(rows > 0, there, "{table}: {rows} after {minute} minutes");
            }
        }
    }
    assert_eq!(world.count("bookings").await, 2, "for good");
    assert_eq!(world.count("customers").await, 1, "who has one too");
}

#[tokio::test]
async fn records_of_codes_are_erased_with_their_customer_after_their_session_is_forgotten() {
    let world = World::at(NOW).await;
    let (app, tenant) = (&world.app, &world.tenant);
    for address in ["kim@example.com", "kim@example.com", "robin@example.com"] {
        let contact = Contact::Email(address.to_owned());
        let opened = session::open(app, tenant, &contact).await.unwrap();
        let access =
            session::authenticate(&app.store, tenant, &opened.stoken, world.clock.now()).await;
        session::send_code(app, tenant, &access.unwrap())
            .await
            .unwrap();
    }
    world.work().await;
    assert_eq!(world.sent("session_code").len(), 3);
    world.by_hand(REPORTED).await;
    world.set(at(NOW) + SignedDuration::from_hours(48));
    retention::tidy(app).await.unwrap();
    assert_eq!(world.count("sessions").await, 0);
    assert_eq!(world.count("messages").await, 3);

    let erased = erasure::erase(
        &app.store,
        &app.clock,
        &app.ids,
        "always",
        "kim@example.com",
    );
    assert!(erased.await.unwrap().is_some());
    for table in ["messages", "delivery_reports"] {
        assert_eq!(world.count(table).await, 1, "{table}: Robin's stay");
    }
}
