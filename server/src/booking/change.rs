//! Rescheduling and cancelling.

use std::time::Duration;

use jiff::Timestamp;
use scheduler_contracts::{
    booking::{BookingChange, Change},
    ids::ServiceId,
};
use tokio::time::{Instant, sleep};

use super::{
    create::{Wanted, domain_service, refused, shares, staff_name},
    message_plan::announce,
    replay::{Intent, Told},
    show,
};
use crate::{
    app::App,
    domain::{
        appointment::SlotRefusal,
        assign::StaffChoice,
        booking::{Booking as Judged, Revision},
        ids::StaffId,
        slots::SlotSearch,
        staff::Staff,
    },
    failure::Failure,
    session::Access,
    store::{BookingRow, StoreError, Tenant, Transaction, carried_out},
    telemetry::metrics::BookingOutcome,
};

/// How long to wait before looking again whether a message is handed over: at first, and at most.
const LOOK_FIRST: Duration = Duration::from_millis(10);
const LOOK_MOST: Duration = Duration::from_millis(250);

const NO_SUCH_BOOKING: Failure = Failure::NotFound("There is no such booking in this session.");

/// Changes a booking, or answers what the same intent was answered before.
///
/// # Errors
/// `RevisionConflict` with the booking as it stands if somebody changed it meanwhile; whatever the
/// contract says besides.
pub async fn change(
    app: &App,
    tenant: &Tenant,
    access: &Access,
    id: &str,
    asked: &BookingChange,
    intent: &Intent,
) -> Result<Told, Failure> {
    let _guard = intent.begin(app, tenant)?;
    carried_out(&*app.ids, || {
        attempt(app, tenant, access, id, asked, intent)
    })
    .await
}

async fn attempt(
    app: &App,
    tenant: &Tenant,
    access: &Access,
    id: &str,
    asked: &BookingChange,
    intent: &Intent,
) -> Result<Told, Failure> {
    let (mut transaction, row) = match begin(app, tenant, access, id, intent).await? {
        Begun::Change(transaction, row) => (transaction, *row),
        Begun::Done(before) => {
            app.metrics.booking(BookingOutcome::Repeated);
            return Ok(before);
        }
    };
    let mut now = app.clock.now();
    let mut wanted = None;
    let judged = row.judged()?;
    let seen = Revision::numbered(asked.revision)
        .ok_or_else(|| Failure::invalid("/revision", "a number from 1"))?;
    let policy = tenant.definition().policy();

    let next = match &asked.change {
        Change::Cancel { reason } => {
            still_lives(&mut transaction, access, now).await?;
            let cancelled = judged.cancelled(seen, &policy, now);
            let cancelled = match cancelled {
                Ok(cancelled) => cancelled,
                Err(refusal) => {
                    return Err(Failure::of_change(refusal, show::shown(tenant, &row)?));
                }
            };
            BookingRow {
                cancel_reason: reason.clone(),
                ..moved(&row, &cancelled)
            }
        }
        Change::Reschedule { start, staff_id } => {
            let start = show::domain_instant(*start);
            let service_id = service_of(&row)?;
            let service = domain_service(tenant, &service_id)?;
            let choice = match staff_id {
                Some(staff) => StaffChoice::Only(StaffId::from(staff.to_string())),
                None => StaffChoice::Rather(judged.staff.clone()),
            };
            let mut staff: Vec<Staff> = tenant.definition().staff_for(&service_id).collect();
            if let StaffChoice::Only(_) = choice {
                staff.retain(|member| choice.allows(&member.id));
            }
            let zone = tenant.definition().zone();
            let (from, to) = SlotSearch::looks_at(zone, &service, start);
            transaction.lock_and_fill(&mut staff, from, to).await?;
            // Read after every wait, so that policies are judged as they stand when this commits.
            now = app.clock.now();
            still_lives(&mut transaction, access, now).await?;
            if let Err(refusal) = judged.may_be_rescheduled(seen, &policy, now) {
                return Err(Failure::of_change(refusal, show::shown(tenant, &row)?));
            }
            let search = SlotSearch::moving(zone, &service, &staff, now, &judged.id);
            let appointment = match search.judge(start, &choice) {
                Ok(appointment) => appointment,
                Err(refusal) => {
                    drop(transaction);
                    let wanted = Wanted {
                        id: &service_id,
                        service: &service,
                        start,
                        choice: &choice,
                    };
                    return Err(refused(app, tenant, &wanted, refusal, Some(&judged.id)).await);
                }
            };
            let rescheduled = judged.rescheduled(seen, &policy, now, &appointment);
            let rescheduled = match rescheduled {
                Ok(rescheduled) => rescheduled,
                Err(refusal) => {
                    return Err(Failure::of_change(refusal, show::shown(tenant, &row)?));
                }
            };
            let next = BookingRow {
                shares: shares(&service, appointment.start()),
                single: !service.is_group(),
                staff_name: staff_name(tenant, appointment.staff().as_str()),
                occupied_from: appointment.occupied_from(),
                occupied_until: appointment.occupied_until(),
                ..moved(&row, &rescheduled)
            };
            wanted = Some((service_id, service, start, choice));
            next
        }
    };
    let next = BookingRow {
        updated_at: now,
        ..next
    };
    let booking = show::shown(tenant, &next)?;
    let updated = transaction.update_booking(&next).await;
    if let (Err(StoreError::Overlap(_)), Some((id, service, start, choice))) = (&updated, &wanted) {
        drop(transaction);
        let wanted = Wanted {
            id,
            service,
            start: *start,
            choice,
        };
        let taken = SlotRefusal::Taken;
        return Err(refused(app, tenant, &wanted, taken, Some(&judged.id)).await);
    }
    if !updated? {
        return Err(Failure::RevisionConflict(Box::new(show::shown(
            tenant, &row,
        )?)));
    }
    announce(app, &mut transaction, &next, &booking, now).await?;
    let told = intent.keep(&mut transaction, &booking, now).await?;
    transaction.announce(&next.customer_id).await?;
    transaction.commit().await?;
    app.metrics.booking(match asked.change {
        Change::Reschedule { .. } => BookingOutcome::Rescheduled,
        Change::Cancel { .. } => BookingOutcome::Cancelled,
    });
    app.wake.customer(&next.customer_id);
    app.wake.worker();
    Ok(told)
}

