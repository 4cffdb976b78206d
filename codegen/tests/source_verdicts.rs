//! Where a comparison says that Rust code goes on compiling, the example program and a small site compile against the
//! SDK of the changed document; where it says that it may not, and the site uses what has changed, they don't.
//!
//! `SOURCE_EDITS=40 cargo test -p scheduler-codegen --test source_verdicts -- --nocapture` tries so many single edits
//! of openapi.json beside those named here: what is said to go on compiling does.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    unreachable_pub
)]

#[path = "../compat/tests/edits/mod.rs"]
mod edits;
mod support;

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use contract_compat::{Document, Options, Verdict, compare};
use scheduler_codegen::files;
use serde_json::{Value, json};
use support::{document, root};

/// What a site does with the SDK beside the example: an optional field, an exact type, every variant of an enum.
const SITE: &str = r#"
//! What sites do beside booking.
use scheduler_sdk::types::{Booking, BookingStatus, Contact};

/// The note of a booking.
pub fn note(booking: &Booking) -> Option<&str> {
    booking.note.as_deref()
}

/// Its revision.
pub fn revision(booking: &Booking) -> u32 {
    booking.revision
}

/// Whether anybody comes.
pub fn is_over(status: BookingStatus) -> bool {
    status == BookingStatus::Completed || status == BookingStatus::NoShow
}

/// Where mail goes.
pub fn contact(address: String) -> Contact {
    Contact::Email { address }
}
"#;

struct Edit {
    name: String,
    /// The rule that says it, if Rust code is said to break.
    rule: Option<&'static str>,
    document: Value,
}

fn edit(name: &str, rule: Option<&'static str>, change: impl Fn(&mut Value)) -> Edit {
    let mut document = document();
    change(&mut document);
    Edit {
        name: name.to_owned(),
        rule,
        document,
    }
}

/// At least one edit of each source rule, and edits that no code notices.
fn named() -> Vec<Edit> {
    let schema = |document: &mut Value, name: &str, change: &dyn Fn(&mut Value)| {
        change(&mut document["components"]["schemas"][name]);
    };
    vec![
        edit("the same document", None, |_| {}),
        edit("more may be said, and more is answered", None, |document| {
            schema(document, "BookingCreate", &|schema| {
                schema["properties"]["voucher"] = json!({ "type": "string", "maxLength": 9 });
                schema["properties"]["note"]["maxLength"] = json!(9_000);
            });
            schema(document, "Booking", &|schema| {
                schema["properties"]["seats"] =
                    json!({ "type": "integer", "format": "uint32", "minimum": 0, "maximum": 9 });
            });
        }),
        edit("a method", Some("source-method-renamed"), |document| {
            document["paths"]["/api/public/{slug}/slots"]["get"]["operationId"] =
                json!("slot_search");
        }),
        edit(
            "a parameter",
            Some("source-parameter-renamed"),
            |document| {
                let paths = document["paths"].as_object_mut().unwrap();
                let mut item = paths.remove("/api/public/{slug}/slots").unwrap();
                for parameter in item["get"]["parameters"].as_array_mut().unwrap() {
                    if parameter["name"] == "slug" {
                        parameter["name"] = json!("tenant");
                    }
                }
                paths.insert("/api/public/{tenant}/slots".to_owned(), item);
            },
        ),
        edit("a type", Some("source-type-renamed"), |document| {
            let text = document
                .to_string()
                .replace("schemas/Contact\"", "schemas/Reach\"");
            *document = serde_json::from_str(&text).unwrap();
            let schemas = document["components"]["schemas"].as_object_mut().unwrap();
            let contact = schemas.remove("Contact").unwrap();
            schemas.insert("Reach".to_owned(), contact);
        }),
        edit("a field's type", Some("source-type-changed"), |document| {
            schema(document, "Booking", &|schema| {
                schema["properties"]["revision"]["format"] = json!("int64");
            });
        }),
        edit("a field", Some("source-field-removed"), |document| {
            schema(document, "Booking", &|schema| {
                schema["properties"].as_object_mut().unwrap().remove("note");
            });
        }),
        edit("a variant", Some("source-variant-removed"), |document| {
            schema(document, "BookingStatus", &|schema| {
                let values = schema["enum"].as_array_mut().unwrap();
                values.retain(|value| value != "no_show");
            });
        }),
        edit(
            "a variant's fields",
            Some("source-field-added"),
            |document| {
                schema(document, "Contact", &|schema| {
                    schema["oneOf"][0]["properties"]["label"] =
                        json!({ "type": "string", "maxLength": 9 });
                });
            },
        ),
    ]
}

