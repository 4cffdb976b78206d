//! The document ↔ every supported release, and a revision of git if one is asked for.

use std::collections::{BTreeMap, BTreeSet};

use contract_compat::{Finding as Change, Report as Differences, Side, Verdict};
use semver::Version;
use serde_json::Value;

use super::{Finding, Rule};
use crate::{
    Error, Workspace,
    accepted::{self, Entry},
    bump::{self, Bump},
    comparison::{Against, Comparison, Ground, Standing},
    diff::{self, Origin},
    git,
    source::Source,
    tables::Release,
    workspace::{DOCUMENT, HISTORY, MANIFEST},
};

/// What came of the comparisons.
#[derive(Default)]
pub(super) struct Released {
    pub(super) comparisons: Vec<Comparison>,
    pub(super) findings: Vec<Finding>,
    pub(super) failures: Vec<Error>,
}

/// What is compared, and with what.
pub(super) struct Asked<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) releases: &'a [Release],
    pub(super) base: Option<&'a str>,
    pub(super) today: Option<&'a str>,
    /// The document's text, as it is committed.
    pub(super) text: &'a str,
    pub(super) source: &'a Source,
}

/// An old document, and the version that was promised with it.
struct Baseline {
    against: Against,
    origin: Origin,
    version: Option<Version>,
}

impl Asked<'_> {
    /// Compares the document with all of them.
    pub(super) fn compare(&self, document: &Value) -> Result<Released, Error> {
        let mut released = Released::default();
        let (version, current) = match self.current(document) {
            Ok(current) => current,
            Err(error) => {
                released.failures.push(error);
                return Ok(released);
            }
        };
        let mut compared = Vec::new();
        for baseline in self.baselines(&mut released.failures) {
            match diff::report(&baseline.origin, &current, self.today) {
                Ok(report) => compared.push((baseline, report)),
                Err(error) => released.failures.push(error),
            }
        }

        let text = self.workspace.read(accepted::FILE)?.unwrap_or_default();
        let (entries, mistakes) = accepted::read(&text);
        let (valid, expired): (Vec<Entry>, Vec<Entry>) = entries
            .into_iter()
            .partition(|entry| version < entry.expires);
        let mut used = BTreeSet::new();
        for (position, (baseline, report)) in compared.into_iter().enumerate() {
            let accepted = acceptance(&valid, &report);
            used.extend(accepted.keys().cloned());
            if position == 0 && baseline.against == Against::Release {
                released
                    .findings
                    .extend(self.version_rule(&baseline, &version, &report, &accepted)?);
            }
            let is_announced = baseline
                .version
                .as_ref()
                .is_some_and(|old| bump::suffices(old, Bump::Breaking, &version));
            let ground = Ground {
                document: current.document.root(),
                text: self.text,
                file: DOCUMENT,
                source: Some(self.source),
            };
            released.comparisons.push(Comparison::new(
                baseline.against,
                (baseline.origin.name, DOCUMENT.to_owned()),
                report,
                &ground,
                |change| match (Standing::of(change), accepted.get(&change.id)) {
                    (Standing::Breaks, Some(reason)) => Standing::Accepted(reason.clone()),
                    (Standing::Breaks, None) if is_announced => Standing::Announced,
                    (standing, _) => standing,
                },
            ));
        }
        let is_complete = released.failures.is_empty();
        released
            .findings
            .extend(mistakes.into_iter().map(|mistake| {
                let rule = match mistake.is_rule {
                    true => Rule::AcceptedUnknownRule,
                    false => Rule::AcceptedNotUnderstood,
                };
                let message = format!("entry {}: {}", mistake.entry, mistake.reason);
                Finding::new(rule, mistake.entry, message).in_file(accepted::FILE, mistake.line)
            }));
        released
            .findings
            .extend(expired.iter().map(|entry| expired_finding(entry, &version)));
        let unused = valid.iter().filter(|entry| !used.contains(&entry.id));
        if is_complete {
            released.findings.extend(unused.map(unused_finding));
        }
        Ok(released)
    }

    fn current(&self, document: &Value) -> Result<(Version, Origin), Error> {
        let current = Origin::of(DOCUMENT, document.clone())?;
        let text = current.document.version();
        let version = Version::parse(text).map_err(|error| Error::Version {
            origin: DOCUMENT.to_owned(),
            version: text.to_owned(),
            reason: error.to_string(),
        })?;
        Ok((version, current))
    }

    /// The releases, newest first, then the revision.
    fn baselines(&self, failures: &mut Vec<Error>) -> Vec<Baseline> {
        let mut baselines: Vec<Baseline> = self
            .releases
            .iter()
            .map(|release| Baseline {
                against: Against::Release,
                origin: Origin {
                    name: format!("{HISTORY}/{}.json", release.version),
                    path: format!("{HISTORY}/{}.json", release.version),
                    text: String::new(),
                    document: release.document.clone(),
                },
                version: Some(release.version.clone()),
            })
            .collect();
        if let Some(revision) = self.base {
            let name = format!("{revision}:{DOCUMENT}");
            let path = format!("./{DOCUMENT}");
            let origin = git::show(self.workspace.root(), revision, &path)
                .and_then(|text| Origin::parse(&name, DOCUMENT, text));
            match origin {
                Ok(origin) => baselines.push(Baseline {
                    against: Against::Revision,
                    version: Version::parse(origin.document.version()).ok(),
                    origin,
                }),
                Err(error) => failures.push(error),
            }
        }
        baselines
    }

    /// Whether the version says enough about what changed since the last release.
    fn version_rule(
        &self,
        last: &Baseline,
        version: &Version,
        report: &Differences,
        accepted: &BTreeMap<String, String>,
    ) -> Result<Option<Finding>, Error> {
        let Some(released) = &last.version else {
            return Ok(None);
        };
        let bump = needed(report, accepted);
        if bump::suffices(released, bump, version) {
            return Ok(None);
        }
        let lowest = bump::lowest(released, bump);
        let what = match bump {
            Bump::None => format!("the version {version} is below the last release, {released}"),
            Bump::Compatible => format!(
                "openapi.json differs from release {released}, and its version {version} does not say so"
            ),
            Bump::Breaking => format!(
                "openapi.json breaks clients of release {released}, and its version {version} does not say so"
            ),
        };
        let manifest = self.workspace.read(MANIFEST)?.unwrap_or_default();
        let line = manifest
            .lines()
            .position(|line| line.starts_with("version"))
            .map(|index| index + 1);
        let message = format!("{what}; it must be {lowest} or higher");
        Ok(Some(
            Finding::new(Rule::ReleaseVersion, "/info/version", message).in_file(MANIFEST, line),
        ))
    }
}

