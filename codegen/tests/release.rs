//! What `check` says of releases, of a revision, and of accepted breaks; and how a release is made.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod support;

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpListener,
    process::Command,
    thread,
};

use serde_json::{Value, json};
use support::{
    copy::{Copy, Ended},
    repository::{commit, git},
    schemas,
    xml::{self, Element},
};

/// A copy with a history. The server is asked over HTTP, so that it need not be built for each history.
struct Checked {
    copy: Copy,
    url: String,
}

/// A version, and what was different in it.
type Released<'a> = (&'a str, fn(&mut Value));

impl Checked {
    /// Releases by version; `change` makes them of today's document.
    fn with(history: &[Released<'_>]) -> Self {
        let copy = Copy::fresh();
        fs::create_dir_all(copy.folder().join("contracts/history")).expect("a folder can be made");
        for (version, change) in history {
            let mut document = parsed(&copy.read("openapi.json"));
            document["info"]["version"] = json!(version);
            change(&mut document);
            copy.write(
                &format!("contracts/history/{version}.json"),
                &format!("{document:#}\n"),
            );
        }
        let generated = copy.codegen(&["generate"]);
        assert_eq!(generated.code, Some(0), "{generated:#?}");
        let url = serve(copy.read("openapi.json"));
        Self { copy, url }
    }

    fn check(&self, arguments: &[&str]) -> Ended {
        let mut all = vec!["check", "--server", &self.url];
        all.extend(arguments);
        self.copy.codegen(&all)
    }

    /// The findings as JSON.
    fn findings(&self, arguments: &[&str]) -> Vec<Value> {
        let mut all = vec!["--format", "json"];
        all.extend(arguments);
        let ended = self.check(&all);
        let report = ended.json();
        schemas::assert_valid(&schemas::check(), &report);
        let findings = report["findings"].as_array().expect("a list").clone();
        assert_eq!(
            ended.code,
            Some(i32::from(!findings.is_empty())),
            "{ended:#?}"
        );
        findings
    }

    fn accept(&self, entries: &str) -> &Self {
        self.copy.write("contracts/accepted.toml", entries);
        self
    }
}

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn rules(findings: &[Value]) -> Vec<&str> {
    findings
        .iter()
        .filter_map(|finding| finding["rule"].as_str())
        .collect()
}

fn entry(id: &str, rest: &str) -> String {
    format!("[[accepted]]\nid = \"{id}\"\n{rest}\n")
}

/// Answers every request with a document.
fn serve(document: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a request comes");
            let _ = stream.read(&mut [0; 4096]);
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{document}",
                document.len()
            );
        }
    });
    format!("http://{address}")
}

fn same(_: &mut Value) {}

/// The old contract took longer notes.
fn longer_note(document: &mut Value) {
    raise(document, "note");
}

/// The old contract took longer notes and longer names.
fn longer_texts(document: &mut Value) {
    raise(document, "note");
    raise(document, "customerName");
}

fn raise(document: &mut Value, property: &str) {
    let place = format!("/components/schemas/BookingCreate/properties/{property}/maxLength");
    *document.pointer_mut(&place).expect("the text has a limit") = json!(9_000);
}

/// The old contract had one operation less.
fn one_operation_less(document: &mut Value) {
    let paths = document["paths"].as_object_mut().expect("paths");
    paths
        .remove("/api/contract")
        .expect("the contract can be viewed");
}

#[test]
fn without_a_release_nothing_is_compared_and_it_says_so() {
    let checked = Checked::with(&[]);
    let ended = checked.check(&[]);
    ended.is_clean();
    assert!(ended.text.contains("no release yet"), "{ended:#?}");
    checked.accept(&entry(
        "0123456789ab",
        "reason = \"r\"\nexpires = \"9.0.0\"",
    ));
    assert_eq!(rules(&checked.findings(&[])), ["accepted-unused"]);
}

#[test]
fn a_difference_under_the_version_of_the_last_release_is_drift() {
    let checked = Checked::with(&[("1.0.0", same)]);
    assert_eq!(checked.findings(&[]), Vec::<Value>::new());
    let report = checked.check(&["--format", "json"]).json();
    assert_eq!(report["releases"][0]["verdict"], "identical");
    assert_eq!(report["releases"][0]["old"]["version"], "1.0.0");
    drop(checked);

    let checked = Checked::with(&[("1.0.0", one_operation_less)]);
    let findings = checked.findings(&[]);
    assert_eq!(rules(&findings), ["release-version"]);
    let message = findings[0]["message"].as_str().expect("a message");
    assert!(message.contains("it must be 1.1.0 or higher"), "{message}");
    assert_eq!(findings[0]["file"], "contracts/Cargo.toml");
    assert!(findings[0]["line"].is_u64(), "{findings:#?}");
}

