//! How messages are delivered: the outbox, or providers; and the worker that does it.

use std::{net::SocketAddr, num::NonZeroU32, path::PathBuf, time::Duration};

use secrecy::SecretString;
use url::{Host, Url};

use super::read::{ADDRESS, DAY, HOUR, TEXT, count, seconds};
use crate::{
    handwritten::{field::Field, table::Table},
    messages::webhook,
};

/// Where messages go.
#[derive(Clone, Debug)]
pub struct DeliveryConfig {
    /// Who takes them over.
    pub by: DeliveredBy,
    /// The folder they land in, if they aren't sent.
    pub outbox_folder: PathBuf,
    /// How long handing one over may take.
    pub timeout: Duration,
    /// Those who send them.
    pub providers: ProvidersConfig,
}

/// Who takes messages over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveredBy {
    /// Nobody: they land in a folder.
    Outbox,
    /// Those who send them.
    Providers,
}

/// Those who send messages. Without one, messages of its kind are laid aside.
#[derive(Clone, Debug)]
pub struct ProvidersConfig {
    /// Of emails.
    pub resend: Option<ResendConfig>,
    /// Of text messages.
    pub twilio: Option<TwilioConfig>,
    /// What signs Resend's reports.
    pub resend_webhook_secret: Option<SecretString>,
    /// Where the API is reached from outside, for reports.
    pub webhook_url: Option<Url>,
}

/// Resend.
#[derive(Clone, Debug)]
pub struct ResendConfig {
    /// Where it is.
    pub url: Url,
    /// What it knows us by.
    pub key: SecretString,
}

/// Twilio.
#[derive(Clone, Debug)]
pub struct TwilioConfig {
    /// Where it is.
    pub url: Url,
    /// The account's SID.
    pub account: String,
    /// What it knows us by, and what signs its reports.
    pub token: SecretString,
}

/// The worker.
#[derive(Clone, Debug)]
pub struct WorkerConfig {
    /// Where its operators' requests are answered.
    pub listen: SocketAddr,
    /// Messages handed over at once at most.
    pub concurrency: NonZeroU32,
    /// How long a message is one process's to hand over.
    pub lease: Duration,
    /// How long to wait before the second attempt; each further wait is twice as long.
    pub retry: Duration,
    /// How long it is kept what was sent and what was laid aside.
    pub retention: Duration,
}

pub(super) fn delivery(keys: &Table<'_>) -> Option<DeliveryConfig> {
    let by = keys.required("by").and_then(|field| {
        field.one_of(&[
            ("outbox", DeliveredBy::Outbox),
            ("providers", DeliveredBy::Providers),
        ])
    });
    let outbox_folder = keys
        .required("outbox_folder")
        .and_then(|field| field.line(1..=TEXT).map(PathBuf::from));
    let timeout = seconds(keys, "timeout_seconds", 60);
    let resend_url = keys.required("resend_url").and_then(|field| base(&field));
    let resend_key = secret(keys, "resend_key");
    let resend_webhook_secret = webhook_secret(keys);
    let twilio_url = keys.required("twilio_url").and_then(|field| base(&field));
    let twilio_account = keys
        .required("twilio_account")
        .and_then(|field| account(&field));
    let twilio_token = secret(keys, "twilio_token");
    let webhook_url =
        keys.required("webhook_url")
            .and_then(|field| match field.line(0..=TEXT)?.is_empty() {
                true => Some(None),
                false => base(&field).map(Some),
            });

    let resend = match (resend_key?, resend_url?) {
        (Some(key), url) => Some(ResendConfig { url, key }),
        (None, _) => None,
    };
    let twilio = match (twilio_account?, twilio_token?, twilio_url?) {
        (Some(account), Some(token), url) => Some(TwilioConfig {
            url,
            account,
            token,
        }),
        (None, None, _) => None,
        (Some(_), None, _) => {
            return keys
                .required("twilio_token")?
                .refuse("the account's token is missing");
        }
        (None, Some(_), _) => {
            return keys
                .required("twilio_account")?
                .refuse("the token's account is missing");
        }
    };
    let by = by?;
    if by == DeliveredBy::Providers && resend.is_none() && twilio.is_none() {
        return keys.required("by")?.refuse(
            "no provider is configured; set `resend_key`, or `twilio_account` and its token",
        );
    }
    if by == DeliveredBy::Outbox && (resend.is_some() || twilio.is_some()) {
        return keys.required("by")?.refuse(
            "a provider is configured beside it and would be sent nothing: messages land in a folder; write \
             \"providers\", or remove the provider's keys",
        );
    }
    Some(DeliveryConfig {
        by,
        outbox_folder: outbox_folder?,
        timeout: timeout?,
        providers: ProvidersConfig {
            resend,
            twilio,
            resend_webhook_secret: resend_webhook_secret?,
            webhook_url: webhook_url?,
        },
    })
}

