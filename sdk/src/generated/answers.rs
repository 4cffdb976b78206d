// @generated from openapi.json by `cargo codegen generate`; edits are refused by `cargo codegen check`.
//! How each operation's answer is held against the contract.
#![cfg(not(target_arch = "wasm32"))]
use super::client::types;
use crate::misfit::first;
/// The first place where a body isn't what the contract says, or `None` if it fits.
pub type Check = fn(&[u8]) -> Option<types::DriftPlace>;
/// The check of what an operation answers on success; `None` if that isn't JSON.
#[must_use]
pub fn check(operation: &str) -> Option<Check> {
    let check: Check = match operation {
        "booking_change" | "booking_create" | "booking_view" => {
            first::<types::BookingData>
        }

        "booking_list" => first::<types::BookingPage>,
        "contract_view" => first::<types::ContractViewData>,
        "service_view" => first::<types::ServiceData>,
        "service_list" => first::<types::ServicePage>,
        "session_code" => first::<types::SessionCodeData>,
        "session_create" | "session_redeem" => first::<types::SessionData>,
        "session_refresh" | "session_verify" => first::<types::SessionStateData>,
        "slot_list" => first::<types::SlotPage>,
        "session_stream" => first::<types::StreamSessionData>,
        "tenant_view" => first::<types::TenantData>,
        "tenant_list" => first::<types::TenantSummaryPage>,
        _ => return None,
    };
    Some(check)
}