/// How a change begins.
enum Begun {
    /// With a booking that is locked, of which no message is being handed over.
    Change(Transaction, Box<BookingRow>),
    /// It was done already.
    Done(Told),
}

/// Begins a change. While a message about the booking is being handed over it waits, as long as that
/// can take: a message of the old state never leaves after the change is made.
async fn begin(
    app: &App,
    tenant: &Tenant,
    access: &Access,
    id: &str,
    intent: &Intent,
) -> Result<Begun, Failure> {
    let given_up = Instant::now() + app.config.worker.lease + LOOK_MOST;
    let mut look = LOOK_FIRST;
    loop {
        let mut transaction = app.store.begin(tenant).await?;
        let now = app.clock.now();
        if let Some(before) = intent.first_success(app, &mut transaction, now).await? {
            return Ok(Begun::Done(before));
        }
        let row = transaction.locked_booking(id).await?;
        let row = row
            .filter(|row| access.bookings().includes(row))
            .ok_or(NO_SUCH_BOOKING)?;
        let now = app.clock.now();
        if transaction.handing_over_until(id, now).await?.is_none() {
            return Ok(Begun::Change(transaction, Box::new(row)));
        }
        transaction.undo().await?;
        if Instant::now() >= given_up {
            return Err(Failure::InProgress);
        }
        sleep(look).await;
        look = (look * 2).min(LOOK_MOST);
    }
}

/// Asked after every wait, so that nothing is changed in a session that ended meanwhile.
async fn still_lives(
    transaction: &mut Transaction,
    access: &Access,
    now: Timestamp,
) -> Result<(), Failure> {
    match transaction.session_lives(access.session_id(), now).await? {
        true => Ok(()),
        false => Err(Failure::SessionEnded),
    }
}

fn moved(row: &BookingRow, to: &Judged) -> BookingRow {
    BookingRow {
        revision: to.revision.number(),
        status: to.state,
        staff_id: to.staff.as_str().to_owned(),
        start: to.start,
        end: to.end,
        buffer_before_minutes: to.buffer_before_minutes,
        buffer_after_minutes: to.buffer_after_minutes,
        ..row.clone()
    }
}

fn service_of(row: &BookingRow) -> Result<ServiceId, Failure> {
    let id = row.service_id.parse();
    id.map(ServiceId)
        .map_err(|_| Failure::Internal(format!("booking {} has no service id", row.id)))
}
