//! What the contract and the server say of themselves.

use std::time::Duration;

use serde_json::Value;

use super::Options;
use crate::{
    Error, Workspace,
    cargo::{self, Build, CompilerError, Program},
    document,
};

const LARGEST_DOCUMENT: u64 = 32 << 20;
const PATIENCE: Duration = Duration::from_secs(10);

/// What was printed or answered.
pub(super) enum Printed {
    Document {
        json: Value,
        text: String,
    },
    NotCompiled,
    /// Nothing, or no document; a failure says why.
    Nothing,
}

impl Printed {
    pub(super) fn document(&self) -> Option<&Value> {
        match self {
            Self::Document { json, .. } => Some(json),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Document { text, .. } => Some(text),
            _ => None,
        }
    }
}

pub(super) struct Observed {
    pub(super) contract: Printed,
    pub(super) server: Printed,
    pub(super) compiler: Vec<CompilerError>,
    pub(super) failures: Vec<Error>,
}

/// Builds and asks the contract and the server; a live server is asked over HTTP.
pub(super) fn observe(workspace: &Workspace, options: &Options) -> Observed {
    let mut failures = Vec::new();
    let programs: &[Program] = match options.server {
        Some(_) => &[Program::Contract],
        None => &[Program::Contract, Program::Server],
    };
    let build = cargo::build(workspace, programs).unwrap_or_else(|error| {
        failures.push(error);
        Build::default()
    });
    let is_built = failures.is_empty();
    let mut ask = |program: Program| {
        if !is_built {
            return Printed::Nothing;
        }
        match build.run(workspace, program) {
            Ok(None) => Printed::NotCompiled,
            Ok(Some(text)) => read(program.command(), text, &mut failures),
            Err(error) => {
                failures.push(error);
                Printed::Nothing
            }
        }
    };
    let contract = ask(Program::Contract);
    let server = match &options.server {
        None => ask(Program::Server),
        Some(url) => match fetch(url) {
            Ok(text) => read(url.clone(), text, &mut failures),
            Err(error) => {
                failures.push(error);
                Printed::Nothing
            }
        },
    };
    Observed {
        contract,
        server,
        compiler: build.errors,
        failures,
    }
}

fn read(origin: String, text: String, failures: &mut Vec<Error>) -> Printed {
    let reason = match serde_json::from_str::<Value>(&text) {
        Ok(json) if json.get("openapi").is_some() => {
            return Printed::Document {
                json: document::sorted(&json),
                text,
            };
        }
        Ok(_) => "it has no `openapi`".to_owned(),
        Err(_) if text.trim().is_empty() => "it is empty".to_owned(),
        Err(error) => error.to_string(),
    };
    failures.push(Error::not_a_document(
        format!("what {origin} answers"),
        reason,
    ));
    Printed::Nothing
}

/// The document of a running server.
fn fetch(url: &str) -> Result<String, Error> {
    let url = format!("{}/openapi.json", url.trim_end_matches('/'));
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .build()
        .into();
    agent
        .get(&url)
        .call()
        .and_then(|mut answer| {
            answer
                .body_mut()
                .with_config()
                .limit(LARGEST_DOCUMENT)
                .read_to_string()
        })
        .map_err(|error| Error::Server {
            url,
            reason: error.to_string(),
        })
}
