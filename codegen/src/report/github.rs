//! Annotations of GitHub Actions: `::error file=…,line=…,title=…::message`.

use std::collections::BTreeSet;

use super::{
    escape,
    page::{self, Page},
};
use crate::{
    check::Finding,
    comparison::{Change, Comparison, Standing},
};

const MOST_OPERATIONS: usize = 5;

pub(super) fn render(told: &Page<'_>) -> String {
    let mut seen = BTreeSet::new();
    let mut text: String = told.findings.iter().map(drifted).collect();
    for comparison in told.comparisons {
        for change in &comparison.changes {
            let annotation = changed(comparison, change);
            // A change that breaks several releases is one place to look at.
            if let Some(annotation) = annotation
                && seen.insert((change.rule.as_str(), change.part.as_str()))
            {
                text.push_str(&annotation);
            }
        }
    }
    for failure in told.failures {
        text.push_str(&format!(
            "::error title=cargo codegen could not compare::{}\n",
            message(&failure.to_string())
        ));
    }
    let (word, sentence) = told.verdict();
    text.push_str(&format!("{word}: {sentence}\n"));
    if !told.is_released {
        text.push_str("no release yet: there is none to compare openapi.json with\n");
    }
    text
}

fn drifted(finding: &Finding) -> String {
    let subject = finding.rule.subject();
    let told = format!(
        "{}\nbreaks: {}\nresolve: {}",
        finding.message,
        subject.breaks(),
        subject.resolve()
    );
    annotation(
        "error",
        &finding.file,
        finding.line,
        finding.rule.name(),
        &told,
    )
}

fn changed(comparison: &Comparison, change: &Change) -> Option<String> {
    let level = match change.standing {
        Standing::Breaks => "error",
        Standing::Announced | Standing::Source => "warning",
        Standing::Accepted(_) => "notice",
        Standing::Harmless => return None,
    };
    let operations = page::operations(&comparison.operations(change), MOST_OPERATIONS);
    let mut told = format!(
        "{operations}: {}\nsince: {} ({})\nbreaks: {}",
        escape::line(page::message(comparison, change)),
        comparison.old,
        comparison.report.old.version,
        page::breaks(change),
    );
    if let Standing::Accepted(reason) = &change.standing {
        told.push_str(&format!("\naccepted: {reason}"));
    }
    if let Some(witness) = page::witness(comparison, change) {
        told.push_str(&format!("\nwitness: {witness}"));
    }
    if let Some(safe) = page::safe(change) {
        told.push_str(&format!("\nsafely: {safe}"));
    }
    told.push_str(&format!("\nresolve: {}", page::resolve(comparison, change)));
    Some(annotation(
        level,
        &change.file,
        change.line,
        &change.rule,
        &told,
    ))
}

fn annotation(level: &str, file: &str, line: Option<usize>, title: &str, told: &str) -> String {
    let mut properties = format!("file={}", property(file));
    if let Some(line) = line {
        properties.push_str(&format!(",line={line}"));
    }
    let title = property(title);
    format!("::{level} {properties},title={title}::{}\n", message(told))
}

fn message(text: &str) -> String {
    escape::plain(text)
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{message, property};

    #[test]
    fn what_would_end_an_annotation_is_escaped() {
        assert_eq!(message("50%\ndone: a, b"), "50%25%0Adone: a, b");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