pub(super) fn worker(keys: &Table<'_>) -> Option<WorkerConfig> {
    let listen = keys
        .required("listen")
        .and_then(|field| field.parsed_as(ADDRESS));
    let concurrency = keys
        .required("concurrency")
        .and_then(|field| count(&field, 100));
    let lease = seconds(keys, "lease_seconds", HOUR);
    let retry = seconds(keys, "retry_seconds", HOUR);
    let retention = keys
        .required("retention_days")
        .and_then(|field| field.number(1..=3_650_u64))
        .map(|days| Duration::from_secs(days * DAY));
    Some(WorkerConfig {
        listen: listen?,
        concurrency: concurrency?,
        lease: lease?,
        retry: retry?,
        retention: retention?,
    })
}

/// Whoever hands a message over has given up well before its lease ends.
pub(super) fn check_lease(
    whole: &Table<'_>,
    delivery: Option<&DeliveryConfig>,
    worker: Option<&WorkerConfig>,
) -> Option<()> {
    match delivery?.timeout * 2 <= worker?.lease {
        true => Some(()),
        false => whole.field().refuse(
            "worker.lease_seconds must be at least twice delivery.timeout_seconds: another process \
             takes a message up when its lease ends",
        ),
    }
}

/// A secret, if it isn't empty. What stands there is never repeated.
fn secret(keys: &Table<'_>, key: &'static str) -> Option<Option<SecretString>> {
    let text = keys.required(key)?.line(0..=TEXT)?;
    Some((!text.is_empty()).then(|| SecretString::from(text)))
}

/// What signs Resend's reports. With one that nobody signs with, every report would be refused, and nobody would
/// know why.
fn webhook_secret(keys: &Table<'_>) -> Option<Option<SecretString>> {
    const KEY: &str = "resend_webhook_secret";
    let secret = secret(keys, KEY)?;
    match secret.as_ref().map(webhook::key_of) {
        Some(None) => keys
            .required(KEY)?
            .refuse("write the signing secret as Resend shows it: `whsec_` and base64"),
        _ => Some(secret),
    }
}

/// A SID as it stands in an address.
fn account(field: &Field<'_>) -> Option<Option<String>> {
    let text = field.line(0..=64)?;
    match text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        true => Some((!text.is_empty()).then(|| text.to_owned())),
        false => field.refuse("write the account's SID, which has letters and digits only"),
    }
}

/// An address that others stand below: HTTPS, or this machine.
fn base(field: &Field<'_>) -> Option<Url> {
    let wanted =
        "write `https://` and a host, without a query; plain `http://` for this machine only";
    let Ok(url) = Url::parse(field.line(1..=TEXT)?) else {
        return field.refuse(wanted);
    };
    let here = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => return field.refuse(wanted),
    };
    let safe = url.scheme() == "https" || (url.scheme() == "http" && here);
    match safe && url.query().is_none() && url.fragment().is_none() && url.password().is_none() {
        true => Some(url),
        false => field.refuse(wanted),
    }
}
