//! JUnit's XML: a suite a comparison, a test case an operation.

use std::fmt::Write as _;

use super::{
    escape,
    page::{self, Command, Page},
    problem::{self, Level, Problem},
};
use crate::comparison::Comparison;

/// A suite of test cases.
struct Suite {
    name: String,
    cases: Vec<Case>,
}

/// One test case.
struct Case {
    name: String,
    result: Result,
}

enum Result {
    Passed,
    /// What failed, each with the rule and all there is to say.
    Failed(Vec<(String, String)>),
    /// It could not be tried.
    Errored(String),
}

pub(super) fn render(told: &Page<'_>) -> String {
    let mut suites = Vec::new();
    if told.command == Command::Check {
        suites.push(drift(told));
    }
    suites.extend(told.comparisons.iter().map(compared));

    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (tests, failures, errors) = suites.iter().map(Suite::counts).fold(
        (0, 0, 0),
        |(tests, failures, errors), (more, failed, errored)| {
            (tests + more, failures + failed, errors + errored)
        },
    );
    line(
        &mut text,
        &format!(
            "<testsuites name=\"cargo codegen\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">"
        ),
    );
    for suite in &suites {
        suite.write(&mut text);
    }
    line(&mut text, "</testsuites>");
    text
}

fn drift(told: &Page<'_>) -> Suite {
    let mut cases: Vec<Case> = told
        .findings
        .iter()
        .map(|finding| {
            let problem = problem::drifted(finding);
            Case {
                name: format!("{}: {}", problem.rule, problem.at),
                result: Result::Failed(vec![failure(&problem)]),
            }
        })
        .collect();
    cases.extend(told.failures.iter().map(|failure| Case {
        name: "comparison".to_owned(),
        result: Result::Errored(failure.to_string()),
    }));
    if cases.is_empty() {
        cases.push(Case {
            name: "contract, openapi.json, server and generated files agree".to_owned(),
            result: Result::Passed,
        });
    }
    Suite {
        name: "drift".to_owned(),
        cases,
    }
}

fn compared(comparison: &Comparison) -> Suite {
    let problems = problem::of_comparison(comparison);
    let cases = comparison
        .report
        .operations
        .iter()
        .map(|operation| {
            let failures: Vec<(String, String)> = problems
                .iter()
                .filter(|problem| problem.operation == Some(&operation.operation_id))
                .filter(|problem| problem.level == Level::Error && problem.accepted.is_none())
                .map(failure)
                .collect();
            Case {
                name: format!(
                    "{} ({} {})",
                    operation.operation_id, operation.method, operation.path
                ),
                result: match failures.is_empty() {
                    true => Result::Passed,
                    false => Result::Failed(failures),
                },
            }
        })
        .collect();
    Suite {
        name: page::compared(comparison),
        cases,
    }
}

fn failure(problem: &Problem<'_>) -> (String, String) {
    let place = page::place(problem.file, problem.line);
    (
        problem.rule.to_owned(),
        format!("{}\nat: {place}\nid: {}", problem.told(), problem.id),
    )
}

impl Suite {
    fn counts(&self) -> (usize, usize, usize) {
        let of = |is: fn(&Case) -> bool| self.cases.iter().filter(|case| is(case)).count();
        (
            self.cases.len(),
            of(|case| matches!(case.result, Result::Failed(_))),
            of(|case| matches!(case.result, Result::Errored(_))),
        )
    }

    fn write(&self, text: &mut String) {
        let (tests, failures, errors) = self.counts();
        let name = escape::markup(&self.name);
        line(
            text,
            &format!(
                "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">"
            ),
        );
        for case in &self.cases {
            let opened = format!(
                "    <testcase name=\"{}\" classname=\"{name}\"",
                escape::markup(&escape::line(&case.name))
            );
            match &case.result {
                Result::Passed => line(text, &format!("{opened}/>")),
                Result::Errored(reason) => {
                    line(text, &format!("{opened}>"));
                    element(text, "error", "not compared", reason);
                    line(text, "    </testcase>");
                }
                Result::Failed(failures) => {
                    line(text, &format!("{opened}>"));
                    for (rule, told) in failures {
                        element(text, "failure", rule, told);
                    }
                    line(text, "    </testcase>");
                }
            }
        }
        line(text, "  </testsuite>");
    }
}

fn element(text: &mut String, name: &str, kind: &str, told: &str) {
    let first = told.lines().next().unwrap_or_default();
    line(
        text,
        &format!(
            "      <{name} type=\"{}\" message=\"{}\">{}</{name}>",
            escape::markup(kind),
            escape::markup(first),
            escape::markup(told)
        ),
    );
}

fn line(text: &mut String, line: &str) {
    // Writing to a String can't fail.
    let _ = writeln!(text, "{line}");
}
