//! The statements a booking runs, as the database heard them, made into a script for pgbench.
//!
//! Nobody writes them down: two bookings are recorded, and what differs between them is what each
//! transaction of the script makes anew.

use std::{fmt::Write as _, fs, path::PathBuf};

use serde_json::Value;

/// Settings of a cluster that logs as JSON what it is told to log.
pub const SETTINGS: &str =
    "-c logging_collector=on -c log_destination=jsonlog -c log_filename=heard.log";

/// A statement, and what was given with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// With numbered parameters.
    pub text: String,
    /// `None` is null.
    pub parameters: Vec<Option<String>>,
}

/// The log of a cluster started with [`SETTINGS`].
pub struct Heard {
    file: PathBuf,
    read: usize,
}

impl Heard {
    /// What a cluster in a folder hears from now on.
    #[must_use]
    pub fn from_now(cluster: &std::path::Path) -> Self {
        let file = cluster.join("data/log/heard.json");
        let read = fs::read_to_string(&file).map_or(0, |log| log.len());
        Self { file, read }
    }

    /// The statements heard since the last time, in order.
    ///
    /// # Panics
    /// When the log can't be read.
    pub fn statements(&mut self) -> Vec<Statement> {
        let log = fs::read_to_string(&self.file).expect("the cluster logs");
        let new = log.get(self.read..).unwrap_or_default();
        self.read = log.len();
        new.lines()
            .filter_map(|line| statement(&serde_json::from_str(line).ok()?))
            .collect()
    }
}

fn statement(line: &Value) -> Option<Statement> {
    let message = line["message"].as_str()?;
    let text = match message.strip_prefix("statement: ") {
        Some(text) => text,
        None => message.strip_prefix("execute ")?.split_once(": ")?.1,
    };
    // What a connection is set up with, when it happens to be new.
    if text.starts_with("SET ") {
        return None;
    }
    let detail = line["detail"].as_str().unwrap_or_default();
    let detail = detail.strip_prefix("parameters: ").unwrap_or_default();
    Some(Statement {
        text: text.to_owned(),
        parameters: parameters(detail),
    })
}

/// `$1 = 'it''s', $2 = NULL`
fn parameters(mut detail: &str) -> Vec<Option<String>> {
    let mut found = Vec::new();
    while let Some((_, rest)) = detail.split_once(" = ") {
        let Some(mut quoted) = rest.strip_prefix('\'') else {
            found.push(None);
            detail = rest;
            continue;
        };
        let mut value = String::new();
        while let Some((part, rest)) = quoted.split_once('\'') {
            value.push_str(part);
            quoted = rest;
            match quoted.strip_prefix('\'') {
                Some(rest) => {
                    value.push('\'');
                    quoted = rest;
                }
                None => break,
            }
        }
        found.push(Some(value));
        detail = quoted;
    }
    found
}

/// What a script must know to make every transaction a booking of its own.
pub struct Varying<'a> {
    /// The id of the member of staff of the first recording: each client has another.
    pub member: &'a str,
    /// From which instant on, in microseconds, an instant is of the appointment and not of the call.
    pub later: i64,
}

/// A script that runs what two bookings ran alike. It takes the variables `run`, which no two runs of
/// it share, and `far`, in microseconds: how far behind the recorded appointment its own begin.
///
/// # Panics
/// When the two bookings didn't run the same statements.
#[must_use]
pub fn script(one: &[Statement], other: &[Statement], varying: &Varying<'_>) -> String {
    let texts = |statements: &[Statement]| -> Vec<String> {
        statements.iter().map(|it| it.text.clone()).collect()
    };
    assert_eq!(
        texts(one),
        texts(other),
        "two bookings run the same statements"
    );
    // As `practice::nth_start` does.
    let mut script = String::from(
        "\\set k :k + 1\n\
         \\set member :client_id\n\
         \\set u :run * 1000000000 + :client_id * 10000000 + :k\n\
         \\set slot :far + (:k % 700) * 86400000000 + (:k / 700) * 1800000000\n",
    );
    for (one, other) in one.iter().zip(other) {
        let mut text = one.text.replace('\n', " ");
        // From the last on, so that `$1` doesn't meet `$10`.
        for (index, value) in one.parameters.iter().enumerate().rev() {
            let other = other.parameters.get(index).cloned().flatten();
            let written = match (value, other) {
                (Some(value), Some(other)) => written(value, &other, varying),
                (Some(value), None) => literal(value),
                (None, _) => "NULL".to_owned(),
            };
            text = text.replace(&format!("${}", index + 1), &written);
        }
        let _ = writeln!(script, "{};", text.trim().trim_end_matches(';'));
    }
    script
}

