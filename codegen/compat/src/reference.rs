//! Local references: `#/components/schemas/Booking` and any other JSON pointer into the same document.

use std::borrow::Cow;

use serde_json::Value;

use crate::DocumentError;

/// The `$ref` of an object, if it has one.
pub(crate) fn of(value: &Value) -> Option<&str> {
    value.get("$ref")?.as_str()
}

/// What a reference points at, looked up in the root of its document.
pub(crate) fn resolve<'doc>(
    root: &'doc Value,
    reference: &str,
) -> Result<&'doc Value, DocumentError> {
    let Some(fragment) = reference.strip_prefix('#') else {
        return Err(DocumentError::ForeignReference {
            reference: reference.to_owned(),
        });
    };
    root.pointer(&percent_decoded(fragment))
        .ok_or_else(|| DocumentError::DanglingReference {
            reference: reference.to_owned(),
        })
}

/// Follows a chain of references to the first thing that is not a reference itself.
pub(crate) fn follow<'doc>(
    root: &'doc Value,
    mut value: &'doc Value,
) -> Result<&'doc Value, DocumentError> {
    for _ in 0..64 {
        match of(value) {
            None => return Ok(value),
            Some(reference) => value = resolve(root, reference)?,
        }
    }
    Err(DocumentError::EndlessReference {
        reference: of(value).unwrap_or_default().to_owned(),
    })
}

/// The name a reference ends in: `Booking` for `#/components/schemas/Booking`.
pub(crate) fn name(reference: &str) -> &str {
    reference.rsplit('/').next().unwrap_or(reference)
}

fn percent_decoded(fragment: &str) -> Cow<'_, str> {
    if !fragment.contains('%') {
        return Cow::Borrowed(fragment);
    }
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
        match (first, digit(tail.first()), digit(tail.get(1))) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = tail.get(2..).unwrap_or_default();
            }
            _ => bytes.push(*first),
        }
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}
