//! One thing that has drifted.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::Rule;
use crate::workspace::DOCUMENT;

/// One thing that has drifted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What has drifted from what.
    pub rule: Rule,
    /// The file to look at, from the workspace's top folder.
    pub file: String,
    /// The line there, if it is known.
    pub line: Option<usize>,
    /// The operation concerned, if it is one alone.
    pub operation_id: Option<String>,
    /// The place: a JSON pointer into the document, its lists' members named, or the path of a file.
    pub at: String,
    /// What happened, for a person.
    pub message: String,
    /// The operations that reach the place.
    pub reached_by: Vec<String>,
    /// Old and new, line by line.
    pub diff: Option<String>,
}

impl Finding {
    pub(super) fn new(rule: Rule, at: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            rule,
            file: DOCUMENT.to_owned(),
            line: None,
            operation_id: None,
            at: at.into(),
            message: message.into(),
            reached_by: Vec::new(),
            diff: None,
        }
    }

    pub(super) fn in_file(self, file: impl Into<String>, line: Option<usize>) -> Self {
        Self {
            file: file.into(),
            line,
            ..self
        }
    }

    pub(super) fn of_operation(self, id: Option<&str>) -> Self {
        Self {
            operation_id: id.map(str::to_owned),
            ..self
        }
    }

    /// The first 12 hex digits of the SHA-256 of rule, operation id, side and place joined by newlines: it survives
    /// rewording and lines that move.
    #[must_use]
    pub fn id(&self) -> String {
        let parts = [
            self.rule.name(),
            self.operation_id.as_deref().unwrap_or_default(),
            self.rule.subject().name(),
            &self.at,
        ];
        let mut id = String::new();
        for byte in Sha256::digest(parts.join("\n").as_bytes()).iter().take(6) {
            // Writing to a String can't fail.
            let _ = write!(id, "{byte:02x}");
        }
        id
    }
}

/// What two texts differ in, with a little context, cut after a number of lines.
pub(super) fn diff(old: (&str, &str), new: (&str, &str), longest: usize) -> String {
    let (old_name, old) = old;
    let (new_name, new) = new;
    let diff = similar::TextDiff::configure()
        .timeout(std::time::Duration::from_millis(500))
        .diff_lines(old, new);
    let text = diff
        .unified_diff()
        .context_radius(2)
        .header(old_name, new_name)
        .to_string();
    let lines: Vec<&str> = text.lines().collect();
    match lines.get(..longest) {
        Some(first) => format!(
            "{}\n… and {} lines more",
            first.join("\n"),
            lines.len() - longest
        ),
        None => lines.join("\n"),
    }
}
