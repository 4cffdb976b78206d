//! What a change sets in motion: its event and its messages, in its own transaction.

use jiff::Timestamp;
use scheduler_contracts::{booking::Booking, event::Event};

use crate::{
    app::App,
    domain::{
        booking::{BookingState, Revision},
        reminders,
    },
    failure::Failure,
    messages::{BookingMessage, kind_name},
    store::{BookingRow, NewJob, Transaction},
};

use super::show::contract_instant;

/// Adds the event and the messages of a booking that was just made or changed, and withdraws the
/// messages of what it was before.
pub(super) async fn announce(
    app: &App,
    transaction: &mut Transaction,
    row: &BookingRow,
    shown: &Booking,
    now: Timestamp,
) -> Result<(), Failure> {
    let at = contract_instant(now);
    let booking = shown.clone();
    let event = match row.status {
        BookingState::Confirmed if row.revision == 1 => Event::BookingConfirmed { at, booking },
        BookingState::Confirmed => Event::BookingRescheduled { at, booking },
        BookingState::Cancelled => Event::BookingCancelled { at, booking },
        BookingState::Completed | BookingState::NoShow => Event::BookingCompleted { at, booking },
    };
    let payload = serde_json::to_string(&event)
        .map_err(|error| Failure::Internal(format!("an event can't be written: {error}")))?;
    transaction
        .add_event(&row.customer_id, row.session_id.as_deref(), &payload, now)
        .await?;

    let plan = reminders::plan(&row.judged()?, now);
    if plan.withdraw_before > Revision::FIRST {
        transaction
            .remove_jobs(&row.id, plan.withdraw_before.number())
            .await?;
    }
    let mut jobs = Vec::with_capacity(plan.messages.len());
    for message in plan.messages {
        jobs.push(NewJob {
            id: app.ids.uuid(now).to_string(),
            subject: row.id.clone(),
            revision: message.revision.number(),
            kind: kind_name(message.kind),
            payload: BookingMessage::new(&*app.ids).to_json()?,
            due_at: message.due,
        });
    }
    transaction.add_jobs(&jobs, now).await?;
    Ok(())
}
