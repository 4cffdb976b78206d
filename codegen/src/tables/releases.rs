//! The releases that are still supported.

use std::collections::BTreeMap;

use contract_compat::Document;
use semver::Version;

use crate::{Error, Workspace, workspace::HISTORY};

/// A released document.
#[derive(Clone, Debug)]
pub struct Release {
    /// Its version.
    pub version: Version,
    /// As it was released.
    pub document: Document,
}

/// History minus what is retired, newest first.
///
/// # Errors
/// When a document of history can't be read, or `retired.toml` isn't understood or names no release.
pub fn supported(workspace: &Workspace) -> Result<Vec<Release>, Error> {
    let mut retired = retired(workspace)?;
    let mut releases = Vec::new();
    for path in workspace.files(HISTORY)? {
        let version = path
            .strip_prefix(HISTORY)
            .and_then(|name| name.strip_prefix('/')?.strip_suffix(".json"));
        let (Some(version), Some(text)) = (version, workspace.read(&path)?) else {
            continue;
        };
        if retired.remove(version).is_some() {
            continue;
        }
        let version = version.parse().map_err(|error| {
            Error::not_a_document(&path, format!("its name is no version: {error}"))
        })?;
        let json =
            serde_json::from_str(&text).map_err(|error| Error::not_a_document(&path, error))?;
        let document =
            Document::parse(json).map_err(|error| Error::not_a_document(&path, error))?;
        releases.push(Release { version, document });
    }
    if let Some(unknown) = retired.keys().next() {
        return Err(Error::Retired(format!("there is no release `{unknown}`")));
    }
    releases.sort_by(|left, right| right.version.cmp(&left.version));
    Ok(releases)
}

/// Retired versions and why they are.
fn retired(workspace: &Workspace) -> Result<BTreeMap<String, String>, Error> {
    match workspace.read(&format!("{HISTORY}/retired.toml"))? {
        Some(text) => toml::from_str(&text).map_err(|error| Error::Retired(error.to_string())),
        None => Ok(BTreeMap::new()),
    }
}