#[test]
fn a_version_that_announces_the_change_is_enough() {
    // Below 1.0.0 the minor version announces a break.
    let checked = Checked::with(&[("0.9.0", longer_note), ("0.8.0", one_operation_less)]);
    let ended = checked.check(&[]);
    ended.is_clean();
    assert!(
        ended.text.contains("breaking, and the version says so"),
        "{ended:#?}"
    );
    let report = checked.check(&["--format", "json"]).json();
    let versions: Vec<&Value> = report["releases"]
        .as_array()
        .expect("releases")
        .iter()
        .map(|release| &release["old"]["version"])
        .collect();
    assert_eq!(versions, ["0.9.0", "0.8.0"], "the newest first");
}

#[test]
fn accepting_silences_one_finding_and_nothing_beside_it() {
    let checked = Checked::with(&[("1.0.0", longer_texts)]);
    let findings = checked.findings(&[]);
    assert_eq!(
        rules(&findings),
        [
            "release-version",
            "request-max-length-lowered",
            "request-max-length-lowered"
        ]
    );
    let note = findings
        .iter()
        .find(|finding| finding["at"] == "/note")
        .expect("the note is found");
    assert_eq!(note["operationId"], "booking_create");
    assert_eq!(
        note["file"], "contracts/src/booking.rs",
        "the Rust field is named"
    );
    assert!(note["line"].is_u64(), "{note}");
    assert_eq!(note["against"], "contracts/history/1.0.0.json");
    let id = note["id"].as_str().expect("an id").to_owned();

    let reason = "reason = \"nobody writes that much\"\nexpires = \"2.0.0\"";
    checked.accept(&entry(&id, reason));
    let left = checked.findings(&[]);
    assert_eq!(
        rules(&left),
        ["release-version", "request-max-length-lowered"]
    );
    assert!(left.iter().all(|finding| finding["id"] != id), "{left:#?}");
    let report = checked.check(&["--format", "json"]).json();
    assert_eq!(
        report["accepted"],
        json!([{ "id": id, "reason": "nobody writes that much" }])
    );

    for (entries, rule, said) in [
        (
            entry(&id, "reason = \"r\"\nexpires = \"1.0.0\""),
            "accepted-expired",
            "expired in 1.0.0",
        ),
        (
            entry(&id, "reason = \"\"\nexpires = \"2.0.0\""),
            "accepted-not-understood",
            "no reason",
        ),
        (
            entry(&id, "expires = \"2.0.0\""),
            "accepted-not-understood",
            "missing field `reason`",
        ),
        (
            entry(
                &id,
                "reason = \"r\"\nexpires = \"2.0.0\"\nrule = \"no-rule\"",
            ),
            "accepted-unknown-rule",
            "no rule `no-rule`",
        ),
        (
            entry(
                &id,
                "reason = \"r\"\nexpires = \"2.0.0\"\nrule = \"operation-removed\"",
            ),
            "accepted-unused",
            "matches no break",
        ),
        (
            entry("0123456789ab", "reason = \"r\"\nexpires = \"2.0.0\""),
            "accepted-unused",
            "matches no break",
        ),
        (
            "accepted = 1".to_owned(),
            "accepted-not-understood",
            "the file",
        ),
    ] {
        checked.accept(&entries);
        let findings = checked.findings(&[]);
        let found = findings
            .iter()
            .find(|finding| finding["rule"] == rule)
            .unwrap_or_else(|| panic!("{rule} in {findings:#?}"));
        assert_eq!(found["file"], "contracts/accepted.toml");
        let message = found["message"].as_str().expect("a message");
        assert!(message.contains(said), "`{said}` in {message}");
        assert!(
            rules(&findings).contains(&"request-max-length-lowered"),
            "it silences nothing"
        );
    }
}

