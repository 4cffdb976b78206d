//! The messages that would have been sent: files of the outbox folder, as people read them.

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

use jiff::{Timestamp, tz::TimeZone};
use mail_parser::{MessageParser, MimeHeaders as _};
use serde::Serialize;

/// Messages listed at most; the newest.
pub(crate) const MOST: usize = 100;

/// Files of the folder looked at, at most.
const FILES: usize = 20_000;

/// Bytes of a message that is shown, at most.
const BYTES: u64 = 1024 * 1024;

/// The outbox folder.
pub(crate) struct Outbox {
    folder: PathBuf,
}

/// A message, as a list shows it.
#[derive(Clone, Serialize)]
pub(crate) struct Head {
    pub(crate) file: String,
    pub(crate) subject: String,
    from: String,
    to: String,
    /// When the worker wrote it, by this machine's clock.
    at: String,
    /// Whether it is a text message.
    is_text: bool,
}

/// A message, whole.
pub(crate) struct Message {
    pub(crate) head: Head,
    pub(crate) text: String,
    pub(crate) html: Option<String>,
    pub(crate) has_calendar: bool,
}

/// A piece of a line: words, or a link.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Piece<'a> {
    text: &'a str,
    is_link: bool,
}

impl Outbox {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The newest messages, newest first. A folder that isn't there yet is empty.
    pub(crate) async fn newest(&self) -> Vec<Head> {
        let mut files = Vec::new();
        if let Ok(mut entries) = tokio::fs::read_dir(&self.folder).await {
            while let Ok(Some(entry)) = entries.next_entry().await {
                let written = entry.metadata().await.and_then(|it| it.modified());
                let name = entry.file_name().into_string();
                if let (Ok(written), Ok(name)) = (written, name)
                    && is_message(&name)
                {
                    files.push((written, name));
                }
                if files.len() >= FILES {
                    break;
                }
            }
        }
        files.sort_unstable_by(|one, two| two.cmp(one));
        let mut heads = Vec::new();
        for (_, name) in files.into_iter().take(MOST) {
            heads.extend(self.message(&name).await.map(|message| message.head));
        }
        heads
    }

    /// The message of a file; `None` if there is none of that name.
    pub(crate) async fn message(&self, file: &str) -> Option<Message> {
        if !is_message(file) {
            return None;
        }
        let path = self.folder.join(file);
        let about = tokio::fs::metadata(&path).await.ok()?;
        if !about.is_file() || about.len() > BYTES {
            return None;
        }
        let content = tokio::fs::read(&path).await.ok()?;
        let at = local(about.modified().ok()?);
        match Path::new(file).extension()?.to_str()? {
            "eml" => email(file, &content, at),
            _ => text_message(file, &content, at),
        }
    }
}

/// A name the worker gives, and nothing that leads out of the folder.
fn is_message(file: &str) -> bool {
    let fits = |character: char| character.is_ascii_alphanumeric() || "-_.".contains(character);
    let ending = file.ends_with(".eml") || file.ends_with(".txt");
    ending && !file.starts_with('.') && file.chars().all(fits)
}

fn email(file: &str, content: &[u8], at: String) -> Option<Message> {
    let parsed = MessageParser::default().parse(content)?;
    let address = |address: Option<&mail_parser::Address<'_>>| {
        let first = address.and_then(|it| it.first());
        let first = first.and_then(|it| it.address());
        first.unwrap_or_default().to_owned()
    };
    let html = parsed.html_part(0).filter(|part| part.is_text_html());
    Some(Message {
        head: Head {
            file: file.to_owned(),
            subject: parsed.subject().unwrap_or("(no subject)").to_owned(),
            from: address(parsed.from()),
            to: address(parsed.to()),
            at,
            is_text: false,
        },
        text: parsed.body_text(0).unwrap_or_default().into_owned(),
        html: html
            .and_then(|part| part.text_contents())
            .map(str::to_owned),
        has_calendar: parsed.attachments().any(|part| {
            part.content_type()
                .is_some_and(|it| it.subtype() == Some("calendar"))
        }),
    })
}

