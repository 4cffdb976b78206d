//! `cargo codegen new-site`: what it writes builds, starts and books.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use scheduler_tests::{
    System,
    browser::Browser,
    outbox,
    programs::{cargo, profile_folder, program, workspace},
    site::{Port, Site},
};

use crate::place::take_a_slot;

const NAME: &str = "new-practice";

/// The workspace under another roof, so that a site can be added to it: its own manifest and lock file, and links to
/// everything else. Cargo names what it builds by its place in the workspace, so nothing of it is built again.
fn workspace_beside() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-site");
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

fn run(command: &mut Command) -> String {
    let ended = command.output().unwrap();
    let errors = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success(), "{command:?} succeeds: {errors}");
    String::from_utf8_lossy(&ended.stdout).into_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_site_builds_and_books_at_once() {
    let folder = workspace_beside();
    let told = run(Command::new(program("codegen"))
        .args(["new-site", NAME])
        .current_dir(&folder));
    assert!(
        told.contains(&format!(
            "cargo run --package {NAME} -- --config sites/{NAME}/site.toml"
        )),
        "{told}"
    );
    let mut build = cargo();
    // With the features everything is built with, so that it is built once.
    build.current_dir(&folder).args([
        "build",
        "--quiet",
        "--offline",
        "--workspace",
        "--bin",
        NAME,
    ]);
    if profile_folder().ends_with("release") {
        build.arg("--release");
    }
    run(&mut build);
    let config: toml::Table = fs::read_to_string(folder.join(format!("sites/{NAME}/site.toml")))
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(config["tenant"].as_str(), Some("stillwater"));

    let port = Port::free();
    let system = System::configured()
        .site("stillwater", &port.url(), &port.url())
        .start()
        .await;
    let config = folder.join(format!("sites/{NAME}/site.toml"));
    let settings = [("config", config.to_str().unwrap())];
    let site = Site::start(NAME, port, &system.url, &settings).await;
    let browser = Browser::start().await;
    let window = browser.window().open().await;
    window.visit(&site.page("/")).await;
    assert_eq!(
        window.heading().await,
        "Stillwater Hypnotherapy",
        "the front page is the tenant's"
    );
    window.assert_accessible().await;
    window.screenshot("new-site-home").await;
    window.follow("First conversation").await;
    window.see("Times are").await;
    take_a_slot(&window).await;
    window.fill("Your name", "Kim Berger").await;
    window
        .fill("Email or mobile number", "kim@example.com")
        .await;
    window.press("Book this appointment").await;
    window.see("You're booked.").await;
    window.see("This page shows changes as they happen.").await;
    outbox::wait_for(&system, "confirmation", "kim@example.com", 1).await;
}
