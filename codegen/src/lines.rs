//! On which line of a JSON text a place stands.

use std::collections::{HashMap, HashSet};

/// serde_json reads nothing deeper.
const DEEPEST: usize = 128;

/// The lines of all places of a text.
#[derive(Debug, Default)]
pub struct Lines(HashMap<String, usize>);

impl Lines {
    /// Reads a text as far as it is JSON.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::read(text, None)
    }

    /// The same for these places and those around them alone: a document of many megabytes has millions.
    #[must_use]
    pub fn of_places<'a>(text: &str, places: impl IntoIterator<Item = &'a str>) -> Self {
        let mut wanted = HashSet::from([String::new()]);
        for mut place in places {
            while wanted.insert(place.to_owned()) {
                match place.rsplit_once('/') {
                    Some((around, _)) => place = around,
                    None => break,
                }
            }
        }
        Self::read(text, Some(wanted))
    }

    fn read(text: &str, wanted: Option<HashSet<String>>) -> Self {
        let mut reader = Reader {
            rest: text.chars().peekable(),
            line: 1,
            depth: 0,
            lines: HashMap::new(),
            wanted,
        };
        reader.value(&mut String::new());
        Self(reader.lines)
    }

    /// The line of a place, or of the innermost place around it that is there.
    #[must_use]
    pub fn line(&self, pointer: &str) -> Option<usize> {
        let mut pointer = pointer;
        loop {
            if let Some(line) = self.0.get(pointer) {
                return Some(*line);
            }
            pointer = pointer.rsplit_once('/')?.0;
        }
    }
}

struct Reader<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    line: usize,
    depth: usize,
    lines: HashMap<String, usize>,
    /// The places to keep; all of them without.
    wanted: Option<HashSet<String>>,
}

impl Reader<'_> {
    fn keep(&mut self, pointer: &str) {
        let is_wanted = self
            .wanted
            .as_ref()
            .is_none_or(|wanted| wanted.contains(pointer));
        if is_wanted && !self.lines.contains_key(pointer) {
            self.lines.insert(pointer.to_owned(), self.line);
        }
    }

    fn next(&mut self) -> Option<char> {
        let character = self.rest.next();
        if character == Some('\n') {
            self.line += 1;
        }
        character
    }

    fn skip_to_value(&mut self) -> Option<char> {
        while let Some(character) = self.rest.peek().copied() {
            if !character.is_whitespace() {
                return Some(character);
            }
            self.next();
        }
        None
    }

    /// Stops without a word where the text stops being JSON.
    fn value(&mut self, pointer: &mut String) -> Option<()> {
        let first = self.skip_to_value()?;
        self.keep(pointer);
        match first {
            '{' => self.members(pointer, true),
            '[' => self.members(pointer, false),
            '"' => self.text().map(drop),
            _ => {
                while self
                    .rest
                    .next_if(|character| !",]} \t\r\n".contains(*character))
                    .is_some()
                {}
                Some(())
            }
        }
    }

    fn members(&mut self, pointer: &mut String, named: bool) -> Option<()> {
        self.next();
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let length = pointer.len();
        for index in 0.. {
            if matches!(self.skip_to_value()?, '}' | ']') {
                self.next();
                self.depth -= 1;
                return Some(());
            }
            pointer.push('/');
            if named {
                let key = self.text()?;
                pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
                self.keep(pointer);
                if self.skip_to_value()? == ':' {
                    self.next();
                }
            } else {
                pointer.push_str(&index.to_string());
            }
            self.value(pointer)?;
            pointer.truncate(length);
            if self.skip_to_value()? == ',' {
                self.next();
            }
        }
        None
    }

    /// A string; escapes are kept as written, which no key of a document needs.
    fn text(&mut self) -> Option<String> {
        self.rest.next_if_eq(&'"')?;
        let mut text = String::new();
        loop {
            match self.next()? {
                '"' => return Some(text),
                '\\' => {
                    text.push('\\');
                    text.extend(self.next());
                }
                other => text.push(other),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn places_have_the_line_of_their_key() {
        let lines =
            Lines::of("{\n  \"a/b\": {\n    \"c\": [\n      1,\n      \"x\\\"y\"\n    ]\n  }\n}\n");
        assert_eq!(lines.line(""), Some(1));
        assert_eq!(lines.line("/a~1b"), Some(2));
        assert_eq!(lines.line("/a~1b/c"), Some(3));
        assert_eq!(lines.line("/a~1b/c/1"), Some(5));
    }

    #[test]
    fn a_place_that_is_not_there_has_the_line_around_it() {
        let lines = Lines::of("{\n \"enum\": [\"a\"]\n}");
        assert_eq!(lines.line("/enum/no_show"), Some(2));
        assert_eq!(lines.line("/gone"), Some(1));
    }

    #[test]
    fn places_that_are_not_asked_for_are_not_kept() {
        let lines = Lines::of_places("{\n \"a\": {\n  \"b\": 1,\n  \"c\": 2 } }", ["/a/c"]);
        assert_eq!(lines.line("/a/c"), Some(4));
        assert_eq!(lines.line("/a/b"), Some(2));
    }

    #[test]
    fn text_that_is_not_json_is_read_as_far_as_it_is() {
        let lines = Lines::of("{\n \"a\": 1,\n<<<<<<< HEAD\n \"b\": 2\n}");
        assert_eq!(lines.line("/a"), Some(2));
        assert_eq!(Lines::of("").line("/a"), None);
    }
}
