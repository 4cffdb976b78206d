//! What is deployed names what exists: metrics, programs, files.

use std::collections::BTreeSet;

use scheduler_tests::{System, metrics, programs::workspace};
use serde_json::Value;

use crate::valid::Valid;

fn read(path: &str) -> String {
    let file = workspace().join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Words of a text that name a metric.
fn metrics_in(text: &str) -> BTreeSet<String> {
    let words = text.split(|it: char| !it.is_ascii_alphanumeric() && it != '_');
    let names = words.filter(|word| word.starts_with("nexus_"));
    names.map(str::to_owned).collect()
}

/// Labels that a query tells series apart by, or matches: in braces, or in the list of an aggregation.
fn labels_in(query: &str) -> BTreeSet<String> {
    let query = query.replace("ignoring(", "ignoring (");
    let mut labels = BTreeSet::new();
    for clause in ["by (", "without (", "ignoring (", "on ("] {
        for after in query.split(clause).skip(1) {
            let list = after.split(')').next().unwrap_or_default();
            labels.extend(list.split(',').map(|label| label.trim().to_owned()));
        }
    }
    for after in query.split('{').skip(1) {
        let list = after.split('}').next().unwrap_or_default();
        let matchers = list.split(',').filter_map(|it| it.split_once(['=', '!']));
        labels.extend(matchers.map(|(label, _)| label.trim().to_owned()));
    }
    labels
}

/// Labels that the name of a line is made of: `{{label}}`.
fn labels_named(legend: &str) -> BTreeSet<String> {
    let after = legend.split("{{").skip(1);
    let names = after.filter_map(|it| it.split_once("}}"));
    names.map(|(label, _)| label.trim().to_owned()).collect()
}

/// A metric without what its kind puts behind its name.
fn family(metric: &str) -> &str {
    let kinds = ["_total", "_bucket", "_sum", "_count", "_info"];
    let plain = kinds.iter().find_map(|kind| metric.strip_suffix(kind));
    plain.unwrap_or(metric)
}

#[tokio::test]
async fn the_dashboard_shows_every_metric_there_is_and_asks_for_no_other() {
    let dashboard: Value = serde_json::from_str(&read("deploy/grafana/nexus.json")).unwrap();
    let panels = dashboard["panels"].as_array().unwrap();
    let targets = panels.iter().filter_map(|it| it["targets"].as_array());
    let said = |target: &Value, what: &str| {
        let said = target[what].as_str();
        said.unwrap_or_else(|| panic!("{target} has {what}"))
            .to_owned()
    };
    let queries: Vec<_> = targets
        .flatten()
        .map(|it| (said(it, "expr"), said(it, "legendFormat")))
        .collect();

    let system = System::start().await;
    // Something has happened, drift too, and a message was sent.
    let valid = Valid::at(&system).await;
    let drifted = valid.kim.call("booking_list").query("colour", "blue");
    assert_eq!(drifted.send().await.status(), 500);
    let mut told = metrics::labels(&system.metrics().await);
    let worker = system.worker_operations_url().await;
    told.extend(metrics::labels(&system.metrics_at(&worker).await));

    let mut shown = BTreeSet::new();
    for (query, legend) in &queries {
        let asked = metrics_in(query);
        assert!(!asked.is_empty(), "{query} asks for a metric of ours");
        for metric in asked {
            let has = told.get(&metric);
            let has = has.unwrap_or_else(|| panic!("{query}: there is no {metric}"));
            for label in labels_in(query) {
                // Prometheus itself says which process it asked.
                assert!(
                    has.contains(&label) || label == "instance",
                    "{query}: {metric} has no label {label}"
                );
            }
            shown.insert(family(&metric).to_owned());
        }
        let apart = labels_in(query);
        for label in labels_named(legend) {
            assert!(apart.contains(&label), "{legend}: {query} drops {label}");
        }
    }
    for metric in told.keys() {
        let shown = shown.contains(family(metric));
        assert!(shown, "the dashboard shows {metric} to nobody");
    }
    // And the guide speaks of none that is not there.
    for metric in metrics_in(&read("docs/operations.md")) {
        // A histogram has no sample of its own name.
        let has = told.contains_key(&metric) || told.contains_key(&format!("{metric}_bucket"));
        assert!(has, "docs/operations.md: no {metric}");
    }
    let guide = read("docs/operations.md");
    for metric in told.keys().map(|metric| family(metric)) {
        assert!(guide.contains(metric), "docs/operations.md: {metric}");
    }
}

#[test]
fn the_image_is_built_of_files_and_programs_there_are() {
    let dockerfile = read("deploy/Dockerfile");
    let lines = dockerfile.replace("\\\n", " ");
    let mut copied = 0;
    for line in lines.lines().filter(|it| it.starts_with("COPY ")) {
        let words: Vec<_> = line.split_whitespace().skip(1).collect();
        if words.iter().any(|it| it.starts_with("--from")) {
            continue;
        }
        let sources = &words[..words.len() - 1];
        for source in sources.iter().filter(|it| !it.starts_with("--")) {
            assert!(workspace().join(source).exists(), "{line}: no {source}");
            copied += 1;
        }
    }
    assert!(copied > 8, "it copies the sources");
    let manifest: toml::Table = read("Cargo.toml").parse().unwrap();
    let members = manifest["workspace"]["members"].as_array().unwrap();
    for member in members.iter().filter_map(toml::Value::as_str) {
        let top = member.split('/').next().unwrap();
        // A place for sites that are yet to be made.
        if !workspace().join(top).exists() {
            continue;
        }
        assert!(
            lines.contains(&format!("COPY {top} ")),
            "the workspace's member {member} is copied"
        );
    }
    let exposed = lines.lines().find(|it| it.starts_with("EXPOSE ")).unwrap();
    for (listener, port) in [("API", 8700), ("OPERATIONS", 8701), ("WORKER", 8709)] {
        let everywhere = format!("NEXUS_{listener}_LISTEN=0.0.0.0:{port}");
        assert!(lines.contains(&everywhere), "{everywhere}");
        assert!(exposed.contains(&port.to_string()), "{exposed}: no {port}");
    }
    let toolchain = read("rust-toolchain.toml");
    let version = dockerfile
        .lines()
        .find_map(|it| it.strip_prefix("FROM rust:")?.split('-').next())
        .unwrap();
    assert!(
        toolchain.contains(version),
        "the image builds with the workspace's compiler"
    );
}

#[test]
fn units_start_programs_there_are_and_are_hardened() {
    for program in ["scheduler-api", "scheduler-worker"] {
        let unit = read(&format!("deploy/systemd/{program}.service"));
        let start = unit
            .lines()
            .find_map(|it| it.strip_prefix("ExecStart="))
            .unwrap();
        let named = start.split_whitespace().next().unwrap();
        assert_eq!(named, format!("/usr/bin/{program}"));
        assert!(scheduler_tests::programs::program(program).is_file());
        for setting in [
            "User=nexus",
            "EnvironmentFile=/etc/nexus/secrets.env",
            "NoNewPrivileges=yes",
            "ProtectSystem=strict",
            "PrivateTmp=yes",
            "MemoryDenyWriteExecute=yes",
            "SystemCallFilter=@system-service",
            "CapabilityBoundingSet=",
            "Restart=always",
        ] {
            assert!(
                unit.lines().any(|it| it.starts_with(setting)),
                "{program}: {setting}"
            );
        }
    }
}
