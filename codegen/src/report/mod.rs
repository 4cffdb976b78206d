//! Telling what `check` found: to people, to programs, to GitHub.

mod github;
mod json;
mod text;

use clap::ValueEnum;

use crate::check::Report;

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
}

/// Writes a report. Comparisons that could not be made are part of it.
#[must_use]
pub fn render(report: &Report, format: Format) -> String {
    match format {
        Format::Text => text::render(report),
        Format::Json => json::render(report),
        Format::Github => github::render(report),
    }
}
