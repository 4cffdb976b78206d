//! Prices.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::limits;

/// An amount in the minor units of its currency.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Money {
    /// Minor units: 4500 is 45.00 EUR, or 4500 JPY.
    #[schemars(range(min = 0, max = "limits::AMOUNT"))]
    pub amount: i64,
    /// ISO 4217 code.
    #[schemars(regex(pattern = r"^[A-Z]{3}$"))]
    pub currency: String,
}
