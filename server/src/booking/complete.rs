//! Bookings whose time has passed took place, unless somebody said otherwise.

use super::{message_plan::announce, show};
use crate::{
    app::App,
    failure::Failure,
    store::{BookingRow, Tenant, carried_out},
};

/// Bookings completed in one transaction, at most.
const AT_ONCE: u32 = 50;

/// Completes bookings of a tenant that are over; true if there may be more.
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
    let mut done = 0;
    for row in &over {
        // Locked first: no message about it begins to be handed over meanwhile.
        let Some(row) = &transaction.locked_booking(&row.id).await? else {
            continue;
        };
        let Ok(completed) = row.judged()?.completed(now) else {
            continue;
        };
        if transaction
            .handing_over_until(&row.id, now)
            .await?
            .is_some()
        {
            continue;
        }
        let next = BookingRow {
            revision: completed.revision.number(),
            status: completed.state,
            updated_at: now,
            ..row.clone()
        };
        if transaction.update_booking(&next).await? {
            let booking = show::shown(tenant, &next)?;
            announce(app, &mut transaction, &next, &booking, now).await?;
            transaction.announce(&next.customer_id).await?;
            done += 1;
        }
    }
    transaction.commit().await?;
    for row in &over {
        app.wake.customer(&row.customer_id);
    }
    Ok(done == AT_ONCE)
}
