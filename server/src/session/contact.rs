//! The contact a customer gives, and the form under which it is one and the same.

/// A contact.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Contact {
    /// An email address.
    Email(String),
    /// A phone number in E.164 form.
    Phone(String),
}

impl Contact {
    /// A contact as a person writes it; nothing if it is neither an address nor a number.
    #[must_use]
    pub fn written(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.strip_prefix('+') {
            Some(number) if !number.is_empty() && number.bytes().all(|it| it.is_ascii_digit()) => {
                Some(Self::Phone(text.to_owned()))
            }
            Some(_) => None,
            None => {
                let (name, host) = text.split_once('@')?;
                (!name.is_empty() && !host.is_empty()).then(|| Self::Email(text.to_lowercase()))
            }
        }
    }

    /// As it is kept.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Email(_) => "email",
            Self::Phone(_) => "phone",
        }
    }

    /// The address; of two that differ only in case there is one.
    #[must_use]
    pub fn normal_form(&self) -> &str {
        match self {
            Self::Email(text) | Self::Phone(text) => text,
        }
    }

    /// A contact as it was kept; nothing for an unknown kind.
    #[must_use]
    pub fn kept(kind: &str, normal_form: String) -> Option<Self> {
        match kind {
            "email" => Some(Self::Email(normal_form)),
            "phone" => Some(Self::Phone(normal_form)),
            _ => None,
        }
    }
}

impl From<&scheduler_contracts::contact::Contact> for Contact {
    fn from(contact: &scheduler_contracts::contact::Contact) -> Self {
        match contact {
            scheduler_contracts::contact::Contact::Email { address } => {
                Self::Email(address.to_lowercase())
            }
            scheduler_contracts::contact::Contact::Phone { number } => Self::Phone(number.clone()),
        }
    }
}

/// A contact is personal: it doesn't belong in a log either.
impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Contact({}, [redacted])", self.kind())
    }
}
