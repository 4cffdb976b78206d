//! The worker: takes messages that are due and hands them over.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp};
use scheduler_contracts::event::Event;

use super::{BookingMessage, CODE_KIND, CodeMessage, Delivery, Message, kind_of, render};
use crate::{
    app::App,
    booking::{calendar_file, contract_instant, shown_id},
    domain::{
        booking::Revision,
        ids::BookingId,
        reminders::{MessageKind, PlannedMessage},
    },
    failure::Failure,
    retention,
    session::Contact,
    store::{BookingRow, Job, StoreError, Tenant, Transaction},
};

/// How long a process keeps a job to itself before another may take it.
const CLAIM: SignedDuration = SignedDuration::from_secs(60);
/// How long the worker sleeps when nothing is due and nobody wakes it.
const IDLE: Duration = Duration::from_secs(5);
/// How long handing a message over may take.
const DELIVERY: Duration = Duration::from_secs(10);
/// How often a message is tried before it is laid aside.
const ATTEMPTS: u32 = 8;
/// How long a manage link works.
const LINK_LIFETIME: SignedDuration = SignedDuration::from_hours(24 * 60);

/// How often what is over is tidied away.
const TIDYING: Duration = Duration::from_secs(600);

/// Works until the process shuts down.
pub async fn run(app: Arc<App>, delivery: Arc<dyn Delivery>) {
    let mut tidied: Option<Instant> = None;
    while !app.shutdown.is_cancelled() {
        if tidied.is_none_or(|at| at.elapsed() >= TIDYING) {
            tidied = Some(Instant::now());
            if let Err(failure) = retention::tidy(&app).await {
                let reason = failure.for_the_log();
                tracing::warn!(reason, "what is over could not be tidied away");
            }
        }
        match work_once(&app, &*delivery).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the worker can't reach its database"),
        }
        tokio::select! {
            () = app.shutdown.cancelled() => {}
            () = app.wake.of_worker() => {}
            () = tokio::time::sleep(IDLE) => {}
        }
    }
}

/// Takes one message that is due; false if none is.
///
/// # Errors
/// When the database doesn't answer.
pub async fn work_once(app: &App, delivery: &dyn Delivery) -> Result<bool, StoreError> {
    let now = app.clock.now();
    let until = now.checked_add(CLAIM).unwrap_or(Timestamp::MAX);
    let Some(job) = app.store.claim_job(now, until).await? else {
        return Ok(false);
    };
    let Some(tenant) = app.store.tenant_of_key(&job.tenant_key).await? else {
        return Err(StoreError::corrupt(
            "jobs",
            format!("a job of no tenant, {}", job.id),
        ));
    };
    let sent = match job.kind.as_str() {
        CODE_KIND => send_code(app, &tenant, &job, delivery).await,
        _ => send_about_booking(app, &tenant, &job, delivery).await,
    };
    match sent {
        Ok(()) => {}
        Err(reason) => {
            let again = (job.attempts < ATTEMPTS).then(|| {
                now.checked_add(backoff(app, job.attempts))
                    .unwrap_or(Timestamp::MAX)
            });
            tracing::warn!(job = %job.id, kind = %job.kind, reason, "a message was not sent");
            app.store
                .postpone_job(&tenant, &job.id, again, &reason)
                .await?;
        }
    }
    Ok(true)
}

/// Twice as long each time, from ten seconds, and up to half as long again by chance.
fn backoff(app: &App, attempts: u32) -> SignedDuration {
    let seconds = 10_u32.saturating_mul(1 << attempts.min(10));
    SignedDuration::from_secs(i64::from(seconds + app.ids.below(seconds / 2)))
}

async fn send_code(
    app: &App,
    tenant: &Tenant,
    job: &Job,
    delivery: &dyn Delivery,
) -> Result<(), String> {
    if let Some(message) = code_message(app, tenant, job)? {
        deliver(delivery, &message).await?;
    }
    let done = async {
        let mut transaction = app.store.begin(tenant).await?;
        transaction.finish_job(&job.id).await?;
        transaction.commit().await
    };
    done.await.map_err(|error: StoreError| error.to_string())
}

/// Sends a message about a booking as it stands, and finishes its job. The booking can't be changed
/// meanwhile, so no message of an old state leaves after a change.
async fn send_about_booking(
    app: &App,
    tenant: &Tenant,
    job: &Job,
    delivery: &dyn Delivery,
) -> Result<(), String> {
    let in_words = |failure: Failure| {
        failure
            .for_the_log()
            .unwrap_or("the booking can't be read")
            .to_owned()
    };
    let begun = app.store.begin(tenant).await;
    let mut transaction = begun.map_err(|error| error.to_string())?;
    let composed = booking_message(app, tenant, job, &mut transaction)
        .await
        .map_err(in_words)?;
    if let Some((booking, message)) = &composed {
        deliver(delivery, message).await?;
        told_watchers(app, job, booking, &mut transaction)
            .await
            .map_err(in_words)?;
    }
    let finished = async {
        transaction.finish_job(&job.id).await?;
        transaction.commit().await
    };
    finished
        .await
        .map_err(|error: StoreError| error.to_string())?;
    if let Some((booking, _)) = composed {
        app.wake.customer(&booking.customer_id);
    }
    Ok(())
}

