//! `cargo codegen`.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use scheduler_codegen::{
    Error, Workspace,
    generate::{self, Change},
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
                    Change::Wrote(path) => println!("wrote {path}"),
                    Change::Removed(path) => println!("removed {path}"),
                }
            }
            if changes.is_empty() {
                println!("everything is up to date");
            }
            Ok(ExitCode::SUCCESS)
        }
    }
}