/// Single edits that are said to leave Rust code alone, spread over the document.
fn harmless(count: usize) -> Vec<Edit> {
    if count == 0 {
        return Vec::new();
    }
    let today = document();
    let all: Vec<Edit> = edits::mutations(&today)
        .into_iter()
        .filter(|mutation| {
            judged(&mutation.document).is_some_and(|(source, _)| source != Verdict::Breaking)
        })
        .map(|mutation| Edit {
            name: mutation.name,
            rule: None,
            document: mutation.document,
        })
        .collect();
    let step = (all.len() / count).max(1);
    all.into_iter().step_by(step).take(count).collect()
}

/// What is said of Rust code, and the source rules that say it.
fn judged(new: &Value) -> Option<(Verdict, BTreeSet<String>)> {
    let report = compare(
        &Document::parse(document()).ok()?,
        &Document::parse(new.clone()).ok()?,
        &Options::default(),
    )
    .ok()?;
    let source = report.operations.iter().map(|operation| operation.source);
    let removed = report.operations.len() > document_operations(new);
    let rules = report.findings().map(|(_, finding)| finding.rule.clone());
    let verdict = if removed {
        Verdict::Breaking
    } else {
        source.max()?
    };
    Some((
        verdict,
        rules.filter(|rule| rule.starts_with("source-")).collect(),
    ))
}

fn document_operations(document: &Value) -> usize {
    scheduler_codegen::document::operations(document).count()
}

/// A workspace with an SDK of each document, and a site on each.
struct Sites {
    folder: PathBuf,
}

impl Sites {
    fn of(edits: &[Edit]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("source");
        let sites = Self { folder };
        for old in fs::read_dir(&sites.folder).into_iter().flatten().flatten() {
            if old.file_name() != "target" {
                let _ = fs::remove_dir_all(old.path());
            }
        }
        let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
        let mut manifest: toml::Table = manifest.parse().unwrap();
        let workspace = manifest["workspace"].as_table_mut().unwrap();
        workspace.remove("default-members");
        workspace.insert(
            "members".to_owned(),
            toml::Value::try_from(["sdk-*", "site-*"]).unwrap(),
        );
        let shared = workspace["dependencies"].as_table_mut().unwrap();
        shared.retain(|_, dependency| dependency.get("path").is_none());
        sites.write("Cargo.toml", &toml::to_string(&manifest).unwrap());
        sites.write(
            "Cargo.lock",
            &fs::read_to_string(root().join("Cargo.lock")).unwrap(),
        );
        for (number, edit) in edits.iter().enumerate() {
            sites.add(number, edit);
        }
        sites
    }

