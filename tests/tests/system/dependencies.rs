//! What the project depends on is what `deny.toml` allows: licences, banned crates, sources.

use std::fs;

use scheduler_tests::programs::{cargo, workspace};
use serde_json::Value;

/// How cargo names a package of a registry; of a git repository it says `git+`. Another registry than
/// the default one would have to be declared in `.cargo/config.toml`, which declares none.
const REGISTRY: &str = "registry+";

fn packages() -> Vec<Value> {
    let output = cargo()
        .args(["metadata", "--format-version", "1", "--offline"])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo has the dependencies of all targets, once `cargo fetch` was run: {errors}"
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

fn rules() -> toml::Table {
    let text = fs::read_to_string(workspace().join("deny.toml")).unwrap();
    text.parse().expect("deny.toml is TOML")
}

fn name(package: &Value) -> &str {
    package["name"].as_str().unwrap()
}

#[test]
fn every_licence_is_an_allowed_one() {
    let rules = rules();
    let allowed: Vec<_> = rules["licenses"]["allow"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap().to_owned())
        .collect();
    let packages = packages();
    assert!(packages.len() > 100, "all of them are looked at");
    let refused: Vec<_> = packages
        .iter()
        .map(|package| (name(package), package["license"].as_str().unwrap_or("none")))
        .filter(|(_, licence)| !Expression::of(licence).fits(&allowed))
        .collect();
    assert!(
        refused.is_empty(),
        "deny.toml allows the licences of all dependencies, not {refused:?}"
    );
}

#[test]
fn no_banned_crate_is_depended_on() {
    let rules = rules();
    let banned = rules["bans"]["deny"].as_array().unwrap();
    let banned: Vec<_> = banned
        .iter()
        .map(|it| it["name"].as_str().unwrap())
        .collect();
    let packages = packages();
    let found: Vec<_> = packages
        .iter()
        .map(name)
        .filter(|it| banned.contains(it))
        .collect();
    assert!(
        found.is_empty(),
        "deny.toml bans {found:?}: see `cargo tree --invert`"
    );
}

#[test]
fn every_dependency_comes_from_the_registry_or_this_workspace() {
    let packages = packages();
    let strange: Vec<_> = packages
        .iter()
        .filter(|it| {
            it["source"]
                .as_str()
                .is_some_and(|source| !source.starts_with(REGISTRY))
        })
        .map(name)
        .collect();
    assert!(strange.is_empty(), "{strange:?} come from elsewhere");
}

/// An SPDX expression, read from left to right: `AND` binds more tightly than `OR`.
struct Expression<'e>(Vec<&'e str>);

impl<'e> Expression<'e> {
    fn of(text: &'e str) -> Self {
        let mut words = Vec::new();
        for word in text.split([' ', '/']).filter(|word| !word.is_empty()) {
            let inner = word.trim_start_matches('(');
            words.extend(std::iter::repeat_n("(", word.len() - inner.len()));
            let name = inner.trim_end_matches(')');
            // A slash is an old way to write `OR`.
            if text.contains('/') && words.last().is_some_and(|last| !is_operator(last)) {
                words.push("OR");
            }
            words.push(name);
            words.extend(std::iter::repeat_n(")", inner.len() - name.len()));
        }
        Self(words)
    }

    fn fits(mut self, allowed: &[String]) -> bool {
        self.0.reverse();
        self.either(allowed)
    }

    fn either(&mut self, allowed: &[String]) -> bool {
        let mut fits = self.both(allowed);
        while self.0.pop_if(|word| *word == "OR").is_some() {
            fits |= self.both(allowed);
        }
        fits
    }

    fn both(&mut self, allowed: &[String]) -> bool {
        let mut fits = self.one(allowed);
        while self.0.pop_if(|word| *word == "AND").is_some() {
            fits &= self.one(allowed);
        }
        fits
    }

    fn one(&mut self, allowed: &[String]) -> bool {
        let word = self.0.pop().unwrap_or_default();
        if word == "(" {
            let fits = self.either(allowed);
            self.0.pop();
            return fits;
        }
        let mut name = word.to_owned();
        if self.0.pop_if(|word| *word == "WITH").is_some() {
            name = format!("{name} WITH {}", self.0.pop().unwrap_or_default());
        }
        allowed.contains(&name)
    }
}

fn is_operator(word: &str) -> bool {
    matches!(word, "(" | "OR" | "AND" | "WITH")
}

#[test]
fn expressions_are_read_as_spdx_says() {
    let allowed = ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].map(str::to_owned);
    for (text, expected) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("GPL-3.0 OR MIT", true),
        ("MIT/Apache-2.0", true),
        ("GPL-3.0 / MIT", true),
        ("MIT AND GPL-3.0", false),
        ("MIT AND (GPL-3.0 OR ISC)", true),
        ("GPL-3.0 AND MIT OR ISC", true),
        ("Apache-2.0 WITH LLVM-exception AND MIT", true),
        ("Apache-2.0", false),
        ("none", false),
    ] {
        assert_eq!(Expression::of(text).fits(&allowed), expected, "{text}");
    }
}
