//! What a comparison says.

use serde::Serialize;
use serde_json::Value;

use crate::operation::digest;

/// How an old and a new contract relate, on one side or altogether.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The contracts are the same.
    #[default]
    Identical,
    /// They differ, and nobody is harmed.
    Compatible,
    /// Something that worked breaks, or could not be shown to keep working.
    Breaking,
}

/// How one finding is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingVerdict {
    /// A change that harms nobody.
    Compatible,
    /// Neither a witness nor the certainty that there is none was found; counts as breaking.
    Undecided,
    /// A change that breaks somebody.
    Breaking,
}

impl From<FindingVerdict> for Verdict {
    fn from(verdict: FindingVerdict) -> Self {
        match verdict {
            FindingVerdict::Compatible => Self::Compatible,
            FindingVerdict::Undecided | FindingVerdict::Breaking => Self::Breaking,
        }
    }
}

/// Whom a finding concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// What clients of the old contract write and the new one reads.
    Request,
    /// What servers of the new contract write and the old one reads.
    Response,
    /// The operation as a whole.
    Operation,
    /// Rust code that is compiled against the SDK.
    Source,
}

impl Side {
    /// The side as it is written in JSON and in rule ids.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Operation => "operation",
            Self::Source => "source",
        }
    }
}

/// One change, at the smallest place where it can be seen.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The first 12 hex digits of the SHA-256 of rule, operation id, side and place, joined by newlines.
    pub id: String,
    /// Whom it concerns.
    pub side: Side,
    /// The id of the rule, see [`rules`](crate::rules).
    pub rule: String,
    /// How it is judged.
    pub verdict: FindingVerdict,
    /// The place: a JSON pointer into the document that travels, with a prefix where more than one does.
    pub at: String,
    /// What happened, for people.
    pub message: String,
    /// What was there before.
    pub old: Value,
    /// What is there now.
    pub new: Value,
    /// A document that the writer may write and the reader refuses; null where the finding is of another kind.
    pub witness: Value,
}

/// What a finding is made of, before it is known whose it is.
#[derive(Debug, Clone)]
pub(crate) struct Change {
    pub(crate) side: Side,
    pub(crate) rule: String,
    pub(crate) verdict: FindingVerdict,
    pub(crate) at: String,
    pub(crate) message: String,
    pub(crate) old: Value,
    pub(crate) new: Value,
    pub(crate) witness: Value,
}

impl Change {
    /// Puts what was found in a schema where the schema stands: the place, and the message that begins with it.
    pub(crate) fn place_at(&mut self, at: String) {
        let told = self.message.strip_prefix(self.at.as_str());
        if let Some(told) = told.and_then(|rest| rest.strip_prefix(": ")) {
            self.message = format!("{at}: {told}");
        }
        self.at = at;
    }

    pub(crate) fn of(self, operation_id: &str) -> Finding {
        let name = format!(
            "{}\n{}\n{}\n{}",
            self.rule,
            operation_id,
            self.side.name(),
            self.at
        );
        Finding {
            id: digest(&name, 12),
            side: self.side,
            rule: self.rule,
            verdict: self.verdict,
            at: self.at,
            message: self.message,
            old: self.old,
            new: self.new,
            witness: self.witness,
        }
    }
}

/// One operation, old against new.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OperationReport {
    /// The operation's id, the old one where it has changed.
    pub operation_id: String,
    /// The method, in capitals.
    pub method: String,
    /// The path, as the old document writes it unless the operation is new.
    pub path: String,
    /// May clients of the old contract go on writing?
    pub request: Verdict,
    /// May clients of the old contract go on reading?
    pub response: Verdict,
    /// Does Rust code written against the old SDK still compile against the new one?
    pub source: Verdict,
    /// All changes, the gravest first.
    pub findings: Vec<Finding>,
}

impl OperationReport {
    /// The verdict on the wire: request and response, the source left aside.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let operation = self
            .findings
            .iter()
            .filter(|finding| finding.side != Side::Source)
            .map(|finding| finding.verdict.into());
        operation.fold(self.request.max(self.response), Verdict::max)
    }
}

/// The version of a compared document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Version {
    /// `info.version`.
    pub version: String,
}

/// The whole comparison; its JSON is what `diff` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// The gravest verdict of all operations, the source left aside; identical only if every operation contract is.
    pub verdict: Verdict,
    /// The old document.
    pub old: Version,
    /// The new document.
    pub new: Version,
    /// Every operation of either document, sorted by path and method.
    pub operations: Vec<OperationReport>,
}

impl Report {
    /// Every finding with its operation, in the report's order.
    pub fn findings(&self) -> impl Iterator<Item = (&OperationReport, &Finding)> {
        self.operations.iter().flat_map(|operation| {
            operation
                .findings
                .iter()
                .map(move |finding| (operation, finding))
        })
    }
}
