//! Codes: six digits sent to the contact prove a session.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{Access, TokenHash, open::later};
use crate::{
    app::App,
    daily_caps::{self, Cap, Counted},
    messages::{CODE_KIND, CodeMessage},
    store::{CodeLocks, GaveWay, NewJob, StoreError, Tenant, carried_out},
};

/// How long locks become, and how long it takes until they are forgotten.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// A code that is on its way.
#[derive(Clone, Copy, Debug)]
pub struct SentCode {
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// Why a session isn't verified.
#[derive(Debug, thiserror::Error)]
pub enum VerifyRefusal {
    /// The code is wrong, has expired or was used.
    #[error("the code is not the one that was sent")]
    Wrong,
    /// The session is over meanwhile.
    #[error("the session is over")]
    Ended,
    /// Too many wrong codes for this contact.
    #[error("codes of this contact are locked")]
    Locked {
        /// For how long.
        wait: SignedDuration,
    },
    /// Too many codes or text messages today.
    #[error("beyond a cap of the day, `{}`", cap.key())]
    Capped {
        /// Which one.
        cap: Cap,
        /// Until the next day.
        wait: SignedDuration,
    },
    /// The database doesn't answer.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl GaveWay for VerifyRefusal {
    fn gave_way(&self) -> bool {
        matches!(self, Self::Store(error) if error.gave_way())
    }
}

/// Sends a new code to a session's contact. The one before is good no more. What is refused counts toward no cap.
///
/// # Errors
/// When codes of the contact are locked, the session is over, a cap of the day is reached, or the database doesn't
/// answer.
pub async fn send_code(
    app: &App,
    tenant: &Tenant,
    access: &Access,
) -> Result<SentCode, VerifyRefusal> {
    let kept = carried_out(&*app.ids, || keep_code(app, tenant, access)).await;
    if let Err(VerifyRefusal::Capped { cap, .. }) = kept {
        app.metrics.capped(cap);
    }
    let (sent, counted) = kept?;
    counted.tell(tenant);
    app.wake.worker();
    Ok(sent)
}

async fn keep_code(
    app: &App,
    tenant: &Tenant,
    access: &Access,
) -> Result<(SentCode, Counted), VerifyRefusal> {
    let now = app.clock.now();
    let mut transaction = app.store.begin(tenant).await?;
    refuse_locked(transaction.code_locks(access.customer()).await?, now)?;
    // No code is kept for a customer who was erased meanwhile.
    if !transaction.session_lives(access.session_id(), now).await? {
        return Err(VerifyRefusal::Ended);
    }
    let counted = daily_caps::count_code(app, &mut transaction, access.contact(), now).await?;
    if let Some(cap) = counted.beyond() {
        let wait = daily_caps::until_next_day(now);
        return Err(VerifyRefusal::Capped { cap, wait });
    }

    let code = format!("{:06}", app.ids.below(1_000_000));
    let expires_at = later(now, app.config.code.lifetime);
    transaction
        .set_code(access.session_id(), &hash(access, &code), expires_at)
        .await?;
    let id = app.ids.uuid(now).to_string();
    let message = CodeMessage {
        contact: access.contact().into(),
        code,
        expires_at,
    };
    // Whose it is outlives its session, for the day they are erased; each code is a message of its own.
    let job = NewJob {
        subject: format!("{}/{id}", access.customer()),
        id,
        revision: 1,
        kind: CODE_KIND,
        payload: message.to_json()?,
        due_at: now,
    };
    transaction.add_job(&job, now).await?;
    transaction.commit().await?;
    Ok((SentCode { expires_at }, counted))
}

/// Verifies a session by the code its holder received.
///
/// # Errors
/// When the code is wrong or codes are locked; a wrong one counts even though nothing else changes.
pub async fn verify(
    app: &App,
    tenant: &Tenant,
    access: &Access,
    code: &str,
) -> Result<(), VerifyRefusal> {
    carried_out(&*app.ids, || attempt(app, tenant, access, code)).await
}

async fn attempt(
    app: &App,
    tenant: &Tenant,
    access: &Access,
    code: &str,
) -> Result<(), VerifyRefusal> {
    let now = app.clock.now();
    let mut transaction = app.store.begin(tenant).await?;
    let locks = transaction.code_locks(access.customer()).await?;
    refuse_locked(locks, now)?;

    let sent = transaction.code(access.session_id(), now).await?;
    let given = hash(access, code);
    if !sent.is_some_and(|sent| sent.matches(&given)) {
        let codes = &app.config.code;
        let lock = next_lock(locks, codes.lock, now);
        transaction
            .count_wrong_code(access.customer(), codes.tries.get(), lock)
            .await?;
        transaction.commit().await?;
        return Err(VerifyRefusal::Wrong);
    }
    transaction.forget_code(access.session_id()).await?;
    transaction.forget_wrong_codes(access.customer()).await?;
    transaction.verify_session(access.session_id()).await?;
    transaction.announce(access.customer()).await?;
    transaction.commit().await?;
    app.wake.customer(access.customer());
    Ok(())
}

/// The lock after so many: twice as long as the one before, up to a day. A day without one, and the first
/// comes again: whoever guesses for years has some twenty tries a day.
fn next_lock(before: CodeLocks, first: Duration, now: Timestamp) -> CodeLocks {
    let quiet = now.duration_since(before.until) >= DAY;
    let times = if quiet { 0 } else { before.times };
    let longest = first.max(DAY.unsigned_abs());
    let doubled = 1_u32.checked_shl(times).unwrap_or(u32::MAX);
    CodeLocks {
        until: later(now, first.saturating_mul(doubled).min(longest)),
        times: times.saturating_add(1),
    }
}

fn refuse_locked(locks: CodeLocks, now: Timestamp) -> Result<(), VerifyRefusal> {
    if locks.until > now {
        return Err(VerifyRefusal::Locked {
            wait: locks.until.duration_since(now),
        });
    }
    Ok(())
}

fn hash(access: &Access, code: &str) -> TokenHash {
    TokenHash::of(&[access.session_id(), code])
}
