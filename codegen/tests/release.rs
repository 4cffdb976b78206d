//! A release is made, and the pipeline's commands are those of the recipe.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod support;

use std::{fs, process::Command};

use scheduler_codegen::bump::{self, Bump};
use semver::Version;
use support::{
    checked::{parsed, unreleased, version},
    copy::{Copy, Ended},
    repository::{commit, git},
    schemas,
    xml::Element,
};

#[test]
fn a_release_is_frozen_told_and_served() {
    let copy = unreleased();
    assert_eq!(copy.codegen(&["generate"]).code, Some(0));
    let today = copy.read("openapi.json");
    let version = version(&copy);
    let released = copy.codegen(&["release"]);
    assert_eq!(released.code, Some(0), "{released:#?}");
    let frozen = format!("contracts/history/{version}.json");
    for path in [
        frozen.as_str(),
        "contracts/history/releases.sha256",
        "CHANGELOG.md",
        "server/src/generated/contract.rs",
    ] {
        assert!(
            released.text.contains(&format!("wrote {path}\n")),
            "{released:#?}"
        );
    }
    assert_eq!(copy.read(&frozen), today);
    let table = copy.read("server/src/generated/contract.rs");
    assert!(
        table.contains("ReleasedOperation"),
        "the server knows the release"
    );
    copy.codegen(&["check"]).is_clean();

    let edited = today.replacen("1440", "2000", 1);
    assert_ne!(edited, today);
    copy.write(&frozen, &edited);
    let check = copy.codegen(&["check"]);
    assert_eq!(check.code, Some(1), "{check:#?}");
    let told = format!("{frozen} is not what was released");
    assert!(check.text.contains(&told), "{check:#?}");
    copy.write(&frozen, &today);
    assert_eq!(copy.codegen(&["generate"]).code, Some(0));

    let again = copy.codegen(&["release"]);
    assert_eq!(again.code, Some(1), "{again:#?}");
    assert!(again.errors.contains("is released already"), "{again:#?}");

    // A limit that moves down breaks clients, and the version must say so.
    let text = "length(max = \"limits::TEXT\"),\n        regex(";
    copy.replace(
        "contracts/src/booking.rs",
        text,
        &text.replace("TEXT", "NAME"),
    );
    assert_eq!(copy.codegen(&["generate"]).code, Some(0));
    let refused = copy.codegen(&["release"]);
    assert_eq!(refused.code, Some(1), "{refused:#?}");
    let next = bump::lowest(&version, Bump::Breaking);
    assert!(
        refused
            .text
            .contains(&format!("it must be {next} or higher")),
        "{refused:#?}"
    );
    assert!(
        refused.text.contains("request-max-length-lowered"),
        "{refused:#?}"
    );
    assert!(refused.errors.contains("not released"), "{refused:#?}");

    raise(&copy, "contracts/Cargo.toml", "version = ", &next);
    raise(&copy, "Cargo.toml", "scheduler-contracts = ", &next);
    assert_eq!(copy.codegen(&["generate"]).code, Some(0));
    let released = copy.codegen(&["release"]);
    assert_eq!(released.code, Some(0), "{released:#?}");
    let changelog = copy.read("CHANGELOG.md");
    for part in [
        &format!("## [{next}] - "),
        &format!("Since {version}, clients of that release break where it is said below."),
        "### Breaking\n\n- `booking_create` (`POST /api/public/{slug}/book`): request, /note: ",
        &format!("## [{version}] - "),
    ] {
        assert!(changelog.contains(part), "`{part}` stands in:\n{changelog}");
    }
    let table = copy.read("server/src/generated/contract.rs");
    assert!(
        table.contains("Tolerance::Breaking"),
        "the server refuses that operation's old clients"
    );
}

/// Writes another version into a manifest's line.
fn raise(copy: &Copy, manifest: &str, line: &str, version: &Version) {
    let text = copy.read(manifest);
    let old = text
        .lines()
        .find(|found| found.starts_with(line))
        .unwrap_or_else(|| panic!("{manifest} has `{line}`"));
    let (before, _) = old.split_once("version = \"").expect("a version");
    let (_, after) = old.rsplit_once('"').expect("it is quoted");
    copy.replace(
        manifest,
        old,
        &format!("{before}version = \"{version}\"{after}"),
    );
}

#[test]
fn the_documented_commands_find_a_break_and_say_where() {
    let copy = Copy::fresh();
    let folder = copy.folder();
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    commit(folder);
    git(folder, &["update-ref", "refs/remotes/origin/main", "HEAD"]);
    let text = "length(max = \"limits::TEXT\"),\n        regex(";
    copy.replace(
        "contracts/src/booking.rs",
        text,
        &text.replace("TEXT", "NAME"),
    );
    assert_eq!(copy.codegen(&["generate"]).code, Some(0));

    let recipe =
        fs::read_to_string(support::root().join("docs/ci.md")).expect("the recipe is there");
    let commands: Vec<&str> = recipe
        .lines()
        .map(|line| line.trim().trim_start_matches("run: "))
        .filter(|line| line.starts_with("cargo codegen ") && line.contains("origin/main"))
        .collect();
    assert_eq!(commands.len(), 5, "{commands:#?}");
    for command in commands {
        let ended = shell(&copy, command);
        assert_eq!(ended.code, Some(1), "{command}: {ended:#?}");
        if command.ends_with("--format github") {
            let annotation = ended
                .text
                .lines()
                .find(|line| line.contains("title=request-max-length-lowered"))
                .unwrap_or_else(|| panic!("an annotation: {ended:#?}"));
            let source = copy.read("contracts/src/booking.rs");
            let line = annotation
                .strip_prefix("::error file=contracts/src/booking.rs,line=")
                .and_then(|rest| rest.split_once(','))
                .and_then(|(line, _)| line.parse::<usize>().ok())
                .and_then(|line| source.lines().nth(line - 1));
            assert_eq!(
                line.map(str::trim),
                Some("pub note: Option<String>,"),
                "{annotation}"
            );
        }
    }
    assert!(
        copy.read("summary.md")
            .starts_with("## ❌ Contract diff: breaking")
    );
    schemas::assert_valid(&schemas::sarif(), &parsed(&copy.read("contract.sarif")));
    assert_eq!(Element::read(&copy.read("contract.xml")).name, "testsuites");
    assert!(copy.read("contract.html").starts_with("<!doctype html>"));
}

/// Runs a line as a pipeline would; `cargo codegen` is the program under test.
fn shell(copy: &Copy, line: &str) -> Ended {
    let script = format!("cargo() {{ shift; \"$CODEGEN\" \"$@\"; }}\n{line}\n");
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(copy.folder())
        .env("CODEGEN", env!("CARGO_BIN_EXE_codegen"))
        .env("CARGO_TARGET_DIR", Copy::target())
        .env("GITHUB_STEP_SUMMARY", copy.folder().join("summary.md"))
        .output()
        .expect("a shell can be run");
    support::repository::ended(&output)
}
