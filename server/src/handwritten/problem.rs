//! What is wrong with a file, and where.

use std::{cell::RefCell, fmt, sync::Arc};

/// Where something is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, or whatever else it came from.
    pub source: Arc<str>,
    /// The line in it, counted from 1.
    pub line: Option<usize>,
}

impl Place {
    /// A source as a whole.
    #[must_use]
    pub fn whole(source: &str) -> Self {
        Self {
            source: source.into(),
            line: None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}", self.source),
            None => f.write_str(&self.source),
        }
    }
}

/// One thing that is wrong, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where it is written.
    pub place: Place,
    /// Which key it is about; nothing, if the text as a whole can't be read.
    pub key: String,
    /// What is wrong with it, and what to write instead.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.key.as_str() {
            "" => write!(f, "{}: {}", self.place, self.message),
            key => write!(f, "{}: {key}: {}", self.place, self.message),
        }
    }
}

/// Everything found so far, while a file is read.
#[derive(Debug, Default)]
pub struct Findings {
    problems: RefCell<Vec<Problem>>,
    warnings: RefCell<Vec<Problem>>,
}

impl Findings {
    /// Notes something that must be changed.
    pub fn problem(&self, problem: Problem) {
        self.problems.borrow_mut().push(problem);
    }

    /// Notes something that is likely not what was meant.
    pub fn warning(&self, warning: Problem) {
        self.warnings.borrow_mut().push(warning);
    }

    /// Everything found: problems, then warnings, each in the order of its lines.
    #[must_use]
    pub fn sorted(self) -> (Vec<Problem>, Vec<Problem>) {
        let mut problems = self.problems.into_inner();
        let mut warnings = self.warnings.into_inner();
        problems.sort();
        warnings.sort();
        (problems, warnings)
    }
}

/// Shows problems one a line, indented.
pub(crate) struct Listed<'a>(pub(crate) &'a [Problem]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in self.0 {
            write!(f, "\n  {problem}")?;
        }
        Ok(())
    }
}
