//! Pairs of documents whose truth is known: both sides' verdicts must be right, and every witness must hold.
//!
//! `cargo test -p contract-compat --test drift_cases`; the environment variable `DRIFT_CASES` names another folder of cases.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

mod independent;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use contract_compat::{Document, Options, Side, Verdict, compare};
use independent::{Way, is_valid};
use serde_json::Value;

const BODY: &str = "/paths/~1things/post/requestBody/content/application~1json/schema";
const ANSWER: &str = "/paths/~1things/post/responses/201/content/application~1json/schema";

fn main() -> ExitCode {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drift_cases");
    let folder = std::env::var_os("DRIFT_CASES").map_or(own, PathBuf::from);
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    files.sort();
    let (mut failed, mut witnesses) = (0, 0);
    for file in &files {
        match check(file) {
            Ok(count) => witnesses += count,
            Err(reason) => {
                failed += 1;
                println!("drift case {} FAILED: {reason}", file.display());
            }
        }
    }
    let outcome = if failed == 0 && !files.is_empty() {
        "ok"
    } else {
        "FAILED"
    };
    println!(
        "drift cases: {} run, {failed} failed, {witnesses} witnesses hold ({})",
        files.len(),
        folder.display()
    );
    println!(
        "\ntest result: {outcome}. {} passed; {failed} failed; 0 ignored; 0 measured; 0 filtered out\n",
        files.len() - failed
    );
    if outcome == "ok" {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn check(file: &Path) -> Result<usize, String> {
    let case: Value =
        serde_json::from_slice(&std::fs::read(file).map_err(|error| error.to_string())?)
            .map_err(|error| error.to_string())?;
    let (old, new) = (&case["old"], &case["new"]);
    let parse = |root: &Value| Document::parse(root.clone()).map_err(|error| error.to_string());
    let report = compare(&parse(old)?, &parse(new)?, &Options::default())
        .map_err(|error| error.to_string())?;
    let operation = report
        .operations
        .first()
        .ok_or("no operation was compared")?;
    let mut witnesses = 0;
    for (side, verdict) in [
        ("request", operation.request),
        ("response", operation.response),
    ] {
        let is_breaking = case["expected"][side] == "breaking";
        if is_breaking != (verdict == Verdict::Breaking) {
            return Err(format!(
                "{side} is {verdict:?}, expected {}: {:#?}",
                case["expected"][side], operation.findings
            ));
        }
    }
    for finding in operation
        .findings
        .iter()
        .filter(|finding| !finding.witness.is_null())
    {
        let (writer, reader, schema, way) = match finding.side {
            Side::Request => (old, new, BODY, Way::Request),
            Side::Response => (new, old, ANSWER, Way::Response),
            side => return Err(format!("a witness for {side:?}")),
        };
        let schema_of = |root: &Value| root.pointer(schema).cloned().ok_or("no schema");
        if !is_valid(writer, &schema_of(writer)?, way, &finding.witness) {
            return Err(format!("the writer could not write {}", finding.witness));
        }
        if is_valid(reader, &schema_of(reader)?, way, &finding.witness) {
            return Err(format!("the reader accepts {}", finding.witness));
        }
        witnesses += 1;
    }
    let undecided = operation
        .findings
        .iter()
        .filter(|finding| finding.verdict == contract_compat::FindingVerdict::Undecided)
        .count();
    if undecided > 0 {
        return Err(format!("undecided: {:#?}", operation.findings));
    }
    Ok(witnesses)
}
