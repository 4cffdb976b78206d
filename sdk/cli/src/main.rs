//! `scheduler`: the scheduling API for operators and scripts, a subcommand an operation.
//!
//! Arguments and calls are generated from `openapi.json`; this program adds what a shell needs: where
//! the server is, a session that never stands in the list of processes, contacts and changes without
//! a file of JSON, live events, completions, and exit codes. Answers are JSON on standard output,
//! failures are told on standard error. It knows the SDK and nothing beneath it.
//!
//! In the order of a call:
//! - `commands`: what can be typed; `generated`: what of it comes from the document
//! - `session`: the stoken, from a file or the environment, and back into a file
//! - `answers`: what is printed; `fields`: bodies by arguments; `events`: what happens, line by line
//! - `failure`: what went wrong, and the exit code that says so

mod answers;
mod commands;
mod events;
mod failure;
mod fields;
mod generated;
mod session;

use std::{io, process::ExitCode};

use clap::ArgMatches;
use clap_complete::Shell;
use generated::cli::Cli;
use scheduler_sdk::{Client, Settings};

use crate::{answers::Answers, failure::Failure};

fn main() -> ExitCode {
    let matches = commands::all().get_matches();
    match run(&matches) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let json = matches
                .get_one::<String>("errors")
                .is_some_and(|format| format == "json");
            eprintln!("{}", failure.told(json));
            failure.exit_code()
        }
    }
}

fn run(matches: &ArgMatches) -> Result<(), Failure> {
    let Some((name, arguments)) = matches.subcommand() else {
        return Ok(());
    };
    if let Some(shell) = arguments.try_get_one::<Shell>("shell").ok().flatten() {
        clap_complete::generate(*shell, &mut commands::all(), "scheduler", &mut io::stdout());
        return Ok(());
    }
    let url = matches
        .get_one::<String>("url")
        .map_or(commands::LOCAL, String::as_str);
    let stoken = session::given(matches.get_one("stoken-file"))?;
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::System)?
        .block_on(async {
            let client = Client::connect(url, Settings::new().stoken(stoken))?;
            match commands::operation(name) {
                Some(operation) => {
                    let answers = Answers::new(session::to_keep(arguments));
                    let program = Cli::new(client, answers);
                    let done = program.execute(operation, arguments).await;
                    done.map_err(Failure::of_call)
                }
                None => events::print(&client, arguments).await,
            }
        })
}
