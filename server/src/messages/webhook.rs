//! What providers report of messages, later: who says so, and what it says.
//!
//! Resend signs by Svix's scheme: HMAC-SHA256 over `id.timestamp.body`. Twilio signs by HMAC-SHA1 over
//! the address it was told to report to and the form's fields, sorted. A report that isn't signed is
//! nobody's word.

use std::collections::BTreeSet;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::HeaderMap;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use serde_json::Value;
use sha1::Sha1;
use sha2::Sha256;
use url::{Url, form_urlencoded};

use super::{RESEND, TWILIO};
use crate::store::{DeliveryReport, ReportRow};

/// Path of Resend's reports.
pub const RESEND_PATH: &str = "/webhooks/resend";
/// Path of Twilio's reports.
pub const TWILIO_PATH: &str = "/webhooks/twilio";

/// How far a report's time may be from now.
const TOLERANCE: SignedDuration = SignedDuration::from_mins(5);
/// Signatures read of one report: one a secret that is being replaced.
const SIGNATURES: usize = 8;
/// Characters kept of a provider's own words.
const WORD: usize = 64;

/// A report of a message of one tenant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedReport {
    /// The tenant's slug.
    pub tenant: String,
    /// What is reported.
    pub report: DeliveryReport,
}

/// Nobody's word: it isn't signed, or not by whom it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the report isn't signed")]
pub struct Unsigned;

/// What became of a message, by everything that was reported of it: reports come in any order, and what is
/// known to be the end hides what only passed. Nothing, if nothing was reported.
#[must_use]
pub fn standing(reports: &[ReportRow]) -> Option<&str> {
    let rank = |report: &&ReportRow| match report.status.as_str() {
        "bounced" | "failed" | "suppressed" | "undelivered" => 3,
        "complained" => 2,
        "delivered" => 1,
        _ => 0,
    };
    let end = reports
        .iter()
        .max_by_key(|report| (rank(report), report.at));
    end.map(|report| report.status.as_str())
}

/// Where Twilio is told to report to, below the API's address.
#[must_use]
pub fn twilio_address(base: &Url) -> Url {
    let mut address = base.clone();
    let path = format!("{}{TWILIO_PATH}", base.path().trim_end_matches('/'));
    address.set_path(&path);
    address
}

/// Reads a report of Resend; nothing if it is of no message of ours, or of nothing that is kept.
///
/// # Errors
/// When it isn't signed with the secret, or was signed too long ago.
pub fn read_resend(
    secret: &SecretString,
    headers: &HeaderMap,
    body: &[u8],
    now: Timestamp,
) -> Result<Option<SignedReport>, Unsigned> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let (Some(id), Some(sent), Some(signatures)) = (
        header("svix-id"),
        header("svix-timestamp"),
        header("svix-signature"),
    ) else {
        return Err(Unsigned);
    };
    let at = sent
        .parse()
        .ok()
        .and_then(|at| Timestamp::from_second(at).ok());
    let at = at.ok_or(Unsigned)?;
    if now.duration_since(at).abs() > TOLERANCE {
        return Err(Unsigned);
    }
    let key = key_of(secret).ok_or(Unsigned)?;
    let mac = Hmac::<Sha256>::new_from_slice(&key)
        .map_err(|_| Unsigned)?
        .chain_update(format!("{id}.{sent}."))
        .chain_update(body);
    let signed = signatures
        .split_whitespace()
        .take(SIGNATURES)
        .filter_map(|signature| STANDARD.decode(signature.strip_prefix("v1,")?).ok())
        .any(|signature| mac.clone().verify_slice(&signature).is_ok());
    match signed {
        true => Ok(resend_report(id, at, body)),
        false => Err(Unsigned),
    }
}

/// What a secret as Resend shows it signs with; nothing, if it is none.
#[must_use]
pub fn key_of(secret: &SecretString) -> Option<Vec<u8>> {
    let secret = secret.expose_secret();
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap_or(secret));
    key.ok().filter(|key| !key.is_empty())
}

