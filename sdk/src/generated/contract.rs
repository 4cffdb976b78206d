// @generated from openapi.json by `cargo codegen generate`; edits are refused by `cargo codegen check`.
//! The contract this SDK was generated from.
/// Version of the contract.
pub const VERSION: &str = "1.0.0";
/// Whether an operation takes a stoken as bearer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stoken {
    /// It takes none.
    None,
    /// It works with one and without.
    Optional,
    /// It needs one.
    Required,
}

/// One operation of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its id.
    pub id: &'static str,
    /// First 16 hex digits of the SHA-256 of its canonical contract.
    pub fingerprint: &'static str,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// Whether the same call may be sent again: it changes nothing, ends in the same state, or carries an
    /// idempotency key.
    pub retry_is_safe: bool,
    /// Whether it takes an `Idempotency-Key`.
    pub idempotency_key: bool,
    /// Whether it takes a stoken as bearer.
    pub stoken: Stoken,
    /// The media type of its success, if that has a body.
    pub media_type: Option<&'static str>,
}

/// All operations, sorted by id.
pub const OPERATIONS: &[Operation] = &[
    Operation {
        id: "booking_calendar",
        fingerprint: "72742bd1a43346e2",
        method: "GET",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("text/calendar"),
    },
    Operation {
        id: "booking_change",
        fingerprint: "5f8d9b33263b1c07",
        method: "PATCH",
        retry_is_safe: true,
        idempotency_key: true,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "booking_create",
        fingerprint: "5ce8925501c062dc",
        method: "POST",
        retry_is_safe: true,
        idempotency_key: true,
        stoken: Stoken::Optional,
        media_type: Some("application/json"),
    },
    Operation {
        id: "booking_list",
        fingerprint: "19d0ebad496c989a",
        method: "GET",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "booking_view",
        fingerprint: "1477d335a8cadb14",
        method: "GET",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "contract_view",
        fingerprint: "b1171656052ac114",
        method: "GET",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "event_stream",
        fingerprint: "640d6dc7d7cc2c7b",
        method: "GET",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("text/event-stream"),
    },
    Operation {
        id: "service_list",
        fingerprint: "8323c04885c0d06d",
        method: "GET",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "service_view",
        fingerprint: "56354158a4774458",
        method: "GET",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "session_code",
        fingerprint: "5469c10f3318f1f4",
        method: "POST",
        retry_is_safe: false,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "session_create",
        fingerprint: "c7749b0b26037249",
        method: "POST",
        retry_is_safe: false,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "session_end",
        fingerprint: "7562a3ae106beb42",
        method: "DELETE",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: None,
    },
    Operation {
        id: "session_redeem",
        fingerprint: "4979b6ce8c12b0e8",
        method: "POST",
        retry_is_safe: false,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "session_refresh",
        fingerprint: "5c7ca1a4fc4bf5c1",
        method: "POST",
        retry_is_safe: false,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "session_stream",
        fingerprint: "5f2c0b36bd6efa91",
        method: "POST",
        retry_is_safe: false,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "session_verify",
        fingerprint: "67ee60168268df03",
        method: "POST",
        retry_is_safe: false,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "slot_list",
        fingerprint: "665066b194264c3d",
        method: "GET",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "tenant_list",
        fingerprint: "e4a3ce39404c5d32",
        method: "GET",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "tenant_view",
        fingerprint: "bb8440d69a02eaec",
        method: "GET",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
];
/// The operation with this id.
#[must_use]
pub fn operation(id: &str) -> Option<&'static Operation> {
    let position = OPERATIONS.binary_search_by(|operation| operation.id.cmp(id)).ok()?;
    OPERATIONS.get(position)
}
