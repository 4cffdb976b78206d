//! Text from documents, made harmless for where it is shown.

/// Terminals and logs: characters that would move, colour or hide text are written as escapes.
pub(super) fn plain(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' => safe.push('\n'),
            other if is_treacherous(other) => safe.extend(other.escape_unicode()),
            other => safe.push(other),
        }
    }
    safe
}

/// The same in one line.
pub(super) fn line(text: &str) -> String {
    plain(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Controls, and those that turn the direction of writing.
fn is_treacherous(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Text and attributes of HTML and XML.
pub(super) fn markup(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in plain(text).chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

/// Text of Markdown, in one line: no markup, no HTML, nobody mentioned, no issue linked.
pub(super) fn markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in line(text).chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '@' => safe.push_str("&#64;"),
            '#' => safe.push_str("&#35;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '!' | '|' | '~' | '$' => {
                safe.push('\\');
                safe.push(character);
            }
            other => safe.push(other),
        }
    }
    // What looks like an address is no link.
    safe.replace("://", "&#58;//").replace("www.", "www&#46;")
}

/// A code span of Markdown.
pub(super) fn code(text: &str) -> String {
    let text = line(text);
    let fence = "`".repeat(longest_run(&text) + 1);
    match text.starts_with('`') || text.ends_with('`') || text.is_empty() {
        true => format!("{fence} {text} {fence}"),
        false => format!("{fence}{text}{fence}"),
    }
}

/// A code block of Markdown.
pub(super) fn block(language: &str, text: &str) -> String {
    let text = plain(text);
    let fence = "`".repeat(longest_run(&text).max(2) + 1);
    format!("{fence}{language}\n{}\n{fence}\n", text.trim_end())
}

fn longest_run(text: &str) -> usize {
    text.split(|character| character != '`')
        .map(str::len)
        .max()
        .unwrap_or_default()
}

/// A relative reference of a URI.
pub(super) fn uri(path: &str) -> String {
    let mut safe = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                safe.push(char::from(byte));
            }
            other => safe.push_str(&format!("%{other:02X}")),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{block, code, markdown, markup, plain, uri};

    #[test]
    fn a_terminal_is_not_driven_by_a_document() {
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c"), "a\\u{1b}[31mb\\u{202e}c");
    }

    #[test]
    fn markup_stays_text() {
        assert_eq!(
            markup("<a b='c'>&\"\u{0}"),
            "&lt;a b=&#39;c&#39;&gt;&amp;&quot;\\u{0}"
        );
        assert_eq!(
            markdown("<b>\n[x](https://y) @team #1"),
            "&lt;b&gt; \\[x\\](https&#58;//y) &#64;team &#35;1"
        );
    }

    #[test]
    fn code_is_fenced_by_more_backticks_than_it_has() {
        assert_eq!(code("a``b"), "```a``b```");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(block("json", "```\n"), "````json\n```\n````\n");
    }

    #[test]
    fn a_path_is_a_uri() {
        assert_eq!(uri("a b/ü:c"), "a%20b/%C3%BC%3Ac");
    }
}
