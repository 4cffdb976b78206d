//! Sites that tests write and build, in a workspace of their own beside this one.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use scheduler_codegen::files;
use scheduler_tests::{
    programs::{cargo, profile_folder, program, workspace},
    sources::{copy_handwritten, write},
};
use serde_json::Value;

/// Where the SDK of another contract stands. Cargo names what it builds by its place in the workspace, so this one and
/// what stands on it are built beside the workspace's own, and everything else is the same.
const OTHER_CLIENT: &str = "client";

/// The workspace under another roof, so that a site can be added to it: its own manifest and lock file, and links to
/// everything else. Cargo names what it builds by its place in the workspace, so nothing of it is built again.
pub(crate) fn workspace_beside(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("sites")).unwrap();
    for entry in fs::read_dir(workspace()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        match name.to_str() {
            Some("target" | ".git" | ".nexus" | "sites") => {}
            Some("Cargo.toml" | "Cargo.lock") => drop(fs::copy(&path, folder.join(name)).unwrap()),
            _ => symlink(&path, folder.join(name)).unwrap(),
        }
    }
    folder
}

/// The same, with an SDK generated from another contract in place of the workspace's own.
pub(crate) fn workspace_of_contract(name: &str, document: &Value) -> PathBuf {
    let folder = workspace_beside(name);
    fs::remove_file(folder.join("sdk")).unwrap();
    // Kept from run to run, since cargo tells by its age what has changed.
    let client = folder.with_file_name(format!("{name}-{OTHER_CLIENT}"));
    let own = workspace().join("sdk");
    copy_handwritten(&own.join("src"), &client.join("src"));
    for file in files::of(document, &[]).expect("the contract has an SDK") {
        if let Some(path) = file.path.strip_prefix("sdk/src/") {
            write(&client.join("src").join(path), &file.text);
        }
    }
    let manifest = fs::read_to_string(own.join("Cargo.toml")).unwrap();
    write(&client.join("Cargo.toml"), &manifest);
    for entry in fs::read_dir(&own).unwrap() {
        let path = entry.unwrap().path();
        let link = client.join(path.file_name().unwrap());
        if link.symlink_metadata().is_err() {
            symlink(&path, &link).unwrap();
        }
    }
    symlink(&client, folder.join(OTHER_CLIENT)).unwrap();
    let manifest = fs::read_to_string(workspace().join("Cargo.toml")).unwrap();
    let manifest = manifest.replace("\"sdk", &format!("\"{OTHER_CLIENT}"));
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    folder
}

/// Writes a site by `cargo codegen new-site`, and builds it; says what the command told.
pub(crate) fn new_site(folder: &Path, name: &str) -> String {
    let told = run(Command::new(program("codegen"))
        .args(["new-site", name])
        .current_dir(folder));
    let mut build = cargo();
    // With the features everything is built with, so that it is built once.
    build.current_dir(folder).args([
        "build",
        "--quiet",
        "--offline",
        "--workspace",
        "--bin",
        name,
    ]);
    if profile_folder().ends_with("release") {
        build.arg("--release");
    }
    run(&mut build);
    told
}

fn run(command: &mut Command) -> String {
    let ended = command.output().unwrap();
    let errors = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{command:?} succeeds: {errors}");
    String::from_utf8_lossy(&ended.stdout).into_owned()
}
