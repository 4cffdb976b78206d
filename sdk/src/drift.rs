//! Drift: this client and the server were built from different contracts.

use std::fmt;

use reqwest::header::HeaderMap;

use crate::{
    contract,
    types::{ApiError, DriftPlace},
};

/// The header in which both sides name their contract: `<contract version>; <operation fingerprint>`.
pub(crate) const CONTRACT_HEADER: &str = "nexus-contract";

/// The place of a refusal for what that header says.
const CONTRACT_PLACE: &str = "header:Nexus-Contract";

/// Places that are written out; more are counted.
const PLACES_SHOWN: usize = 10;

/// Which half of a call doesn't fit the other side's contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The server refused what this client would send or did send. Nothing was read or written.
    Request,
    /// This client can't read what the server answered. The server may well have done what it was
    /// asked to.
    Response,
}

/// Where and how this client's contract differs from the server's.
///
/// Nothing here is a value of a request or an answer: places and types only, so it can be logged.
#[derive(Clone, Debug, PartialEq)]
pub struct Drift {
    /// Which operation, if it is known.
    pub operation: Option<String>,
    /// Which half of the call.
    pub side: Side,
    /// The server's contract version, if it named one.
    pub server_version: Option<String>,
    /// The contract version this client was built from.
    pub client_version: String,
    /// Where the two differ; empty if the fingerprints alone told.
    pub places: Vec<DriftPlace>,
    /// What to do about it.
    pub advice: String,
    /// The request's name in the server's log, if the server gave it one.
    pub request_id: Option<String>,
}

impl Drift {
    /// The answer to `operation` doesn't fit the contract at these places.
    pub(crate) fn of_answer(
        operation: Option<&str>,
        server_version: Option<String>,
        places: Vec<DriftPlace>,
    ) -> Self {
        let server = match &server_version {
            Some(version) => format!("contract {version} of the server"),
            None => "the server's contract".to_owned(),
        };
        Self {
            operation: operation.map(str::to_owned),
            side: Side::Response,
            server_version,
            client_version: contract::VERSION.to_owned(),
            places,
            advice: format!(
                "Update this site to an SDK generated from {server} and deploy it again; if the URL \
                 isn't that of a Nexus server, correct it."
            ),
            request_id: None,
        }
    }

    /// The server's own account of it, if that is what `error` is.
    pub(crate) fn of_error(error: &ApiError) -> Option<Self> {
        let ApiError::ContractDrift {
            advice,
            client_version,
            operation_id,
            places,
            request_id,
            server_version,
            ..
        } = error
        else {
            return None;
        };
        Some(Self {
            operation: Some(operation_id.clone()),
            side: Side::Request,
            server_version: Some(server_version.clone()),
            client_version: client_version
                .clone()
                .unwrap_or_else(|| contract::VERSION.to_owned()),
            places: places.clone(),
            advice: advice.clone(),
            request_id: Some(request_id.clone()),
        })
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.operation.as_deref().unwrap_or("an operation");
        let server = self.server_version.as_deref().unwrap_or("unknown");
        write!(
            f,
            "contract drift at {operation}: the server speaks contract {server}, this client {}",
            self.client_version
        )?;
        if self.places.is_empty() && self.server_version.as_ref() == Some(&self.client_version) {
            f.write_str(" by the same number, so one of the two was not built from a release")?;
        }
        f.write_str(match self.side {
            Side::Request => "; the call was refused and nothing was stored",
            Side::Response => "; the answer doesn't fit this client's contract",
        })?;
        for (index, place) in self.places.iter().take(PLACES_SHOWN).enumerate() {
            f.write_str(if index == 0 { ": " } else { ", " })?;
            let at = if place.at.is_empty() {
                "the whole"
            } else {
                &place.at
            };
            if at.eq_ignore_ascii_case(CONTRACT_PLACE) {
                let own = contract::operation(operation);
                let own = own.map_or("unknown", |operation| operation.fingerprint);
                write!(
                    f,
                    "this client's contract of it is `{}; {own}`, and the server takes {}",
                    self.client_version, place.expected
                )?;
                continue;
            }
            write!(
                f,
                "{at} should be {} but is {}",
                place.expected, place.found
            )?;
        }
        if let Some(more) = self
            .places
            .len()
            .checked_sub(PLACES_SHOWN)
            .filter(|more| *more > 0)
        {
            write!(f, ", and {more} more")?;
        }
        write!(f, ". {}", self.advice)
    }
}

/// What the server says of its contract in an answer's headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) version: String,
    pub(crate) fingerprint: String,
}

impl Named {
    pub(crate) fn in_headers(headers: &HeaderMap) -> Option<Self> {
        let text = headers.get(CONTRACT_HEADER)?.to_str().ok()?;
        let (version, fingerprint) = text.split_once(';')?;
        let (version, fingerprint) = (version.trim(), fingerprint.trim());
        (!version.is_empty() && !fingerprint.is_empty()).then(|| Self {
            version: version.to_owned(),
            fingerprint: fingerprint.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(value: &str) -> Option<Named> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTRACT_HEADER, value.parse().unwrap());
        Named::in_headers(&headers)
    }

    #[test]
    fn the_contract_header_names_version_and_fingerprint() {
        let named = named("1.2.0; 0123456789abcdef").unwrap();
        assert_eq!(named.version, "1.2.0");
        assert_eq!(named.fingerprint, "0123456789abcdef");
    }

    #[test]
    fn a_contract_header_of_another_form_names_nothing() {
        for value in ["", "1.2.0", ";", "1.2.0;", "; 0123456789abcdef"] {
            assert_eq!(named(value), None, "{value:?}");
        }
    }

    #[test]
    fn drift_says_which_sides_where_and_what_to_do() {
        let drift = Drift::of_answer(
            Some("slot_list"),
            Some("2.0.0".to_owned()),
            vec![DriftPlace {
                at: "/data/0/end".to_owned(),
                expected: "a value".to_owned(),
                found: "missing".to_owned(),
            }],
        );
        let text = drift.to_string();
        for part in [
            "slot_list",
            "2.0.0",
            contract::VERSION,
            "/data/0/end",
            "Update this site",
        ] {
            assert!(text.contains(part), "{part:?} is missing in {text:?}");
        }
    }

    #[test]
    fn a_refused_contract_is_told_by_both_fingerprints() {
        let Some(own) = contract::operation("slot_list") else {
            panic!("the contract has slot_list")
        };
        let drift = Drift {
            operation: Some("slot_list".to_owned()),
            side: Side::Request,
            server_version: Some(contract::VERSION.to_owned()),
            client_version: contract::VERSION.to_owned(),
            places: vec![DriftPlace {
                at: "header:Nexus-Contract".to_owned(),
                expected: "`9.9.9; 0123456789abcdef`, or that of a supported release".to_owned(),
                found: "string".to_owned(),
            }],
            advice: String::new(),
            request_id: None,
        };
        let text = drift.to_string();
        let both = format!(
            "this client's contract of it is `{}; {}`, and the server takes `9.9.9; 0123456789abcdef`",
            contract::VERSION,
            own.fingerprint
        );
        assert!(text.contains(&both), "{text}");
        assert!(!text.contains("string"), "{text}");
    }
}
