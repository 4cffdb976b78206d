//! Providers and workers that fail: each message arrives once nevertheless, or is laid aside for its
//! operator.

use std::{ops::Range, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use scheduler_tests::{
    System,
    customer::{booking_of, text},
    providers::{Fault, Resend, Twilio},
};

const FAULTS: [Fault; 8] = [
    Fault::Status(429, Some(1)),
    Fault::Status(500, None),
    Fault::Status(409, None),
    Fault::StatusAfter(502),
    Fault::CutAfter,
    Fault::Cut,
    Fault::SilenceAfter(Duration::from_secs(5)),
    Fault::Silence(Duration::from_secs(5)),
];

const KIM: &str = "kim@example.com";

async fn started() -> (Resend, Twilio, System) {
    let (resend, twilio) = tokio::join!(Resend::start(), Twilio::start());
    let system = System::configured().sending_by(&resend, &twilio);
    (resend, twilio, system.start().await)
}

fn address(index: usize) -> String {
    format!("customer-{index}@example.com")
}

fn number(index: usize) -> String {
    format!("+49151123456{index:02}")
}

/// Books a slot by email and one by phone for each of these customers. Whatever is free at their starts stays
/// so: they are two hours apart.
async fn book(system: &System, customers: Range<usize>) {
    let service = system.service("Hypnotherapy session").await;
    let mut starts: Vec<DateTime<Utc>> = Vec::new();
    let mut slots = system.free_slots(&service).await;
    slots.retain(|slot| {
        let start: DateTime<Utc> = text(&slot["start"]).parse().expect("an instant");
        let apart = starts
            .last()
            .is_none_or(|last| start - last >= TimeDelta::hours(2));
        if apart {
            starts.push(start);
        }
        apart
    });
    let mut slots = slots.iter();
    for index in customers {
        let slot = slots.next().expect("enough is free");
        let asked = booking_of(&service, slot, &address(index));
        let booked = system.call("booking_create").json(&asked).send().await;
        assert_eq!(booked.status(), 201, "{}", booked.text());
        let slot = slots.next().expect("enough is free");
        let booked = system.book_by_phone(&service, slot, &number(index)).await;
        assert_eq!(booked.status(), 201, "{}", booked.text());
    }
}

fn assert_each_arrived_once(resend: &Resend, twilio: &Twilio, each: usize) {
    for index in 0..each {
        let emails = resend.of("confirmation", &address(index)).len();
        let texts = twilio.to(&number(index)).len();
        assert_eq!(
            (emails, texts),
            (1, 1),
            "customer {index} is told once, each way"
        );
    }
}

#[tokio::test]
async fn each_fault_of_a_provider_is_got_over_and_nothing_arrives_twice() {
    let (resend, twilio, mut system) = started().await;
    for fault in FAULTS {
        resend.next(fault);
        twilio.next(fault);
    }
    book(&system, 0..FAULTS.len()).await;
    system.until_nothing_is_due().await;
    assert_eq!((resend.faults_to_come(), twilio.faults_to_come()), (0, 0));
    assert_each_arrived_once(&resend, &twilio, FAULTS.len());
    assert_eq!(
        system
            .database()
            .await
            .count("jobs WHERE state = 'dead'")
            .await,
        0
    );
    system.assert_well().await;
}

#[tokio::test]
async fn what_is_refused_for_good_is_laid_aside_for_its_operator() {
    let (resend, twilio, system) = started().await;
    resend.next(Fault::Status(422, None));
    twilio.next(Fault::Status(400, None));
    book(&system, 0..1).await;
    system.until_nothing_is_due().await;
    assert_eq!((resend.emails().len(), twilio.messages().len()), (0, 0));

    let dead = system.jobs_json(&["list", "--state", "dead"]).await;
    assert_eq!(dead["summary"]["dead"], 2);
    let jobs = dead["jobs"].as_array().expect("a list of jobs");
    let errors: Vec<&str> = jobs
        .iter()
        .filter_map(|job| job["error"].as_str())
        .collect();
    assert!(
        errors.contains(&"refused: resend answered 422 told_to_fail"),
        "{errors:?}"
    );
    assert!(
        errors
            .iter()
            .any(|error| error.starts_with("refused: twilio answered 400 error 1"))
    );
    let page = system.jobs(&["list"]).await;
    assert!(
        page.contains("dead 2") && page.contains("confirmation"),
        "{page}"
    );
    for secret in ["nxm_", "example.com", "+49151"] {
        assert!(
            !page.contains(secret) && !dead.to_string().contains(secret),
            "{page}"
        );
    }

    let email = jobs.iter().find(|job| {
        job["error"]
            .as_str()
            .is_some_and(|it| it.contains("resend"))
    });
    let id = email.expect("one was an email")["id"].as_str().unwrap();
    assert_eq!(
        system.jobs(&["retry", id]).await.trim(),
        "1 put back into the queue"
    );
    system
        .until(|| async { resend.emails().len() == 1 }, "it is sent now")
        .await;
    assert_eq!(system.jobs(&["drop", "--all"]).await.trim(), "1 dropped");
    let left = system.jobs_json(&["list", "--state", "dead"]).await;
    assert_eq!(left["summary"]["dead"], 0);
    assert_eq!(twilio.messages().len(), 0);
}

/// Keys that the providers don't know cost no message anything but time, and good ones are all it needs.
#[tokio::test]
async fn wrong_keys_lose_no_message() {
    const WRONG: &str = "of-somebody-else";
    let (resend, twilio) = tokio::join!(Resend::start(), Twilio::start());
    let system = System::configured().sending_by(&resend, &twilio);
    let system = system.with("NEXUS_DELIVERY_RESEND_KEY", WRONG);
    let system = system.with("NEXUS_DELIVERY_TWILIO_TOKEN", WRONG);
    let mut system = system.start().await;
    book(&system, 0..1).await;
    for told in [
        "resend answered 403 invalid_api_key",
        "twilio answered 401 error 20003",
    ] {
        let said = |line: &str| {
            let refused = line.contains("a provider refuses the worker") && line.contains(told);
            (line.contains("ERROR") && refused).then_some(())
        };
        system.worker.until_written(said).await;
    }
    // Both are left alone now, and whatever comes meanwhile waits.
    book(&system, 1..2).await;
    let database = system.database().await;
    for (standing, what) in [
        (
            "attempts IN (1, 2)",
            "those that were refused have lost one attempt",
        ),
        (
            "attempts = 0 AND last_error LIKE '%asked to wait%'",
            "those that came later none",
        ),
    ] {
        let jobs = format!("jobs WHERE kind = 'confirmation' AND state = 'due' AND {standing}");
        system
            .until(|| async { database.count(&jobs).await == 2 }, what)
            .await;
    }
    assert_eq!((resend.emails().len(), twilio.messages().len()), (0, 0));
    let said = system.written();
    for key in [WRONG, resend.key(), twilio.token()] {
        assert!(!said.contains(key), "the log names no key:\n{said}");
    }

    system.worker.kill();
    for (variable, key) in [
        ("NEXUS_DELIVERY_RESEND_KEY", resend.key()),
        ("NEXUS_DELIVERY_TWILIO_TOKEN", twilio.token()),
    ] {
        system.variables.push((variable.to_owned(), key.to_owned()));
    }
    database
        .execute("UPDATE jobs SET claimed_until = 0 WHERE state = 'due' AND claim IS NULL")
        .await;
    system.worker = system.start_worker();
    system.until_nothing_is_due().await;
    assert_each_arrived_once(&resend, &twilio, 2);
    assert_eq!(database.count("jobs WHERE state = 'dead'").await, 0);
}

/// A domain that isn't verified yet is one tenant's, and keeps no other tenant's messages.
#[tokio::test]
async fn a_sender_that_is_not_verified_keeps_its_own_messages_only() {
    const DOMAIN: &str = "stillwater.example";
    let (resend, _twilio, mut system) = started().await;
    resend.verified(DOMAIN, false);
    book(&system, 0..1).await;
    let refused = "resend answered 403 validation_error: the domain of `senders.email_from`";
    let said = |line: &str| {
        let of_tenant = line.contains("a provider refuses a tenant's sender")
            && line.contains("stillwater")
            && line.contains(refused);
        (line.contains("ERROR") && of_tenant).then_some(())
    };
    system.worker.until_written(said).await;

    let elsewhere = system.service_at("northside-barbers", "Haircut").await;
    let slot = system.free_slots(&elsewhere).await.remove(0);
    let kim = system.customer_at("northside-barbers", KIM).await;
    assert_eq!(kim.book(&elsewhere, &slot).await.status(), 201);
    system
        .until(
            || async { resend.of("confirmation", KIM).len() == 1 },
            "another tenant's message is sent meanwhile",
        )
        .await;
    let waiting = system.jobs_json(&["list", "--tenant", "stillwater"]).await;
    assert_eq!(waiting["summary"]["dead"], 0, "it is tried again");
    let error = text(&waiting["summary"]["last_error"]);
    assert!(error.contains(refused), "what to do: {error}");
    assert!(!error.contains('@'), "and to nobody by name: {error}");

    resend.verified(DOMAIN, true);
    system.until_nothing_is_due().await;
    assert_eq!(resend.of("confirmation", &address(0)).len(), 1);
    system.assert_well().await;
}

/// The worker dies after a provider took a message over and before that is written down.
#[tokio::test]
async fn a_worker_that_dies_between_hand_over_and_record_sends_nothing_twice() {
    let (resend, twilio, mut system) = started().await;
    resend.slow_down(Duration::from_secs(2));
    twilio.slow_down(Duration::from_secs(2));
    book(&system, 0..1).await;
    system
        .until(
            || async { resend.emails().len() + twilio.messages().len() == 2 },
            "both are taken over",
        )
        .await;
    system.worker.kill();
    let handing_over = "jobs WHERE state = 'handing_over'";
    assert_eq!(
        system.database().await.count(handing_over).await,
        2,
        "nothing is written down"
    );
    resend.slow_down(Duration::ZERO);
    twilio.slow_down(Duration::ZERO);
    system.worker = system.start_worker();
    system.until_nothing_is_due().await;
    assert_each_arrived_once(&resend, &twilio, 1);
    assert!(
        resend.requests() > 1,
        "it was asked again under the same key"
    );
    let sent = system.jobs_json(&["list", "--state", "sent"]).await;
    assert_eq!(sent["summary"]["sent"], 2);
}

#[tokio::test]
async fn several_workers_send_each_message_once() {
    let (resend, twilio) = tokio::join!(Resend::start(), Twilio::start());
    let system = System::configured()
        .sending_by(&resend, &twilio)
        .on_postgres()
        .start()
        .await;
    let _second = system.start_worker();
    let _third = system.start_worker();
    book(&system, 0..12).await;
    system.until_nothing_is_due().await;
    assert_each_arrived_once(&resend, &twilio, 12);
    let asked = u64::try_from(resend.emails().len()).unwrap();
    assert_eq!(resend.requests(), asked, "nothing was even asked twice");
}

#[tokio::test]
async fn a_worker_tells_its_operators_how_it_is() {
    let (resend, twilio, mut system) = started().await;
    resend.next(Fault::Status(422, None));
    book(&system, 0..1).await;
    system.until_nothing_is_due().await;
    assert_eq!(twilio.messages().len(), 1);
    let at = |line: &str| {
        let word = line
            .split_whitespace()
            .find_map(|word| word.strip_prefix("worker="));
        word.map(str::to_owned)
    };
    let address = system.worker.until_written(at).await;
    let get = |path: &'static str| system.http.get(format!("http://{address}{path}")).send();
    assert_eq!(get("/health").await.unwrap().status(), 200);
    assert_eq!(get("/ready").await.unwrap().status(), 200);
    let page = async || get("/metrics").await.unwrap().text().await.unwrap();
    system
        .until(
            || async { page().await.contains(r#"nexus_jobs{state="dead"} 1"#) },
            "the queue is measured",
        )
        .await;
    let page = page().await;
    for line in [
        r#"nexus_jobs{state="later"} 4"#,
        "nexus_jobs_oldest_due_seconds 0",
        r#"nexus_messages_total{provider="twilio",outcome="accepted"} 1"#,
        r#"nexus_messages_total{provider="resend",outcome="refused"} 1"#,
    ] {
        assert!(page.contains(line), "`{line}` is not in\n{page}");
    }
}
