//! `cargo codegen diff OLD NEW`: any two documents, files or `REV:path` of git.

use std::{
    fs,
    path::{Path, PathBuf},
};

use contract_compat::{Document, Options, Report};
use serde_json::Value;

use crate::{
    Error, Workspace,
    comparison::{Against, Comparison, Ground, Standing},
    git,
    source::Source,
    workspace::DOCUMENT,
};

/// A document and where it came from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// As it was asked for: a path, or `REV:path`.
    pub name: String,
    /// The path alone.
    pub path: String,
    /// Its text.
    pub text: String,
    /// What the text says.
    pub document: Document,
}

impl Origin {
    /// Reads a file, or what `REV:path` names in git's repository at the folder.
    ///
    /// # Errors
    /// When there is no such file, revision or path, or no document there.
    pub fn read(folder: &Path, name: &str) -> Result<Self, Error> {
        let file = folder.join(name);
        let (path, text) = match name.split_once(':') {
            Some((revision, path)) if !file.exists() => (path, git::show(folder, revision, path)?),
            _ => (name, read_file(&file, name)?),
        };
        Self::parse(name, path, text)
    }

    /// What a text says.
    ///
    /// # Errors
    /// When it is no document.
    pub fn parse(name: &str, path: &str, text: String) -> Result<Self, Error> {
        let json =
            serde_json::from_str(&text).map_err(|error| Error::not_a_document(name, error))?;
        Ok(Self {
            path: path.trim_start_matches("./").to_owned(),
            text,
            ..Self::of(name, json)?
        })
    }

    /// A document that has been read already, without its text.
    ///
    /// # Errors
    /// When it is none.
    pub fn of(path: &str, json: Value) -> Result<Self, Error> {
        let document = Document::parse(json).map_err(|error| Error::not_a_document(path, error))?;
        Ok(Self {
            name: path.to_owned(),
            path: path.to_owned(),
            text: String::new(),
            document,
        })
    }
}

fn read_file(file: &Path, name: &str) -> Result<String, Error> {
    fs::read_to_string(file).map_err(|source| Error::Read {
        path: PathBuf::from(name),
        source,
    })
}

/// Compares two documents.
///
/// # Errors
/// When a reference in either can't be followed.
pub fn report(old: &Origin, new: &Origin, today: Option<&str>) -> Result<Report, Error> {
    let options = Options {
        today: today.map(str::to_owned),
    };
    contract_compat::compare(&old.document, &new.document, &options).map_err(|error| {
        let name = match error.which {
            "old" => &old.name,
            _ => &new.name,
        };
        Error::not_a_document(name, error.source)
    })
}

/// The comparison with the places a person has to look at. If the new document is the workspace's own, these are the
/// contract's types.
///
/// # Errors
/// When the contract's source can't be read.
pub fn comparison(
    old: &Origin,
    new: &Origin,
    report: Report,
    folder: &Path,
) -> Result<Comparison, Error> {
    let workspace = Workspace::containing(folder).ok().filter(|workspace| {
        let own = fs::canonicalize(workspace.root().join(DOCUMENT)).ok();
        own.is_some() && own == fs::canonicalize(folder.join(&new.name)).ok()
    });
    let source = workspace.as_ref().map(Source::read).transpose()?;
    let file = match workspace {
        Some(_) => DOCUMENT,
        None => &new.path,
    };
    let ground = Ground {
        document: new.document.root(),
        text: &new.text,
        file,
        source: source.as_ref(),
    };
    Ok(Comparison::new(
        Against::Document,
        (old.name.clone(), new.name.clone()),
        report,
        &ground,
        Standing::of,
    ))
}
