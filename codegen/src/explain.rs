//! `cargo codegen explain RULE`: what a rule means, whom it breaks, an example, the safe way.

use contract_compat::rules;

use crate::Error;

/// How many ids are offered for one that isn't known.
const OFFERED: usize = 3;

/// The page of a rule, as Markdown.
///
/// # Errors
/// When no rule has the id.
pub fn page(id: &str) -> Result<String, Error> {
    match rules::find(id) {
        Some(rule) => Ok(rule.page()),
        None => Err(Error::NoRule {
            id: id.to_owned(),
            nearest: nearest(id).join(", "),
        }),
    }
}

/// All rules with their titles, one a line.
#[must_use]
pub fn list() -> String {
    let width = rules::all().iter().map(|rule| rule.id.len()).max();
    let width = width.unwrap_or_default();
    rules::all()
        .iter()
        .map(|rule| format!("{:width$}  {}\n", rule.id, rule.title))
        .collect()
}

fn nearest(id: &str) -> Vec<String> {
    let mut rated: Vec<(f32, &str)> = rules::all()
        .iter()
        .map(|rule| {
            let ratio = similar::TextDiff::from_chars(id, rule.id.as_str()).ratio();
            (ratio, rule.id.as_str())
        })
        .collect();
    rated.sort_by(|left, right| right.0.total_cmp(&left.0));
    rated
        .into_iter()
        .take(OFFERED)
        .map(|(_, id)| format!("`{id}`"))
        .collect()
}
