//! `contracts/accepted.toml`: breaks that `check` is to pass over, each with its reason and its end.
//!
//! ```toml
//! [[accepted]]
//! id = "9f2c01d2a3b4"
//! reason = "nobody has called it since the beta"
//! expires = "2.0.0"
//! ```
//!
//! `rule` may be added, so that a reader knows what is accepted; it must then be the finding's rule.

use contract_compat::rules;
use semver::Version;
use serde::Deserialize;

/// The file, from the workspace's top folder.
pub const FILE: &str = "contracts/accepted.toml";
const ID_LENGTH: usize = 12;

/// One accepted break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The finding's id.
    pub id: String,
    /// The rule it was found by, if it is named.
    pub rule: Option<String>,
    /// Why it is accepted.
    pub reason: String,
    /// From this version on it isn't.
    pub expires: Version,
    /// Its line in the file.
    pub line: Option<usize>,
}

/// An entry, or the file, that can't be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The entry's id as it is written, or its number.
    pub entry: String,
    /// What is wrong, and what to write.
    pub reason: String,
    /// Whether it is the rule that is unknown.
    pub is_rule: bool,
    /// The line, if it is known.
    pub line: Option<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<toml::Spanned<toml::Table>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    reason: String,
    expires: String,
    rule: Option<String>,
}

/// Reads the file's text: what is understood, and what isn't.
#[must_use]
pub fn read(text: &str) -> (Vec<Entry>, Vec<Mistake>) {
    let file: File = match toml::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let mistake = Mistake {
                entry: "the file".to_owned(),
                reason: format!(
                    "{}; write `[[accepted]]` with id, reason and expires",
                    error.message()
                ),
                is_rule: false,
                line: error.span().map(|span| line_of(text, span.start)),
            };
            return (Vec::new(), vec![mistake]);
        }
    };
    let mut entries: Vec<Entry> = Vec::new();
    let mut mistakes = Vec::new();
    for (index, table) in file.accepted.into_iter().enumerate() {
        let line = Some(line_of(text, table.span().start));
        let table = table.into_inner();
        let name = match table.get("id").and_then(toml::Value::as_str) {
            Some(id) => format!("`{id}`"),
            None => format!("number {}", index + 1),
        };
        let mut mistaken = |reason: String, is_rule: bool| {
            mistakes.push(Mistake {
                entry: name.clone(),
                reason,
                is_rule,
                line,
            });
        };
        match entry(table, line) {
            Err(reason) => mistaken(reason, false),
            Ok(entry)
                if entry
                    .rule
                    .as_deref()
                    .is_some_and(|rule| rules::find(rule).is_none()) =>
            {
                let rule = entry.rule.unwrap_or_default();
                mistaken(
                    format!("there is no rule `{rule}`; `cargo codegen explain --list` has all"),
                    true,
                );
            }
            Ok(entry) if entries.iter().any(|other| other.id == entry.id) => {
                mistaken("it stands there twice; remove one".to_owned(), false);
            }
            Ok(entry) => entries.push(entry),
        }
    }
    (entries, mistakes)
}

fn entry(table: toml::Table, line: Option<usize>) -> Result<Entry, String> {
    let written: Written = table.try_into().map_err(|error: toml::de::Error| {
        format!("{}; write id, reason and expires", error.message())
    })?;
    let is_hex = |digit: char| digit.is_ascii_digit() || ('a'..='f').contains(&digit);
    if written.id.len() != ID_LENGTH || !written.id.chars().all(is_hex) {
        return Err(
            "its id is not a finding's; copy the 12 hex digits that `check` tells".to_owned(),
        );
    }
    if written.reason.trim().is_empty() {
        return Err("it has no reason; say why this break is accepted".to_owned());
    }
    let expires = Version::parse(&written.expires)
        .map_err(|error| format!("`expires = \"{}\"` is no version: {error}", written.expires))?;
    Ok(Entry {
        id: written.id,
        rule: written.rule,
        reason: written.reason.trim().to_owned(),
        expires,
        line,
    })
}

fn line_of(text: &str, offset: usize) -> usize {
    text.bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn an_entry_has_an_id_a_reason_and_an_end() {
        let (entries, mistakes) = read(
            "[[accepted]]\nid = \"0123456789ab\"\nreason = \" known \"\nexpires = \"2.0.0\"\n",
        );
        assert_eq!(mistakes, []);
        assert_eq!(entries[0].reason, "known");
        assert_eq!(entries[0].line, Some(1));
    }

    #[test]
    fn what_is_not_understood_is_named_by_entry() {
        for (fields, expected) in [
            (
                "id = \"xyz\"\nreason = \"r\"\nexpires = \"2.0.0\"",
                "12 hex digits",
            ),
            (
                "id = \"0123456789ab\"\nreason = \" \"\nexpires = \"2.0.0\"",
                "no reason",
            ),
            (
                "id = \"0123456789ab\"\nexpires = \"2.0.0\"",
                "missing field `reason`",
            ),
            (
                "id = \"0123456789ab\"\nreason = \"r\"\nexpires = \"soon\"",
                "no version",
            ),
            (
                "id = \"0123456789ab\"\nreason = \"r\"\nexpires = \"2.0.0\"\nwho = 1",
                "unknown field",
            ),
            (
                "id = \"0123456789ab\"\nreason = \"r\"\nexpires = \"2.0.0\"\nrule = \"no-rule\"",
                "no rule `no-rule`",
            ),
        ] {
            let (entries, mistakes) = read(&format!("\n[[accepted]]\n{fields}\n"));
            assert_eq!(entries, [], "{fields}");
            assert!(mistakes[0].reason.contains(expected), "{mistakes:?}");
            assert_eq!(mistakes[0].line, Some(2), "{mistakes:?}");
        }
        let (_, mistakes) = read("[[accepted]\n");
        assert_eq!(mistakes[0].entry, "the file");
    }
}
