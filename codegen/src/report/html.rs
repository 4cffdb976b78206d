//! A page by itself: no script, nothing loaded, light and dark. All that comes from documents is text.

use std::fmt::Write as _;

use super::{
    escape::markup,
    markdown::word,
    page::{self, Command, Outcome, Page},
};
use crate::{
    check::{Finding, Subject},
    comparison::{Change, Comparison, Standing},
};

const STYLE: &str = include_str!("html.css");

pub(super) fn render(told: &Page<'_>) -> String {
    let (word, sentence) = told.verdict();
    let title = match told.command {
        Command::Diff => "Contract diff",
        Command::Check => "Contract check",
    };
    let class = match told.outcome() {
        Outcome::Good => "good",
        Outcome::Bad => "bad",
        Outcome::Unknown => "unknown",
    };
    let mut text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}: {word}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <header class=\"{class}\">\n<p>{title}</p>\n<h1>{word}</h1>\n<p>{}</p>\n</header>\n",
        markup(&sentence)
    );
    for failure in told.failures {
        let failure = markup(&failure.to_string());
        line(
            &mut text,
            &format!("<p class=\"failure\">Could not be compared: {failure}</p>"),
        );
    }
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
    if !told.is_released {
        line(
            &mut text,
            "<p>No release yet: there is none to compare openapi.json with.</p>",
        );
    }
    text.push_str("</main>\n</body>\n</html>\n");
    text
}

fn drifted(text: &mut String, subject: Subject, findings: &[&Finding]) {
    line(
        text,
        &format!("<section>\n<h2>{}</h2>", markup(subject.headline())),
    );
    for finding in findings {
        line(text, "<article class=\"breaks\">");
        line(text, &format!("<h3>{}</h3>\n<dl>", prose(&finding.message)));
        term(text, "At", &code(&page::place(&finding.file, finding.line)));
        term(text, "Breaks", &prose(subject.breaks()));
        term(text, "Resolve", &code(subject.resolve()));
        line(text, "</dl>");
        if let Some(diff) = &finding.diff {
            line(
                text,
                &format!(
                    "<details><summary>Old and new</summary><pre>{}</pre></details>",
                    markup(diff)
                ),
            );
        }
        line(text, "</article>");
    }
    line(text, "</section>");
}

fn compared(text: &mut String, comparison: &Comparison, command: Command) {
    let (word, sentence) = page::of_comparison(comparison);
    line(
        text,
        &format!(
            "<section>\n<h2>{}</h2>",
            markup(&page::compared(comparison))
        ),
    );
    if command == Command::Check {
        line(
            text,
            &format!("<p><strong>{word}</strong>: {}</p>", markup(&sentence)),
        );
    }
    let (loud, quiet): (Vec<&Change>, Vec<&Change>) = comparison
        .changes
        .iter()
        .partition(|change| matches!(change.standing, Standing::Breaks | Standing::Announced));
    for change in loud {
        changed(text, comparison, change);
    }
    if !quiet.is_empty() {
        let title = page::counted(quiet.len(), "other change");
        line(text, &format!("<details><summary>{title}</summary>"));
        for change in quiet {
            changed(text, comparison, change);
        }
        line(text, "</details>");
    }
    operations(text, comparison);
    line(text, "</section>");
}

fn changed(text: &mut String, comparison: &Comparison, change: &Change) {
    let class = match change.standing {
        Standing::Breaks => "breaks",
        Standing::Harmless => "harmless",
        _ => "told",
    };
    let ids: Vec<String> = comparison
        .operations(change)
        .iter()
        .map(|id| code(id))
        .collect();
    line(
        text,
        &format!("<article class=\"{class}\">\n<h3>{}</h3>", ids.join(", ")),
    );
    line(
        text,
        &format!("<p>{}</p>\n<dl>", prose(page::message(comparison, change))),
    );
    let verdict = format!(
        "{} ({})",
        markup(&page::standing(change)),
        code(&change.rule)
    );
    term(text, "Verdict", &verdict);
    term(text, "At", &code(&page::place(&change.file, change.line)));
    if change.standing != Standing::Harmless {
        term(text, "Breaks", &prose(page::breaks(change)));
        if let Some(safe) = page::safe(change) {
            term(text, "Safely", &prose(safe));
        }
        term(text, "Resolve", &code(&page::resolve(comparison, change)));
    }
    line(text, "</dl>");
    if let Some(witness) = page::witness(comparison, change) {
        let witness = serde_json::to_string_pretty(witness).unwrap_or_default();
        line(
            text,
            &format!(
                "<p>Witness, which the writer may write and the reader refuses:</p>\n<pre>{}</pre>",
                markup(&witness)
            ),
        );
    }
    line(text, "</article>");
}

fn operations(text: &mut String, comparison: &Comparison) {
    let operations = &comparison.report.operations;
    let title = page::counted(operations.len(), "operation");
    line(
        text,
        &format!(
            "<details><summary>{title}</summary>\n<table>\n<thead><tr><th>Operation</th><th>Route</th><th>Request</th><th>Response</th><th>Source</th></tr></thead>\n<tbody>"
        ),
    );
    for operation in operations {
        let cells: String = [operation.request, operation.response, operation.source]
            .map(|verdict| format!("<td class=\"{0}\">{0}</td>", word(verdict)))
            .concat();
        let route = format!("{} {}", operation.method, operation.path);
        line(
            text,
            &format!(
                "<tr><td>{}</td><td>{}</td>{cells}</tr>",
                code(&operation.operation_id),
                code(&route)
            ),
        );
    }
    line(text, "</tbody>\n</table>\n</details>");
}

/// Words between backticks are code.
fn prose(text: &str) -> String {
    let safe = markup(text);
    let parts: Vec<&str> = safe.split('`').collect();
    let mut out = String::with_capacity(safe.len());
    for (position, part) in parts.iter().enumerate() {
        match position % 2 {
            1 if position + 1 == parts.len() => out.extend(["`", part]),
            1 => out.extend(["<code>", part, "</code>"]),
            _ => out.push_str(part),
        }
    }
    out
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", markup(text))
}

fn term(text: &mut String, term: &str, description: &str) {
    line(text, &format!("<dt>{term}</dt><dd>{description}</dd>"));
}

fn line(text: &mut String, line: &str) {
    // Writing to a String can't fail.
    let _ = writeln!(text, "{line}");
}
