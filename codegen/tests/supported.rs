//! What `check` says of supported releases, of a revision of git, and of accepted breaks.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod support;

use std::fs;

use scheduler_codegen::bump::{self, Bump};
use serde_json::{Value, json};
use support::{
    checked::{
        Checked, NOW, entry, longer_note, longer_texts, one_operation_less, parsed, rules, same,
        version,
    },
    repository::{commit, git},
    schemas,
    xml::{self, Element},
};

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
    let checked = Checked::with(&[(NOW, same)]);
    assert_eq!(checked.findings(&[]), Vec::<Value>::new());
    let report = checked.check(&["--format", "json"]).json();
    assert_eq!(report["releases"][0]["verdict"], "identical");
    let last = version(&checked.copy);
    assert_eq!(report["releases"][0]["old"]["version"], last.to_string());
    drop(checked);

    let checked = Checked::with(&[(NOW, one_operation_less)]);
    let findings = checked.findings(&[]);
    assert_eq!(rules(&findings), ["release-version"]);
    let message = findings[0]["message"].as_str().expect("a message");
    let lowest = bump::lowest(&last, Bump::Compatible);
    assert!(
        message.contains(&format!("it must be {lowest} or higher")),
        "{message}"
    );
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
    let checked = Checked::with(&[(NOW, longer_texts)]);
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
    let last = format!("contracts/history/{}.json", version(&checked.copy));
    assert_eq!(note["against"], last);
    let id = note["id"].as_str().expect("an id").to_owned();

    let reason = "reason = \"nobody writes that much\"\nexpires = \"99.0.0\"";
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
            entry(&id, "reason = \"r\"\nexpires = \"0.1.0\""),
            "accepted-expired",
            "expired in 0.1.0",
        ),
        (
            entry(&id, "reason = \"\"\nexpires = \"99.0.0\""),
            "accepted-not-understood",
            "no reason",
        ),
        (
            entry(&id, "expires = \"99.0.0\""),
            "accepted-not-understood",
            "missing field `reason`",
        ),
        (
            entry(
                &id,
                "reason = \"r\"\nexpires = \"99.0.0\"\nrule = \"no-rule\"",
            ),
            "accepted-unknown-rule",
            "no rule `no-rule`",
        ),
        (
            entry(
                &id,
                "reason = \"r\"\nexpires = \"99.0.0\"\nrule = \"operation-removed\"",
            ),
            "accepted-unused",
            "matches no break",
        ),
        (
            entry("0123456789ab", "reason = \"r\"\nexpires = \"99.0.0\""),
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
    let checked = Checked::with(&[(NOW, longer_texts)]);
    let findings = checked.findings(&[]);
    let id = findings[1]["id"].as_str().expect("an id");
    let reason = "reason = \"<known>\"\nexpires = \"99.0.0\"";
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
