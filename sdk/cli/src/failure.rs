//! What went wrong, for people on standard error and for scripts by the exit code.

use std::{io, process::ExitCode};

use scheduler_sdk::{CallError, Error, types::ErrorBody};
use serde_json::{Value, json};

/// Why a command came to nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The call failed.
    #[error(transparent)]
    Call(#[from] Error),
    /// A file can't be read or written.
    #[error("{0}: {1}: check the path and its permissions")]
    File(String, io::Error),
    /// What was given to an argument can't be used.
    #[error("{0}")]
    Argument(String),
    /// This process can't do what every process can.
    #[error("this program can't go on: {0}")]
    System(io::Error),
}

impl Failure {
    /// What the generated part answers, as what it was before.
    pub(crate) fn of_call(error: anyhow::Error) -> Self {
        let error = match error.downcast::<CallError<ErrorBody>>() {
            Ok(call) => return Self::Call(call.into()),
            Err(error) => error,
        };
        match error.downcast::<Self>() {
            Ok(failure) => failure,
            // A body's file that isn't there or isn't the body.
            Err(error) => Self::Argument(format!("{error:#}")),
        }
    }

    /// See `scheduler --help`.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Call(Error::ContractDrift(_)) => 3,
            Self::Call(Error::InvalidRequest(_)) | Self::Argument(_) | Self::File(..) => 2,
            Self::Call(error) if error.may_pass() => 4,
            Self::Call(Error::Transport(_)) | Self::System(_) => 4,
            Self::Call(_) => 1,
        })
    }

    /// A sentence, or the same as an object.
    pub(crate) fn told(&self, json: bool) -> String {
        if !json {
            return format!("scheduler: {self}");
        }
        let error = match self {
            Self::Call(Error::Api(refusal)) => serde_json::to_value(&refusal.error).ok(),
            Self::Call(Error::ContractDrift(_)) => Some(self.object("contract_drift")),
            Self::Call(Error::Transport(_)) => Some(self.object("transport")),
            _ => Some(self.object("usage")),
        };
        json!({ "error": error }).to_string()
    }

    fn object(&self, code: &str) -> Value {
        json!({ "code": code, "message": self.to_string() })
    }
}
