//! One job, from its claim to its end.
//!
//! The claim is a lease. In a short transaction that locks the booking, the message is written and the
//! job marked as being handed over; then the message is handed over, with no transaction open; then it
//! is settled. Whoever changes the booking meanwhile waits until that is done or the lease is over
//! (`booking::change`). A process that dies in between leaves a job of which nobody knows whether its
//! message was taken over; whoever takes it up next finds out.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use scheduler_contracts::event::Event;

use super::{
    Attempt, CODE_KIND, CodeMessage, Delivery, DeliveryError, Message, Receipt, Rest,
    compose::{ComposeError, Composed, compose},
    kind_of,
};
use crate::{
    app::App,
    booking::{contract_instant, shown_id},
    daily_caps::{self, Counted},
    domain::reminders::MessageKind,
    session::Contact,
    store::{BookingRow, Job, SentMessage, StoreError, Tenant, Transaction, Unsent, carried_out},
    telemetry::metrics::MessageOutcome,
};

/// How often a message is tried before it is laid aside.
const ATTEMPTS: u32 = 10;
/// The longest wait between two attempts.
const LONGEST_WAIT: Duration = Duration::from_secs(3600);
/// How long a message is tried whose provider, whenever it is asked, was asked too often.
const THROTTLED: SignedDuration = SignedDuration::from_hours(24);

/// Sends the message of a claimed job, if there still is one to send, and settles it.
///
/// # Errors
/// When the database doesn't answer: the job is taken up again when its lease is over.
pub(super) async fn hand_over(
    app: &App,
    job: &Job,
    delivery: &dyn Delivery,
) -> Result<(), StoreError> {
    let (tenant, begun) = match prepared(app, job, delivery).await {
        Ok(Some(prepared)) => prepared,
        Ok(None) => return Ok(()),
        Err(ComposeError::Store(error)) if passes(&error) => return Err(error),
        Err(error) => return not_written(app, job, &error).await,
    };
    let composed = &begun.composed;
    let provider = delivery.provider_of(&composed.message);
    let attempt = Attempt {
        at: app.clock.now(),
        unclear_since: job.unclear_since,
    };
    // Writing it down may have taken long. Whoever changes the booking goes on when the lease is over, so
    // that nothing may be on its way then.
    if later(attempt.at, app.config.delivery.timeout) > begun.until {
        return too_late(app, job, provider).await;
    }
    match delivered(app, &composed.message, attempt, delivery).await {
        Ok(receipt) => {
            app.metrics
                .message(receipt.provider, MessageOutcome::Accepted);
            let written = carried_out(&*app.ids, || sent(app, &tenant, job, composed, &receipt));
            match written.await {
                Err(error) if !passes(&error) => sent_unwritten(app, job, attempt.at, &error).await,
                written => written,
            }
        }
        Err(error) => unsent(app, job, provider, &error).await,
    }
}

/// A message that is written and marked as being handed over.
struct Begun {
    composed: Composed,
    counted: Counted,
    until: Timestamp,
}

/// The message of a job, ready to be handed over; nothing if there is none, its provider rests, or
/// somebody else has the job by now.
async fn prepared(
    app: &App,
    job: &Job,
    delivery: &dyn Delivery,
) -> Result<Option<(Tenant, Begun)>, ComposeError> {
    let tenant = app.store.tenant_of_key(&job.tenant_key).await?;
    let tenant = tenant
        .ok_or_else(|| StoreError::corrupt("jobs", format!("a job of no tenant, {}", job.id)))?;
    if let Some(left) = rest(app, &tenant, job, delivery).await? {
        put_off(app, job, left).await?;
        return Ok(None);
    }
    let begun = carried_out(&*app.ids, || begin(app, &tenant, job)).await;
    if let Err(ComposeError::Capped(cap)) = begun {
        app.metrics.capped(cap);
    }
    let Some(begun) = begun? else { return Ok(None) };
    begun.counted.tell(&tenant);
    Ok(Some((tenant, begun)))
}

