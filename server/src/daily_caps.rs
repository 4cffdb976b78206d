//! Caps a day on what strangers can have sent, and on what it costs: codes to one contact, text messages to one contact
//! and of one tenant. Days are those of UTC.
//!
//! A code beyond a cap is refused when it is asked for. Any other text message is laid aside when it is due, for an
//! operator to decide: bookings are never refused for what it costs to confirm them.

use std::{cmp::Ordering, num::NonZeroU32};

use jiff::{SignedDuration, Timestamp};

use crate::{
    app::App,
    session::{Contact, TokenHash},
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

/// What counting came to. Nobody is told of it before the transaction it was done in lasts.
#[derive(Debug, Default)]
#[must_use]
pub struct Counted {
    reached: Vec<(Cap, NonZeroU32)>,
    beyond: Option<Cap>,
}

impl Counted {
    /// The cap it is beyond, if it is beyond one. Nothing of it is to last then.
    #[must_use]
    pub fn beyond(&self) -> Option<Cap> {
        self.beyond
    }

    /// Tells the operator of the caps that are reached by it.
    pub fn tell(&self, tenant: &Tenant) {
        for (cap, at_most) in &self.reached {
            tracing::warn!(
                tenant = %tenant.definition().slug.0,
                cap = cap.as_str(),
                at_most,
                key = cap.key(),
                "a cap of the day is reached: codes beyond it are refused, text messages laid aside"
            );
        }
    }
}

/// Counts a code that a contact asks for; it is beyond a cap too if the text message that would bring it is.
///
/// # Errors
/// When the database doesn't answer.
pub async fn count_code(
    app: &App,
    transaction: &mut Transaction,
    contact: &Contact,
    now: Timestamp,
) -> Result<Counted, StoreError> {
    let texts: &[Cap] = match contact {
        Contact::Email(_) => &[],
        Contact::Phone(_) => &[Cap::TextsToContact, Cap::TextsOfTenant],
    };
    for cap in texts {
        let Some(at_most) = cap.at_most(app) else {
            continue;
        };
        let subject = cap.subject(contact);
        if transaction.counted_on(&subject, day_of(now)).await? >= i64::from(at_most.get()) {
            return Ok(Counted {
                beyond: Some(*cap),
                ..Counted::default()
            });
        }
    }
    count(app, transaction, &[Cap::CodesOfContact], contact, now).await
}

/// Counts a text message that is about to be handed over.
///
/// # Errors
/// When the database doesn't answer.
pub async fn count_text(
    app: &App,
    transaction: &mut Transaction,
    number: &Contact,
    now: Timestamp,
) -> Result<Counted, StoreError> {
    // In the same order everywhere, so that two who count both wait for each other and no more.
    let caps = [Cap::TextsToContact, Cap::TextsOfTenant];
    count(app, transaction, &caps, number, now).await
}

/// Counts one more toward each of these caps that there is, up to one it is beyond.
async fn count(
    app: &App,
    transaction: &mut Transaction,
    caps: &[Cap],
    contact: &Contact,
    now: Timestamp,
) -> Result<Counted, StoreError> {
    let mut all = Counted::default();
    for cap in caps {
        let Some(at_most) = cap.at_most(app) else {
            continue;
        };
        let counted = transaction
            .count_on(&cap.subject(contact), day_of(now))
            .await?;
        match counted.cmp(&i64::from(at_most.get())) {
            Ordering::Less => {}
            Ordering::Equal => all.reached.push((*cap, at_most)),
            Ordering::Greater => {
                all.beyond = Some(*cap);
                break;
            }
        }
    }
    Ok(all)
}

/// How long the day of an instant goes on.
#[must_use]
pub fn until_next_day(now: Timestamp) -> SignedDuration {
    let next = day_of(now).checked_add(DAY).unwrap_or(Timestamp::MAX);
    next.duration_since(now)
}

/// When the day of an instant began.
fn day_of(now: Timestamp) -> Timestamp {
    let second = now.as_second();
    Timestamp::from_second(second - second.rem_euclid(DAY.as_secs())).unwrap_or_default()
}