    fn add(&self, number: usize, edit: &Edit) {
        let name = format!("sdk-{number}");
        copy(
            &root().join("sdk/src"),
            &self.folder.join(&name).join("src"),
        );
        for file in files::of(&edit.document, &[]).expect(&edit.name) {
            if let Some(path) = file.path.strip_prefix("sdk/") {
                self.write(&format!("{name}/{path}"), &file.text);
            }
        }
        let manifest = fs::read_to_string(root().join("sdk/Cargo.toml")).unwrap();
        let mut manifest: toml::Table = manifest.parse().unwrap();
        manifest["package"]["name"] = toml::Value::from(name.as_str());
        for part in ["dev-dependencies", "test", "example", "bench", "lints"] {
            manifest.remove(part);
        }
        let library: toml::Table = "name = 'scheduler_sdk'".parse().unwrap();
        manifest.insert("lib".to_owned(), library.into());
        self.write(
            &format!("{name}/Cargo.toml"),
            &toml::to_string(&manifest).unwrap(),
        );

        let example = fs::read_to_string(root().join("examples/book/src/main.rs")).unwrap();
        let site = format!("site-{number}");
        self.write(
            &format!("{site}/src/main.rs"),
            &format!("{example}\n#[allow(dead_code)]\nmod site;\n"),
        );
        self.write(&format!("{site}/src/site.rs"), SITE);
        self.write(
            &format!("{site}/Cargo.toml"),
            &format!(
                "[package]\nname = \"{site}\"\nversion = \"0.0.0\"\nedition.workspace = true\n\n[dependencies]\n\
                 chrono = {{ workspace = true }}\ntokio = {{ workspace = true }}\n\
                 scheduler-sdk = {{ package = \"{name}\", path = \"../{name}\" }}\n"
            ),
        );
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The sites that compile, and what the compiler says of the others.
    fn compiled(&self) -> (BTreeSet<String>, String) {
        let output = Command::new(env!("CARGO"))
            .args([
                "check",
                "--offline",
                "--quiet",
                "--keep-going",
                "--workspace",
            ])
            .args(["--message-format", "json"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .output()
            .expect("cargo can be run");
        let lines = String::from_utf8_lossy(&output.stdout).into_owned();
        let messages: Vec<Value> = lines
            .lines()
            .filter_map(|line| serde_json::from_str(line).ok())
            .collect();
        let compiled = messages
            .iter()
            .filter(|message| message["reason"] == "compiler-artifact");
        let names = compiled.filter_map(|message| message["target"]["name"].as_str());
        let sites = names
            .filter(|name| name.starts_with("site-"))
            .map(str::to_owned)
            .collect();
        let errors: Vec<&str> = messages
            .iter()
            .filter(|message| message["message"]["level"] == "error")
            .filter_map(|message| message["message"]["rendered"].as_str())
            .collect();
        let said = format!(
            "{}\n{}",
            errors.join("\n"),
            String::from_utf8_lossy(&output.stderr)
        );
        (sites, said)
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => _ = fs::copy(entry.path(), target).unwrap(),
        }
    }
}

#[test]
fn source_verdicts_are_what_the_compiler_says() {
    let more = std::env::var("SOURCE_EDITS")
        .ok()
        .and_then(|count| count.parse().ok());
    let mut edits = named();
    edits.extend(harmless(more.unwrap_or(0)));
    let (compiled, said) = Sites::of(&edits).compiled();
    let mut wrong = Vec::new();
    for (number, edit) in edits.iter().enumerate() {
        let (verdict, rules) = judged(&edit.document).expect(&edit.name);
        let compiles = compiled.contains(&format!("site-{number}"));
        let name = &edit.name;
        match edit.rule {
            Some(rule) if !rules.contains(rule) => {
                wrong.push(format!("{name}: {rule} is not said, but {rules:?}"))
            }
            Some(rule) if compiles => {
                wrong.push(format!("{name}: {rule}, yet site-{number} compiles"))
            }
            None if verdict == Verdict::Breaking => {
                wrong.push(format!("{name}: said to break: {rules:?}"))
            }
            None if !compiles => wrong.push(format!(
                "{name}: said to go on compiling, and site-{number} doesn't"
            )),
            _ => {}
        }
    }
    println!(
        "source verdicts: {} documents, {} sites compile",
        edits.len(),
        compiled.len()
    );
    let covered: BTreeSet<&str> = edits.iter().filter_map(|edit| edit.rule).collect();
    let all = contract_compat::rules::all()
        .iter()
        .map(|rule| rule.id.as_str());
    let untried: Vec<&str> = all
        .filter(|id| id.starts_with("source-") && !covered.contains(id))
        .collect();
    assert_eq!(untried, Vec::<&str>::new(), "each source rule is tried");
    assert!(wrong.is_empty(), "{wrong:#?}\n{said}");
}
