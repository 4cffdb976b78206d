//! `cargo codegen new-site`: what it writes, and what it refuses. That such a site builds and books is shown by the
//! end-to-end tests (`tests/tests/browser/new_site.rs`).
#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod support;

use std::process::Command;

use support::{copy::Ended, repository::Repository, root};

/// A folder that is a workspace as far as the command looks.
fn workspace(name: &str) -> Repository {
    let workspace = Repository::new(name);
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).expect("there is a lock file");
    workspace
        .write("contracts/Cargo.toml", "")
        .write("codegen/Cargo.toml", "")
        .write("Cargo.lock", lock);
    workspace
}

fn refused(ended: &Ended, reason: &str) {
    assert_eq!(ended.code, Some(2), "{ended:#?}");
    assert!(ended.errors.starts_with("error: "), "{ended:#?}");
    assert!(
        ended.errors.contains(reason),
        "the reason is {reason:?}: {ended:#?}"
    );
}

#[test]
fn a_site_has_the_name_and_the_tenant_it_was_given() {
    let workspace = workspace("new-site");
    let written = workspace.codegen(&["new-site", "clay-and-co", "--tenant", "kiln-and-clay"]);
    assert_eq!(written.code, Some(0), "{written:#?}");
    let read = |path: &str| {
        let file = workspace.folder().join("sites/clay-and-co").join(path);
        std::fs::read_to_string(file).expect("the file was written")
    };
    for path in [
        "Cargo.toml",
        "site.toml",
        "src/main.rs",
        "src/lib.rs",
        "src/home.html",
        "src/style.css",
    ] {
        let told = format!("wrote sites/clay-and-co/{path}\n");
        assert!(written.text.contains(&told), "{written:#?}");
        let text = read(path).to_lowercase();
        for sample in ["my-practice", "my_practice", "my practice", "stillwater"] {
            assert!(!text.contains(sample), "{path} is of another site: {text}");
        }
    }
    assert!(read("Cargo.toml").contains("name = \"clay-and-co\""));
    assert!(read("site.toml").contains("tenant = \"kiln-and-clay\""));
    assert!(read("src/main.rs").contains("clay_and_co::serve"));
    assert!(read("src/lib.rs").contains("\"Clay and co\""));
    for source in ["src/main.rs", "src/lib.rs"] {
        let formatted = Command::new("rustfmt")
            .args(["--edition", "2024", "--check"])
            .arg(workspace.folder().join("sites/clay-and-co").join(source))
            .output()
            .expect("rustfmt is there");
        let unlike = String::from_utf8_lossy(&formatted.stdout);
        assert!(
            formatted.status.success(),
            "{source} is formatted: {unlike}"
        );
    }
    for command in [
        "cargo build --package scheduler-dev --package clay-and-co",
        "cargo run -- --no-sites",
        "target/debug/clay-and-co --config sites/clay-and-co/site.toml",
    ] {
        assert!(
            written.text.contains(command),
            "what to do next: {written:#?}"
        );
    }
}

#[test]
fn nothing_is_written_over() {
    let workspace = workspace("new-site-twice");
    assert_eq!(workspace.codegen(&["new-site", "clay"]).code, Some(0));
    workspace.write("sites/clay/src/home.html", "mine");
    // Once it was built, its package is known too.
    let lock = std::fs::read_to_string(workspace.folder().join("Cargo.lock"));
    let lock = lock.expect("there is a lock file");
    workspace.write(
        "Cargo.lock",
        format!("{lock}\n[[package]]\nname = \"clay\"\n"),
    );
    refused(
        &workspace.codegen(&["new-site", "clay"]),
        "sites/clay is there already",
    );
    let kept = std::fs::read_to_string(workspace.folder().join("sites/clay/src/home.html"));
    assert_eq!(kept.expect("the file is there"), "mine");
}

#[test]
fn what_can_be_no_package_or_tenant_is_refused() {
    let workspace = workspace("new-site-refused");
    let cases = [
        ("Clay", "small letters"),
        ("clay--co", "small letters"),
        ("../clay", "small letters"),
        ("", "small letters"),
        ("2clay", "begins with a digit"),
        ("loop", "cargo or Rust"),
        ("test", "cargo or Rust"),
        ("scheduler-sdk", "in Cargo.lock already"),
    ];
    for (name, reason) in cases {
        refused(&workspace.codegen(&["new-site", name]), reason);
    }
    let long = "a".repeat(65);
    refused(&workspace.codegen(&["new-site", &long]), "too long");
    refused(
        &workspace.codegen(&["new-site", "clay", "--tenant", "Kiln & Clay"]),
        "tenant's slug",
    );
    assert!(
        !workspace.folder().join("sites").exists(),
        "and nothing is written"
    );
}
