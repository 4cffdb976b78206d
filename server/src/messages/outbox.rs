//! The outbox of a developer's machine: each message a file, in the form it would have been sent.

use std::path::PathBuf;

use async_trait::async_trait;
use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{Delivery, DeliveryError, Message};
use crate::session::Contact;

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
    async fn deliver(&self, message: &Message) -> Result<(), DeliveryError> {
        let (ending, content) = match &message.to {
            Contact::Email(address) => ("eml", email(message, address)),
            Contact::Phone(number) => (
                "txt",
                format!("From: {}\nTo: {number}\n\n{}\n", message.from, message.text),
            ),
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
        written.await.map_err(|source| DeliveryError::Outbox {
            folder: self.folder.display().to_string(),
            source,
        })
    }
}

fn email(message: &Message, address: &str) -> String {
    let Message {
        id,
        from,
        subject,
        text,
        calendar,
        ..
    } = message;
    let head = format!(
        "Message-ID: <{id}@nexus-scheduling>\r\nFrom: {}\r\nTo: {}\r\nSubject: {}\r\nMIME-Version: 1.0\r\n",
        header(from),
        header(address),
        header(subject)
    );
    let text = text.replace('\n', "\r\n");
    let Some(calendar) = calendar else {
        return format!("{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n");
    };
    let encoded = STANDARD.encode(calendar);
    format!(
        "{head}Content-Type: multipart/mixed; boundary=\"{id}\"\r\n\r\n\
         --{id}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n\
         --{id}\r\nContent-Type: text/calendar; charset=utf-8; name=\"appointment.ics\"\r\n\
         Content-Disposition: attachment; filename=\"appointment.ics\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n--{id}--\r\n"
    )
}

/// A header's value: nothing in it can begin another header.
fn header(value: &str) -> String {
    value
        .chars()
        .filter(|character| !character.is_control())
        .collect()
}
