//! From what is written to what is configured, key by key.

use std::{net::IpAddr, num::NonZeroU32, path::PathBuf, time::Duration};

use ipnet::IpNet;
use secrecy::SecretString;
use tracing_subscriber::EnvFilter;

use super::{
    delivery,
    sections::{
        ApiConfig, CodeConfig, Config, DatabaseConfig, EventsConfig, HttpsConfig,
        IdempotencyConfig, LogConfig, LogFormat, OperationsConfig, OwnCertificate,
        RateLimitsConfig, SessionConfig, TracesConfig,
    },
};
use crate::handwritten::{field::Field, table::Table};

/// Seconds of a minute, an hour, a day and a month: bounds of what is configured.
const MINUTE: u64 = 60;
pub(super) const HOUR: u64 = 60 * MINUTE;
pub(super) const DAY: u64 = 24 * HOUR;
const MONTH: u64 = 31 * DAY;

/// Characters of an address, a path or a filter.
pub(super) const TEXT: u32 = 4_096;

/// Databases there is a store for.
const DATABASES: [&str; 3] = ["sqlite:", "postgres://", "postgresql://"];

/// The whole configuration.
pub(super) fn config(whole: &Table<'_>) -> Option<Config> {
    let api = section(whole, "api", api);
    let operations = section(whole, "operations", operations);
    let apart = check_listeners(whole, api.as_ref(), operations.as_ref());
    let database = section(whole, "database", database);
    let session = section(whole, "session", session);
    let code = section(whole, "code", code);
    let idempotency = section(whole, "idempotency", idempotency);
    let events = section(whole, "events", events);
    let https = section(whole, "https", https);
    let rate_limits = section(whole, "rate_limits", rate_limits);
    let delivery = section(whole, "delivery", delivery::delivery);
    let worker = section(whole, "worker", delivery::worker);
    let leased = delivery::check_lease(whole, delivery.as_ref(), worker.as_ref());
    let traces = section(whole, "traces", traces);
    let log = section(whole, "log", log);
    apart?;
    leased?;
    Some(Config {
        api: api?,
        operations: operations?,
        database: database?,
        session: session?,
        code: code?,
        idempotency: idempotency?,
        events: events?,
        https: https?,
        rate_limits: rate_limits?,
        delivery: delivery?,
        worker: worker?,
        traces: traces?,
        log: log?,
    })
}

fn section<'a, T>(
    whole: &Table<'a>,
    key: &'static str,
    read: impl FnOnce(&Table<'a>) -> Option<T>,
) -> Option<T> {
    whole.required(key)?.table(read)
}

fn api(keys: &Table<'_>) -> Option<ApiConfig> {
    let listen = keys
        .required("listen")
        .and_then(|field| field.parsed_as(ADDRESS));
    let body_timeout = seconds(keys, "body_timeout_seconds", HOUR);
    let read_timeout = seconds(keys, "read_timeout_seconds", HOUR);
    let shutdown = seconds(keys, "shutdown_seconds", HOUR);
    Some(ApiConfig {
        listen: listen?,
        body_timeout: body_timeout?,
        read_timeout: read_timeout?,
        shutdown: shutdown?,
    })
}

fn operations(keys: &Table<'_>) -> Option<OperationsConfig> {
    let listen = keys
        .required("listen")
        .and_then(|field| field.parsed_as(ADDRESS));
    Some(OperationsConfig { listen: listen? })
}

/// The two listeners don't stand in each other's way.
fn check_listeners(
    whole: &Table<'_>,
    api: Option<&ApiConfig>,
    operations: Option<&OperationsConfig>,
) -> Option<()> {
    let (api, operations) = (api?.listen, operations?.listen);
    match api == operations && api.port() != 0 {
        false => Some(()),
        true => whole.field().refuse(format_args!(
            "api.listen and operations.listen are both {api}; give each its own port"
        )),
    }
}

