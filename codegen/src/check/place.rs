//! Where a person has to look: the Rust type's line where it is known, otherwise the document's.

use crate::{
    difference::Part,
    lines::Lines,
    source::{Line, Source},
    workspace::DOCUMENT,
};

/// Finds the file and line of a place in the document.
pub(super) struct Places<'a> {
    source: &'a Source,
    lines: Lines,
    /// Whether all generated files follow the contract, so that the document alone is wrong.
    document_is_wrong: bool,
}

impl<'a> Places<'a> {
    pub(super) fn new(source: &'a Source, document: &str, document_is_wrong: bool) -> Self {
        Self {
            source,
            lines: Lines::of(document),
            document_is_wrong,
        }
    }

    /// Where a part that the contract has is to be looked at; `at` leads into the part.
    pub(super) fn of(&self, part: &Part, pointer: &str, at: &str) -> (String, Option<usize>) {
        if self.document_is_wrong {
            return self.in_document(&format!("{pointer}{at}"));
        }
        match self.in_source(part, at) {
            Some(line) => (line.file, Some(line.number)),
            None => self.in_document(&format!("{pointer}{at}")),
        }
    }

    /// Where the document has it.
    pub(super) fn in_document(&self, pointer: &str) -> (String, Option<usize>) {
        (DOCUMENT.to_owned(), self.lines.line(pointer))
    }

    fn in_source(&self, part: &Part, at: &str) -> Option<Line> {
        match part {
            Part::Operation(id) => Some(self.source.operations.get(id)?.line.clone()),
            Part::Component(_, name) => self.source.component_line(name, at),
            Part::Other(_) => None,
        }
    }
}
