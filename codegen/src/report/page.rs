//! What a report tells, whatever its format.

use contract_compat::{FindingVerdict, Verdict};
use serde_json::Value;

use super::escape;
use crate::{
    Error,
    check::{Finding, Report},
    comparison::{Against, Change, Comparison, Standing},
};

/// Everything that `diff` or `check` has to tell.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) command: Command,
    pub(super) findings: &'a [Finding],
    pub(super) comparisons: &'a [Comparison],
    pub(super) failures: &'a [Error],
    /// Whether there is a release; not asked by `diff`.
    pub(super) is_released: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Command {
    Diff,
    Check,
}

/// How it ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Good,
    Bad,
    Unknown,
}

impl<'a> Page<'a> {
    pub(super) fn of_check(report: &'a Report) -> Self {
        Self {
            command: Command::Check,
            findings: &report.findings,
            comparisons: &report.comparisons,
            failures: &report.failures,
            is_released: report.last_release.is_some(),
        }
    }

    pub(super) fn of_diff(comparison: &'a Comparison) -> Self {
        Self {
            command: Command::Diff,
            findings: &[],
            comparisons: std::slice::from_ref(comparison),
            failures: &[],
            is_released: true,
        }
    }

    pub(super) fn outcome(&self) -> Outcome {
        match (self.drifted() == 0, self.failures.is_empty()) {
            (false, _) => Outcome::Bad,
            (true, false) => Outcome::Unknown,
            (true, true) => Outcome::Good,
        }
    }

    fn drifted(&self) -> usize {
        let breaks = self.comparisons.iter().flat_map(Comparison::breaks);
        self.findings.len() + breaks.count()
    }

    /// The verdict in a word, and what it stands on.
    pub(super) fn verdict(&self) -> (&'static str, String) {
        match (self.command, self.comparisons.first()) {
            (Command::Diff, Some(comparison)) => of_comparison(comparison),
            _ => match self.outcome() {
                Outcome::Good => (
                    "clean",
                    "contract, openapi.json, server and generated files agree".to_owned(),
                ),
                Outcome::Unknown => ("not checked", "not everything could be compared".to_owned()),
                Outcome::Bad => ("drift", counted(self.drifted(), "finding")),
            },
        }
    }
}

/// The verdict of one comparison.
pub(super) fn of_comparison(comparison: &Comparison) -> (&'static str, String) {
    let report = &comparison.report;
    let breaking = report
        .operations
        .iter()
        .filter(|operation| operation.verdict() == Verdict::Breaking)
        .count();
    let (breaks, others): (Vec<&Change>, Vec<&Change>) = comparison
        .changes
        .iter()
        .partition(|change| !matches!(change.standing, Standing::Harmless | Standing::Source));
    let undecided = breaks
        .iter()
        .filter(|change| change.verdict == FindingVerdict::Undecided)
        .count();
    let source = others
        .iter()
        .filter(|change| change.standing == Standing::Source)
        .count();
    let mut told = match report.verdict {
        Verdict::Identical => "no operation contract differs".to_owned(),
        Verdict::Compatible => {
            format!(
                "{}, none breaks on the wire",
                counted(others.len(), "change")
            )
        }
        Verdict::Breaking => {
            let harmless = match others.len() - source {
                0 => String::new(),
                count => format!("; {count} more harm nobody"),
            };
            format!(
                "{} in {} of {}{harmless}",
                counted(breaks.len(), "breaking change"),
                breaking,
                counted(report.operations.len(), "operation"),
            )
        }
    };
    if undecided > 0 {
        told.push_str(&format!("; {undecided} of them could not be decided"));
    }
    if source > 0 {
        told.push_str(&format!(
            "; {} may stop Rust code from compiling",
            counted(source, "change")
        ));
    }
    let word = match report.verdict {
        Verdict::Identical => "identical",
        Verdict::Compatible => "compatible",
        Verdict::Breaking => "breaking",
    };
    (word, told)
}

pub(super) fn counted(count: usize, what: &str) -> String {
    match count {
        1 => format!("1 {what}"),
        count => format!("{count} {what}s"),
    }
}

/// What was compared, with versions.
pub(super) fn compared(comparison: &Comparison) -> String {
    escape::line(&format!(
        "{} ({}) → {} ({})",
        comparison.old,
        comparison.report.old.version,
        comparison.new,
        comparison.report.new.version
    ))
}

/// How a change stands, in a few words.
pub(super) fn standing(change: &Change) -> String {
    let undecided = change.verdict == FindingVerdict::Undecided;
    match &change.standing {
        Standing::Breaks if undecided => "undecided, so taken as breaking".to_owned(),
        Standing::Breaks => "breaking".to_owned(),
        Standing::Accepted(reason) => format!("breaking, accepted: {reason}"),
        Standing::Announced => "breaking, and the version says so".to_owned(),
        Standing::Source => "breaks Rust code, not the wire".to_owned(),
        Standing::Harmless => "compatible".to_owned(),
    }
}

/// Whom a change breaks.
pub(super) fn breaks(change: &Change) -> &str {
    change
        .page
        .map_or("clients of the old contract", |page| &page.breaks)
}

/// The safe way to make a change.
pub(super) fn safe(change: &Change) -> Option<&str> {
    Some(change.page?.safe.as_str())
}

/// The one command, or step, that resolves it.
pub(super) fn resolve(comparison: &Comparison, change: &Change) -> String {
    let explain = format!("cargo codegen explain {}", change.rule);
    match comparison.against {
        Against::Document => explain,
        Against::Release => {
            format!("{explain}; make it that way, or accept the id in contracts/accepted.toml")
        }
        Against::Revision => {
            format!("{explain}; make it that way, or raise `version` in contracts/Cargo.toml")
        }
    }
}

/// The witness of a change, if it has one.
pub(super) fn witness<'a>(comparison: &'a Comparison, change: &'a Change) -> Option<&'a Value> {
    comparison
        .findings(change)
        .map(|(_, finding)| &finding.witness)
        .find(|witness| !witness.is_null())
}

/// What happened, as the first finding of a change says it.
pub(super) fn message<'a>(comparison: &'a Comparison, change: &'a Change) -> &'a str {
    comparison
        .findings(change)
        .next()
        .map_or(&change.rule, |(_, finding)| &finding.message)
}

/// The operations a change reaches, the first few by name.
pub(super) fn operations(ids: &[&str], most: usize) -> String {
    let first: Vec<String> = ids.iter().take(most).map(|id| escape::line(id)).collect();
    match ids.len().saturating_sub(most) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

/// The line where somebody has to look.
pub(super) fn place(file: &str, line: Option<usize>) -> String {
    match line {
        Some(line) => format!("{file}:{line}"),
        None => file.to_owned(),
    }
}