fn written(value: &str, other: &str, varying: &Varying<'_>) -> String {
    if value == other || value.starts_with('{') {
        return literal(value);
    }
    if let (Ok(number), Ok(_)) = (value.parse::<i64>(), other.parse::<i64>()) {
        return match number >= varying.later {
            true => format!("({number}::bigint + :slot)"),
            false => literal(value),
        };
    }
    let mut parts = Vec::new();
    let mut rest = value;
    while let Some(at) = first_uuid(rest) {
        let (before, from) = rest.split_at(at);
        let (id, after) = from.split_at(UUID);
        let (kept, last) = id.split_at(UUID - 12);
        parts.push(literal(before));
        if id == varying.member {
            parts.push(format!("{} || lpad(:member::text, 12, '0')", literal(kept)));
        } else if other.contains(id) {
            parts.push(literal(&format!("{kept}{last}")));
        } else {
            parts.push(format!("{} || lpad(:u::text, 12, '0')", literal(kept)));
        }
        rest = after;
    }
    parts.push(literal(rest));
    if !parts.iter().any(|part| part.contains("lpad")) {
        parts.push(":u::text".to_owned());
    }
    format!("({})", parts.join(" || "))
}

/// The length of a UUID as text.
const UUID: usize = 36;

fn first_uuid(text: &str) -> Option<usize> {
    let is_uuid = |bytes: &[u8]| {
        bytes.iter().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
    };
    text.as_bytes().windows(UUID).position(is_uuid)
}

/// Text as SQL has it. A colon would begin a variable of pgbench, a dollar sign a parameter.
fn literal(text: &str) -> String {
    let mut written = String::from("E'");
    for character in text.chars() {
        match character {
            '\'' => written.push_str("''"),
            '\\' => written.push_str("\\\\"),
            ':' => written.push_str("\\x3a"),
            '$' => written.push_str("\\x24"),
            other => written.push(other),
        }
    }
    written.push('\'');
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_between_two_bookings_is_made_anew() {
        let of = |id: &str, member: &str, at: i64, name: &str| Statement {
            text: "INSERT INTO b VALUES ($1, $2, $3, $4, $10, $5)".to_owned(),
            parameters: vec![
                Some("a tenant's".to_owned()),
                Some(format!("018f3c5e-7b1a-7c3d-9e4f-{id}")),
                Some(format!("018f3c5e-7b1a-7c3d-9e4f-{member}")),
                Some(at.to_string()),
                Some(name.to_owned()),
                None,
                None,
                None,
                None,
                Some(r#"{"a":true}"#.to_owned()),
            ],
        };
        let one = of("0a1b2c3d4e91", "000000000001", 5_000, "kim");
        let other = of("0a1b2c3d4e92", "000000000002", 6_000, "lee");
        let varying = Varying {
            member: "018f3c5e-7b1a-7c3d-9e4f-000000000001",
            later: 4_000,
        };
        let script = script(&[one], &[other], &varying);
        assert_eq!(
            script.lines().last().unwrap(),
            "INSERT INTO b VALUES (E'a tenant''s', \
             (E'' || E'018f3c5e-7b1a-7c3d-9e4f-' || lpad(:u::text, 12, '0') || E''), \
             (E'' || E'018f3c5e-7b1a-7c3d-9e4f-' || lpad(:member::text, 12, '0') || E''), \
             (5000::bigint + :slot), E'{\"a\"\\x3atrue}', (E'kim' || :u::text));"
        );
    }

    #[test]
    fn parameters_are_read_as_they_are_logged() {
        let given = "$1 = 'it''s, $2 = ''x''', $2 = NULL, $3 = '', $4 = '7'";
        let [one, two, three, four] = parameters(given).try_into().unwrap();
        assert_eq!(one.as_deref(), Some("it's, $2 = 'x'"));
        assert_eq!(
            (two, three.as_deref(), four.as_deref()),
            (None, Some(""), Some("7"))
        );
    }
}
