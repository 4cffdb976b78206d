//! The stoken: read from where no other process sees it, and kept the same way.

use std::{
    env, fs,
    io::{self, Read, Write as _},
    path::{Path, PathBuf},
};

use clap::{Arg, ArgMatches, Command, value_parser};
use scheduler_sdk::Stoken;
use serde_json::Value;
use tempfile::NamedTempFile;

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
pub(crate) fn keep(answer: &mut Value, file: &Path) -> Result<(), Failure> {
    write(answer, file).map_err(|error| Failure::File(file.display().to_string(), error))?;
    if let Some(stoken) = answer.pointer_mut("/data/stoken") {
        *stoken = Value::String(format!("saved in {}", file.display()));
    }
    Ok(())
}

/// Writes a new file, its owner's alone, and puts it in place of the one there may be: that one may be
/// readable by others, or open in another program.
fn write(answer: &Value, file: &Path) -> io::Result<()> {
    let folder = match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let mut new = NamedTempFile::new_in(folder)?;
    writeln!(new, "{answer}")?;
    new.persist(file)?;
    Ok(())
}

#[cfg(all(test, unix))]
#[allow(clippy::expect_used, reason = "a test ends where this fails")]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_stoken_is_kept_from_others_even_in_a_file_that_was_open_to_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("stoken.json");
        fs::write(&file, "before").expect("a file");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).expect("permissions");
        let mut answer = serde_json::json!({ "data": { "stoken": "nxs_secret" } });
        keep(&mut answer, &file).expect("kept");
        let mode = fs::metadata(&file).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(!answer.to_string().contains("nxs_secret"));
        let kept = given(Some(&file.display().to_string())).expect("readable");
        assert_eq!(kept, Stoken::new("nxs_secret").ok());
    }
}
