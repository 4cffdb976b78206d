// @generated from openapi.json by `cargo codegen generate`; edits are refused by `cargo codegen check`.
//! The contract this server was compiled with, and how every supported release differs from it.
use scheduler_contracts::drift::Tolerance;
use crate::drift::{Release, ReleasedOperation, ServedContract};
/// The contract this server was compiled with.
pub const SERVED: ServedContract = ServedContract {
    version: "1.1.0",
    operations: &[
        ("booking_calendar", "f932fef2006cff55"),
        ("booking_change", "bca836adb2fb4fd3"),
        ("booking_create", "a143cad714f53bf6"),
        ("booking_list", "248b46ff81dc6866"),
        ("booking_view", "a04e477e0111611b"),
        ("contract_view", "01088f184dc1e8b0"),
        ("event_stream", "84f5f953778d99ec"),
        ("service_list", "658492835f33303f"),
        ("service_view", "55b72d4a679e8c37"),
        ("session_code", "681d801de84cab04"),
        ("session_create", "20f28b58bf62b43f"),
        ("session_end", "7fdd925bacdbb824"),
        ("session_redeem", "7226f22536faf94c"),
        ("session_refresh", "33437bdf02622169"),
        ("session_stream", "ec547bba3ed2bccc"),
        ("session_verify", "bba7b5a34e5c7cad"),
        ("slot_list", "6eb87bb9f6c5c795"),
        ("tenant_list", "99a67cee61cbcdff"),
        ("tenant_view", "73be7a81a0c373c6"),
    ],
    releases: &[
        Release {
            version: "1.0.0",
            operations: &[
                ReleasedOperation {
                    operation_id: "booking_calendar",
                    fingerprint: "72742bd1a43346e2",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "booking_change",
                    fingerprint: "5f8d9b33263b1c07",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "booking_create",
                    fingerprint: "5ce8925501c062dc",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "booking_list",
                    fingerprint: "19d0ebad496c989a",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "booking_view",
                    fingerprint: "1477d335a8cadb14",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "contract_view",
                    fingerprint: "b1171656052ac114",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "event_stream",
                    fingerprint: "640d6dc7d7cc2c7b",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "service_list",
                    fingerprint: "8323c04885c0d06d",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "service_view",
                    fingerprint: "56354158a4774458",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "session_code",
                    fingerprint: "5469c10f3318f1f4",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "session_create",
                    fingerprint: "c7749b0b26037249",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "session_end",
                    fingerprint: "7562a3ae106beb42",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "session_redeem",
                    fingerprint: "4979b6ce8c12b0e8",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "session_refresh",
                    fingerprint: "5c7ca1a4fc4bf5c1",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "session_stream",
                    fingerprint: "5f2c0b36bd6efa91",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "session_verify",
                    fingerprint: "67ee60168268df03",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "slot_list",
                    fingerprint: "665066b194264c3d",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "tenant_list",
                    fingerprint: "e4a3ce39404c5d32",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
                ReleasedOperation {
                    operation_id: "tenant_view",
                    fingerprint: "bb8440d69a02eaec",
                    request: Tolerance::Identical,
                    response: Tolerance::Compatible,
                },
            ],
        },
    ],
};
