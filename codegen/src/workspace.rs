//! Where things are.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::Error;

/// The committed document.
pub const DOCUMENT: &str = "openapi.json";
/// The folder of released documents, one a version.
pub const HISTORY: &str = "contracts/history";
/// Where the contract's version stands.
pub const MANIFEST: &str = "contracts/Cargo.toml";

/// A checkout of the workspace.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The workspace at or above a folder.
    ///
    /// # Errors
    /// When there is none.
    pub fn containing(folder: &Path) -> Result<Self, Error> {
        folder
            .ancestors()
            .find(|folder| {
                folder.join("contracts/Cargo.toml").is_file() && folder.join("codegen").is_dir()
            })
            .map(|root| Self {
                root: root.to_owned(),
            })
            .ok_or_else(|| Error::NoWorkspace(folder.to_owned()))
    }

    /// Its top folder.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A file's text; `None` if there is no such file.
    ///
    /// # Errors
    /// When the file is there but can't be read.
    pub fn read(&self, path: &str) -> Result<Option<String>, Error> {
        match fs::read(self.root.join(path)) {
            Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(source) => Err(Error::Read {
                path: path.into(),
                source,
            }),
        }
    }

    /// Writes a file unless it has this text already; says whether it did.
    ///
    /// # Errors
    /// When the file can't be read or written.
    pub fn write(&self, path: &str, text: &str) -> Result<bool, Error> {
        let target = self.root.join(path);
        if fs::read(&target).is_ok_and(|present| present == text.as_bytes()) {
            return Ok(false);
        }
        let failed = |source| Error::Write {
            path: path.into(),
            source,
        };
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&target, text).map_err(failed)?;
        Ok(true)
    }

    /// Removes a file.
    ///
    /// # Errors
    /// When it can't be removed.
    pub fn remove(&self, path: &str) -> Result<(), Error> {
        fs::remove_file(self.root.join(path)).map_err(|source| Error::Write {
            path: path.into(),
            source,
        })
    }

    /// The files below a folder, sorted, with `/` between folders; none if there is no such folder.
    ///
    /// # Errors
    /// When a folder can't be read.
    pub fn files(&self, folder: &str) -> Result<Vec<String>, Error> {
        let mut found = Vec::new();
        let mut open = vec![folder.to_owned()];
        while let Some(folder) = open.pop() {
            let failed = |source| Error::Read {
                path: folder.clone().into(),
                source,
            };
            let entries = match fs::read_dir(self.root.join(&folder)) {
                Ok(entries) => entries,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(failed(error)),
            };
            for entry in entries {
                let entry = entry.map_err(failed)?;
                let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
                match entry.file_type().map_err(failed)?.is_dir() {
                    true => open.push(path),
                    false => found.push(path),
                }
            }
        }
        found.sort();
        Ok(found)
    }
}
