//! XML, read and held against the part of XML Schema that `junit/junit.xsd` uses: elements by reference in a sequence
//! with how often each may stand, attributes with whether they must.

use std::{collections::BTreeMap, iter::Peekable, str::Chars};

/// An element.
#[derive(Clone, Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    /// Reads a whole text; panics at the first thing that isn't well-formed.
    pub(crate) fn read(text: &str) -> Self {
        let mut reader = Reader {
            rest: text.chars().peekable(),
        };
        reader.prolog();
        let root = reader.element();
        reader.space();
        assert_eq!(reader.rest.next(), None, "nothing follows the root");
        root
    }

    /// All elements of a name, wherever they stand.
    pub(crate) fn all(&self, name: &str) -> Vec<&Self> {
        let mut found: Vec<&Self> = self
            .children
            .iter()
            .flat_map(|child| child.all(name))
            .collect();
        if self.name == name {
            found.insert(0, self);
        }
        found
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }
}

struct Reader<'a> {
    rest: Peekable<Chars<'a>>,
}

impl Reader<'_> {
    fn next(&mut self) -> char {
        let character = self.rest.next().expect("the text goes on");
        let is_allowed = matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
        assert!(is_allowed, "{character:?} is no character of XML");
        character
    }

    fn space(&mut self) {
        while self
            .rest
            .next_if(|character| character.is_whitespace())
            .is_some()
        {}
    }

    fn expect(&mut self, text: &str) {
        for character in text.chars() {
            assert_eq!(self.next(), character, "`{text}` is expected");
        }
    }

    fn until(&mut self, end: &str) -> String {
        let mut text = String::new();
        while !text.ends_with(end) {
            text.push(self.next());
        }
        text.truncate(text.len() - end.len());
        text
    }

    /// The declaration and comments.
    fn prolog(&mut self) {
        loop {
            self.space();
            let mut ahead = self.rest.clone();
            ahead.next();
            match ahead.next() {
                Some('?') => drop(self.until("?>")),
                Some('!') => drop(self.until("-->")),
                _ => return,
            }
        }
    }

    fn name(&mut self) -> String {
        let mut name = String::new();
        while let Some(character) = self
            .rest
            .next_if(|character| character.is_alphanumeric() || "-_:.".contains(*character))
        {
            name.push(character);
        }
        assert!(!name.is_empty(), "a name is expected");
        name
    }

    fn reference(&mut self) -> char {
        match self.until(";").as_str() {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" | "apos" => '\'',
            other => panic!("&{other}; is no reference"),
        }
    }

    fn element(&mut self) -> Element {
        self.expect("<");
        let mut element = Element {
            name: self.name(),
            ..Element::default()
        };
        loop {
            self.space();
            match self.rest.peek() {
                Some('/') => {
                    self.expect("/>");
                    return element;
                }
                Some('>') => break,
                _ => {
                    let (name, value) = self.attribute();
                    let twice = element.attributes.insert(name, value);
                    assert_eq!(twice, None, "an attribute stands once");
                }
            }
        }
        self.expect(">");
        self.content(&mut element);
        element
    }

    fn attribute(&mut self) -> (String, String) {
        let name = self.name();
        self.expect("=\"");
        let mut value = String::new();
        loop {
            match self.next() {
                '"' => return (name, value),
                '&' => value.push(self.reference()),
                '<' => panic!("`<` in an attribute"),
                other => value.push(other),
            }
        }
    }

    fn content(&mut self, element: &mut Element) {
        loop {
            let mut ahead = self.rest.clone();
            match (ahead.next(), ahead.next()) {
                (Some('<'), Some('/')) => {
                    self.expect("</");
                    assert_eq!(self.name(), element.name, "the element is closed");
                    return self.expect(">");
                }
                (Some('<'), Some('!')) => drop(self.until("-->")),
                (Some('<'), _) => element.children.push(self.element()),
                _ => match self.next() {
                    '&' => element.text.push(self.reference()),
                    other => element.text.push(other),
                },
            }
        }
    }
}

/// Holds an element and all within it against a schema; panics at the first place that disagrees.
pub(crate) fn assert_valid(schema: &Element, element: &Element) {
    let name = &element.name;
    let definition = schema
        .children
        .iter()
        .find(|child| child.name == "xs:element" && child.attribute("name") == name.as_str())
        .unwrap_or_else(|| panic!("the schema knows <{name}>"));
    let declared = definition.all("xs:attribute");
    for attribute in &declared {
        let is_there = element.attributes.contains_key(attribute.attribute("name"));
        assert!(
            is_there || attribute.attribute("use") != "required",
            "<{name}> has `{}`",
            attribute.attribute("name")
        );
    }
    for attribute in element.attributes.keys() {
        assert!(
            declared
                .iter()
                .any(|known| known.attribute("name") == attribute),
            "<{name}> may have `{attribute}`"
        );
    }

    let mut rest = element.children.as_slice();
    for part in definition.all("xs:element").into_iter().skip(1) {
        let reference = part.attribute("ref");
        let count = rest
            .iter()
            .take_while(|child| child.name == reference)
            .count();
        let bound = |key: &str| match part.attribute(key) {
            "" => 1,
            "unbounded" => usize::MAX,
            number => number.parse().expect("a number"),
        };
        assert!(
            (bound("minOccurs")..=bound("maxOccurs")).contains(&count),
            "<{name}> has {count} <{reference}>"
        );
        rest = rest.get(count..).unwrap_or_default();
    }
    assert!(
        rest.is_empty(),
        "<{name}> may not have {:?} there",
        rest.first()
    );
    let is_text = definition.attribute("type") == "xs:string"
        || definition
            .all("xs:complexType")
            .iter()
            .any(|part| part.attribute("mixed") == "true");
    assert!(
        is_text || element.text.trim().is_empty(),
        "<{name}> has no text"
    );
    for child in &element.children {
        assert_valid(schema, child);
    }
}