fn database(keys: &Table<'_>) -> Option<DatabaseConfig> {
    let url = keys.required("url").and_then(|field| {
        let url = field.line(1..=TEXT)?;
        match DATABASES.iter().any(|scheme| url.starts_with(scheme)) {
            true => Some(SecretString::from(url)),
            // What stands there may be a password and is not repeated.
            false => field.refuse(format_args!(
                "it names no database there is a store for; begin it with `{}`",
                DATABASES.join("` or `")
            )),
        }
    });
    let max_connections = keys
        .required("max_connections")
        .and_then(|field| count(&field, 1_000));
    let acquire_timeout = seconds(keys, "acquire_timeout_seconds", MINUTE);
    let statement_timeout = seconds(keys, "statement_timeout_seconds", HOUR);
    let lock_timeout = seconds(keys, "lock_timeout_seconds", HOUR);
    Some(DatabaseConfig {
        url: url?,
        max_connections: max_connections?,
        acquire_timeout: acquire_timeout?,
        statement_timeout: statement_timeout?,
        lock_timeout: lock_timeout?,
    })
}

fn session(keys: &Table<'_>) -> Option<SessionConfig> {
    let lifetime = minutes(keys, "lifetime_minutes", DAY);
    let ceiling = minutes(keys, "ceiling_minutes", 7 * DAY);
    let stream = seconds(keys, "stream_seconds", HOUR);
    let session = SessionConfig {
        lifetime: lifetime?,
        ceiling: ceiling?,
        stream: stream?,
    };
    match session.lifetime <= session.ceiling {
        true => Some(session),
        false => keys
            .required("lifetime_minutes")?
            .refuse("a stoken would outlive its ceiling; lower it, or raise `ceiling_minutes`"),
    }
}

fn code(keys: &Table<'_>) -> Option<CodeConfig> {
    let lifetime = minutes(keys, "lifetime_minutes", DAY);
    let tries = keys.required("tries").and_then(|field| count(&field, 100));
    let lock = minutes(keys, "lock_minutes", MONTH);
    Some(CodeConfig {
        lifetime: lifetime?,
        tries: tries?,
        lock: lock?,
    })
}

fn idempotency(keys: &Table<'_>) -> Option<IdempotencyConfig> {
    let retention = minutes(keys, "retention_minutes", MONTH);
    Some(IdempotencyConfig {
        retention: retention?,
    })
}

fn events(keys: &Table<'_>) -> Option<EventsConfig> {
    let retention = minutes(keys, "retention_minutes", MONTH);
    let heartbeat = seconds(keys, "heartbeat_seconds", HOUR);
    let stream_lifetime = seconds(keys, "stream_lifetime_seconds", DAY);
    let stream_jitter = keys
        .required("stream_jitter_seconds")
        .and_then(|field| field.number(0..=HOUR))
        .map(Duration::from_secs);
    let max_streams = keys
        .required("max_streams")
        .and_then(|field| field.number(0..=1_000_000));
    let max_streams_by_address = keys
        .required("max_streams_by_address")
        .and_then(|field| count(&field, 1_000_000));
    let patience = seconds(keys, "slow_reader_seconds", HOUR);
    let events = EventsConfig {
        retention: retention?,
        heartbeat: heartbeat?,
        stream_lifetime: stream_lifetime?,
        stream_jitter: stream_jitter?,
        max_streams: max_streams?,
        max_streams_by_address: max_streams_by_address?,
        patience: patience?,
    };
    match events.stream_jitter < events.stream_lifetime {
        true => Some(events),
        false => keys.required("stream_jitter_seconds")?.refuse(
            "it leaves nothing of a stream's life; lower it below `stream_lifetime_seconds`",
        ),
    }
}

fn https(keys: &Table<'_>) -> Option<HttpsConfig> {
    let certificate = keys
        .required("certificate_file")
        .and_then(|field| optional_path(&field));
    let key = keys
        .required("key_file")
        .and_then(|field| optional_path(&field));
    let look_again = seconds(keys, "certificate_look_seconds", DAY);
    let trusted_proxies = keys
        .required("trusted_proxies")
        .and_then(|field| field.each(network));
    let plain = keys
        .required("allow_plain_http_on_loopback")
        .and_then(|field| field.boolean());
    let own = match (certificate?, key?) {
        (Some(certificate_file), Some(key_file)) => Some(OwnCertificate {
            certificate_file,
            key_file,
        }),
        (None, None) => None,
        (Some(_), None) => {
            return keys
                .required("key_file")?
                .refuse("the certificate's key is missing; name its file");
        }
        (None, Some(_)) => {
            let field = keys.required("certificate_file")?;
            return field.refuse("the key's certificate is missing; name its file");
        }
    };
    Some(HttpsConfig {
        own,
        look_again: look_again?,
        trusted_proxies: trusted_proxies?,
        allow_plain_http_on_loopback: plain?,
    })
}

