//! Configuration: one place, every key of it documented.
//!
//! `config.default.toml` is the documentation and the default at once. A file and the environment are
//! laid over it, in this order, and the whole is read into a [`Config`]: nothing reads a key or a variable
//! anywhere else. A key nobody knows is refused, and so is a value out of bounds; every mistake is named
//! at once. Secrets are kept so that they can't be printed.
//!
//! ```
//! use scheduler_server::config::Config;
//!
//! let variables = [("NEXUS_API_LISTEN".to_owned(), "0.0.0.0:443".to_owned())];
//! let config = Config::load(None, variables.into_iter())?;
//! assert_eq!(config.api.listen.port(), 443);
//! assert_eq!(config.session.lifetime.as_secs(), 30 * 60);
//! # Ok::<(), scheduler_server::config::ConfigError>(())
//! ```

mod delivery;
mod environment;
mod read;
mod sections;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

pub use delivery::{
    DeliveredBy, DeliveryConfig, ProvidersConfig, ResendConfig, TwilioConfig, WorkerConfig,
};
pub use environment::process_environment;
pub use sections::{
    ApiConfig, CodeConfig, Config, DatabaseConfig, EventsConfig, HttpsConfig, IdempotencyConfig,
    LogConfig, LogFormat, OperationsConfig, OwnCertificate, RateLimitsConfig, SessionConfig,
    TracesConfig,
};

use crate::handwritten::{
    field::Field,
    problem::{Findings, Listed, Problem},
    value::Value,
};

/// Every key with its default.
pub const DEFAULT: &str = include_str!("../../config.default.toml");

/// What messages call the default file.
const DEFAULT_FILE: &str = "config.default.toml";

impl Config {
    /// The configuration of a process: the default, a file over it, environment variables over both.
    /// Variables that don't begin with `NEXUS_` are nothing to it; [`process_environment`] gives all.
    ///
    /// # Errors
    /// If the file can't be read, or anything in it or in the variables is wrong.
    pub fn load(
        path: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let default = parsed(DEFAULT, DEFAULT_FILE)?;
        let variables = environment::read(environment, &default);
        let mut problems = variables.problems;
        let mut written = default;
        if let Some(path) = path {
            written.overlay(parsed(&text_of(path)?, &path.display().to_string())?);
        }
        written.overlay(variables.value);

        let findings = Findings::default();
        let config = Field::whole(&written, &findings).table(read::config);
        problems.extend(findings.sorted().0);
        match config {
            Some(config) if problems.is_empty() => Ok(config),
            _ => Err(ConfigError::Wrong { problems }),
        }
    }
}

fn text_of(path: &Path) -> Result<String, ConfigError> {
    fs::read_to_string(path).map_err(|reason| ConfigError::Unreadable {
        path: path.to_owned(),
        reason,
    })
}

fn parsed(text: &str, file: &str) -> Result<Value, ConfigError> {
    Value::parse(text, file).map_err(|problems| ConfigError::Wrong { problems })
}

/// There is no configuration to start with.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is not there or not for this process to read.
    #[error("{} can't be read: {reason}; name a readable file with --config, or none", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the system says.
        #[source]
        reason: io::Error,
    },
    /// The file or the environment has mistakes in it.
    #[error("the configuration is wrong. Problems: {}{}", .problems.len(), Listed(.problems))]
    Wrong {
        /// All of them: source and line, key, and what to write instead.
        problems: Vec<Problem>,
    },
}
