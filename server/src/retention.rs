//! What time does by itself: bookings that are over took place; events, answers under idempotency keys,
//! counted calls, links, sessions, customers without a booking, messages and what was reported of them are kept
//! only for a while.

use std::time::Duration;

use jiff::Timestamp;

use crate::{app::App, booking::complete_past, failure::Failure};

/// Counted calls matter for a minute; an hour leaves room for clocks that disagree.
const CALLS: Duration = Duration::from_secs(3600);
/// A session that is over is remembered for a day, so that its stoken is told that it ended rather than
/// that it never was.
const SESSIONS: Duration = Duration::from_secs(24 * 3600);

/// A customer nobody booked under is remembered for a month: longer than codes can be locked.
const CUSTOMERS: Duration = Duration::from_secs(31 * 24 * 3600);

/// Completes, for every tenant, the bookings that are over, and forgets what is older than it is kept.
///
/// # Errors
/// When the database doesn't answer.
pub async fn tidy(app: &App) -> Result<(), Failure> {
    let now = app.clock.now();
    let before = |age: Duration| now.checked_sub(age).unwrap_or(Timestamp::MIN);
    for key in app.store.tenant_keys().await? {
        let Some(tenant) = app.store.tenant_of_key(&key).await? else {
            continue;
        };
        while complete_past(app, &tenant).await? {}
        app.store
            .forget_events(&tenant, before(app.config.events.retention))
            .await?;
        app.store
            .forget_answers(&tenant, before(app.config.idempotency.retention))
            .await?;
        app.store.forget_calls(&tenant, before(CALLS)).await?;
        app.store.forget_manage_links(&tenant, now).await?;
        app.store.forget_sessions(&tenant, before(SESSIONS)).await?;
        app.store
            .forget_customers(&tenant, before(CUSTOMERS))
            .await?;
        let kept = app.config.worker.retention;
        app.store.forget_messages(&tenant, before(kept)).await?;
        app.store.forget_dead_jobs(&tenant, before(kept)).await?;
    }
    Ok(())
}