/// How much longer the provider of a job's message rests; nothing if it doesn't.
async fn rest(
    app: &App,
    tenant: &Tenant,
    job: &Job,
    delivery: &dyn Delivery,
) -> Result<Option<Duration>, ComposeError> {
    let rests = delivery.rests();
    if rests.is_empty() {
        return Ok(None);
    }
    let kind = match job.kind.as_str() {
        CODE_KIND => serde_json::from_str::<CodeMessage>(&job.payload)?
            .contact
            .contact()
            .map(|contact| contact.kind().to_owned()),
        _ => app.store.contact_kind_of(tenant, &job.subject).await?,
    };
    let of_kind = |rest: &&Rest| kind.as_deref() == Some(rest.contact_kind);
    Ok(rests.iter().find(of_kind).map(|rest| rest.left))
}

/// Writes the message and marks the job as being handed over; nothing if there is nothing to send, or
/// somebody else has the job by now.
async fn begin(app: &App, tenant: &Tenant, job: &Job) -> Result<Option<Begun>, ComposeError> {
    let mut transaction = app.store.begin(tenant).await?;
    let Some(composed) = compose(app, tenant, job, &mut transaction).await? else {
        transaction.finish_job(&job.id).await?;
        transaction.commit().await?;
        app.metrics.message("none", MessageOutcome::Withdrawn);
        return Ok(None);
    };
    let now = app.clock.now();
    let counted = match composed.message.to.contact() {
        Some(number @ Contact::Phone(_)) if is_counted_now(job) => {
            daily_caps::count_text(app, &mut transaction, &number, now).await?
        }
        _ => Counted::default(),
    };
    if let Some(cap) = counted.beyond() {
        return Err(ComposeError::Capped(cap));
    }
    let sealed = serde_json::to_string(&composed.message)?;
    let until = later(now, app.config.worker.lease);
    if !transaction
        .begin_hand_over(job, &sealed, now, until)
        .await?
    {
        return Ok(None);
    }
    transaction.commit().await?;
    Ok(Some(Begun {
        composed,
        counted,
        until,
    }))
}

/// Whether nobody was about to take a job's message over before: what is tried again was counted then.
fn is_counted_now(job: &Job) -> bool {
    job.attempts == 0 && job.unclear_since.is_none() && job.throttled_since.is_none()
}

async fn delivered(
    app: &App,
    message: &Message,
    attempt: Attempt,
    delivery: &dyn Delivery,
) -> Result<Receipt, DeliveryError> {
    let allowed = app.config.delivery.timeout;
    match tokio::time::timeout(allowed, delivery.deliver(message, attempt)).await {
        Ok(outcome) => outcome,
        Err(_) => Err(DeliveryError::Unclear {
            reason: format!("no answer within {} seconds", allowed.as_secs()),
            retry_after: None,
        }),
    }
}

/// Keeps that a message was sent, tells whoever watches of a reminder, and forgets the job.
async fn sent(
    app: &App,
    tenant: &Tenant,
    job: &Job,
    composed: &Composed,
    receipt: &Receipt,
) -> Result<(), StoreError> {
    let now = app.clock.now();
    let mut transaction = app.store.begin(tenant).await?;
    let held = transaction.finish_job(&job.id).await?;
    if held || lives(&mut transaction, composed).await? {
        transaction
            .add_message(&SentMessage {
                job,
                contact: &composed.message.to.masked(),
                provider: receipt.provider,
                provider_id: receipt.id.as_deref(),
                attempts: job.attempts + 1,
                at: now,
            })
            .await?;
    }
    if let (true, Some(booking)) = (held, &composed.booking) {
        tell_watchers(&mut transaction, job, booking, now).await?;
    }
    transaction.commit().await?;
    if let Some(booking) = &composed.booking {
        app.wake.customer(&booking.customer_id);
    }
    Ok(())
}

/// Whether whom a message was for may be kept in mind: a job that is gone may have been erased with its
/// customer.
async fn lives(transaction: &mut Transaction, composed: &Composed) -> Result<bool, StoreError> {
    match &composed.booking {
        Some(booking) => transaction.customer_lives(&booking.customer_id).await,
        None => Ok(false),
    }
}

