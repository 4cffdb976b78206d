//! Two large real documents: how long a comparison takes, whether every witness holds, and how cost grows with what has changed.
//!
//! `codegen/compat/examples/github.sh` installs GitHub's description from npm in two versions and runs this on them. Whole processes
//! are those of the example `diff`, from start to exit.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    unreachable_pub,
    reason = "a bench fails by panicking"
)]

#[path = "../tests/independent/mod.rs"]
mod independent;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use contract_compat::{Document, FindingVerdict, OperationReport, Options, Report, Side, compare};
use independent::{Definitions, Way};
use serde_json::{Value, json};

fn main() {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let (old, new) = (paths.next().unwrap(), paths.next().unwrap());
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let (before, after) = (
        own.join("contracts/history/1.0.0.json"),
        own.join("openapi.json"),
    );
    println!(
        "our own contract, whole process: {:?}",
        whole_process(&before, &after, 51)
    );
    println!(
        "GitHub's, whole process: {:?}",
        whole_process(&old, &new, 5)
    );
    let (old, new) = (read(&old), read(&new));
    let start = Instant::now();
    let report = judged(&old, &new);
    println!(
        "compared {} operations in {:?}: {:?}",
        report.operations.len(),
        start.elapsed(),
        report.verdict
    );
    let count = |verdict| {
        report
            .findings()
            .filter(|(_, finding)| finding.verdict == verdict)
            .count()
    };
    println!(
        "breaking {}, undecided {}, compatible {}",
        count(FindingVerdict::Breaking),
        count(FindingVerdict::Undecided),
        count(FindingVerdict::Compatible)
    );
    witnesses(&report, &old, &new);
    curve(&old);
}

/// The median of several runs.
fn whole_process(old: &Path, new: &Path, runs: usize) -> Duration {
    let program = std::env::current_exe().unwrap().with_file_name("diff");
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let start = Instant::now();
            let status = Command::new(&program)
                .args([old, new])
                .stdout(Stdio::null())
                .status()
                .unwrap();
            assert!(status.success(), "build the example `diff` first");
            start.elapsed()
        })
        .collect();
    times.sort();
    times[runs / 2]
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn judged(old: &Value, new: &Value) -> Report {
    let parse = |root: &Value| Document::parse(root.clone()).unwrap();
    compare(&parse(old), &parse(new), &Options::default()).unwrap()
}

fn witnesses(report: &Report, old: &Value, new: &Value) {
    let of = |root: &Value| {
        [
            Definitions::new(root, Way::Request),
            Definitions::new(root, Way::Response),
        ]
    };
    let (of_old, of_new) = (of(old), of(new));
    let (mut held, mut elsewhere) = (0, 0);
    for (operation, finding) in report
        .findings()
        .filter(|(_, finding)| !finding.witness.is_null())
    {
        let is_request = finding.side == Side::Request;
        let way = usize::from(!is_request);
        let found = (
            body(old, operation, is_request, &finding.at),
            body(new, operation, is_request, &finding.at),
        );
        let ((Some(before), Some(after)), true) = (found, finding.at.starts_with('/')) else {
            elsewhere += 1;
            continue;
        };
        let valid = (
            of_old[way].is_valid(before, &finding.witness),
            of_new[way].is_valid(after, &finding.witness),
        );
        let expected = if is_request {
            (true, false)
        } else {
            (false, true)
        };
        assert_eq!(
            valid, expected,
            "{} {} {}: {}",
            operation.operation_id, finding.rule, finding.at, finding.witness
        );
        held += 1;
    }
    println!("{held} witnesses hold, {elsewhere} are of parameters, headers or further answers");
}

fn body<'doc>(
    root: &'doc Value,
    operation: &OperationReport,
    is_request: bool,
    _: &str,
) -> Option<&'doc Value> {
    let operation = &root["paths"][&operation.path][operation.method.to_ascii_lowercase()];
    let follow = |value: &'doc Value| match value.get("$ref").and_then(Value::as_str) {
        Some(reference) => root.pointer(reference.trim_start_matches('#')),
        None => Some(value),
    };
    let holder = if is_request {
        operation.get("requestBody")?
    } else {
        operation["responses"]
            .as_object()?
            .iter()
            .find(|(status, _)| status.starts_with('2'))?
            .1
    };
    follow(holder)?["content"]
        .as_object()?
        .iter()
        .find(|(name, _)| name.contains("json"))?
        .1
        .get("schema")
}

fn curve(root: &Value) {
    let mut places = Vec::new();
    for (path, item) in root["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            let place = format!(
                "/paths/{}/{method}/responses/200/content/application~1json/schema",
                path.replace('/', "~1")
            );
            if root.pointer(&place).is_some() {
                places.push(place);
            }
        }
    }
    let old = Document::parse(root.clone()).unwrap();
    println!("changed operations, time of one comparison:");
    for count in [0, 50, 100, 200, 400, 800]
        .into_iter()
        .filter(|count| *count <= places.len())
    {
        let mut new = root.clone();
        for place in &places[..count] {
            let schema = new.pointer_mut(place).unwrap();
            *schema =
                json!({ "anyOf": [schema.clone(), { "type": "string", "enum": ["changed"] }] });
        }
        let new = Document::parse(new).unwrap();
        let mut best = Duration::MAX;
        for _ in 0..3 {
            let start = Instant::now();
            compare(&old, &new, &Options::default()).unwrap();
            best = best.min(start.elapsed());
        }
        println!("{count:>6}  {best:?}");
    }
}
