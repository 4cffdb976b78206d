//! One finding after the other, as code scanning and test results list them.

use contract_compat::rules::Rule;
use serde_json::Value;

use super::page::{self, Page};
use crate::{
    check::Finding,
    comparison::{Change, Comparison, Standing},
};

/// How much it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    Error,
    Warning,
    Note,
}

/// A finding with everything that is known of it.
pub(super) struct Problem<'a> {
    pub(super) id: String,
    pub(super) rule: &'a str,
    pub(super) page: Option<&'static Rule>,
    pub(super) level: Level,
    /// Why it is passed over, if it is.
    pub(super) accepted: Option<&'a str>,
    /// What was compared.
    pub(super) against: String,
    pub(super) operation: Option<&'a str>,
    pub(super) message: &'a str,
    pub(super) at: &'a str,
    pub(super) file: &'a str,
    pub(super) line: Option<usize>,
    pub(super) breaks: &'a str,
    pub(super) safe: Option<&'a str>,
    pub(super) resolve: String,
    pub(super) witness: Option<&'a Value>,
}

/// All findings of a report.
pub(super) fn problems<'a>(told: &Page<'a>) -> Vec<Problem<'a>> {
    let mut problems: Vec<Problem<'a>> = told.findings.iter().map(drifted).collect();
    for comparison in told.comparisons {
        problems.extend(of_comparison(comparison));
    }
    problems
}

/// All findings of one comparison.
pub(super) fn of_comparison(comparison: &Comparison) -> Vec<Problem<'_>> {
    comparison
        .changes
        .iter()
        .flat_map(|change| changed(comparison, change))
        .collect()
}

pub(super) fn drifted(finding: &Finding) -> Problem<'_> {
    let subject = finding.rule.subject();
    Problem {
        id: finding.id(),
        rule: finding.rule.name(),
        page: None,
        level: Level::Error,
        accepted: None,
        against: subject.headline().to_owned(),
        operation: finding.operation_id.as_deref(),
        message: &finding.message,
        at: &finding.at,
        file: &finding.file,
        line: finding.line,
        breaks: subject.breaks(),
        safe: None,
        resolve: subject.resolve().to_owned(),
        witness: None,
    }
}

fn changed<'a>(
    comparison: &'a Comparison,
    change: &'a Change,
) -> impl Iterator<Item = Problem<'a>> {
    let (level, accepted) = match &change.standing {
        Standing::Breaks => (Level::Error, None),
        Standing::Accepted(reason) => (Level::Error, Some(reason.as_str())),
        Standing::Announced | Standing::Source => (Level::Warning, None),
        Standing::Harmless => (Level::Note, None),
    };
    comparison
        .findings(change)
        .map(move |(operation, finding)| Problem {
            id: finding.id.clone(),
            rule: &change.rule,
            page: change.page,
            level,
            accepted,
            against: page::compared(comparison),
            operation: Some(&operation.operation_id),
            message: &finding.message,
            at: &finding.at,
            file: &change.file,
            line: change.line,
            breaks: page::breaks(change),
            safe: page::safe(change),
            resolve: page::resolve(comparison, change),
            witness: Some(&finding.witness).filter(|witness| !witness.is_null()),
        })
}

impl Problem<'_> {
    /// All that is to be said, for people.
    pub(super) fn told(&self) -> String {
        let mut told = self.message.to_owned();
        if let Some(reason) = self.accepted {
            told.push_str(&format!("\naccepted: {reason}"));
        }
        told.push_str(&format!("\nbreaks: {}", self.breaks));
        if let Some(witness) = self.witness {
            told.push_str(&format!("\nwitness: {witness}"));
        }
        if let Some(safe) = self.safe {
            told.push_str(&format!("\nsafely: {safe}"));
        }
        told.push_str(&format!("\nresolve: {}", self.resolve));
        told
    }
}
