//! What a customer wants to book.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, Utc};
use scheduler_sdk::types::{BookingCreate, Contact, ServiceId, StaffId};
use serde::Serialize;
use uuid::Uuid;

/// Characters of a name for an intent.
const NAME: usize = 64;

/// A booking somebody wants, and a name for this intent.
///
/// Give the same one to [`BusinessClient::book`](crate::BusinessClient::book) again after a failure
/// and it is still one booking, even if the first call had gone through. A changed wish is another
/// intent.
///
/// A site that may receive the same form twice makes the name when it renders the form, keeps it in
/// a hidden field and restores it by [`NewBooking::named`].
///
/// ```
/// use business_client::{NewBooking, Utc};
/// # let service = business_client::types::ServiceId(uuid::Uuid::nil());
/// # let start = Utc::now();
/// let wish = NewBooking::new(service, start, "Kim Berger").email("kim@example.com").named("form-1");
/// let again = NewBooking::new(service, start, "Kim Berger").named("form-1").email("kim@example.com");
/// assert_eq!(wish.idempotency_key(), again.idempotency_key());
/// assert_ne!(wish.idempotency_key(), again.note("At the back door.").idempotency_key());
/// ```
#[derive(Clone, PartialEq)]
pub struct NewBooking {
    name: String,
    wish: BookingCreate,
}

impl NewBooking {
    /// `customer_name` wants `service` at `start`, with anybody who is free.
    pub fn new(service: ServiceId, start: DateTime<Utc>, customer_name: impl Into<String>) -> Self {
        Self {
            name: Uuid::new_v4().to_string(),
            wish: BookingCreate {
                contact: None,
                customer_name: customer_name.into(),
                note: None,
                service_id: service,
                staff_id: None,
                start,
            },
        }
    }

    /// With this member of staff and nobody else.
    #[must_use]
    pub fn with_staff(mut self, staff: impl Into<Option<StaffId>>) -> Self {
        self.wish.staff_id = staff.into();
        self
    }

    /// Confirmed by email to this address.
    #[must_use]
    pub fn email(self, address: impl Into<String>) -> Self {
        self.contact(Contact::Email {
            address: address.into(),
        })
    }

    /// Confirmed by SMS to this number, in E.164 form such as `+4915112345678`.
    #[must_use]
    pub fn phone(self, number: impl Into<String>) -> Self {
        self.contact(Contact::Phone {
            number: number.into(),
        })
    }

    /// Confirmed to this contact. May be left out by a customer who has a session.
    #[must_use]
    pub fn contact(mut self, contact: Contact) -> Self {
        self.wish.contact = Some(contact);
        self
    }

    /// Something the customer wants to say.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.wish.note = Some(note.into());
        self
    }

    /// Names the intent, instead of by chance.
    #[must_use]
    pub fn named(mut self, name: impl AsRef<str>) -> Self {
        let fit = |character: &char| character.is_ascii_graphic();
        self.name = name.as_ref().chars().filter(fit).take(NAME).collect();
        self
    }

    /// The intent's name, for a hidden field of a form.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the server knows the intent by: its name and all it wants.
    #[must_use]
    pub fn idempotency_key(&self) -> String {
        key(&self.name, &self.wish)
    }

    pub(crate) fn wish(&self) -> &BookingCreate {
        &self.wish
    }
}

/// Says nothing of the customer.
impl std::fmt::Debug for NewBooking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewBooking")
            .field("name", &self.name)
            .field("service", &self.wish.service_id)
            .field("start", &self.wish.start)
            .finish_non_exhaustive()
    }
}

/// The key of an intent: the same name and body, the same key.
pub(crate) fn key(name: &str, body: &impl Serialize) -> String {
    let mut hasher = DefaultHasher::new();
    serde_json::to_string(body)
        .unwrap_or_default()
        .hash(&mut hasher);
    format!("{name}.{:016x}", hasher.finish())
}
