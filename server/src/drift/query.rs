//! A query string as names and values (`application/x-www-form-urlencoded`).

use std::borrow::Cow;

use percent_encoding::percent_decode;

/// The name that must not stand in the URL of an operation that doesn't declare it.
const STOKEN: &str = "stoken";
/// How often a name is decoded in search of a stoken: proxies have been seen to encode twice.
const DECODINGS: usize = 3;

/// A `name=value` of a query. Either is nothing where its encoding is broken.
#[derive(Clone, Debug)]
pub(super) struct Pair<'q> {
    pub(super) name: Option<Cow<'q, str>>,
    pub(super) value: Option<Cow<'q, str>>,
}

/// The pairs of a query, in order.
pub(super) fn pairs(query: &str) -> impl Iterator<Item = Pair<'_>> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Pair {
                name: decoded(name),
                value: decoded(value),
            }
        })
}

/// Whether a name could carry a stoken, however it was written. What comes near is taken for one:
/// it must not be repeated in an answer or a log.
pub(super) fn names_a_stoken(query: &str) -> bool {
    query.split('&').any(|pair| {
        let name = pair.split_once('=').map_or(pair, |(name, _)| name);
        let mut name = Cow::Borrowed(name);
        for _ in 0..DECODINGS {
            if !name.contains('%') {
                break;
            }
            let decoded = percent_decode(name.as_bytes()).decode_utf8_lossy();
            name = Cow::Owned(decoded.into_owned());
        }
        name.to_ascii_lowercase().contains(STOKEN)
    })
}

/// Nothing if the encoding is broken: a lone percent sign, or bytes that are no UTF-8.
fn decoded(text: &str) -> Option<Cow<'_, str>> {
    if !text.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        return Some(Cow::Borrowed(text));
    }
    let mut rest = text.as_bytes();
    while let Some(position) = rest.iter().position(|byte| *byte == b'%') {
        match rest.get(position + 1..) {
            Some([high, low, after @ ..])
                if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() =>
            {
                rest = after;
            }
            _ => return None,
        }
    }
    let spaced = text.replace('+', " ");
    let decoded = percent_decode(spaced.as_bytes()).decode_utf8().ok()?;
    Some(Cow::Owned(decoded.into_owned()))
}
