//! The outbox of a developer's machine: each message a file, in the form it would have been sent. Messages hold
//! contacts, codes and links: nobody but the owner of the process may read them, and they are forgotten like the
//! record of those that were sent.

use std::{
    ffi::OsStr,
    fs::Permissions,
    io,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use async_trait::async_trait;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use tokio::io::AsyncWriteExt as _;
use uuid::Uuid;

use super::{Attempt, Delivery, DeliveryError, Message, Receipt};
use crate::session::Contact;

/// How it is called.
const OUTBOX: &str = "outbox";

/// The longest that writing a message can take.
const WRITING: Duration = Duration::from_secs(3_600);

/// The line that says whose a message is.
const TENANT: &str = "X-Nexus-Tenant:";

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

    /// Forgets the messages that landed before `before`.
    ///
    /// # Errors
    /// When the folder can't be read or changed.
    pub async fn forget(&self, before: Timestamp) -> io::Result<()> {
        let since_epoch = u64::try_from(before.as_second()).unwrap_or_default();
        let before = UNIX_EPOCH + Duration::from_secs(since_epoch);
        let is_old = move |file: &Path| Ok(std::fs::metadata(file)?.modified()? < before);
        self.remove(is_old).await.map(drop)
    }

    /// Erases a tenant's messages to a contact, and those of which it isn't known whose they are, such as what a process
    /// that died has left, and says how many there were.
    ///
    /// # Errors
    /// When the folder can't be read or changed.
    pub async fn erase(&self, tenant: &str, contact: &Contact) -> io::Result<u64> {
        let to = format!("To: {}", header(contact.normal_form()));
        let tenant = tenant.to_owned();
        self.remove(move |file| {
            if file.extension() == Some(OsStr::new("part")) && is_left_over(file)? {
                return Ok(true);
            }
            // One that was cut off may end within a letter.
            let message = std::fs::read(file)?;
            let message = String::from_utf8_lossy(&message);
            // A blank line ends what is said about the message.
            let head = || message.lines().take_while(|line| !line.is_empty());
            let named = head().find_map(|line| line.strip_prefix(TENANT));
            let theirs = named.is_none_or(|named| named.trim() == tenant);
            Ok(theirs && head().any(|line| line == to))
        })
        .await
    }

    /// Removes the messages that are to go, and says how many there were.
    async fn remove(
        &self,
        goes: impl Fn(&Path) -> io::Result<bool> + Send + 'static,
    ) -> io::Result<u64> {
        let folder = self.folder.clone();
        let removing = tokio::task::spawn_blocking(move || {
            let mut removed = 0;
            let files = match std::fs::read_dir(&folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
                files => files?,
            };
            for entry in files {
                let file = entry?.path();
                if is_message(&file) && unless_gone(goes(&file))? {
                    let gone = std::fs::remove_file(&file).map(|()| true);
                    removed += u64::from(unless_gone(gone)?);
                }
            }
            Ok(removed)
        });
        removing.await?
    }
}

/// What is said of a file; false if somebody else has moved or removed it meanwhile.
fn unless_gone(said: io::Result<bool>) -> io::Result<bool> {
    match said {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        said => said,
    }
}

/// Whether nobody is writing an unfinished file any more.
fn is_left_over(file: &Path) -> io::Result<bool> {
    let written = std::fs::metadata(file)?.modified()?;
    let age = SystemTime::now().duration_since(written);
    Ok(age.is_ok_and(|age| age > WRITING))
}

/// Whether a file is named as a message is, finished or not.
fn is_message(file: &Path) -> bool {
    let ending = file.extension().and_then(OsStr::to_str);
    let named = file.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let id = named.get(..36).and_then(|id| Uuid::parse_str(id).ok());
    id.is_some() && matches!(ending, Some("eml" | "txt" | "part"))
}

#[async_trait]
impl Delivery for Outbox {
    async fn deliver(&self, message: &Message, _: Attempt) -> Result<Receipt, DeliveryError> {
        let (ending, content) = match message.to.contact() {
            Some(Contact::Email(address)) => ("eml", email(message, &address)),
            Some(Contact::Phone(number)) => (
                "txt",
                format!(
                    "From: {}\nTo: {number}\n{TENANT} {}\n\n{}\n",
                    message.from, message.tenant, message.text
                ),
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
            let mut folder = tokio::fs::DirBuilder::new();
            folder.recursive(true).mode(0o700);
            folder.create(&self.folder).await?;
            // One that was there may be readable by others, and so may what landed in it before.
            let own = Permissions::from_mode(0o700);
            tokio::fs::set_permissions(&self.folder, own).await?;
            // Whatever a process that died has left of it may be readable by others.
            match tokio::fs::remove_file(&unfinished).await {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
            let mut own = tokio::fs::OpenOptions::new();
            own.write(true).create_new(true).mode(0o600);
            let mut opened = own.open(&unfinished).await?;
            opened.write_all(content.as_bytes()).await?;
            opened.flush().await?;
            tokio::fs::rename(&unfinished, &file).await
        };
        let written: io::Result<()> = written.await;
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
        format!("{TENANT} {}", header(&message.tenant)),
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
