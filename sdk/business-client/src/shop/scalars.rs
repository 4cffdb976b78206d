//! What stands for the scalars of Vendure's schema. Enums that are only read are text, so that new values are read too.

#![allow(clippy::upper_case_acronyms, reason = "named after the schema's")]

/// Minor units of the currency beside it.
pub(crate) type Money = i64;
pub(crate) type CurrencyCode = String;
pub(crate) type JSON = serde_json::Value;
