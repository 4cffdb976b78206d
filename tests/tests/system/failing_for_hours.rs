//! Providers that fail for hours, and a worker whose clock is set by hand: what is tried again, how it is found
//! out what was taken over, and when that ends.

#[path = "../../../server/tests/worker_time/world.rs"]
#[allow(
    dead_code,
    unused_imports,
    reason = "the worker's own tests need more of it"
)]
mod world;

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use scheduler_server::{
    clock::{Clock as _, SystemClock},
    messages::{Delivery as _, Providers},
    session::Contact,
    store::JobRow,
};
use scheduler_tests::{
    process::Process,
    programs::program,
    providers::{Fault, Resend, Twilio},
};

use world::{BERLIN, Place, World};

const KIM: &str = "kim@example.com";
const NUMBER: &str = "+4915112345678";

struct Failing {
    resend: Resend,
    twilio: Twilio,
    world: World,
    providers: Providers,
    /// When it began: the providers' clocks go on from then.
    began: Timestamp,
    /// The start of an appointment that is far away.
    start: Timestamp,
}

impl Failing {
    async fn starting() -> Self {
        let (resend, twilio) = tokio::join!(Resend::start(), Twilio::start());
        let place = Place {
            sms_from: Some("+4930555010"),
            ..BERLIN
        };
        let began = Timestamp::from_second(SystemClock.now().as_second()).unwrap();
        let (resend_url, twilio_url) = (resend.url(), twilio.url());
        let configured = [
            ("NEXUS_DELIVERY_BY", "providers"),
            ("NEXUS_DELIVERY_RESEND_URL", resend_url.as_str()),
            ("NEXUS_DELIVERY_RESEND_KEY", resend.key()),
            ("NEXUS_DELIVERY_TWILIO_URL", twilio_url.as_str()),
            ("NEXUS_DELIVERY_TWILIO_ACCOUNT", twilio.account()),
            ("NEXUS_DELIVERY_TWILIO_TOKEN", twilio.token()),
            ("NEXUS_WORKER_RETRY_SECONDS", "1"),
        ];
        let world = World::with(began, place, &configured).await;
        let delivery = &world.app.config.delivery;
        let providers = Providers::new(&delivery.providers, delivery.timeout).unwrap();
        let day = SignedDuration::from_hours(24);
        let in_days = (began.as_second() / day.as_secs() + 5) * day.as_secs();
        Self {
            resend,
            twilio,
            world,
            providers,
            began,
            start: Timestamp::from_second(in_days).unwrap(),
        }
    }

    /// Works on what is due so long after the beginning.
    async fn work_after(&self, time: SignedDuration) {
        self.world.set(self.began + time);
        self.world.work_by(&self.providers).await;
    }

    /// The job of the confirmation; nothing, if it is sent.
    async fn confirmation(&self) -> Option<JobRow> {
        let jobs = self.world.jobs().await;
        jobs.into_iter().find(|job| job.kind == "confirmation")
    }

    async fn retry(&self, id: &str, not_sent: bool) {
        let world = &self.world;
        let retried = world.app.store.retry_job(&world.tenant, id, not_sent);
        assert!(retried.await.unwrap(), "it was laid aside");
    }

    /// What the provider calls the confirmation that is kept as sent.
    async fn sent_as(&self) -> Option<String> {
        let world = &self.world;
        let sent = world.app.store.messages(&world.tenant, "confirmation", 9);
        sent.await.unwrap().pop()?.provider_id
    }
}

/// Resend forgets a key after 24 hours: an email it may have taken over is asked for again before that, and
/// never by itself after.
#[tokio::test]
async fn an_email_of_which_nothing_is_known_is_asked_for_again_for_23_hours_and_no_longer() {
    let failing = Failing::starting().await;
    let resend = &failing.resend;
    failing.world.book_at(failing.start).await;
    let (hours, minute) = (SignedDuration::from_hours(23), SignedDuration::from_mins(1));
    for time in [SignedDuration::ZERO, hours] {
        resend.next(Fault::CutAfter);
        failing.work_after(time).await;
        let job = failing.confirmation().await.unwrap();
        assert_eq!(job.state, "due", "after {time}");
        assert_eq!(job.unclear_since, Some(failing.began));
    }
    assert_eq!(resend.requests(), 2);
    assert_eq!(resend.emails().len(), 1, "one key is one email");

    failing.work_after(hours + minute).await;
    let aside = failing.confirmation().await.unwrap();
    assert_eq!(aside.state, "dead");
    let error = aside.last_error.unwrap();
    assert!(error.contains("look it up there"), "what to do: {error}");
    failing.retry(&aside.id, false).await;
    failing.work_after(hours + minute * 2).await;
    assert_eq!(failing.confirmation().await.unwrap().state, "dead");
    assert_eq!(resend.requests(), 2, "nobody was asked any more");

    failing.retry(&aside.id, true).await;
    failing.work_after(hours + minute * 3).await;
    assert_eq!(failing.confirmation().await, None, "it is sent");
    assert_eq!(resend.requests(), 3);
}

/// Twilio lists a hundred messages a page, the latest first.
#[tokio::test]
async fn a_text_message_that_was_taken_over_is_found_behind_many_others() {
    let failing = Failing::starting().await;
    let number = Contact::Phone(NUMBER.to_owned());
    failing.world.book_for(number, failing.start).await;
    failing.twilio.next(Fault::CutAfter);
    failing.work_after(SignedDuration::ZERO).await;
    let taken = failing.twilio.to(NUMBER);
    assert_eq!(taken.len(), 1);
    let job = failing.confirmation().await.unwrap();
    assert_eq!(job.unclear_since, Some(failing.began));

    failing.twilio.sent_by_others(NUMBER, 150);
    failing.work_after(SignedDuration::from_mins(1)).await;
    assert_eq!(failing.confirmation().await, None, "it is known to be sent");
    assert_eq!(failing.twilio.to(NUMBER).len(), 151, "and sent once");
    assert_eq!(failing.sent_as().await.as_ref(), Some(&taken[0].sid));
}

