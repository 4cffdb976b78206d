//! A system whose messages go to stand-ins of the providers, as in production.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{
    call::Answer,
    customer::{Service, booking},
    process::{HANG, Process},
    programs::program,
    providers::{Resend, Twilio},
    system::{System, SystemBuilder},
};

/// What signs the reports of Resend's stand-in.
pub const WEBHOOK_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
/// Where Twilio's stand-in is told the API is reached.
pub const WEBHOOK_URL: &str = "https://api.nexus.example/scheduling";

impl SystemBuilder {
    /// Sends messages by these providers; what fails is tried again within seconds.
    #[must_use]
    pub fn sending_by(self, resend: &Resend, twilio: &Twilio) -> Self {
        self.with("NEXUS_DELIVERY_BY", "providers")
            .with("NEXUS_DELIVERY_RESEND_URL", resend.url())
            .with("NEXUS_DELIVERY_RESEND_KEY", resend.key())
            .with("NEXUS_DELIVERY_RESEND_WEBHOOK_SECRET", WEBHOOK_SECRET)
            .with("NEXUS_DELIVERY_TWILIO_URL", twilio.url())
            .with("NEXUS_DELIVERY_TWILIO_ACCOUNT", twilio.account())
            .with("NEXUS_DELIVERY_TWILIO_TOKEN", twilio.token())
            .with("NEXUS_DELIVERY_WEBHOOK_URL", WEBHOOK_URL)
            .with("NEXUS_DELIVERY_TIMEOUT_SECONDS", 3)
            .with("NEXUS_WORKER_LEASE_SECONDS", 6)
            .with("NEXUS_WORKER_RETRY_SECONDS", 1)
    }
}

impl System {
    /// Books a slot for a phone number, without a session.
    pub async fn book_by_phone(&self, service: &Service, slot: &Value, number: &str) -> Answer {
        let mut asked = booking(service, slot);
        asked["contact"] = json!({ "kind": "phone", "number": number });
        self.call("booking_create").json(&asked).send().await
    }

    /// Waits until no message is due or being handed over any more.
    ///
    /// # Panics
    /// When there still are some after a while.
    pub async fn until_nothing_is_due(&self) {
        let database = self.database().await;
        let now = chrono::Utc::now().timestamp_micros();
        let due = format!("jobs WHERE state <> 'dead' AND due_at <= {now}");
        self.until(
            || async { database.count(&due).await == 0 },
            "nothing is due any more",
        )
        .await;
    }

    /// Waits until something holds.
    ///
    /// # Panics
    /// When it doesn't after a while.
    pub async fn until<F: Future<Output = bool>>(&self, holds: impl Fn() -> F, what: &str) {
        let began = Instant::now();
        while !holds().await {
            assert!(began.elapsed() < HANG, "{what}:\n{}", self.written());
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// What `scheduler-worker jobs …` prints.
    ///
    /// # Panics
    /// When it fails.
    pub async fn jobs(&self, arguments: &[&str]) -> String {
        let arguments: Vec<&str> = std::iter::once("jobs")
            .chain(arguments.iter().copied())
            .collect();
        let worker = program("scheduler-worker");
        let mut process = Process::start(&worker, &arguments, &self.folder(), &self.variables);
        let ended = process.ended().await;
        assert!(ended.success(), "jobs {arguments:?}: {}", process.written());
        // Standard error names the database that was asked.
        let (asked, printed): (Vec<_>, Vec<_>) = process
            .written()
            .lines()
            .map(str::to_owned)
            .partition(|line| line.starts_with("database: "));
        assert_eq!(asked.len(), 1, "it says which database it asked");
        printed.join("\n")
    }

    /// The same as JSON.
    ///
    /// # Panics
    /// When it is none.
    pub async fn jobs_json(&self, arguments: &[&str]) -> Value {
        let arguments: Vec<&str> = arguments
            .iter()
            .copied()
            .chain(["--format", "json"])
            .collect();
        let page = self.jobs(&arguments).await;
        serde_json::from_str(&page).unwrap_or_else(|_| panic!("{page} is JSON"))
    }
}
