//! What was released, by digest: a document of history never changes, and an edited one would be taken for what clients
//! were built from.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::{Error, Workspace, workspace::HISTORY};

/// The digests of all releases, as `sha256sum` writes and checks them.
pub const FILE: &str = "contracts/history/releases.sha256";

/// The list with a release's line.
///
/// # Errors
/// When the list can't be read.
pub fn with_release(workspace: &Workspace, version: &str, text: &str) -> Result<String, Error> {
    let mut list = workspace.read(FILE)?.unwrap_or_default();
    // Writing to a String can't fail.
    let _ = writeln!(list, "{}  {version}.json", digest(text));
    Ok(list)
}

/// The documents of history, by path, that are not what was released, or are gone.
///
/// # Errors
/// When a file can't be read.
pub fn edited(workspace: &Workspace) -> Result<Vec<String>, Error> {
    let list = workspace.read(FILE)?.unwrap_or_default();
    let mut edited = Vec::new();
    for (released, name) in list.lines().filter_map(|line| line.split_once("  ")) {
        let path = format!("{HISTORY}/{name}");
        let text = workspace.read(&path)?;
        if text.is_none_or(|text| digest(&text) != released) {
            edited.push(path);
        }
    }
    Ok(edited)
}

fn digest(text: &str) -> String {
    let mut hex = String::new();
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a String can't fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
