//! Customer sessions: what a stoken is given for, and what it may see.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    contact::{Contact, ContactKind},
    secret::{ManageToken, Stoken},
};

/// Asks for a session under a contact.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionCreate {
    /// The customer's address. Nothing is sent to it yet.
    pub contact: Contact,
}

/// How far a session has been proven.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionLevel {
    /// Somebody gave this contact: the session sees what was booked in it.
    Claimed,
    /// Its holder received a code there: the session sees everything under that contact.
    Verified,
}

/// A new session, with its secret.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// The session token: shown once, sent as `Authorization: Bearer`, kept out of URLs and logs.
    pub stoken: Stoken,
    /// What it may see.
    pub level: SessionLevel,
    /// When it ends unless it is refreshed.
    pub expires_at: DateTime<Utc>,
    /// When it ends even if it is refreshed.
    pub refreshable_until: DateTime<Utc>,
}

/// A session as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionState {
    /// What it may see.
    pub level: SessionLevel,
    /// When it ends unless it is refreshed.
    pub expires_at: DateTime<Utc>,
    /// When it ends even if it is refreshed.
    pub refreshable_until: DateTime<Utc>,
}

/// A code on its way to the session's contact.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionCode {
    /// By which way it is sent.
    pub channel: ContactKind,
    /// Until when it can be used.
    pub expires_at: DateTime<Utc>,
}

/// The code a customer received.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionVerify {
    /// Six digits.
    #[schemars(regex(pattern = r"^[0-9]{6}$"))]
    pub code: String,
}

/// The token of a manage link.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SessionRedeem {
    /// As it stands in the link; it works once.
    pub manage_token: ManageToken,
}

/// A stoken that opens event streams and nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct StreamSession {
    /// For `?stoken=` of `event_stream`.
    pub stoken: Stoken,
    /// Until when a stream can be opened with it; the stream lives on.
    pub connect_before: DateTime<Utc>,
}