#[derive(Deserialize)]
struct ResendEvent {
    r#type: String,
    data: ResendData,
}

#[derive(Deserialize)]
struct ResendData {
    #[serde(default)]
    tags: Value,
    #[serde(default)]
    bounce: Option<ResendBounce>,
}

#[derive(Deserialize)]
struct ResendBounce {
    #[serde(default, rename = "subType")]
    sub_type: Option<String>,
    #[serde(default)]
    r#type: Option<String>,
}

impl ResendData {
    /// A tag of the message: reports write them as an object, or as they were sent.
    fn tag(&self, name: &str) -> Option<&str> {
        match &self.tags {
            Value::Object(tags) => tags.get(name)?.as_str(),
            Value::Array(tags) => tags
                .iter()
                .find(|tag| tag.get("name").and_then(Value::as_str) == Some(name))?
                .get("value")?
                .as_str(),
            _ => None,
        }
    }
}

fn resend_report(id: &str, at: Timestamp, body: &[u8]) -> Option<SignedReport> {
    let event: ResendEvent = serde_json::from_slice(body).ok()?;
    let status = match event.r#type.as_str() {
        "email.delivered" => "delivered",
        "email.bounced" => "bounced",
        "email.complained" => "complained",
        "email.failed" => "failed",
        "email.suppressed" => "suppressed",
        "email.delivery_delayed" => "delayed",
        _ => return None,
    };
    let bounce = event.data.bounce.as_ref();
    let reason = bounce.and_then(|bounce| bounce.sub_type.as_ref().or(bounce.r#type.as_ref()));
    Some(SignedReport {
        tenant: event.data.tag("tenant")?.to_owned(),
        report: DeliveryReport {
            provider: RESEND.to_owned(),
            event_id: id.chars().take(WORD * 2).collect(),
            message_id: event.data.tag("message")?.to_owned(),
            status: status.to_owned(),
            reason: reason.and_then(|word| plain_word(word)),
            at,
        },
    })
}

/// Reads a report of Twilio, sent to `address` (with its query); nothing if it is of no message of ours,
/// or of nothing that is kept.
///
/// # Errors
/// When it isn't signed with the token.
pub fn read_twilio(
    token: &SecretString,
    address: &Url,
    headers: &HeaderMap,
    body: &[u8],
    now: Timestamp,
) -> Result<Option<SignedReport>, Unsigned> {
    let signature = headers
        .get("x-twilio-signature")
        .and_then(|value| STANDARD.decode(value.as_bytes()).ok())
        .ok_or(Unsigned)?;
    let fields: BTreeSet<(String, String)> = form_urlencoded::parse(body).into_owned().collect();
    let mac = Hmac::<Sha1>::new_from_slice(token.expose_secret().as_bytes())
        .map_err(|_| Unsigned)?
        .chain_update(address.as_str());
    let mac = fields.iter().fold(mac, |mac, (name, value)| {
        mac.chain_update(name).chain_update(value)
    });
    mac.verify_slice(&signature).map_err(|_| Unsigned)?;
    Ok(twilio_report(address, &fields, now))
}

fn twilio_report(
    address: &Url,
    fields: &BTreeSet<(String, String)>,
    now: Timestamp,
) -> Option<SignedReport> {
    let field = |name: &str| {
        let mut found = fields.iter().filter(|(field, _)| field == name);
        found.next().map(|(_, value)| value.as_str())
    };
    let asked = |name: &str| {
        let mut found = address.query_pairs().filter(|(field, _)| field == name);
        found.next().map(|(_, value)| value.into_owned())
    };
    let (sid, status) = (field("MessageSid")?, field("MessageStatus")?);
    let kept = ["sent", "delivered", "undelivered", "failed"];
    let status = kept.into_iter().find(|kept| *kept == status)?;
    Some(SignedReport {
        tenant: asked("tenant")?,
        report: DeliveryReport {
            provider: TWILIO.to_owned(),
            event_id: format!("{} {status}", sid.chars().take(WORD).collect::<String>()),
            message_id: asked("message")?,
            status: status.to_owned(),
            reason: field("ErrorCode").and_then(plain_word),
            at: now,
        },
    })
}

/// A provider's word, if it is one: anything longer may be about a person.
fn plain_word(word: &str) -> Option<String> {
    let plain = word.len() <= WORD && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (plain && !word.is_empty()).then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pairs = pairs.iter().map(|(name, value)| {
            let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
            (name, http::HeaderValue::from_str(value).unwrap())
        });
        pairs.collect()
    }

    #[test]
    fn the_end_of_a_message_is_told_whatever_was_reported_last() {
        let reported = |statuses: &[&str]| {
            let report = |(status, at): (&&str, i64)| ReportRow {
                status: (*status).to_owned(),
                reason: None,
                at: Timestamp::from_second(at).ok(),
            };
            let reports: Vec<ReportRow> = statuses.iter().zip(0_i64..).map(report).collect();
            standing(&reports).map(str::to_owned)
        };
        for (statuses, end) in [
            (vec!["bounced", "sent"], "bounced"),
            (vec!["bounced", "delivered"], "bounced"),
            (vec!["delivered", "delayed"], "delivered"),
            (vec!["complained", "delivered"], "complained"),
            (vec!["sent", "delayed"], "delayed"),
        ] {
            assert_eq!(reported(&statuses).as_deref(), Some(end), "{statuses:?}");
        }
        assert_eq!(reported(&[]), None);
    }

    /// The example of Svix's own documentation.
    #[test]
    fn the_example_of_the_scheme_is_signed_and_nothing_else_is() {
        let secret = SecretString::from("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        let body = br#"{"test": 2432232314}"#;
        let signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        let signed = |signature: &str, sent: &str| {
            headers(&[
                ("svix-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
                ("svix-timestamp", sent),
                ("svix-signature", signature),
            ])
        };
        let now = Timestamp::from_second(1_614_265_330 + 200).unwrap();
        let read = |headers: &HeaderMap, body: &[u8]| read_resend(&secret, headers, body, now);
        assert_eq!(read(&signed(signature, "1614265330"), body), Ok(None));
        let several = format!("v1,AAAA v2,BBBB {signature}");
        assert_eq!(read(&signed(&several, "1614265330"), body), Ok(None));
        assert_eq!(read(&signed(signature, "1614265330"), b"{}"), Err(Unsigned));
        assert_eq!(read(&signed(signature, "1614265331"), body), Err(Unsigned));
        assert_eq!(read(&signed("v1,AAAA", "1614265330"), body), Err(Unsigned));
        let late = now.checked_add(TOLERANCE).unwrap();
        let late = read_resend(&secret, &signed(signature, "1614265330"), body, late);
        assert_eq!(late, Err(Unsigned), "it may be a copy");
    }

    /// The example of Twilio's own documentation.
    #[test]
    fn the_example_of_twilio_is_signed_and_nothing_else_is() {
        let address = Url::parse("https://mycompany.com/myapp.php?foo=1&bar=2").unwrap();
        let body = b"CallSid=CA1234567890ABCDE&Caller=%2B12349013030&Digits=1234&From=%2B12349013030&To=%2B18005551212";
        let signed = headers(&[("x-twilio-signature", "0/KCTR6DLpKmkAf8muzZqo1nDgQ=")]);
        let now = Timestamp::UNIX_EPOCH;
        let read =
            |token: &str| read_twilio(&SecretString::from(token), &address, &signed, body, now);
        assert_eq!(read("12345"), Ok(None));
        assert_eq!(read("12346"), Err(Unsigned));
    }
}