/// Tells whoever watches of a reminder that was sent.
async fn tell_watchers(
    transaction: &mut Transaction,
    job: &Job,
    booking: &BookingRow,
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(before_minutes) = kind_of(&job.kind).and_then(MessageKind::before_minutes) else {
        return Ok(());
    };
    let unreadable = || StoreError::corrupt("bookings", format!("the id {}", booking.id));
    let event = Event::ReminderSent {
        at: contract_instant(now),
        booking_id: shown_id(booking).map_err(|_| unreadable())?,
        before_minutes,
    };
    let payload = serde_json::to_string(&event)
        .map_err(|error| StoreError::corrupt("events", error.to_string()))?;
    let session = booking.session_id.as_deref();
    transaction
        .add_event(&booking.customer_id, session, &payload, now)
        .await?;
    transaction.announce(&booking.customer_id).await
}

/// Puts a message off that wasn't taken over, or lays it aside.
async fn unsent(
    app: &App,
    job: &Job,
    provider: &'static str,
    error: &DeliveryError,
) -> Result<(), StoreError> {
    let now = app.clock.now();
    let tried = job.attempts + 1;
    let (wait, attempts, outcome) = match error {
        DeliveryError::Refused { .. } => (None, tried, MessageOutcome::Refused),
        DeliveryError::Throttled { retry_after, .. } => {
            let patient = now.duration_since(job.throttled_since.unwrap_or(now)) < THROTTLED;
            let wait = patient.then(|| jittered(app, (*retry_after).max(Duration::from_secs(1))));
            (wait, job.attempts, MessageOutcome::Throttled)
        }
        DeliveryError::NotTaken { retry_after, .. } => (
            next_try(app, tried, *retry_after),
            tried,
            MessageOutcome::NotTaken,
        ),
        DeliveryError::NotAllowed { .. } | DeliveryError::SenderNotAllowed { .. } => {
            (next_try(app, tried, None), tried, MessageOutcome::NotTaken)
        }
        DeliveryError::Unclear { retry_after, .. } => (
            next_try(app, tried, *retry_after),
            tried,
            MessageOutcome::Unclear,
        ),
    };
    app.metrics.message(provider, outcome);
    let unclear_since = match error {
        DeliveryError::Unclear { .. } => Some(job.unclear_since.unwrap_or(now)),
        _ => job.unclear_since,
    };
    let throttled_since = match error {
        DeliveryError::Throttled { .. } => Some(job.throttled_since.unwrap_or(now)),
        _ => None,
    };
    let reason = error.to_string();
    let unsent = Unsent {
        again: wait.map(|wait| later(now, wait)),
        unclear_since,
        throttled_since,
        attempts,
        at: now,
        error: &reason,
    };
    settle(app, job, &unsent).await
}

/// A job put off by so much, or laid aside, with everything else as it was before it was claimed.
fn unchanged<'a>(app: &App, job: &Job, wait: Option<Duration>, error: &'a str) -> Unsent<'a> {
    let now = app.clock.now();
    Unsent {
        again: wait.map(|wait| later(now, wait)),
        unclear_since: job.unclear_since,
        throttled_since: job.throttled_since,
        attempts: job.attempts,
        at: now,
        error,
    }
}

/// Puts a job off whose provider rests, which is no attempt.
async fn put_off(app: &App, job: &Job, left: Duration) -> Result<(), StoreError> {
    let wait = jittered(app, left.max(Duration::from_secs(1)));
    let reason = "not handed over: the provider asked to wait";
    let unsent = unchanged(app, job, Some(wait), reason);
    tracing::debug!(job = %job.id, kind = %job.kind, ?wait, "the provider of a message rests");
    app.store.postpone_job(job, &unsent).await?;
    Ok(())
}

/// Puts a job off of which too little is left of the lease. Nobody was handed anything, so that the
/// outcome is as clear as it was; that its message was counted is known by the one attempt.
async fn too_late(app: &App, job: &Job, provider: &'static str) -> Result<(), StoreError> {
    app.metrics.message(provider, MessageOutcome::NotTaken);
    let wait = backoff(app, 1, None);
    let reason = "not handed over: the database took too long to write it down";
    let unsent = Unsent {
        attempts: job.attempts.max(1),
        ..unchanged(app, job, Some(wait), reason)
    };
    settle(app, job, &unsent).await
}

/// How long until a tenant is read again that can't be read now.
const UNREADABLE: Duration = Duration::from_secs(60);

