//! Pages: where one ends and the next begins.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use scheduler_contracts::envelope::Page;
use serde::{Serialize, de::DeserializeOwned};

use crate::failure::Failure;

/// Where a page token says to go on; nothing on the first page.
///
/// # Errors
/// When it is none of ours.
pub(super) fn after<T: DeserializeOwned>(token: Option<&str>) -> Result<Option<T>, Failure> {
    let Some(token) = token else { return Ok(None) };
    // No place has a NUL in it, and PostgreSQL takes none.
    let read = URL_SAFE_NO_PAD
        .decode(token)
        .ok()
        .filter(|bytes| !String::from_utf8_lossy(bytes).contains("\\u0000"))
        .and_then(|bytes| serde_json::from_slice(&bytes).ok());
    read.map(Some).ok_or_else(|| {
        Failure::invalid(
            "query:pageToken",
            "the `nextPageToken` of an answer to this operation",
        )
    })
}

/// A page of items of which one more than `limit` was asked for; `place` says where the last one
/// stands.
///
/// # Errors
/// When the place can't be written, which for numbers and text doesn't happen.
pub(super) fn cut<T, P: Serialize>(
    mut items: Vec<T>,
    limit: u32,
    place: impl Fn(&T) -> P,
) -> Result<Page<T>, Failure> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = items.len() > limit;
    items.truncate(limit);
    let last = items.last().filter(|_| more);
    let next_page_token = last.map(|last| {
        serde_json::to_vec(&place(last))
            .map(|place| URL_SAFE_NO_PAD.encode(place))
            .map_err(|error| Failure::Internal(format!("a page token can't be written: {error}")))
    });
    Ok(Page {
        data: items,
        next_page_token: next_page_token.transpose()?,
    })
}
