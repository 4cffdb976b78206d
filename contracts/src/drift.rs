//! How much difference between a client's contract and the server's is tolerated.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How different one side of an operation may be and still be served.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Tolerance {
    /// Only the very same contract.
    Identical,
    /// What is proven harmless as well.
    Compatible,
    /// Anything that was ever released. For an emergency: clients may send what the server refuses.
    Breaking,
}

/// The difference tolerated on each side of an operation before a client is refused with
/// `500 contract_drift`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DriftThreshold {
    /// What the client sends and the server reads.
    pub request: Tolerance,
    /// What the server sends and the client reads.
    pub response: Tolerance,
}

/// The threshold this contract is served with: on both sides only what is proven harmless.
pub const DRIFT_THRESHOLD: DriftThreshold = DriftThreshold {
    request: Tolerance::Compatible,
    response: Tolerance::Compatible,
};

/// The header in which a client and the server name their contract:
/// `<contract version>; <operation fingerprint>`.
pub const CONTRACT_HEADER: &str = "Nexus-Contract";
