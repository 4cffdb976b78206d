//! CHANGELOG.md, written from what differs between two releases.

use contract_compat::{Document, FindingVerdict, Side, Verdict};

use crate::comparison::{Change, Comparison, Standing};

/// The file, from the workspace's top folder.
pub const FILE: &str = "CHANGELOG.md";

const PREFACE: &str = "# Changelog\n\nWhat changed in the contract, release by release. `cargo codegen release` writes each section from the documents\nthemselves; `cargo codegen explain RULE` says more about a change.\n";

/// The kinds of change, in the order of a section.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Breaking,
    Source,
    Added,
    Changed,
    Deprecated,
}

impl Kind {
    const ALL: [Self; 5] = [
        Self::Breaking,
        Self::Source,
        Self::Added,
        Self::Changed,
        Self::Deprecated,
    ];

    fn headline(self) -> &'static str {
        match self {
            Self::Breaking => "Breaking",
            Self::Source => "Breaking for Rust code",
            Self::Added => "Added",
            Self::Changed => "Changed",
            Self::Deprecated => "Deprecated",
        }
    }

    fn of(change: &Change) -> Self {
        match (change.rule.as_str(), &change.standing) {
            (_, Standing::Source) => Self::Source,
            (rule, Standing::Harmless)
                if rule.contains("deprecated") || rule.contains("sunset") =>
            {
                Self::Deprecated
            }
            (rule, Standing::Harmless) if rule.contains("-added") => Self::Added,
            (_, Standing::Harmless) => Self::Changed,
            _ => Self::Breaking,
        }
    }
}

/// The section of the first release: there is nothing to compare it with.
#[must_use]
pub fn first(document: &Document, day: &str) -> String {
    let mut text = heading(document.version(), day);
    text.push_str("\nThe first release.\n\n### Added\n\n");
    for operation in document.operations() {
        text.push_str(&format!(
            "- `{}` (`{} {}`)\n",
            operation.id(),
            operation.method(),
            operation.path()
        ));
    }
    text
}

/// The section of a release, from its comparison with the last one.
#[must_use]
pub fn section(comparison: &Comparison, day: &str) -> String {
    let report = &comparison.report;
    let mut text = heading(&report.new.version, day);
    text.push_str(&format!("\nSince {}: ", report.old.version));
    text.push_str(match report.verdict {
        Verdict::Identical => "no operation contract differs.\n",
        Verdict::Compatible => "clients of that release go on working.\n",
        Verdict::Breaking => "clients of that release break where it is said below.\n",
    });
    for kind in Kind::ALL {
        let mut entries: Vec<String> = comparison
            .changes
            .iter()
            .filter(|change| Kind::of(change) == kind)
            .map(|change| entry(comparison, change))
            .collect();
        entries.dedup();
        if !entries.is_empty() {
            text.push_str(&format!(
                "\n### {}\n\n{}",
                kind.headline(),
                entries.concat()
            ));
        }
    }
    text
}

fn heading(version: &str, day: &str) -> String {
    format!("## {version} - {day}\n")
}

fn entry(comparison: &Comparison, change: &Change) -> String {
    let Some((operation, finding)) = comparison.findings(change).next() else {
        return String::new();
    };
    let operations: Vec<String> = comparison
        .operations(change)
        .iter()
        .map(|id| format!("`{id}`"))
        .collect();
    let what = match finding.side {
        Side::Operation => finding.message.clone(),
        _ => format!("{}, {}", operation_side(finding.side), finding.message),
    };
    let doubt = match change.verdict {
        FindingVerdict::Undecided => " (could not be decided)",
        _ => "",
    };
    let reason = match &change.standing {
        Standing::Accepted(reason) => format!(" (accepted: {reason})"),
        _ => String::new(),
    };
    let route = match operations.len() {
        1 => format!(" (`{} {}`)", operation.method, operation.path),
        _ => String::new(),
    };
    let text = format!("{}{route}: {what}{doubt}{reason}", operations.join(", "));
    let text: String = text
        .chars()
        .map(|character| match character.is_control() {
            true => ' ',
            false => character,
        })
        .collect();
    format!("- {} [`{}`]\n", text.replace('<', "&lt;"), change.rule)
}

fn operation_side(side: Side) -> &'static str {
    match side {
        Side::Request => "request",
        Side::Response => "response",
        Side::Operation => "operation",
        Side::Source => "Rust",
    }
}

/// Puts a section above the others.
#[must_use]
pub fn with_section(changelog: Option<&str>, section: &str) -> String {
    let changelog = changelog.unwrap_or(PREFACE);
    match changelog.find("\n## ") {
        Some(position) => {
            let (before, after) = changelog.split_at(position + 1);
            format!("{before}{section}\n{after}")
        }
        None => format!("{}\n\n{section}", changelog.trim_end()),
    }
}

/// Whether there is a section of this version.
#[must_use]
pub fn has_section(changelog: &str, version: &str) -> bool {
    changelog.lines().any(|line| {
        let words = line
            .strip_prefix("## ")
            .map(|title| title.split_whitespace());
        words.and_then(|mut words| words.next()) == Some(version)
    })
}

#[cfg(test)]
mod tests {
    use super::{PREFACE, has_section, with_section};

    #[test]
    fn the_newest_section_stands_first_and_none_is_lost() {
        let once = with_section(None, "## 1.0.0 - 2026-01-01\n\nfirst\n");
        assert!(once.starts_with(PREFACE), "{once}");
        let twice = with_section(Some(&once), "## 1.1.0 - 2026-02-01\n\nsecond\n");
        let newest = twice.find("## 1.1.0").expect("the new section");
        let oldest = twice.find("## 1.0.0").expect("the old section");
        assert!(newest < oldest, "{twice}");
        assert!(has_section(&twice, "1.0.0") && !has_section(&twice, "1.0"));
    }
}
