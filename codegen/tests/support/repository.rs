//! A small git repository with documents of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::atomic::{AtomicUsize, Ordering},
};

use serde_json::{Value, json};

use super::copy::Ended;

/// A folder with a git repository, made anew.
pub(crate) struct Repository {
    folder: PathBuf,
}

impl Repository {
    /// An empty one, its own for each test that asks.
    pub(crate) fn new(name: &str) -> Self {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let number = MADE.fetch_add(1, Ordering::Relaxed);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("repositories")
            .join(format!("{name}-{number}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder can be made");
        git(&folder, &["init", "--quiet", "--initial-branch=main"]);
        Self { folder }
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let target = self.folder.join(path);
        fs::create_dir_all(target.parent().expect("a file lies in a folder"))
            .expect("a folder can be made");
        fs::write(target, text).expect("the file can be written");
        self
    }

    /// Writes a document.
    pub(crate) fn document(&self, path: &str, document: &Value) -> &Self {
        self.write(path, format!("{document:#}\n"))
    }

    /// Commits all there is.
    pub(crate) fn commit(&self) -> &Self {
        commit(&self.folder);
        self
    }

    pub(crate) fn codegen(&self, arguments: &[&str]) -> Ended {
        let output = Command::new(env!("CARGO_BIN_EXE_codegen"))
            .args(arguments)
            .current_dir(&self.folder)
            .output()
            .expect("codegen can be run");
        ended(&output)
    }
}

/// Commits all that lies in a folder.
pub(crate) fn commit(folder: &Path) {
    git(folder, &["add", "--all"]);
    git(
        folder,
        &[
            "-c",
            "user.name=Tester",
            "-c",
            "user.email=tester@example.com",
            "commit",
            "--quiet",
            "--allow-empty",
            "--message",
            "as it is",
        ],
    );
}

/// Runs git, which must succeed.
pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git can be run");
    assert!(output.status.success(), "git {arguments:?}: {output:?}");
}

pub(crate) fn ended(output: &Output) -> Ended {
    Ended {
        code: output.status.code(),
        text: String::from_utf8_lossy(&output.stdout).into_owned(),
        errors: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A document with one operation, which takes a name of at most so many characters.
pub(crate) fn naming(version: &str, longest: u64) -> Value {
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Things", "version": version },
        "paths": { "/things": { "post": {
            "operationId": "thing_create",
            "requestBody": { "required": true, "content": { "application/json": {
                "schema": { "$ref": "#/components/schemas/Thing" }
            } } },
            "responses": { "204": { "description": "done" } }
        } } },
        "components": { "schemas": { "Thing": {
            "type": "object",
            "required": ["name"],
            "additionalProperties": false,
            "properties": { "name": { "type": "string", "maxLength": longest } }
        } } }
    })
}
