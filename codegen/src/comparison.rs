//! An old and a new document, compared for people: one change once, where to look at it, and how it stands.

use std::collections::{BTreeMap, HashMap, HashSet};

use contract_compat::{
    Finding, FindingVerdict, OperationReport, Report, Side,
    rules::{self, Rule},
};
use serde_json::Value;

use crate::{lines::Lines, locate, locate::Located, source::Source};

/// What the new document is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// Any document.
    Document,
    /// A release.
    Release,
    /// A revision of git.
    Revision,
}

/// How a finding stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It breaks, or could not be shown not to.
    Breaks,
    /// It breaks, and `contracts/accepted.toml` accepts it for this reason.
    Accepted(String),
    /// It breaks, and the version says so.
    Announced,
    /// Rust code written against the old SDK may not compile; the wire agrees.
    Source,
    /// It harms nobody.
    Harmless,
}

impl Standing {
    /// How a finding stands by itself.
    #[must_use]
    pub fn of(finding: &Finding) -> Self {
        match (finding.verdict, finding.side) {
            (FindingVerdict::Compatible, _) => Self::Harmless,
            (_, Side::Source) => Self::Source,
            _ => Self::Breaks,
        }
    }
}

/// The new document and what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// What it says.
    pub document: &'a Value,
    /// Its text.
    pub text: &'a str,
    /// Its path.
    pub file: &'a str,
    /// The contract's source, if the document is its.
    pub source: Option<&'a Source>,
}

/// One change: all findings that say the same of the same part of the document.
#[derive(Clone, Debug)]
pub struct Change {
    /// The rule's id.
    pub rule: String,
    /// What the rule means; none for a rule without a page.
    pub page: Option<&'static Rule>,
    /// How it is judged.
    pub verdict: FindingVerdict,
    /// How it stands.
    pub standing: Standing,
    /// The file to look at.
    pub file: String,
    /// The line there, if it is known.
    pub line: Option<usize>,
    /// What the changed part is called: `Booking/properties/note`, or the operation's method and path.
    pub part: String,
    /// Which findings: positions of operation and finding in the report.
    members: Vec<(usize, usize)>,
}

/// A comparison and what people need beside its verdicts.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What the new document is held against.
    pub against: Against,
    /// What the old document is called.
    pub old: String,
    /// What the new document is called.
    pub new: String,
    /// The verdicts.
    pub report: Report,
    /// The changes, what breaks first.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// Completes a report; `judge` says how a finding stands.
    #[must_use]
    pub fn new(
        against: Against,
        (old, new): (String, String),
        report: Report,
        ground: &Ground<'_>,
        judge: impl Fn(&Finding) -> Standing,
    ) -> Self {
        let mut places: HashMap<(usize, usize), Located> = HashMap::new();
        let mut wanted = HashSet::new();
        for (member, operation, finding) in members(&report) {
            let side = finding.side.name();
            let located = locate::locate(
                ground.document,
                &operation.method,
                &operation.path,
                side,
                &finding.at,
            );
            wanted.insert(located.pointer.clone());
            places.insert(member, located);
        }
        let lines = Lines::of_places(ground.text, wanted.iter().map(String::as_str));

        let mut changes: BTreeMap<Key, Change> = BTreeMap::new();
        for (member, operation, finding) in members(&report) {
            let located = places.remove(&member).unwrap_or_default();
            let standing = judge(finding);
            let key = Key::of(&standing, finding, operation, &located);
            let change = changes.entry(key).or_insert_with(|| {
                let (file, line) = place(&located, operation, ground, &lines);
                Change {
                    rule: finding.rule.clone(),
                    page: rules::find(&finding.rule),
                    verdict: finding.verdict,
                    standing,
                    file,
                    line,
                    part: part(&located, operation),
                    members: Vec::new(),
                }
            });
            change.members.push(member);
        }
        let mut changes: Vec<Change> = changes.into_values().collect();
        changes.sort_by(|left, right| {
            (&left.standing, left.members.first()).cmp(&(&right.standing, right.members.first()))
        });
        Self {
            against,
            old,
            new,
            report,
            changes,
        }
    }

    /// The findings of a change, each with its operation.
    pub fn findings<'a>(
        &'a self,
        change: &'a Change,
    ) -> impl Iterator<Item = (&'a OperationReport, &'a Finding)> {
        change.members.iter().filter_map(|(operation, finding)| {
            let operation = self.report.operations.get(*operation)?;
            Some((operation, operation.findings.get(*finding)?))
        })
    }

    /// The ids of the operations a change reaches, each once.
    #[must_use]
    pub fn operations<'a>(&'a self, change: &'a Change) -> Vec<&'a str> {
        let mut ids: Vec<&str> = self
            .findings(change)
            .map(|(operation, _)| operation.operation_id.as_str())
            .collect();
        ids.dedup();
        ids
    }

    /// The changes that break and are not accepted.
    pub fn breaks(&self) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(|change| change.standing == Standing::Breaks)
    }
}

fn members(report: &Report) -> impl Iterator<Item = ((usize, usize), &OperationReport, &Finding)> {
    report
        .operations
        .iter()
        .enumerate()
        .flat_map(|(position, operation)| {
            operation
                .findings
                .iter()
                .enumerate()
                .map(move |(index, finding)| ((position, index), operation, finding))
        })
}

/// What findings of one change have in common.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    standing: Standing,
    rule: String,
    verdict: FindingVerdict,
    place: String,
    change: String,
}

impl Key {
    fn of(
        standing: &Standing,
        finding: &Finding,
        operation: &OperationReport,
        located: &Located,
    ) -> Self {
        // Without a component around it, a change is the operation's own.
        let last = finding.at.rsplit('/').next().unwrap_or_default();
        let place = match located.components.first() {
            Some((name, within)) => format!("{name}{within}/{last}"),
            None => format!("{} {}", operation.operation_id, finding.at),
        };
        Self {
            standing: standing.clone(),
            rule: finding.rule.clone(),
            verdict: finding.verdict,
            place,
            change: format!("{} {}", finding.old, finding.new),
        }
    }
}

fn place(
    located: &Located,
    operation: &OperationReport,
    ground: &Ground<'_>,
    lines: &Lines,
) -> (String, Option<usize>) {
    let declared = ground.source.and_then(|source| {
        let of_type = located
            .components
            .iter()
            .find_map(|(name, within)| source.component_line(name, within));
        let own = source.operations.get(&operation.operation_id);
        of_type.or_else(|| own.map(|operation| operation.line.clone()))
    });
    match declared {
        Some(line) => (line.file, Some(line.number)),
        None => (ground.file.to_owned(), lines.line(&located.pointer)),
    }
}

fn part(located: &Located, operation: &OperationReport) -> String {
    match located.components.first() {
        Some((name, within)) => format!("{name}{within}"),
        None => format!("{} {}", operation.method, operation.path),
    }
}
