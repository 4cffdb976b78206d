//! Every generated file ↔ openapi.json.

use std::collections::BTreeSet;

use super::{Finding, Rule, finding::diff};
use crate::{
    Error, Workspace,
    files::{self, GeneratedFile},
    shop,
    workspace::DOCUMENT,
};

const LONGEST_DIFF: usize = 16;

/// What came of the comparison.
pub(super) struct Generated {
    pub(super) findings: Vec<Finding>,
    /// Whether files follow the contract where openapi.json doesn't: then openapi.json is what was edited.
    pub(super) follow_contract: bool,
}

impl Generated {
    /// Compares the files there are with those the document generates. Where one differs, `by_contract` says what the
    /// contract would generate: a file that follows it is right, and openapi.json is wrong.
    pub(super) fn compare(
        workspace: &Workspace,
        by_document: Option<Result<Vec<GeneratedFile>, Error>>,
        by_contract: impl Fn() -> Option<Vec<GeneratedFile>>,
    ) -> Result<Self, Error> {
        let mut findings = Vec::new();
        let by_document = match by_document {
            Some(Ok(files)) => Some(files),
            Some(Err(error)) => {
                let message = error.to_string();
                findings.push(Finding::new(Rule::SdkNotGenerated, DOCUMENT, message));
                None
            }
            None => None,
        };
        let mut follow_contract = false;
        let expected = match by_document {
            Some(files) => {
                let differing = differing(workspace, &files)?;
                if differing.is_empty() {
                    files
                } else {
                    match by_contract() {
                        Some(others) => {
                            let others_differing = self::differing(workspace, &others)?;
                            follow_contract = !differing.is_subset(&others_differing);
                            if follow_contract { others } else { files }
                        }
                        None => files,
                    }
                }
            }
            None => by_contract().unwrap_or_default(),
        };
        for file in &expected {
            findings.extend(told(workspace, file)?);
        }
        if !expected.is_empty() {
            findings.extend(left_over(workspace, &expected)?);
        }
        Ok(Self {
            findings,
            follow_contract,
        })
    }
}

/// The catalogue client's files ↔ its queries.
pub(super) fn of_shop(workspace: &Workspace) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    match shop::files(workspace) {
        Ok(files) => {
            for file in &files {
                findings.extend(told(workspace, file)?);
            }
        }
        Err(error @ Error::Query { .. }) => {
            let message = error.to_string();
            findings.push(
                Finding::new(Rule::SdkNotGenerated, shop::QUERIES, message)
                    .in_file(shop::QUERIES, None),
            );
        }
        Err(error) => return Err(error),
    }
    Ok(findings)
}

fn differing(
    workspace: &Workspace,
    files: &[GeneratedFile],
) -> Result<BTreeSet<&'static str>, Error> {
    let mut paths = BTreeSet::new();
    for file in files {
        if workspace.read(file.path)?.as_ref() != Some(&file.text) {
            paths.insert(file.path);
        }
    }
    Ok(paths)
}

fn told(workspace: &Workspace, file: &GeneratedFile) -> Result<Option<Finding>, Error> {
    let path = file.path;
    let Some(present) = workspace.read(path)? else {
        let message = format!("{path} is not there");
        return Ok(Some(
            Finding::new(Rule::GeneratedMissing, path, message).in_file(path, None),
        ));
    };
    if present == file.text {
        return Ok(None);
    }
    let line = present
        .lines()
        .zip(file.text.lines())
        .position(|(present, expected)| present != expected)
        .unwrap_or_else(|| present.lines().count().min(file.text.lines().count()));
    let item = item_around(&file.text, line);
    let within = item
        .as_ref()
        .map(|item| format!(", in {item}"))
        .unwrap_or_default();
    let message = format!(
        "{path} differs from line {} on{within}: it was edited by hand or is out of date",
        line + 1
    );
    let mut finding = Finding::new(Rule::GeneratedEdited, path, message)
        .in_file(path, Some(line + 1))
        .of_operation(item.as_ref().and_then(Item::operation));
    finding.diff = Some(diff(
        ("as it is", &present),
        ("as it is generated", &file.text),
        LONGEST_DIFF,
    ));
    Ok(Some(finding))
}

