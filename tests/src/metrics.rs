//! A page of metrics, read as Prometheus would.

use std::collections::{BTreeMap, BTreeSet};

/// The value of a series, written as the page writes it: `name` or `name{label="value"}`.
///
/// # Panics
/// When its value is no number.
#[must_use]
pub fn value(page: &str, series: &str) -> Option<f64> {
    let value = page
        .lines()
        .find_map(|line| line.strip_prefix(series)?.strip_prefix(' '))?;
    Some(value.trim().parse().expect("a sample is a number"))
}

/// The names of all samples, each with the labels its series are told apart by.
#[must_use]
pub fn labels(page: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut labels: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for line in page.lines().filter(|line| !line.starts_with('#')) {
        let series = line.rsplit_once(' ').map_or(line, |(series, _)| series);
        let (name, told_apart) = series.split_once('{').unwrap_or((series, ""));
        let of_name = labels.entry(name.to_owned()).or_default();
        // Values are words known beforehand: none has a comma in it.
        for pair in told_apart.trim_end_matches('}').split(',') {
            of_name.extend(pair.split_once('=').map(|(label, _)| label.to_owned()));
        }
    }
    labels
}
