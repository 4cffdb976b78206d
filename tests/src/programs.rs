//! The system's own programs: where they are, and that they are of today.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::OnceLock,
    time::SystemTime,
};

/// How programs that measure are built, and what they measure.
const RELEASED: [&str; 6] = [
    "build",
    "--release",
    "-p",
    "scheduler-server",
    "-p",
    "scheduler-tests",
];

/// The workspace's top folder.
#[must_use]
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the tests stand in a folder of the workspace")
}

/// The folder cargo builds into for this profile: that of the test's own program.
#[must_use]
pub fn profile_folder() -> PathBuf {
    let own = std::env::current_exe().expect("a test is a program");
    own.ancestors()
        .find(|folder| folder.join(".fingerprint").is_dir())
        .expect("a test runs from where cargo built it")
        .to_owned()
}

/// The folder cargo builds into, all profiles.
#[must_use]
pub fn target_folder() -> PathBuf {
    let profile = profile_folder();
    profile
        .parent()
        .expect("a profile stands in a folder")
        .to_owned()
}

/// A program of the workspace, built if it is missing or older than its sources.
///
/// # Panics
/// When it can't be built.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    static BUILT: OnceLock<()> = OnceLock::new();
    BUILT.get_or_init(|| {
        if programs_are_stale() {
            build();
        }
    });
    let path = profile_folder().join(name);
    assert!(path.is_file(), "cargo built no {name}");
    path
}

fn programs_are_stale() -> bool {
    let measuring = profile_folder().ends_with("release");
    let programs: &[&str] = match measuring {
        true => &["scheduler-api", "scheduler-worker"],
        false => &[
            "scheduler",
            "scheduler-api",
            "scheduler-worker",
            "scheduler-dev",
            "site-hypno",
            "site-main",
            "site-shop",
        ],
    };
    let built = programs
        .iter()
        .map(|name| changed(&profile_folder().join(name)));
    let Some(oldest) = built.min().flatten() else {
        return true;
    };
    let sources: &[&str] = match measuring {
        true => &["contracts", "server"],
        false => &[
            "contracts",
            "server",
            "sdk",
            "sdk/business-client",
            "sdk/cli",
            "examples/dev",
            "examples/shop-kit",
            "examples/site-kit",
            "examples/site-hypno",
            "examples/site-main",
            "examples/site-shop",
        ],
    };
    sources
        .iter()
        .any(|folder| newest(&workspace().join(folder).join("src")) > Some(oldest))
}

fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = std::fs::read_dir(folder).expect("sources can be read");
    entries
        .map(|entry| entry.expect("sources can be read").path())
        .filter_map(|path| match path.is_dir() {
            true => newest(&path),
            false => changed(&path),
        })
        .max()
}

fn changed(file: &Path) -> Option<SystemTime> {
    file.metadata().and_then(|it| it.modified()).ok()
}

/// The whole workspace, since a part of it would be built with other features and everything twice;
/// released, what programs that measure need.
fn build() {
    let mut cargo = cargo();
    match profile_folder().ends_with("release") {
        true => cargo.args(RELEASED),
        false => cargo.args(["build", "--workspace", "--bins"]),
    };
    let status = cargo.status().expect("cargo can be started");
    assert!(status.success(), "the system's programs can't be built");
}

/// Cargo, in the workspace, building where this test was built.
#[must_use]
pub fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .current_dir(workspace())
        .env("CARGO_TARGET_DIR", target_folder());
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(is_of_this_test) {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// What `cargo test` tells a test about itself. Build scripts watch these variables: with them set another way, what
/// depends on such a script would be built again, under the feet of tests that are about to link it.
fn is_of_this_test(name: &str) -> bool {
    ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
        || matches!(
            name,
            "CARGO_CRATE_NAME" | "CARGO_PRIMARY_PACKAGE" | "CARGO_TARGET_TMPDIR" | "OUT_DIR"
        )
}