/// The entries that match a break of this comparison, with their reasons.
fn acceptance(entries: &[Entry], report: &Differences) -> BTreeMap<String, String> {
    let breaks: BTreeMap<&str, &Change> = report
        .findings()
        .filter(|(_, change)| Standing::of(change) == Standing::Breaks)
        .map(|(_, change)| (change.id.as_str(), change))
        .collect();
    entries
        .iter()
        .filter(|entry| {
            breaks
                .get(entry.id.as_str())
                .is_some_and(|change| entry.rule.as_ref().is_none_or(|rule| *rule == change.rule))
        })
        .map(|entry| (entry.id.clone(), entry.reason.clone()))
        .collect()
}

/// What the changes that are not accepted need. One of Rust names alone is a change like any other: the SDK's own
/// version says that it breaks.
fn needed(report: &Differences, accepted: &BTreeMap<String, String>) -> Bump {
    let is_changed = report.verdict != Verdict::Identical
        || report
            .operations
            .iter()
            .any(|operation| operation.source != Verdict::Identical);
    let breaks = report.findings().any(|(_, change)| {
        change.side != Side::Source
            && Verdict::from(change.verdict) == Verdict::Breaking
            && !accepted.contains_key(&change.id)
    });
    match (breaks, is_changed) {
        (true, _) => Bump::Breaking,
        (false, true) => Bump::Compatible,
        (false, false) => Bump::None,
    }
}

fn expired_finding(entry: &Entry, version: &Version) -> Finding {
    let message = format!(
        "entry `{}` expired in {}, and this is {version}; remove it, or give a new reason and a later version (it said: {})",
        entry.id, entry.expires, entry.reason
    );
    Finding::new(Rule::AcceptedExpired, &entry.id, message).in_file(accepted::FILE, entry.line)
}

fn unused_finding(entry: &Entry) -> Finding {
    let message = format!(
        "entry `{}` matches no break; remove it (it said: {})",
        entry.id, entry.reason
    );
    Finding::new(Rule::AcceptedUnused, &entry.id, message).in_file(accepted::FILE, entry.line)
}
