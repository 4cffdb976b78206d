// @generated from openapi.json by `cargo codegen generate`; edits are refused by `cargo codegen check`.
//! The contract this server was compiled with, and how every supported release differs from it.
/// Version of the contract.
pub const VERSION: &str = "1.0.0";
/// One operation of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its id.
    pub id: &'static str,
    /// First 16 hex digits of the SHA-256 of its canonical contract.
    pub fingerprint: &'static str,
}

/// How one side of an operation differs between a release and this contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// Not at all.
    Identical,
    /// In ways that are proven harmless.
    Compatible,
    /// In ways that break, or that aren't proven harmless.
    Breaking,
}

/// One operation of a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReleasedOperation {
    /// Its id.
    pub id: &'static str,
    /// Its fingerprint in that release.
    pub fingerprint: &'static str,
    /// How its request differs.
    pub request: Difference,
    /// How its response differs.
    pub response: Difference,
}

/// A supported release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its version.
    pub version: &'static str,
    /// Its operations, sorted by id.
    pub operations: &'static [ReleasedOperation],
}

/// All operations, sorted by id.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        id: "booking_calendar",
        fingerprint: "72742bd1a43346e2",
    },
    Operation {
        id: "booking_change",
        fingerprint: "5f8d9b33263b1c07",
    },
    Operation {
        id: "booking_create",
        fingerprint: "5ce8925501c062dc",
    },
    Operation {
        id: "booking_list",
        fingerprint: "19d0ebad496c989a",
    },
    Operation {
        id: "booking_view",
        fingerprint: "1477d335a8cadb14",
    },
    Operation {
        id: "contract_view",
        fingerprint: "b1171656052ac114",
    },
    Operation {
        id: "event_stream",
        fingerprint: "f49c626848ce9d3d",
    },
    Operation {
        id: "service_list",
        fingerprint: "8323c04885c0d06d",
    },
    Operation {
        id: "service_view",
        fingerprint: "56354158a4774458",
    },
    Operation {
        id: "session_code",
        fingerprint: "5469c10f3318f1f4",
    },
    Operation {
        id: "session_create",
        fingerprint: "8427e8f5bf904b97",
    },
    Operation {
        id: "session_end",
        fingerprint: "7562a3ae106beb42",
    },
    Operation {
        id: "session_redeem",
        fingerprint: "f0cec38fa8945e05",
    },
    Operation {
        id: "session_refresh",
        fingerprint: "5c7ca1a4fc4bf5c1",
    },
    Operation {
        id: "session_stream",
        fingerprint: "2ed7f6640d0693e1",
    },
    Operation {
        id: "session_verify",
        fingerprint: "67ee60168268df03",
    },
    Operation {
        id: "slot_list",
        fingerprint: "665066b194264c3d",
    },
    Operation {
        id: "tenant_list",
        fingerprint: "e4a3ce39404c5d32",
    },
    Operation {
        id: "tenant_view",
        fingerprint: "bb8440d69a02eaec",
    },
];
/// The supported releases, newest first.
pub const RELEASES: &[Release] = &[];