/// Twilio answers 403 when the account is suspended or closed, and Resend may by a name that isn't documented: that is
/// about every message.
#[tokio::test]
async fn a_suspended_account_is_left_alone_and_loses_no_message() {
    for kind in ["phone", "email"] {
        let failing = Failing::starting().await;
        let (world, hour) = (&failing.world, SignedDuration::from_hours(1));
        for start in [failing.start, failing.start + hour] {
            let contact = match kind {
                "phone" => Contact::Phone(NUMBER.to_owned()),
                _ => Contact::Email(KIM.to_owned()),
            };
            world.book_for(contact, start).await;
        }
        match kind {
            "phone" => failing.twilio.next(Fault::Status(403, None)),
            _ => failing.resend.next(Fault::Status(403, None)),
        }
        failing.work_after(SignedDuration::ZERO).await;
        let jobs = world.jobs().await;
        let of_kind = jobs.iter().filter(|job| job.kind == "confirmation");
        let mut standing: Vec<_> = of_kind
            .map(|job| (job.state.as_str(), job.attempts))
            .collect();
        standing.sort_unstable();
        assert_eq!(standing, [("due", Some(0)), ("due", Some(1))], "{kind}");
        let resting: Vec<_> = failing.providers.rests();
        assert_eq!(resting.len(), 1);
        assert_eq!(resting[0].contact_kind, kind, "the other one goes on");
        assert_eq!(failing.twilio.messages().len(), 0);
        assert_eq!(failing.resend.emails().len(), 0);
    }
}

/// However a provider says when it may be asked again: nobody asks before, and not much after.
#[tokio::test]
async fn a_provider_is_asked_again_when_it_said_so_in_seconds_or_by_date() {
    let wait = Duration::from_secs(600);
    let (seconds, hours) = (Some(wait.as_secs()), Some(3 * 3600));
    for (fault, asked, attempts) in [
        (Fault::Status(503, seconds), wait, 1),
        (Fault::StatusUntil(503, wait), wait, 1),
        // Being told to wait is no attempt.
        (Fault::Status(429, seconds), wait, 0),
        (Fault::StatusUntil(429, wait), wait, 0),
        (Fault::Status(503, hours), Duration::from_secs(3600), 1),
    ] {
        let mut failing = Failing::starting().await;
        failing.world.book_at(failing.start).await;
        failing.resend.next(fault);
        failing.work_after(SignedDuration::ZERO).await;
        let job = failing.confirmation().await.unwrap();
        assert_eq!(job.state, "due", "{fault:?}");
        assert_eq!(job.attempts, Some(attempts), "{fault:?}");
        let asked = SignedDuration::try_from(asked).unwrap();
        let again = job.held_until.unwrap().duration_since(failing.began);
        assert!(
            again >= asked && again <= asked + asked / 2,
            "{fault:?}: after {again}"
        );

        // Another worker, which the provider told nothing, keeps to it as well.
        let delivery = &failing.world.app.config.delivery;
        failing.providers = Providers::new(&delivery.providers, delivery.timeout).unwrap();
        let before = again - SignedDuration::from_millis(1);
        failing.work_after(before).await;
        assert_eq!(failing.resend.emails().len(), 0, "{fault:?}: too early");
        failing.work_after(again).await;
        assert_eq!(failing.resend.of("confirmation", KIM).len(), 1, "{fault:?}");
    }
}

#[tokio::test]
async fn a_message_is_laid_aside_after_ten_attempts_and_jobs_retry_revives_it() {
    let failing = Failing::starting().await;
    let resend = &failing.resend;
    failing.world.book_at(failing.start).await;
    let mut time = SignedDuration::ZERO;
    for attempt in 1..=10_u32 {
        resend.next(Fault::Status(500, None));
        failing.work_after(time).await;
        let job = failing.confirmation().await.unwrap();
        assert_eq!(job.attempts, Some(attempt));
        if attempt == 10 {
            assert_eq!(job.state, "dead");
            break;
        }
        assert_eq!(job.state, "due");
        let again = job.held_until.unwrap().duration_since(failing.began);
        let doubled = SignedDuration::from_secs(1 << (attempt - 1));
        let wait = again - time;
        let longest = doubled + doubled / 2;
        assert!(wait >= doubled && wait <= longest, "{attempt}: {wait}");
        failing
            .work_after(again - SignedDuration::from_millis(1))
            .await;
        assert_eq!(resend.faults_to_come(), 0, "it isn't tried before its time");
        time = again;
    }
    assert_eq!(resend.emails().len(), 0);
    let aside = failing.confirmation().await.unwrap().id;

    let database = (
        "NEXUS_DATABASE_URL".to_owned(),
        failing.world.database_url(),
    );
    let mut retrying = Process::start(
        &program("scheduler-worker"),
        &["jobs", "retry", aside.as_str()],
        &std::env::temp_dir(),
        &[database],
    );
    let ended = retrying.ended().await;
    let said = retrying.written();
    assert!(
        ended.success() && said.contains("1 put back into the queue"),
        "{said}"
    );
    failing.work_after(time).await;
    assert_eq!(resend.of("confirmation", KIM).len(), 1, "it has ten more");
    assert_eq!(failing.confirmation().await, None);
}
