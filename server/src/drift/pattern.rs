//! Patterns: ECMA 262 as JSON Schema means them, matched in time linear in the text.

use regex::Regex;

/// Why a pattern of the document can't be enforced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unmatchable;

/// Compiles a pattern. Look-around and back references have no linear-time match, so they are
/// refused rather than given to an engine that a request could stall.
pub(super) fn compile(pattern: &str) -> Result<Regex, Unmatchable> {
    let translated = jsonschema_regex::to_rust_regex(pattern).map_err(|()| Unmatchable)?;
    Regex::new(&translated).map_err(|_| Unmatchable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_what_they_mean_in_ecma() {
        let cases = [
            (r"^[^\u0000-\u001f\u007f]*$", "Kim\u{80}", true),
            (r"^[^\u0000-\u001f\u007f]*$", "Kim\n", false),
            (r"^[^\u0000-\u001f\u007f]*$", "Kim\0", false),
            (r"^[0-9]{6}$", "123456\n", false),
            (r"^\d$", "٣", false),
            (r"^\w$", "é", false),
            (r"^\s$", "\u{feff}", true),
            (r"^\s$", "\u{85}", false),
            (r"^[\s]$", "\u{feff}", true),
            (r"^[^@\s]$", "\u{feff}", false),
            (r"^.$", "\u{2028}", false),
            (r"^.$", "\r", false),
            (r"^.$", "😀", true),
            (r"a\/b", "xa/by", true),
        ];
        for (pattern, text, matches) in cases {
            let compiled = compile(pattern).expect(pattern);
            assert_eq!(compiled.is_match(text), matches, "{pattern} on {text:?}");
        }
    }

    #[test]
    fn what_has_no_linear_match_is_refused() {
        for pattern in [r"(?=a)b", r"(a)\1", r"(?<!a)b", "(", "[b-a]"] {
            assert!(compile(pattern).is_err(), "{pattern}");
        }
    }
}
