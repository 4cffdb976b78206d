//! The worker: takes messages that are due and hands them over.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use scheduler_contracts::{event::Event, ids::BookingId as BookingIdOfContract};

use super::{CODE_KIND, CodeMessage, Delivery, Message, kind_of, render};
use crate::{
    app::App,
    booking::{calendar_file, contract_instant},
    domain::{
        booking::Revision,
        ids::BookingId,
        reminders::{MessageKind, PlannedMessage},
    },
    failure::Failure,
    retention,
    session::{Contact, Kind, Stoken},
    store::{Job, StoreError, Tenant},
};

/// How long a process keeps a job to itself before another may take it.
const CLAIM: SignedDuration = SignedDuration::from_secs(60);
/// How long the worker sleeps when nothing is due and nobody wakes it.
const IDLE: Duration = Duration::from_secs(5);
/// How often a message is tried before it is laid aside.
const ATTEMPTS: u32 = 8;
/// How long a manage link works.
const LINK_LIFETIME: SignedDuration = SignedDuration::from_hours(24 * 60);

/// How often what is kept only for a while is looked through.
const TIDYING: Duration = Duration::from_secs(600);

/// Works until the process shuts down.
pub async fn run(app: Arc<App>, delivery: Arc<dyn Delivery>) {
    let mut tidying = tokio::time::interval(TIDYING);
    while !app.shutdown.is_cancelled() {
        match work_once(&app, &*delivery).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "the worker can't reach its database"),
        }
        tokio::select! {
            () = app.shutdown.cancelled() => {}
            () = app.wake.of_worker() => {}
            () = tokio::time::sleep(IDLE) => {}
            _ = tidying.tick() => {
                if let Err(error) = retention::forget_what_is_old(&app).await {
                    tracing::warn!(%error, "what is old could not be forgotten");
                }
            }
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
    match send(app, &tenant, &job, delivery).await {
        Ok(sent) => finish(app, &tenant, &job, sent).await?,
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

/// Forgets a job that is done; whoever watches is told of a reminder that was sent.
async fn finish(app: &App, tenant: &Tenant, job: &Job, sent: bool) -> Result<(), StoreError> {
    let mut transaction = app.store.begin(tenant).await?;
    transaction.finish_job(&job.id).await?;
    let reminder = kind_of(&job.kind).and_then(MessageKind::before_minutes);
    let booking = match reminder.filter(|_| sent) {
        Some(before_minutes) => {
            let booking = transaction.booking(&job.subject).await?;
            booking.map(|booking| (booking, before_minutes))
        }
        None => None,
    };
    let Some((booking, before_minutes)) = booking else {
        return transaction.commit().await;
    };
    let now = app.clock.now();
    let booking_id = booking.id.parse().map(BookingIdOfContract);
    let event = Event::ReminderSent {
        at: contract_instant(now),
        booking_id: booking_id
            .map_err(|_| StoreError::corrupt("bookings", "an id that is no UUID"))?,
        before_minutes,
    };
    let payload = serde_json::to_string(&event)
        .map_err(|error| StoreError::corrupt("events", error.to_string()))?;
    let session = booking.session_id.as_deref();
    transaction
        .add_event(&booking.customer_id, session, &payload, now)
        .await?;
    transaction.announce(&booking.customer_id).await?;
    transaction.commit().await?;
    app.wake.customer(&booking.customer_id);
    Ok(())
}

/// Twice as long each time, from ten seconds, and up to half as long again by chance.
fn backoff(app: &App, attempts: u32) -> SignedDuration {
    let seconds = 10_u32.saturating_mul(1 << attempts.min(10));
    SignedDuration::from_secs(i64::from(seconds + app.ids.below(seconds / 2)))
}

/// Hands the message of a job over, if it still stands; false if it doesn't.
async fn send(
    app: &App,
    tenant: &Tenant,
    job: &Job,
    delivery: &dyn Delivery,
) -> Result<bool, String> {
    let message = if job.kind == CODE_KIND {
        code_message(app, tenant, job)?
    } else {
        booking_message(app, tenant, job).await.map_err(|failure| {
            failure
                .for_the_log()
                .unwrap_or("the booking can't be read")
                .to_owned()
        })?
    };
    let Some(message) = message else {
        return Ok(false);
    };
    delivery
        .deliver(&message)
        .await
        .map(|()| true)
        .map_err(|error| error.to_string())
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
) -> Result<Option<Message>, Failure> {
    let (Some(booking), Some(kind)) = (
        app.store.booking(tenant, &job.subject).await?,
        kind_of(&job.kind),
    ) else {
        return Ok(None);
    };
    let now = app.clock.now();
    let judged = booking.judged()?;
    let planned = PlannedMessage {
        booking: BookingId::from(job.subject.as_str()),
        revision: Revision::numbered(job.revision).unwrap_or(Revision::FIRST),
        kind,
        due: job.due_at,
    };
    if !planned.still_stands(&judged, now) {
        return Ok(None);
    }
    let link = Stoken::new(Kind::ManageLink, &*app.ids);
    let mut transaction = app.store.begin(tenant).await?;
    let expires_at = now.checked_add(LINK_LIFETIME).unwrap_or(Timestamp::MAX);
    transaction
        .add_manage_link(&link.hash(), &booking.customer_id, expires_at)
        .await?;
    let to = transaction.contact_of(&booking.customer_id).await?;
    transaction.commit().await?;

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
    Ok(Some(message(tenant, job, to, words, calendar)))
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
