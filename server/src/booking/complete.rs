//! Bookings whose time has passed took place, unless somebody said otherwise.

use jiff::Timestamp;
use scheduler_contracts::booking::Booking;

use super::{message_plan::announce, show};
use crate::{
    app::App,
    failure::Failure,
    retention::Step,
    store::{BookingRow, OverBooking, StoreError, Tenant, Transaction, carried_out},
};

/// Bookings completed in one transaction, at most.
const AT_ONCE: u32 = 50;

/// Completes the bookings of a tenant that are over. One that can't be read stays as it is, is told in the log and
/// counted once, and keeps no other; one of which a message is being handed over waits for the next round.
///
/// # Errors
/// When the database doesn't answer.
pub async fn complete_past(app: &App, tenant: &Tenant) -> Result<(), Failure> {
    let mut after = None;
    loop {
        let batch = carried_out(&*app.ids, || attempt(app, tenant, after.as_ref())).await?;
        for customer in &batch.customers {
            app.wake.customer(customer);
        }
        for (id, error) in &batch.unreadable {
            let tenant = &tenant.definition().slug.0;
            tracing::error!(tenant, booking = %id, %error, "a booking that is over stays confirmed");
            app.metrics.upkeep_failed(Step::Completion.as_str());
        }
        match batch.last {
            Some(last) => after = Some(last),
            None => return Ok(()),
        }
    }
}

/// What came of some bookings.
#[derive(Default)]
struct Batch {
    customers: Vec<String>,
    unreadable: Vec<(String, StoreError)>,
    /// After which it goes on; nothing if that were all.
    last: Option<OverBooking>,
}

async fn attempt(
    app: &App,
    tenant: &Tenant,
    after: Option<&OverBooking>,
) -> Result<Batch, Failure> {
    let mut transaction = app.store.begin(tenant).await?;
    let now = app.clock.now();
    let mut over = transaction
        .bookings_to_complete(now, after, AT_ONCE)
        .await?;
    let mut batch = Batch::default();
    for OverBooking { id, .. } in &over {
        let (next, booking) = match completed(&mut transaction, tenant, id, now).await {
            Ok(Some(completed)) => completed,
            Ok(None) => continue,
            Err(error @ StoreError::Corrupt { .. }) => {
                batch.unreadable.push((id.clone(), error));
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        if transaction.update_booking(&next).await? {
            announce(app, &mut transaction, &next, &booking, now).await?;
            transaction.announce(&next.customer_id).await?;
            batch.customers.push(next.customer_id);
        }
    }
    transaction.commit().await?;
    let may_be_more = u32::try_from(over.len()).is_ok_and(|there_were| there_were >= AT_ONCE);
    batch.last = over.pop().filter(|_| may_be_more);
    Ok(batch)
}

/// A booking as it is once completed, and as it is shown then; nothing if it isn't to be now. Nothing is written yet.
async fn completed(
    transaction: &mut Transaction,
    tenant: &Tenant,
    id: &str,
    now: Timestamp,
) -> Result<Option<(BookingRow, Booking)>, StoreError> {
    // Locked first: no message about it begins to be handed over meanwhile.
    let Some(row) = transaction.locked_booking(id).await? else {
        return Ok(None);
    };
    let Ok(completed) = row.judged()?.completed(now) else {
        return Ok(None);
    };
    if transaction.handing_over_until(id, now).await?.is_some() {
        return Ok(None);
    }
    let next = BookingRow {
        revision: completed.revision.number(),
        status: completed.state,
        updated_at: now,
        ..row
    };
    let shown = show::shown(tenant, &next)
        .map_err(|_| StoreError::corrupt("bookings", "an id that is none"))?;
    Ok(Some((next, shown)))
}
