//! Each rule has a mirror and a page, fires on its own pair of documents, and on no other's.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeSet;

use contract_compat::rules::{self, Rule};
use contract_compat::{Document, FindingVerdict, Options, Side, compare};

fn fired(rule: &Rule) -> Vec<(String, FindingVerdict, Side)> {
    let parse = |root: &serde_json::Value| Document::parse(root.clone()).unwrap();
    let today = Options {
        today: Some("2026-01-01".to_owned()),
    };
    let report = compare(&parse(&rule.old), &parse(&rule.new), &today).unwrap();
    report
        .findings()
        .map(|(_, finding)| (finding.rule.clone(), finding.verdict, finding.side))
        .collect()
}

/// Where a change of the wire is one of the Rust types as well, the source says so too.
fn may_fire_beside(rule: &Rule, other: &str) -> bool {
    other.starts_with("source-") && rule.side != Side::Source
        || rule.side == Side::Source
            && matches!(
                other,
                "response-open-property-removed"
                    | "response-enum-value-removed"
                    | "response-maximum-lowered"
                    | "request-property-added"
                    | "request-open-property-added"
            )
}

#[test]
fn each_rule_fires_on_its_own_pair_and_on_no_other() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let fired = fired(rule);
        if !fired.iter().any(|(id, verdict, side)| {
            *id == rule.id && *verdict == rule.verdict && *side == rule.side
        }) {
            wrong.push(format!(
                "{} does not fire on its own pair: {fired:?}",
                rule.id
            ));
        }
        for (id, _, _) in fired
            .iter()
            .filter(|(id, _, _)| *id != rule.id && !may_fire_beside(rule, id))
        {
            wrong.push(format!("{id} fires on the pair of {}", rule.id));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_rule_has_a_mirror_that_is_a_rule() {
    let ids: BTreeSet<&str> = rules::all().iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids.len(), rules::all().len(), "two rules share an id");
    for rule in rules::all() {
        assert!(
            ids.contains(rule.mirror.as_str()),
            "the mirror {} of {} is no rule",
            rule.mirror,
            rule.id
        );
    }
}

#[test]
fn each_schema_rule_mirrors_its_mirror() {
    for rule in rules::all()
        .iter()
        .filter(|rule| rule.mirror.contains("minimum") || rule.mirror.contains("property"))
    {
        let mirror = rules::find(&rule.mirror).unwrap();
        if rule.side != Side::Source {
            assert_ne!(
                rule.side, mirror.side,
                "{} and {} are on one side",
                rule.id, mirror.id
            );
        }
    }
}

#[test]
fn each_page_says_what_breaks_and_what_to_do() {
    for rule in rules::all() {
        let page = rule.page();
        for part in [
            rule.id.as_str(),
            "## What it means",
            "## Example",
            "## The safe way, in two releases",
            "## Mirror",
        ] {
            assert!(page.contains(part), "the page of {} lacks {part}", rule.id);
        }
    }
    assert!(rules::find("no-such-rule").is_none());
}