async fn deliver(delivery: &dyn Delivery, message: &Message) -> Result<(), String> {
    match tokio::time::timeout(DELIVERY, delivery.deliver(message)).await {
        Ok(outcome) => outcome.map_err(|error| error.to_string()),
        Err(_) => Err(format!(
            "not taken over within {} seconds",
            DELIVERY.as_secs()
        )),
    }
}

/// Tells whoever watches of a reminder that was sent.
async fn told_watchers(
    app: &App,
    job: &Job,
    booking: &BookingRow,
    transaction: &mut Transaction,
) -> Result<(), Failure> {
    let Some(before_minutes) = kind_of(&job.kind).and_then(MessageKind::before_minutes) else {
        return Ok(());
    };
    let now = app.clock.now();
    let event = Event::ReminderSent {
        at: contract_instant(now),
        booking_id: shown_id(booking)?,
        before_minutes,
    };
    let payload = serde_json::to_string(&event)
        .map_err(|error| Failure::Internal(format!("an event can't be written: {error}")))?;
    let session = booking.session_id.as_deref();
    transaction
        .add_event(&booking.customer_id, session, &payload, now)
        .await?;
    transaction.announce(&booking.customer_id).await?;
    Ok(())
}

fn code_message(app: &App, tenant: &Tenant, job: &Job) -> Result<Option<Message>, String> {
    let code: CodeMessage =
        serde_json::from_str(&job.payload).map_err(|error| error.to_string())?;
    if code.expires_at <= app.clock.now() {
        return Ok(None);
    }
    let words = render::code(tenant, &code.code, code.expires_at);
    let to = code.contact.contact().ok_or("a code for no contact")?;
    Ok(Some(message(tenant, job, to, words, None)))
}

/// The message as the booking stands now; nothing if it has moved on.
async fn booking_message(
    app: &App,
    tenant: &Tenant,
    job: &Job,
    transaction: &mut Transaction,
) -> Result<Option<(BookingRow, Message)>, Failure> {
    let (Some(booking), Some(kind)) = (
        transaction.locked_booking(&job.subject).await?,
        kind_of(&job.kind),
    ) else {
        return Ok(None);
    };
    let now = app.clock.now();
    let planned = PlannedMessage {
        booking: BookingId::from(job.subject.as_str()),
        revision: Revision::numbered(job.revision).unwrap_or(Revision::FIRST),
        kind,
        due: job.due_at,
    };
    if !planned.still_stands(&booking.judged()?, now) {
        return Ok(None);
    }
    let link = serde_json::from_str::<BookingMessage>(&job.payload)
        .map_err(|error| Failure::Internal(format!("a job can't be read: {error}")))?
        .link();
    let expires_at = now.checked_add(LINK_LIFETIME).unwrap_or(Timestamp::MAX);
    transaction
        .add_manage_link(&link.hash(), &booking.customer_id, expires_at)
        .await?;
    let to = transaction.contact_of(&booking.customer_id).await?;

    let site = tenant.definition().site_url.trim_end_matches('/');
    let words = render::about(
        tenant,
        &booking,
        kind,
        &format!("{site}/manage?link={}", link.reveal()),
    );
    let calendar = match kind {
        MessageKind::Confirmation | MessageKind::Rescheduled | MessageKind::Cancelled => {
            Some(calendar_file(tenant, &booking))
        }
        MessageKind::DayBefore | MessageKind::HourBefore => None,
    };
    let message = message(tenant, job, to, words, calendar);
    Ok(Some((booking, message)))
}

fn message(
    tenant: &Tenant,
    job: &Job,
    to: Contact,
    words: render::Words,
    calendar: Option<String>,
) -> Message {
    let definition = tenant.definition();
    let from = match &to {
        Contact::Email(_) => format!("{} <{}>", definition.name, definition.senders.email_from),
        Contact::Phone(_) => definition
            .senders
            .sms_from
            .clone()
            .unwrap_or_else(|| definition.name.clone()),
    };
    Message {
        id: job.id.clone(),
        kind: job.kind.clone(),
        from,
        to,
        subject: words.subject,
        text: words.text,
        calendar,
    }
}
