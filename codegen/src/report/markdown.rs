//! For a pull request: the verdict first, what breaks, the rest folded. GitHub cuts a comment at 65,536 characters, so
//! long lists are cut before.

use std::fmt::Write as _;

use contract_compat::Verdict;

use super::{
    escape::{block, code, markdown},
    page::{self, Command, Outcome, Page},
};
use crate::{
    check::{Finding, Subject},
    comparison::{Change, Comparison, Standing},
};

const MOST_LOUD: usize = 20;
const MOST_QUIET: usize = 50;
const MOST_OPERATIONS: usize = 8;
const LONGEST_WITNESS: usize = 1500;

pub(super) fn render(told: &Page<'_>) -> String {
    let mut text = String::new();
    let (word, sentence) = told.verdict();
    let title = match told.command {
        Command::Diff => "Contract diff",
        Command::Check => "Contract check",
    };
    let mark = match told.outcome() {
        Outcome::Good => "✅",
        Outcome::Bad => "❌",
        Outcome::Unknown => "⚠️",
    };
    line(
        &mut text,
        &format!("## {mark} {title}: {word}\n\n{}", markdown(&sentence)),
    );
    for subject in Subject::ALL {
        let findings: Vec<&Finding> = told
            .findings
            .iter()
            .filter(|finding| finding.rule.subject() == subject)
            .collect();
        if !findings.is_empty() {
            drifted(&mut text, subject, &findings);
        }
    }
    for comparison in told.comparisons {
        compared(&mut text, comparison, told.command);
    }
    for failure in told.failures {
        let failure = markdown(&failure.to_string());
        line(
            &mut text,
            &format!("\n**Could not be compared:** {failure}"),
        );
    }
    if !told.is_released {
        line(
            &mut text,
            "\nNo release yet: there is none to compare `openapi.json` with.",
        );
    }
    text
}

fn drifted(text: &mut String, subject: Subject, findings: &[&Finding]) {
    line(text, &format!("\n### {}\n", markdown(subject.headline())));
    for finding in findings.iter().take(MOST_LOUD) {
        let place = page::place(&finding.file, finding.line);
        line(
            text,
            &format!("- {} ({})", markdown(&finding.message), code(&place)),
        );
    }
    more(text, findings.len(), MOST_LOUD);
    line(
        text,
        &format!("\n**Breaks** {}\n", markdown(subject.breaks())),
    );
    line(text, &format!("**Resolve** {}", code(subject.resolve())));
}

fn compared(text: &mut String, comparison: &Comparison, command: Command) {
    let (word, sentence) = page::of_comparison(comparison);
    line(
        text,
        &match command {
            Command::Diff => format!("\n{}", markdown(&page::compared(comparison))),
            Command::Check => format!(
                "\n### {}: {word}\n\n{}",
                markdown(&page::compared(comparison)),
                markdown(&sentence)
            ),
        },
    );
    let (loud, quiet): (Vec<&Change>, Vec<&Change>) = comparison
        .changes
        .iter()
        .partition(|change| matches!(change.standing, Standing::Breaks | Standing::Announced));
    for change in loud.iter().take(MOST_LOUD) {
        breaking(text, comparison, change);
    }
    more(text, loud.len(), MOST_LOUD);
    folded_changes(text, comparison, &quiet);
    folded_operations(text, comparison);
}

fn breaking(text: &mut String, comparison: &Comparison, change: &Change) {
    let ids = comparison.operations(change);
    let named: Vec<String> = ids
        .iter()
        .take(MOST_OPERATIONS)
        .map(|id| code(id))
        .collect();
    let others = match ids.len().saturating_sub(MOST_OPERATIONS) {
        0 => String::new(),
        others => format!(" and {others} more"),
    };
    line(text, &format!("\n#### {}{others}\n", named.join(", ")));
    let message = markdown(page::message(comparison, change));
    line(text, &format!("{message}\n"));
    let place = page::place(&change.file, change.line);
    line(
        text,
        &format!(
            "- **{}**, rule {}, at {}",
            markdown(&page::standing(change)),
            code(&change.rule),
            code(&place)
        ),
    );
    line(
        text,
        &format!("- **Breaks** {}", markdown(page::breaks(change))),
    );
    if let Some(safe) = page::safe(change) {
        line(text, &format!("- **Safely** {}", markdown(safe)));
    }
    line(
        text,
        &format!("- **Resolve** {}", code(&page::resolve(comparison, change))),
    );
    if let Some(witness) = page::witness(comparison, change) {
        let witness = serde_json::to_string_pretty(witness).unwrap_or_default();
        let shown = match witness.char_indices().nth(LONGEST_WITNESS) {
            Some((end, _)) => format!("{}\n…", witness.get(..end).unwrap_or_default()),
            None => witness,
        };
        line(
            text,
            &format!(
                "- **Witness**, which the writer may write and the reader refuses:\n\n{}",
                block("json", &shown).trim_end()
            ),
        );
    }
}

fn folded_changes(text: &mut String, comparison: &Comparison, quiet: &[&Change]) {
    if quiet.is_empty() {
        return;
    }
    let title = page::counted(quiet.len(), "other change");
    line(text, &format!("\n<details><summary>{title}</summary>\n"));
    for change in quiet.iter().take(MOST_QUIET) {
        let ids = comparison.operations(change);
        line(
            text,
            &format!(
                "- {}: {} ({}, {})",
                code(&page::operations(&ids, MOST_OPERATIONS)),
                markdown(page::message(comparison, change)),
                markdown(&page::standing(change)),
                code(&change.rule)
            ),
        );
    }
    more(text, quiet.len(), MOST_QUIET);
    line(text, "\n</details>");
}

fn folded_operations(text: &mut String, comparison: &Comparison) {
    let operations = &comparison.report.operations;
    let changed: Vec<_> = operations
        .iter()
        .filter(|operation| !operation.findings.is_empty())
        .collect();
    let title = match changed.len() {
        0 => return,
        count => format!(
            "{} of {} differ",
            count,
            page::counted(operations.len(), "operation")
        ),
    };
    line(text, &format!("\n<details><summary>{title}</summary>\n"));
    for operation in changed.iter().take(MOST_QUIET) {
        line(
            text,
            &format!(
                "- {} {}: request {}, response {}, source {}",
                code(&operation.operation_id),
                code(&format!("{} {}", operation.method, operation.path)),
                word(operation.request),
                word(operation.response),
                word(operation.source)
            ),
        );
    }
    more(text, changed.len(), MOST_QUIET);
    line(text, "\n</details>");
}

pub(super) fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Identical => "identical",
        Verdict::Compatible => "compatible",
        Verdict::Breaking => "breaking",
    }
}

fn more(text: &mut String, count: usize, most: usize) {
    if count > most {
        let more = count - most;
        line(
            text,
            &format!("\n… and {more} more; `--format json` has all"),
        );
    }
}

fn line(text: &mut String, line: &str) {
    // Writing to a String can't fail.
    let _ = writeln!(text, "{line}");
}