/// `From: …`, `To: …`, an empty line, and the text.
fn text_message(file: &str, content: &[u8], at: String) -> Option<Message> {
    let content = std::str::from_utf8(content).ok()?;
    let (head, text) = content.split_once("\n\n")?;
    let value = |name: &str| {
        let line = head.lines().find_map(|line| line.strip_prefix(name));
        line.unwrap_or_default().trim().to_owned()
    };
    let first = text.lines().next().unwrap_or_default();
    Some(Message {
        head: Head {
            file: file.to_owned(),
            subject: first.chars().take(80).collect(),
            from: value("From:"),
            to: value("To:"),
            at,
            is_text: true,
        },
        text: text.to_owned(),
        html: None,
        has_calendar: false,
    })
}

/// The lines of a text, cut into words and links.
pub(crate) fn lines(text: &str) -> Vec<Vec<Piece<'_>>> {
    let is_link = |word: &str| word.starts_with("http://") || word.starts_with("https://");
    let pieces = |line| {
        str::split_inclusive(line, char::is_whitespace)
            .flat_map(|word| {
                let (bare, rest) = word.split_at(word.trim_end().len());
                [(bare, is_link(bare)), (rest, false)]
            })
            .filter(|(text, _)| !text.is_empty())
            .map(|(text, is_link)| Piece { text, is_link })
            .collect()
    };
    text.lines().map(pieces).collect()
}

/// A message's page, whose links open in windows of their own: the sites can't be framed.
pub(crate) fn opening_windows(html: &str) -> String {
    let base = "<base target=\"_blank\">";
    match html.split_once("<head>") {
        Some((before, after)) => format!("{before}<head>{base}{after}"),
        None => format!("{base}{html}"),
    }
}

fn local(at: SystemTime) -> String {
    let Ok(at) = Timestamp::try_from(at) else {
        return String::new();
    };
    let here = at.to_zoned_datetime(TimeZone::UTC);
    here.strftime("%-d %b, %H:%M:%S UTC").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAIL: &str = "From: hello@stillwater.example\r\nTo: kim@example.com\r\nSubject: Booked\r\n\
        MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"m\"\r\n\r\n\
        --m\r\nContent-Type: multipart/alternative; boundary=\"b\"\r\n\r\n\
        --b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nTo change it: http://127.0.0.1:8704/manage?link=x\r\n\
        --b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n\
        PGh0bWw+PGhlYWQ+PC9oZWFkPjxwPkhpPC9wPjwvaHRtbD4=\r\n--b--\r\n\
        --m\r\nContent-Type: text/calendar; method=REQUEST\r\nContent-Disposition: attachment\r\n\r\nBEGIN:VCALENDAR\r\n--m--\r\n";

    #[tokio::test]
    async fn the_newest_message_comes_first_and_is_read_whole() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = Outbox::new(folder.path().join("outbox"));
        assert!(outbox.newest().await.is_empty(), "no folder is no message");
        std::fs::create_dir(folder.path().join("outbox")).unwrap();
        let write = |name: &str, content: &str| {
            std::fs::write(folder.path().join("outbox").join(name), content).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(20));
        };
        write("1-confirmation.eml", MAIL);
        write(
            "2-code.txt",
            "From: Northside\nTo: +4915112345678\n\n123456 is your code\n",
        );
        write("3.part", "half a message");
        let newest = outbox.newest().await;
        let subjects: Vec<_> = newest.iter().map(|head| head.subject.as_str()).collect();
        assert_eq!(subjects, ["123456 is your code", "Booked"]);

        let message = outbox.message("1-confirmation.eml").await.unwrap();
        assert_eq!(message.head.to, "kim@example.com");
        assert!(message.has_calendar);
        let page = opening_windows(message.html.as_deref().unwrap());
        assert_eq!(
            page,
            "<html><head><base target=\"_blank\"></head><p>Hi</p></html>"
        );
        let lines = lines(&message.text);
        let links: Vec<_> = lines
            .iter()
            .flatten()
            .filter(|piece| piece.is_link)
            .collect();
        assert_eq!(links[0].text, "http://127.0.0.1:8704/manage?link=x");
    }

    #[tokio::test]
    async fn nothing_outside_the_folder_is_shown() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secret.txt"), "From: x\n\nsecret").unwrap();
        let outbox = Outbox::new(folder.path().join("outbox"));
        for name in ["../secret.txt", "..%2fsecret.txt", ".txt", "/etc/passwd"] {
            assert!(outbox.message(name).await.is_none(), "{name}");
        }
    }
}
