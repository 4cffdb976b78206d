//! What a customer wants to book.

use std::fmt;

use chrono::{DateTime, Utc};
use scheduler_sdk::types::{BookingCreate, Contact, ServiceId, StaffId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Characters of a name for an intent.
const NAME: usize = 64;

/// The name of one intent: an opaque token that travels in a hidden field of a form.
///
/// Make one when the form is rendered, and give what comes back with the form to
/// [`NewBooking::named`]. A form that is sent twice, by a double click or a reload, is then one
/// booking, even by a visitor who had no session when they sent it.
///
/// It is no secret of the customer's, but whoever knows it and their contact can repeat the form:
/// leave it out of URLs.
///
/// ```
/// use business_client::Intent;
///
/// let intent = Intent::new();
/// let form = format!(r#"<input type="hidden" name="intent" value="{intent}">"#);
/// assert!(form.contains(intent.token()));
/// assert_eq!(Intent::from(intent.token()), intent);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String")]
pub struct Intent(String);

impl Intent {
    /// A name nobody else has.
    #[must_use]
    #[expect(
        clippy::new_without_default,
        reason = "each is another, which a default is not"
    )]
    pub fn new() -> Self {
        Self(Uuid::new_v4().to_string())
    }

    /// What to write into the form: letters, digits and dashes.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.0
    }

    /// Whether nobody could have guessed it, as those of [`Intent::new`].
    pub(crate) fn is_unguessable(&self) -> bool {
        Uuid::parse_str(&self.0).is_ok_and(|id| id.get_version_num() == 4)
    }
}

/// Takes any text, since a form can come back with anything: 64 visible ASCII characters of it at
/// most.
impl From<&str> for Intent {
    fn from(text: &str) -> Self {
        let fit = |character: &char| character.is_ascii_graphic();
        Self(text.chars().filter(fit).take(NAME).collect())
    }
}

impl From<String> for Intent {
    fn from(text: String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&String> for Intent {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<&Intent> for Intent {
    fn from(intent: &Intent) -> Self {
        intent.clone()
    }
}

impl fmt::Display for Intent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A booking somebody wants, and the name of this intent.
///
/// Give the same one to [`BusinessClient::book`](crate::BusinessClient::book) again after a failure
/// and it is still one booking, even if the first call had gone through. A changed wish is another
/// intent.
///
/// A site that may receive the same form twice makes an [`Intent`] when it renders the form, keeps
/// it in a hidden field and restores it by [`NewBooking::named`].
///
/// ```
/// use business_client::{Intent, NewBooking, Utc};
/// # let service = business_client::types::ServiceId(uuid::Uuid::nil());
/// # let start = Utc::now();
/// let intent = Intent::new();
/// let wish = NewBooking::new(service, start, "Kim Berger").email("kim@example.com").named(&intent);
/// let again = NewBooking::new(service, start, "Kim Berger").named(&intent).email("kim@example.com");
/// assert_eq!(wish.idempotency_key(), again.idempotency_key());
/// assert_ne!(wish.idempotency_key(), again.note("At the back door.").idempotency_key());
/// ```
#[derive(Clone, PartialEq)]
pub struct NewBooking {
    intent: Intent,
    wish: BookingCreate,
}

impl NewBooking {
    /// `customer_name` wants `service` at `start`, with anybody who is free.
    pub fn new(service: ServiceId, start: DateTime<Utc>, customer_name: impl Into<String>) -> Self {
        Self {
            intent: Intent::new(),
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

    /// Names the intent by what a form brought back, instead of by chance.
    #[must_use]
    pub fn named(mut self, intent: impl Into<Intent>) -> Self {
        self.intent = intent.into();
        self
    }

    /// The intent's name, for a hidden field of a form.
    #[must_use]
    pub fn name(&self) -> &str {
        self.intent.token()
    }

    /// The intent's name.
    #[must_use]
    pub fn intent(&self) -> &Intent {
        &self.intent
    }

    /// What the server knows the intent by: its name and all it wants.
    #[must_use]
    pub fn idempotency_key(&self) -> String {
        key(self.name(), &self.wish)
    }

    pub(crate) fn wish(&self) -> &BookingCreate {
        &self.wish
    }
}

/// Says nothing of the customer.
impl fmt::Debug for NewBooking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewBooking")
            .field("intent", &self.intent)
            .field("service", &self.wish.service_id)
            .field("start", &self.wish.start)
            .finish_non_exhaustive()
    }
}

/// The key of an intent: the same name and body, the same key.
pub(crate) fn key(name: &str, body: &impl Serialize) -> String {
    let body = serde_json::to_string(body).unwrap_or_default();
    format!("{name}.{:016x}", fnv1a(body.as_bytes()))
}

/// FNV-1a of 64 bits: the same in every process and build of a site, as the standard library's
/// hasher promises not to be. Two bodies of one hash under one name are told apart by the server.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
