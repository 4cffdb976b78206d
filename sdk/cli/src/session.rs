//! The stoken: read from where no other process sees it, and kept the same way.

use std::{
    env, fs,
    io::{self, Read},
    path::PathBuf,
};

use clap::{Arg, ArgMatches, Command, value_parser};
use scheduler_sdk::Stoken;
use serde_json::Value;

use crate::failure::Failure;

const VARIABLE: &str = "SCHEDULER_STOKEN";

/// Bytes of a file that are read at most; an answer with a stoken in it has some hundred.
const LONGEST: u64 = 64 * 1024;

/// The stoken this program was given: by a file, or by the environment.
pub(crate) fn given(file: Option<&String>) -> Result<Option<Stoken>, Failure> {
    let text = match file.map(String::as_str) {
        Some("-") => {
            read(io::stdin()).map_err(|error| Failure::File("standard input".to_owned(), error))?
        }
        Some(path) => fs::File::open(path)
            .and_then(read)
            .map_err(|error| Failure::File(path.to_owned(), error))?,
        None => match env::var(VARIABLE) {
            Ok(text) => text,
            Err(_) => return Ok(None),
        },
    };
    let answer: Option<Value> = serde_json::from_str(&text).ok();
    let answered = answer
        .as_ref()
        .and_then(|json| json.pointer("/data/stoken"))
        .and_then(Value::as_str);
    Ok(Some(Stoken::new(answered.unwrap_or(text.trim()))?))
}

fn read(from: impl Read) -> io::Result<String> {
    let mut text = String::new();
    from.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

/// Adds `--save` to the operations that answer a stoken.
pub(crate) fn added(command: Command) -> Command {
    if !matches!(
        command.get_name(),
        "session-create" | "session-redeem" | "session-stream"
    ) {
        return command;
    }
    command.arg(
        Arg::new("save")
            .long("save")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help(
                "Write the answer to this file, readable by its owner alone, for --stoken-file, and \
                 print it without the stoken.",
            ),
    )
}

/// Where an answer with a stoken is to be kept.
pub(crate) fn to_keep(arguments: &ArgMatches) -> Option<PathBuf> {
    arguments
        .try_get_one::<PathBuf>("save")
        .ok()
        .flatten()
        .cloned()
}

/// Keeps an answer, and takes the stoken out of it.
pub(crate) fn keep(answer: &mut Value, file: &PathBuf) -> Result<(), Failure> {
    use std::io::Write as _;

    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(file)
        .and_then(|mut open| writeln!(open, "{answer}"))
        .map_err(|error| Failure::File(file.display().to_string(), error))?;
    if let Some(stoken) = answer.pointer_mut("/data/stoken") {
        *stoken = Value::String(format!("saved in {}", file.display()));
    }
    Ok(())
}