fn rate_limits(keys: &Table<'_>) -> Option<RateLimitsConfig> {
    let by_address = keys
        .required("by_address")
        .and_then(|field| field.boolean());
    let by_contact = keys
        .required("by_contact")
        .and_then(|field| field.boolean());
    let stream_per_minute = keys
        .required("stream_per_minute")
        .and_then(|field| count(&field, 100_000));
    let codes_per_contact_day = cap(keys, "codes_per_contact_day");
    let sms_per_contact_day = cap(keys, "sms_per_contact_day");
    let sms_per_tenant_day = cap(keys, "sms_per_tenant_day");
    let trusted_sites = keys
        .required("trusted_sites")
        .and_then(|field| field.each(network));
    Some(RateLimitsConfig {
        by_address: by_address?,
        by_contact: by_contact?,
        stream_per_minute: stream_per_minute?,
        codes_per_contact_day: codes_per_contact_day?,
        sms_per_contact_day: sms_per_contact_day?,
        sms_per_tenant_day: sms_per_tenant_day?,
        trusted_sites: trusted_sites?,
    })
}

/// How much a day at most; 0 says any number.
fn cap(keys: &Table<'_>, key: &'static str) -> Option<Option<NonZeroU32>> {
    let number = keys.required(key)?.number(0..=1_000_000_u32)?;
    Some(NonZeroU32::new(number))
}

fn traces(keys: &Table<'_>) -> Option<TracesConfig> {
    let endpoint = keys.required("endpoint").and_then(|field| {
        let endpoint = field.line(0..=TEXT)?;
        match endpoint {
            "" => Some(None),
            url if url.starts_with("http://") || url.starts_with("https://") => {
                Some(Some(url.to_owned()))
            }
            _ => field.refuse(
                "it is no address of a collector; write one such as `http://localhost:4318`, or none",
            ),
        }
    });
    let sampled_percent = keys
        .required("sampled_percent")
        .and_then(|field| field.number(0..=100));
    Some(TracesConfig {
        endpoint: endpoint?,
        sampled_percent: sampled_percent?,
    })
}

fn log(keys: &Table<'_>) -> Option<LogConfig> {
    let format = keys
        .required("format")
        .and_then(|field| field.one_of(&[("text", LogFormat::Text), ("json", LogFormat::Json)]));
    let filter = keys.required("filter").and_then(|field| {
        let directives = field.line(1..=TEXT)?;
        match EnvFilter::builder().parse(directives) {
            Ok(_) => Some(directives.to_owned()),
            Err(error) => field.refuse(format_args!(
                "{error}; write a level such as `info`, or `info,sqlx=warn`"
            )),
        }
    });
    Some(LogConfig {
        format: format?,
        filter: filter?,
    })
}

/// What a listening address looks like.
pub(super) const ADDRESS: &str = "an address and a port such as `127.0.0.1:8700` or `[::]:443`";

pub(super) fn seconds(keys: &Table<'_>, key: &'static str, most: u64) -> Option<Duration> {
    let seconds = keys.required(key)?.number(1..=most)?;
    Some(Duration::from_secs(seconds))
}

/// A duration written in minutes; its bound is in seconds.
fn minutes(keys: &Table<'_>, key: &'static str, most: u64) -> Option<Duration> {
    let minutes: u64 = keys.required(key)?.number(1..=most / 60)?;
    Some(Duration::from_secs(minutes * 60))
}

pub(super) fn count(field: &Field<'_>, most: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(field.number(1..=most)?)
}

fn optional_path(field: &Field<'_>) -> Option<Option<PathBuf>> {
    let path = field.line(0..=TEXT)?;
    Some((!path.is_empty()).then(|| PathBuf::from(path)))
}

/// A network, or one address as a network of its own.
fn network(field: &Field<'_>) -> Option<IpNet> {
    match field.text()?.parse::<IpAddr>() {
        Ok(address) => Some(IpNet::from(address)),
        Err(_) => field.parsed_as("an address or a network such as `10.0.0.0/8`"),
    }
}
