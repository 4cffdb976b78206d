//! Takes stokens out of text: the last line of defence.
//!
//! Every token of ours begins with a prefix of its own, so it is found wherever it stands: in a URL, in
//! JSON, in the message of an error nobody foresaw. Whatever is given as `stoken=` goes too, well-formed
//! or not. [`Redacting`] does this to everything a log writes.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use tracing_subscriber::fmt::MakeWriter;

/// What stands where a stoken stood.
const REDACTED: &[u8] = b"[redacted]";

/// How tokens begin, up to the underscore: of sessions, of event streams, of manage links.
const PREFIXES: [&[u8]; 3] = [b"nxs", b"nxe", b"nxm"];

/// The name a stoken is given under in a URL.
const NAME: &[u8] = b"stoken";

/// The text without its stokens.
///
/// ```
/// use scheduler_server::telemetry::redaction::redact;
///
/// assert_eq!(redact("GET /events?stoken=abc&x=1"), "GET /events?stoken=[redacted]&x=1");
/// assert_eq!(redact("Bearer nxs_3QvN8aLx0PzK"), "Bearer nxs_[redacted]");
/// assert_eq!(redact("nothing to hide"), "nothing to hide");
/// ```
#[must_use]
pub fn redact(text: &str) -> Cow<'_, str> {
    match redact_bytes(text.as_bytes()) {
        Cow::Borrowed(_) => Cow::Borrowed(text),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

fn redact_bytes(text: &[u8]) -> Cow<'_, [u8]> {
    let mut clean = Vec::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(secret) = Secret::at_start_of(rest) else {
            at += 1;
            continue;
        };
        let kept = text.get(copied..at + secret.introduction);
        clean.extend_from_slice(kept.unwrap_or_default());
        clean.extend_from_slice(REDACTED);
        at += secret.introduction + secret.length;
        copied = at;
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    clean.extend_from_slice(text.get(copied..).unwrap_or_default());
    Cow::Owned(clean)
}

/// A secret and the words that announce it, in bytes.
struct Secret {
    introduction: usize,
    length: usize,
}

impl Secret {
    fn at_start_of(text: &[u8]) -> Option<Self> {
        match text.first()? {
            b'n' => Self::token(text),
            b's' | b'S' => Self::named(text),
            _ => None,
        }
    }

    /// `nxs_…`: it lasts as long as characters follow that a token can have.
    fn token(text: &[u8]) -> Option<Self> {
        let prefix = PREFIXES
            .into_iter()
            .find(|prefix| text.starts_with(prefix))?;
        let rest = text.get(prefix.len()..)?;
        let underscore = one_of(rest, &[b"_", b"%5F"])?;
        Self::of(prefix.len() + underscore, text, |rest| match rest {
            [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => 3,
            [byte, ..] if byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') => 1,
            _ => 0,
        })
    }

    /// `stoken=…`, in any case, encoded or not, or `"stoken":"…"`: it lasts until something ends it.
    fn named(text: &[u8]) -> Option<Self> {
        let name = one_of(text, &[NAME])?;
        let rest = text.get(name..)?;
        let is = one_of(rest, &[b"=\"", b"=\\\"", b"=", b"%3D"])
            .or_else(|| one_of(rest, &[b"\":\"", b"\": \"", b"\\\":\\\"", b"\\\": \\\""]))?;
        Self::of(name + is, text, |rest| match rest {
            [byte, ..] if !byte.is_ascii_whitespace() && !b"&#\"'`<>\\,;)}".contains(byte) => 1,
            _ => 0,
        })
    }

    /// The secret that follows an introduction; `belongs` says how many bytes at the start of a text are
    /// part of it.
    fn of(introduction: usize, text: &[u8], belongs: impl Fn(&[u8]) -> usize) -> Option<Self> {
        let secret = text.get(introduction..)?;
        let mut length = 0;
        loop {
            match belongs(secret.get(length..).unwrap_or_default()) {
                0 => break,
                more => length += more,
            }
        }
        (length > 0).then_some(Self {
            introduction,
            length,
        })
    }
}

/// The length of the first of these that the text begins with, in any case.
fn one_of(text: &[u8], starts: &[&[u8]]) -> Option<usize> {
    let begins = |start: &&&[u8]| {
        text.get(..start.len())
            .is_some_and(|beginning| beginning.eq_ignore_ascii_case(start))
    };
    starts.iter().find(begins).map(|start| start.len())
}

/// Makes writers that write no stoken.
#[derive(Clone, Debug)]
pub struct Redacting<M>(pub M);

impl<'w, M: MakeWriter<'w>> MakeWriter<'w> for Redacting<M> {
    type Writer = RedactedLines<M::Writer>;

    fn make_writer(&'w self) -> Self::Writer {
        RedactedLines::over(self.0.make_writer())
    }

    fn make_writer_for(&'w self, meta: &tracing::Metadata<'_>) -> Self::Writer {
        RedactedLines::over(self.0.make_writer_for(meta))
    }
}

/// Writes whole lines, without their stokens.
///
/// It holds a line back until it is complete, since a stoken may come in pieces; what is left when it
/// goes is written then.
#[derive(Debug)]
pub struct RedactedLines<W: Write> {
    inner: W,
    held_back: Vec<u8>,
}

impl<W: Write> RedactedLines<W> {
    /// Writes to `inner`.
    pub fn over(inner: W) -> Self {
        Self {
            inner,
            held_back: Vec::new(),
        }
    }
}

impl<W: Write> Write for RedactedLines<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held_back.extend_from_slice(bytes);
        if let Some(newline) = self.held_back.iter().rposition(|byte| *byte == b'\n') {
            let rest = self.held_back.split_off(newline + 1);
            let lines = std::mem::replace(&mut self.held_back, rest);
            self.inner.write_all(&redact_bytes(&lines))?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl<W: Write> Drop for RedactedLines<W> {
    fn drop(&mut self) {
        if !self.held_back.is_empty() {
            // Nobody is left to be told that a log can't be written.
            let _ = self.inner.write_all(&redact_bytes(&self.held_back));
        }
    }
}
