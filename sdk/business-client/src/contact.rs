//! Contacts as people type them.

use scheduler_sdk::types::{Contact, InvalidField};

use crate::Error;

/// Punctuation people put into a phone number.
const PUNCTUATION: [char; 6] = [' ', '-', '.', '(', ')', '/'];

/// The email address or phone number a person typed into one field of a form.
///
/// What has an `@` is an address. What is left of anything else without its punctuation must be a
/// number with its country's code, as in `+49 151 1234 5678` or `0049 151 …`: a number without one
/// could be anybody's.
///
/// ```
/// use business_client::{contact, types::Contact};
///
/// let number = contact(" +49 (151) 1234-5678 ")?;
/// assert!(matches!(number, Contact::Phone { number } if number == "+4915112345678"));
/// assert!(contact("0151 1234567").is_err());
/// # Ok::<(), business_client::Error>(())
/// ```
///
/// # Errors
/// [`Error::Invalid`], of the field `/contact`.
pub fn contact(typed: &str) -> Result<Contact, Error> {
    let typed = typed.trim();
    if typed.contains('@') && !typed.contains(char::is_whitespace) {
        return Ok(Contact::Email {
            address: typed.to_owned(),
        });
    }
    let number: String = typed
        .chars()
        .filter(|character| !PUNCTUATION.contains(character) && !character.is_whitespace())
        .collect();
    let number = match number.strip_prefix("00") {
        Some(rest) => format!("+{rest}"),
        None => number,
    };
    let digits = number.strip_prefix('+').unwrap_or_default();
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    if (7..=15).contains(&digits.len()) && all_digits && !digits.starts_with('0') {
        return Ok(Contact::Phone { number });
    }
    Err(Error::Invalid {
        fields: vec![InvalidField {
            at: "/contact".to_owned(),
            expected: "an email address, or a phone number with its country's code such as \
                       +4915112345678"
                .to_owned(),
        }],
    })
}

/// Whether two contacts are one and the same: the case of an address doesn't count.
pub(crate) fn is_same(one: &Contact, other: &Contact) -> bool {
    match (one, other) {
        (Contact::Email { address: one }, Contact::Email { address: other }) => {
            one.to_lowercase() == other.to_lowercase()
        }
        (one, other) => one == other,
    }
}
