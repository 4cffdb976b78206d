//! What is configured, section by section. `config.default.toml` says what each key means.

use std::{
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    path::PathBuf,
    time::Duration,
};

use ipnet::IpNet;
use secrecy::SecretString;

use super::delivery::{DeliveryConfig, WorkerConfig};
use crate::store::Limits;

/// The configuration of a process.
#[derive(Clone, Debug)]
pub struct Config {
    /// Customers' requests.
    pub api: ApiConfig,
    /// Operators' requests.
    pub operations: OperationsConfig,
    /// Where everything is kept.
    pub database: DatabaseConfig,
    /// How long stokens live.
    pub session: SessionConfig,
    /// One-time codes.
    pub code: CodeConfig,
    /// Answers kept for repeated requests.
    pub idempotency: IdempotencyConfig,
    /// Events and their streams.
    pub events: EventsConfig,
    /// What counts as HTTPS.
    pub https: HttpsConfig,
    /// How attempts are counted.
    pub rate_limits: RateLimitsConfig,
    /// Where messages go.
    pub delivery: DeliveryConfig,
    /// Who delivers them.
    pub worker: WorkerConfig,
    /// Where traces go.
    pub traces: TracesConfig,
    /// What is logged, and how it looks.
    pub log: LogConfig,
}

/// Customers' requests.
#[derive(Clone, Debug)]
pub struct ApiConfig {
    /// Where they are answered.
    pub listen: SocketAddr,
    /// Until when a body must have arrived whole.
    pub body_timeout: Duration,
    /// How long a body may stop arriving.
    pub read_timeout: Duration,
    /// How long requests under way have when the process stops.
    pub shutdown: Duration,
}

/// Operators' requests: health, readiness, metrics.
#[derive(Clone, Debug)]
pub struct OperationsConfig {
    /// Where they are answered.
    pub listen: SocketAddr,
}

/// Where everything is kept.
#[derive(Clone, Debug)]
pub struct DatabaseConfig {
    /// Which database, with the password to it if it has one.
    pub url: SecretString,
    /// Connections held open at most.
    pub max_connections: NonZeroU32,
    /// How long a call waits for one.
    pub acquire_timeout: Duration,
    /// How long a statement may run.
    pub statement_timeout: Duration,
    /// How long a statement waits for what another transaction has locked.
    pub lock_timeout: Duration,
}

impl From<&DatabaseConfig> for Limits {
    fn from(config: &DatabaseConfig) -> Self {
        Self {
            connections: config.max_connections.get(),
            acquire: config.acquire_timeout,
            statement: config.statement_timeout,
            lock: config.lock_timeout,
        }
    }
}

impl Limits {
    /// Those of a command that does one thing, and needs one connection for it.
    #[must_use]
    pub fn of_command(config: &DatabaseConfig) -> Self {
        Self {
            connections: 1,
            ..Self::from(config)
        }
    }
}

/// How long stokens live.
#[derive(Clone, Debug)]
pub struct SessionConfig {
    /// From being given or refreshed.
    pub lifetime: Duration,
    /// From being given, however often they are refreshed.
    pub ceiling: Duration,
    /// From being given, for one that only connects a stream.
    pub stream: Duration,
}

/// One-time codes.
#[derive(Clone, Debug)]
pub struct CodeConfig {
    /// How long one can be used.
    pub lifetime: Duration,
    /// Wrong tries until codes are locked.
    pub tries: NonZeroU32,
    /// How long they stay locked.
    pub lock: Duration,
}

/// Answers kept for repeated requests.
#[derive(Clone, Debug)]
pub struct IdempotencyConfig {
    /// How long they are kept.
    pub retention: Duration,
}

/// Events and their streams.
#[derive(Clone, Debug)]
pub struct EventsConfig {
    /// How long an event is kept.
    pub retention: Duration,
    /// How long a stream is silent at most.
    pub heartbeat: Duration,
    /// How long a stream lives at most.
    pub stream_lifetime: Duration,
    /// How much of that is taken off at random at most.
    pub stream_jitter: Duration,
    /// Streams open at once at most.
    pub max_streams: u32,
    /// Streams open at once from one network address at most, if that is counted.
    pub max_streams_by_address: NonZeroU32,
    /// How long a reader may leave events waiting.
    pub patience: Duration,
}

/// What counts as HTTPS.
#[derive(Clone, Debug)]
pub struct HttpsConfig {
    /// The certificate this process shows, if it serves HTTPS itself.
    pub own: Option<OwnCertificate>,
    /// How often its files are looked at for a renewal.
    pub look_again: Duration,
    /// Proxies whose forwarded headers are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Whether this machine may ask without HTTPS.
    pub allow_plain_http_on_loopback: bool,
}

impl HttpsConfig {
    /// Whether a peer is a proxy whose `X-Forwarded-Proto` and `X-Forwarded-For` are believed.
    #[must_use]
    pub fn believes(&self, peer: IpAddr) -> bool {
        contains(&self.trusted_proxies, peer)
    }

    /// Whether a peer may ask without HTTPS: this machine, if that is allowed.
    #[must_use]
    pub fn excuses(&self, peer: IpAddr) -> bool {
        self.allow_plain_http_on_loopback && peer.to_canonical().is_loopback()
    }
}

/// A certificate and its key, in PEM files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCertificate {
    /// The chain, the certificate itself first.
    pub certificate_file: PathBuf,
    /// The key.
    pub key_file: PathBuf,
}

/// How attempts are counted.
#[derive(Clone, Debug)]
pub struct RateLimitsConfig {
    /// By network address.
    pub by_address: bool,
    /// By contact, and by session.
    pub by_contact: bool,
    /// How often a minute a session, and an address, is given a stoken for a stream at most.
    pub stream_per_minute: NonZeroU32,
    /// Codes one contact may ask for in a day; any number, if there is none.
    pub codes_per_contact_day: Option<NonZeroU32>,
    /// Text messages to one number in a day, if it is counted by contact; any number, if there is none.
    pub sms_per_contact_day: Option<NonZeroU32>,
    /// Text messages of one tenant in a day; any number, if there is none.
    pub sms_per_tenant_day: Option<NonZeroU32>,
    /// Sites that are believed when they say for whom they ask.
    pub trusted_sites: Vec<IpNet>,
}

impl RateLimitsConfig {
    /// Whether a peer is a site whose word is taken for its visitor's address.
    #[must_use]
    pub fn believes(&self, peer: IpAddr) -> bool {
        contains(&self.trusted_sites, peer)
    }
}

/// Whether an address lies in one of the networks; one written the IPv6 way is the IPv4 one it means.
fn contains(networks: &[IpNet], address: IpAddr) -> bool {
    let address = address.to_canonical();
    networks.iter().any(|network| network.contains(&address))
}

/// Where traces go.
#[derive(Clone, Debug)]
pub struct TracesConfig {
    /// The collector; nowhere, if there is none.
    pub endpoint: Option<String>,
    /// How many of a hundred traces that begin here are sent.
    pub sampled_percent: u32,
}

/// What is logged, and how it looks.
#[derive(Clone, Debug)]
pub struct LogConfig {
    /// How a line looks.
    pub format: LogFormat,
    /// What is written: directives of `tracing_subscriber::EnvFilter`, known to be readable.
    pub filter: String,
}

/// How a log line looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs: one JSON object a line.
    Json,
}
