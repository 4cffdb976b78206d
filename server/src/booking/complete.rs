//! Bookings whose time has passed took place, unless somebody said otherwise.

use super::{message_plan::announce, show};
use crate::{
    app::App,
    failure::Failure,
    retention::Step,
    store::{BookingRow, StoreError, Tenant, carried_out},
};

/// Bookings completed in one transaction, at most.
const AT_ONCE: u32 = 50;

/// Completes bookings of a tenant that are over; true if there may be more. One that can't be read stays as it is,
/// is told in the log and counted, and keeps no other.
///
/// # Errors
/// When the database doesn't answer.
pub async fn complete_past(app: &App, tenant: &Tenant) -> Result<bool, Failure> {
    carried_out(&*app.ids, || attempt(app, tenant)).await
}

async fn attempt(app: &App, tenant: &Tenant) -> Result<bool, Failure> {
    let mut transaction = app.store.begin(tenant).await?;
    let now = app.clock.now();
    let over = transaction.bookings_to_complete(now, AT_ONCE).await?;
    let mut customers = Vec::new();
    for id in &over {
        // Locked first: no message about it begins to be handed over meanwhile.
        let row = match transaction.locked_booking(id).await {
            Ok(Some(row)) => row,
            Ok(None) => continue,
            Err(error @ StoreError::Corrupt { .. }) => {
                let tenant = &tenant.definition().slug.0;
                tracing::error!(tenant, booking = %id, %error, "a booking that is over stays confirmed");
                app.metrics.upkeep_failed(Step::Completion.as_str());
                continue;
            }
            Err(error) => return Err(error.into()),
        };
        let Ok(completed) = row.judged()?.completed(now) else {
            continue;
        };
        if transaction.handing_over_until(id, now).await?.is_some() {
            continue;
        }
        let next = BookingRow {
            revision: completed.revision.number(),
            status: completed.state,
            updated_at: now,
            ..row
        };
        if transaction.update_booking(&next).await? {
            let booking = show::shown(tenant, &next)?;
            announce(app, &mut transaction, &next, &booking, now).await?;
            transaction.announce(&next.customer_id).await?;
            customers.push(next.customer_id);
        }
    }
    transaction.commit().await?;
    for customer in &customers {
        app.wake.customer(customer);
    }
    let all_there_were = u32::try_from(over.len()).is_ok_and(|there_were| there_were < AT_ONCE);
    Ok(!all_there_were && !customers.is_empty())
}
