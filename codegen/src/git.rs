//! Files of other revisions, as git has them.

use std::{
    path::Path,
    process::{Command, Output},
};

use crate::Error;

/// A file's text at a revision; `path` is counted from the repository's top folder, or from `folder` if it begins
/// with `./`.
///
/// # Errors
/// When git isn't there, `folder` lies in no repository, or it has no such revision or file.
pub fn show(folder: &Path, revision: &str, path: &str) -> Result<String, Error> {
    let name = format!("{revision}^{{commit}}");
    let arguments = [
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &name,
    ];
    let found = run(folder, &arguments)?;
    if !found.status.success() {
        return Err(without_revision(folder, revision)?);
    }
    // What was given may look like an option; the id can't.
    let commit = String::from_utf8_lossy(&found.stdout).trim().to_owned();
    let shown = run(folder, &["cat-file", "blob", &format!("{commit}:{path}")])?;
    match shown.status.success() {
        true => Ok(String::from_utf8_lossy(&shown.stdout).into_owned()),
        false => Err(Error::NotInRevision {
            revision: revision.to_owned(),
            path: path.trim_start_matches("./").to_owned(),
            reason: complaint(&shown),
        }),
    }
}

/// Why there is no such revision.
fn without_revision(folder: &Path, revision: &str) -> Result<Error, Error> {
    let asked = run(folder, &["rev-parse", "--is-shallow-repository"])?;
    if !asked.status.success() {
        return Ok(Error::Git(complaint(&asked)));
    }
    let is_shallow = String::from_utf8_lossy(&asked.stdout).trim() == "true";
    Ok(Error::NoRevision {
        revision: revision.to_owned(),
        advice: match is_shallow {
            true => {
                "this clone is shallow: run `git fetch --unshallow` (GitHub Actions: `fetch-depth: 0`), or fetch the revision"
            }
            false => "correct its name, or fetch it first",
        },
    })
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Output, Error> {
    Command::new("git")
        .current_dir(folder)
        .args(arguments)
        .output()
        .map_err(|error| Error::Git(format!("it can't be started: {error}")))
}

fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).trim().to_owned()
}
