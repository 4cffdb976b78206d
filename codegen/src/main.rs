//! `cargo codegen`.

use std::{io::Write as _, process::ExitCode};

use clap::{Parser, Subcommand};
use scheduler_codegen::{
    Error, Workspace,
    check::{self, Options},
    generate::{self, Change},
    report::{self, Format},
};

/// Keeps the contract, openapi.json, the SDK and the server the same.
#[derive(Parser)]
#[command(name = "cargo codegen", bin_name = "cargo codegen")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write openapi.json from the contract, and the SDK, its mock server and the server's tables from openapi.json
    Generate,
    /// Fail if contract, openapi.json, server and generated files have drifted apart
    ///
    /// Exits with 0 if they agree, 1 if they have drifted, 2 if not everything could be compared.
    Check {
        /// How to tell what has drifted
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// Base URL of a running server to check in place of the compiled one
        #[arg(long, value_name = "URL")]
        server: Option<String>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Error> {
    let here = std::env::current_dir().map_err(|source| Error::Read {
        path: ".".into(),
        source,
    })?;
    let workspace = Workspace::containing(&here)?;
    match command {
        Command::Generate => {
            let changes = generate::generate(&workspace)?;
            for change in &changes {
                match change {
                    Change::Wrote(path) => say(&format!("wrote {path}\n")),
                    Change::Removed(path) => say(&format!("removed {path}\n")),
                }
            }
            if changes.is_empty() {
                say("everything is up to date\n");
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Check { format, server } => {
            let report = check::check(&workspace, &Options { server })?;
            say(&report::render(&report, format));
            Ok(
                match (report.failures.is_empty(), report.findings.is_empty()) {
                    (false, _) => ExitCode::from(2),
                    (true, false) => ExitCode::from(1),
                    (true, true) => ExitCode::SUCCESS,
                },
            )
        }
    }
}

/// The exit code says what matters, so a reader that went away (`… | head`) is no failure.
fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
