//! `cargo codegen diff` and `explain`, of documents in files and in git.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod support;

use contract_compat::rules;
use serde_json::{Value, json};
use support::repository::{Repository, git, naming};

#[test]
fn the_exit_code_says_whether_clients_break() {
    let repository = Repository::new("exit-codes");
    repository
        .document("short.json", &naming("1.0.0", 10))
        .document("long.json", &naming("1.1.0", 20));
    for (old, new, code, verdict) in [
        ("short.json", "short.json", 0, "identical"),
        ("short.json", "long.json", 0, "compatible"),
        ("long.json", "short.json", 1, "breaking"),
    ] {
        let ended = repository.codegen(&["diff", old, new, "--format", "json"]);
        assert_eq!(ended.code, Some(code), "{old} to {new}: {ended:#?}");
        assert_eq!(ended.json()["verdict"], verdict, "{old} to {new}");
        let text = repository.codegen(&["diff", old, new]);
        assert_eq!(text.code, Some(code), "{old} to {new}: {text:#?}");
        assert!(
            text.text.starts_with(verdict),
            "the verdict stands first: {text:#?}"
        );
    }
}

#[test]
fn what_can_not_be_decided_is_no_pass() {
    let repository = Repository::new("undecided");
    let with_pattern = |pattern: &str| {
        let mut document = naming("1.0.0", 20);
        document["components"]["schemas"]["Thing"]["properties"]["name"] =
            json!({ "type": "string", "pattern": pattern });
        document
    };
    repository
        .document("old.json", &with_pattern("^(?=.*a)(?=.*b).*$"))
        .document("new.json", &with_pattern("^(?=.*b)(?=.*a).*$"));
    let ended = repository.codegen(&["diff", "old.json", "new.json"]);
    assert_eq!(ended.code, Some(1), "{ended:#?}");
    assert!(ended.text.contains("undecided"), "{ended:#?}");
}

#[test]
fn the_json_is_the_contracts() {
    let repository = Repository::new("json");
    repository
        .document("old.json", &naming("1.0.0", 20))
        .document("new.json", &naming("2.0.0", 10));
    let report = repository
        .codegen(&["diff", "old.json", "new.json", "--format", "json"])
        .json();
    let keys = |value: &Value| -> Vec<String> {
        let mut keys: Vec<String> = value
            .as_object()
            .expect("an object")
            .keys()
            .cloned()
            .collect();
        keys.sort();
        keys
    };
    assert_eq!(keys(&report), ["new", "old", "operations", "verdict"]);
    assert_eq!(report["old"], json!({ "version": "1.0.0" }));
    let operation = &report["operations"][0];
    assert_eq!(
        keys(operation),
        [
            "findings",
            "method",
            "operationId",
            "path",
            "request",
            "response",
            "source"
        ]
    );
    let finding = &operation["findings"][0];
    assert_eq!(
        keys(finding),
        [
            "at", "id", "message", "new", "old", "rule", "side", "verdict", "witness"
        ]
    );
    assert_eq!(finding["at"], "/name");
    let name = finding["witness"]["name"]
        .as_str()
        .expect("the witness has a name");
    assert!((11..=20).contains(&name.chars().count()), "{finding:#}");
}

#[test]
fn people_are_told_who_breaks_the_witness_the_safe_way_and_the_command() {
    let repository = Repository::new("people");
    repository
        .document("old.json", &naming("1.0.0", 20))
        .document("new.json", &naming("1.1.0", 10));
    let line = format!("{:#}", naming("1.1.0", 10))
        .lines()
        .position(|line| line.contains("\"name\": {"))
        .expect("the property stands somewhere");
    let place = format!("new.json:{} (Thing/properties/name)", line + 1);
    let ended = repository.codegen(&["diff", "old.json", "new.json"]);
    for part in [
        &place,
        "breaking: 1 breaking change in 1 of 1 operation",
        "breaking: thing_create",
        "breaks  Clients of the old contract",
        "witness {\"name\":\"",
        "safely  Release one",
        "resolve cargo codegen explain request-max-length-lowered",
    ] {
        assert!(
            ended.text.contains(part),
            "`{part}` is told in:\n{}",
            ended.text
        );
    }
}

