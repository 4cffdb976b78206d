//! Every format of `diff` is valid by its own schema, and nothing in a document gets out of its place.
#![allow(clippy::expect_used, clippy::indexing_slicing)]

mod support;

use std::fs;

use contract_compat::rules;
use serde_json::{Value, json};
use support::{
    copy::Ended,
    repository::{Repository, naming},
    root, schemas,
    xml::{self, Element},
};

/// What a document might say to whoever reads the report.
const HOSTILE: &str = "</pre><script>alert(1)</script>\"'<img src=x onerror=y>&\n::error::x\r%0A```\n## [a](javascript:b) @all \u{1b}[31m\u{202e}\u{0}]]>-->|";

fn diff(repository: &Repository, format: &str) -> Ended {
    let ended = repository.codegen(&["diff", "old.json", "new.json", "--format", format]);
    assert!(matches!(ended.code, Some(0 | 1)), "{ended:#?}");
    ended
}

/// Breaks named by strings that try to get out, wherever a document can have one.
fn hostile() -> Repository {
    let repository = Repository::new("hostile");
    let document = |longest| {
        let mut document = naming(HOSTILE, longest);
        let schema = json!({ "type": "object", "properties": { HOSTILE: { "type": "string", "maxLength": longest } } });
        let content = json!({ "application/json": { "schema": schema } });
        document["paths"]["/things"]["post"]["operationId"] = json!(HOSTILE);
        document["paths"]["/things"]["post"]["responses"] = json!({
            "200": { "description": HOSTILE, "content": { "application/json": { "schema": { "type": "string", "enum": [HOSTILE, format!("{longest}")] } } } }
        });
        document["paths"][format!("/{HOSTILE}")] = json!({ "put": {
            "operationId": "hostile",
            "requestBody": { "required": true, "content": content },
            "responses": { "204": { "description": "done" } }
        } });
        document
    };
    repository
        .document("old.json", &document(20))
        .document("new.json", &document(10));
    repository
}

/// The pairs of some rules, one repository each.
fn examples() -> Vec<Repository> {
    [
        "operation-removed",
        "request-property-ignored",
        "response-enum-value-added",
        "source-type-renamed",
        "operation-added",
    ]
    .into_iter()
    .map(|id| {
        let rule = rules::find(id).unwrap_or_else(|| panic!("there is a rule {id}"));
        let repository = Repository::new(&format!("example-{id}"));
        repository
            .document("old.json", &rule.old)
            .document("new.json", &rule.new);
        repository
    })
    .collect()
}

fn all() -> Vec<Repository> {
    let mut all = examples();
    all.push(hostile());
    all
}

#[test]
fn json_is_as_its_schema_says() {
    let schema = schemas::diff();
    for repository in all() {
        schemas::assert_valid(&schema, &diff(&repository, "json").json());
    }
}

#[test]
fn sarif_is_as_the_standard_says() {
    let schema = schemas::sarif();
    for repository in all() {
        let log = diff(&repository, "sarif").json();
        schemas::assert_valid(&schema, &log);
        let run = &log["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        for result in run["results"].as_array().expect("results") {
            let index = result["ruleIndex"]
                .as_u64()
                .and_then(|index| usize::try_from(index).ok());
            assert_eq!(rules[index.expect("an index")]["id"], result["ruleId"]);
        }
    }
}

#[test]
fn junit_is_as_its_schema_says() {
    let text = fs::read_to_string(root().join("codegen/tests/junit/junit.xsd"))
        .expect("the schema is there");
    let schema = Element::read(&text);
    for repository in all() {
        let suites = Element::read(&diff(&repository, "junit").text);
        xml::assert_valid(&schema, &suites);
        let failing = suites
            .all("testcase")
            .iter()
            .filter(|case| !case.all("failure").is_empty())
            .count();
        assert_eq!(suites.attributes["failures"], failing.to_string());
    }
}

#[test]
fn junit_has_a_case_an_operation_and_says_what_failed() {
    let repository = hostile();
    let suites = Element::read(&diff(&repository, "junit").text);
    let failures = suites.all("failure");
    assert_eq!(suites.all("testcase").len(), 2, "{suites:#?}");
    assert!(
        failures
            .iter()
            .any(|failure| failure.text.contains("</script>")),
        "hostile text is text: {failures:#?}"
    );
}

