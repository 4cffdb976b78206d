//! For people whose pipeline just went red.

use std::fmt::Write as _;

use contract_compat::Verdict;

use super::{
    escape,
    page::{self, Command, Page},
};
use crate::{
    check::{Finding, Subject},
    comparison::{Change, Comparison, Standing},
};

/// The most findings of one kind that are told one by one.
const MOST: usize = 20;
const MOST_OPERATIONS: usize = 5;
const LONGEST_WITNESS: usize = 1200;

pub(super) fn render(told: &Page<'_>) -> String {
    let mut text = String::new();
    let (word, sentence) = told.verdict();
    line(&mut text, &format!("{word}: {sentence}"));
    for subject in Subject::ALL {
        let findings: Vec<&Finding> = told
            .findings
            .iter()
            .filter(|finding| finding.rule.subject() == subject)
            .collect();
        if !findings.is_empty() {
            line(&mut text, "");
            group(&mut text, subject, &findings);
        }
    }
    for comparison in told.comparisons {
        line(&mut text, "");
        compared(&mut text, comparison, told.command);
    }
    for failure in told.failures {
        line(&mut text, &format!("\ncould not be compared: {failure}"));
    }
    if !told.is_released {
        line(
            &mut text,
            "no release yet: there is none to compare openapi.json with",
        );
    }
    escape::plain(&text)
}

fn group(text: &mut String, subject: Subject, findings: &[&Finding]) {
    line(text, subject.headline());
    for finding in findings.iter().take(MOST) {
        drifted(text, finding);
    }
    more(text, findings.len());
    line(text, "");
    line(text, &format!("  breaks:  {}", subject.breaks()));
    line(text, &format!("  resolve: {}", subject.resolve()));
}

fn drifted(text: &mut String, finding: &Finding) {
    line(text, &format!("\n  {}", finding.message));
    let place = page::place(&finding.file, finding.line);
    line(text, &format!("    at {place}"));
    if !finding.reached_by.is_empty() {
        let ids: Vec<&str> = finding.reached_by.iter().map(String::as_str).collect();
        let operations = page::operations(&ids, MOST_OPERATIONS);
        line(text, &format!("    reached by {operations}"));
    }
    for row in finding.diff.iter().flat_map(|diff| diff.lines()) {
        line(text, format!("    {row}").trim_end());
    }
}

fn compared(text: &mut String, comparison: &Comparison, command: Command) {
    let names = page::compared(comparison);
    match command {
        Command::Diff => line(text, &names),
        Command::Check => {
            let (word, sentence) = page::of_comparison(comparison);
            line(text, &format!("{names}: {word}: {sentence}"));
        }
    }
    let is_told = |change: &&Change| match command {
        Command::Diff => change.standing != Standing::Harmless,
        Command::Check => !matches!(change.standing, Standing::Harmless | Standing::Source),
    };
    let loud: Vec<&Change> = comparison.changes.iter().filter(is_told).collect();
    for change in loud.iter().take(MOST) {
        changed(text, comparison, change);
    }
    more(text, loud.len());
    if command == Command::Check || comparison.report.verdict == Verdict::Identical {
        return;
    }
    let quiet: Vec<&Change> = comparison
        .changes
        .iter()
        .filter(|change| change.standing == Standing::Harmless)
        .collect();
    if !quiet.is_empty() {
        line(text, "\n  harm nobody:");
    }
    for change in quiet.iter().take(MOST) {
        let operations = page::operations(&comparison.operations(change), MOST_OPERATIONS);
        let message = escape::line(page::message(comparison, change));
        line(text, &format!("    {operations}: {message}"));
    }
    more(text, quiet.len());
}

fn changed(text: &mut String, comparison: &Comparison, change: &Change) {
    let operations = page::operations(&comparison.operations(change), MOST_OPERATIONS);
    let message = escape::line(page::message(comparison, change));
    line(
        text,
        &format!("\n  {}: {operations}", page::standing(change)),
    );
    line(text, &format!("    {message}"));
    let place = page::place(&change.file, change.line);
    line(
        text,
        &format!("    at      {place} ({})", escape::line(&change.part)),
    );
    line(text, &format!("    breaks  {}", page::breaks(change)));
    if let Some(witness) = page::witness(comparison, change) {
        line(
            text,
            &format!("    witness {}", shortened(witness.to_string())),
        );
    }
    if let Some(safe) = page::safe(change) {
        line(text, &format!("    safely  {safe}"));
    }
    line(
        text,
        &format!("    resolve {}", page::resolve(comparison, change)),
    );
    let ids: Vec<&str> = comparison
        .findings(change)
        .map(|(_, finding)| finding.id.as_str())
        .collect();
    line(
        text,
        &format!("    id      {}", page::operations(&ids, MOST_OPERATIONS)),
    );
}

fn shortened(text: String) -> String {
    match text.char_indices().nth(LONGEST_WITNESS) {
        Some((end, _)) => format!(
            "{}… (--format json has all of it)",
            text.get(..end).unwrap_or_default()
        ),
        None => text,
    }
}

fn more(text: &mut String, count: usize) {
    if count > MOST {
        let more = count - MOST;
        line(
            text,
            &format!("\n  … and {more} more; --format json has all"),
        );
    }
}

fn line(text: &mut String, line: &str) {
    // Writing to a String can't fail.
    let _ = writeln!(text, "{line}");
}
