//! `cargo codegen release`: the document becomes a release, kept forever.

use contract_compat::Document;

use crate::{
    Error, Workspace, changelog,
    check::{self, Options, Report},
    comparison::Against,
    frozen,
    generate::{self, Change},
    workspace::{DOCUMENT, HISTORY},
};

/// What became of it.
#[derive(Debug)]
pub enum Outcome {
    /// It is released; these files were written.
    Released(Vec<Change>),
    /// `check` is not clean.
    Drifted(Box<Report>),
    /// It can't be a release; why, and what to do.
    Refused(String),
}

/// Freezes the document into history under its version, writes its section of the changelog, and generates the tables
/// that know it.
///
/// # Errors
/// When a file can't be read or written.
pub fn release(workspace: &Workspace, options: &Options, day: &str) -> Result<Outcome, Error> {
    let report = check::check(workspace, options)?;
    if report.drifted() > 0 || !report.failures.is_empty() {
        return Ok(Outcome::Drifted(Box::new(report)));
    }
    let text = workspace.read(DOCUMENT)?.unwrap_or_default();
    let json =
        serde_json::from_str(&text).map_err(|error| Error::not_a_document(DOCUMENT, error))?;
    let document = Document::parse(json).map_err(|error| Error::not_a_document(DOCUMENT, error))?;
    let version = document.version();
    let path = format!("{HISTORY}/{version}.json");
    let written = workspace.read(changelog::FILE)?;
    if let Some(reason) = refusal(workspace, &report, &path, version, written.as_deref())? {
        return Ok(Outcome::Refused(reason));
    }

    let last = report
        .comparisons
        .iter()
        .find(|comparison| comparison.against == Against::Release);
    let section = match last {
        Some(comparison) => changelog::section(comparison, day),
        None => changelog::first(&document, day),
    };
    let digests = frozen::with_release(workspace, version, &text)?;
    let files = [
        (path, text),
        (frozen::FILE.to_owned(), digests),
        (
            changelog::FILE.to_owned(),
            changelog::with_section(written.as_deref(), &section),
        ),
    ];
    let mut changes = Vec::new();
    for (path, text) in files {
        workspace.write(&path, &text)?;
        changes.push(Change::Wrote(path));
    }
    changes.extend(generate::generate(workspace)?);
    Ok(Outcome::Released(changes))
}

fn refusal(
    workspace: &Workspace,
    report: &Report,
    path: &str,
    version: &str,
    changelog: Option<&str>,
) -> Result<Option<String>, Error> {
    if workspace.read(path)?.is_some() {
        return Ok(Some(format!(
            "{version} is released already, in {path}, and a release never changes; raise `version` in contracts/Cargo.toml and run `cargo codegen generate`"
        )));
    }
    if changelog.is_some_and(|text| changelog::has_section(text, version)) {
        return Ok(Some(format!(
            "{} has a section of {version} already; remove it, since it is written from the documents",
            changelog::FILE
        )));
    }
    let last = report.last_release.as_deref().unwrap_or_default();
    let is_changed = report.comparisons.first().is_none_or(|comparison| {
        comparison
            .report
            .operations
            .iter()
            .any(|operation| !operation.findings.is_empty())
            || comparison.report.verdict != contract_compat::Verdict::Identical
    });
    Ok(match is_changed {
        true => None,
        false => Some(format!(
            "nothing changed since {last}, so {version} would be a second name for the same contract; keep the version {last} in contracts/Cargo.toml"
        )),
    })
}