fn left_over(workspace: &Workspace, expected: &[GeneratedFile]) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    for folder in files::FOLDERS {
        for path in workspace.files(folder)? {
            if expected.iter().all(|file| file.path != path) {
                let message = format!(
                    "{path} is not generated: {folder}/ holds generated files and nothing else"
                );
                findings.push(
                    Finding::new(Rule::GeneratedUnknown, path.clone(), message).in_file(path, None),
                );
            }
        }
    }
    Ok(findings)
}

/// What a line of generated Rust belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Item {
    Operation(String),
    Type(String),
}

impl Item {
    fn operation(&self) -> Option<&str> {
        match self {
            Self::Operation(id) => Some(id),
            Self::Type(_) => None,
        }
    }
}

impl std::fmt::Display for Item {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Operation(id) => write!(f, "operation `{id}`"),
            Self::Type(name) => write!(f, "type `{name}`"),
        }
    }
}

/// The operation or type whose code surrounds a line: the modules `builder` and `operations` are named after
/// operations, `types` after types, tables have `id: "…"`.
fn item_around(text: &str, line: usize) -> Option<Item> {
    let before: Vec<&str> = text.lines().take(line + 1).collect();
    let module = before
        .iter()
        .rev()
        .find_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(" {"));
    before.iter().rev().find_map(|line| {
        let trimmed = line.trim_start();
        if let Some(id) = trimmed.strip_prefix("id: \"") {
            return Some(Item::Operation(id.trim_end_matches("\",").to_owned()));
        }
        let name = ["pub struct ", "pub enum ", "impl ", "impl<"]
            .iter()
            .find_map(|start| trimmed.strip_prefix(start))
            .map(declared_name)?;
        match module {
            Some("types") => Some(Item::Type(name)),
            Some("builder") => Some(Item::Operation(snake_case(&name))),
            Some("operations") => Some(Item::Operation(snake_case(
                name.trim_end_matches("When").trim_end_matches("Then"),
            ))),
            _ => None,
        }
    })
}

/// The type's name in what follows `struct`, `enum` or `impl`.
fn declared_name(rest: &str) -> String {
    let target = rest.rsplit(" for ").next().unwrap_or(rest);
    let target = match target.split_once("> ") {
        Some((generics, rest)) if generics.starts_with('\'') => rest,
        _ => target,
    };
    target
        .chars()
        .take_while(|character| character.is_alphanumeric() || *character == '_')
        .collect()
}

fn snake_case(name: &str) -> String {
    let mut out = String::new();
    for (index, letter) in name.chars().enumerate() {
        if index > 0 && letter.is_uppercase() {
            out.push('_');
        }
        out.extend(letter.to_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Item, item_around};

    #[test]
    fn a_line_is_named_after_what_surrounds_it() {
        let text = "pub mod types {\n    pub struct Booking {\n        pub id: u8,\n    }\n}\n\
                    pub mod builder {\n    impl<'a> BookingCreate<'a> {\n        pub fn slug() {}\n    }\n}\n\
                    pub mod operations {\n    impl SlotListWhen {\n    }\n}\n";
        let item = |line| item_around(text, line);
        assert_eq!(item(2), Some(Item::Type("Booking".to_owned())));
        assert_eq!(item(7), Some(Item::Operation("booking_create".to_owned())));
        assert_eq!(item(12), Some(Item::Operation("slot_list".to_owned())));
    }

    #[test]
    fn a_row_of_a_table_is_named_after_its_operation() {
        let text = "pub const OPERATIONS: &[Operation] = &[\n    Operation {\n        id: \"slot_list\",\n        fingerprint: \"0\",\n";
        assert_eq!(
            item_around(text, 3),
            Some(Item::Operation("slot_list".to_owned()))
        );
    }
}
