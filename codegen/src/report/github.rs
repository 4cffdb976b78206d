//! Annotations of GitHub Actions: `::error file=…,line=…,title=…::message`.

use crate::check::{Finding, Report};

pub(super) fn render(report: &Report) -> String {
    let mut text: String = report.findings.iter().map(annotation).collect();
    for failure in &report.failures {
        text.push_str(&format!(
            "::error title=cargo codegen check could not compare::{}\n",
            message(&failure.to_string())
        ));
    }
    if text.is_empty() {
        text.push_str("clean: contract, openapi.json, server and generated files agree\n");
    }
    text
}

fn annotation(finding: &Finding) -> String {
    let mut properties = format!("file={}", property(&finding.file));
    if let Some(line) = finding.line {
        properties.push_str(&format!(",line={line}"));
    }
    let title = finding.rule.name();
    let subject = finding.rule.subject();
    let told = format!(
        "{}\nbreaks: {}\nresolve: {}",
        finding.message,
        subject.breaks(),
        subject.resolve()
    );
    format!("::error {properties},title={title}::{}\n", message(&told))
}

fn message(text: &str) -> String {
    text.replace('%', "%25")
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
        assert_eq!(message("50%\r\ndone: a, b"), "50%25%0D%0Adone: a, b");
        assert_eq!(property("a:b,c%"), "a%3Ab%2Cc%25");
    }
}
