//! Messages that can't be sent as they are, and what operators see and settle of the queue.

use std::process::{Command, Stdio};

use jiff::SignedDuration;
use scheduler_server::{clock::Clock as _, session::Contact};

use crate::world::{BERLIN, Place, World, at, import_into};

#[tokio::test]
async fn a_job_that_nobody_can_read_is_laid_aside_and_holds_nobody_up() {
    for (change, why) in [
        ("UPDATE bookings SET status = 'nonsense'", "nonsense"),
        (
            "UPDATE jobs SET payload = 'nonsense' WHERE kind = 'confirmation'",
            "the job can't be read",
        ),
        (
            "UPDATE jobs SET unclear_since = 9223372036854775807 WHERE kind = 'confirmation'",
            "the instant 9223372036854775807",
        ),
        (
            "UPDATE jobs SET attempts = -1 WHERE kind = 'confirmation'",
            "the number -1",
        ),
        (
            "UPDATE jobs SET attempts = 'a secret' WHERE kind = 'confirmation'",
            "jobs holds what isn't of its type in \"attempts\"",
        ),
    ] {
        let world = World::at("2027-06-01T08:00:00Z").await;
        world.book("2027-06-03T10:00:00").await;
        world.by_hand(change).await;
        world.book("2027-06-04T10:00:00").await;
        world.work().await;
        assert_eq!(
            world.sent("confirmation").len(),
            1,
            "the other one is sent: {change}"
        );
        let dead = world.dead().await;
        assert_eq!(dead.len(), 1, "{change}");
        let error = dead[0].last_error.as_deref().unwrap_or_default();
        assert!(error.contains(why), "it says why: {error}");
        assert!(!error.contains("a secret"), "and no more: {error}");

        let id = dead[0].id.as_str();
        let listed = operator(&world, &["list", "--state", "dead"]);
        let line = listed.lines().find(|line| line.starts_with(id));
        let line = line.unwrap_or_else(|| panic!("{change}: {listed}"));
        for part in ["always", "confirmation", why] {
            assert!(line.contains(part), "it is listed: {line}");
        }
        assert!(operator(&world, &["show", id]).contains(why), "{change}");
        assert_eq!(operator(&world, &["drop", id]).trim(), "1 dropped");
        assert_eq!(world.dead().await, []);
    }
}

/// A newer release's import says of a tenant what this worker can't read: the worker after it can.
#[tokio::test]
async fn messages_of_a_tenant_that_cannot_be_read_wait_until_it_can() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    world.book("2027-06-03T10:00:00").await;
    world
        .by_hand(
            "UPDATE tenants SET revision = revision + 1, \
             definition = '{\"of_a_newer_release\":1,' || substr(definition, 2)",
        )
        .await;
    // Far longer than ten attempts take.
    let day_later = at("2027-06-02T07:00:00Z");
    world.until(day_later, SignedDuration::from_mins(10)).await;
    assert_eq!(world.sent("confirmation").len(), 0);
    assert_eq!(operator_sees_dead(&world).await, 0, "nothing is laid aside");

    world
        .by_hand(
            "UPDATE tenants SET revision = revision + 1, definition = replace(definition, '\"of_a_newer_release\":1,', '')",
        )
        .await;
    world
        .until(at("2027-06-02T07:10:00Z"), SignedDuration::from_mins(5))
        .await;
    assert_eq!(world.sent("confirmation").len(), 1);
}

/// How many messages lie aside, whoever's they are.
async fn operator_sees_dead(world: &World) -> u64 {
    let depth = world.app.store.queue_depth(world.clock.now()).await;
    depth.unwrap().dead
}

/// A row of what was sent that was damaged, by hand or on a disk: everything else is shown all the same.
#[tokio::test]
async fn what_was_sent_and_cannot_be_read_is_shown_as_far_as_it_can_be() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    world.book("2027-06-03T10:00:00").await;
    world.work().await;
    let id = world.sent("confirmation").remove(0).1.id;
    for (damage, lost) in [
        ("UPDATE messages SET attempts = -1", "attempts"),
        ("UPDATE messages SET revision = 'a secret'", "revision"),
        ("UPDATE messages SET due_at = 9223372036854775807", "due_at"),
        ("UPDATE messages SET sent_at = 'a secret'", "sent_at"),
        (
            "INSERT INTO delivery_reports (tenant_id, provider, event_id, message_id, status, reported_at) \
             SELECT tenant_id, 'resend', 'event', id, 'bounced', 'a secret' FROM messages",
            "report",
        ),
    ] {
        world.by_hand(damage).await;
        let line = |page: &str, of: &str| {
            let line = page.lines().find(|line| line.starts_with(of));
            line.unwrap_or_else(|| panic!("{damage}: {page}"))
                .to_owned()
        };
        let listed = operator(&world, &["list"]);
        assert!(line(&listed, &id).contains("confirmation"), "{listed}");
        let shown = operator(&world, &["show", &id]);
        let told = line(&shown, lost);
        assert_eq!(told.split_whitespace().nth(1), Some("-"), "{told}");
        let json = operator(&world, &["list", "--format", "json"]);
        for page in [listed, shown, json] {
            assert!(!page.contains("a secret"), "{page}");
        }
    }
    assert!(operator(&world, &["list", "--state", "sent"]).contains("bounced"));

    let (done, _, failure) = asked(&world, &["retry", &id]);
    assert!(!done && failure.contains("nothing was done"), "{failure}");
    world.by_hand("UPDATE tenants SET definition = '{}'").await;
    let (done, page, failure) = asked(&world, &["list"]);
    assert!(done && page.contains("sent 0"), "{page}");
    assert!(failure.contains("import it again"), "what to do: {failure}");
}

