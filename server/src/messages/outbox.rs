//! The outbox of a developer's machine: each message a file, in the form it would have been sent.

use std::path::PathBuf;

use async_trait::async_trait;
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{Attempt, Delivery, DeliveryError, Message, Receipt};
use crate::session::Contact;

/// How it is called.
const OUTBOX: &str = "outbox";

/// A folder of messages: emails as `.eml` (RFC 5322), text messages as `.txt`. Names begin with the
/// message's id, so they sort by time and a second delivery overwrites the first.
#[derive(Clone, Debug)]
pub struct Outbox {
    folder: PathBuf,
}

impl Outbox {
    /// An outbox in a folder, which is made when the first message comes.
    #[must_use]
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }
}

#[async_trait]
impl Delivery for Outbox {
    async fn deliver(&self, message: &Message, _: Attempt) -> Result<Receipt, DeliveryError> {
        let (ending, content) = match message.to.contact() {
            Some(Contact::Email(address)) => ("eml", email(message, &address)),
            Some(Contact::Phone(number)) => (
                "txt",
                format!("From: {}\nTo: {number}\n\n{}\n", message.from, message.text),
            ),
            None => {
                return Err(DeliveryError::Refused {
                    reason: "a contact that is neither an address nor a number".to_owned(),
                });
            }
        };
        let file = self
            .folder
            .join(format!("{}-{}.{ending}", message.id, message.kind));
        let unfinished = file.with_extension("part");
        let written = async {
            tokio::fs::create_dir_all(&self.folder).await?;
            tokio::fs::write(&unfinished, content).await?;
            tokio::fs::rename(&unfinished, &file).await
        };
        let written: std::io::Result<()> = written.await;
        written.map_err(|error| DeliveryError::NotTaken {
            reason: format!(
                "the outbox at {} can't be written: {error}",
                self.folder.display()
            ),
            retry_after: None,
        })?;
        Ok(Receipt {
            provider: OUTBOX,
            id: None,
        })
    }

    fn provider_of(&self, _: &Message) -> &'static str {
        OUTBOX
    }
}

/// Text and page as alternatives, the calendar file beside them. The text comes first and as it is, for
/// whoever reads the file.
fn email(message: &Message, address: &str) -> String {
    let Message { id, text, .. } = message;
    let head = [
        ("Message-ID", format!("<{id}@nexus-scheduling>")),
        ("From", header(&message.from)),
        ("To", header(address)),
        ("Subject", header(&message.subject)),
    ];
    let mut lines: Vec<String> = head
        .iter()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    if let Some(reply_to) = &message.reply_to {
        lines.push(format!("Reply-To: {}", header(reply_to)));
    }
    lines.extend([
        "MIME-Version: 1.0".to_owned(),
        format!("Content-Type: multipart/mixed; boundary=\"{id}\""),
        String::new(),
        format!("--{id}"),
        format!("Content-Type: multipart/alternative; boundary=\"{id}-body\""),
        String::new(),
        format!("--{id}-body"),
        "Content-Type: text/plain; charset=utf-8".to_owned(),
        "Content-Transfer-Encoding: 8bit".to_owned(),
        String::new(),
        text.replace('\n', "\r\n"),
    ]);
    if let Some(html) = &message.html {
        lines.extend([
            format!("--{id}-body"),
            "Content-Type: text/html; charset=utf-8".to_owned(),
            "Content-Transfer-Encoding: base64".to_owned(),
            String::new(),
            wrapped(&STANDARD.encode(html)),
        ]);
    }
    lines.push(format!("--{id}-body--"));
    if let Some(calendar) = &message.calendar {
        lines.extend([
            format!("--{id}"),
            format!(
                "Content-Type: text/calendar; charset=utf-8; method={}; name=\"appointment.ics\"",
                calendar.method
            ),
            "Content-Disposition: attachment; filename=\"appointment.ics\"".to_owned(),
            "Content-Transfer-Encoding: base64".to_owned(),
            String::new(),
            wrapped(&STANDARD.encode(&calendar.content)),
        ]);
    }
    lines.push(format!("--{id}--"));
    lines.push(String::new());
    lines.join("\r\n")
}

/// Lines of 76 characters at most (RFC 2045, 6.8).
fn wrapped(base64: &str) -> String {
    let mut wrapped = String::with_capacity(base64.len() + base64.len() / 38);
    for (index, character) in base64.chars().enumerate() {
        if index > 0 && index % 76 == 0 {
            wrapped.push_str("\r\n");
        }
        wrapped.push(character);
    }
    wrapped
}

/// A header's value: nothing in it can begin another header.
fn header(value: &str) -> String {
    value
        .chars()
        .filter(|character| !character.is_control())
        .collect()
}
