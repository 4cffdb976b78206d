//! Caps a day on what strangers can have sent, and on what it costs: codes to one contact, text messages to one contact
//! and of one tenant. Days are those of UTC.
//!
//! A code beyond a cap is refused when it is asked for. Any other text message is laid aside when it is due, for an
//! operator to decide: bookings are never refused for what it costs to confirm them.

use std::num::NonZeroU32;

use jiff::{SignedDuration, Timestamp};

use crate::{
    app::App,
    session::{Contact, Limited, TokenHash},
    store::{StoreError, Tenant, Transaction},
};

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// What is capped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    /// Codes asked for by one contact at a tenant.
    CodesOfContact,
    /// Text messages to one number at a tenant.
    TextsToContact,
    /// Text messages of a tenant.
    TextsOfTenant,
}

impl Cap {
    /// Every one.
    pub const ALL: [Self; 3] = [
        Self::CodesOfContact,
        Self::TextsToContact,
        Self::TextsOfTenant,
    ];

    /// As metrics say it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CodesOfContact => "codes_of_contact",
            Self::TextsToContact => "texts_to_contact",
            Self::TextsOfTenant => "texts_of_tenant",
        }
    }

    /// The key that configures it.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::CodesOfContact => "rate_limits.codes_per_contact_day",
            Self::TextsToContact => "rate_limits.sms_per_contact_day",
            Self::TextsOfTenant => "rate_limits.sms_per_tenant_day",
        }
    }

    fn at_most(self, app: &App) -> Option<NonZeroU32> {
        let limits = &app.config.rate_limits;
        match self {
            Self::CodesOfContact => limits.codes_per_contact_day.filter(|_| limits.by_contact),
            Self::TextsToContact => limits.sms_per_contact_day.filter(|_| limits.by_contact),
            Self::TextsOfTenant => limits.sms_per_tenant_day,
        }
    }

    fn subject(self, contact: &Contact) -> String {
        let hash = || TokenHash::of(&[contact.kind(), contact.normal_form()]);
        match self {
            Self::CodesOfContact => format!("codes contact {}", hash().as_str()),
            Self::TextsToContact => format!("texts contact {}", hash().as_str()),
            Self::TextsOfTenant => "texts".to_owned(),
        }
    }
}

/// Counts a code that a contact asks for, and refuses it if that, or the text message that would bring it, is beyond
/// a cap.
///
/// # Errors
/// When it is, until the next day; or the database doesn't answer.
pub async fn count_code(app: &App, tenant: &Tenant, contact: &Contact) -> Result<(), Limited> {
    let now = app.clock.now();
    let texts: &[Cap] = match contact {
        Contact::Email(_) => &[],
        Contact::Phone(_) => &[Cap::TextsToContact, Cap::TextsOfTenant],
    };
    for cap in texts {
        let Some(at_most) = cap.at_most(app) else {
            continue;
        };
        let subject = cap.subject(contact);
        let counted = app.store.counted_on(tenant, &subject, day_of(now)).await?;
        if counted >= i64::from(at_most.get()) {
            return Err(refused(app, *cap, now));
        }
    }
    let mut transaction = app.store.begin(tenant).await?;
    let counted = count(app, tenant, &mut transaction, Cap::CodesOfContact, contact);
    if !counted.await? {
        return Err(refused(app, Cap::CodesOfContact, now));
    }
    transaction.commit().await?;
    Ok(())
}

/// Counts a text message that is about to be handed over; the cap it is beyond, if it is beyond one. Nothing of it
/// is to last then.
///
/// # Errors
/// When the database doesn't answer.
pub async fn count_text(
    app: &App,
    tenant: &Tenant,
    transaction: &mut Transaction,
    number: &Contact,
) -> Result<Option<Cap>, StoreError> {
    // In the same order everywhere, so that two who count both wait for each other and no more.
    for cap in [Cap::TextsToContact, Cap::TextsOfTenant] {
        if !count(app, tenant, transaction, cap, number).await? {
            app.metrics.capped(cap);
            return Ok(Some(cap));
        }
    }
    Ok(None)
}

/// Whether one more is within a cap, if there is one.
async fn count(
    app: &App,
    tenant: &Tenant,
    transaction: &mut Transaction,
    cap: Cap,
    contact: &Contact,
) -> Result<bool, StoreError> {
    let Some(at_most) = cap.at_most(app) else {
        return Ok(true);
    };
    let day = day_of(app.clock.now());
    let counted = transaction.count_on(&cap.subject(contact), day).await?;
    let at_most = i64::from(at_most.get());
    if counted == at_most {
        tracing::warn!(
            tenant = %tenant.definition().slug.0,
            cap = cap.as_str(),
            at_most,
            key = cap.key(),
            "a cap of the day is reached: codes beyond it are refused, text messages laid aside"
        );
    }
    Ok(counted <= at_most)
}

fn refused(app: &App, cap: Cap, now: Timestamp) -> Limited {
    app.metrics.capped(cap);
    let next = day_of(now).checked_add(DAY).unwrap_or(Timestamp::MAX);
    Limited::Wait {
        seconds: u32::try_from(next.duration_since(now).as_secs()).unwrap_or(1),
    }
}

/// When the day of an instant began.
fn day_of(now: Timestamp) -> Timestamp {
    let second = now.as_second();
    Timestamp::from_second(second - second.rem_euclid(DAY.as_secs())).unwrap_or_default()
}
