//! How long a text message is, and which of several wordings is short enough.
//!
//! A text of the GSM 7-bit alphabet (3GPP TS 23.038) holds 160 characters in one segment and 153 in
//! each of several; any other character makes it UCS-2, with 70 and 67. Each segment is paid for.

/// Segments a text message should have at most.
const ENOUGH: usize = 2;

/// The basic alphabet; characters of the extension take two places.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENSION: &str = "^{}\\[~]|€\u{c}";

/// The first wording that has few enough segments, its punctuation made plain; the last, if none has.
pub(super) fn short_enough(wordings: impl IntoIterator<Item = String>) -> String {
    let mut last = String::new();
    for wording in wordings {
        last = plain(&wording);
        if segments(&last) <= ENOUGH {
            break;
        }
    }
    last
}

/// Segments of a text.
fn segments(text: &str) -> usize {
    let places = text.chars().map(|character| match character {
        character if BASIC.contains(character) => Some(1),
        character if EXTENSION.contains(character) => Some(2),
        _ => None,
    });
    let (length, alone, among) = match places.sum::<Option<usize>>() {
        Some(septets) => (septets, 160, 153),
        None => (text.encode_utf16().count(), 70, 67),
    };
    match length <= alone {
        true => 1,
        false => length.div_ceil(among),
    }
}

/// Typographic characters as the alphabet has them: one dash would make the whole text twice as long.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '–' | '—' | '‑' | '−' => plain.push('-'),
            '‘' | '’' | '‚' | '′' => plain.push('\''),
            '“' | '”' | '„' | '«' | '»' => plain.push('"'),
            '…' => plain.push_str("..."),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => plain.push(' '),
            '•' | '·' => plain.push('-'),
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_counted_as_networks_count_them() {
        for (text, expected) in [
            ("a".repeat(160), 1),
            ("a".repeat(161), 2),
            ("ä".repeat(160), 1),
            ("€".repeat(80), 1),
            ("€".repeat(81), 2),
            ("a".repeat(307), 3),
            ("ł".repeat(70), 1),
            ("ł".repeat(71), 2),
            ("😀".repeat(36), 2),
        ] {
            assert_eq!(segments(&text), expected, "{text}");
        }
    }

    #[test]
    fn the_first_wording_that_is_short_enough_is_sent() {
        let wordings = [
            "ł".repeat(200),
            "Ünal – at nine".to_owned(),
            "no".to_owned(),
        ];
        assert_eq!(short_enough(wordings), "Ünal - at nine");
        let all_too_long = ["x".repeat(400), "y".repeat(310)];
        assert_eq!(short_enough(all_too_long), "y".repeat(310));
    }
}
