//! Telling what `check` and `diff` found: to people, to programs, to pipelines, in pull requests.

mod escape;
mod github;
mod html;
mod json;
mod junit;
mod markdown;
mod page;
mod problem;
mod sarif;
mod text;

use clap::ValueEnum;
use page::Page;

use crate::{check::Report, comparison::Comparison};

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs: one JSON object.
    Json,
    /// Annotations of GitHub Actions at the lines concerned.
    Github,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit's XML, for whatever shows test results.
    Junit,
    /// For a pull request's comment or summary.
    Markdown,
    /// A page by itself.
    Html,
}

/// Writes what `check` found. Comparisons that could not be made are part of it.
#[must_use]
pub fn render(report: &Report, format: Format) -> String {
    match format {
        Format::Json => json::render(report),
        _ => told(&Page::of_check(report), format),
    }
}

/// Writes what `diff` found.
#[must_use]
pub fn render_diff(comparison: &Comparison, format: Format) -> String {
    match format {
        Format::Json => json(&comparison.report),
        _ => told(&Page::of_diff(comparison), format),
    }
}

/// The JSON of `diff`: nothing beside the report is needed for it.
#[must_use]
pub fn json(report: &contract_compat::Report) -> String {
    json::diff(report)
}

fn told(page: &Page<'_>, format: Format) -> String {
    match format {
        Format::Text | Format::Json => text::render(page),
        Format::Github => github::render(page),
        Format::Sarif => sarif::render(page),
        Format::Junit => junit::render(page),
        Format::Markdown => markdown::render(page),
        Format::Html => html::render(page),
    }
}