/// Whether `scheduler-worker jobs` did what it was told, what it says, and what of failures.
fn asked(world: &World, arguments: &[&str]) -> (bool, String, String) {
    let done = Command::new(env!("CARGO_BIN_EXE_scheduler-worker"))
        .arg("jobs")
        .args(arguments)
        .env("NEXUS_DATABASE_URL", world.database_url())
        .output()
        .unwrap();
    let [said, failure] = [done.stdout, done.stderr].map(|it| String::from_utf8(it).unwrap());
    (done.status.success(), said, failure)
}

/// Whoever reads the first line only, as `head` does, is no failure.
#[tokio::test]
async fn a_page_that_nobody_reads_to_its_end_is_no_failure() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    world.book("2027-06-03T10:00:00").await;
    let mut listing = Command::new(env!("CARGO_BIN_EXE_scheduler-worker"))
        .args(["jobs", "list"])
        .env("NEXUS_DATABASE_URL", world.database_url())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(listing.stdout.take());
    let ended = listing.wait_with_output().unwrap();
    let failure = String::from_utf8(ended.stderr).unwrap();
    assert!(ended.status.success(), "{failure}");
    assert!(!failure.contains("panicked"), "{failure}");
}

/// What `scheduler-worker jobs` says, having done what it was told.
fn operator(world: &World, arguments: &[&str]) -> String {
    let (done, said, failure) = asked(world, arguments);
    assert!(done, "{arguments:?}: {failure}");
    said
}

/// The queue is measured up to ten thousand, and `jobs` counts and settles all there are.
#[tokio::test]
async fn a_queue_of_more_than_ten_thousand_is_counted_and_settled_whole() {
    const FILL: &str = "INSERT INTO jobs (tenant_id, id, subject, revision, kind, payload, due_at, attempts, \
         claimed_until, state, last_error, failed_at, created_at) \
         WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10500) \
         SELECT (SELECT id FROM tenants), 'job-' || n, 'booking-' || n, 1, \
         CASE WHEN n <= 50 THEN 'cancelled' ELSE 'confirmation' END, '{}', n, 10, 0, 'dead', 'refused', n, n \
         FROM numbers";
    let world = World::at("2027-06-01T08:00:00Z").await;
    world.by_hand(FILL).await;
    let measured = async || {
        world
            .app
            .store
            .queue_depth(world.clock.now())
            .await
            .unwrap()
    };
    assert_eq!(measured().await.dead, 10_000);
    let counted = |page: &str| page.lines().next().unwrap_or_default().to_owned();
    let nothing_else = "due 0, later 0, handing over 0, dead 10500, sent 0";
    assert_eq!(counted(&operator(&world, &["list"])), nothing_else);

    let dropped = operator(&world, &["drop", "--all", "--kind", "cancelled"]);
    assert_eq!(dropped.trim(), "50 dropped");
    let retried = operator(&world, &["retry", "--all"]);
    assert_eq!(retried.trim(), "10450 put back into the queue");
    assert_eq!((measured().await.due, measured().await.dead), (10_000, 0));
    let all = "due 10450, later 0, handing over 0, dead 0, sent 0";
    assert_eq!(counted(&operator(&world, &["list"])), all);
    assert_eq!(operator(&world, &["drop", "--all"]).trim(), "0 dropped");
}

#[tokio::test]
async fn without_a_sender_text_messages_are_laid_aside_until_there_is_one() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    let number = Contact::Phone("+4915112345678".to_owned());
    world.book_for(number, at("2027-06-03T08:00:00Z")).await;
    world.book("2027-06-04T10:00:00").await;
    world.work().await;
    assert_eq!(world.sent("confirmation").len(), 1, "emails have a sender");
    let dead = world.dead().await;
    assert_eq!(dead.len(), 1);
    let error = dead[0].last_error.as_deref().unwrap_or_default();
    assert!(error.contains("senders.sms_from"), "what to do: {error}");

    let named = Place {
        sms_from: Some("Always"),
        ..BERLIN
    };
    import_into(&world.app, named).await;
    let store = &world.app.store;
    let retried = store.retry_job(&world.tenant, &dead[0].id, false).await;
    assert!(retried.unwrap());
    world.work().await;
    let sent = world.sent("confirmation");
    assert_eq!(sent.len(), 2);
    assert_eq!(sent[1].1.from, "Always");
}

#[tokio::test]
async fn a_job_of_no_tenant_is_laid_aside() {
    let world = World::at("2027-06-01T08:00:00Z").await;
    world.book("2027-06-03T10:00:00").await;
    world.by_hand("UPDATE jobs SET tenant_id = 'gone'").await;
    world.work().await;
    let depth = world
        .app
        .store
        .queue_depth(world.clock.now())
        .await
        .unwrap();
    assert_eq!((depth.due, depth.handing_over, depth.dead), (0, 0, 1));
}
