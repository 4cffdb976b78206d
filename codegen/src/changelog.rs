//! CHANGELOG.md, written from what differs between two releases.

use contract_compat::{Document, FindingVerdict, Side, Verdict};

use crate::comparison::{Change, Comparison, Standing};

/// The file, from the workspace's top folder.
pub const FILE: &str = "CHANGELOG.md";

const UNRELEASED: &str = "## [Unreleased]";
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

/// What is told of one release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    version: String,
    day: String,
    summary: String,
    /// Headlines with their entries, a line each.
    parts: Vec<(String, String)>,
}

/// The section of the first release: there is nothing to compare it with.
#[must_use]
pub fn first(document: &Document, day: &str) -> Section {
    let operations = document.operations().map(|operation| {
        let route = format!("{} {}", operation.method(), operation.path());
        format!("- `{}` (`{route}`)\n", operation.id())
    });
    Section {
        version: document.version().to_owned(),
        day: day.to_owned(),
        summary: "The first release of the contract.".to_owned(),
        parts: vec![(Kind::Added.headline().to_owned(), operations.collect())],
    }
}

/// The section of a release, from its comparison with the last one.
#[must_use]
pub fn section(comparison: &Comparison, day: &str) -> Section {
    let report = &comparison.report;
    let clients = match report.verdict {
        Verdict::Identical => "no operation contract differs",
        Verdict::Compatible => "clients of that release go on working",
        Verdict::Breaking => "clients of that release break where it is said below",
    };
    let parts = Kind::ALL.iter().map(|kind| {
        let mut entries: Vec<String> = comparison
            .changes
            .iter()
            .filter(|change| Kind::of(change) == *kind)
            .map(|change| entry(comparison, change))
            .collect();
        entries.dedup();
        (kind.headline().to_owned(), entries.concat())
    });
    Section {
        version: report.new.version.clone(),
        day: day.to_owned(),
        summary: format!("Since {}, {clients}.", report.old.version),
        parts: parts.filter(|(_, entries)| !entries.is_empty()).collect(),
    }
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

/// Puts a section above the others. What was written by hand under `[Unreleased]` goes into it, below what the
/// documents say.
#[must_use]
pub fn with_section(changelog: Option<&str>, section: &Section) -> String {
    let changelog = changelog.unwrap_or(PREFACE);
    let (before, rest) = split_at_section(changelog);
    let (unreleased, after) = match rest.strip_prefix(UNRELEASED) {
        Some(rest) => split_at_section(rest),
        None => ("", rest),
    };
    let mut parts = section.parts.clone();
    let mut summary = section.summary.clone();
    for (headline, notes) in by_headline(unreleased) {
        match parts.iter_mut().find(|(known, _)| *known == headline) {
            Some((_, entries)) => entries.push_str(&format!("{notes}\n")),
            None if headline.is_empty() => summary.push_str(&format!("\n\n{notes}")),
            None => parts.push((headline.to_owned(), notes)),
        }
    }
    let mut text = format!(
        "{}\n\n{UNRELEASED}\n\n## [{}] - {}\n\n{}\n",
        before.trim_end(),
        section.version,
        section.day,
        summary
    );
    for (headline, entries) in &parts {
        text.push_str(&format!("\n### {headline}\n\n{}\n", entries.trim_end()));
    }
    match after.is_empty() {
        true => text,
        false => format!("{text}\n{after}"),
    }
}

/// Notes by the headline they stand under; those above all headlines under none.
fn by_headline(text: &str) -> Vec<(&str, String)> {
    let mut found: Vec<(&str, Vec<&str>)> = vec![("", Vec::new())];
    for line in text.lines() {
        match (line.strip_prefix("### "), found.last_mut()) {
            (Some(headline), _) => found.push((headline, Vec::new())),
            (None, Some((_, lines))) => lines.push(line),
            (None, None) => {}
        }
    }
    found
        .into_iter()
        .map(|(headline, lines)| (headline, lines.join("\n").trim().to_owned()))
        .filter(|(_, notes)| !notes.is_empty())
        .collect()
}

/// A text up to its first section, and from there on.
fn split_at_section(text: &str) -> (&str, &str) {
    match text.find("\n## ") {
        Some(position) => text.split_at(position + 1),
        None => (text, ""),
    }
}

/// Whether there is a section of this version.
#[must_use]
pub fn has_section(changelog: &str, version: &str) -> bool {
    let title = format!("## [{version}]");
    changelog.lines().any(|line| line.starts_with(&title))
}

#[cfg(test)]
mod tests {
    use super::{PREFACE, Section, has_section, with_section};

    fn section(version: &str) -> Section {
        Section {
            version: version.to_owned(),
            day: "2026-01-01".to_owned(),
            summary: format!("What {version} is."),
            parts: vec![("Added".to_owned(), format!("- of {version}\n"))],
        }
    }

    #[test]
    fn the_newest_section_stands_first_and_none_is_lost() {
        let once = with_section(None, &section("1.0.0"));
        assert!(once.starts_with(PREFACE), "{once}");
        let twice = with_section(Some(&once), &section("1.1.0"));
        let newest = twice
            .find("## [1.1.0] - 2026-01-01\n\nWhat 1.1.0 is.")
            .expect("the new one");
        let oldest = twice.find("## [1.0.0] - ").expect("the old one");
        assert!(newest < oldest, "{twice}");
        assert_eq!(twice.matches("[Unreleased]").count(), 1, "{twice}");
        assert!(has_section(&twice, "1.0.0") && !has_section(&twice, "1.0"));
    }

    #[test]
    fn what_was_written_by_hand_goes_into_the_release() {
        let written = "# Changelog\n\nWords.\n\n## [Unreleased]\n\n### Added\n\n- by hand\n  in two lines\n\n### Fixed\n\n- a fault\n";
        assert_eq!(
            with_section(Some(written), &section("1.0.0")),
            "# Changelog\n\nWords.\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\nWhat 1.0.0 is.\n\n\
             ### Added\n\n- of 1.0.0\n- by hand\n  in two lines\n\n### Fixed\n\n- a fault\n"
        );
    }
}
