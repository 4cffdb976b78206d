//! Why a command could not do its work. Drift is not an error: it is a [`Finding`](crate::check::Finding).

use std::path::PathBuf;

use thiserror::Error;

/// Why a command could not run.
#[derive(Debug, Error)]
pub enum Error {
    /// The current folder lies in no workspace of this kind.
    #[error(
        "there is no Nexus workspace at or above {0}: run this in a checkout, where openapi.json and contracts/ are"
    )]
    NoWorkspace(PathBuf),
    /// A file could not be read.
    #[error("{path} can't be read: {source}")]
    Read {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file could not be written.
    #[error("{path} can't be written: {source}")]
    Write {
        /// Which one.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// cargo could not be started, or refused the workspace itself.
    #[error("cargo could not build the workspace: {0}")]
    Cargo(String),
    /// A package doesn't compile.
    #[error(
        "`{package}` doesn't compile, so there is no document; correct this first:\n\n{errors}"
    )]
    NotCompiled {
        /// Which package.
        package: String,
        /// The compiler's first errors.
        errors: String,
    },
    /// A program of the workspace failed.
    #[error("{program} failed: {reason}")]
    Program {
        /// Which one, with its arguments.
        program: String,
        /// What it said.
        reason: String,
    },
    /// A running server gives no answer.
    #[error("{url} gives no document: {reason}; is the server running, and is this its base URL?")]
    Server {
        /// Which one was asked.
        url: String,
        /// Why.
        reason: String,
    },
    /// A query of the catalogue client doesn't fit the schema beside it.
    #[error("{path} is not understood: {reason}; correct it, or the schema it was written for")]
    Query {
        /// Which file.
        path: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A running Vendure gives no schema.
    #[error("{url} gives no schema: {reason}; is Vendure running, and is this its base URL?")]
    Vendure {
        /// Which one was asked.
        url: String,
        /// Why.
        reason: String,
    },
    /// Something that should be a document is none.
    #[error("{origin} is no OpenAPI document: {reason}")]
    NotADocument {
        /// Where it came from.
        origin: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The document can't become an SDK.
    #[error("no SDK can be generated from this document: {0}; change the contract's type")]
    Client(String),
    /// The generator wrote something that isn't Rust.
    #[error("the generator wrote Rust that doesn't parse: {0}; this is a mistake in codegen/")]
    Syntax(#[from] syn::Error),
    /// git could not be asked.
    #[error("git can't be asked: {0}; give two files, or run this in a git checkout")]
    Git(String),
    /// git knows no such revision.
    #[error("git has no revision `{revision}`: {advice}")]
    NoRevision {
        /// As it was asked for.
        revision: String,
        /// What to do.
        advice: &'static str,
    },
    /// A revision has no such file.
    #[error(
        "{path} can't be read at `{revision}`: {reason}; give `REV:path`, the path counted from the repository's top folder"
    )]
    NotInRevision {
        /// The revision.
        revision: String,
        /// The file.
        path: String,
        /// What git says.
        reason: String,
    },
    /// No rule has this id.
    #[error(
        "there is no rule `{id}`; the nearest are {nearest}; `cargo codegen explain --list` has all"
    )]
    NoRule {
        /// As it was asked for.
        id: String,
        /// Ids that look like it.
        nearest: String,
    },
    /// The document's version is none.
    #[error(
        "the version `{version}` of {origin} is no semantic version: {reason}; correct `version` in contracts/Cargo.toml and run `cargo codegen generate`"
    )]
    Version {
        /// Whose it is.
        origin: String,
        /// As it stands there.
        version: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The list of retired releases can't be understood.
    #[error(
        "contracts/history/retired.toml is not understood: {0}; write one line a release: \"1.0.0\" = \"why it is retired\""
    )]
    Retired(String),
    /// A site may not be written.
    #[error(transparent)]
    NewSite(#[from] crate::new_site::Refusal),
}

impl Error {
    /// The same error for something that [`contract_compat`] refused.
    #[must_use]
    pub fn not_a_document(origin: impl Into<String>, reason: impl std::fmt::Display) -> Self {
        Self::NotADocument {
            origin: origin.into(),
            reason: reason.to_string(),
        }
    }
}
