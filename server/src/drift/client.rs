//! Which contract a client names in `Nexus-Contract`, and whether it is served.
//!
//! Answering costs look-ups only: `cargo codegen generate` has compared every release with this
//! contract and wrote the differences into a table of the server.

use http::HeaderMap;
use scheduler_contracts::drift::{CONTRACT_HEADER, DriftThreshold, Tolerance};

/// Digits of a fingerprint.
const FINGERPRINT: usize = 16;
/// Characters of a version that are believed.
const VERSION: usize = 64;
/// What a version is called that was never released.
pub const UNKNOWN: &str = "unknown";

/// The contract this server was built from, and all it knows of the released ones.
#[derive(Clone, Copy, Debug)]
pub struct ServedContract {
    /// Its version.
    pub version: &'static str,
    /// Its operations: id and fingerprint.
    pub operations: &'static [(&'static str, &'static str)],
    /// The supported releases, newest first.
    pub releases: &'static [Release],
}

/// A released contract, as it compares with the one served.
#[derive(Clone, Copy, Debug)]
pub struct Release {
    /// Its version.
    pub version: &'static str,
    /// All its operations, those that are gone by now among them.
    pub operations: &'static [ReleasedOperation],
}

/// An operation of a release, as it compares with the one served.
#[derive(Clone, Copy, Debug)]
pub struct ReleasedOperation {
    /// Which one.
    pub operation_id: &'static str,
    /// Its fingerprint in that release.
    pub fingerprint: &'static str,
    /// How what its clients send differs.
    pub request: Tolerance,
    /// How what its clients read differs.
    pub response: Tolerance,
}

/// What a client's header says of its contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientContract {
    /// Nothing: it isn't an SDK of ours. It is served if the request's shape agrees.
    Unnamed,
    /// The very contract of this server.
    Same,
    /// That of a release whose difference is within the threshold. It is served and counted.
    Tolerated {
        /// Which release.
        version: &'static str,
        /// How what it sends differs.
        request: Tolerance,
        /// How what it reads differs.
        response: Tolerance,
    },
    /// Another one: `500 contract_drift`, nothing read or written.
    Refused {
        /// The version it names, if that is one. It may never have been released: metrics are
        /// labelled by [`ServedContract::label`].
        client_version: Option<String>,
        /// Why.
        reason: Refusal,
    },
}

/// Why a client's contract is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// The header isn't `<contract version>; <operation fingerprint>`.
    Malformed,
    /// No supported release has this operation contract under this version.
    Unknown,
    /// A release has it, and differs by more than is tolerated.
    BeyondThreshold,
}

/// The contract a client names, as it named it; `None` unless it is one header of a version and a fingerprint.
#[must_use]
pub fn client_contract(headers: &HeaderMap) -> Option<String> {
    let named = Named::read(header_of(headers)?);
    Some(format!("{}; {}", named.version?, named.fingerprint?))
}

/// The header's text: nothing if there is no header, and empty, which names no contract, if there are several or
/// it is no text.
fn header_of(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(CONTRACT_HEADER).iter();
    match (values.next(), values.next()) {
        (None, _) => None,
        (Some(value), None) => Some(value.to_str().unwrap_or_default()),
        (Some(_), Some(_)) => Some(""),
    }
}

impl Refusal {
    /// As a metric's label and a log's field name it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Malformed => "malformed_header",
            Self::Unknown => "unknown_contract",
            Self::BeyondThreshold => "beyond_threshold",
        }
    }
}

impl ReleasedOperation {
    /// Whether its clients are served.
    #[must_use]
    pub fn is_within(&self, threshold: DriftThreshold) -> bool {
        self.request <= threshold.request && self.response <= threshold.response
    }
}

impl Release {
    /// The operations of this release whose clients are refused.
    pub fn refused(&self, threshold: DriftThreshold) -> impl Iterator<Item = &'static str> + use<> {
        self.operations
            .iter()
            .filter(move |operation| !operation.is_within(threshold))
            .map(|operation| operation.operation_id)
    }
}

impl ServedContract {
    /// The server's own fingerprint of an operation.
    #[must_use]
    pub fn fingerprint(&self, operation_id: &str) -> Option<&'static str> {
        self.operations
            .iter()
            .find(|(id, _)| *id == operation_id)
            .map(|(_, fingerprint)| *fingerprint)
    }

    /// What the server names in `Nexus-Contract` on every answer of an operation.
    #[must_use]
    pub fn header(&self, operation_id: &str) -> Option<String> {
        let fingerprint = self.fingerprint(operation_id)?;
        Some(format!("{}; {fingerprint}", self.version))
    }

    /// A version as a metric may be labelled by it: its own, a released one, or `unknown`, so that
    /// nobody can mint labels.
    #[must_use]
    pub fn label(&self, client_version: Option<&str>) -> &'static str {
        let versions = self.releases.iter().map(|release| release.version);
        std::iter::once(self.version)
            .chain(versions)
            .find(|version| Some(*version) == client_version)
            .unwrap_or(UNKNOWN)
    }

    /// Judges the client of a request by its headers.
    #[must_use]
    pub fn judge(
        &self,
        threshold: DriftThreshold,
        operation_id: &str,
        headers: &HeaderMap,
    ) -> ClientContract {
        let Some(text) = header_of(headers) else {
            return ClientContract::Unnamed;
        };
        let named = Named::read(text);
        let (Some(version), Some(fingerprint)) = (named.version, named.fingerprint) else {
            return refused(named.version, Refusal::Malformed);
        };
        if self.fingerprint(operation_id) == Some(fingerprint) {
            return ClientContract::Same;
        }
        let released = self
            .releases
            .iter()
            .find(|release| release.version == version)
            .and_then(|release| {
                let operation = release.operations.iter().find(|operation| {
                    operation.operation_id == operation_id && operation.fingerprint == fingerprint
                })?;
                Some((release.version, operation))
            });
        match released {
            None => refused(Some(version), Refusal::Unknown),
            Some((version, operation)) if operation.is_within(threshold) => {
                ClientContract::Tolerated {
                    version,
                    request: operation.request,
                    response: operation.response,
                }
            }
            Some((version, _)) => refused(Some(version), Refusal::BeyondThreshold),
        }
    }
}

fn refused(version: Option<&str>, reason: Refusal) -> ClientContract {
    ClientContract::Refused {
        client_version: version.map(str::to_owned),
        reason,
    }
}

/// The two parts of a header, each as far as it can be believed.
struct Named<'h> {
    version: Option<&'h str>,
    fingerprint: Option<&'h str>,
}

impl<'h> Named<'h> {
    fn read(text: &'h str) -> Self {
        let (version, fingerprint) = text.split_once(';').unwrap_or((text, ""));
        let (version, fingerprint) = (version.trim(), fingerprint.trim());
        let is_version = version.len() <= VERSION && semver::Version::parse(version).is_ok();
        let is_fingerprint = fingerprint.len() == FINGERPRINT
            && fingerprint
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        Self {
            version: is_version.then_some(version),
            fingerprint: is_fingerprint.then_some(fingerprint),
        }
    }
}
