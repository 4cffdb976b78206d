//! Parts of a body that are one of several things, by arguments instead of a file.

use chrono::{DateTime, Utc};
use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command, value_parser};
use scheduler_sdk::types::{Change, Contact, StaffId};

use crate::generated::cli::CliCommand;

/// Adds an operation's arguments of this kind.
pub(crate) fn added(command: Command, operation: CliCommand) -> Command {
    match operation {
        CliCommand::SessionCreate => contacts(command).mut_arg("json-body", |file| {
            file.required(false).required_unless_present("contact")
        }),
        CliCommand::BookingCreate => contacts(command),
        CliCommand::BookingChange => changes(command).mut_arg("json-body", |file| {
            file.required(false).required_unless_present("change")
        }),
        _ => command,
    }
}

fn contacts(command: Command) -> Command {
    command
        .arg(
            Arg::new("email")
                .long("email")
                .value_name("ADDRESS")
                .help("The customer's email address."),
        )
        .arg(
            Arg::new("phone")
                .long("phone")
                .value_name("NUMBER")
                .help("The customer's phone number in E.164 form, such as +4915112345678."),
        )
        .group(ArgGroup::new("contact").args(["email", "phone"]))
}

fn changes(command: Command) -> Command {
    command
        .arg(
            Arg::new("cancel")
                .long("cancel")
                .action(ArgAction::SetTrue)
                .help("Call the booking off."),
        )
        .arg(
            Arg::new("reason")
                .long("reason")
                .requires("cancel")
                .help("Why, if the customer says so."),
        )
        .arg(
            Arg::new("reschedule")
                .long("reschedule")
                .value_name("START")
                .value_parser(value_parser!(DateTime<Utc>))
                .help("Move it to the slot that starts then, such as 2027-01-02T09:00:00Z."),
        )
        .arg(
            Arg::new("staff-id")
                .long("staff-id")
                .requires("reschedule")
                .value_parser(value_parser!(StaffId))
                .help("With whom; the same person if they are free, if left out."),
        )
        .group(ArgGroup::new("change").args(["cancel", "reschedule"]))
}

/// The contact that was typed.
pub(crate) fn contact(matches: &ArgMatches) -> Option<Contact> {
    let typed = |name: &str| matches.get_one::<String>(name).cloned();
    match (typed("email"), typed("phone")) {
        (Some(address), _) => Some(Contact::Email { address }),
        (None, Some(number)) => Some(Contact::Phone { number }),
        (None, None) => None,
    }
}

/// The change that was typed.
pub(crate) fn change(matches: &ArgMatches) -> Option<Change> {
    if matches.get_flag("cancel") {
        return Some(Change::Cancel {
            reason: matches.get_one::<String>("reason").cloned(),
        });
    }
    Some(Change::Reschedule {
        start: *matches.get_one::<DateTime<Utc>>("reschedule")?,
        staff_id: matches.get_one::<StaffId>("staff-id").copied(),
    })
}