#[test]
fn every_format_tells_what_was_found_and_what_was_accepted() {
    let checked = Checked::with(&[("1.0.0", longer_texts)]);
    let findings = checked.findings(&[]);
    let id = findings[1]["id"].as_str().expect("an id");
    let reason = "reason = \"<known>\"\nexpires = \"2.0.0\"";
    checked.accept(&entry(id, reason));

    let sarif = checked.check(&["--format", "sarif"]).json();
    schemas::assert_valid(&schemas::sarif(), &sarif);
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let suppressed: Vec<&Value> = results
        .iter()
        .filter(|result| result["suppressions"].is_array())
        .collect();
    assert_eq!(suppressed.len(), 1, "{results:#?}");
    assert_eq!(suppressed[0]["suppressions"][0]["justification"], "<known>");

    let schema = support::root().join("codegen/tests/junit/junit.xsd");
    let schema = Element::read(&fs::read_to_string(schema).expect("the schema is there"));
    let junit = Element::read(&checked.check(&["--format", "junit"]).text);
    xml::assert_valid(&schema, &junit);
    assert_eq!(
        junit.attributes["failures"], "2",
        "the version, and the operation"
    );

    let github = checked.check(&["--format", "github"]).text;
    assert!(
        github.contains("::error file=contracts/Cargo.toml,line="),
        "{github}"
    );
    assert!(
        github.contains("::error file=contracts/src/booking.rs,line="),
        "{github}"
    );
    assert!(
        github.contains("::notice file=contracts/src/booking.rs,line="),
        "{github}"
    );

    let markdown = checked.check(&["--format", "markdown"]).text;
    assert!(
        markdown.starts_with("## ❌ Contract check: drift\n\n2 findings"),
        "{markdown}"
    );
    assert!(
        markdown.contains("breaking, accepted: &lt;known&gt;"),
        "{markdown}"
    );
    let html = checked.check(&["--format", "html"]).text;
    assert!(html.contains("breaking, accepted: &lt;known&gt;"), "{html}");
    let text = checked.check(&[]).text;
    assert!(text.contains("witness {"), "{text}");
}

#[test]
fn a_revision_is_compared_as_well() {
    let checked = Checked::with(&[]);
    let folder = checked.copy.folder();
    let today = checked.copy.read("openapi.json");
    let mut base = parsed(&today);
    longer_note(&mut base);
    git(folder, &["init", "--quiet", "--initial-branch=main"]);
    checked.copy.write("openapi.json", &format!("{base:#}\n"));
    commit(folder);
    checked.copy.write("openapi.json", &today);
    let findings = checked.findings(&["--base", "main"]);
    assert_eq!(rules(&findings), ["request-max-length-lowered"]);
    assert_eq!(findings[0]["against"], "main:openapi.json");
    let report = checked
        .check(&["--base", "main", "--format", "json"])
        .json();
    assert_eq!(report["base"]["revision"], "main:openapi.json");
    assert_eq!(report["base"]["diff"]["verdict"], "breaking");
    commit(folder);
    assert_eq!(checked.findings(&["--base", "main"]), Vec::<Value>::new());

    let ended = checked.check(&["--base", "nowhere"]);
    assert_eq!(ended.code, Some(2), "{ended:#?}");
    assert!(
        ended.text.contains("git has no revision `nowhere`"),
        "{ended:#?}"
    );
}

#[test]
fn a_release_is_frozen_told_and_served() {
    let copy = Copy::fresh();
    let today = copy.read("openapi.json");
    let version = parsed(&today)["info"]["version"]
        .as_str()
        .expect("a version")
        .to_owned();
    let released = copy.codegen(&["release"]);
    assert_eq!(released.code, Some(0), "{released:#?}");
    let frozen = format!("contracts/history/{version}.json");
    for path in [
        frozen.as_str(),
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
    assert!(
        refused.text.contains("it must be 2.0.0 or higher"),
        "{refused:#?}"
    );
    assert!(
        refused.text.contains("request-max-length-lowered"),
        "{refused:#?}"
    );
    assert!(refused.errors.contains("not released"), "{refused:#?}");

    let raised = |path: &str, before: &str| {
        let old = format!("{before}\"{version}\"");
        copy.replace(path, &old, &format!("{before}\"2.0.0\""));
    };
    raised("contracts/Cargo.toml", "version = ");
    raised(
        "Cargo.toml",
        "scheduler-contracts = { path = \"contracts\", version = ",
    );
    assert_eq!(copy.codegen(&["generate"]).code, Some(0));
    let released = copy.codegen(&["release"]);
    assert_eq!(released.code, Some(0), "{released:#?}");
    let changelog = copy.read("CHANGELOG.md");
    for part in [
        "## [2.0.0] - ",
        "Since 1.0.0, clients of that release break where it is said below.",
        "### Breaking\n\n- `booking_create` (`POST /api/public/{slug}/book`): request, /note: ",
        "## [1.0.0] - ",
    ] {
        assert!(changelog.contains(part), "`{part}` stands in:\n{changelog}");
    }
    let table = copy.read("server/src/generated/contract.rs");
    assert!(
        table.contains("Tolerance::Breaking"),
        "the server refuses that operation's old clients"
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