/// Settles a job whose message can't be written. A row that nobody can read stays so: the job is laid
/// aside at once. A tenant, though, may be a newer release's import, and the worker after this one reads it: that is
/// waited for, and no attempt. What the database refuses it may allow once somebody has seen to it.
async fn not_written(app: &App, job: &Job, error: &ComposeError) -> Result<(), StoreError> {
    let tried = job.attempts + 1;
    if let ComposeError::Store(StoreError::Corrupt {
        table: "tenants", ..
    }) = error
    {
        app.metrics.message("none", MessageOutcome::NotTaken);
        let (wait, reason) = (jittered(app, UNREADABLE), error.to_string());
        return settle(app, job, &unchanged(app, job, Some(wait), &reason)).await;
    }
    let (wait, outcome) = match error {
        ComposeError::Store(StoreError::Corrupt { .. }) => (None, MessageOutcome::Refused),
        ComposeError::Store(_) => (next_try(app, tried, None), MessageOutcome::NotTaken),
        _ => (None, MessageOutcome::Refused),
    };
    app.metrics.message("none", outcome);
    let reason = error.to_string();
    let unsent = Unsent {
        attempts: tried,
        ..unchanged(app, job, wait, &reason)
    };
    settle(app, job, &unsent).await
}

/// Lays a job aside whose message was sent and can't be written down as that.
async fn sent_unwritten(
    app: &App,
    job: &Job,
    at: Timestamp,
    error: &StoreError,
) -> Result<(), StoreError> {
    let reason = format!("sent at {at}, and that can't be written down: {error}; drop it");
    let unsent = Unsent {
        unclear_since: Some(job.unclear_since.unwrap_or(at)),
        attempts: job.attempts + 1,
        ..unchanged(app, job, None, &reason)
    };
    settle(app, job, &unsent).await
}

/// Puts a job off that a fault of the program's broke off, or lays it aside. Nobody knows how far it came.
///
/// # Errors
/// When the database doesn't answer: the job is taken up again when its lease is over.
pub(super) async fn broken_off(app: &App, job: &Job) -> Result<(), StoreError> {
    let tried = job.attempts + 1;
    app.metrics.message("none", MessageOutcome::Unclear);
    let reason = "a fault of the worker broke it off; its log says which";
    let unsent = Unsent {
        unclear_since: Some(job.unclear_since.unwrap_or_else(|| app.clock.now())),
        attempts: tried,
        ..unchanged(app, job, next_try(app, tried, None), reason)
    };
    settle(app, job, &unsent).await
}

async fn settle(app: &App, job: &Job, unsent: &Unsent<'_>) -> Result<(), StoreError> {
    let reason = unsent.error;
    match unsent.again {
        Some(again) => {
            tracing::warn!(job = %job.id, kind = %job.kind, reason, %again, "a message was not sent");
        }
        None => {
            tracing::error!(job = %job.id, kind = %job.kind, reason, "a message was laid aside");
        }
    }
    let held = app.store.postpone_job(job, unsent).await?;
    if !held {
        tracing::warn!(job = %job.id, "the lease of a job was over before its message was settled");
    }
    Ok(())
}

/// Whether what the store fails with may pass by itself.
fn passes(error: &StoreError) -> bool {
    matches!(error, StoreError::Unavailable(_) | StoreError::GaveWay(_))
}

/// How long to wait before trying again; nothing, if it was tried often enough.
fn next_try(app: &App, tried: u32, asked: Option<Duration>) -> Option<Duration> {
    (tried < ATTEMPTS).then(|| backoff(app, tried, asked))
}

/// Twice as long each time, and up to half as long again by chance; at least as long as the provider
/// asks.
fn backoff(app: &App, tried: u32, asked: Option<Duration>) -> Duration {
    let doubled = 1_u32 << tried.saturating_sub(1).min(16);
    let usual = app.config.worker.retry.saturating_mul(doubled);
    jittered(app, usual.max(asked.unwrap_or_default()).min(LONGEST_WAIT))
}

fn jittered(app: &App, wait: Duration) -> Duration {
    let half = u32::try_from(wait.as_millis() / 2).unwrap_or(u32::MAX);
    wait + Duration::from_millis(u64::from(app.ids.below(half)))
}

fn later(now: Timestamp, by: Duration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}
