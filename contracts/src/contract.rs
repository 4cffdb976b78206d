//! The contract's view of itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{drift::DriftThreshold, limits};

/// Which contract this server speaks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContractView {
    /// Its version.
    #[schemars(length(min = 1, max = "limits::SLUG"))]
    pub version: String,
    /// How much difference is tolerated.
    pub threshold: DriftThreshold,
    /// Its operations.
    #[schemars(length(max = "limits::PAGE"))]
    pub operations: Vec<OperationContract>,
    /// The releases whose clients are compared with it, newest first.
    #[schemars(length(max = "limits::PAGE"))]
    pub supported_releases: Vec<SupportedRelease>,
    /// Release of the IANA time zone database everything here reckons with.
    #[schemars(length(min = 1, max = "limits::SLUG"))]
    pub time_zone_database: String,
}

/// One operation's contract.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct OperationContract {
    /// Which one.
    #[schemars(length(min = 1, max = "limits::NAME"))]
    pub operation_id: String,
    /// First 16 hex digits of the SHA-256 of its canonical contract.
    #[schemars(regex(pattern = r"^[0-9a-f]{16}$"))]
    pub fingerprint: String,
}

/// A release whose clients this server still knows.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SupportedRelease {
    /// Its version.
    #[schemars(length(min = 1, max = "limits::SLUG"))]
    pub version: String,
    /// The operations of it that are refused; all others are served.
    #[schemars(length(max = "limits::PAGE"))]
    pub refused_operations: Vec<String>,
}
