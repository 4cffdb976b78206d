//! `cargo codegen generate`: contract → document → SDK, mock server and tables.

use serde_json::Value;

use crate::{
    Error, Workspace,
    cargo::{self, Program},
    files, shop, tables,
    workspace::DOCUMENT,
};

/// One file that was brought up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was written.
    Wrote(String),
    /// It is not generated any more and was removed.
    Removed(String),
}

/// Brings the document and everything generated from it up to date with the contract; says what changed.
///
/// # Errors
/// When the contract doesn't compile, can't become an SDK, or a file can't be written.
pub fn generate(workspace: &Workspace) -> Result<Vec<Change>, Error> {
    let text = contract_document(workspace)?;
    let document: Value = serde_json::from_str(&text)
        .map_err(|error| Error::not_a_document("what the contract prints", error))?;
    let releases = tables::supported(workspace)?;
    let files = files::of(&document, &releases)?;
    let shop = shop::files(workspace)?;

    let mut changes = Vec::new();
    if workspace.write(DOCUMENT, &text)? {
        changes.push(Change::Wrote(DOCUMENT.to_owned()));
    }
    for file in files.iter().chain(&shop) {
        if workspace.write(file.path, &file.text)? {
            changes.push(Change::Wrote(file.path.to_owned()));
        }
    }
    for folder in files::FOLDERS {
        for path in workspace.files(folder)? {
            if files.iter().all(|file| file.path != path) {
                workspace.remove(&path)?;
                changes.push(Change::Removed(path));
            }
        }
    }
    Ok(changes)
}

/// The contract's document as its own program prints it.
fn contract_document(workspace: &Workspace) -> Result<String, Error> {
    let build = cargo::build(workspace, &[Program::Contract])?;
    match build.run(workspace, Program::Contract)? {
        Some(text) => Ok(text),
        None => Err(Error::NotCompiled {
            package: Program::Contract.package().to_owned(),
            errors: build
                .errors
                .iter()
                .take(3)
                .map(|error| error.rendered.as_str())
                .collect(),
        }),
    }
}
