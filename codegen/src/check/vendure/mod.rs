//! A running Vendure ↔ the catalogue client's queries ↔ the Rust generated from them.
//!
//! What a query asks for must be there, with arguments it can satisfy; what it gets must be what the client was built
//! to read. A field that is now never null, a value added to an enum, a member added to a union or an argument that may
//! be left out is no drift.

mod introspection;
mod literal;
mod walk;

use graphql_parser::{query, schema};

use super::{Finding, Report, Rule, generated};
use crate::{Error, Workspace, shop};
use introspection::Introspected;
pub use introspection::QUESTION;

/// Asks the Vendure at `url` for the schema of its Shop API, and holds every query against it; and the generated client
/// against the queries, or it would ask for something else than what was checked.
///
/// # Errors
/// When the workspace's own files can't be read. A Vendure that can't be asked is a failure in the report.
pub fn check(workspace: &Workspace, url: &str) -> Result<Report, Error> {
    let mut report = Report {
        findings: generated::of_shop(workspace)?,
        ..Report::default()
    };
    match introspection::fetch(url) {
        Ok(live) => report.findings.extend(compare(workspace, &live)?),
        Err(failure) => report.failures.push(failure),
    }
    Ok(report)
}

fn compare(workspace: &Workspace, live: &Introspected) -> Result<Vec<Finding>, Error> {
    let text = workspace.read(shop::SCHEMA)?.unwrap_or_default();
    let believed = schema::parse_schema::<String>(&text).map_err(|error| Error::Query {
        path: shop::SCHEMA.to_owned(),
        reason: error.to_string(),
    })?;
    let believed = Introspected::of_definitions(&believed);
    let mut findings = Vec::new();
    for file in shop::queries(workspace)? {
        let parsed = query::parse_query::<String>(&file.text).map_err(|error| Error::Query {
            path: file.path.clone(),
            reason: error.to_string(),
        })?;
        for mismatch in walk::mismatches(&parsed, &believed, live) {
            let at = format!("{}#{}", file.path, mismatch.at);
            let message = format!(
                "query `{}`, {}: {}",
                mismatch.query, mismatch.at, mismatch.message
            );
            findings.push(
                Finding::new(Rule::VendureAltered, at, message)
                    .in_file(file.path.clone(), mismatch.line)
                    .of_operation(Some(&mismatch.query)),
            );
        }
    }
    Ok(findings)
}
