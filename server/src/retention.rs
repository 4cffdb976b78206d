//! What time does by itself: bookings that are over took place; events, answers under idempotency keys,
//! counted calls, links, sessions, customers without a booking, messages and what was reported of them are kept
//! only for a while.

use std::time::Duration;

use jiff::Timestamp;

use crate::{app::App, booking::complete_past, failure::Failure, messages::Outbox, store::Tenant};

/// Counted calls matter for a minute; an hour leaves room for clocks that disagree.
const CALLS: Duration = Duration::from_secs(3600);
/// What is counted a day matters for that day.
const DAY_COUNTS: Duration = Duration::from_secs(2 * 24 * 3600);
/// A session that is over is remembered for a day, so that its stoken is told that it ended rather than
/// that it never was.
const SESSIONS: Duration = Duration::from_secs(24 * 3600);
/// A stoken that only opens a stream is asked for with every connection, so there are many more of them.
const STREAM_STOKENS: Duration = Duration::from_secs(3600);
/// A customer nobody booked under is remembered for a month: longer than codes can be locked.
const CUSTOMERS: Duration = Duration::from_secs(31 * 24 * 3600);

/// What is done, for each tenant but for the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Its definition is read.
    Tenant,
    /// Bookings that are over become completed.
    Completion,
    /// Events are forgotten.
    Events,
    /// Answers under idempotency keys are.
    Answers,
    /// Counted calls are.
    Calls,
    /// Manage links are.
    Links,
    /// Sessions and codes are.
    Sessions,
    /// Customers nobody booked under are.
    Customers,
    /// Messages that were sent, and reports of them, are.
    Messages,
    /// Messages that were laid aside are.
    DeadJobs,
    /// Messages that landed in a folder are, whosever they are.
    Outbox,
}

impl Step {
    /// All of them, in the order in which they are taken for each tenant. The outbox, which is no tenant's, comes last.
    pub const ALL: [Self; 11] = [
        Self::Tenant,
        Self::Completion,
        Self::Events,
        Self::Answers,
        Self::Calls,
        Self::Links,
        Self::Sessions,
        Self::Customers,
        Self::Messages,
        Self::DeadJobs,
        Self::Outbox,
    ];

    /// As logs and metrics say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tenant => "tenant",
            Self::Completion => "completion",
            Self::Events => "events",
            Self::Answers => "answers",
            Self::Calls => "calls",
            Self::Links => "links",
            Self::Sessions => "sessions",
            Self::Customers => "customers",
            Self::Messages => "messages",
            Self::DeadJobs => "dead_jobs",
            Self::Outbox => "outbox",
        }
    }

    async fn take(self, app: &App, tenant: &Tenant, now: Timestamp) -> Result<(), Failure> {
        let before = |age: Duration| now.checked_sub(age).unwrap_or(Timestamp::MIN);
        let (store, config) = (&app.store, &app.config);
        match self {
            Self::Tenant => {}
            Self::Completion => complete_past(app, tenant).await?,
            Self::Events => {
                let kept = config.events.retention;
                store.forget_events(tenant, before(kept)).await?;
            }
            Self::Answers => {
                let kept = config.idempotency.retention;
                store.forget_answers(tenant, before(kept)).await?;
            }
            Self::Calls => {
                store.forget_calls(tenant, before(CALLS)).await?;
                store.forget_day_counts(tenant, before(DAY_COUNTS)).await?;
            }
            Self::Links => store.forget_manage_links(tenant, now).await?,
            Self::Sessions => {
                let stokens = before(STREAM_STOKENS);
                store.forget_stream_stokens(tenant, stokens).await?;
                store.forget_sessions(tenant, before(SESSIONS)).await?;
            }
            Self::Customers => store.forget_customers(tenant, before(CUSTOMERS)).await?,
            Self::Messages => {
                let kept = config.worker.retention;
                store.forget_messages(tenant, before(kept)).await?;
            }
            Self::DeadJobs => {
                let kept = config.worker.retention;
                store.forget_dead_jobs(tenant, before(kept)).await?;
            }
            // It is nobody's own.
            Self::Outbox => {}
        }
        Ok(())
    }
}

/// Completes, for every tenant, the bookings that are over, and forgets what is older than it is kept. What
/// can't be done for one tenant is logged and counted, and keeps nothing else from being done.
///
/// # Errors
/// When the database doesn't answer.
pub async fn tidy(app: &App) -> Result<(), Failure> {
    let now = app.clock.now();
    for key in app.store.tenant_keys().await? {
        let tenant = match app.store.tenant_of_key(&key).await {
            Ok(Some(tenant)) => tenant,
            Ok(None) => continue,
            Err(error) => {
                left_undone(app, &key, Step::Tenant, error.into())?;
                continue;
            }
        };
        for step in Step::ALL {
            if let Err(failure) = step.take(app, &tenant, now).await {
                left_undone(app, &key, step, failure)?;
            }
        }
    }
    empty_outbox(app, now).await;
    Ok(())
}

/// Forgets what landed in the outbox's folder, now or when messages weren't sent yet.
async fn empty_outbox(app: &App, now: Timestamp) {
    let kept = app.config.worker.retention;
    let before = now.checked_sub(kept).unwrap_or(Timestamp::MIN);
    let folder = &app.config.delivery.outbox_folder;
    if let Err(error) = Outbox::new(folder.clone()).forget(before).await {
        let folder = folder.display();
        tracing::error!(%folder, %error, "messages in the outbox could not be tidied away");
        app.metrics.upkeep_failed(Step::Outbox.as_str());
    }
}

/// Tells of a step that failed; gives the failure back if the next one would fail for the same reason.
fn left_undone(app: &App, tenant: &str, step: Step, failure: Failure) -> Result<(), Failure> {
    if !app.store.answers() {
        return Err(failure);
    }
    let (step, reason) = (step.as_str(), failure.for_the_log());
    tracing::error!(
        tenant,
        step,
        reason,
        "what is over could not be tidied away"
    );
    app.metrics.upkeep_failed(step);
    Ok(())
}