#[test]
fn one_change_of_a_shared_type_is_told_once() {
    let repository = Repository::new("shared");
    let shared = |longest| {
        let mut document = naming("1.0.0", longest);
        let operation = document["paths"]["/things"]["post"].clone();
        for path in ["/others", "/more"] {
            let mut other = operation.clone();
            other["operationId"] = json!(path.trim_start_matches('/'));
            document["paths"][path]["post"] = other;
        }
        document
    };
    repository
        .document("old.json", &shared(20))
        .document("new.json", &shared(10));
    let text = repository.codegen(&["diff", "old.json", "new.json"]).text;
    assert_eq!(text.matches("witness").count(), 1, "{text}");
    assert!(
        text.contains("breaking: more, others, thing_create"),
        "{text}"
    );
    let github = repository
        .codegen(&["diff", "old.json", "new.json", "--format", "github"])
        .text;
    assert_eq!(github.matches("::error").count(), 1, "{github}");
}

#[test]
fn documents_are_read_from_git() {
    let repository = Repository::new("git");
    repository
        .document("api/openapi.json", &naming("1.0.0", 20))
        .commit();
    repository
        .document("api/openapi.json", &naming("1.1.0", 10))
        .commit();
    let ended = repository.codegen(&["diff", "HEAD~1:api/openapi.json", "HEAD:api/openapi.json"]);
    assert_eq!(ended.code, Some(1), "{ended:#?}");
    assert!(
        ended.text.contains("HEAD~1:api/openapi.json (1.0.0)"),
        "{ended:#?}"
    );
    let ended = repository.codegen(&["diff", "HEAD:api/openapi.json", "api/openapi.json"]);
    assert_eq!(ended.code, Some(0), "{ended:#?}");
}

#[test]
fn what_can_not_be_read_is_exit_2_and_says_what_to_do() {
    let repository = Repository::new("unreadable");
    repository
        .document("good.json", &naming("1.0.0", 20))
        .write("not.json", "openapi: 3.0.3\n")
        .write("other.json", "{ \"swagger\": \"2.0\" }")
        .document("dangling.json", &{
            let mut document = naming("1.0.0", 20);
            document["components"] = json!({});
            document
        })
        .commit();
    for (old, said) in [
        ("gone.json", "gone.json can't be read"),
        ("not.json", "not.json is no OpenAPI document"),
        ("other.json", "it has no `openapi`"),
        ("dangling.json", "points at nothing in this document"),
        ("nowhere:good.json", "git has no revision `nowhere`"),
        ("--upload-pack=x:good.json", "unexpected argument"),
        ("HEAD:gone.json", "gone.json can't be read at `HEAD`"),
    ] {
        let ended = repository.codegen(&["diff", old, "good.json"]);
        assert_eq!(ended.code, Some(2), "{old}: {ended:#?}");
        assert!(ended.errors.contains(said), "{old}: `{said}` in {ended:#?}");
        assert_eq!(ended.text, "", "{old}: nothing that looks like a verdict");
    }
}

#[test]
fn a_shallow_clone_says_how_to_be_deepened() {
    let repository = Repository::new("deep");
    repository
        .document("openapi.json", &naming("1.0.0", 20))
        .commit();
    repository
        .document("openapi.json", &naming("1.1.0", 10))
        .commit();
    let clone = Repository::new("shallow");
    let source = format!("file://{}", repository.folder().display());
    git(clone.folder(), &["remote", "add", "origin", &source]);
    git(
        clone.folder(),
        &["fetch", "--quiet", "--depth=1", "origin", "main"],
    );
    git(clone.folder(), &["checkout", "--quiet", "FETCH_HEAD"]);
    let ended = clone.codegen(&["diff", "HEAD~1:openapi.json", "openapi.json"]);
    assert_eq!(ended.code, Some(2), "{ended:#?}");
    assert!(ended.errors.contains("this clone is shallow"), "{ended:#?}");
}

#[test]
fn every_rule_is_explained() {
    let repository = Repository::new("explain");
    let list = repository.codegen(&["explain", "--list"]);
    assert_eq!(list.code, Some(0), "{list:#?}");
    assert_eq!(list.text, repository.codegen(&["explain"]).text);
    assert_eq!(list.text.lines().count(), rules::all().len());
    let rule = &rules::all()[0];
    assert!(list.text.contains(&rule.title), "{list:#?}");
    assert_eq!(repository.codegen(&["explain", &rule.id]).text, rule.page());

    let unknown = repository.codegen(&["explain", "request-max-lenght-lowered"]);
    assert_eq!(unknown.code, Some(2), "{unknown:#?}");
    assert!(
        unknown.errors.contains("`request-max-length-lowered`"),
        "{unknown:#?}"
    );
}
