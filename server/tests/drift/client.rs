//! A client is served by how its contract differs, never by what it claims.

use http::{HeaderMap, HeaderValue};
use proptest::prelude::*;
use scheduler_contracts::drift::{DRIFT_THRESHOLD, DriftThreshold, Tolerance};
use scheduler_server::drift::{
    ClientContract, Refusal, Release, ReleasedOperation, ServedContract, client::UNKNOWN,
};

const OWN: &str = "0000000000000000";
const HARMLESS: &str = "1111111111111111";
const BREAKING: &str = "2222222222222222";
const ONE_SIDED: &str = "3333333333333333";

const fn released(
    operation_id: &'static str,
    fingerprint: &'static str,
    request: Tolerance,
    response: Tolerance,
) -> ReleasedOperation {
    ReleasedOperation {
        operation_id,
        fingerprint,
        request,
        response,
    }
}

const SERVED: ServedContract = ServedContract {
    version: "2.0.0",
    operations: &[("booking_create", OWN), ("slot_list", OWN)],
    releases: &[
        Release {
            version: "1.2.0",
            operations: &[
                released(
                    "booking_create",
                    HARMLESS,
                    Tolerance::Compatible,
                    Tolerance::Identical,
                ),
                released(
                    "slot_list",
                    ONE_SIDED,
                    Tolerance::Identical,
                    Tolerance::Breaking,
                ),
            ],
        },
        Release {
            version: "1.1.0",
            operations: &[
                released(
                    "booking_create",
                    BREAKING,
                    Tolerance::Breaking,
                    Tolerance::Identical,
                ),
                released(
                    "booking_erase",
                    OWN,
                    Tolerance::Breaking,
                    Tolerance::Breaking,
                ),
            ],
        },
    ],
};

fn judged(operation: &str, header: &str) -> ClientContract {
    let mut headers = HeaderMap::new();
    headers.insert(
        "nexus-contract",
        HeaderValue::from_str(header).expect("a header"),
    );
    SERVED.judge(DRIFT_THRESHOLD, operation, &headers)
}

fn refused(version: Option<&str>, reason: Refusal) -> ClientContract {
    ClientContract::Refused {
        client_version: version.map(str::to_owned),
        reason,
    }
}

#[test]
fn a_client_without_the_header_is_unnamed() {
    let none = HeaderMap::new();
    assert_eq!(
        SERVED.judge(DRIFT_THRESHOLD, "booking_create", &none),
        ClientContract::Unnamed
    );
}

#[test]
fn the_same_operation_contract_is_served_under_any_version() {
    for version in ["2.0.0", "1.2.0", "9.9.9"] {
        let header = format!("{version}; {OWN}");
        assert_eq!(judged("booking_create", &header), ClientContract::Same);
    }
}

#[test]
fn a_release_is_served_within_the_threshold() {
    assert_eq!(
        judged("booking_create", &format!("1.2.0; {HARMLESS}")),
        ClientContract::Tolerated {
            version: "1.2.0",
            request: Tolerance::Compatible,
            response: Tolerance::Identical,
        }
    );
    for (operation, header, version) in [
        ("booking_create", format!("1.1.0; {BREAKING}"), "1.1.0"),
        ("slot_list", format!("1.2.0;{ONE_SIDED}"), "1.2.0"),
        ("booking_erase", format!("1.1.0; {OWN}"), "1.1.0"),
    ] {
        assert_eq!(
            judged(operation, &header),
            refused(Some(version), Refusal::BeyondThreshold)
        );
    }
}

#[test]
fn the_threshold_decides_each_side_alone() {
    let mut headers = HeaderMap::new();
    let header = format!("1.2.0; {ONE_SIDED}");
    headers.insert(
        "Nexus-Contract",
        HeaderValue::from_str(&header).expect("a header"),
    );
    let judge = |request, response| {
        let threshold = DriftThreshold { request, response };
        SERVED.judge(threshold, "slot_list", &headers)
    };
    assert!(matches!(
        judge(Tolerance::Identical, Tolerance::Breaking),
        ClientContract::Tolerated { .. }
    ));
    assert!(matches!(
        judge(Tolerance::Breaking, Tolerance::Compatible),
        ClientContract::Refused { .. }
    ));
    let refused: Vec<_> = SERVED.releases[0].refused(DRIFT_THRESHOLD).collect();
    assert_eq!(refused, ["slot_list"]);
}

#[test]
fn what_was_never_released_is_refused() {
    for (header, version) in [
        (format!("2.0.0; {HARMLESS}"), "2.0.0"),
        (format!("1.1.0; {HARMLESS}"), "1.1.0"),
        (
            format!("1.2.0-dev.1+local; {HARMLESS}"),
            "1.2.0-dev.1+local",
        ),
    ] {
        assert_eq!(
            judged("booking_create", &header),
            refused(Some(version), Refusal::Unknown)
        );
    }
    assert!(matches!(
        judged("nothing_known", &format!("2.0.0; {OWN}")),
        ClientContract::Refused { .. }
    ));
}

#[test]
fn a_malformed_header_is_refused_and_only_a_version_is_believed() {
    let long = format!("1.0.0-{}", "a".repeat(64));
    for (header, version) in [
        (String::new(), None),
        ("1.2.0".to_owned(), Some("1.2.0")),
        (format!("latest; {OWN}"), None),
        (format!("{long}; {OWN}"), None),
        ("1.2.0; 1111".to_owned(), Some("1.2.0")),
        ("1.2.0; ABCDEFABCDEFABCD".to_owned(), Some("1.2.0")),
        (format!("1.2.0; {OWN}; x"), Some("1.2.0")),
        (format!("1.2.0; {OWN}, 1.2.0; {OWN}"), Some("1.2.0")),
        (OWN.to_owned(), None),
    ] {
        assert_eq!(
            judged("booking_create", &header),
            refused(version, Refusal::Malformed),
            "{header}"
        );
    }
    let mut twice = HeaderMap::new();
    let header = HeaderValue::from_str(&format!("2.0.0; {OWN}")).expect("a header");
    twice.append("nexus-contract", header.clone());
    twice.append("nexus-contract", header);
    assert_eq!(
        SERVED.judge(DRIFT_THRESHOLD, "booking_create", &twice),
        refused(None, Refusal::Malformed)
    );
}

#[test]
fn nobody_can_mint_labels() {
    assert_eq!(SERVED.label(Some("1.2.0")), "1.2.0");
    assert_eq!(SERVED.label(Some("2.0.0")), "2.0.0");
    for version in [None, Some("1.2.1"), Some(""), Some("1.2.0-dev.1+local")] {
        assert_eq!(SERVED.label(version), UNKNOWN);
    }
}

#[test]
fn the_server_names_its_own_contract() {
    assert_eq!(
        SERVED.header("slot_list").as_deref(),
        Some("2.0.0; 0000000000000000")
    );
    assert_eq!(SERVED.header("nothing_known"), None);
}

proptest! {
    #[test]
    fn any_header_gets_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(value) = HeaderValue::from_bytes(&bytes) {
            let mut headers = HeaderMap::new();
            headers.insert("nexus-contract", value);
            let judged = SERVED.judge(DRIFT_THRESHOLD, "booking_create", &headers);
            if let ClientContract::Refused { client_version: Some(version), .. } = judged {
                prop_assert!(version.len() <= 64 && semver::Version::parse(&version).is_ok());
            }
        }
    }
}
