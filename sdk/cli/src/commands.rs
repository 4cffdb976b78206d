//! What can be typed.

use clap::{Arg, Command, value_parser};
use clap_complete::Shell;
use scheduler_sdk::types::TenantSlug;

use crate::{
    answers::Answers,
    fields,
    generated::cli::{Cli, CliCommand},
    session,
};

/// The server `cargo run` starts.
pub(crate) const LOCAL: &str = "http://127.0.0.1:8700";

const CODES: &str = "\
Exit codes:
  0  done
  1  the server refused; its code stands in the message
  2  the command line is wrong, or the call could not be put together
  3  contract drift: this program and the server were built from different contracts
  4  not reached, too slow, too many calls or unavailable: the same may succeed later";

/// The whole command line.
pub(crate) fn all() -> Command {
    let operations = CliCommand::iter().map(|operation| {
        let command = Cli::<Answers>::get_command(operation).name(name(operation));
        short(fields::added(session::added(of_tenant(command)), operation))
    });
    Command::new("scheduler")
        .version(env!("CARGO_PKG_VERSION"))
        .about("The scheduling API of Nexus on a command line: a subcommand an operation")
        .after_help(CODES)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(
            Arg::new("url")
                .long("url")
                .global(true)
                .env("SCHEDULER_URL")
                .default_value(LOCAL)
                .help("The scheduling server."),
        )
        .arg(
            Arg::new("stoken-file")
                .long("stoken-file")
                .global(true)
                .value_name("FILE")
                .help(
                    "A file with the stoken, or with what session-create printed; `-` is standard \
                     input. Without it the variable SCHEDULER_STOKEN counts.",
                ),
        )
        .arg(
            Arg::new("errors")
                .long("errors")
                .global(true)
                .value_parser(["text", "json"])
                .default_value("text")
                .help("How a failure is told on standard error."),
        )
        .subcommands(operations)
        .subcommand(of_tenant(
            Command::new("events")
                .about("Print what happens to the session's bookings, a line of JSON each")
                .arg(
                    Arg::new("slug")
                        .long("slug")
                        .value_parser(value_parser!(TenantSlug))
                        .required(true)
                        .help("The tenant."),
                )
                .arg(
                    Arg::new("after")
                        .long("after")
                        .value_parser(value_parser!(u64))
                        .help("Begin after the event of this id; 0 for all that are kept."),
                )
                .arg(
                    Arg::new("count")
                        .long("count")
                        .value_parser(value_parser!(u64).range(1..))
                        .help("End after so many events, instead of with the session."),
                ),
        ))
        .subcommand(
            Command::new("completions")
                .about("Print completions for a shell")
                .arg(
                    Arg::new("shell")
                        .required(true)
                        .value_parser(value_parser!(Shell)),
                ),
        )
}

/// The operation a subcommand stands for, if it is one of the contract's.
pub(crate) fn operation(command: &str) -> Option<CliCommand> {
    CliCommand::iter().find(|operation| name(*operation) == command)
}

fn name(operation: CliCommand) -> String {
    operation.operation_id().replace('_', "-")
}

fn of_tenant(command: Command) -> Command {
    if command.get_arguments().all(|it| it.get_id() != "slug") {
        return command;
    }
    command.mut_arg("slug", |slug| slug.env("SCHEDULER_TENANT"))
}

/// The list of subcommands shows a line of each, `--help` all of it.
fn short(command: Command) -> Command {
    let about = command.get_about().map(ToString::to_string);
    let Some(about) = about else { return command };
    let first = about.lines().next().unwrap_or_default().to_owned();
    command.about(first).long_about(about)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_command_line_is_sound() {
        super::all().debug_assert();
    }
}
