//! The workspace under test.
#![allow(dead_code)]

pub(crate) mod checked;
pub(crate) mod copy;
pub(crate) mod repository;
pub(crate) mod schemas;
pub(crate) mod xml;

use std::path::{Path, PathBuf};

use serde_json::Value;

/// The top folder of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("codegen/ lies in the workspace")
        .to_owned()
}

/// openapi.json.
pub(crate) fn document() -> Value {
    let text = std::fs::read_to_string(root().join("openapi.json")).expect("openapi.json is there");
    serde_json::from_str(&text).expect("openapi.json is JSON")
}
