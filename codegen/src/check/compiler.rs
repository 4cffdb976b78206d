//! What doesn't compile.

use super::{Finding, Rule, observe::Printed};
use crate::cargo::{CompilerError, Program};

const MOST_ERRORS: usize = 3;

/// One finding for the first program that doesn't compile: what depends on it can't either.
pub(super) fn findings(
    contract: &Printed,
    server: &Printed,
    errors: &[CompilerError],
) -> Option<Finding> {
    let (rule, program) = match (contract, server) {
        (Printed::NotCompiled, _) => (Rule::ContractNotCompiled, Program::Contract),
        (_, Printed::NotCompiled) => (Rule::ServerNotCompiled, Program::Server),
        _ => return None,
    };
    let package = program.package();
    let first = errors.first();
    let message = match first {
        Some(error) => format!("`{package}` doesn't compile: {}", error.message),
        None => format!("`{package}` doesn't compile"),
    };
    let place = first.and_then(|error| error.place.clone());
    let mut finding = Finding::new(rule, package, message);
    if let Some((file, line)) = place {
        finding = finding.in_file(file, Some(line));
    }
    let rendered: Vec<&str> = errors
        .iter()
        .take(MOST_ERRORS)
        .map(|error| error.rendered.trim_end())
        .collect();
    let more = errors.len().saturating_sub(MOST_ERRORS);
    let mut text = rendered.join("\n\n");
    if more > 0 {
        text.push_str(&format!("\n\n… and {more} errors more"));
    }
    finding.diff = Some(text);
    Some(finding)
}
