//! What is printed, and what a call is given besides its generated arguments.

use std::{fmt::Debug, io::Write as _, path::PathBuf};

use clap::ArgMatches;
use scheduler_sdk::{ByteStream, CallError, ResponseValue, builder, read_text};
use serde::Serialize;

use crate::{failure::Failure, fields, generated::cli::CliConfig, session};

/// Answers, as JSON or text on standard output.
pub(crate) struct Answers {
    save: Option<PathBuf>,
}

impl Answers {
    /// Prints answers; keeps one with a stoken in this file.
    pub(crate) fn new(save: Option<PathBuf>) -> Self {
        Self { save }
    }

    fn print(&self, item: &impl Serialize) -> Result<(), Failure> {
        let mut json = serde_json::to_value(item).map_err(|error| Failure::System(error.into()))?;
        if let Some(file) = &self.save {
            session::keep(&mut json, file)?;
        }
        write(&format!("{json:#}\n"))
    }
}

/// A pipe that was closed by its reader is no failure: `scheduler … | head` has seen enough.
pub(crate) fn write(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::System(error)),
        _ => Ok(()),
    }
}

impl CliConfig for Answers {
    fn success_item<T>(&self, value: &ResponseValue<T>) -> anyhow::Result<()>
    where
        T: Serialize + Debug,
    {
        Ok(self.print(&**value)?)
    }

    fn success_no_item(&self, _: &ResponseValue<()>) -> anyhow::Result<()> {
        Ok(())
    }

    async fn success_text(&self, value: ResponseValue<ByteStream>) -> anyhow::Result<()> {
        let text = read_text(value).await.map_err(Failure::from)?;
        Ok(write(&text)?)
    }

    /// Told by `main`, with its exit code.
    fn error<T>(&self, _: &CallError<T>)
    where
        T: Serialize + Debug,
    {
    }

    fn execute_session_create(
        &self,
        matches: &ArgMatches,
        request: &mut builder::SessionCreate<'_>,
    ) -> anyhow::Result<()> {
        if let Some(contact) = fields::contact(matches) {
            *request = request.clone().body_map(|body| body.contact(contact));
        }
        Ok(())
    }

    fn execute_booking_create(
        &self,
        matches: &ArgMatches,
        request: &mut builder::BookingCreate<'_>,
    ) -> anyhow::Result<()> {
        if let Some(contact) = fields::contact(matches) {
            *request = request.clone().body_map(|body| body.contact(contact));
        }
        Ok(())
    }

    fn execute_booking_change(
        &self,
        matches: &ArgMatches,
        request: &mut builder::BookingChange<'_>,
    ) -> anyhow::Result<()> {
        if let Some(change) = fields::change(matches) {
            *request = request.clone().body_map(|body| body.change(change));
        }
        Ok(())
    }
}
