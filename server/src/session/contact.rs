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

    /// A contact as a request gives it; nothing if what it calls an address isn't one alone.
    #[must_use]
    pub fn given(contact: &scheduler_contracts::contact::Contact) -> Option<Self> {
        use scheduler_contracts::contact::Contact as Given;
        match contact {
            Given::Email { address } => {
                is_address_alone(address).then(|| Self::Email(address.to_lowercase()))
            }
            Given::Phone { number } => Some(Self::Phone(number.clone())),
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

/// Marks that change how what stands beside them is shown (Unicode's embeddings and overrides), or show nothing
/// themselves (its `Default_Ignorable_Code_Point`).
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Whether a text is an address and nothing else (RFC 5322, 3.4.1: dot-atoms alone; RFC 6531: beyond ASCII too). A
/// name, a comment, a quoted text or a literal would give whoever delivers it another address to read than this one.
fn is_address_alone(text: &str) -> bool {
    let beyond_ascii =
        |it: char| !it.is_ascii() && !it.is_control() && !it.is_whitespace() && !is_invisible(it);
    let in_name = |it: char| {
        it.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(it) || beyond_ascii(it)
    };
    let in_host = |it: char| it.is_ascii_alphanumeric() || it == '-' || beyond_ascii(it);
    let dotted = |part: &str, allowed: &dyn Fn(char) -> bool| {
        part.split('.')
            .all(|atom| !atom.is_empty() && atom.chars().all(allowed))
    };
    text.split_once('@')
        .is_some_and(|(name, host)| dotted(name, &in_name) && dotted(host, &in_host))
}

/// A contact is personal: it doesn't belong in a log either.
impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Contact({}, [redacted])", self.kind())
    }
}
