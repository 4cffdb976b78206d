//! A copy of the workspace that may be spoilt.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    process::{Command, Output},
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::Value;

use super::root;

/// What is not the workspace's source.
const LEFT_OUT: [&str; 6] = [
    "target",
    ".git",
    ".nexus",
    "node_modules",
    "__pycache__",
    "docs",
];

static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// The copy, as the workspace is now. It keeps its place and its build from test to test and from run to run, so that
/// only what a test changes is compiled.
pub(crate) struct Copy {
    folder: PathBuf,
    _alone: MutexGuard<'static, ()>,
}

/// What a command printed, and how it ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// Its exit code.
    pub(crate) code: Option<i32>,
    /// What it printed.
    pub(crate) text: String,
    /// What it complained of.
    pub(crate) errors: String,
}

impl Copy {
    /// A fresh copy; other tests wait until it is dropped.
    pub(crate) fn fresh() -> Self {
        let alone = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("drift/workspace");
        mirror(&root(), &folder).expect("the workspace can be copied");
        Self {
            folder,
            _alone: alone,
        }
    }

    /// Where it is.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where it is built.
    pub(crate) fn target() -> PathBuf {
        Path::new(env!("CARGO_TARGET_TMPDIR")).join("drift/target")
    }

    /// Replaces text that stands in a file, everywhere in it.
    pub(crate) fn replace(&self, path: &str, old: &str, new: &str) -> &Self {
        let text = self.read(path);
        assert!(text.contains(old), "{path} has `{old}`");
        self.write(path, &text.replace(old, new))
    }

    /// Replaces a word in all files of a folder.
    pub(crate) fn replace_everywhere(&self, folder: &str, old: &str, new: &str) -> &Self {
        let mut open = vec![self.folder.join(folder)];
        while let Some(path) = open.pop() {
            if path.is_dir() {
                open.extend(entries(&path).expect("the folder can be read"));
                continue;
            }
            let text = fs::read_to_string(&path).expect("the file is text");
            if text.contains(old) {
                fs::write(&path, text.replace(old, new)).expect("the file can be written");
            }
        }
        self
    }

    pub(crate) fn write(&self, path: &str, text: &str) -> &Self {
        fs::write(self.folder.join(path), text).expect("the file can be written");
        self
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn remove(&self, path: &str) -> &Self {
        fs::remove_file(self.folder.join(path)).expect("the file is there");
        self
    }

    /// Runs `cargo codegen` with these arguments.
    pub(crate) fn codegen(&self, arguments: &[&str]) -> Ended {
        self.codegen_in(&self.folder, arguments)
    }

    /// The same from another folder.
    pub(crate) fn codegen_in(&self, folder: &Path, arguments: &[&str]) -> Ended {
        let Output {
            status,
            stdout,
            stderr,
        } = Command::new(env!("CARGO_BIN_EXE_codegen"))
            .args(arguments)
            .current_dir(folder)
            .env("CARGO_TARGET_DIR", Self::target())
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .output()
            .expect("codegen can be run");
        Ended {
            code: status.code(),
            text: String::from_utf8_lossy(&stdout).into_owned(),
            errors: String::from_utf8_lossy(&stderr).into_owned(),
        }
    }
}

impl Ended {
    /// Asserts that it found drift and named all of this.
    pub(crate) fn names(&self, words: &[&str]) {
        assert_eq!(self.code, Some(1), "drift is found: {self:#?}");
        for word in words {
            assert!(
                self.text.contains(word),
                "`{word}` is named in:\n{}",
                self.text
            );
        }
    }

    /// Asserts that nothing has drifted.
    pub(crate) fn is_clean(&self) {
        assert_eq!(self.code, Some(0), "nothing has drifted: {self:#?}");
    }

    /// The JSON it printed.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}

/// Makes one folder like another. Files that are alike already keep their times, which cargo goes by.
fn mirror(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    let mut names = BTreeSet::new();
    for source in entries(from)? {
        let Some(name) = source.file_name().filter(|name| {
            LEFT_OUT
                .iter()
                .all(|left_out| name.to_str() != Some(left_out))
        }) else {
            continue;
        };
        names.insert(name.to_owned());
        let target = to.join(name);
        if source.is_dir() {
            mirror(&source, &target)?;
        } else {
            let bytes = fs::read(&source)?;
            if fs::read(&target).ok().as_ref() != Some(&bytes) {
                fs::write(&target, bytes)?;
            }
        }
    }
    for present in entries(to)? {
        if present.file_name().is_none_or(|name| names.contains(name)) {
            continue;
        }
        match present.is_dir() {
            true => fs::remove_dir_all(present)?,
            false => fs::remove_file(present)?,
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .collect()
}
