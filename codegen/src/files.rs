//! Every file that is generated from the document.

use contract_compat::Document;
use serde_json::Value;

use crate::{Error, sdk, tables, tables::Release};

/// The folders that hold generated files and nothing else.
pub const FOLDERS: [&str; 4] = [
    "sdk/src/generated",
    "sdk/cli/src/generated",
    "sdk/mock/src/generated",
    "server/src/generated",
];

const NOTICE: &str = "// @generated from openapi.json by `cargo codegen generate`; edits are refused by `cargo codegen check`.\n";

/// A file and the text it must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// From the workspace's top folder, with `/` between folders.
    pub path: &'static str,
    /// All of it.
    pub text: String,
}

/// The files of a document, the same on every machine.
///
/// # Errors
/// When the document can't become an SDK.
pub fn of(document: &Value, releases: &[Release]) -> Result<Vec<GeneratedFile>, Error> {
    let document = Document::parse(crate::document::sorted(document))
        .map_err(|error| Error::not_a_document(crate::workspace::DOCUMENT, error))?;
    let json = document.root();
    let client = sdk::client(json)?;
    Ok(vec![
        module(
            "sdk/src/generated/mod.rs",
            &["answers", "blocking", "client", "contract"],
        ),
        rust(
            "sdk/src/generated/answers.rs",
            &sdk::answers(&client, json)?,
        )?,
        rust(
            "sdk/src/generated/blocking.rs",
            &sdk::blocking(&client, json)?,
        )?,
        rust("sdk/src/generated/client.rs", &client)?,
        rust("sdk/src/generated/contract.rs", &tables::sdk(&document)?)?,
        module("sdk/cli/src/generated/mod.rs", &["cli"]),
        rust("sdk/cli/src/generated/cli.rs", &sdk::cli(json)?)?,
        module("sdk/mock/src/generated/mod.rs", &["mock_server"]),
        rust("sdk/mock/src/generated/mock_server.rs", &sdk::mock(json)?)?,
        module("server/src/generated/mod.rs", &["contract"]),
        rust(
            "server/src/generated/contract.rs",
            &tables::server(&document, releases)?,
        )?,
    ])
}

/// Lints are for those who write; rustfmt and prettyplease differ in places.
fn module(path: &'static str, modules: &[&str]) -> GeneratedFile {
    let mut text = format!(
        "{NOTICE}//! Generated from `openapi.json`.\n\
         #![cfg_attr(rustfmt, rustfmt_skip)]\n\
         #![allow(clippy::all, clippy::pedantic, clippy::restriction, rustdoc::all)]\n\
         #![allow(deprecated, missing_docs, unreachable_pub, unused_imports, unused_variables)]\n\n"
    );
    for module in modules {
        text.push_str(&format!("pub mod {module};\n"));
    }
    GeneratedFile { path, text }
}

fn rust(path: &'static str, file: &syn::File) -> Result<GeneratedFile, Error> {
    let text = progenitor_impl::space_out_items(prettyplease::unparse(file))
        .map_err(|error| Error::Client(error.to_string()))?;
    Ok(GeneratedFile {
        path,
        text: format!("{NOTICE}{text}"),
    })
}
