//! A copy of the workspace with a history, checked against a server that answers its document.

use std::{
    fs,
    io::{Read as _, Write as _},
    net::TcpListener,
    thread,
};

use semver::Version;
use serde_json::{Value, json};

use super::{
    copy::{Copy, Ended},
    schemas,
};

/// A copy with a history. The server is asked over HTTP, so that it need not be built for each history.
pub(crate) struct Checked {
    pub(crate) copy: Copy,
    url: String,
}

/// A version, and what was different in it. `NOW` is today's version.
pub(crate) type Released<'a> = (&'a str, fn(&mut Value));

impl Checked {
    /// Releases by version; `change` makes them of today's document.
    pub(crate) fn with(history: &[Released<'_>]) -> Self {
        let copy = unreleased();
        let today = version(&copy).to_string();
        for (version, change) in history {
            let version = match *version {
                NOW => today.as_str(),
                version => version,
            };
            let mut document = parsed(&copy.read("openapi.json"));
            document["info"]["version"] = json!(version);
            change(&mut document);
            copy.write(
                &format!("contracts/history/{version}.json"),
                &format!("{document:#}\n"),
            );
        }
        let generated = copy.codegen(&["generate"]);
        assert_eq!(generated.code, Some(0), "{generated:#?}");
        let url = serve(copy.read("openapi.json"));
        Self { copy, url }
    }

    pub(crate) fn check(&self, arguments: &[&str]) -> Ended {
        let mut all = vec!["check", "--server", &self.url];
        all.extend(arguments);
        self.copy.codegen(&all)
    }

    /// The findings as JSON.
    pub(crate) fn findings(&self, arguments: &[&str]) -> Vec<Value> {
        let mut all = vec!["--format", "json"];
        all.extend(arguments);
        let ended = self.check(&all);
        let report = ended.json();
        schemas::assert_valid(&schemas::check(), &report);
        let findings = report["findings"].as_array().expect("a list").clone();
        assert_eq!(
            ended.code,
            Some(i32::from(!findings.is_empty())),
            "{ended:#?}"
        );
        findings
    }

    pub(crate) fn accept(&self, entries: &str) -> &Self {
        self.copy.write("contracts/accepted.toml", entries);
        self
    }
}

/// Today's version, in a history.
pub(crate) const NOW: &str = "now";

/// A copy as if nothing had ever been released or accepted.
pub(crate) fn unreleased() -> Copy {
    let copy = Copy::fresh();
    let folder = copy.folder().join("contracts/history");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder can be made");
    for file in ["contracts/accepted.toml", "CHANGELOG.md"] {
        let _ = fs::remove_file(copy.folder().join(file));
    }
    copy
}

/// The version of today's contract.
pub(crate) fn version(copy: &Copy) -> Version {
    let document = parsed(&copy.read("openapi.json"));
    let version = document["info"]["version"].as_str().expect("a version");
    version.parse().expect("a semantic version")
}

pub(crate) fn parsed(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

pub(crate) fn rules(findings: &[Value]) -> Vec<&str> {
    findings
        .iter()
        .filter_map(|finding| finding["rule"].as_str())
        .collect()
}

pub(crate) fn entry(id: &str, rest: &str) -> String {
    format!("[[accepted]]\nid = \"{id}\"\n{rest}\n")
}

/// Answers every request with a document.
fn serve(document: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let address = listener.local_addr().expect("the listener has an address");
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.expect("a request comes");
            let _ = stream.read(&mut [0; 4096]);
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{document}",
                document.len()
            );
        }
    });
    format!("http://{address}")
}

pub(crate) fn same(_: &mut Value) {}

/// The old contract took longer notes.
pub(crate) fn longer_note(document: &mut Value) {
    raise(document, "note");
}

/// The old contract took longer notes and longer names.
pub(crate) fn longer_texts(document: &mut Value) {
    raise(document, "note");
    raise(document, "customerName");
}

pub(crate) fn raise(document: &mut Value, property: &str) {
    let place = format!("/components/schemas/BookingCreate/properties/{property}/maxLength");
    *document.pointer_mut(&place).expect("the text has a limit") = json!(9_000);
}

/// The old contract had one operation less.
pub(crate) fn one_operation_less(document: &mut Value) {
    let paths = document["paths"].as_object_mut().expect("paths");
    paths
        .remove("/api/contract")
        .expect("the contract can be viewed");
}
