// @generated from openapi.json by `cargo codegen generate`; edits are refused by `cargo codegen check`.
//! The contract this server was compiled with, and how every supported release differs from it.
use scheduler_contracts::drift::Tolerance;
use crate::drift::{Release, ReleasedOperation, ServedContract};
/// The contract this server was compiled with.
pub const SERVED: ServedContract = ServedContract {
    version: "1.0.0",
    operations: &[
        ("booking_calendar", "72742bd1a43346e2"),
        ("booking_change", "5f8d9b33263b1c07"),
        ("booking_create", "5ce8925501c062dc"),
        ("booking_list", "19d0ebad496c989a"),
        ("booking_view", "1477d335a8cadb14"),
        ("contract_view", "b1171656052ac114"),
        ("event_stream", "f49c626848ce9d3d"),
        ("service_list", "8323c04885c0d06d"),
        ("service_view", "56354158a4774458"),
        ("session_code", "5469c10f3318f1f4"),
        ("session_create", "8427e8f5bf904b97"),
        ("session_end", "7562a3ae106beb42"),
        ("session_redeem", "f0cec38fa8945e05"),
        ("session_refresh", "5c7ca1a4fc4bf5c1"),
        ("session_stream", "2ed7f6640d0693e1"),
        ("session_verify", "67ee60168268df03"),
        ("slot_list", "665066b194264c3d"),
        ("tenant_list", "e4a3ce39404c5d32"),
        ("tenant_view", "bb8440d69a02eaec"),
    ],
    releases: &[],
};