#[test]
fn github_annotates_one_line_a_break() {
    let repository = hostile();
    let text = diff(&repository, "github").text;
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines.len() > 1, "{text}");
    for line in &lines[..lines.len() - 1] {
        let rest = line
            .strip_prefix("::error file=new.json,line=")
            .or_else(|| line.strip_prefix("::warning file=new.json,line="));
        let (properties, message) = rest
            .and_then(|rest| rest.split_once("::"))
            .unwrap_or_else(|| panic!("an annotation of the new document: {line}"));
        assert!(!properties.contains(char::is_whitespace), "{properties}");
        assert!(
            message.contains("%0Aresolve: cargo codegen explain "),
            "{message}"
        );
    }
    assert!(lines[lines.len() - 1].starts_with("breaking: "), "{text}");
}

#[test]
fn people_see_no_control_characters() {
    let repository = hostile();
    for format in ["text", "markdown", "html", "github", "junit"] {
        let text = diff(&repository, format).text;
        let found = text.chars().find(|character| {
            (character.is_control() && *character != '\n') || *character == '\u{202e}'
        });
        assert_eq!(found, None, "{format}");
    }
}

#[test]
fn a_log_takes_no_commands_from_a_document() {
    let repository = hostile();
    let text = diff(&repository, "text").text;
    let mut lines = text.lines();
    assert!(
        !lines.any(|line| line.trim_start().starts_with("::")),
        "{text}"
    );
}

#[test]
fn html_is_one_page_that_loads_and_runs_nothing() {
    let repository = hostile();
    let page = diff(&repository, "html").text;
    assert!(page.starts_with("<!doctype html>"), "{page}");
    assert!(page.contains("default-src 'none'"), "{page}");
    for forbidden in [
        "<script",
        "<img",
        "<link",
        "src=",
        "href=",
        "url(",
        "@import",
        "onerror=\"",
    ] {
        let found = page.matches(forbidden).count();
        let as_text = page.matches(&format!("&lt;img {forbidden}")).count();
        assert_eq!(found, as_text, "`{forbidden}` stands in the page");
    }
    // Without the declaration, the page is well-formed XML but for its empty elements.
    let body = page
        .split_once("<body>")
        .and_then(|(_, rest)| rest.split_once("</body>"));
    let main = Element::read(body.expect("the page has a body").0);
    let header = main.all("header");
    assert_eq!(
        header[0].children[1].text, "breaking",
        "the verdict stands first"
    );
    let text: Vec<&str> = main
        .all("h3")
        .iter()
        .flat_map(|title| &title.children)
        .map(|code| code.text.as_str())
        .collect();
    assert!(
        text.iter()
            .any(|text| text.contains("<script>alert(1)</script>")),
        "{text:?}"
    );
    let kinds: Vec<&str> = main
        .all("code")
        .iter()
        .flat_map(|code| &code.children)
        .map(|child| child.name.as_str())
        .collect();
    assert_eq!(kinds, Vec::<&str>::new(), "code holds text alone");
}

#[test]
fn markdown_has_the_verdict_first_and_folds_the_rest() {
    let repository = hostile();
    let page = diff(&repository, "markdown").text;
    assert!(
        page.starts_with("## ❌ Contract diff: breaking\n"),
        "{page}"
    );
    assert!(
        page.contains("\n<details><summary>2 of 2 operations differ</summary>\n"),
        "{page}"
    );
    let mut outside = String::new();
    let mut fence: Option<&str> = None;
    for line in page.lines() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if line.trim_end() == open => fence = None,
            Some(_) => {}
            None if ticks.len() > 2 && !line[ticks.len()..].contains('`') => fence = Some(ticks),
            None => outside.push_str(&format!("{line}\n")),
        }
    }
    assert_eq!(fence, None, "every fence is closed:\n{page}");
    for line in outside.lines().filter(|line| !line.contains('`')) {
        let plain = line
            .replace("<details><summary>", "")
            .replace("</summary>", "")
            .replace("</details>", "");
        assert!(!plain.contains('<') && !plain.contains('@'), "{line}");
    }
    assert!(
        !outside.lines().any(|line| line.starts_with("::error")),
        "{outside}"
    );
}

#[test]
fn what_differs_without_harm_is_folded() {
    let repository = Repository::new("folded");
    repository
        .document("old.json", &naming("1.0.0", 10))
        .document("new.json", &naming("1.1.0", 20));
    let page = diff(&repository, "markdown").text;
    assert!(
        page.starts_with("## ✅ Contract diff: compatible\n"),
        "{page}"
    );
    let (before, _) = page.split_once("<details>").expect("something is folded");
    assert!(!before.contains("request-max-length-raised"), "{page}");
    assert!(page.contains("`request-max-length-raised`"), "{page}");
    let annotations = diff(&repository, "github").text;
    assert_eq!(
        annotations,
        "compatible: 1 change, none breaks on the wire\n"
    );
    let failed: Value = diff(&repository, "sarif").json()["runs"][0]["results"][0]["level"].clone();
    assert_eq!(failed, "note");
}
