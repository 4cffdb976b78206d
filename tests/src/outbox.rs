//! The outbox: what was sent to whom.

use std::time::{Duration, Instant};

use crate::{process::HANG, system::System};

/// The messages of a kind to an address, the earliest first.
///
/// # Panics
/// When the outbox can't be read.
#[must_use]
pub fn messages(system: &System, kind: &str, to: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(system.folder().join("outbox")) else {
        return Vec::new();
    };
    let (email, text) = (format!("-{kind}.eml"), format!("-{kind}.txt"));
    let mut names: Vec<_> = entries
        .map(|entry| entry.expect("the outbox can be read").path())
        .filter(|path| {
            let path = path.to_string_lossy();
            path.ends_with(&email) || path.ends_with(&text)
        })
        .collect();
    names.sort();
    names
        .iter()
        .filter_map(|path| std::fs::read_to_string(path).ok())
        .filter(|message| message.lines().any(|line| line == format!("To: {to}")))
        .collect()
}

/// Waits until there are so many messages of a kind to an address.
///
/// # Panics
/// When they don't come.
pub async fn wait_for(system: &System, kind: &str, to: &str, count: usize) -> Vec<String> {
    let began = Instant::now();
    loop {
        let found = messages(system, kind, to);
        if found.len() >= count {
            return found;
        }
        assert!(
            began.elapsed() < HANG,
            "{count} messages {kind} are sent to {to}, not {}:\n{}",
            found.len(),
            system.written()
        );
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The last code sent to an address.
pub async fn code_to(system: &System, email: &str) -> String {
    let database = system.database().await;
    while database.count("jobs WHERE kind = 'session_code'").await > 0 {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let messages = wait_for(system, "session_code", email, 1).await;
    let last = messages.last().expect("a code was sent");
    let (_, rest) = last
        .split_once("Subject: ")
        .expect("a message has a subject");
    rest.chars().take(6).collect()
}

/// The manage token in a message's link.
///
/// # Panics
/// When it has none.
#[must_use]
pub fn manage_token(message: &str) -> String {
    let (_, rest) = message.split_once("link=").expect("a message has a link");
    rest.split_whitespace()
        .next()
        .expect("a link has a token")
        .to_owned()
}
