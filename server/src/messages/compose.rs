//! From a job to the message it sends, as things stand at the moment of sending.

use jiff::{SignedDuration, Timestamp};

use super::{
    BookingMessage, CODE_KIND, CalendarPart, CodeMessage, ContactRecord, Message, kind_of, letter,
    letter::Letter,
};
use crate::{
    app::App,
    booking::calendar_file,
    daily_caps::Cap,
    domain::{
        booking::{BookingState, Revision},
        ids::BookingId,
        reminders::{MessageKind, PlannedMessage},
    },
    session::{Contact, Stoken},
    store::{BookingRow, GaveWay, Job, StoreError, Tenant, Transaction},
};

/// How long a manage link works.
const LINK_LIFETIME: SignedDuration = SignedDuration::from_hours(24 * 60);

/// What a job has to send now.
pub(super) struct Composed {
    /// The message.
    pub(super) message: Message,
    /// The booking it is about, if it is about one.
    pub(super) booking: Option<BookingRow>,
}

/// Why a job sends nothing, and never will.
#[derive(Debug, thiserror::Error)]
pub(super) enum ComposeError {
    /// The database doesn't answer; later it may.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The job can't be read.
    #[error("the job can't be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// Its message can't be written.
    #[error(transparent)]
    Words(#[from] letter::WordsError),
    /// The tenant sends no text messages.
    #[error(
        "the tenant has no sender of text messages; set `senders.sms_from` and import it again"
    )]
    NoSender,
    /// There were too many today.
    #[error(
        "beyond a cap of text messages a day; see who had them sent, raise `{}` if they are meant, and retry it",
        .0.key()
    )]
    Capped(Cap),
    /// It is for nobody.
    #[error("a message for no contact")]
    NoContact,
}

impl GaveWay for ComposeError {
    fn gave_way(&self) -> bool {
        matches!(self, Self::Store(error) if error.gave_way())
    }
}

/// The message of a job; nothing if there is nothing to send any more. The booking it is about stays
/// locked until the transaction ends.
pub(super) async fn compose(
    app: &App,
    tenant: &Tenant,
    job: &Job,
    transaction: &mut Transaction,
) -> Result<Option<Composed>, ComposeError> {
    let composed = match job.kind.as_str() {
        CODE_KIND => code(app, tenant, job)?.map(|message| Composed {
            message,
            booking: None,
        }),
        _ => about_booking(app, tenant, job, transaction).await?,
    };
    let Some(mut composed) = composed else {
        return Ok(None);
    };
    // What may have been taken over is handed over as it was.
    if let Some(sealed) = &job.sealed {
        composed.message = serde_json::from_str(sealed)?;
    }
    Ok(Some(composed))
}

fn code(app: &App, tenant: &Tenant, job: &Job) -> Result<Option<Message>, ComposeError> {
    let code: CodeMessage = serde_json::from_str(&job.payload)?;
    if code.expires_at <= app.clock.now() {
        return Ok(None);
    }
    let to = code.contact.contact().ok_or(ComposeError::NoContact)?;
    let letter = letter::code(tenant, &to, &code.code, code.expires_at)?;
    message(tenant, job, &to, letter, None, None).map(Some)
}

async fn about_booking(
    app: &App,
    tenant: &Tenant,
    job: &Job,
    transaction: &mut Transaction,
) -> Result<Option<Composed>, ComposeError> {
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
    let link = serde_json::from_str::<BookingMessage>(&job.payload)?.link();
    let expires_at = now.checked_add(LINK_LIFETIME).unwrap_or(Timestamp::MAX);
    transaction
        .add_manage_link(&link.hash(), &booking.customer_id, expires_at)
        .await?;
    let to = transaction.contact_of(&booking.customer_id).await?;
    let site = tenant.definition().site_url.trim_end_matches('/');
    let address = format!("{site}/manage?link={}", link.reveal());
    let letter = letter::about(tenant, &booking, kind, &to, &address, now)?;
    let calendar = match (&to, kind) {
        (Contact::Phone(_), _) | (_, MessageKind::DayBefore | MessageKind::HourBefore) => None,
        _ => Some(CalendarPart {
            method: method(&booking).to_owned(),
            content: calendar_file(tenant, &booking)?,
        }),
    };
    let message = message(tenant, job, &to, letter, calendar, Some(&link))?;
    Ok(Some(Composed {
        message,
        booking: Some(booking),
    }))
}

/// As the file itself says it.
fn method(booking: &BookingRow) -> &'static str {
    match booking.status {
        BookingState::Cancelled => "CANCEL",
        _ => "PUBLISH",
    }
}

fn message(
    tenant: &Tenant,
    job: &Job,
    to: &Contact,
    letter: Letter,
    calendar: Option<CalendarPart>,
    link: Option<&Stoken>,
) -> Result<Message, ComposeError> {
    let definition = tenant.definition();
    let senders = &definition.senders;
    let (from, reply_to) = match to {
        Contact::Email(_) => (
            format!("{} <{}>", quoted(&definition.name), senders.email_from),
            senders.email_reply_to.clone(),
        ),
        Contact::Phone(_) => (
            senders.sms_from.clone().ok_or(ComposeError::NoSender)?,
            None,
        ),
    };
    Ok(Message {
        id: job.id.clone(),
        tenant: definition.slug.0.clone(),
        kind: job.kind.clone(),
        from,
        reply_to,
        to: ContactRecord::from(to),
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        calendar,
        mark: link.map(Stoken::reveal),
    })
}

/// A display name (RFC 5322, 3.4): one with special characters stands in quotes.
fn quoted(name: &str) -> String {
    let special = |character: char| "()<>[]:;@\\,.\"".contains(character);
    let plain: String = name
        .chars()
        .filter(|character| !character.is_control())
        .collect();
    match plain.contains(special) {
        true => format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\"")),
        false => plain,
    }
}
