//! `cargo codegen check`: everything that has drifted apart, by name.
//!
//! Three comparisons, each reported even when another can't be made: contract ↔ openapi.json, openapi.json ↔ the
//! compiled or live server, openapi.json ↔ every generated file. When the contract doesn't compile, its source alone
//! is held against openapi.json. Then openapi.json ↔ every supported release, and a revision of git if one is asked for.

mod compiler;
mod document;
mod finding;
mod generated;
mod observe;
mod place;
mod released;
mod rule;
mod server;
mod uncompiled;
pub mod vendure;

use std::thread;

use serde_json::Value;

pub use finding::Finding;
pub use rule::{Rule, Subject};

use crate::{
    Error, Workspace, comparison::Comparison, files, frozen, source::Source, tables,
    workspace::DOCUMENT,
};
use generated::Generated;
use place::Places;

/// What `check` is asked.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The base URL of a running server to hold against the document, in place of the compiled one.
    pub server: Option<String>,
    /// A revision of git to compare with as well.
    pub base: Option<String>,
    /// The day, as `YYYY-MM-DD`, on which `x-sunset` dates are judged; without one they are not.
    pub today: Option<String>,
}

/// What `check` found.
#[derive(Debug, Default)]
pub struct Report {
    /// Everything that has drifted; empty if nothing has.
    pub findings: Vec<Finding>,
    /// The document against every supported release, newest first, and against the revision asked for.
    pub comparisons: Vec<Comparison>,
    /// The version of the last release; none if there is no release yet.
    pub last_release: Option<String>,
    /// Comparisons that could not be made, and why.
    pub failures: Vec<Error>,
}

impl Report {
    /// How much has drifted: what is found, and what breaks.
    #[must_use]
    pub fn drifted(&self) -> usize {
        let breaks = self.comparisons.iter().flat_map(Comparison::breaks);
        self.findings.len() + breaks.count()
    }
}

/// Compares all that is generated with what it is generated from.
///
/// # Errors
/// When the workspace's own files can't be read.
pub fn check(workspace: &Workspace, options: &Options) -> Result<Report, Error> {
    let text = workspace.read(DOCUMENT)?;
    let committed = text.as_deref().map(serde_json::from_str::<Value>);
    let document = match &committed {
        Some(Ok(document)) => Some(crate::document::sorted(document)),
        _ => None,
    };
    let mut report = Report::default();
    let releases = match tables::supported(workspace) {
        Ok(releases) => Some(releases),
        Err(error) => {
            report.failures.push(error);
            None
        }
    };

    let (observed, expected) = thread::scope(|scope| {
        let observed = scope.spawn(|| observe::observe(workspace, options));
        let expected = document
            .as_ref()
            .zip(releases.as_ref())
            .map(|(document, releases)| files::of(document, releases));
        let observed = observed
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (observed, expected)
    });
    let contract = observed.contract.document();
    report.failures.extend(observed.failures);

    let generated = Generated::compare(workspace, expected, || {
        files::of(contract?, releases.as_ref()?).ok()
    })?;

    let source = Source::read(workspace)?;
    let places = Places::new(
        &source,
        text.as_deref().unwrap_or_default(),
        generated.follow_contract,
    );
    report.findings.extend(match (&committed, &document) {
        (None, _) => vec![document::missing()],
        (Some(Err(error)), _) => vec![document::not_json(error)],
        (_, Some(document)) => match contract {
            Some(contract) => {
                let same_text = text.as_deref() == observed.contract.text();
                document::compare(document, contract, same_text, &places)
            }
            None => uncompiled::compare(document, &source, &places),
        },
        (Some(Ok(_)), None) => Vec::new(),
    });
    let baseline = match options.server {
        Some(_) => document.as_ref().or(contract),
        None => contract,
    };
    if let (Some(baseline), Some(server)) = (baseline, observed.server.document()) {
        report
            .findings
            .extend(server::compare(baseline, server, &places, workspace)?);
    }
    report.findings.extend(generated.findings);
    report.findings.extend(generated::of_shop(workspace)?);
    report
        .findings
        .extend(frozen::edited(workspace)?.into_iter().map(|path| {
            let message = format!("{path} is not what was released");
            Finding::new(Rule::ReleaseEdited, path.clone(), message).in_file(path, None)
        }));
    if let (Some(document), Some(releases)) = (document.as_ref().or(contract), &releases) {
        report.last_release = releases.first().map(|last| last.version.to_string());
        let asked = released::Asked {
            workspace,
            releases,
            base: options.base.as_deref(),
            today: options.today.as_deref(),
            text: text.as_deref().unwrap_or_default(),
            source: &source,
        };
        let released = asked.compare(document)?;
        report.comparisons = released.comparisons;
        report.findings.extend(released.findings);
        report.failures.extend(released.failures);
    }
    report.findings.extend(compiler::findings(
        &observed.contract,
        &observed.server,
        &observed.compiler,
    ));
    Ok(report)
}
