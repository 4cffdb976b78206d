// @generated from openapi.json by `cargo codegen generate`; edits are refused by `cargo codegen check`.
//! The contract this SDK was generated from.
/// Version of the contract.
pub const VERSION: &str = "1.1.0";
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
    /// The path below the server's URL, its parameters in braces.
    pub path: &'static str,
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
        fingerprint: "f932fef2006cff55",
        method: "GET",
        path: "/api/public/{slug}/bookings/{id}/calendar.ics",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("text/calendar"),
    },
    Operation {
        id: "booking_change",
        fingerprint: "bca836adb2fb4fd3",
        method: "PATCH",
        path: "/api/public/{slug}/bookings/{id}",
        retry_is_safe: true,
        idempotency_key: true,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "booking_create",
        fingerprint: "a143cad714f53bf6",
        method: "POST",
        path: "/api/public/{slug}/book",
        retry_is_safe: true,
        idempotency_key: true,
        stoken: Stoken::Optional,
        media_type: Some("application/json"),
    },
    Operation {
        id: "booking_list",
        fingerprint: "248b46ff81dc6866",
        method: "GET",
        path: "/api/public/{slug}/bookings",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "booking_view",
        fingerprint: "a04e477e0111611b",
        method: "GET",
        path: "/api/public/{slug}/bookings/{id}",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "contract_view",
        fingerprint: "01088f184dc1e8b0",
        method: "GET",
        path: "/api/contract",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "event_stream",
        fingerprint: "84f5f953778d99ec",
        method: "GET",
        path: "/api/public/{slug}/events",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("text/event-stream"),
    },
    Operation {
        id: "service_list",
        fingerprint: "658492835f33303f",
        method: "GET",
        path: "/api/public/{slug}/services",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "service_view",
        fingerprint: "55b72d4a679e8c37",
        method: "GET",
        path: "/api/public/{slug}/services/{serviceId}",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "session_code",
        fingerprint: "681d801de84cab04",
        method: "POST",
        path: "/api/public/{slug}/session/code",
        retry_is_safe: false,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "session_create",
        fingerprint: "20f28b58bf62b43f",
        method: "POST",
        path: "/api/public/{slug}/session",
        retry_is_safe: false,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "session_end",
        fingerprint: "7fdd925bacdbb824",
        method: "DELETE",
        path: "/api/public/{slug}/session",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: None,
    },
    Operation {
        id: "session_redeem",
        fingerprint: "7226f22536faf94c",
        method: "POST",
        path: "/api/public/{slug}/session/redeem",
        retry_is_safe: false,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "session_refresh",
        fingerprint: "33437bdf02622169",
        method: "POST",
        path: "/api/public/{slug}/session/refresh",
        retry_is_safe: false,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "session_stream",
        fingerprint: "ec547bba3ed2bccc",
        method: "POST",
        path: "/api/public/{slug}/session/stream",
        retry_is_safe: false,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "session_verify",
        fingerprint: "bba7b5a34e5c7cad",
        method: "POST",
        path: "/api/public/{slug}/session/verify",
        retry_is_safe: false,
        idempotency_key: false,
        stoken: Stoken::Required,
        media_type: Some("application/json"),
    },
    Operation {
        id: "slot_list",
        fingerprint: "6eb87bb9f6c5c795",
        method: "GET",
        path: "/api/public/{slug}/slots",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "tenant_list",
        fingerprint: "99a67cee61cbcdff",
        method: "GET",
        path: "/api/public",
        retry_is_safe: true,
        idempotency_key: false,
        stoken: Stoken::None,
        media_type: Some("application/json"),
    },
    Operation {
        id: "tenant_view",
        fingerprint: "73be7a81a0c373c6",
        method: "GET",
        path: "/api/public/{slug}",
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
