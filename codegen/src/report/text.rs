//! For people whose pipeline just went red.

use std::fmt::Write as _;

use crate::check::{Finding, Report, Subject};

/// The most findings of one kind that are told one by one.
const MOST: usize = 20;
const MOST_OPERATIONS: usize = 5;

pub(super) fn render(report: &Report) -> String {
    let mut text = String::new();
    for subject in Subject::ALL {
        let findings: Vec<&Finding> = report
            .findings
            .iter()
            .filter(|finding| finding.rule.subject() == subject)
            .collect();
        if !findings.is_empty() {
            group(&mut text, subject, &findings);
        }
    }
    for failure in &report.failures {
        line(&mut text, &format!("could not be compared: {failure}\n"));
    }
    match (report.findings.len(), report.failures.is_empty()) {
        (0, true) => line(
            &mut text,
            "clean: contract, openapi.json, server and generated files agree",
        ),
        (0, false) => line(&mut text, "not checked: see above"),
        (1, _) => line(&mut text, "drift: 1 finding"),
        (count, _) => line(&mut text, &format!("drift: {count} findings")),
    }
    text
}

fn group(text: &mut String, subject: Subject, findings: &[&Finding]) {
    line(text, subject.headline());
    for finding in findings.iter().take(MOST) {
        told(text, finding);
    }
    if findings.len() > MOST {
        line(
            text,
            &format!(
                "  … and {} more; --format json has all",
                findings.len() - MOST
            ),
        );
    }
    line(text, "");
    line(text, &format!("  breaks:  {}", subject.breaks()));
    line(text, &format!("  resolve: {}", subject.resolve()));
    line(text, "");
}

fn told(text: &mut String, finding: &Finding) {
    let place = match finding.line {
        Some(number) => format!("{}:{number}", finding.file),
        None => finding.file.clone(),
    };
    line(text, &format!("\n  {}", finding.message));
    line(text, &format!("    at {place}"));
    if !finding.reached_by.is_empty() {
        line(
            text,
            &format!("    reached by {}", operations(&finding.reached_by)),
        );
    }
    for row in finding.diff.iter().flat_map(|diff| diff.lines()) {
        line(text, format!("    {row}").trim_end());
    }
}

fn operations(ids: &[String]) -> String {
    let first: Vec<&str> = ids
        .iter()
        .take(MOST_OPERATIONS)
        .map(String::as_str)
        .collect();
    match ids.len().saturating_sub(MOST_OPERATIONS) {
        0 => first.join(", "),
        more => format!("{} and {more} more operations", first.join(", ")),
    }
}

fn line(text: &mut String, line: &str) {
    // Writing to a String can't fail.
    let _ = writeln!(text, "{line}");
}
